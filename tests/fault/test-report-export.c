// SPDX-License-Identifier: GPL-3.0-or-later
// A report goes to a flash drive that is full, read-only, broken or pulled out; needs root.

#include "report/writers.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/error.h"
#include "program.h"
#include "test-report-papers.h"
#include "tmpdir.h"

#define DEADLINE_MS 60000

typedef struct {
  KapkaTestDir *dir;
  KapkaDrive drive;
  KapkaReport *report;
} Fixture;

static void
mount_drive (Fixture *fixture, const char *options) {
  g_assert_cmpint (mount ("tmpfs", fixture->drive.path, "tmpfs", 0, options), ==, 0);
}

static void
set_up (Fixture *fixture, gconstpointer data) {
  fixture->dir = kapka_test_dir_new ();
  fixture->drive.path = kapka_test_dir_make (fixture->dir, "media/ФЛЕШКА");
  fixture->drive.name = g_strdup ("ФЛЕШКА");
  fixture->report = kapka_papers_new_yearly ();
}

static void
tear_down (Fixture *fixture, gconstpointer data) {
  umount2 (fixture->drive.path, MNT_DETACH);
  g_free (fixture->drive.path);
  g_free (fixture->drive.name);
  kapka_report_free (fixture->report);
  kapka_test_dir_free (fixture->dir);
}

