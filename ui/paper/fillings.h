// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "catalog/tile.h"
#include "ui/paper/filling.h"
#include "ui/visit/trace.h"

/** KapkaFillings: the trace that filling in forms leaves: what a visit has written into each. */
#define KAPKA_TYPE_FILLINGS (kapka_fillings_get_type ())
G_DECLARE_FINAL_TYPE (KapkaFillings, kapka_fillings, KAPKA, FILLINGS, GObject)

/** Returns: (transfer full): of a visit whose end cancels @visit_over. */
KapkaFillings *kapka_fillings_new (GCancellable *visit_over);

/** Returns: (transfer none): what is written into the form @tile, which has a file. */
KapkaFilling *kapka_fillings_get (KapkaFillings *fillings, const KapkaTile *tile);
