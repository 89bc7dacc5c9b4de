// SPDX-License-Identifier: GPL-3.0-or-later
#include "journal/event-json.h"

#include "base/error.h"
#include "base/json.h"

#define MAX_BYTES 8192
#define MOST (KAPKA_JSON_INT_LIMIT - 1)

static void
set_text (KapkaJson *json, const char *key, const char *value) {
  if (value != NULL)
    kapka_json_set_string (json, key, value);
}

static KapkaJson *
build_counts (const KapkaEvent *event) {
  KapkaJson *counts = kapka_json_new_object ();

  for (guint i = 0; i < event->counts->len; i++) {
    const KapkaCount *count = g_ptr_array_index (event->counts, i);

    kapka_json_set_int (counts, count->key, count->delta);
  }
  return counts;
}

char *
kapka_event_to_json (const KapkaEvent *event) {
  g_autoptr (KapkaJson) json = kapka_json_new_object ();

  kapka_json_set_string (json, "event_id", event->event_id);
  kapka_json_set_string (json, "kind", kapka_event_kind_to_string (event->kind));
  set_text (json, "visit", event->visit);
  set_text (json, "item", event->item);
  set_text (json, "service", event->service);
  set_text (json, "corrects", event->corrects);
  set_text (json, "author", event->author);
  set_text (json, "reason", event->reason);
  kapka_json_set_string (json, "day", event->at.day);
  kapka_json_set_int (json, "utc_ms", event->at.utc_ms);
  kapka_json_set_int (json, "boottime_ms", event->at.boottime_ms);
  kapka_json_set_int (json, "utc_off_min", event->at.utc_off_min);
  kapka_json_set_boolean (json, "synced", event->at.synced);
  kapka_json_set_take (json, "counts", build_counts (event));
  return kapka_json_to_string (json);
}

static gboolean
take_optional (const KapkaJson *json, const char *key, char **field, GError **error) {
  if (!kapka_json_has (json, key))
    return TRUE;
  *field = g_strdup (kapka_json_get_string (json, key, error));
  return *field != NULL;
}

static gboolean
take_kind (const KapkaJson *json, KapkaEvent *event, GError **error) {
  const char *kind = kapka_json_get_string (json, "kind", error);

  if (kind != NULL && !kapka_event_kind_from_string (kind, &event->kind)) {
    g_set_error (error, KAPKA_ERROR, KAPKA_ERROR_DATA, "\"%s\" is no kind of event", kind);
    return FALSE;
  }
  return kind != NULL;
}

static gboolean
take_instant (const KapkaJson *json, KapkaInstant *at, GError **error) {
  const char *day = kapka_json_get_string (json, "day", error);
  gint64 offset;

  if (day == NULL || !kapka_json_get_int (json, "utc_ms", -MOST, MOST, &at->utc_ms, error) ||
      !kapka_json_get_int (json, "boottime_ms", -MOST, MOST, &at->boottime_ms, error) ||
      !kapka_json_get_int (json, "utc_off_min", -1440, 1440, &offset, error) ||
      !kapka_json_get_boolean (json, "synced", &at->synced, error))
    return FALSE;
  at->utc_off_min = (int)offset;
  g_strlcpy (at->day, day, sizeof at->day);
  return TRUE;
}

static gboolean
take_counts (const KapkaJson *json, KapkaEvent *event, GError **error) {
  const KapkaJson *counts = kapka_json_get_object (json, "counts", error);
  g_auto (GStrv) keys = counts == NULL ? NULL : kapka_json_list_keys (counts);

  for (guint i = 0; keys != NULL && keys[i] != NULL; i++) {
    gint64 delta;

    if (!kapka_json_get_int (counts, keys[i], -MOST, MOST, &delta, error))
      return FALSE;
    kapka_event_add_count (event, keys[i], delta);
  }
  return counts != NULL;
}

KapkaEvent *
kapka_event_from_json (const char *text, gsize length, GError **error) {
  g_autoptr (KapkaJson) json = kapka_json_parse (text, length, MAX_BYTES, NULL, error);
  g_autoptr (KapkaEvent) event = g_new0 (KapkaEvent, 1);

  event->counts = kapka_counts_new ();
  if (json == NULL)
    return NULL;
  event->event_id = g_strdup (kapka_json_get_string (json, "event_id", error));
  if (event->event_id == NULL || !take_kind (json, event, error) ||
      !take_optional (json, "visit", &event->visit, error) ||
      !take_optional (json, "item", &event->item, error) ||
      !take_optional (json, "service", &event->service, error) ||
      !take_optional (json, "corrects", &event->corrects, error) ||
      !take_optional (json, "author", &event->author, error) ||
      !take_optional (json, "reason", &event->reason, error) ||
      !take_instant (json, &event->at, error) || !take_counts (json, event, error))
    return NULL;
  return g_steal_pointer (&event);
}
