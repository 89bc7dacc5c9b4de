// SPDX-License-Identifier: GPL-3.0-or-later
#include "kapka-paper/sheet.h"

/* No printer reaches the edge of the paper, and a photograph should lose nothing there. */
#define MARGIN 28.0

/* Pixels of a picture are no coarser on paper than points. */
#define MAX_SCALE 1.0

/* A small picture that fills the screen is a blur. */
#define MAX_ENLARGEMENT 2.0

static double
scale_to_fit (double width, double height, double place_width, double place_height) {
  return MIN (place_width / width, place_height / height);
}

KapkaPlacing
kapka_sheet_place (KapkaContent *content, guint index) {
  KapkaPlacing placing = { KAPKA_SHEET_SHORT, KAPKA_SHEET_LONG, MAX_SCALE };
  double margin = content->picture == NULL ? 0 : MARGIN;
  double width;
  double height;

  kapka_content_get_size (content, index, &width, &height);
  if (width > height) {
    placing.width = KAPKA_SHEET_LONG;
    placing.height = KAPKA_SHEET_SHORT;
  }
  placing.scale = MIN (MAX_SCALE, scale_to_fit (width, height, placing.width - 2 * margin,
                                                placing.height - 2 * margin));
  return placing;
}

KapkaPlacing
kapka_slide_place (KapkaContent *content, guint index, int width, int height) {
  double page_width;
  double page_height;
  double scale;

  kapka_content_get_size (content, index, &page_width, &page_height);
  scale = scale_to_fit (page_width, page_height, width, height);
  if (content->picture != NULL)
    scale = MIN (scale, MAX_ENLARGEMENT);
  return (KapkaPlacing){ page_width * scale, page_height * scale, scale };
}

void
kapka_placing_draw (const KapkaPlacing *placing, KapkaContent *content, guint index, cairo_t *cr) {
  double width;
  double height;

  kapka_content_get_size (content, index, &width, &height);
  cairo_save (cr);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_translate (cr, (placing->width - width * placing->scale) / 2,
                   (placing->height - height * placing->scale) / 2);
  cairo_scale (cr, placing->scale, placing->scale);
  cairo_rectangle (cr, 0, 0, width, height);
  cairo_clip (cr);
  kapka_content_draw (content, index, cr);
  cairo_restore (cr);
}
