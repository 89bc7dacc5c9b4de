// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desk/desk.h"

/** Writes a figure within kapka_desk_begin(); one that stands there already is no new line. Errors:
 * DATA for what is impossible in itself. */
gboolean kapka_history_put (KapkaDesk *desk,
                            int year,
                            const char *key,
                            gint64 value,
                            const char *source,
                            GError **error);

/** Makes sure, within kapka_desk_begin(), that @year has no more rural users than users. Errors:
 * DATA. */
gboolean kapka_history_check_year (KapkaDesk *desk, int year, GError **error);
