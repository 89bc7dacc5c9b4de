// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib-object.h>

#include "config/settings.h"

/**
 * KapkaIdleWatch:
 * Watches over a visitor who has gone quiet, and over the time limit: app/visit/idle with a timer.
 *
 * Signals:
 *  - `warning` (uint seconds): the visitor is quiet; seconds left of the visit, 0 when the visitor
 * is back or the watch ends.
 *  - `limit-near` (uint minutes): so many minutes are left until the time limit; from
 * #KAPKA_IDLE_FIRST_NOTICE_MINUTES on at each minute.
 *  - `alive`: what the visitor has set going has gone on until now, so the visit has lasted until
 * now.
 *  - `over` (uint reason): the visit has to end, for this #KapkaEndReason. The watch has stopped.
 */
#define KAPKA_TYPE_IDLE_WATCH (kapka_idle_watch_get_type ())
G_DECLARE_FINAL_TYPE (KapkaIdleWatch, kapka_idle_watch, KAPKA, IDLE_WATCH, GObject)

/** Returns: (transfer full): a watch that has not started. */
KapkaIdleWatch *kapka_idle_watch_new (const KapkaSettings *settings);

/** A visit begins now, outside of portals. */
void kapka_idle_watch_start (KapkaIdleWatch *watch);

/** The visit is over; nothing is told any more. */
void kapka_idle_watch_stop (KapkaIdleWatch *watch);

/** The visitor did something. */
void kapka_idle_watch_touch (KapkaIdleWatch *watch);

/** In a portal the visitor may be quiet longer. */
void kapka_idle_watch_set_in_portal (KapkaIdleWatch *watch, gboolean in_portal);

/** KapkaIdleHold: something of the visitor's goes on by itself: a print job, a download, a film. */
typedef struct _KapkaIdleHold KapkaIdleHold;

/** Returns: (transfer full): keeps the visitor from being called quiet; of no effect once the visit
 * in which it was made is over. */
KapkaIdleHold *kapka_idle_watch_hold (KapkaIdleWatch *watch);

/** @hold: (nullable) (transfer full): what goes on has ended. */
void kapka_idle_hold_free (KapkaIdleHold *hold);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KapkaIdleHold, kapka_idle_hold_free)
