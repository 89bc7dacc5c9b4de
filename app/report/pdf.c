// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/pdf.h"

#include <cairo-pdf.h>

#include "base/error.h"
#include "report/chart.h"
#include "report/pdf-columns.h"
#include "report/pdf-signature.h"
#include "report/pdf-table.h"

#define TITLE_SIZE 17.0
#define FACT_SIZE 10.0
#define REMARK_SIZE 8.5
#define CHART_SIZE 8.5
#define BETWEEN 18.0

/* A report of few pages is written closer where that saves one. */
#define FEW_PAGES 6
static const KapkaPdfShape shapes[] = {
  { FALSE, 1, 1 },
  { FALSE, 0.9, 0.75 },
  { FALSE, 0.82, 0.5 },
};

static double
measure_fact_labels (const KapkaPdfPage *page, const KapkaReport *report) {
  double widest = 0;

  for (guint i = 0; i < kapka_report_get_n_facts (report); i++) {
    g_autoptr (PangoLayout) layout = NULL;
    const char *label;
    const char *value;

    kapka_report_get_fact (report, i, &label, &value);
    layout = kapka_pdf_page_lay_out (page, label, (KapkaLetters){ FACT_SIZE, FALSE }, -1);
    widest = MAX (widest, kapka_lettering_get_width (layout));
  }
  return MIN (widest, page->width / 3);
}

static void
write_fact (KapkaPdfPage *page, const char *label, const char *value, double labels) {
  KapkaLetters letters = { FACT_SIZE, FALSE };
  double left = labels + FACT_SIZE;
  g_autoptr (PangoLayout) name = kapka_pdf_page_lay_out (page, label, letters, labels + 1);
  g_autoptr (PangoLayout) text = kapka_pdf_page_lay_out (page, value, letters, page->width - left);

  kapka_pdf_page_show (page, name, page->x, page->y, KAPKA_PDF_QUIET);
  kapka_pdf_page_show (page, text, page->x + left, page->y, KAPKA_PDF_INK);
  page->y += MAX (kapka_lettering_get_height (name), kapka_lettering_get_height (text)) + 2;
}

static void
write_facts (KapkaPdfPage *page, const KapkaReport *report) {
  double labels = measure_fact_labels (page, report);

  kapka_pdf_page_write (page, kapka_report_get_title (report), (KapkaLetters){ TITLE_SIZE, TRUE },
                        KAPKA_PDF_INK);
  page->y += 6;
  kapka_pdf_page_rule (page, page->x, page->y, 48, 2.2, KAPKA_PDF_ACCENT);
  page->y += 10;
  for (guint i = 0; i < kapka_report_get_n_facts (report); i++) {
    const char *label;
    const char *value;

    kapka_report_get_fact (report, i, &label, &value);
    write_fact (page, label, value, labels);
  }
}

/* A chart that comes to another page than its table says whose it is. */
static void
write_chart_title (KapkaPdfPage *page, const KapkaReportTable *table) {
  const char *title = kapka_report_table_get_title (table);
  g_autofree char *text = title != NULL ? g_strconcat (title, " (диаграмма)", NULL) : NULL;

  if (text == NULL)
    return;
  kapka_pdf_page_write (page, text, (KapkaLetters){ KAPKA_PDF_AGAIN_SIZE, FALSE }, KAPKA_PDF_QUIET);
  kapka_pdf_page_skip (page, BETWEEN / 2);
}

static void
write_chart (KapkaPdfPage *page, const KapkaReportTable *table) {
  KapkaChartPen pen = { .cr = page->cr,
                        .context = page->context,
                        .size = CHART_SIZE * page->shape.letters,
                        .ink = KAPKA_PDF_INK,
                        .line = KAPKA_PDF_LINE };
  double height = kapka_chart_measure (table, &pen, page->width);

  if (height <= 0)
    return;
  kapka_pdf_page_skip (page, BETWEEN);
  if (kapka_pdf_page_ensure (page, height))
    write_chart_title (page, table);
  kapka_chart_draw (table, &pen, page->x, page->y, page->width);
  page->y += height;
}

