// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib-object.h>

#include "config/settings.h"

/**
 * KapkaIdleWatch:
 * Watches over a visitor who has gone quiet, and over the time limit: app/visit/idle with a timer.
 *
 * Signals:
 *  - `warning` (uint seconds): the visitor is quiet; seconds left, 0 when the visitor is back or
 * the watch ends.
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
