// SPDX-License-Identifier: GPL-3.0-or-later
#include "central/store-schema.h"

#include <gio/gio.h>

#include "base/error.h"
#include "central/sql-dialect.h"

// One script for each version, in order: the script at index n leads from version n to n + 1.
static const char *const migrations[] = {
  "/kapka/central/central.sql",
};

/* Version 0 is a database without our tables. */
static gboolean
read_version (KapkaStore *store, gint64 *out_version, GError **error) {
  g_autoptr (KapkaSqlRows) rows =
      kapka_store_query (store, KAPKA_STORE_GET_CLASS (store)->schema_probe, NULL, error);
  g_autoptr (GError) failure = NULL;
  g_autofree char *text = NULL;

  if (rows == NULL)
    return FALSE;
  *out_version = 0;
  if (kapka_sql_rows_get_length (rows) == 0)
    return TRUE;
  text = kapka_store_get_meta (store, "schema_version", &failure);
  if (failure != NULL) {
    g_propagate_error (error, g_steal_pointer (&failure));
    return FALSE;
  }
  if (text != NULL && g_ascii_string_to_signed (text, 10, 1, G_MAXINT, out_version, NULL))
    return TRUE;
  g_set_error (error, KAPKA_ERROR, KAPKA_ERROR_CORRUPT,
               "the database of the centre has no version of its schema but \"%s\"", text);
  return FALSE;
}

static gboolean
check_version (gint64 version, GError **error) {
  if (version <= (gint64)G_N_ELEMENTS (migrations))
    return TRUE;
  g_set_error (error, KAPKA_ERROR, KAPKA_ERROR_NEWER,
               "the database of the centre has version %" G_GINT64_FORMAT
               " of the schema, this program knows %d",
               version, (int)G_N_ELEMENTS (migrations));
  return FALSE;
}

static gboolean
is_complete_cb (KapkaStore *store, gpointer user_data, GError **error) {
  gboolean *complete = user_data;
  gint64 version;

  if (!read_version (store, &version, error) || !check_version (version, error))
    return FALSE;
  *complete = version == (gint64)G_N_ELEMENTS (migrations);
  return TRUE;
}

static gboolean
run_migration (KapkaStore *store, const char *resource, GError **error) {
  g_autoptr (GBytes) script =
      g_resources_lookup_data (resource, G_RESOURCE_LOOKUP_FLAGS_NONE, error);
  g_auto (GStrv) statements = NULL;

  if (script == NULL)
    return FALSE;
  // Data of a resource ends with a zero byte that its size does not count.
  statements = kapka_sql_split (g_bytes_get_data (script, NULL));
  for (gsize i = 0; statements[i] != NULL; i++)
    if (!kapka_store_run (store, statements[i], NULL, error))
      return FALSE;
  return TRUE;
}

static gboolean
begin_new (KapkaStore *store, GError **error) {
  const char *mark = KAPKA_STORE_GET_CLASS (store)->schema_mark;

  return mark == NULL || kapka_store_run (store, mark, NULL, error);
}

static gboolean
finish_new (KapkaStore *store, GError **error) {
  g_autofree char *receiver_id = g_uuid_string_random ();

  return kapka_store_set_meta (store, "receiver_id", receiver_id, error);
}

static gboolean
migrate_cb (KapkaStore *store, gpointer user_data, GError **error) {
  g_autofree char *newest = g_strdup_printf ("%d", (int)G_N_ELEMENTS (migrations));
  gint64 version;
  gboolean is_new;

  if (!read_version (store, &version, error) || !check_version (version, error))
    return FALSE;
  is_new = version == 0;
  if (is_new && !begin_new (store, error))
    return FALSE;
  for (; version < (gint64)G_N_ELEMENTS (migrations); version++)
    if (!run_migration (store, migrations[version], error))
      return FALSE;
  return kapka_store_set_meta (store, "schema_version", newest, error) &&
         (!is_new || finish_new (store, error));
}

gboolean
kapka_store_prepare_schema (KapkaStore *store, GError **error) {
  gboolean complete = FALSE;

  if (!kapka_store_transact (store, KAPKA_STORE_READ, is_complete_cb, &complete, error))
    return FALSE;
  return complete || kapka_store_transact (store, KAPKA_STORE_WRITE, migrate_cb, NULL, error);
}
