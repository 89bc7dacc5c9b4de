// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

#include "catalog/catalog.h"

/** KapkaDoorButton: one of the six doors of the home screen; activates `win.door`. */
#define KAPKA_TYPE_DOOR_BUTTON (kapka_door_button_get_type ())
G_DECLARE_FINAL_TYPE (KapkaDoorButton, kapka_door_button, KAPKA, DOOR_BUTTON, GtkButton)

/** Returns: (transfer floating): the door of @service with its texts in @language. */
GtkWidget *kapka_door_button_new (const KapkaService *service, const char *language);

/** kapka_door_button_get_words: Returns: (transfer none): title and hint, the part whose height
 * differs from door to door */
GtkWidget *kapka_door_button_get_words (KapkaDoorButton *button);
