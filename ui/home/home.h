// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

#include "ui/shell/session.h"

/** KapkaHome: «Что вы хотите сделать?» and the six doors. */
#define KAPKA_TYPE_HOME (kapka_home_get_type ())
G_DECLARE_FINAL_TYPE (KapkaHome, kapka_home, KAPKA, HOME, GtkWidget)

/** Returns: (transfer floating): the home screen for @session. */
GtkWidget *kapka_home_new (KapkaSession *session);
