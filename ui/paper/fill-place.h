// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

#include "paper/document-fields.h"

/**
 * KapkaFillPlace:
 * One field over the page that shows it. What stands in it is read on the page; the place itself
 * shows while it has the focus, large enough to write, and until the page is drawn anew.
 *
 * Signals:
 *  - `changed` (const char *value): the visitor has written something.
 *  - `choose`: the visitor wants to see the options.
 *  - `next`: the visitor is done with it.
 */
#define KAPKA_TYPE_FILL_PLACE (kapka_fill_place_get_type ())
G_DECLARE_FINAL_TYPE (KapkaFillPlace, kapka_fill_place, KAPKA, FILL_PLACE, GtkWidget)

/**
 * kapka_fill_place_new:
 * @field: (transfer none): outlives the place
 *
 * Returns: (transfer floating): the place of @field, empty.
 */
GtkWidget *kapka_fill_place_new (const KapkaField *field);

const KapkaField *kapka_fill_place_get_field (KapkaFillPlace *place);

/** Returns: (transfer none): what has the focus while the visitor is at @place. */
GtkWidget *kapka_fill_place_get_focus (KapkaFillPlace *place);

/** Has @value in it. */
void kapka_fill_place_show (KapkaFillPlace *place, const char *value);

/** Shows what stands in it, or leaves that to the page. */
void kapka_fill_place_set_fresh (KapkaFillPlace *place, gboolean fresh);

/** Says whether more is written than the paper has room for. */
void kapka_fill_place_set_overfull (KapkaFillPlace *place, gboolean overfull);

/** A touch beside the place, as if in it: a box is ticked, options are shown. */
void kapka_fill_place_touch (KapkaFillPlace *place);

/** Returns: whether the place grows while it is written in. */
gboolean kapka_fill_place_grows (KapkaFillPlace *place);
