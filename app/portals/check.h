// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "catalog/catalog.h"
#include "portals/results.h"
#include "portals/white-list.h"

/** KapkaPortalCheck: how a round through the portals is made; borrowed. */
typedef struct {
  const KapkaPortalWay *way;
  const KapkaCatalog *catalog;
  const KapkaWhiteList *white_list;
  guint pause_ms; // Between two portals, about.
} KapkaPortalCheck;

/**
 * kapka_portal_check_run:
 * @tiles: (element-type KapkaTile): portals
 *
 * Looks at @tiles one after the other, without haste, and then decides whether what failed did so
 * by itself or because of the way there. For that it may have to ask a witness of the white list,
 * and one or two more portals of the catalogue.
 *
 * Returns: (transfer full) (element-type KapkaPortalResult): one for each of @tiles.
 */
GPtrArray *kapka_portal_check_run (const KapkaPortalCheck *check, const GPtrArray *tiles);
