// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <pango/pangocairo.h>

/** KapkaLetters: how a text of a paper looks. */
typedef struct {
  double size; // In units of what is drawn on.
  gboolean bold;
} KapkaLetters;

/** Returns: (transfer full): @text in PT Sans, wrapped at @width unless that is negative. */
PangoLayout *
kapka_lettering_new (PangoContext *context, const char *text, KapkaLetters letters, double width);

double kapka_lettering_get_width (PangoLayout *layout);
double kapka_lettering_get_height (PangoLayout *layout);

/** Sets what @cr draws with; @colour is 0xRRGGBB. */
void kapka_lettering_set_colour (cairo_t *cr, guint32 colour);

/** Writes @layout with its left upper corner there. */
void kapka_lettering_show (cairo_t *cr, PangoLayout *layout, double x, double y, guint32 colour);
