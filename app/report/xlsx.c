// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/xlsx.h"

#include <errno.h>

#include "base/error.h"
#include "report/xlsx-name.h"
#include "report/xlsx-scratch.h"
#include "report/xlsx-sheet.h"

// What a cell takes at most while the workbook is made, and all that a workbook is besides.
#define BYTES_A_CELL 1024
#define BYTES_BESIDES (4 * 1024 * 1024)

// 1 January 2000: the library writes a moment in any case, and the true one stands in the report.
#define CREATED 946684800

static guint64
count_needed (const KapkaReport *report) {
  guint64 n_cells = 0;

  for (guint i = 0; i < kapka_report_get_n_tables (report); i++) {
    const KapkaReportTable *table = kapka_report_get_table (report, i);

    n_cells += (guint64)(kapka_report_table_get_n_rows (table) + 1) *
               (kapka_report_table_get_n_columns (table) + 1);
  }
  return n_cells * BYTES_A_CELL + BYTES_BESIDES;
}

static lxw_error
add_sheet (const KapkaXlsxSheet *sheet, GPtrArray *names, guint index) {
  KapkaXlsxSheet next = *sheet;
  const char *title;

  next.table = kapka_report_get_table (sheet->report, index);
  title = kapka_report_table_get_title (next.table);
  if (title == NULL)
    title = kapka_report_get_title (sheet->report);
  g_ptr_array_add (names, kapka_xlsx_name_new (title, names));
  next.name = g_ptr_array_index (names, index);
  next.signature = kapka_report_get_signature (sheet->report) &&
                   index + 1 == kapka_report_get_n_tables (sheet->report);
  return kapka_xlsx_sheet_add (&next);
}

static lxw_error
fill (lxw_workbook *workbook, const KapkaReport *report) {
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  lxw_doc_properties properties = {
    .title = (char *)kapka_report_get_title (report),
    .created = CREATED,
  };
  lxw_error result = workbook_set_properties (workbook, &properties);
  KapkaXlsxSheet sheet = { .workbook = workbook, .report = report };

  for (guint i = 0; result == LXW_NO_ERROR && i < kapka_report_get_n_tables (report); i++)
    result = add_sheet (&sheet, names, i);
  return result;
}

static gboolean
fail (lxw_error result, GError **error) {
  gboolean file = result >= LXW_ERROR_CREATING_XLSX_FILE && result <= LXW_ERROR_ZIP_CLOSE;

  g_set_error (error, KAPKA_ERROR, file ? KAPKA_ERROR_IO : KAPKA_ERROR_INTERNAL, "workbook: %s",
               lxw_strerror (result));
  return FALSE;
}

/* The workbook goes with its closing, whether it was filled or not. */
static gboolean
make_workbook (const KapkaReport *report, const KapkaXlsxScratch *scratch, GError **error) {
  lxw_workbook_options options = { .tmpdir = scratch->directory };
  lxw_workbook *workbook = workbook_new_opt (scratch->workbook, &options);
  lxw_error filled;
  lxw_error closed;

  if (workbook == NULL)
    return fail (LXW_ERROR_MEMORY_MALLOC_FAILED, error);
  filled = fill (workbook, report);
  closed = workbook_close (workbook);
  if (filled != LXW_NO_ERROR || closed != LXW_NO_ERROR)
    return fail (filled != LXW_NO_ERROR ? filled : closed, error);
  return TRUE;
}

static GBytes *
read_workbook (const KapkaXlsxScratch *scratch, GError **error) {
  g_autoptr (GError) cause = NULL;
  char *contents;
  gsize length;

  if (g_file_get_contents (scratch->workbook, &contents, &length, &cause))
    return g_bytes_new_take (contents, length);
  g_set_error_literal (error, KAPKA_ERROR, KAPKA_ERROR_IO, cause->message);
  return NULL;
}

GBytes *
kapka_report_write_xlsx (const KapkaReport *report, GError **error) {
  /* The first is memory: it has room when the disk is full, and is gone after a power cut. */
  const char *const places[] = { "/dev/shm", g_get_tmp_dir (), NULL };
  g_auto (KapkaXlsxScratch) scratch = { 0 };

  if (!kapka_xlsx_scratch_make (&scratch, places, count_needed (report), error) ||
      !make_workbook (report, &scratch, error))
    return NULL;
  return read_workbook (&scratch, error);
}
