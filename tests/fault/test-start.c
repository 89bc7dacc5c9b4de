// SPDX-License-Identifier: GPL-3.0-or-later
// A wrong settings file or state directory: the kiosk comes up all the same and says what is amiss.

#include <glib/gstdio.h>
#include <string.h>

#include "steps.h"

#define STALE "В файле настроек ошибка*"
#define NOT_COUNTING "Сейчас посещения не учитываются*"
#define NAME "Центр у реки"
#define OTHER_NAME "Центр у моста"

typedef struct {
  KapkaTestDir *dir;
  KapkaTestKiosk *kiosk;
  char *kapka;
} Fixture;

/* Without settings the kiosk uses the directories of the machine; here it meets private ones in
 * their place. */
static void
hide_machine (Fixture *fixture) {
  g_autofree char *lib = kapka_test_dir_make (fixture->dir, "lib");
  g_autofree char *script =
      g_strdup_printf ("#!/bin/sh\nexec unshare --mount sh -c 'mount --bind %s /var/lib && "
                       "mount -t tmpfs tmpfs /run && exec %s \"$@\"' sh \"$@\"\n",
                       lib, fixture->kapka);
  g_autofree char *path = kapka_test_dir_write (fixture->dir, "kapka", script);

  g_assert_cmpint (g_chmod (path, 0700), ==, 0);
  g_setenv ("KAPKA", path, TRUE);
}

static void
set_up (Fixture *fixture, gconstpointer data) {
  fixture->dir = kapka_test_dir_new ();
  fixture->kapka = g_strdup (g_getenv ("KAPKA"));
  hide_machine (fixture);
  fixture->kiosk = kapka_test_kiosk_new (1024, 768);
}

static void
tear_down (Fixture *fixture, gconstpointer data) {
  g_setenv ("KAPKA", fixture->kapka, TRUE);
  kapka_test_kiosk_free (fixture->kiosk);
  kapka_test_dir_free (fixture->dir);
  g_free (fixture->kapka);
}

/* The kiosk serves a visitor as ever. */
static void
serve (Fixture *fixture) {
  kapka_test_begin_visit (fixture->kiosk);
  kapka_test_open_tile (fixture->kiosk, "Напечатать бланк", "Обращение в орган власти");
  kapka_test_kiosk_expect (fixture->kiosk, "Печатать");
  kapka_test_end_visit (fixture->kiosk);
}

static void
write_config (Fixture *fixture, const char *bytes, gsize length) {
  g_autoptr (GError) error = NULL;

  g_file_set_contents (kapka_test_kiosk_get_config (fixture->kiosk), bytes, (gssize)length, &error);
  g_assert_no_error (error);
}

/* Settings of the kiosk with the centre's name @name and then @more. */
static char *
settings_text (Fixture *fixture, const char *name, const char *more) {
  return g_strdup_printf ("[staff]\nask_first_pin=false\n[storage]\nstate_dir=%s\n[terminal]"
                          "\nlibrary=18-0142\nname=%s\n%s",
                          kapka_test_kiosk_get_state_dir (fixture->kiosk), name, more);
}

static void
start_with (Fixture *fixture, const char *name, const char *more) {
  g_autofree char *text = settings_text (fixture, name, more);

  kapka_test_kiosk_write_config (fixture->kiosk, text);
  kapka_test_kiosk_start (fixture->kiosk);
}

/* The first start without any settings asks for an administrator. */
static void
come_up_first (Fixture *fixture) {
  kapka_test_kiosk_start (fixture->kiosk);
  kapka_test_kiosk_press (fixture->kiosk, "Позже");
  kapka_test_kiosk_expect (fixture->kiosk, STALE);
  serve (fixture);
  kapka_test_kiosk_stop (fixture->kiosk);
}

static void
come_up (Fixture *fixture) {
  kapka_test_kiosk_start (fixture->kiosk);
  kapka_test_kiosk_expect (fixture->kiosk, STALE);
  serve (fixture);
  kapka_test_kiosk_stop (fixture->kiosk);
}

