// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/pdf-signature.h"

#define SIZE 10.0
#define CAPTION_SIZE 7.5
#define HEIGHT 96.0

// How far lines stand apart, and how far down from the letters before them.
#define GAP 14.0
#define BASE 11.5

/* The lines, each with the part that it takes of what is left beside the words. */
static const struct {
  const char *caption;
  double part;
} lines[] = {
  { "должность", 0.36 },
  { "подпись", 0.26 },
  { "расшифровка подписи", 0.38 },
};

static void
write_line (KapkaPdfPage *page, const char *caption, double x, double width) {
  g_autoptr (PangoLayout) layout =
      kapka_pdf_page_lay_out (page, caption, (KapkaLetters){ CAPTION_SIZE, FALSE }, width);

  kapka_pdf_page_rule (page, x, page->y + BASE, width, 0.6, KAPKA_PDF_INK);
  pango_layout_set_alignment (layout, PANGO_ALIGN_CENTER);
  kapka_pdf_page_show (page, layout, x, page->y + BASE + 2, KAPKA_PDF_QUIET);
}

/* Writes words at the left. Returns: where they end. */
static double
write_words (KapkaPdfPage *page, const char *words) {
  g_autoptr (PangoLayout) layout =
      kapka_pdf_page_lay_out (page, words, (KapkaLetters){ SIZE, FALSE }, -1);

  kapka_pdf_page_show (page, layout, page->x, page->y, KAPKA_PDF_INK);
  return page->x + kapka_lettering_get_width (layout);
}

void
kapka_pdf_signature_write (KapkaPdfPage *page) {
  double room;
  double x;

  kapka_pdf_page_ensure (page, HEIGHT);
  kapka_pdf_page_skip (page, 34);
  x = write_words (page, "Ответственное лицо") + GAP;
  room = page->x + page->width - x - GAP * (G_N_ELEMENTS (lines) - 1);
  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++) {
    write_line (page, lines[i].caption, x, room * lines[i].part);
    x += room * lines[i].part + GAP;
  }
  kapka_pdf_page_skip (page, 20);
  page->y += 20;
  write_words (page, "«_____» ____________________ 20____ г.");
  page->y += 2 * SIZE;
}
