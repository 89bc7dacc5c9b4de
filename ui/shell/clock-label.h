// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

/**
 * KapkaClockLabel:
 * The local time of the centre, `HH:MM`; wakes once a minute and only while it is shown.
 *
 * Signals:
 *  - `minute`: another minute is shown now, or the first one.
 */
#define KAPKA_TYPE_CLOCK_LABEL (kapka_clock_label_get_type ())
G_DECLARE_FINAL_TYPE (KapkaClockLabel, kapka_clock_label, KAPKA, CLOCK_LABEL, GtkWidget)
