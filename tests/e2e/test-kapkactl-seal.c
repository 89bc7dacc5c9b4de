// SPDX-License-Identifier: GPL-3.0-or-later
// `kapkactl seal`: what is refused, who is asked, what goes and what stays, and that the next start
// is another kiosk.

#include <glib/gstdio.h>
#include <string.h>
#include <sysexits.h>
#include <unistd.h>

#include "journal/identity.h"
#include "journal/journal.h"
#include "program.h"
#include "tmpdir.h"

#define DEADLINE_MS 60000
#define BOOT "11111111-1111-4111-8111-111111111111"
#define INSTALL "22222222-2222-4222-8222-222222222222"
#define MARCH_2018_MS G_GINT64_CONSTANT (1520236800000)

/* What a kiosk keeps, but for its journal. */
static const char *const kept[] = {
  "enrol.json",
  "enrol-draft.json",
  "staff",
  "staff-lock",
  "desk.db",
  "portals.json",
  "status.json",
  "backup/desk-2018-03-05.db",
  "printing",
  "last-good.conf",
  "quarantine/journal-2018-03-05T10.db",
};

typedef struct {
  KapkaTestDir *dir;
  char *state_dir;
  char *config;
} Fixture;

static void
write_kept (Fixture *fixture) {
  for (guint i = 0; i < G_N_ELEMENTS (kept); i++) {
    g_autofree char *name = g_build_filename ("state", kept[i], NULL);
    g_autofree char *path = kapka_test_dir_write (
        fixture->dir, name, i == 0 ? "{\"v\":1,\"install_id\":\"" INSTALL "\"}" : "x");

    g_assert_no_errno (g_chmod (path, 0600));
  }
  g_free (kapka_test_dir_write (fixture->dir, "state/notes.txt", "of the library"));
  g_free (kapka_test_dir_write (fixture->dir, "elsewhere/journal-2018-03-05.db", "x"));
  g_free (kapka_test_dir_write (fixture->dir, "elsewhere/photo.jpg", "x"));
}

