// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

#include "ui/paper/filling.h"

/**
 * KapkaFillDrawing:
 * The picture of a page with what is written on it, drawn anew a moment after the last letter.
 *
 * Signals:
 *  - `drawn`: there is another picture.
 */
#define KAPKA_TYPE_FILL_DRAWING (kapka_fill_drawing_get_type ())
G_DECLARE_FINAL_TYPE (KapkaFillDrawing, kapka_fill_drawing, KAPKA, FILL_DRAWING, GObject)

/** Returns: (transfer full): of no page yet. */
KapkaFillDrawing *kapka_fill_drawing_new (KapkaFilling *filling);

/** Draws the page @index, @width pixels wide, unless it is drawn so; 0 until that is known. */
void kapka_fill_drawing_show (KapkaFillDrawing *drawing, guint index, int width);

/** Returns: whether the picture, or the blank while there is none, has what stands in @field. */
gboolean kapka_fill_drawing_has (KapkaFillDrawing *drawing, const KapkaField *field);

/** Returns: whether @field had more in it when it was drawn than the paper has room for. */
gboolean kapka_fill_drawing_is_overfull (KapkaFillDrawing *drawing, const KapkaField *field);

/** Puts the picture into @paper, which is white without one. */
void kapka_fill_drawing_snapshot (KapkaFillDrawing *drawing,
                                  GtkSnapshot *snapshot,
                                  const graphene_rect_t *paper);