static void
test_no_settings (Fixture *fixture, gconstpointer data) {
  kapka_test_kiosk_write_config (fixture->kiosk, "");
  g_assert_cmpint (g_remove (kapka_test_kiosk_get_config (fixture->kiosk)), ==, 0);
  come_up_first (fixture);
  g_assert_cmpint (g_mkdir (kapka_test_kiosk_get_config (fixture->kiosk), 0700), ==, 0);
  come_up (fixture);
}

static void
test_settings_that_cannot_be_read (Fixture *fixture, gconstpointer data) {
  g_autofree char *text = settings_text (fixture, NAME, "");
  g_autofree char *large = g_strnfill (10 * 1024 * 1024, '#');
  const char *const encodings[] = { "UTF-16", "CP1251" };

  kapka_test_kiosk_write_config (fixture->kiosk, "");
  for (guint i = 0; i < G_N_ELEMENTS (encodings); i++) {
    gsize length;
    g_autofree char *bytes = g_convert (text, -1, encodings[i], "UTF-8", NULL, &length, NULL);

    g_test_message ("%s", encodings[i]);
    write_config (fixture, bytes, length);
    if (i == 0)
      come_up_first (fixture);
    else
      come_up (fixture);
  }
  write_config (fixture, large, strlen (large));
  come_up (fixture);
}

/* Half a file is what a power cut leaves behind. */
static void
test_half_a_file (Fixture *fixture, gconstpointer data) {
  kapka_test_kiosk_write_config (fixture->kiosk, "[terminal]\nlibrary=18-0142\nna");
  come_up_first (fixture);
  write_config (fixture, "\0\0\0\0\0\0\0\0", 8);
  come_up (fixture);
}

/* A typo: the settings of the last good start stay in use until it is mended. */
static void
test_earlier_settings_stay (Fixture *fixture, gconstpointer data) {
  static const char *const mistakes[] = {
    "colour=red\n",                 /* unknown key */
    "[visitor]\nidle_seconds=60\n", /* unknown group */
    "[visit]\nidle_seconds=soon\n", /* wrong value */
    "[visit]\nidle_seconds=-1\n",   /* out of range */
    "time_zone=Europe/Sarapul\n",   /* no such zone */
    "[terminal]\nname=ещё раз\n",   /* group twice */
    "name=ещё раз\n",               /* key twice */
    "[visit]\nidle_sec",            /* truncated in a key */
    "[visit\nidle_seconds=60\n",    /* truncated in a group */
    "\\\\server\\share\n",          /* no key at all */
  };

  start_with (fixture, NAME, "");
  g_assert_false (kapka_test_kiosk_shows (fixture->kiosk, STALE));
  kapka_test_kiosk_expect (fixture->kiosk, NAME);
  kapka_test_kiosk_stop (fixture->kiosk);
  for (guint i = 0; i < G_N_ELEMENTS (mistakes); i++) {
    g_autofree char *text = settings_text (fixture, OTHER_NAME, mistakes[i]);

    g_test_message ("mistake %u", i);
    write_config (fixture, text, strlen (text));
    kapka_test_kiosk_start (fixture->kiosk);
    kapka_test_kiosk_expect (fixture->kiosk, NAME);
    kapka_test_kiosk_expect (fixture->kiosk, STALE);
    kapka_test_kiosk_stop (fixture->kiosk);
  }
  start_with (fixture, OTHER_NAME, "");
  kapka_test_kiosk_expect (fixture->kiosk, OTHER_NAME);
  g_assert_false (kapka_test_kiosk_shows (fixture->kiosk, STALE));
  kapka_test_kiosk_stop (fixture->kiosk);
}

/* With the directory of the machine no word of the settings is needed to find them again. */
static void
test_earlier_settings_of_a_lost_file (Fixture *fixture, gconstpointer data) {
  g_autofree char *text = g_strdup_printf (
      "[terminal]\nlibrary=18-0142\nname=%s\n[staff]\nask_first_pin=false\n", NAME);

  kapka_test_kiosk_write_config (fixture->kiosk, text);
  kapka_test_kiosk_start (fixture->kiosk);
  kapka_test_kiosk_stop (fixture->kiosk);
  g_assert_cmpint (g_remove (kapka_test_kiosk_get_config (fixture->kiosk)), ==, 0);
  kapka_test_kiosk_start (fixture->kiosk);
  kapka_test_kiosk_expect (fixture->kiosk, NAME);
  kapka_test_kiosk_expect (fixture->kiosk, STALE);
  kapka_test_kiosk_stop (fixture->kiosk);
}

