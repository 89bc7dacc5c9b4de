// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

#include "ui/shell/session.h"

/** KapkaAll: all portals and forms, each once, under the door by which it is counted when it is
 * opened from here; above them what is opened most often. */
#define KAPKA_TYPE_ALL (kapka_all_get_type ())
G_DECLARE_FINAL_TYPE (KapkaAll, kapka_all, KAPKA, ALL, GtkWidget)

/** Returns: (transfer floating): everything in the catalogue of @session. */
GtkWidget *kapka_all_new (KapkaSession *session);
