// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

/** How many ends within how long are too many to start again at once. */
#define KAPKA_ENDS_MOST 5
#define KAPKA_ENDS_WINDOW_S 600

/**
 * KapkaEnds:
 * The last ends of a program that was not meant to end. All zero at first.
 */
typedef struct {
  gint64 at_us[KAPKA_ENDS_MOST]; // A ring.
  guint next;
} KapkaEnds;

/**
 * kapka_ends_add:
 * @now_us: of a clock that never goes back, in microseconds, more than 0
 *
 * Returns: whether that was the %KAPKA_ENDS_MOST-th end within %KAPKA_ENDS_WINDOW_S seconds
 */
gboolean kapka_ends_add (KapkaEnds *self, gint64 now_us);

/** kapka_ends_forget: as if the program had never ended. */
void kapka_ends_forget (KapkaEnds *self);
