// SPDX-License-Identifier: GPL-3.0-or-later
// What the helper finds around itself while it reads a file of a stranger, and what becomes of the
// file where there is no sandbox.
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/error.h"
#include "foreign/foreign.h"
#include "foreign/helper.h"
#include "program.h"
#include "tmpdir.h"
#include "wait.h"

#define DEADLINE_MS 60000

typedef struct {
  KapkaTestDir *dir;
  char *path; // Of a file that keeps its reader busy.
  GCancellable *cancellable;
  pid_t helper;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data) {
  g_autofree char *generator = g_test_build_filename (G_TEST_DIST, "support", "hostile-pdf", NULL);
  const char *argv[] = { generator, NULL, "slow-lines", NULL };
  g_autofree char *output = NULL;

  fixture->dir = kapka_test_dir_new ();
  argv[1] = kapka_test_dir_get_path (fixture->dir);
  output = kapka_test_program_run (argv, NULL, DEADLINE_MS);
  fixture->path = kapka_test_dir_join (fixture->dir, "slow-lines.pdf");
  fixture->cancellable = g_cancellable_new ();
}

static void
tear_down (Fixture *fixture, gconstpointer data) {
  g_object_unref (fixture->cancellable);
  g_free (fixture->path);
  kapka_test_dir_free (fixture->dir);
}

static char *
read_proc (pid_t pid, const char *name, gsize *length) {
  g_autofree char *path = g_strdup_printf ("/proc/%d/%s", pid, name);
  char *text = NULL;

  return g_file_get_contents (path, &text, length, NULL) ? text : NULL;
}

static pid_t
get_parent (pid_t pid) {
  g_autofree char *text = read_proc (pid, "stat", NULL);
  const char *fields = text == NULL ? NULL : strrchr (text, ')');
  int parent = 0;

  return fields != NULL && sscanf (fields, ") %*c %d", &parent) == 1 ? parent : 0;
}

static gboolean
is_ours (pid_t pid) {
  while (pid > 1 && pid != getpid ())
    pid = get_parent (pid);
  return pid == getpid ();
}

/* Whether @pid is the helper, at work. */
static gboolean
is_helper (pid_t pid) {
  g_autofree char *name = read_proc (pid, "comm", NULL);
  g_autofree char *status = read_proc (pid, "status", NULL);

  return name != NULL && status != NULL && g_str_equal (g_strchomp (name), KAPKA_HELPER_PROGRAM) &&
         strstr (status, "\nSeccomp:\t2\n") != NULL && is_ours (pid);
}

static gboolean
find_helper_cb (gpointer data) {
  Fixture *fixture = data;
  g_autoptr (GDir) proc = g_dir_open ("/proc", 0, NULL);
  const char *name;

  fixture->helper = 0;
  while (fixture->helper == 0 && (name = g_dir_read_name (proc)) != NULL) {
    pid_t pid = (pid_t)g_ascii_strtoll (name, NULL, 10);

    if (pid > 0 && is_helper (pid))
      fixture->helper = pid;
  }
  return fixture->helper != 0;
}

static gboolean
has_no_helper_cb (gpointer data) {
  return !find_helper_cb (data);
}

static gpointer
draw_in_thread (gpointer data) {
  Fixture *fixture = data;
  GError *error = NULL;

  g_assert_null (kapka_foreign_draw (fixture->path, KAPKA_FOREIGN_SHEET, 0, 1240, 1754,
                                     fixture->cancellable, &error));
  return error;
}

static void
expect_apart (pid_t helper) {
  static const char *const kinds[] = { "ipc", "mnt", "net", "pid", "user", "uts" };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++) {
    g_autofree char *its = g_strdup_printf ("/proc/%d/ns/%s", helper, kinds[i]);
    g_autofree char *own = g_strdup_printf ("/proc/self/ns/%s", kinds[i]);
    g_autofree char *its_space = g_file_read_link (its, NULL);
    g_autofree char *own_space = g_file_read_link (own, NULL);

    g_assert_nonnull (its_space);
    g_assert_cmpstr (its_space, !=, own_space);
  }
}

static void
expect_powerless (pid_t helper) {
  g_autofree char *status = read_proc (helper, "status", NULL);

  g_assert_nonnull (strstr (status, "\nCapEff:\t0000000000000000\n"));
  g_assert_nonnull (strstr (status, "\nCapBnd:\t0000000000000000\n"));
  g_assert_nonnull (strstr (status, "\nNoNewPrivs:\t1\n"));
}

