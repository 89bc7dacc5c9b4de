// SPDX-License-Identifier: GPL-3.0-or-later
// What is written to flash drives that fail: a file is there whole or not at all, and nothing is
// promised before it is on the medium. Mounting needs root.

#define _GNU_SOURCE /* for unshare() */
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sched.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "base/error.h"
#include "files/drives.h"
#include "files/new-file.h"
#include "program.h"
#include "stick.h"

#define DEADLINE_MS 60000
#define NAME "справка.pdf"
#define OLDER "старая.pdf"
#define DOCUMENT_BYTES (200 * 1024)
#define TOO_MUCH (16 * 1024 * 1024)
#define PAGE_BYTES 4096

typedef struct {
  KapkaTestDir *dir;
  char *media_dir;
  KapkaTestStick *stick;
  KapkaDrive drive;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data) {
  g_autofree char *medium = NULL;

  fixture->dir = kapka_test_dir_new ();
  medium = kapka_test_dir_join (fixture->dir, "medium");
  fixture->media_dir = kapka_test_dir_make (fixture->dir, "media");
  fixture->drive.path = kapka_test_dir_make (fixture->dir, "media/ФЛЕШКА");
  fixture->drive.name = g_strdup ("ФЛЕШКА");
  fixture->stick = kapka_test_stick_new (medium, fixture->drive.path);
  kapka_test_stick_plug_in (fixture->stick, "rw");
}

static void
tear_down (Fixture *fixture, gconstpointer data) {
  kapka_test_stick_free (fixture->stick);
  g_free (fixture->media_dir);
  g_free (fixture->drive.path);
  g_free (fixture->drive.name);
  kapka_test_dir_free (fixture->dir);
}

/* No two pages of it are alike. */
static GBytes *
make_document (gsize size) {
  guint32 *numbers = g_malloc (size);

  for (gsize i = 0; i < size / sizeof *numbers; i++)
    numbers[i] = (guint32)(i * 2654435761u);
  return g_bytes_new_take (numbers, size);
}

/* Returns: 0, or the code of the error. */
static int
write_named (const KapkaDrive *drive, const char *name, gsize size) {
  g_autoptr (GBytes) document = make_document (size);
  g_autoptr (GError) error = NULL;
  g_autofree char *path = kapka_new_file_write_to_drive (drive, name, document, &error);

  g_assert_true ((path == NULL) == (error != NULL));
  return error == NULL ? 0 : error->code;
}

static int
write_document (Fixture *fixture) {
  return write_named (&fixture->drive, NAME, DOCUMENT_BYTES);
}

static gboolean
has (Fixture *fixture, const char *name) {
  g_autofree char *path = g_build_filename (fixture->drive.path, name, NULL);

  return g_file_test (path, G_FILE_TEST_EXISTS);
}

static void
assert_whole (Fixture *fixture, const char *name) {
  g_autofree char *path = g_build_filename (fixture->drive.path, name, NULL);
  g_autoptr (GBytes) document = make_document (DOCUMENT_BYTES);
  g_autofree char *bytes = NULL;
  gsize size;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &bytes, &size, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (bytes, size, g_bytes_get_data (document, NULL), DOCUMENT_BYTES);
}

static void
assert_list (Fixture *fixture, const char *expected) {
  g_autofree char *list = kapka_test_stick_list (fixture->stick);

  g_assert_cmpstr (list, ==, expected);
}

/* Pulls the drive and puts it in again. */
static void
pull (Fixture *fixture) {
  kapka_test_stick_pull (fixture->stick);
  kapka_test_stick_plug_in (fixture->stick, "rw");
}

/* Takes it out as one should, and puts it in again. */
static void
change (Fixture *fixture) {
  kapka_test_stick_take_out (fixture->stick);
  kapka_test_stick_plug_in (fixture->stick, "rw");
}

static void
test_on_the_medium (Fixture *fixture, gconstpointer data) {
  g_assert_cmpint (write_document (fixture), ==, 0);
  pull (fixture);
  assert_list (fixture, NAME);
  assert_whole (fixture, NAME);
}

static void
on_released (GObject *source, GAsyncResult *result, gpointer user_data) {
  *(GAsyncResult **)user_data = g_object_ref (result);
}