static void
write_remarks (KapkaPdfPage *page, const KapkaReport *report) {
  kapka_pdf_page_skip (page, BETWEEN);
  for (guint i = 0; i < kapka_report_get_n_remarks (report); i++) {
    kapka_pdf_page_write (page, kapka_report_get_remark (report, i),
                          (KapkaLetters){ REMARK_SIZE, FALSE }, KAPKA_PDF_QUIET);
    page->y += 3;
  }
}

static void
write_all (KapkaPdfPage *page, const KapkaReport *report) {
  write_facts (page, report);
  for (guint i = 0; i < kapka_report_get_n_tables (report); i++) {
    const KapkaReportTable *table = kapka_report_get_table (report, i);

    kapka_pdf_page_skip (page, BETWEEN);
    kapka_pdf_table_write (page, table);
    write_chart (page, table);
  }
  write_remarks (page, report);
  if (kapka_report_get_signature (report))
    kapka_pdf_signature_write (page);
}

static cairo_status_t
on_written (void *closure, const unsigned char *data, unsigned int length) {
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

/* Returns: the number of pages. */
static guint
write_pages (cairo_surface_t *surface,
             const KapkaReport *report,
             const KapkaPdfShape *shape,
             guint n_pages) {
  KapkaPdfPage page;

  kapka_pdf_page_init (&page, surface, kapka_report_get_title (report), shape, n_pages);
  write_all (&page, report);
  kapka_pdf_page_finish (&page);
  return page.number;
}

/* Returns: whether a table wants more width than an upright page has. */
static gboolean
wants_to_lie (cairo_surface_t *surface, const KapkaReport *report) {
  KapkaPdfPage page;
  gboolean lies = FALSE;

  kapka_pdf_page_init (&page, surface, kapka_report_get_title (report), &shapes[0], 0);
  for (guint i = 0; !lies && i < kapka_report_get_n_tables (report); i++)
    lies = !kapka_pdf_columns_are_at_ease (&page, kapka_report_get_table (report, i));
  kapka_pdf_page_finish (&page);
  return lies;
}

/* Writes the report for nobody, to learn which shape takes the fewest pages. Returns: how many. */
static guint
choose_shape (const KapkaReport *report, KapkaPdfShape *out_shape) {
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (NULL, NULL, 0, 0);
  gboolean lying = wants_to_lie (surface, report);
  guint fewest = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (shapes) && fewest != 1 && fewest <= FEW_PAGES; i++) {
    KapkaPdfShape shape = shapes[i];
    guint n_pages;

    shape.lying = lying;
    n_pages = write_pages (surface, report, &shape, 0);
    if (fewest == 0 || n_pages < fewest) {
      fewest = n_pages;
      *out_shape = shape;
    }
  }
  cairo_surface_destroy (surface);
  return fewest;
}

/* When it was made stands in the report. A moment that is no figure of it would make two files of
 * the same report differ. */
static void
set_metadata (cairo_surface_t *surface, const KapkaReport *report) {
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE,
                                  kapka_report_get_title (report));
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATOR, "Kapka " KAPKA_VERSION);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATE_DATE, NULL);
}

GBytes *
kapka_report_write_pdf (const KapkaReport *report, GError **error) {
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (on_written, bytes, 0, 0);
  cairo_status_t status;
  KapkaPdfShape shape;
  guint n_pages = choose_shape (report, &shape);

  set_metadata (surface, report);
  write_pages (surface, report, &shape, n_pages);
  cairo_surface_finish (surface);
  status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
  g_set_error (error, KAPKA_ERROR, KAPKA_ERROR_INTERNAL, "PDF: %s",
               cairo_status_to_string (status));
  return NULL;
}
