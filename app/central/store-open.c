// SPDX-License-Identifier: GPL-3.0-or-later
#include <glib/gi18n.h>

#include "base/error.h"
#include "central/store-postgres.h"
#include "central/store-schema.h"
#include "central/store-sqlite.h"
#include "central/store.h"

gboolean
kapka_store_check_address (const char *address, GError **error) {
  if (g_str_has_prefix (address, "sqlite:") || g_str_has_prefix (address, "postgresql://") ||
      g_str_has_prefix (address, "postgres://"))
    return TRUE;
  g_set_error (error, KAPKA_ERROR, KAPKA_ERROR_USAGE,
               _ ("\"%s\" is no address of a database: sqlite:PATH or postgresql://… is expected"),
               address);
  return FALSE;
}

static KapkaStore *
connect_to (const char *address, GError **error) {
  if (!kapka_store_check_address (address, error))
    return NULL;
  if (g_str_has_prefix (address, "sqlite:"))
    return kapka_store_sqlite_new (address + strlen ("sqlite:"), error);
  return kapka_store_postgres_new (address, error);
}

KapkaStore *
kapka_store_open (const char *address, GError **error) {
  g_autoptr (KapkaStore) store = connect_to (address, error);

  if (store == NULL || !kapka_store_prepare_schema (store, error))
    return NULL;
  return g_steal_pointer (&store);
}
