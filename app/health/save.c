// SPDX-License-Identifier: GPL-3.0-or-later
#include "health/save.h"

#include "staff/private-file.h"
#include "sync/status-file.h"

static KapkaJson *
write_findings (const KapkaFindings *findings) {
  KapkaJson *object = kapka_json_new_object ();

  for (guint i = 0; i < findings->len; i++) {
    const KapkaFinding *finding = g_ptr_array_index (findings, i);

    kapka_json_set_string (object, kapka_finding_get_code (finding),
                           kapka_severity_to_string (kapka_finding_get_severity (finding)));
  }
  return object;
}

/* @utc_ms: 0 for never. */
static void
set_time (KapkaJson *object, const char *key, gint64 utc_ms) {
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (utc_ms / 1000);
  g_autofree char *text = utc_ms == 0 ? NULL : g_date_time_format (utc, "%Y-%m-%dT%H:%M:%SZ");

  kapka_json_set_string (object, key, text);
}

gboolean
kapka_health_save (const KapkaHealth *health, GError **error) {
  g_autofree char *path = g_build_filename (health->settings->state_dir, KAPKA_STATUS_FILE, NULL);
  g_autoptr (KapkaJson) json = kapka_json_new_object ();
  g_autofree char *text = NULL;

  kapka_json_set_int (json, "v", 1);
  kapka_json_set_string (json, "version", KAPKA_VERSION);
  set_time (json, "at", health->now_ms);
  kapka_json_set_take (json, "findings", write_findings (health->findings));
  kapka_json_set_int (json, "disk_free_mb", health->disk_free_mb);
  kapka_json_set_boolean (json, "clock_synced", health->clock_synced);
  kapka_json_set_string (json, "sync_state", health->sync_state);
  set_time (json, "last_upload", health->last_upload_ms);
  kapka_json_set_string (json, "printer", health->printer);
  text = kapka_json_to_string (json);
  return kapka_private_file_write (path, text, error);
}
