// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/status-file.h"

#include <string.h>

#include "sync/secret-file.h"

#define MAX_CODES 64
#define MAX_CODE_CHARS 32

gboolean
kapka_status_is_code (const char *code) {
  gsize length = strlen (code);

  return length > 0 && length <= MAX_CODE_CHARS &&
         strspn (code, "ABCDEFGHIJKLMNOPQRSTUVWXYZ-") == length;
}

gboolean
kapka_status_is_severity (const char *word) {
  static const char *const words[] = { "error", "warning", "note", NULL };

  return g_strv_contains (words, word);
}

static KapkaJson *
copy_findings (const KapkaJson *findings) {
  g_auto (GStrv) codes = kapka_json_list_keys (findings);
  g_autoptr (KapkaJson) copy = kapka_json_new_object ();

  if (g_strv_length (codes) > MAX_CODES)
    return NULL;
  for (guint i = 0; codes[i] != NULL; i++) {
    const char *severity = kapka_json_get_string (findings, codes[i], NULL);

    if (severity == NULL || !kapka_status_is_code (codes[i]) ||
        !kapka_status_is_severity (severity))
      return NULL;
    kapka_json_set_string (copy, codes[i], severity);
  }
  return g_steal_pointer (&copy);
}

void
kapka_status_file_add (KapkaJson *status, const char *state_dir) {
  g_autoptr (KapkaJson) json = kapka_secret_file_load (state_dir, KAPKA_STATUS_FILE, NULL);
  const KapkaJson *findings = json == NULL ? NULL : kapka_json_get_object (json, "findings", NULL);
  const char *at = json == NULL ? NULL : kapka_json_get_string (json, "at", NULL);
  g_autoptr (GDateTime) time = at == NULL ? NULL : g_date_time_new_from_iso8601 (at, NULL);
  g_autoptr (KapkaJson) copy = findings == NULL ? NULL : copy_findings (findings);

  if (copy == NULL || time == NULL)
    return;
  kapka_json_set_take (status, "findings", g_steal_pointer (&copy));
  kapka_json_set_string (status, "findings_at", at);
}
