// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kapka-paper/content.h"

/** What a sheet of A4 measures in points. */
#define KAPKA_SHEET_SHORT 595.28
#define KAPKA_SHEET_LONG 841.89

/** KapkaPlacing: where a page lies on what it is drawn on. */
typedef struct {
  double width; // Of the whole.
  double height;
  double scale; // Of the page, whose middle is the middle of the whole.
} KapkaPlacing;

/** Returns: the place of the page @index of @content on a sheet of A4, upright or on its side as
 * the page is: a page of a document keeps its size unless it is larger than the sheet, a picture
 * leaves a margin. */
KapkaPlacing kapka_sheet_place (KapkaContent *content, guint index);

/** Returns: the place of the page @index where it is to fill @width and @height, with nothing
 * around it. */
KapkaPlacing kapka_slide_place (KapkaContent *content, guint index, int width, int height);

/** Draws the page @index, with white around it. */
void
kapka_placing_draw (const KapkaPlacing *placing, KapkaContent *content, guint index, cairo_t *cr);
