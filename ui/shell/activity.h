// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

/**
 * KapkaActivity:
 * The signs that somebody is here.
 *
 * Signals: `noticed`.
 */
#define KAPKA_TYPE_ACTIVITY (kapka_activity_get_type ())
G_DECLARE_FINAL_TYPE (KapkaActivity, kapka_activity, KAPKA, ACTIVITY, GObject)

/**
 * kapka_activity_new:
 * @window: whose touches, keys and scrolling are signs
 * @keyboard: a #KapkaKeyboard, whose keys are too: a screen reader strikes them without any event
 *
 * Returns: (transfer full): watches both as long as it lives, which is no longer than @window
 */
KapkaActivity *kapka_activity_new (GtkWidget *window, GtkWidget *keyboard);
