// SPDX-License-Identifier: GPL-3.0-or-later
// The catalogue of a running kiosk changes: the next visit has the new one, the visit that goes on
// the one it began with, and a broken one is never in use.

#include <string.h>

#include "steps.h"

#define DEADLINE_MS 60000

#define DOOR "Напечатать бланк"
#define FORMS "[old]\nName=Прежний бланк\nFile=obraschenie.pdf\n"
#define BROKEN "[late]\nName=Поздний бланк\nFile=obraschenie.pdf\nValidFrom=soon\n"
#define REPAIRED "[late]\nName=Поздний бланк\nFile=obraschenie.pdf\n"

typedef struct {
  KapkaTestDir *dir;
  KapkaTestKiosk *kiosk;
} Fixture;

static void
write_forms (Fixture *fixture, const char *text) {
  g_autofree char *path = kapka_test_dir_write (fixture->dir, "forms.ini", text);
}

static void
set_up (Fixture *fixture, gconstpointer data) {
  fixture->dir = kapka_test_dir_new ();
  write_forms (fixture, FORMS);
  fixture->kiosk = kapka_test_kiosk_new (1280, 1024);
  kapka_test_kiosk_set (fixture->kiosk, "catalog", "dir", kapka_test_dir_get_path (fixture->dir));
  kapka_test_kiosk_start (fixture->kiosk);
}

/* A test that makes its own kiosk. */
static void
set_up_alone (Fixture *fixture, gconstpointer data) {
  fixture->dir = kapka_test_dir_new ();
}

static void
tear_down (Fixture *fixture, gconstpointer data) {
  kapka_test_kiosk_free (fixture->kiosk);
  kapka_test_dir_free (fixture->dir);
}

/* As a librarian does, while visitors come and go. */
static void
import (Fixture *fixture) {
  g_autofree char *file = g_strdup_printf ("%s/forms/poa.pdf", g_getenv ("KAPKA_DATA_DIR"));
  const char *const argv[] = { g_getenv ("KAPKACTL"),
                               "--config",
                               kapka_test_kiosk_get_config (fixture->kiosk),
                               "forms",
                               "import",
                               file,
                               "--id=new",
                               "--name=Новый бланк",
                               NULL };
  g_autofree char *output = kapka_test_program_run (argv, NULL, DEADLINE_MS);
}

static void
open_shelf (Fixture *fixture) {
  kapka_test_begin_visit (fixture->kiosk);
  kapka_test_kiosk_press (fixture->kiosk, DOOR);
  kapka_test_kiosk_expect (fixture->kiosk, "Прежний бланк");
}

static void
test_next_visit (Fixture *fixture, gconstpointer data) {
  open_shelf (fixture);
  import (fixture);
  kapka_test_go_home (fixture->kiosk);
  kapka_test_kiosk_press (fixture->kiosk, DOOR);
  kapka_test_kiosk_expect (fixture->kiosk, "Прежний бланк");
  g_assert_false (kapka_test_kiosk_shows (fixture->kiosk, "Новый бланк"));
  kapka_test_end_visit (fixture->kiosk);
  open_shelf (fixture);
  kapka_test_kiosk_press (fixture->kiosk, "Новый бланк");
  kapka_test_kiosk_expect (fixture->kiosk, "Печатать");
}

/* Nobody has been here since the kiosk was started. */
static void
test_first_visit (Fixture *fixture, gconstpointer data) {
  import (fixture);
  open_shelf (fixture);
  kapka_test_kiosk_expect (fixture->kiosk, "Новый бланк");
}

/* Runs a command that has to succeed. */
static char *
run (const char *const *argv) {
  return kapka_test_program_run (argv, NULL, DEADLINE_MS);
}

/* The centre makes its key; the kiosk is told the public one. */
static void
make_key (Fixture *fixture, KapkaTestKiosk *kiosk) {
  g_autofree char *key = kapka_test_dir_join (fixture->dir, "centre.key");
  g_autofree char *told =
      run ((const char *[]){ g_getenv ("KAPKA_CENTRAL"), "catalog", "key", key, NULL });
  g_autofree char *public_key = g_strstrip (g_strdup (strstr (told, "ed25519:")));

  kapka_test_kiosk_set (kiosk, "catalog", "key", public_key);
}

/* The centre publishes a list of one form, and hours; an administrator carries it to the kiosk. */
static void
carry (Fixture *fixture,
       KapkaTestKiosk *kiosk,
       const char *form,
       const char *file,
       const char *hours) {
  g_autofree char *forms = g_strdup_printf ("[centre]\nName=%s\nFile=%s\n", form, file);
  g_autofree char *times = g_strdup_printf ("[18-0142]\nHours=%s\n", hours);
  g_autofree char *lists = kapka_test_dir_join (fixture->dir, "lists");
  g_autofree char *bundle = kapka_test_dir_join (fixture->dir, "catalog.kapka");
  g_autofree char *key = kapka_test_dir_join (fixture->dir, "centre.key");
  g_autofree char *key_option = g_strconcat ("--key=", key, NULL);

  g_free (kapka_test_dir_write (fixture->dir, "lists/forms.ini", forms));
  g_free (kapka_test_dir_write (fixture->dir, "lists/hours.ini", times));
  g_free (run ((const char *[]){ g_getenv ("KAPKA_CENTRAL"), "--bundle", bundle, "--data-dir",
                                 g_getenv ("KAPKA_DATA_DIR"), "catalog", "publish", lists,
                                 key_option, NULL }));
  g_free (
      run ((const char *[]){ g_getenv ("KAPKACTL"), "--config", kapka_test_kiosk_get_config (kiosk),
                             "catalog", "import", bundle, NULL }));
}

