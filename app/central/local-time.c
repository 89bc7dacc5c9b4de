// SPDX-License-Identifier: GPL-3.0-or-later
#include "central/local-time.h"

char *
kapka_local_time_format (gint64 utc_ms) {
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (utc_ms / 1000);

  return utc_ms == 0 || time == NULL ? g_strdup ("—") : g_date_time_format (time, "%Y-%m-%d %H:%M");
}
