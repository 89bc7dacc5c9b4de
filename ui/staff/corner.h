// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

/**
 * KapkaCorner:
 * The hidden gesture of the staff: five touches within 4 seconds in the top left corner (64 by 64
 * pixels) of a window, with none elsewhere in between. It only looks on: each touch does what it
 * would do without it, so on the waiting screen the first begins a visit as usual.
 *
 * Signals:
 *  - `recognized`: the gesture was made.
 */
#define KAPKA_TYPE_CORNER (kapka_corner_get_type ())
G_DECLARE_FINAL_TYPE (KapkaCorner, kapka_corner, KAPKA, CORNER, GObject)

/** Returns: (transfer full): a watch over @window, which may go before it. */
KapkaCorner *kapka_corner_new (GtkWidget *window);

/**
 * kapka_corner_take_touch:
 * @inside: whether the touch lies in the corner
 * @time_ms: when, as events tell it; wraps around
 *
 * What the watch does with each touch, for tests that set the time.
 *
 * Returns: whether the gesture is made.
 */
gboolean kapka_corner_take_touch (KapkaCorner *corner, gboolean inside, guint32 time_ms);
