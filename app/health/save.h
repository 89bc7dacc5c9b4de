// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "health/health.h"

/**
 * kapka_health_save:
 * @health: how the kiosk is
 * @error: return location: FULL, READ_ONLY, DENIED, IO, NOT_FOUND without a state directory
 *
 * Puts `status.json` into the state directory, whole or not at all, from where the next upload
 * takes it along. It holds codes and figures of the machine, and no text.
 */
gboolean kapka_health_save (const KapkaHealth *health, GError **error);
