// SPDX-License-Identifier: GPL-3.0-or-later
/* The switch of the catalogue, cut short at every step: by a kill, by a disk that fails, that is
 * full or that can only be read. Afterwards the catalogue before or the new one is in use as a
 * whole, and the next try succeeds. */
#include <signal.h>
#include <string.h>

#include "bundle/installed.h"
#include "program.h"
#include "test-bundle-place.h"

#define FIRST G_GINT64_CONSTANT (2026112702)
#define SECOND G_GINT64_CONSTANT (2026112703)
#define DEADLINE_MS 60000

/* Whatever changes the disk. */
static const char *const calls[] = { "mkdir", "write", "fsync",  "rename",   "symlink",
                                     "flock", "rmdir", "unlink", "unlinkat", "statfs" };

/* The child under strace: takes the bundle of a file into use. */
static int
work (const char *state_dir, const char *public_key, const char *path) {
  const KapkaBundlePlace place = { state_dir, public_key };
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  char *data;
  gsize size;
  gint64 version;

  if (!g_file_get_contents (path, &data, &size, NULL))
    return 2;
  bytes = g_bytes_new_take (data, size);
  return kapka_bundle_install (&place, bytes, &version, &error) == KAPKA_INSTALL_REFUSED ? 1 : 0;
}

static void
install (KapkaBundleTest *test, gint64 version, const char *number) {
  g_autoptr (GBytes) bytes = kapka_bundle_test_make (test, version, number);
  g_autoptr (GError) error = NULL;
  gint64 taken;

  g_assert_cmpint (kapka_bundle_install (&test->place, bytes, &taken, &error), !=,
                   KAPKA_INSTALL_REFUSED);
  g_assert_no_error (error);
}

static char *
write_bundle (KapkaBundleTest *test, gint64 version, const char *number) {
  g_autoptr (GBytes) bytes = kapka_bundle_test_make (test, version, number);
  char *path = kapka_test_dir_join (test->dir, "catalog.kapka");
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  g_assert_true (g_file_set_contents (path, data, (gssize)size, NULL));
  return path;
}

/* Returns how the child ended. */
static int
work_under_strace (KapkaBundleTest *test, const char *path, const char *inject) {
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  const char *const argv[] = { "strace",
                               "-f",
                               "-qq",
                               "-e",
                               inject,
                               "-o",
                               "/dev/null",
                               self,
                               "--child",
                               test->state_dir,
                               test->public_key,
                               path,
                               NULL };
  // The search for leaks cannot run beside strace, and needs not.
  g_auto (GStrv) envp = g_environ_setenv (g_get_environ (), "ASAN_OPTIONS", "detect_leaks=0", TRUE);
  g_autoptr (KapkaTestProgram) program = kapka_test_program_start (argv, (const char *const *)envp);

  return kapka_test_program_wait (program, DEADLINE_MS);
}

