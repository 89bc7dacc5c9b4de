// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/day-json.h"

#include "sync/status-file.h"

static KapkaJson *
build_counts (GPtrArray *counts) {
  KapkaJson *object = kapka_json_new_object ();

  for (guint i = 0; i < counts->len; i++) {
    const KapkaCount *count = g_ptr_array_index (counts, i);

    kapka_json_set_int (object, count->key, count->delta);
  }
  return object;
}

static KapkaJson *
build_fragment (const KapkaFragment *fragment) {
  KapkaJson *object = kapka_json_new_object ();

  kapka_json_set_string (object, "stream", fragment->stream_id);
  kapka_json_set_string (object, "install", fragment->install_id);
  kapka_json_set_int (object, "seq", fragment->seq);
  kapka_json_set_string (object, "day", fragment->day);
  kapka_json_set_take (object, "counts", build_counts (fragment->counts));
  return object;
}

static KapkaJson *
build_day (const KapkaDayDocument *document) {
  KapkaJson *day = kapka_json_new_object ();

  kapka_json_set_string (day, "stream", document->stream_id);
  kapka_json_set_string (day, "install", document->install_id);
  kapka_json_set_string (day, "day", document->day);
  kapka_json_set_int (day, "rev", document->revision);
  kapka_json_set_string (day, "digest", document->digest);
  kapka_json_set_take (day, "counts", build_counts (document->counts));
  return day;
}

static KapkaJson *
build_clock (const KapkaInstant *now) {
  KapkaJson *clock = kapka_json_new_object ();

  kapka_json_set_boolean (clock, "synced", now->synced);
  kapka_json_set_int (clock, "utc_off_min", now->utc_off_min);
  return clock;
}

static KapkaJson *
build_warnings (const KapkaSyncFacts *facts) {
  g_autoptr (GPtrArray) warnings = kapka_sync_facts_list_warnings (facts);
  KapkaJson *words = kapka_json_new_array ();

  for (guint i = 0; i < warnings->len; i++) {
    const KapkaSyncWarning *warning = g_ptr_array_index (warnings, i);

    kapka_json_append_string (words, warning->word);
  }
  return words;
}

static KapkaJson *
build_status (const KapkaDayJsonSender *sender) {
  const KapkaSyncFacts *facts = sender->facts;
  KapkaJson *status = kapka_json_new_object ();

  kapka_json_set_string (status, "state",
                         kapka_sync_state_to_string (kapka_sync_state_from_facts (facts)));
  kapka_json_set_int (status, "pending_days", facts->pending_days);
  kapka_json_set_string (status, "oldest_pending", facts->oldest_pending);
  kapka_json_set_int (status, "pending_fragments", facts->pending_fragments);
  kapka_json_set_string (status, "quick_check", sender->quick_check);
  kapka_json_set_int (status, "disk_free_mb", sender->disk_free_mb);
  kapka_json_set_int (status, "damaged_streams", facts->damaged_streams);
  kapka_json_set_string (status, "last_reason", facts->last_reason);
  kapka_json_set_take (status, "warnings", build_warnings (facts));
  if (sender->state_dir != NULL)
    kapka_status_file_add (status, sender->state_dir);
  return status;
}

static char *
format_utc (gint64 utc_ms) {
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (utc_ms / 1000);

  return g_date_time_format (utc, "%Y-%m-%dT%H:%M:%SZ");
}

char *
kapka_day_json_build (const KapkaDayJsonSender *sender,
                      const char *request_id,
                      GPtrArray *documents,
                      GPtrArray *fragments) {
  g_autoptr (KapkaJson) body = kapka_json_new_object ();
  KapkaJson *days = kapka_json_new_array ();
  KapkaJson *events = kapka_json_new_array ();
  g_autofree char *sent_at = format_utc (sender->now->utc_ms);

  for (guint i = 0; i < documents->len; i++)
    kapka_json_append_take (days, build_day (g_ptr_array_index (documents, i)));
  for (guint i = 0; i < fragments->len; i++)
    kapka_json_append_take (events, build_fragment (g_ptr_array_index (fragments, i)));
  kapka_json_set_int (body, "v", 1);
  kapka_json_set_string (body, "request_id", request_id);
  kapka_json_set_string (body, "install_id", sender->install_id);
  kapka_json_set_string (body, "boot_id", sender->boot_id);
  kapka_json_set_string (body, "software", KAPKA_VERSION);
  kapka_json_set_string (body, "sent_at", sent_at);
  kapka_json_set_take (body, "clock", build_clock (sender->now));
  kapka_json_set_take (body, "days", days);
  kapka_json_set_take (body, "fragments", events);
  kapka_json_set_take (body, "status", build_status (sender));
  return kapka_json_to_string (body);
}
