// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "config/settings.h"

/**
 * kapka_settings_become_owner:
 * The kiosk has to be able to read and replace what is written into its own directory. Who is root
 * here goes on as its owner, for good.
 *
 * Errors: those of kapka_error_from_errno().
 */
gboolean kapka_settings_become_owner (const KapkaSettings *settings, GError **error);
