// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

#include "guard/guard.h"

/**
 * KapkaGuardWindow:
 * What the screen shows while there is no kiosk on it: that it is coming, or that it does not work
 * and by which code whom to call. The window of the kiosk lies over it.
 */
#define KAPKA_TYPE_GUARD_WINDOW (kapka_guard_window_get_type ())
G_DECLARE_FINAL_TYPE (KapkaGuardWindow, kapka_guard_window, KAPKA, GUARD_WINDOW, GtkWindow)

/**
 * kapka_guard_window_new:
 * @guard: (transfer none): whose state it shows
 * @rest_s: how long @guard rests, in seconds
 */
KapkaGuardWindow *kapka_guard_window_new (KapkaGuard *guard, guint rest_s);
