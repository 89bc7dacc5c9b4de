// SPDX-License-Identifier: GPL-3.0-or-later
// `kapkactl ca`: what may be trusted, who is asked, what the whole machine then trusts, and how
// that is undone; on a system below a directory of the test.

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sysexits.h>

#include "certificate.h"

#include "trusted-root.h"

#define DEADLINE_MS 60000

typedef struct {
  KapkaTestDir *dir;
  KapkaTestTrustedRoot root;
  char *authority; // Is known.
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data) {
  fixture->dir = kapka_test_dir_new ();
  fixture->authority = kapka_test_make_authority (fixture->dir);
  kapka_test_trusted_root_init (&fixture->root, fixture->dir);
  kapka_test_trusted_root_know (&fixture->root, "authority", fixture->authority);
}

static void
tear_down (Fixture *fixture, gconstpointer data) {
  kapka_test_trusted_root_clear (&fixture->root);
  g_free (fixture->authority);
  kapka_test_dir_free (fixture->dir);
}

/* Runs an action and expects @exit_code, and @part in what it says. */
static void
expect (Fixture *fixture,
        const char *answer,
        const char *action,
        const char *first,
        const char *second,
        int exit_code,
        const char *part) {
  g_autoptr (KapkaTestProgram) program =
      kapka_test_trusted_root_run (&fixture->root, answer, action, first, second);
  g_autofree char *out = kapka_test_program_get_text (program, KAPKA_TEST_STREAM_OUT);
  g_autofree char *err = kapka_test_program_get_text (program, KAPKA_TEST_STREAM_ERR);

  if (strstr (out, part) == NULL && strstr (err, part) == NULL)
    g_error ("expected \"%s\" of %s in:\n%s%s", part, action, out, err);
  g_assert_cmpint (kapka_test_program_wait (program, DEADLINE_MS), ==, exit_code);
}

static char *
read_file (const char *path) {
  char *text = NULL;

  return g_file_get_contents (path, &text, NULL, NULL) ? text : g_strdup ("");
}

/* How many certificates the system below the root trusts; 0 while nobody has made a bundle. */
static guint
count_trusted (Fixture *fixture) {
  g_autofree char *bundle = kapka_test_trusted_root_get_bundle (&fixture->root);
  g_autofree char *text = read_file (bundle);
  guint count = 0;

  for (const char *at = text; (at = strstr (at, "-----BEGIN CERTIFICATE-----")) != NULL; at++)
    count++;
  return count;
}

/* The key that stands beside the certificate in the file of the test goes nowhere. */
static void
test_import (Fixture *fixture, gconstpointer data) {
  g_autofree char *installed = g_build_filename (
      fixture->root.root, "usr/local/share/ca-certificates/kapka/authority.crt", NULL);
  g_autofree char *text = NULL;

  expect (fixture, "", "list", NULL, NULL, EX_OK, "not installed");
  expect (fixture, "да\n", "import", fixture->authority, NULL, EX_OK, "are installed");
  g_assert_cmpuint (count_trusted (fixture), ==, 2);
  text = read_file (installed);
  g_assert_nonnull (strstr (text, "BEGIN CERTIFICATE"));
  g_assert_null (strstr (text, "PRIVATE KEY"));
  expect (fixture, "", "list", NULL, NULL, EX_OK, "31.12.2099");
  expect (fixture, "", "list", NULL, NULL, EX_OK, "trusted");
  /* Twice is once. */
  expect (fixture, "", "import", "--yes", fixture->authority, EX_OK, "CN=Kapka test authority");
  g_assert_cmpuint (count_trusted (fixture), ==, 2);
  expect (fixture, "", "remove", NULL, NULL, EX_NOPERM, "Nothing was changed.");
  g_assert_cmpuint (count_trusted (fixture), ==, 2);
  expect (fixture, "", "remove", "--yes", NULL, EX_OK, "are removed");
  g_assert_cmpuint (count_trusted (fixture), ==, 1);
  g_assert_false (g_file_test (installed, G_FILE_TEST_EXISTS));
  expect (fixture, "", "list", NULL, NULL, EX_OK, "not installed");
}

