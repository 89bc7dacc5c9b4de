// SPDX-License-Identifier: GPL-3.0-or-later
// What an administrator does with backups, on the command line.
#include <string.h>
#include <sys/stat.h>
#include <sysexits.h>

#include "program.h"
#include "tmpdir.h"

#define DEADLINE_MS 60000

/* Runs kapka-central with a database of @dir and the words that follow; fails the test unless it
 * exits with @exit_code. Returns what it said. */
static char *
run (KapkaTestDir *dir, const char *database, int exit_code, const char *const *words) {
  g_autofree char *option =
      g_strdup_printf ("--database=sqlite:%s/%s", kapka_test_dir_get_path (dir), database);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) argv = NULL;
  g_autoptr (KapkaTestProgram) program = NULL;
  g_autofree char *out = NULL;
  g_autofree char *err = NULL;

  g_strv_builder_add_many (builder, g_getenv ("KAPKA_CENTRAL"), option, NULL);
  g_strv_builder_addv (builder, (const char **)words);
  argv = g_strv_builder_end (builder);
  program = kapka_test_program_start ((const char *const *)argv, NULL);
  g_assert_cmpint (kapka_test_program_wait (program, DEADLINE_MS), ==, exit_code);
  out = kapka_test_program_get_text (program, KAPKA_TEST_STREAM_OUT);
  err = kapka_test_program_get_text (program, KAPKA_TEST_STREAM_ERR);
  return g_strconcat (out, err, NULL);
}

static void
assert_says (char *text, const char *part) {
  g_assert_nonnull (strstr (text, part));
  g_free (text);
}

static void
test_backup (void) {
  g_autoptr (KapkaTestDir) dir = kapka_test_dir_new ();
  g_autofree char *file = kapka_test_dir_join (dir, "копия.db");
  const char *const back_up[] = { "backup", file, NULL };
  const char *const restore[] = { "restore", file, NULL };
  const char *const replace[] = { "restore", "--replace", file, NULL };
  const char *const no_file[] = { "backup", NULL };

  assert_says (run (dir, "a.db", EX_NOINPUT, restore), file);
  assert_says (run (dir, "a.db", EX_USAGE, no_file), "ФАЙЛ");
  assert_says (run (dir, "a.db", EX_OK, back_up), file);
  assert_says (run (dir, "b.db", EX_OK, restore), file);
  assert_says (run (dir, "b.db", EX_OK, replace), file);
}

/* Whoever names a wrong file reads which one, and what it is not. */
static void
test_wrong_file (void) {
  g_autoptr (KapkaTestDir) dir = kapka_test_dir_new ();
  g_autofree char *file =
      kapka_test_dir_write (dir, "hours.ini", "[18-0142]\nHours=пн 9:00-18:00\n");
  g_autofree char *told = g_strdup_printf ("%s — не целая резервная копия центра", file);
  const char *const restore[] = { "restore", file, NULL };
  const char *const status[] = { "status", NULL };

  assert_says (run (dir, "a.db", EX_IOERR, restore), told);
  assert_says (run (dir, "missing/a.db", EX_NOINPUT, status), "missing/a.db: ");
}

/* The counts and what kiosks are known by are for the user of the centre. */
static void
test_private (void) {
  g_autoptr (KapkaTestDir) dir = kapka_test_dir_new ();
  g_autofree char *database = kapka_test_dir_join (dir, "a.db");
  const char *const status[] = { "status", NULL };
  struct stat info;

  g_free (run (dir, "a.db", EX_OK, status));
  g_assert_no_errno (stat (database, &info));
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/central-backup/commands", test_backup);
  g_test_add_func ("/central-backup/wrong-file", test_wrong_file);
  g_test_add_func ("/central-backup/private", test_private);
  return g_test_run ();
}