typedef struct {
  char *path;
  const char *const *known;
} Folder;

static gboolean
has_only_cb (gpointer data) {
  const Folder *folder = data;
  g_autoptr (GDir) dir = g_dir_open (folder->path, 0, NULL);
  const char *name;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    if (!g_strv_contains (folder->known, name)) {
      g_test_message ("%s/%s", folder->path, name);
      return FALSE;
    }
  return TRUE;
}

/* Names in a folder of the helper have to be among @known. It may just be reading a font, or the
 * loader a library: what was left open for it stays. */
static void
expect_only (pid_t helper, const char *name, const char *const *known) {
  g_autofree char *path = g_strdup_printf ("/proc/%d/%s", helper, name);
  Folder folder = { path, known };

  g_assert_true (kapka_test_wait_until (has_only_cb, &folder, DEADLINE_MS));
}

/* Programs and fonts, the one file, and where the drawing goes. */
static void
expect_little_around (pid_t helper) {
  static const char *const top[] = {
    "etc", "lib", "lib64", "usr", "var", KAPKA_HELPER_PROGRAM, NULL
  };
  static const char *const etc[] = { "fonts", "ld.so.cache", NULL };
  static const char *const files[] = { "0", "1", "2", NULL };
  g_autofree char *environment = read_proc (helper, "environ", NULL);

  expect_only (helper, "root", top);
  expect_only (helper, "root/etc", etc);
  expect_only (helper, "fd", files);
  g_assert_null (strstr (environment, "HOME"));
  g_assert_null (strstr (environment, "BUS"));
}

/* Nobody wants the drawing any more: nothing is left of the helper either. */
static void
test_alone (Fixture *fixture, gconstpointer data) {
  GThread *thread = g_thread_new ("draw", draw_in_thread, fixture);
  g_autoptr (GError) error = NULL;

  g_assert_true (kapka_test_wait_until (find_helper_cb, fixture, DEADLINE_MS));
  expect_apart (fixture->helper);
  expect_powerless (fixture->helper);
  expect_little_around (fixture->helper);
  g_cancellable_cancel (fixture->cancellable);
  error = g_thread_join (thread);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_true (kapka_test_wait_until (has_no_helper_cb, fixture, DEADLINE_MS));
}

static void
expect_nothing_opened (Fixture *fixture) {
  g_autofree char *to = kapka_test_dir_join (fixture->dir, "sheets.pdf");
  g_autoptr (GError) error = NULL;

  g_assert_null (
      kapka_foreign_draw (fixture->path, KAPKA_FOREIGN_SHEET, 0, 300, 300, NULL, &error));
  g_assert_error (error, KAPKA_ERROR, KAPKA_ERROR_CONFIG);
  g_clear_error (&error);
  g_assert_false (kapka_foreign_make_printable (fixture->path, to, NULL, &error));
  g_assert_error (error, KAPKA_ERROR, KAPKA_ERROR_CONFIG);
  g_assert_false (g_file_test (to, G_FILE_TEST_EXISTS));
}

/* No sandbox, one that may not be made here, no helper: then nothing is opened at all. */
static void
test_no_sandbox (Fixture *fixture, gconstpointer data) {
  g_autofree char *before = g_strdup (g_getenv ("PATH"));
  g_autofree char *failing = kapka_test_dir_write (fixture->dir, "bwrap", "#!/bin/sh\nexit 1\n");
  g_autofree char *path = g_strconcat (kapka_test_dir_get_path (fixture->dir), ":", before, NULL);

  g_assert_cmpint (g_chmod (failing, 0700), ==, 0);
  g_setenv ("PATH", path, TRUE);
  expect_nothing_opened (fixture);
  g_setenv ("PATH", g_getenv ("KAPKA_PAPER_DIR"), TRUE);
  expect_nothing_opened (fixture);
  g_setenv ("PATH", "/usr/bin:/bin", TRUE);
  expect_nothing_opened (fixture);
  g_setenv ("PATH", before, TRUE);
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
  ADD ("/sandbox/alone", test_alone);
  ADD ("/sandbox/no-sandbox", test_no_sandbox);
#undef ADD
  return g_test_run ();
}
