// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/test-sheet.h"

#include <cairo-pdf.h>

#include "base/error.h"
#include "report/pdf-page.h"

#define TITLE "Пробная страница"
#define MM (72.0 / 25.4)
#define RULER_MM 100
#define SIZE 11.0
#define TITLE_SIZE 20.0

static const char *const letters[] = {
  "Съешь же ещё этих мягких французских булок, да выпей чаю. № 0123456789",
  "Удмуртские буквы: Ӝ Ӟ Ӥ Ӧ Ӵ  ӝ ӟ ӥ ӧ ӵ",
};

static const KapkaPdfShape upright = { FALSE, 1.0, 1.0 };

/* Ticks every 10 mm, long ones at the ends. */
static void
draw_ruler (KapkaPdfPage *page, double x, double y, gboolean lying) {
  double length = RULER_MM * MM;

  kapka_pdf_page_fill (page, x, y, lying ? length : 0.5, lying ? 0.5 : length, KAPKA_PDF_INK);
  for (int mm = 0; mm <= RULER_MM; mm += 10) {
    double tick = (mm % RULER_MM == 0 ? 6 : 3) * MM;

    kapka_pdf_page_fill (page, lying ? x + mm * MM : x, lying ? y : y + mm * MM, lying ? 0.5 : tick,
                         lying ? tick : 0.5, KAPKA_PDF_INK);
  }
}

/* From light to black: a printer that runs out of ink shows it here. */
static void
draw_greys (KapkaPdfPage *page, double x, double y) {
  for (guint i = 0; i < 10; i++) {
    guint32 level = 255 - (i + 1) * 255 / 10;

    kapka_pdf_page_fill (page, x + i * 10 * MM, y, 10 * MM, 10 * MM,
                         level << 16 | level << 8 | level);
  }
}

/* Most printers reach up to 5 mm from the edge. */
static void
draw_frame (KapkaPdfPage *page) {
  double margin = 5 * MM;
  double width = page->page_width - 2 * margin;
  double height = page->page_height - 2 * margin;

  kapka_pdf_page_fill (page, margin, margin, width, 0.5, KAPKA_PDF_INK);
  kapka_pdf_page_fill (page, margin, margin + height, width, 0.5, KAPKA_PDF_INK);
  kapka_pdf_page_fill (page, margin, margin, 0.5, height, KAPKA_PDF_INK);
  kapka_pdf_page_fill (page, margin + width, margin, 0.5, height, KAPKA_PDF_INK);
}

static void
write_words (KapkaPdfPage *page, const char *words, double size) {
  kapka_pdf_page_write (page, words, (KapkaLetters){ size, size > SIZE }, KAPKA_PDF_INK);
  page->y += size / 2;
}

static void
write_page (KapkaPdfPage *page, const char *printer, const char *moment) {
  g_autofree char *origin =
      g_strdup_printf ("Принтер: %s. %s", *printer == '\0' ? "по умолчанию" : printer, moment);

  write_words (page, TITLE, TITLE_SIZE);
  write_words (page, origin, SIZE);
  for (gsize i = 0; i < G_N_ELEMENTS (letters); i++)
    write_words (page, letters[i], SIZE);
  page->y += SIZE;
  write_words (page,
               "Обе линейки должны быть ровно 100 мм. Если нет, принтер меняет масштаб: бланк со "
               "штрих-кодом машина с такого листа не прочитает.",
               SIZE);
  page->y += SIZE;
  draw_ruler (page, page->x, page->y, TRUE);
  page->y += 14 * MM;
  draw_ruler (page, page->x, page->y, FALSE);
  page->y += (RULER_MM + 8) * MM;
  write_words (page, "От светлого к чёрному. Полосы и пропуски: заканчивается краска.", SIZE);
  draw_greys (page, page->x, page->y);
  page->y += 16 * MM;
  write_words (page, "Рамка в 5 мм от края листа должна быть видна со всех сторон.", SIZE);
  draw_frame (page);
}

static cairo_status_t
on_written (void *closure, const unsigned char *data, unsigned int length) {
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

GBytes *
kapka_test_sheet_write (const char *printer, const char *moment, GError **error) {
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (on_written, bytes, 0, 0);
  cairo_status_t status;
  KapkaPdfPage page;

  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, TITLE);
  kapka_pdf_page_init (&page, surface, TITLE, &upright, 1);
  write_page (&page, printer, moment);
  kapka_pdf_page_finish (&page);
  cairo_surface_finish (surface);
  status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
  g_set_error (error, KAPKA_ERROR, KAPKA_ERROR_INTERNAL, "PDF: %s",
               cairo_status_to_string (status));
  return NULL;
}
