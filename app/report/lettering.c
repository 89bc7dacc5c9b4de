// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/lettering.h"

#include <string.h>

#include "base/number.h"

#define FAMILY "PT Sans"

/* How far groups of digits stand apart: a part of the size of the letters that the eye sees, while
 * whoever copies the figure from a PDF, or searches for it, still has it in one piece. */
#define GROUP_GAP 0.095

/* Returns: whether a space between two digits begins at @c in @text. */
static gboolean
is_between_digits (const char *text, const char *c) {
  return g_str_has_prefix (c, KAPKA_NO_BREAK_SPACE) && c > text && g_ascii_isdigit (c[-1]) &&
         g_ascii_isdigit (c[strlen (KAPKA_NO_BREAK_SPACE)]);
}

/* Lets the spaces between digits be nothing but room. */
static void
set_gaps (PangoLayout *layout, const char *text, double size) {
  PangoRectangle room = { .width = (int)(size * GROUP_GAP * PANGO_SCALE) };
  PangoAttrList *attributes = pango_attr_list_new ();

  for (const char *c = strstr (text, KAPKA_NO_BREAK_SPACE); c != NULL;
       c = strstr (c + 1, KAPKA_NO_BREAK_SPACE))
    if (is_between_digits (text, c)) {
      PangoAttribute *gap = pango_attr_shape_new (&room, &room);

      gap->start_index = (guint)(c - text);
      gap->end_index = gap->start_index + (guint)strlen (KAPKA_NO_BREAK_SPACE);
      pango_attr_list_insert (attributes, gap);
    }
  pango_layout_set_attributes (layout, attributes);
  pango_attr_list_unref (attributes);
}

PangoLayout *
kapka_lettering_new (PangoContext *context, const char *text, KapkaLetters letters, double width) {
  PangoLayout *layout = pango_layout_new (context);
  PangoFontDescription *description = pango_font_description_new ();

  pango_font_description_set_family_static (description, FAMILY);
  pango_font_description_set_absolute_size (description, letters.size * PANGO_SCALE);
  pango_font_description_set_weight (description,
                                     letters.bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_layout_set_font_description (layout, description);
  pango_font_description_free (description);
  pango_layout_set_text (layout, text, -1);
  if (strstr (text, KAPKA_NO_BREAK_SPACE) != NULL)
    set_gaps (layout, text, letters.size);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  if (width >= 0)
    pango_layout_set_width (layout, (int)(width * PANGO_SCALE));
  return layout;
}

double
kapka_lettering_get_width (PangoLayout *layout) {
  int width;

  pango_layout_get_size (layout, &width, NULL);
  return (double)width / PANGO_SCALE;
}

double
kapka_lettering_get_height (PangoLayout *layout) {
  int height;

  pango_layout_get_size (layout, NULL, &height);
  return (double)height / PANGO_SCALE;
}

void
kapka_lettering_set_colour (cairo_t *cr, guint32 colour) {
  cairo_set_source_rgb (cr, (colour >> 16 & 0xff) / 255.0, (colour >> 8 & 0xff) / 255.0,
                        (colour & 0xff) / 255.0);
}

void
kapka_lettering_show (cairo_t *cr, PangoLayout *layout, double x, double y, guint32 colour) {
  kapka_lettering_set_colour (cr, colour);
  cairo_move_to (cr, x, y);
  pango_cairo_show_layout (cr, layout);
}
