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

static gboolean
shows (Fixture *fixture, const char *name) {
  g_autoptr (KapkaTestElement) found = kapka_test_screen_find (
      kapka_test_kiosk_get_screen (fixture->kiosk), ATSPI_ROLE_INVALID, name);

  return found != NULL;
}

static void
test_next_visit (Fixture *fixture, gconstpointer data) {
  open_shelf (fixture);
  import (fixture);
  kapka_test_go_home (fixture->kiosk);
  kapka_test_kiosk_press (fixture->kiosk, DOOR);
  kapka_test_kiosk_expect (fixture->kiosk, "Прежний бланк");
  g_assert_false (shows (fixture, "Новый бланк"));
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
  g_assert_false (shows (fixture, "Поздний бланк"));
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
  return g_test_run ();
}