/* Without a yes, and with anything that is not known to the letter, all stays as it was. */
static void
test_refused (Fixture *fixture, gconstpointer data) {
  g_autofree char *other =
      kapka_test_make_authority_until (fixture->dir, "other", "20991231000000Z");
  g_autofree char *over = kapka_test_make_authority_until (fixture->dir, "over", "20200201000000Z");
  g_autofree char *text = kapka_test_dir_write (fixture->dir, "text.pem", "nothing of the kind");
  g_autofree char *missing = kapka_test_dir_join (fixture->dir, "missing.pem");

  kapka_test_trusted_root_know (&fixture->root, "over", over);
  expect (fixture, "", "import", fixture->authority, NULL, EX_NOPERM, "Nothing was changed.");
  expect (fixture, "no\n", "import", fixture->authority, NULL, EX_NOPERM, "Nothing was changed.");
  expect (fixture, "", "import", "--yes", other, EX_DATAERR, "may be trusted here");
  expect (fixture, "yes\n", "import", fixture->authority, other, EX_DATAERR, "CN=Kapka test other");
  expect (fixture, "", "import", "--yes", over, EX_DATAERR, "has expired");
  expect (fixture, "", "import", "--yes", text, EX_DATAERR, "no certificate in PEM");
  expect (fixture, "", "import", "--yes", fixture->root.root, EX_DATAERR, "not a file");
  expect (fixture, "", "import", "--yes", missing, EX_NOINPUT, "missing.pem");
  expect (fixture, "", "import", "--yes", NULL, EX_USAGE, "A file is expected.");
  expect (fixture, "", "remove", "--yes", "nobody", EX_USAGE, "There is no authority nobody.");
  g_assert_cmpuint (count_trusted (fixture), ==, 0);
}

/* A bundle that cannot be made leaves nothing behind that a later one would take up. */
static void
test_failure (Fixture *fixture, gconstpointer data) {
  g_autofree char *certs = g_build_filename (fixture->root.root, "etc/ssl/certs", NULL);
  g_autofree char *aside = g_build_filename (fixture->root.root, "etc/ssl/aside", NULL);

  g_assert_cmpint (g_rename (certs, aside), ==, 0);
  expect (fixture, "", "import", "--yes", fixture->authority, EX_IOERR, "update-ca-certificates");
  expect (fixture, "", "list", NULL, NULL, EX_OK, "not installed");
}

static char *
in_days (int days) {
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GDateTime) then = g_date_time_add_days (now, days);

  return g_date_time_format (then, "%Y%m%d%H%M%SZ");
}

/* What `kapkactl portal-check` says to the standard error, on a list without portals. */
static char *
check_portals (Fixture *fixture) {
  g_autofree char *state_dir = kapka_test_dir_make (fixture->dir, "state");
  g_autofree char *text = g_strdup_printf ("[storage]\nstate_dir=%s\n", state_dir);
  g_autofree char *config = kapka_test_dir_write (fixture->dir, "kapka.conf", text);
  const char *argv[] = { g_getenv ("KAPKACTL"),
                         "--config",
                         config,
                         "--data-dir",
                         fixture->root.data_dir,
                         "portal-check",
                         "--root",
                         fixture->root.root,
                         NULL };
  g_autoptr (KapkaTestProgram) program =
      kapka_test_program_start (argv, (const char *const *)fixture->root.environment);

  g_assert_cmpint (kapka_test_program_wait (program, DEADLINE_MS), ==, EX_OK);
  return kapka_test_program_get_text (program, KAPKA_TEST_STREAM_ERR);
}

/* Sixty days before its end, and not a day earlier, an authority is spoken of. */
static void
test_end (Fixture *fixture, gconstpointer data) {
  g_autofree char *soon_end = in_days (60);
  g_autofree char *later_end = in_days (63);
  g_autofree char *soon = kapka_test_make_authority_until (fixture->dir, "soon", soon_end);
  g_autofree char *later = kapka_test_make_authority_until (fixture->dir, "later", later_end);
  g_autofree char *said = NULL;

  kapka_test_trusted_root_know (&fixture->root, "soon", soon);
  kapka_test_trusted_root_know (&fixture->root, "later", later);
  expect (fixture, "yes\n", "import", soon, later, EX_OK, "expires in 59 days");
  expect (fixture, "", "list", NULL, NULL, EX_OK, "expires in 59");
  said = check_portals (fixture);
  g_assert_nonnull (strstr (said, "soon: expires in 59 days"));
  g_assert_null (strstr (said, "later: "));
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
  ADD ("/ca/import", test_import);
  ADD ("/ca/refused", test_refused);
  ADD ("/ca/failure", test_failure);
  ADD ("/ca/end", test_end);
#undef ADD
  return g_test_run ();
}
