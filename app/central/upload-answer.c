// SPDX-License-Identifier: GPL-3.0-or-later
#include "central/upload-answer.h"

#include "central/signed-answer.h"

static KapkaJson *
build_day (const KapkaUploadDay *day, const KapkaBatchResult *result) {
  KapkaJson *json = kapka_json_new_object ();

  kapka_json_set_string (json, "stream", day->stream_id);
  kapka_json_set_string (json, "day", day->day);
  kapka_json_set_string (json, "status", result->status);
  if (result->error != NULL) {
    kapka_json_set_string (json, "error", result->error);
    return json;
  }
  kapka_json_set_int (json, "rev", result->revision);
  kapka_json_set_string (json, "digest", result->digest);
  return json;
}

static KapkaJson *
build_days (const KapkaBatchEntry *entry) {
  KapkaJson *days = kapka_json_new_array ();

  for (guint i = 0; i < entry->results->len; i++)
    kapka_json_append_take (days, build_day (g_ptr_array_index (entry->upload->days, i),
                                             g_ptr_array_index (entry->results, i)));
  return days;
}

static KapkaJson *
build_rejected_fragments (const KapkaBatchEntry *entry) {
  KapkaJson *rows = kapka_json_new_array ();

  for (guint i = 0; i < entry->fragment_results->len; i++) {
    const KapkaUploadFragment *fragment = g_ptr_array_index (entry->upload->fragments, i);
    const KapkaBatchResult *result = g_ptr_array_index (entry->fragment_results, i);
    KapkaJson *row;

    if (result->error == NULL)
      continue;
    row = kapka_json_new_array ();
    kapka_json_append_string (row, fragment->stream_id);
    kapka_json_append_int (row, fragment->seq);
    kapka_json_append_string (row, result->error);
    kapka_json_append_take (rows, row);
  }
  return rows;
}

static void
add_fragments (KapkaJson *body, const KapkaBatchEntry *entry) {
  g_autoptr (KapkaJson) rejected = build_rejected_fragments (entry);

  if (kapka_json_get_length (rejected) == 0) {
    kapka_json_set_string (body, "fragments", "stored");
    return;
  }
  kapka_json_set_string (body, "fragments", "rejected");
  kapka_json_set_take (body, "rejected_fragments", g_steal_pointer (&rejected));
}

KapkaJson *
kapka_upload_answer_build (const KapkaBatchEntry *entry, const char *receiver_id) {
  KapkaJson *body = kapka_json_new_object ();
  g_autofree char *time = kapka_answer_format_time (entry->now_ms);

  kapka_json_set_int (body, "v", 1);
  kapka_json_set_string (body, "request_id", entry->upload->request_id);
  kapka_json_set_string (body, "receiver_id", receiver_id);
  kapka_json_set_string (body, "time", time);
  kapka_json_set_int (body, "accepted", entry->accepted);
  kapka_json_set_boolean (body, "reconcile", FALSE);
  kapka_json_set_take (body, "results", build_days (entry));
  add_fragments (body, entry);
  return body;
}
