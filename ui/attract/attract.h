// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

#include "ui/shell/session.h"

/** KapkaAttract: the waiting screen; a touch anywhere on it activates `win.begin`. */
#define KAPKA_TYPE_ATTRACT (kapka_attract_get_type ())
G_DECLARE_FINAL_TYPE (KapkaAttract, kapka_attract, KAPKA, ATTRACT, GtkWidget)

/** Returns: (transfer floating): the waiting screen. */
GtkWidget *kapka_attract_new (KapkaSession *session);
