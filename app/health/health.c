// SPDX-License-Identifier: GPL-3.0-or-later
#include "health/health.h"

#include "health/probes.h"

static void
probe_state (KapkaHealth *health, const KapkaHealthPlace *place) {
  g_autoptr (GError) error = NULL;
  g_autoptr (KapkaClock) clock = kapka_clock_new_system (health->settings->time_zone, &error);
  g_autoptr (KapkaJournal) journal = NULL;
  KapkaInstant now;

  // The settings have let a zone through that is known.
  if (clock == NULL)
    g_error ("The clock cannot be read: %s", error->message);
  kapka_clock_now (clock, &now);
  health->now_ms = now.utc_ms;
  g_strlcpy (health->day, now.day, sizeof health->day);
  health->clock_synced = now.synced;
  journal = kapka_probe_journal (health, place, clock);
  kapka_probe_forms (health);
  kapka_probe_disk (health);
  kapka_probe_clock (health, journal);
  kapka_probe_sync (health, journal);
}

KapkaHealth *
kapka_health_look (const KapkaHealthPlace *place) {
  KapkaHealth *health = g_new0 (KapkaHealth, 1);

  health->findings = kapka_findings_new ();
  kapka_probe_files (health, place);
  probe_state (health, place);
  kapka_probe_guard (health);
  kapka_probe_staff (health);
  kapka_probe_printer (health);
  kapka_probe_portals (health, place);
  kapka_findings_sort (health->findings);
  return health;
}

void
kapka_health_free (KapkaHealth *health) {
  if (health == NULL)
    return;
  g_ptr_array_unref (health->findings);
  g_free (health->slides_dir);
  g_clear_pointer (&health->slides, g_ptr_array_unref);
  g_ptr_array_unref (health->layouts);
  kapka_catalog_free (health->catalog);
  kapka_settings_unref (health->settings);
  g_free (health);
}
