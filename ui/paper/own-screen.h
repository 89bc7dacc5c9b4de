// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

#include "ui/shell/session.h"

/** KapkaOwnScreen: a visitor finds a file of his own on a flash drive, to look at it and print it.
 */
#define KAPKA_TYPE_OWN_SCREEN (kapka_own_screen_get_type ())
G_DECLARE_FINAL_TYPE (KapkaOwnScreen, kapka_own_screen, KAPKA, OWN_SCREEN, GtkWidget)

/** Returns: (transfer floating): the screen, where all begins. */
GtkWidget *kapka_own_screen_new (KapkaSession *session);
