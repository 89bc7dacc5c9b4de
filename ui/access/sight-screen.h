// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

#include "ui/shell/session.h"

/**
 * KapkaSightScreen:
 * The version for low vision: how large and how far apart the letters are, in which colours, with
 * pictures and motion or without. Each choice shows at once, on this screen as on all others.
 */
#define KAPKA_TYPE_SIGHT_SCREEN (kapka_sight_screen_get_type ())
G_DECLARE_FINAL_TYPE (KapkaSightScreen, kapka_sight_screen, KAPKA, SIGHT_SCREEN, GtkWidget)

/** Returns: (transfer floating): the choices of the visit that is going on. */
GtkWidget *kapka_sight_screen_new (KapkaSession *session);
