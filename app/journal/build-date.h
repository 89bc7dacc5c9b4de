// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

/** Returns: when this Kapka was configured (or SOURCE_DATE_EPOCH), milliseconds since 1970 UTC: no
 * honest clock shows less. */
gint64 kapka_build_date_get_ms (void);
