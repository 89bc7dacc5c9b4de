// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

/** Returns: (transfer full): day and minute of @utc_ms where the centre is, as a table shows them;
 * «—» for 0. */
char *kapka_local_time_format (gint64 utc_ms);
