// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "room.h"

/** KapkaRealCentre: the real `kapka-central serve` on a unix socket; the program is named by the
 * environment variable KAPKA_CENTRAL. */
typedef struct _KapkaRealCentre KapkaRealCentre;

/**
 * kapka_real_centre_new:
 * @directory: where its socket goes
 * @database: address of its store
 *
 * Returns: (transfer full): a centre that has not been started
 */
KapkaRealCentre *kapka_real_centre_new (const char *directory, const char *database);

/** kapka_real_centre_free: @centre: (nullable) (transfer full): killed */
void kapka_real_centre_free (KapkaRealCentre *centre);

/** Sets a variable of its environment from the next start on. */
void kapka_real_centre_set (KapkaRealCentre *centre, const char *name, const char *value);

/** kapka_real_centre_start:
 * @before: (nullable): words before the command, as in `strace -f`
 *
 * Starts it and waits until it listens. It takes any number of requests from one kiosk. */
void kapka_real_centre_start (KapkaRealCentre *centre, const char *const *before);

/** Like kapka_real_centre_start() inside a room, with the store at another address that is good
 * there. It ends with the room. */
void
kapka_real_centre_start_in (KapkaRealCentre *centre, KapkaTestRoom *room, const char *database);

/** Asks it to stop, and fails the test unless it ends well. */
void kapka_real_centre_stop (KapkaRealCentre *centre);
void kapka_real_centre_kill (KapkaRealCentre *centre);

const char *kapka_real_centre_get_socket (KapkaRealCentre *centre);

/** Returns: (transfer none) (nullable): the running program */
KapkaTestProgram *kapka_real_centre_get_program (KapkaRealCentre *centre);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KapkaRealCentre, kapka_real_centre_free)
