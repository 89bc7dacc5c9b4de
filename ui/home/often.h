// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "journal/writer.h"
#include "ui/shell/catalogs.h"

/**
 * KapkaOften:
 * What is opened most often in this library, over all visits; see kapka_often_list().
 *
 * Signal `changed`: there are others.
 */
#define KAPKA_TYPE_OFTEN (kapka_often_get_type ())
G_DECLARE_FINAL_TYPE (KapkaOften, kapka_often, KAPKA, OFTEN, GObject)

/**
 * kapka_often_new:
 * @catalogs: (transfer none): where the tiles are
 *
 * Returns: (transfer full): nothing yet.
 */
KapkaOften *
kapka_often_new (KapkaCatalogs *catalogs, KapkaClock *clock, KapkaJournalWriter *writer);

/** Has the journal read when a new month has begun since, or it could not be read; nobody waits for
 * that. */
void kapka_often_refresh (KapkaOften *often);

/** Returns: (transfer none) (element-type KapkaTile): enabled tiles, the most used first. */
const GPtrArray *kapka_often_get_tiles (KapkaOften *often);
