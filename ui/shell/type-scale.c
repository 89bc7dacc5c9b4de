// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/type-scale.h"

#define BODY_PIXELS 20

int
kapka_type_scale (GtkWidget *widget, int pixels) {
  PangoContext *context = gtk_widget_get_pango_context (widget);
  int size = pango_font_description_get_size (pango_context_get_font_description (context));

  /* GTK gives the size of the style in pixels, as Pango calls absolute. */
  return (int)((gint64)pixels * size / (BODY_PIXELS * PANGO_SCALE));
}
