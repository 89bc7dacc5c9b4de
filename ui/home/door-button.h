// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

#include "ui/shell/session.h"

/** KapkaDoorButton: one of the six doors of the home screen; activates `win.door`. */
#define KAPKA_TYPE_DOOR_BUTTON (kapka_door_button_get_type ())
G_DECLARE_FINAL_TYPE (KapkaDoorButton, kapka_door_button, KAPKA, DOOR_BUTTON, GtkButton)

/** Returns: (transfer floating): the door of @service in the language of @session. */
GtkWidget *kapka_door_button_new (KapkaSession *session, const KapkaService *service);

/** kapka_door_button_get_words: Returns: (transfer none): title and hint, the part whose height
 * differs from door to door */
GtkWidget *kapka_door_button_get_words (KapkaDoorButton *button);