static void
set_up (Fixture *fixture, gconstpointer data) {
  g_autofree char *text = NULL;
  const char *top;

  fixture->dir = kapka_test_dir_new ();
  top = kapka_test_dir_get_path (fixture->dir);
  fixture->state_dir = kapka_test_dir_join (fixture->dir, "state");
  text = g_strdup_printf ("[terminal]\nlibrary=18-0142\nname=Центр\n\n"
                          "[storage]\nstate_dir=%s/state\nbackup_dir=%s/elsewhere\n",
                          top, top);
  fixture->config = kapka_test_dir_write (fixture->dir, "kapka.conf", text);
  write_kept (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data) {
  g_free (fixture->config);
  g_free (fixture->state_dir);
  kapka_test_dir_free (fixture->dir);
}

static KapkaJournal *
open_journal (Fixture *fixture) {
  g_autoptr (GError) error = NULL;
  g_autoptr (KapkaClock) clock = kapka_clock_new_manual ("Europe/Samara", MARCH_2018_MS, BOOT);
  KapkaJournal *journal =
      kapka_journal_open (fixture->state_dir, NULL, clock, KAPKA_JOURNAL_EVENTS, NULL, &error);

  g_assert_no_error (error);
  return journal;
}

/* A day that no centre has. */
static void
write_day (Fixture *fixture) {
  g_autoptr (KapkaJournal) journal = open_journal (fixture);
  g_autoptr (GError) error = NULL;

  kapka_journal_append_on (journal, &error);
  g_assert_no_error (error);
}

static gboolean
is_there (Fixture *fixture, const char *name) {
  g_autofree char *path = kapka_test_dir_join (fixture->dir, name);

  return g_file_test (path, G_FILE_TEST_EXISTS);
}

static void
expect (Fixture *fixture,
        const char *answer,
        const char *options,
        int exit_code,
        const char *part) {
  g_autofree char *line = g_strdup_printf (
      "echo '%s' | TEXTDOMAINDIR=\"${1%%/*}\" \"$0\" --config=\"$1\" seal %s", answer, options);
  const char *const argv[] = { "sh", "-c", line, g_getenv ("KAPKACTL"), fixture->config, NULL };
  g_autoptr (KapkaTestProgram) program = kapka_test_program_start (argv, NULL);
  int code = kapka_test_program_wait (program, DEADLINE_MS);
  g_autofree char *out = kapka_test_program_get_text (program, KAPKA_TEST_STREAM_OUT);
  g_autofree char *err = kapka_test_program_get_text (program, KAPKA_TEST_STREAM_ERR);

  if (strstr (out, part) == NULL && strstr (err, part) == NULL)
    g_error ("expected \"%s\" in:\n%s%s", part, out, err);
  g_assert_cmpint (code, ==, exit_code);
}

static void
expect_all_there (Fixture *fixture) {
  g_assert_true (is_there (fixture, "state/journal.db"));
  for (guint i = 0; i < G_N_ELEMENTS (kept); i++) {
    g_autofree char *name = g_build_filename ("state", kept[i], NULL);

    g_assert_true (is_there (fixture, name));
  }
}

static void
test_unsent (Fixture *fixture, gconstpointer data) {
  write_day (fixture);
  expect (fixture, "", "--yes", EX_NOPERM, "does not have all days");
  expect_all_there (fixture);
}

/* A wreck that nobody has salvaged, and backups of a journal that is gone, may hold visits that
 * nothing else does. */
static void
test_beside (Fixture *fixture, gconstpointer data) {
  g_autofree char *wreck =
      kapka_test_dir_join (fixture->dir, "state/quarantine/journal-2018-03-05T10.db");
  g_autofree char *backup = kapka_test_dir_join (fixture->dir, "elsewhere/journal-2018-03-05.db");

  kapka_journal_close (open_journal (fixture));
  expect (fixture, "", "--yes", EX_NOPERM, "Beside the journal");
  expect_all_there (fixture);
  g_assert_no_errno (g_unlink (wreck));
  g_free (wreck);
  wreck = kapka_test_dir_join (fixture->dir, "state/journal.db");
  g_assert_no_errno (g_unlink (wreck));
  expect (fixture, "", "--yes", EX_NOPERM, "Beside the journal");
  g_assert_true (is_there (fixture, "elsewhere/journal-2018-03-05.db"));
  g_assert_no_errno (g_unlink (backup));
  expect (fixture, "", "--yes", EX_OK, "state/enrol.json\n");
}

/* A damaged journal is no empty one. */
static void
test_damaged (Fixture *fixture, gconstpointer data) {
  g_free (kapka_test_dir_write (fixture->dir, "state/journal.db", "this is no database at all"));
  expect (fixture, "", "--yes", EX_IOERR, "--forget seals all the same");
  expect_all_there (fixture);
  expect (fixture, "", "--yes --forget", EX_OK, "may be cloned");
}

static void
test_asks (Fixture *fixture, gconstpointer data) {
  write_day (fixture);
  expect (fixture, "", "--forget", EX_NOPERM, "state/enrol.json\n");
  expect (fixture, "no", "--forget", EX_NOPERM, "Nothing was changed");
  expect_all_there (fixture);
  expect (fixture, "yes", "--forget", EX_OK, "may be cloned");
  g_assert_false (is_there (fixture, "state/journal.db"));
}

static void
test_running (Fixture *fixture, gconstpointer data) {
  KapkaJournal *journal = open_journal (fixture);
  g_autofree char *process = g_strdup_printf ("Process %d works", (int)getpid ());

  expect (fixture, "", "--yes --forget", EX_TEMPFAIL, process);
  expect_all_there (fixture);
  kapka_journal_close (journal);
}

/* Only what Kapka has made goes, also where others keep theirs. */
static void
test_sealed (Fixture *fixture, gconstpointer data) {
  g_autofree char *install = kapka_identity_find (fixture->state_dir);

  g_assert_cmpstr (install, ==, INSTALL);
  write_day (fixture);
  expect (fixture, "", "--yes --forget", EX_OK, "may be cloned");
  g_assert_false (is_there (fixture, "state/journal.db"));
  for (guint i = 0; i < G_N_ELEMENTS (kept); i++) {
    g_autofree char *name = g_build_filename ("state", kept[i], NULL);

    g_assert_false (is_there (fixture, name));
  }
  g_assert_false (is_there (fixture, "elsewhere/journal-2018-03-05.db"));
  g_assert_true (is_there (fixture, "elsewhere/photo.jpg"));
  g_assert_true (is_there (fixture, "state/notes.txt"));
  g_assert_true (is_there (fixture, "kapka.conf"));
  g_assert_null (kapka_identity_find (fixture->state_dir));
  expect (fixture, "", "--yes", EX_OK, "no kiosk yet");
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) g_test_add ("/seal/" path, Fixture, NULL, set_up, function, tear_down)
  ADD ("unsent", test_unsent);
  ADD ("beside", test_beside);
  ADD ("damaged", test_damaged);
  ADD ("asks", test_asks);
  ADD ("running", test_running);
  ADD ("sealed", test_sealed);
#undef ADD
  return g_test_run ();
}