static gboolean
release (Fixture *fixture, GError **error) {
  g_autoptr (KapkaDrives) drives = kapka_drives_new (fixture->media_dir);
  g_autoptr (GAsyncResult) result = NULL;

  kapka_drives_release_async (drives, &fixture->drive, on_released, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return kapka_drives_release_finish (result, error);
}

/* Whoever has written it, and however: a drive that may be taken out has all of it. */
static void
test_released (Fixture *fixture, gconstpointer data) {
  g_autofree char *path = g_build_filename (fixture->drive.path, OLDER, NULL);
  g_autoptr (GBytes) document = make_document (DOCUMENT_BYTES);
  g_autoptr (GError) error = NULL;
  FILE *file = g_fopen (path, "we");

  g_assert_cmpuint (fwrite (g_bytes_get_data (document, NULL), DOCUMENT_BYTES, 1, file), ==, 1);
  g_assert_cmpint (fclose (file), ==, 0);
  g_assert_true (release (fixture, &error));
  g_assert_no_error (error);
  pull (fixture);
  assert_whole (fixture, OLDER);
  kapka_test_stick_pull (fixture->stick);
  g_assert_false (release (fixture, &error));
  g_assert_error (error, KAPKA_ERROR, KAPKA_ERROR_NOT_FOUND);
}

static void
test_full (Fixture *fixture, gconstpointer data) {
  g_assert_cmpint (write_named (&fixture->drive, NAME, TOO_MUCH), ==, KAPKA_ERROR_FULL);
  assert_list (fixture, "");
  change (fixture);
  assert_list (fixture, "");
  g_assert_cmpint (write_document (fixture), ==, 0);
  assert_whole (fixture, NAME);
}

/* A switch on its side, or a file system that has found itself broken. */
static void
test_read_only (Fixture *fixture, gconstpointer data) {
  g_assert_cmpint (write_named (&fixture->drive, OLDER, DOCUMENT_BYTES), ==, 0);
  kapka_test_stick_plug_in (fixture->stick, "remount,ro");
  g_assert_cmpint (write_document (fixture), ==, KAPKA_ERROR_READ_ONLY);
  change (fixture);
  assert_list (fixture, OLDER);
  assert_whole (fixture, OLDER);
  kapka_test_stick_take_out (fixture->stick);
  kapka_test_stick_plug_in (fixture->stick, "ro");
  g_assert_cmpint (write_document (fixture), ==, KAPKA_ERROR_READ_ONLY);
  assert_list (fixture, OLDER);
}

/* No file that is there is changed, not even one that is called like a part of ours. */
static void
test_leaves_others_alone (Fixture *fixture, gconstpointer data) {
  g_assert_cmpint (write_document (fixture), ==, 0);
  g_assert_cmpint (write_named (&fixture->drive, NAME ".part", DOCUMENT_BYTES), ==, 0);
  g_assert_cmpint (write_named (&fixture->drive, NAME, PAGE_BYTES), ==, 0);
  assert_list (fixture, "справка (2).pdf " NAME " " NAME ".part");
  assert_whole (fixture, NAME);
  assert_whole (fixture, NAME ".part");
}

/* What the child under another program does: writes and tells how it went. */
static int
work (const char *place) {
  KapkaDrive drive = { .path = (char *)place, .name = (char *)"ФЛЕШКА" };
  int code = write_named (&drive, NAME, DOCUMENT_BYTES);
  g_autofree char *text = code == 0 ? g_strdup (".") : g_strdup_printf ("%d", code);

  return write (STDOUT_FILENO, text, strlen (text)) == (gssize)strlen (text) ? 0 : 1;
}

/* Returns: (transfer full): what the child has told, in the hands of @words. */
static char *
work_under (Fixture *fixture, const char *const *words) {
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  // The search for leaks cannot run beside strace, and needs not.
  g_auto (GStrv) envp = g_environ_setenv (g_get_environ (), "ASAN_OPTIONS", "detect_leaks=0", TRUE);
  g_autoptr (KapkaTestProgram) program = NULL;

  for (guint i = 0; words[i] != NULL; i++)
    g_ptr_array_add (argv, (gpointer)words[i]);
  g_ptr_array_add (argv, self);
  g_ptr_array_add (argv, (gpointer) "--child");
  g_ptr_array_add (argv, fixture->drive.path);
  g_ptr_array_add (argv, NULL);
  program = kapka_test_program_start ((const char *const *)argv->pdata, (const char *const *)envp);
  kapka_test_program_wait (program, DEADLINE_MS);
  return kapka_test_program_get_text (program, KAPKA_TEST_STREAM_OUT);
}

/* Where the kernel knows the device no more but has it mounted still; a directory in its place is
 * no drive either, and nothing is left in it. */
static void
test_pulled (Fixture *fixture, gconstpointer data) {
  static const char *const hide[] = {
    "unshare", "-m", "sh", "-c", "mount -t tmpfs none /sys/dev/block && exec \"$@\"", "sh", NULL
  };
  g_autofree char *gone = g_strdup_printf ("%d", KAPKA_ERROR_NOT_FOUND);
  g_autofree char *told = work_under (fixture, hide);

  g_assert_cmpstr (told, ==, gone);
  assert_list (fixture, "");
  kapka_test_stick_cut (fixture->stick);
  g_assert_cmpint (write_document (fixture), ==, KAPKA_ERROR_IO);
  kapka_test_stick_take_out (fixture->stick);
  g_assert_cmpint (write_document (fixture), ==, KAPKA_ERROR_NOT_FOUND);
  assert_list (fixture, "");
  kapka_test_stick_plug_in (fixture->stick, "rw");
  g_assert_cmpint (write_document (fixture), ==, 0);
  assert_whole (fixture, NAME);
}

/* The drive is pulled in the same moment, so that only what is on the medium is left. What has been
 * told to be written is there, and what another try finds lying about does not hinder it. */
static void
assert_survives (Fixture *fixture, const char *told) {
  g_autofree char *path = g_build_filename (fixture->drive.path, NAME, NULL);

  pull (fixture);
  if (g_str_equal (told, "."))
    g_assert_true (has (fixture, NAME));
  if (has (fixture, NAME))
    assert_whole (fixture, NAME);
  g_unlink (path);
  g_assert_cmpint (write_document (fixture), ==, 0);
  assert_list (fixture, NAME);
  g_assert_cmpint (g_unlink (path), ==, 0);
}

/* Does @what to the child at each of its calls of @call, one after another. */
static void
disturb (Fixture *fixture, const char *call, const char *what) {
  gboolean done = FALSE;
  guint n;

  for (n = 1; !done; n++) {
    g_autofree char *inject = g_strdup_printf ("inject=%s:%s:when=%u", call, what, n);
    g_autofree char *log = kapka_test_dir_join (fixture->dir, "strace");
    const char *const strace[] = { "strace", "-f", "-qq", "-e", inject, "-o", log, NULL };
    g_autofree char *told = work_under (fixture, strace);
    g_autofree char *text = NULL;

    g_assert_true (g_file_get_contents (log, &text, NULL, NULL));
    done = strstr (text, "INJECTED") == NULL && strstr (text, "SIGKILL") == NULL;
    assert_survives (fixture, told);
  }
  g_assert_cmpuint (n, >, 2);
}

static void
test_killed (Fixture *fixture, gconstpointer data) {
  disturb (fixture, "write", "signal=KILL");
  disturb (fixture, "fsync", "signal=KILL");
  disturb (fixture, "renameat2", "signal=KILL");
}

/* A renaming that leaves others alone is unknown to some drives. */
static void
test_errors (Fixture *fixture, gconstpointer data) {
  disturb (fixture, "write", "error=EIO");
  disturb (fixture, "fsync", "error=EIO");
  disturb (fixture, "renameat2", "error=EIO");
  disturb (fixture, "renameat2", "error=EINVAL");
}

/* Fills the file system of the medium, so that @n_pages are left to it. */
static void
take_pages (const char *directory, guint n_pages) {
  g_autofree char *path = g_build_filename (directory, "ballast", NULL);
  struct statvfs status;
  int fd = open (path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);

  g_assert_cmpint (statvfs (directory, &status), ==, 0);
  g_assert_cmpint (posix_fallocate (fd, 0, (off_t)(status.f_bfree - n_pages) * PAGE_BYTES), ==, 0);
  close (fd);
}

/* Returns: whether a medium was good that takes @n_pages more and fails then. */
static gboolean
write_to_bad_medium (Fixture *fixture, guint n_pages) {
  g_autofree char *directory = kapka_test_dir_make (fixture->dir, "bad");
  g_autofree char *ballast = g_build_filename (directory, "ballast", NULL);
  g_autofree char *medium = g_build_filename (directory, "medium", NULL);
  gboolean good;

  g_assert_cmpint (mount ("tmpfs", directory, "tmpfs", 0, "size=16m"), ==, 0);
  kapka_test_stick_take_out (fixture->stick);
  kapka_test_stick_free (fixture->stick);
  fixture->stick = kapka_test_stick_new (medium, fixture->drive.path);
  kapka_test_stick_plug_in (fixture->stick, "rw");
  take_pages (directory, n_pages);
  good = write_document (fixture) == 0;
  kapka_test_stick_pull (fixture->stick);
  g_assert_cmpint (g_unlink (ballast), ==, 0);
  kapka_test_stick_plug_in (fixture->stick, "rw");
  g_assert_true (has (fixture, NAME) || !good);
  if (has (fixture, NAME))
    assert_whole (fixture, NAME);
  umount2 (directory, MNT_DETACH);
  return good;
}

static void
test_bad_medium (Fixture *fixture, gconstpointer data) {
  guint n_pages = 0;

  while (!write_to_bad_medium (fixture, n_pages))
    n_pages += 16;
  g_assert_cmpuint (n_pages, >=, DOCUMENT_BYTES / PAGE_BYTES);
}

int
main (int argc, char **argv) {
  if (argc == 3 && g_str_equal (argv[1], "--child"))
    return work (argv[2]);
  /* A program that takes over the mounts of the machine meanwhile would keep a drive that is pulled
   * alive, and the next to be mounted of the same medium would be that one. */
  g_assert_cmpint (unshare (CLONE_NEWNS), ==, 0);
  g_assert_cmpint (mount (NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL), ==, 0);
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
  ADD ("/saving/on-the-medium", test_on_the_medium);
  ADD ("/saving/released", test_released);
  ADD ("/saving/full", test_full);
  ADD ("/saving/read-only", test_read_only);
  ADD ("/saving/leaves-others-alone", test_leaves_others_alone);
  ADD ("/saving/pulled", test_pulled);
  ADD ("/saving/killed", test_killed);
  ADD ("/saving/errors", test_errors);
  ADD ("/saving/bad-medium", test_bad_medium);
#undef ADD
  return g_test_run ();
}
