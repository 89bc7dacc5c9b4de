// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

#include "ui/shell/session.h"

/**
 * KapkaHome:
 * «Что вы хотите сделать?», the six doors, and a search whose results take their place while there
 * is something in its field.
 *
 * Action `home.show-doors`: empties the field.
 *
 * Signal `search`: the visitor looks for something else than before.
 */
#define KAPKA_TYPE_HOME (kapka_home_get_type ())
G_DECLARE_FINAL_TYPE (KapkaHome, kapka_home, KAPKA, HOME, GtkWidget)

/** Returns: (transfer floating): the home screen for @session. */
GtkWidget *kapka_home_new (KapkaSession *session);

/** Forgets what was looked for and shows the six doors again. */
void kapka_home_show_doors (KapkaHome *home);
