// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

/** How many times within #KAPKA_RECOVERY_WINDOW_SECONDS a page may fall and still be offered again.
 */
#define KAPKA_RECOVERY_FALLS 3
#define KAPKA_RECOVERY_WINDOW_SECONDS 300

/**
 * KapkaRecovery:
 * How often a page has taken its web process down, by crashing or by hanging. Opening it again
 * helps most of the time; a page that falls again and again is given up, so that nobody is kept at
 * it. All zeroes is a page that has never fallen.
 */
typedef struct {
  gint64 fell_usec[KAPKA_RECOVERY_FALLS]; // The latest falls, newest first.
  guint n_falls;                          // How many of them are set.
} KapkaRecovery;

/** KapkaRecoveryAdvice: what the visitor is shown after a fall. */
typedef enum {
  KAPKA_RECOVERY_OFFER,   // The page and a button that opens it again.
  KAPKA_RECOVERY_GIVE_UP, // The way home alone.
} KapkaRecoveryAdvice;

/**
 * kapka_recovery_fall:
 * @now_usec: monotonic
 *
 * Notes a fall. A visitor may fall three times in five minutes and try again; the fourth time the
 * page is given up, and again at each fall until the earlier ones are old.
 */
KapkaRecoveryAdvice kapka_recovery_fall (KapkaRecovery *recovery, gint64 now_usec);
