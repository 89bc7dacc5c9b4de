// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

/**
 * kapka_day_touch_watch:
 * @popover: has been opened by the engine for a field of a page
 *
 * When @popover holds a calendar, a touch of a day, or Enter, chooses it and closes the calendar.
 * The engine's own stays open until something beside it is touched, and it says nothing of the day
 * that is marked already: today could not be chosen.
 */
void kapka_day_touch_watch (GtkPopover *popover);
