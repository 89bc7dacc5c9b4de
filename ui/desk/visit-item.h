// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib-object.h>

#include "journal/visits.h"

/**
 * KapkaVisitItem:
 * A place in a list of visits, which may still wait for what stands there.
 *
 * Signals:
 *  - `changed`: the visit has come, or is another one now.
 */
#define KAPKA_TYPE_VISIT_ITEM (kapka_visit_item_get_type ())
G_DECLARE_FINAL_TYPE (KapkaVisitItem, kapka_visit_item, KAPKA, VISIT_ITEM, GObject)

/** Returns: (transfer full): a place on @day. */
KapkaVisitItem *kapka_visit_item_new (const char *day);

const char *kapka_visit_item_get_day (KapkaVisitItem *item);

/** Returns: (transfer none) (nullable): %NULL until it has come. */
const KapkaVisitLine *kapka_visit_item_get_line (KapkaVisitItem *item);

/** @line: (transfer full) */
void kapka_visit_item_take_line (KapkaVisitItem *item, KapkaVisitLine *line);
