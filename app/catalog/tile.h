// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "catalog/catalog.h"
#include "catalog/row.h"

/**
 * kapka_tile_read_portal:
 * @group: a portal of portals.ini
 * @problems: (nullable): what is wrong
 *
 * Returns: (transfer full) (nullable): the portal, enabled or not, or %NULL when something in it is
 * wrong.
 */
KapkaTile *kapka_tile_read_portal (const KapkaIniGroup *group, KapkaProblems *problems);

/**
 * kapka_tile_read_form:
 * @group: a form of forms.ini
 * @dirs: (array zero-terminated=1): directories with the PDFs, and their guides in `guides/`; the
 * first that has the file gives it
 * @problems: (nullable): what is wrong
 *
 * Returns: (transfer full) (nullable): the form, enabled or not, or %NULL when something in it is
 * wrong.
 */
KapkaTile *
kapka_tile_read_form (const KapkaIniGroup *group, const char *const *dirs, KapkaProblems *problems);

/** Returns: (transfer full): a tile of @kind with what portals and forms have in common. */
KapkaTile *kapka_tile_begin (KapkaRow *row, KapkaTileKind kind);

/** Returns: (transfer full) (nullable): @tile (transfer full) when nothing in its row was wrong. */
KapkaTile *kapka_tile_finish (KapkaRow *row, KapkaTile *tile);

void kapka_tile_free (KapkaTile *tile);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KapkaTile, kapka_tile_free)