static void
assert_written (Fixture *fixture, const char *path, KapkaReportFormat format, const char *name) {
  g_autofree char *expected = g_build_filename (fixture->drive.path, name, NULL);
  g_autoptr (GBytes) bytes = kapka_report_write (fixture->report, format, NULL);
  g_autofree char *contents = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;

  g_assert_cmpstr (path, ==, expected);
  g_file_get_contents (path, &contents, &length, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (contents, length, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

static void
assert_export (Fixture *fixture, KapkaReportFormat format, const char *name) {
  g_autoptr (GError) error = NULL;
  g_autofree char *path =
      kapka_report_export_to_drive (fixture->report, format, &fixture->drive, &error);

  g_assert_no_error (error);
  assert_written (fixture, path, format, name);
}

static void
assert_no_export (Fixture *fixture, int code) {
  g_autoptr (GError) error = NULL;

  g_assert_null (
      kapka_report_export_to_drive (fixture->report, KAPKA_REPORT_PDF, &fixture->drive, &error));
  g_assert_error (error, KAPKA_ERROR, code);
  g_assert_nonnull (strstr (error->message, fixture->drive.path));
}

static gint
compare_names_cb (gconstpointer a, gconstpointer b) {
  return g_strcmp0 (*(const char *const *)a, *(const char *const *)b);
}

/* Compares the names on the drive, sorted and divided by a comma. */
static void
assert_files (Fixture *fixture, const char *expected) {
  g_autoptr (GDir) dir = g_dir_open (fixture->drive.path, 0, NULL);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *text = NULL;
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_names_cb);
  g_ptr_array_add (names, NULL);
  text = g_strjoinv (",", (char **)names->pdata);
  g_assert_cmpstr (text, ==, expected);
}

static void
test_names (Fixture *fixture, gconstpointer data) {
  g_autofree char *link = g_build_filename (fixture->drive.path, "kapka-yearly-2018.csv", NULL);
  g_autofree char *part =
      g_build_filename (fixture->drive.path, "kapka-yearly-2018.pdf.kapka-part", NULL);

  mount_drive (fixture, "size=1m");
  g_assert_cmpint (symlink ("/nowhere", link), ==, 0);
  g_assert_true (g_file_set_contents (part, "left by a power cut", -1, NULL));
  assert_export (fixture, KAPKA_REPORT_PDF, "kapka-yearly-2018.pdf");
  assert_export (fixture, KAPKA_REPORT_PDF, "kapka-yearly-2018 (2).pdf");
  assert_export (fixture, KAPKA_REPORT_PDF, "kapka-yearly-2018 (3).pdf");
  assert_export (fixture, KAPKA_REPORT_XLSX, "kapka-yearly-2018.xlsx");
  assert_export (fixture, KAPKA_REPORT_TEXT, "kapka-yearly-2018.txt");
  assert_export (fixture, KAPKA_REPORT_CSV_EXCEL, "kapka-yearly-2018 (2).csv");
  assert_files (fixture, "kapka-yearly-2018 (2).csv,kapka-yearly-2018 (2).pdf,"
                         "kapka-yearly-2018 (3).pdf,kapka-yearly-2018.csv,kapka-yearly-2018.pdf,"
                         "kapka-yearly-2018.txt,kapka-yearly-2018.xlsx");
}

/* Some file systems cannot rename and leave others alone; the names come out the same. */
static void
test_names_without_help (void) {
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  const char *const argv[] = { "strace",
                               "-f",
                               "-qq",
                               "-o",
                               "/dev/null",
                               "-e",
                               "inject=renameat2:error=EINVAL",
                               self,
                               "-p",
                               "/report-export/names",
                               NULL };
  g_auto (GStrv) environment = g_get_environ ();
  g_autofree char *output = NULL;

  /* Nobody can look for leaks in a program that is traced. */
  environment = g_environ_setenv (environment, "ASAN_OPTIONS", "detect_leaks=0", TRUE);
  output = kapka_test_program_run (argv, (const char *const *)environment, DEADLINE_MS);
  g_assert_nonnull (strstr (output, "ok 1 /report-export/names"));
}

/* What is there stays, what is not whole goes. */
static void
test_full (Fixture *fixture, gconstpointer data) {
  mount_drive (fixture, "size=64k");
  assert_export (fixture, KAPKA_REPORT_PDF, "kapka-yearly-2018.pdf");
  assert_no_export (fixture, KAPKA_ERROR_FULL);
  assert_files (fixture, "kapka-yearly-2018.pdf");
}

static void
test_no_room_for_a_name (Fixture *fixture, gconstpointer data) {
  mount_drive (fixture, "size=1m,nr_inodes=1");
  assert_no_export (fixture, KAPKA_ERROR_FULL);
  assert_files (fixture, "");
}

static void
test_read_only (Fixture *fixture, gconstpointer data) {
  mount_drive (fixture, "size=1m");
  g_assert_cmpint (mount (NULL, fixture->drive.path, NULL, MS_REMOUNT | MS_RDONLY, NULL), ==, 0);
  assert_no_export (fixture, KAPKA_ERROR_READ_ONLY);
}

/* In the place of a drive that is pulled lies a folder of the machine. */
static void
test_pulled (Fixture *fixture, gconstpointer data) {
  mount_drive (fixture, "size=1m");
  g_assert_cmpint (umount (fixture->drive.path), ==, 0);
  assert_no_export (fixture, KAPKA_ERROR_NOT_FOUND);
  assert_files (fixture, "");
  g_assert_cmpint (g_rmdir (fixture->drive.path), ==, 0);
  assert_no_export (fixture, KAPKA_ERROR_NOT_FOUND);
}

/* Runs a command with the image of a drive and the place where it is mounted. */
static void
run_on_image (Fixture *fixture, const char *command) {
  g_autofree char *image = kapka_test_dir_join (fixture->dir, "image");
  const char *const argv[] = { "sh", "-c", command, "sh", image, fixture->drive.path, NULL };
  g_autofree char *output = kapka_test_program_run (argv, NULL, DEADLINE_MS);

  g_test_message ("%s", output);
}

/* A drive that fails under our hands takes nothing any more. */
static void
test_breaks (Fixture *fixture, gconstpointer data) {
  g_autofree char *path = g_build_filename (fixture->drive.path, "kapka-yearly-2018.pdf", NULL);

  run_on_image (fixture,
                "truncate -s 16M \"$1\" && mkfs.ext4 -q \"$1\" && mount -o loop \"$1\" \"$2\"");
  assert_export (fixture, KAPKA_REPORT_PDF, "kapka-yearly-2018.pdf");
  run_on_image (fixture, "mount -o remount,abort \"$2\"");
  assert_no_export (fixture, KAPKA_ERROR_READ_ONLY);
  run_on_image (fixture, "umount -l \"$2\"");
  assert_no_export (fixture, KAPKA_ERROR_NOT_FOUND);
  run_on_image (fixture, "mount -o loop \"$1\" \"$2\"");
  assert_written (fixture, path, KAPKA_REPORT_PDF, "kapka-yearly-2018.pdf");
}

static void
test_directory (Fixture *fixture, gconstpointer data) {
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) missing = NULL;
  g_autofree char *path =
      kapka_report_export (fixture->report, KAPKA_REPORT_PDF, fixture->drive.path, &error);

  g_assert_no_error (error);
  assert_written (fixture, path, KAPKA_REPORT_PDF, "kapka-yearly-2018.pdf");
  g_assert_null (
      kapka_report_export (fixture->report, KAPKA_REPORT_PDF, "/no such place", &missing));
  g_assert_error (missing, KAPKA_ERROR, KAPKA_ERROR_NOT_FOUND);
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
  ADD ("/report-export/names", test_names);
  g_test_add_func ("/report-export/names-without-help", test_names_without_help);
  ADD ("/report-export/full", test_full);
  ADD ("/report-export/no-room-for-a-name", test_no_room_for_a_name);
  ADD ("/report-export/read-only", test_read_only);
  ADD ("/report-export/pulled", test_pulled);
  ADD ("/report-export/breaks", test_breaks);
  ADD ("/report-export/directory", test_directory);
#undef ADD
  return g_test_run ();
}
