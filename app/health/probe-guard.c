// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/i18n.h"
#include "guard/end-record.h"
#include "health/probes.h"

#define DAYS 7
#define DAY_MS (24 * 60 * 60 * G_GINT64_CONSTANT (1000))

void
kapka_probe_guard (KapkaHealth *health) {
  guint code;
  guint count =
      kapka_end_record_count (health->settings->state_dir, health->now_ms - DAYS * DAY_MS, &code);
  g_autofree char *text =
      g_strdup_printf (g_dngettext (NULL,
                                    "within a week the kiosk has ended by itself %u time and was "
                                    "started again; code %u",
                                    "within a week the kiosk has ended by itself %u times and was "
                                    "started again; the last time with code %u",
                                    count),
                       count, code);

  if (count > 0)
    kapka_findings_add (health->findings, KAPKA_FINDING_KIOSK_ENDED, NULL, 0, text);
}
