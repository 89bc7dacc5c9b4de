// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/writers.h"

#include <string.h>

#include "report/csv-writer.h"
#include "report/pdf.h"
#include "report/text-writer.h"
#include "report/xlsx.h"

static const struct {
  const char *word;
  const char *ending;
} formats[] = {
  [KAPKA_REPORT_TEXT] = { "text", "txt" },
  [KAPKA_REPORT_CSV] = { "csv", "csv" },
  [KAPKA_REPORT_CSV_EXCEL] = { "excel-csv", "csv" },
  [KAPKA_REPORT_XLSX] = { "xlsx", "xlsx" },
  [KAPKA_REPORT_PDF] = { "pdf", "pdf" },
};

const char *
kapka_report_format_get_ending (KapkaReportFormat format) {
  g_return_val_if_fail ((gsize)format < G_N_ELEMENTS (formats), NULL);
  return formats[format].ending;
}

gboolean
kapka_report_format_from_word (const char *word, KapkaReportFormat *out_format) {
  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    if (g_str_equal (formats[i].word, word)) {
      *out_format = (KapkaReportFormat)i;
      return TRUE;
    }
  return FALSE;
}

static GBytes *
take_text (char *text) {
  return g_bytes_new_take (text, strlen (text));
}

GBytes *
kapka_report_write (const KapkaReport *report, KapkaReportFormat format, GError **error) {
  switch (format) {
  case KAPKA_REPORT_TEXT:
    return take_text (kapka_report_write_text (report));
  case KAPKA_REPORT_CSV:
    return take_text (kapka_report_write_csv (report, KAPKA_CSV_PLAIN));
  case KAPKA_REPORT_CSV_EXCEL:
    return take_text (kapka_report_write_csv (report, KAPKA_CSV_EXCEL));
  case KAPKA_REPORT_XLSX:
    return kapka_report_write_xlsx (report, error);
  case KAPKA_REPORT_PDF:
    return kapka_report_write_pdf (report, error);
  }
  g_return_val_if_reached (NULL);
}
