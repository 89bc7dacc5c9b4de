// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "report/lettering.h"

#define KAPKA_PDF_INK 0x1f1a17
#define KAPKA_PDF_QUIET 0x5c534c
#define KAPKA_PDF_LINE 0xd9d2c5
#define KAPKA_PDF_SHADE 0xf1ebe0
#define KAPKA_PDF_ACCENT 0xa3282a

/** KapkaPdfShape: how a report is laid out. */
typedef struct {
  gboolean lying;
  double letters; // Part of their usual size.
  double space;   // Part of what usually stays free.
} KapkaPdfShape;

/** KapkaPdfPage: the page that is being filled, from the top down; all lengths are points of 1/72
 * inch. */
typedef struct {
  cairo_t *cr;
  PangoContext *context;
  const char *title; // Of the report, on each page.
  KapkaPdfShape shape;
  double page_width;
  double page_height;
  double x; // Left end of what is written,
  double width;
  double y; // and where the next thing goes.
  guint number;
  guint n_pages; // 0 while they are counted.
} KapkaPdfPage;

/** Begins the first page of @surface, which takes its size. */
void kapka_pdf_page_init (KapkaPdfPage *page,
                          cairo_surface_t *surface,
                          const char *title,
                          const KapkaPdfShape *shape,
                          guint n_pages);

/** Ends the last page. */
void kapka_pdf_page_finish (KapkaPdfPage *page);

/** Goes to a new page unless @height is left of this one. Returns: whether it did. */
gboolean kapka_pdf_page_ensure (KapkaPdfPage *page, double height);

/** Leaves room between two things. */
void kapka_pdf_page_skip (KapkaPdfPage *page, double height);

/** Returns: (transfer full): @text, wrapped at @width unless that is negative. */
PangoLayout *kapka_pdf_page_lay_out (const KapkaPdfPage *page,
                                     const char *text,
                                     KapkaLetters letters,
                                     double width);

/** Writes @layout with its left upper corner there. */
void
kapka_pdf_page_show (KapkaPdfPage *page, PangoLayout *layout, double x, double y, guint32 colour);

/** Writes a paragraph as wide as the page at the present place, and goes below it. */
void
kapka_pdf_page_write (KapkaPdfPage *page, const char *text, KapkaLetters letters, guint32 colour);

/** Draws a line from left to right. */
void kapka_pdf_page_rule (KapkaPdfPage *page,
                          double x,
                          double y,
                          double width,
                          double thickness,
                          guint32 colour);

/** Fills a rectangle. */
void kapka_pdf_page_fill (KapkaPdfPage *page,
                          double x,
                          double y,
                          double width,
                          double height,
                          guint32 colour);
