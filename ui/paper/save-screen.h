// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

#include "ui/shell/session.h"

/** KapkaSaveScreen: documents of the visit go to a flash drive: which one, and how it went. */
#define KAPKA_TYPE_SAVE_SCREEN (kapka_save_screen_get_type ())
G_DECLARE_FINAL_TYPE (KapkaSaveScreen, kapka_save_screen, KAPKA, SAVE_SCREEN, GtkWidget)

/**
 * kapka_save_screen_new:
 * @documents: (element-type KapkaSavedDocument): what is to be saved; not empty, not changed
 *
 * Returns: (transfer floating): the screen.
 */
GtkWidget *kapka_save_screen_new (KapkaSession *session, GPtrArray *documents);
