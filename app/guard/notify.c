// SPDX-License-Identifier: GPL-3.0-or-later
#include "guard/notify.h"

#include <systemd/sd-daemon.h>

/* Of the time that is allowed, so that a busy machine can be late three times. */
#define PART 4

void
kapka_notify_ready (void) {
  sd_notify (0, "READY=1");
}

void
kapka_notify_reloading (void) {
  sd_notify (0, "RELOADING=1");
}

void
kapka_notify_alive (void) {
  sd_notify (0, "WATCHDOG=1");
}

guint
kapka_notify_get_period (void) {
  guint64 allowed_us = 0;

  if (sd_watchdog_enabled (0, &allowed_us) <= 0)
    return 0;
  return (guint)MAX (1, allowed_us / 1000 / PART);
}
