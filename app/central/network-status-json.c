// SPDX-License-Identifier: GPL-3.0-or-later
#include "central/network-status.h"
#include "central/signed-answer.h"

static void
set_time (KapkaJson *object, const char *key, gint64 utc_ms) {
  g_autofree char *time = utc_ms == 0 ? NULL : kapka_answer_format_time (utc_ms);

  kapka_json_set_string (object, key, time);
}

static KapkaJson *
write_troubles (guint troubles) {
  KapkaJson *words = kapka_json_new_array ();

  for (guint i = 0; i < KAPKA_N_TROUBLES; i++)
    if ((troubles & 1U << i) != 0)
      kapka_json_append_string (words, kapka_trouble_to_string (1 << i));
  return words;
}

static KapkaJson *
write_terminal (const KapkaTerminalStatus *terminal) {
  KapkaJson *object = kapka_json_new_object ();

  kapka_json_set_string (object, "library", terminal->library);
  kapka_json_set_string (object, "name", terminal->name);
  kapka_json_set_string (object, "terminal", terminal->terminal);
  kapka_json_set_take (object, "troubles", write_troubles (terminal->troubles));
  set_time (object, "last_seen", terminal->last_seen_ms);
  set_time (object, "clone_noticed", terminal->clone_ms);
  kapka_json_set_string (object, "last_on", terminal->last_on);
  kapka_json_set_string (object, "last_users", terminal->last_users);
  kapka_json_set_string (object, "install", terminal->install_id);
  kapka_json_set_string (object, "state", terminal->state);
  kapka_json_set_string (object, "last_reason", terminal->last_reason);
  kapka_json_set_int (object, "pending_days", terminal->pending_days);
  kapka_json_set_string (object, "oldest_pending", terminal->oldest_pending);
  kapka_json_set_take (object, "findings",
                       terminal->findings != NULL ? kapka_json_ref (terminal->findings)
                                                  : kapka_json_new_object ());
  kapka_json_set_int (object, "clock_skew_ms", terminal->skew_ms);
  return object;
}

static KapkaJson *
write_conflict (const KapkaDayConflict *conflict) {
  KapkaJson *object = kapka_json_new_object ();

  kapka_json_set_string (object, "library", conflict->library);
  kapka_json_set_string (object, "terminal", conflict->terminal);
  kapka_json_set_string (object, "install", conflict->install_id);
  kapka_json_set_string (object, "stream", conflict->stream_id);
  kapka_json_set_string (object, "day", conflict->day);
  kapka_json_set_int (object, "revision", conflict->revision);
  kapka_json_set_int (object, "versions", conflict->n_versions);
  return object;
}

char *
kapka_network_status_to_json (const KapkaNetworkStatus *status) {
  g_autoptr (KapkaJson) json = kapka_json_new_object ();
  KapkaJson *terminals = kapka_json_new_array ();
  KapkaJson *conflicts = kapka_json_new_array ();
  g_autofree char *line = NULL;

  for (guint i = 0; i < status->terminals->len; i++)
    kapka_json_append_take (terminals, write_terminal (g_ptr_array_index (status->terminals, i)));
  for (guint i = 0; i < status->conflicts->len; i++)
    kapka_json_append_take (conflicts, write_conflict (g_ptr_array_index (status->conflicts, i)));
  set_time (json, "time", status->now_ms);
  kapka_json_set_int (json, "days", status->n_days);
  kapka_json_set_take (json, "terminals", terminals);
  kapka_json_set_take (json, "conflicts", conflicts);
  line = kapka_json_to_string (json);
  return g_strconcat (line, "\n", NULL);
}