static void
open_shelf_of (KapkaTestKiosk *kiosk) {
  kapka_test_begin_visit (kiosk);
  kapka_test_kiosk_press (kiosk, DOOR);
}

/* A catalogue of the centre takes the place of another one: the visit that goes on has its forms to
 * the end, and can print them; the next one has the new. */
static void
test_centre (Fixture *fixture, gconstpointer data) {
  g_autoptr (KapkaTestKiosk) kiosk = kapka_test_kiosk_new (1280, 1024);

  make_key (fixture, kiosk);
  kapka_test_kiosk_start (kiosk);
  carry (fixture, kiosk, "Первый бланк центра", "poa.pdf", "пн-пт 9:00-18:00");
  open_shelf_of (kiosk);
  kapka_test_kiosk_expect (kiosk, "Первый бланк центра");
  carry (fixture, kiosk, "Второй бланк центра", "obraschenie.pdf", "пн-пт 10:00-19:00");
  kapka_test_kiosk_press (kiosk, "Первый бланк центра");
  kapka_test_kiosk_expect (kiosk, "Печатать");
  kapka_test_end_visit (kiosk);
  kapka_test_kiosk_expect (kiosk, "10:00–19:00");
  open_shelf_of (kiosk);
  kapka_test_kiosk_press (kiosk, "Второй бланк центра");
  kapka_test_kiosk_expect (kiosk, "Печатать");
}

/* A kiosk may wait for days: the hours of the centre show within a minute, with nobody touching it.
 */
static void
test_waiting (Fixture *fixture, gconstpointer data) {
  g_autoptr (KapkaTestKiosk) kiosk = kapka_test_kiosk_new (1280, 1024);
  g_autoptr (KapkaTestElement) hours = NULL;

  make_key (fixture, kiosk);
  kapka_test_kiosk_start (kiosk);
  carry (fixture, kiosk, "Первый бланк центра", "poa.pdf", "пн-пт 9:00-18:00");
  hours = kapka_test_screen_wait_for (kapka_test_kiosk_get_screen (kiosk), ATSPI_ROLE_LABEL,
                                      "9:00–18:00", 2 * DEADLINE_MS);
  g_clear_pointer (&hours, kapka_test_element_free);
  carry (fixture, kiosk, "Второй бланк центра", "obraschenie.pdf", "пн-пт 10:00-19:00");
  hours = kapka_test_screen_wait_for (kapka_test_kiosk_get_screen (kiosk), ATSPI_ROLE_LABEL,
                                      "10:00–19:00", 2 * DEADLINE_MS);
  kapka_test_kiosk_expect_query (kiosk, "SELECT count(*) FROM visit", "0");
}

static void
expect_log (Fixture *fixture, const char *words) {
  g_autofree char *log = kapka_test_program_get_text (kapka_test_kiosk_get_program (fixture->kiosk),
                                                      KAPKA_TEST_STREAM_ERR);

  if (strstr (log, words) == NULL)
    g_error ("The log does not say \"%s\" but: %s", words, log);
}

static void
test_broken (Fixture *fixture, gconstpointer data) {
  write_forms (fixture, FORMS BROKEN);
  open_shelf (fixture);
  g_assert_false (kapka_test_kiosk_shows (fixture->kiosk, "Поздний бланк"));
  expect_log (fixture, "it stays in use");
  expect_log (fixture, "forms.ini:");
  kapka_test_end_visit (fixture->kiosk);
  write_forms (fixture, "");
  open_shelf (fixture);
  kapka_test_end_visit (fixture->kiosk);
  write_forms (fixture, FORMS REPAIRED);
  open_shelf (fixture);
  kapka_test_kiosk_expect (fixture->kiosk, "Поздний бланк");
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/renewal/next-visit", Fixture, NULL, set_up, test_next_visit, tear_down);
  g_test_add ("/renewal/first-visit", Fixture, NULL, set_up, test_first_visit, tear_down);
  g_test_add ("/renewal/broken", Fixture, NULL, set_up, test_broken, tear_down);
  g_test_add ("/renewal/centre", Fixture, NULL, set_up_alone, test_centre, tear_down);
  g_test_add ("/renewal/waiting", Fixture, NULL, set_up_alone, test_waiting, tear_down);
  return g_test_run ();
}
