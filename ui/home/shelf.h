// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

#include "ui/shell/session.h"

/** KapkaShelf: what can be printed: a file of the visitor's own, and forms in groups, by what has
 * happened to him or by the authority they go to, as he likes. */
#define KAPKA_TYPE_SHELF (kapka_shelf_get_type ())
G_DECLARE_FINAL_TYPE (KapkaShelf, kapka_shelf, KAPKA, SHELF, GtkWidget)

/**
 * kapka_shelf_fill:
 * @forms: (element-type KapkaTile): what stands on it, each whatever state it is in
 * @door: id of the service behind whose door the shelf is
 *
 * Called once.
 */
void
kapka_shelf_fill (KapkaShelf *shelf, KapkaSession *session, GPtrArray *forms, const char *door);
