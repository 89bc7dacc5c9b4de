// SPDX-License-Identifier: GPL-3.0-or-later
#include "journal/schema.h"

#include <gio/gio.h>

#include "base/error.h"

static const char *const journal_migrations[] = {
  "/kapka/journal/journal.sql",
  NULL,
};

const KapkaSchema kapka_journal_schema = {
  .application_id = 0x4B41504B, // "KAPK"
  .migrations = journal_migrations,
};

static gint64
newest_version (const KapkaSchema *schema) {
  gint64 version = 0;

  while (schema->migrations[version] != NULL)
    version++;
  return version;
}

static gboolean
run_migration (KapkaDb *db, const char *resource, GError **error) {
  g_autoptr (GBytes) script =
      g_resources_lookup_data (resource, G_RESOURCE_LOOKUP_FLAGS_NONE, error);
  g_autoptr (KapkaTransaction) transaction = NULL;

  if (script == NULL)
    return FALSE;
  transaction = kapka_transaction_begin (db, KAPKA_TRANSACTION_WRITE, error);
  // Data of a resource ends with a zero byte that its size does not count.
  return transaction != NULL && kapka_db_run_script (db, g_bytes_get_data (script, NULL), error) &&
         kapka_transaction_commit (transaction, error);
}

gboolean
kapka_schema_migrate (const KapkaSchema *schema, KapkaDb *db, GError **error) {
  gint64 version;

  if (!kapka_db_read_int (db, "PRAGMA user_version", &version, error))
    return FALSE;
  for (; version < newest_version (schema); version++)
    if (!run_migration (db, schema->migrations[version], error))
      return FALSE;
  return TRUE;
}

static gboolean
check_object (KapkaDb *db, const char *name, const char *sql, GError **error) {
  g_autoptr (KapkaStmt) stmt =
      kapka_db_prepare (db, "SELECT 1 FROM sqlite_schema WHERE name = ? AND sql = ?");
  KapkaStep step;

  kapka_stmt_add_text (stmt, name);
  kapka_stmt_add_text (stmt, sql);
  step = kapka_stmt_step (stmt, error);
  if (step == KAPKA_STEP_DONE)
    g_set_error (error, KAPKA_ERROR, KAPKA_ERROR_CORRUPT, "\"%s\" is not as in the schema", name);
  return step == KAPKA_STEP_ROW;
}

static gboolean
check_objects (const KapkaSchema *schema, KapkaDb *db, GError **error) {
  g_autoptr (KapkaDb) model = kapka_db_open (NULL, KAPKA_DB_MEMORY, error);
  g_autoptr (KapkaStmt) stmt = NULL;
  KapkaStep step;

  if (model == NULL || !kapka_schema_migrate (schema, model, error))
    return FALSE;
  stmt = kapka_db_prepare (model, "SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL");
  while ((step = kapka_stmt_step (stmt, error)) == KAPKA_STEP_ROW)
    if (!check_object (db, kapka_stmt_get_text (stmt, 0), kapka_stmt_get_text (stmt, 1), error))
      return FALSE;
  return step == KAPKA_STEP_DONE;
}

gboolean
kapka_schema_check (const KapkaSchema *schema, KapkaDb *db, gboolean *out_newer, GError **error) {
  gint64 application_id;
  gint64 version;

  if (!kapka_db_read_int (db, "PRAGMA application_id", &application_id, error) ||
      !kapka_db_read_int (db, "PRAGMA user_version", &version, error))
    return FALSE;
  if (application_id != schema->application_id || version < 1) {
    g_set_error (error, KAPKA_ERROR, KAPKA_ERROR_CORRUPT,
                 "not a database of this kind: application %" G_GINT64_FORMAT
                 ", version %" G_GINT64_FORMAT,
                 application_id, version);
    return FALSE;
  }
  *out_newer = version > newest_version (schema);
  return *out_newer || check_objects (schema, db, error);
}
