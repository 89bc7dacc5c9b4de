// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "config/settings.h"
#include "sync/enrolment.h"

/**
 * kapka_command_enrol:
 * @settings: where the centre is and where the kiosk keeps its files
 * @code: the connection code, as it was typed
 * @error: return location
 *
 * Connects this kiosk with its centre by kapka_enrol(), while no upload runs.
 *
 * Errors: BUSY when one does; those of kapka_enrol().
 *
 * Returns: (transfer full): the enrolment, or %NULL.
 */
KapkaEnrolment *
kapka_command_enrol (const KapkaSettings *settings, const char *code, GError **error);
