// SPDX-License-Identifier: GPL-3.0-or-later
#include "raw-pdf.h"

char *
kapka_test_raw_pdf_write (KapkaTestDir *dir, const char *name, const char *const *objects) {
  g_autoptr (GString) pdf = g_string_new ("%PDF-1.7\n");
  g_autoptr (GString) table = g_string_new ("0000000000 65535 f \n");
  guint n = 0;
  gsize start;

  for (; objects[n] != NULL; n++) {
    g_string_append_printf (table, "%010" G_GSIZE_FORMAT " 00000 n \n", pdf->len);
    g_string_append_printf (pdf, "%u 0 obj\n%s\nendobj\n", n + 1, objects[n]);
  }
  start = pdf->len;
  g_string_append_printf (pdf,
                          "xref\n0 %u\n%strailer\n<</Size %u/Root 1 0 R>>\n"
                          "startxref\n%" G_GSIZE_FORMAT "\n%%%%EOF\n",
                          n + 1, table->str, n + 1, start);
  return kapka_test_dir_write (dir, name, pdf->str);
}
