// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

#include "ui/shell/session.h"

/** KapkaDoor: what stands behind one door: portals and forms for that purpose. */
#define KAPKA_TYPE_DOOR (kapka_door_get_type ())
G_DECLARE_FINAL_TYPE (KapkaDoor, kapka_door, KAPKA, DOOR, GtkWidget)

/** Returns: (transfer floating): the tiles behind the door @service. */
GtkWidget *kapka_door_new (KapkaSession *session, const KapkaService *service);
