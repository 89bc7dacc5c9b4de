// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/session.h"

/** KapkaPowerWish: what is to become of the machine. */
typedef enum {
  KAPKA_POWER_RESTART,
  KAPKA_POWER_OFF,
} KapkaPowerWish;

/**
 * kapka_power_do_async:
 *
 * Ends the visit that goes on and waits until everything of it is gone, then asks
 * org.freedesktop.login1 on the system bus. It asks no person for a password: whether the user of
 * the kiosk may do it is for the rules of the system.
 */
void kapka_power_do_async (KapkaSession *session,
                           KapkaPowerWish wish,
                           GAsyncReadyCallback callback,
                           gpointer user_data);

/** Errors: DENIED when the system does not let the kiosk, NOT_FOUND when nothing answers there, IO.
 */
gboolean kapka_power_do_finish (GAsyncResult *result, GError **error);