static guint
count_names (KapkaBundleTest *test) {
  g_autofree char *path = g_build_filename (test->state_dir, KAPKA_BUNDLE_FOLDER, NULL);
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

/* Either of the two, and whatever was left is gone with the next try. */
static void
assert_whole (KapkaBundleTest *test, int status) {
  g_autofree char *number = kapka_bundle_test_read_number (test);
  g_autofree char *healed = NULL;
  g_autofree char *half = kapka_test_dir_join (test->dir, "state/bundle/2026112703/forms/half.pdf");

  g_assert_false (g_file_test (half, G_FILE_TEST_EXISTS));
  g_assert_true (g_str_equal (number, "1") || g_str_equal (number, "2"));
  if (status == 0)
    g_assert_cmpstr (number, ==, "2");
  install (test, SECOND, "2");
  healed = kapka_bundle_test_read_number (test);
  g_assert_cmpstr (healed, ==, "2");
  install (test, SECOND + 1, "3");
  // Two versions, current, floor and lock.
  g_assert_cmpuint (count_names (test), ==, 5);
}

/* Returns whether the child met its fate. */
static gboolean
try (const char *call, const char *fate, guint nth) {
  g_autoptr (KapkaBundleTest) test = kapka_bundle_test_new ();
  g_autofree char *inject = g_strdup_printf ("inject=%s:%s:when=%u", call, fate, nth);
  g_autofree char *path = NULL;
  int status;

  install (test, FIRST - 1, "0");
  install (test, FIRST, "1");
  g_free (kapka_test_dir_write (test->dir, "state/bundle/new/forms/half.pdf", "half"));
  path = write_bundle (test, SECOND, "2");
  status = work_under_strace (test, path, inject);
  g_test_message ("%s: %d", inject, status);
  g_assert_true (status == 0 || status == 1 || status == 128 + SIGKILL);
  assert_whole (test, status);
  return status != 0;
}

/* Until the child has done all there is to do. An error that is borne (a leftover that stays) does
 * not end the row of them. */
static void
sweep (const char *fate, guint patience) {
  for (gsize i = 0; i < G_N_ELEMENTS (calls); i++) {
    guint unharmed = 0;

    for (guint nth = 1; unharmed < patience; nth++)
      unharmed = try (calls[i], fate, nth) ? 0 : unharmed + 1;
  }
}

static void
test_killed (void) {
  sweep ("signal=KILL", 1);
}

static void
test_errors (void) {
  sweep ("error=EIO", 2);
}

static void
test_full (void) {
  sweep ("error=ENOSPC", 2);
}

static void
test_read_only (void) {
  sweep ("error=EROFS", 2);
}

/* Returns the file with the calls of an undisturbed run, one a line, with the paths of their files.
 */
static char *
trace (KapkaBundleTest *test) {
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *path = write_bundle (test, FIRST, "1");
  char *log = kapka_test_dir_join (test->dir, "calls");
  const char *const argv[] = { "strace",
                               "-f",
                               "-qq",
                               "-y",
                               "-s",
                               "4096",
                               "-e",
                               "trace=fsync,rename",
                               "-o",
                               log,
                               self,
                               "--child",
                               test->state_dir,
                               test->public_key,
                               path,
                               NULL };
  g_auto (GStrv) envp = g_environ_setenv (g_get_environ (), "ASAN_OPTIONS", "detect_leaks=0", TRUE);
  g_autoptr (KapkaTestProgram) program = kapka_test_program_start (argv, (const char *const *)envp);

  g_assert_cmpint (kapka_test_program_wait (program, DEADLINE_MS), ==, 0);
  return log;
}

/* Ends the test unless @path was on the disk before the rest of @text. */
static void
assert_synced (const char *text, const char *end, const char *path) {
  g_autofree char *before = g_strndup (text, (gsize)(end - text));
  g_autofree char *call = g_strdup_printf ("<%s>) ", path);

  if (strstr (before, call) == NULL)
    g_error ("%s was not synced before the switch: %s", path, text);
}

/* Of each file and folder, under the name that it had then. */
static void
assert_all_synced (const char *text, const char *end, const char *draft, const char *folder) {
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  assert_synced (text, end, draft);
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *then = g_build_filename (draft, name, NULL);
    g_autofree char *now = g_build_filename (folder, name, NULL);

    assert_all_synced (text, end, then, now);
  }
}

/* The power cannot be cut here; but whatever the link leads to is on the disk before it does. */
static void
test_power (void) {
  g_autoptr (KapkaBundleTest) test = kapka_bundle_test_new ();
  g_autofree char *log = trace (test);
  g_autofree char *text = NULL;
  g_autofree char *home = g_build_filename (test->state_dir, KAPKA_BUNDLE_FOLDER, NULL);
  g_autofree char *draft = g_build_filename (home, "new", NULL);
  g_autofree char *folder = g_build_filename (home, "2026112702", NULL);
  g_autofree char *naming = g_strdup_printf ("rename(\"%s\", \"%s\")", draft, folder);
  g_autofree char *turning = g_strdup_printf ("rename(\"%s/next\", \"%s/current\")", home, home);
  const char *named;
  const char *turned;

  g_assert_true (g_file_get_contents (log, &text, NULL, NULL));
  named = strstr (text, naming);
  turned = strstr (text, turning);
  g_assert_true (named != NULL && turned != NULL && named < turned);
  assert_all_synced (text, named, draft, folder);
  assert_synced (named, turned, home);
  assert_synced (turned, text + strlen (text), home);
}

/* A disk so small that the journal would have nothing left. */
static void
test_little_room (void) {
  g_autoptr (KapkaBundleTest) test = kapka_bundle_test_new ();
  g_autofree char *path = NULL;
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *script = g_strdup_printf (
      "mount -t tmpfs -o size=16m kapka '%s' && '%s' --child '%s' '%s' '%s/catalog.kapka'; "
      "echo $?; ls '%s/bundle'",
      test->state_dir, self, test->state_dir, test->public_key, kapka_test_dir_get_path (test->dir),
      test->state_dir);
  const char *const argv[] = { "unshare", "--mount", "sh", "-c", script, NULL };
  g_autofree char *out = NULL;

  path = write_bundle (test, FIRST, "1");
  out = kapka_test_program_run (argv, NULL, DEADLINE_MS);
  g_assert_cmpstr (out, ==, "1\nlock\n");
}

int
main (int argc, char **argv) {
  if (argc == 5 && g_str_equal (argv[1], "--child"))
    return work (argv[2], argv[3], argv[4]);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/bundle-faults/killed", test_killed);
  g_test_add_func ("/bundle-faults/errors", test_errors);
  g_test_add_func ("/bundle-faults/full", test_full);
  g_test_add_func ("/bundle-faults/read-only", test_read_only);
  g_test_add_func ("/bundle-faults/power", test_power);
  g_test_add_func ("/bundle-faults/little-room", test_little_room);
  return g_test_run ();
}
