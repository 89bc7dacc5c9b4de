// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/pdf-page.h"

#include <cairo-pdf.h>

#define A4_SHORT 595.276
#define A4_LONG 841.89

// The left one has room for a binder.
#define MARGIN_LEFT 62.0
#define MARGIN_RIGHT 40.0
#define MARGIN_TOP 46.0
#define MARGIN_BOTTOM 56.0

#define SMALL 8.0

/* Letters lie where they are told to, whatever the pixels of a screen. */
static PangoContext *
create_context (cairo_t *cr) {
  PangoContext *context = pango_cairo_create_context (cr);
  cairo_font_options_t *options = cairo_font_options_create ();

  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  pango_cairo_context_set_font_options (context, options);
  pango_context_set_round_glyph_positions (context, FALSE);
  pango_context_set_language (context, pango_language_from_string ("ru"));
  cairo_font_options_destroy (options);
  return context;
}

static void
write_footer (KapkaPdfPage *page) {
  double y = page->page_height - MARGIN_BOTTOM + 14;
  g_autofree char *number =
      g_strdup_printf ("Страница %u из %u", page->number, MAX (page->n_pages, page->number));
  g_autoptr (PangoLayout) right =
      kapka_pdf_page_lay_out (page, number, (KapkaLetters){ SMALL, FALSE }, -1);
  g_autoptr (PangoLayout) left =
      kapka_pdf_page_lay_out (page, page->title, (KapkaLetters){ SMALL, FALSE }, page->width * 0.8);
  double number_width = kapka_lettering_get_width (right);

  pango_layout_set_height (left, -1);
  pango_layout_set_ellipsize (left, PANGO_ELLIPSIZE_END);
  kapka_pdf_page_rule (page, page->x, y, page->width, 0.5, KAPKA_PDF_LINE);
  kapka_pdf_page_show (page, left, page->x, y + 5, KAPKA_PDF_QUIET);
  kapka_pdf_page_show (page, right, page->x + page->width - number_width, y + 5, KAPKA_PDF_QUIET);
}

static void
begin (KapkaPdfPage *page) {
  page->number++;
  page->y = MARGIN_TOP;
}

void
kapka_pdf_page_init (KapkaPdfPage *page,
                     cairo_surface_t *surface,
                     const char *title,
                     const KapkaPdfShape *shape,
                     guint n_pages) {
  *page = (KapkaPdfPage){
    .cr = cairo_create (surface),
    .title = title,
    .shape = *shape,
    .page_width = shape->lying ? A4_LONG : A4_SHORT,
    .page_height = shape->lying ? A4_SHORT : A4_LONG,
    .x = MARGIN_LEFT,
    .n_pages = n_pages,
  };
  page->width = page->page_width - MARGIN_LEFT - MARGIN_RIGHT;
  cairo_pdf_surface_set_size (surface, page->page_width, page->page_height);
  page->context = create_context (page->cr);
  begin (page);
}

void
kapka_pdf_page_finish (KapkaPdfPage *page) {
  write_footer (page);
  cairo_show_page (page->cr);
  g_clear_object (&page->context);
  g_clear_pointer (&page->cr, cairo_destroy);
}

gboolean
kapka_pdf_page_ensure (KapkaPdfPage *page, double height) {
  double left = page->page_height - MARGIN_BOTTOM - page->y;

  /* What is higher than a page does not become lower on the next one. */
  if (height <= left || page->y <= MARGIN_TOP)
    return FALSE;
  write_footer (page);
  cairo_show_page (page->cr);
  begin (page);
  return TRUE;
}

void
kapka_pdf_page_skip (KapkaPdfPage *page, double height) {
  page->y += height * page->shape.space;
}

PangoLayout *
kapka_pdf_page_lay_out (const KapkaPdfPage *page,
                        const char *text,
                        KapkaLetters letters,
                        double width) {
  return kapka_lettering_new (page->context, text, letters, width);
}

void
kapka_pdf_page_show (KapkaPdfPage *page, PangoLayout *layout, double x, double y, guint32 colour) {
  kapka_lettering_show (page->cr, layout, x, y, colour);
}

void
kapka_pdf_page_write (KapkaPdfPage *page, const char *text, KapkaLetters letters, guint32 colour) {
  g_autoptr (PangoLayout) layout = kapka_pdf_page_lay_out (page, text, letters, page->width);
  double height = kapka_lettering_get_height (layout);

  kapka_pdf_page_ensure (page, height);
  kapka_pdf_page_show (page, layout, page->x, page->y, colour);
  page->y += height;
}

void
kapka_pdf_page_rule (KapkaPdfPage *page,
                     double x,
                     double y,
                     double width,
                     double thickness,
                     guint32 colour) {
  kapka_lettering_set_colour (page->cr, colour);
  cairo_set_line_width (page->cr, thickness);
  cairo_move_to (page->cr, x, y);
  cairo_line_to (page->cr, x + width, y);
  cairo_stroke (page->cr);
}

void
kapka_pdf_page_fill (KapkaPdfPage *page,
                     double x,
                     double y,
                     double width,
                     double height,
                     guint32 colour) {
  kapka_lettering_set_colour (page->cr, colour);
  cairo_rectangle (page->cr, x, y, width, height);
  cairo_fill (page->cr);
}
