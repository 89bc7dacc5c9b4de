// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kiosk.h"
#include "portal-server.h"

/** Pages of a portal that lead to every screen a portal can: one with a field, one that asks, one
 * that gives a document, one that takes a file, and what can go wrong. @kiosk gets a tile for each.
 */
void audit_add_portals (KapkaTestKiosk *kiosk, KapkaTestPortalServer *server);
