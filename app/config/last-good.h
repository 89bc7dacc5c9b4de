// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "config/settings.h"

/**
 * kapka_last_good_read:
 * @path: kapka.conf
 * @problems: what is wrong in @path
 *
 * Reads what the kiosk goes by: @path as kapka_settings_load() does, or, when that is not
 * faultless, the copy that kapka_last_good_load() has kept, so that a typing error changes nothing
 * until it is mended. With no copy the defaults stand for what is wrong. Writes nothing. For root a
 * copy counts only when whoever owns it owns the state directory that it names too.
 *
 * Returns: (transfer full): settings in any case, whose `path` tells the file they are from.
 */
KapkaSettings *kapka_last_good_read (const char *path, KapkaProblems *problems);

/**
 * kapka_last_good_load:
 * @path: kapka.conf
 * @problems: what is wrong in @path
 * @out_stale: (out): %TRUE when @path has problems
 *
 * Reads as kapka_last_good_read() does. When @path is faultless, a copy is kept as
 * `last-good.conf`: that of %KAPKA_SETTINGS_DEFAULT_PATH in %KAPKA_SETTINGS_DEFAULT_STATE_DIR, any
 * other in the state directory.
 *
 * Returns: (transfer full): settings in any case.
 */
KapkaSettings *
kapka_last_good_load (const char *path, KapkaProblems *problems, gboolean *out_stale);
