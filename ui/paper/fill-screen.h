// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

#include "ui/keyboard/bridge.h"
#include "ui/paper/filling.h"
#include "ui/shell/session.h"

/** KapkaFillScreen: a form to be filled in on the screen: one page at a time with its fields on it,
 * and below it in words what the field asks for. */
#define KAPKA_TYPE_FILL_SCREEN (kapka_fill_screen_get_type ())
G_DECLARE_FINAL_TYPE (KapkaFillScreen, kapka_fill_screen, KAPKA, FILL_SCREEN, GtkWidget)

/**
 * kapka_fill_screen_new:
 * @filling: of a form that is `fillable`
 *
 * Returns: (transfer floating): the screen; what is written goes into @filling at once.
 */
GtkWidget *
kapka_fill_screen_new (KapkaSession *session, KapkaFilling *filling, KapkaKeyboardBridge *keyboard);
