// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "config/settings.h"

/**
 * kapka_last_good_load:
 * @path: kapka.conf
 * @problems: what is wrong in @path
 * @out_stale: (out): %TRUE when @path has problems
 *
 * Reads @path as kapka_settings_load() does. When it is faultless, a copy is kept as
 * `last-good.conf` in the state directory; when it is not, the copy is read instead, so that a
 * typing error changes nothing until it is mended. With no copy the defaults stand for what is
 * wrong.
 *
 * Returns: (transfer full): settings in any case.
 */
KapkaSettings *
kapka_last_good_load (const char *path, KapkaProblems *problems, gboolean *out_stale);
