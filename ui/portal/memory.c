// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/portal/memory.h"

#include <unistd.h>

#define UNKNOWN_MIB 2048

#define POLL_SECONDS 1.0

KapkaMemoryLimits
kapka_memory_limits_for (guint total_mib) {
  guint mib = total_mib == 0 ? UNKNOWN_MIB : total_mib;
  guint page_mib = CLAMP (mib / 3, 512, 1536);

  return (KapkaMemoryLimits){
    .page_mib = page_mib,
    .network_mib = CLAMP (mib / 8, 192, 512),
    .hard_page_mib = page_mib + page_mib / 4,
  };
}

KapkaMemoryLimits
kapka_memory_limits (void) {
  long pages = sysconf (_SC_PHYS_PAGES);
  long page_bytes = sysconf (_SC_PAGESIZE);
  gint64 mib = pages <= 0 || page_bytes <= 0 ? 0 : (gint64)pages * page_bytes / (1 << 20);

  return kapka_memory_limits_for ((guint)MIN (mib, G_MAXUINT));
}

WebKitMemoryPressureSettings *
kapka_memory_make_settings (guint limit_mib) {
  WebKitMemoryPressureSettings *settings = webkit_memory_pressure_settings_new ();

  webkit_memory_pressure_settings_set_memory_limit (settings, limit_mib);
  webkit_memory_pressure_settings_set_strict_threshold (settings, 0.75);
  webkit_memory_pressure_settings_set_conservative_threshold (settings, 0.5);
  webkit_memory_pressure_settings_set_kill_threshold (settings, 1.0);
  webkit_memory_pressure_settings_set_poll_interval (settings, POLL_SECONDS);
  return settings;
}
