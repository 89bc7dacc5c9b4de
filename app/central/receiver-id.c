// SPDX-License-Identifier: GPL-3.0-or-later
#include "central/receiver-id.h"

#include "base/error.h"

char *
kapka_receiver_id_read (KapkaStore *store, GError **error) {
  g_autoptr (GError) failure = NULL;
  char *receiver_id = kapka_store_get_meta (store, "receiver_id", &failure);

  if (receiver_id != NULL)
    return receiver_id;
  if (failure == NULL)
    g_set_error_literal (&failure, KAPKA_ERROR, KAPKA_ERROR_CORRUPT, "the store has no id");
  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}