/* A place that cannot take the journal: people are served, and staff is told. */
static void
test_no_place_for_the_journal (Fixture *fixture, gconstpointer data) {
  g_autofree char *file = kapka_test_dir_write (fixture->dir, "file", "");
  const char *const places[] = { file, "/proc/kapka" };

  for (guint i = 0; i < G_N_ELEMENTS (places); i++) {
    kapka_test_kiosk_set (fixture->kiosk, "storage", "state_dir", places[i]);
    kapka_test_kiosk_start (fixture->kiosk);
    kapka_test_kiosk_expect (fixture->kiosk, NOT_COUNTING);
    serve (fixture);
    kapka_test_kiosk_stop (fixture->kiosk);
  }
}

static char *
check (Fixture *fixture, int *out_exit_code) {
  const char *const argv[] = { g_getenv ("KAPKACTL"),
                               "--config",
                               kapka_test_kiosk_get_config (fixture->kiosk),
                               "--data-dir",
                               g_getenv ("KAPKA_DATA_DIR"),
                               "check",
                               "--json",
                               NULL };
  g_autoptr (KapkaTestProgram) program = kapka_test_program_start (argv, NULL);

  *out_exit_code = kapka_test_program_wait (program, 60000);
  return kapka_test_program_get_text (program, KAPKA_TEST_STREAM_OUT);
}

static void
assert_found (const char *findings, const char *code) {
  g_autofree char *member = g_strdup_printf ("\"code\":\"%s\"", code);

  if (strstr (findings, member) == NULL)
    g_error ("expected %s in %s", code, findings);
}

/* Every file that the kiosk keeps is a wreck at once: people are served and counted, and check says
 * what is left for a person to mend. */
static void
test_wrecked_files (Fixture *fixture, gconstpointer data) {
  // But for the note of a print job: whoever cannot ask the print system lets nobody in.
  static const char *const names[] = {
    "journal.db",   "staff",       "staff-lock", "desk.db",
    "portals.json", "status.json", "enrol.json", "last-good.conf"
  };
  const char *state_dir = kapka_test_kiosk_get_state_dir (fixture->kiosk);
  g_autofree char *after = NULL;
  int exit_code;

  g_assert_cmpint (g_mkdir (state_dir, 0750), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autofree char *path = g_build_filename (state_dir, names[i], NULL);

    g_assert_true (g_file_set_contents (path, "\x7f\xff{[wreck", -1, NULL));
    g_assert_cmpint (g_chmod (path, 0600), ==, 0);
  }
  kapka_test_kiosk_set (fixture->kiosk, "sync", "url", "https://127.0.0.1:9/");
  kapka_test_kiosk_start (fixture->kiosk);
  serve (fixture);
  kapka_test_kiosk_expect_query (fixture->kiosk, "SELECT end_reason FROM visit", "finished");
  kapka_test_kiosk_stop (fixture->kiosk);
  after = check (fixture, &exit_code);
  g_assert_cmpint (exit_code, ==, 74);
  assert_found (after, "DESK-DAMAGED");
  assert_found (after, "STAFF-DAMAGED");
  assert_found (after, "ENROLMENT-DAMAGED");
  assert_found (after, "JOURNAL-REPLACED");
  g_assert_null (strstr (after, "JOURNAL-DAMAGED"));
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
  ADD ("/start/no-settings", test_no_settings);
  ADD ("/start/settings-that-cannot-be-read", test_settings_that_cannot_be_read);
  ADD ("/start/half-a-file", test_half_a_file);
  ADD ("/start/earlier-settings-stay", test_earlier_settings_stay);
  ADD ("/start/earlier-settings-of-a-lost-file", test_earlier_settings_of_a_lost_file);
  ADD ("/start/no-place-for-the-journal", test_no_place_for_the_journal);
  ADD ("/start/wrecked-files", test_wrecked_files);
#undef ADD
  return g_test_run ();
}
