// SPDX-License-Identifier: GPL-3.0-or-later
#include "central/ping.h"

#include "central/receiver-id.h"
#include "central/signed-answer.h"

static gboolean
read_id_cb (KapkaStore *store, gpointer user_data, GError **error) {
  char **receiver_id = user_data;

  g_free (*receiver_id);
  *receiver_id = kapka_receiver_id_read (store, error);
  return *receiver_id != NULL;
}

KapkaJson *
kapka_ping_answer (KapkaStore *store, gint64 now_ms, GError **error) {
  g_autofree char *receiver_id = NULL;
  g_autofree char *time = kapka_answer_format_time (now_ms);
  KapkaJson *versions;
  KapkaJson *body;

  if (!kapka_store_transact (store, KAPKA_STORE_READ, read_id_cb, &receiver_id, error))
    return NULL;
  body = kapka_json_new_object ();
  versions = kapka_json_new_array ();
  kapka_json_append_int (versions, 1);
  kapka_json_set_string (body, "service", "kapka-central");
  kapka_json_set_take (body, "v", versions);
  kapka_json_set_string (body, "receiver_id", receiver_id);
  kapka_json_set_string (body, "time", time);
  return body;
}
