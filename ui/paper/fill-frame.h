// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

#include "paper/document-fields.h"

/** KapkaFillFrame: where a page lies on its sheet, and how much of the sheet shows, in pixels. */
typedef struct {
  int left;
  int width;
  int room_width;
  int room_height;
} KapkaFillFrame;

/** Returns: where @field is on the page. */
GtkAllocation kapka_fill_frame_find (const KapkaFillFrame *frame, const KapkaField *field);

/**
 * kapka_fill_frame_grow:
 * @widget: what @field is written in with
 * @height: of the sheet
 *
 * Returns: where @field is while it is written in, with letters as large as all others.
 */
GtkAllocation kapka_fill_frame_grow (const KapkaFillFrame *frame,
                                     const KapkaField *field,
                                     GtkWidget *widget,
                                     int height);

/** Returns: how far the point is from @field, 0 within. */
double kapka_fill_frame_distance (const KapkaFillFrame *frame,
                                  const KapkaField *field,
                                  double x,
                                  double y);
