// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/xlsx.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>

#include "base/error.h"
#include "report/xlsx-name.h"
#include "report/xlsx-scratch.h"
#include "test-report-papers.h"
#include "tmpdir.h"

static GBytes *
write_xlsx (const KapkaReport *report) {
  g_autoptr (GError) error = NULL;
  GBytes *bytes = kapka_report_write_xlsx (report, &error);

  g_assert_no_error (error);
  g_assert_cmpint (memcmp (g_bytes_get_data (bytes, NULL), "PK\3\4", 4), ==, 0);
  return bytes;
}

/* The moment when it is written is in no byte of it. What another program reads of it is in the
 * test report-readers. */
static void
test_same_bytes (void) {
  g_autoptr (KapkaReport) report = kapka_papers_new_yearly ();
  g_autoptr (GBytes) first = write_xlsx (report);
  g_autoptr (GBytes) second = NULL;

  kapka_papers_wait_for_second ();
  second = write_xlsx (report);
  g_assert_true (g_bytes_equal (first, second));
}

static void
test_odd_reports (void) {
  g_autoptr (KapkaReport) empty = kapka_report_new ("empty", "Пусто");
  g_autoptr (KapkaReport) odd = kapka_papers_new_odd (40000);
  g_autoptr (KapkaReport) no_rows = kapka_papers_new_large (0, 3);
  g_autoptr (KapkaReport) no_columns = kapka_papers_new_large (3, 0);
  KapkaReportTable *table = kapka_report_get_table (no_rows, 0);
  const KapkaReport *const reports[] = { empty, odd, no_rows, no_columns };

  kapka_report_table_set_chart (table, KAPKA_CHART_COLUMNS, 0, 2);
  for (gsize i = 0; i < G_N_ELEMENTS (reports); i++) {
    g_autoptr (GBytes) bytes = write_xlsx (reports[i]);

    g_assert_cmpuint (g_bytes_get_size (bytes), >, 0);
  }
}

static void
assert_name (const char *title, GPtrArray *taken, const char *expected) {
  g_autofree char *name = kapka_xlsx_name_new (title, taken);

  g_assert_cmpstr (name, ==, expected);
}

static void
test_names (void) {
  g_autoptr (GPtrArray) taken = g_ptr_array_new ();

  assert_name ("Таблица А. Динамика показателей", taken, "Таблица А");
  assert_name ("Обращения по услугам, 2018 г.", taken, "Обращения по услугам, 2018 г.");
  assert_name ("'a' [b]: c*d?e/f\\g", taken, "a   b   c d e f g");
  assert_name ("Дневник центра общественного доступа", taken, "Дневник центра общественного");
  assert_name ("абвгдежзийклмнопрстуфхцчшщъыьэюя", taken, "абвгдежзийклмнопрстуфхцчшщъыьэю");
  assert_name ("абвгдежзийклмнопрстуфхцчшщъыьэ😀", taken, "абвгдежзийклмнопрстуфхцчшщъыьэ");
  assert_name ("\x01?", taken, "Лист");
  assert_name ("", taken, "Лист");
  assert_name ("History", taken, "History 2");
  g_ptr_array_add (taken, (char *)"ТАБЛИЦА А");
  g_ptr_array_add (taken, (char *)"Таблица А 2");
  g_ptr_array_add (taken, (char *)"абвгдежзийклмнопрстуфхцчшщъыьэю");
  assert_name ("Таблица А. Другая", taken, "Таблица А 3");
  assert_name ("абвгдежзийклмнопрстуфхцчшщъыьэюя", taken, "абвгдежзийклмнопрстуфхцчшщъыь 2");
}

static void
test_scratch_is_private (void) {
  g_autoptr (KapkaTestDir) dir = kapka_test_dir_new ();
  const char *const places[] = { "/no such place", kapka_test_dir_get_path (dir), NULL };
  g_auto (KapkaXlsxScratch) scratch = { 0 };
  g_autofree char *directory = NULL;
  g_autoptr (GError) error = NULL;
  GStatBuf status;

  kapka_xlsx_scratch_make (&scratch, places, 1024, &error);
  g_assert_no_error (error);
  directory = g_strdup (scratch.directory);
  g_assert_true (g_str_has_prefix (directory, places[1]));
  g_assert_cmpint (g_stat (directory, &status), ==, 0);
  g_assert_cmpuint (status.st_mode & 07777, ==, 0700);
  g_assert_true (g_file_set_contents (scratch.workbook, "x", -1, NULL));
  kapka_xlsx_scratch_clear (&scratch);
  g_assert_false (g_file_test (directory, G_FILE_TEST_EXISTS));
}

/* A workbook on a full disk would be one that cannot be opened. */
static void
test_scratch_has_room (void) {
  g_autoptr (KapkaTestDir) dir = kapka_test_dir_new ();
  g_autofree char *small = kapka_test_dir_make (dir, "small");
  const char *const places[] = { small, NULL };
  g_auto (KapkaXlsxScratch) scratch = { 0 };
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (mount ("tmpfs", small, "tmpfs", 0, "size=1m"), ==, 0);
  g_assert_false (kapka_xlsx_scratch_make (&scratch, places, 4 * 1024 * 1024, &error));
  g_assert_error (error, KAPKA_ERROR, KAPKA_ERROR_FULL);
  g_assert_true (kapka_xlsx_scratch_make (&scratch, places, 64 * 1024, NULL));
  kapka_xlsx_scratch_clear (&scratch);
  g_assert_cmpint (umount (small), ==, 0);
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/report/xlsx/same-bytes", test_same_bytes);
  g_test_add_func ("/report/xlsx/odd-reports", test_odd_reports);
  g_test_add_func ("/report/xlsx/names", test_names);
  g_test_add_func ("/report/xlsx/scratch-is-private", test_scratch_is_private);
  g_test_add_func ("/report/xlsx/scratch-has-room", test_scratch_has_room);
  return g_test_run ();
}
