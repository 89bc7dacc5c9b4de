// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cut-proxy.h"

/** Called with the number of bytes that have just passed on @way. */
typedef void (*KapkaTestCountBytes) (KapkaTestWay way, gsize length, gpointer data);

/**
 * kapka_test_cut_session_carry:
 * @kiosk: a connection from a kiosk
 * @there: the one to its target
 * @fate: (nullable): how it ends, NULL for when its ends want it to
 * @closing_fd: readable once it has to end at once
 *
 * Carries bytes in both directions until the connection is over. The sockets are then only to be
 * closed.
 *
 * Returns: whether it met @fate.
 */
gboolean kapka_test_cut_session_carry (GSocket *kiosk,
                                       GSocket *there,
                                       const KapkaTestFate *fate,
                                       int closing_fd,
                                       KapkaTestCountBytes count,
                                       gpointer data);
