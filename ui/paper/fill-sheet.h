// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

#include "ui/keyboard/bridge.h"
#include "ui/paper/filling.h"

/**
 * KapkaFillSheet:
 * A page of a form with its fields on it, in the order of the document. A touch beside a small
 * field goes to the nearest one; the one that is written in grows.
 *
 * Signals:
 *  - `arrived` (KapkaField *field): the visitor is at another field, or has written in this one.
 *  - `choose` (KapkaField *field): the visitor wants to see the options of a choice.
 *  - `leave` (int direction): the visitor goes on beyond the last field (1) or back beyond the
 *    first (-1). Returns: whether the page was turned.
 *  - `finished`: the visitor wants to go on, and there is no further field.
 */
#define KAPKA_TYPE_FILL_SHEET (kapka_fill_sheet_get_type ())
G_DECLARE_FINAL_TYPE (KapkaFillSheet, kapka_fill_sheet, KAPKA, FILL_SHEET, GtkWidget)

/** Gives the sheet its form, once. @keyboard: is told which field is to be typed into. */
void kapka_fill_sheet_set_filling (KapkaFillSheet *sheet,
                                   KapkaFilling *filling,
                                   KapkaKeyboardBridge *keyboard);

/** Shows the page @index. */
void kapka_fill_sheet_show_page (KapkaFillSheet *sheet, guint index);

guint kapka_fill_sheet_get_page (KapkaFillSheet *sheet);

/** kapka_fill_sheet_translate: says the words of empty choices in the language that is on */
void kapka_fill_sheet_translate (KapkaFillSheet *sheet);

/** Says how large the part of the sheet is that shows: what is written in has to fit in there. */
void kapka_fill_sheet_set_room (KapkaFillSheet *sheet, int width, int height);

/** Returns: (transfer none) (nullable): the field that the visitor is at. */
const KapkaField *kapka_fill_sheet_get_field (KapkaFillSheet *sheet);

/** Returns: whether @field has more in it than the paper has room for. */
gboolean kapka_fill_sheet_is_overfull (KapkaFillSheet *sheet, const KapkaField *field);

/** Goes to the next field (1) or the one before (-1), seen from where the visitor was last; from
 * none to the first or the last. */
void kapka_fill_sheet_step (KapkaFillSheet *sheet, int direction);

/** Goes to the field that was left last, or to the first. */
void kapka_fill_sheet_return (KapkaFillSheet *sheet);
