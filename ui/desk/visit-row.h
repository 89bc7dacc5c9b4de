// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/desk/desk-context.h"
#include "ui/desk/visit-item.h"

/** KapkaVisitRow: a row of a list of visits; pressed, it asks for `journal.visit`. */
#define KAPKA_TYPE_VISIT_ROW (kapka_visit_row_get_type ())
G_DECLARE_FINAL_TYPE (KapkaVisitRow, kapka_visit_row, KAPKA, VISIT_ROW, GtkButton)

/** @context: (transfer none): outlives the row. Returns: (transfer floating): a row without a
 * visit. */
GtkWidget *kapka_visit_row_new (KapkaDeskContext *context);

/** @item: (nullable): whose visit it shows; @with_day: the list holds more than one day. */
void kapka_visit_row_set_item (KapkaVisitRow *row, KapkaVisitItem *item, gboolean with_day);
