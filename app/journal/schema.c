// SPDX-License-Identifier: GPL-3.0-or-later
#include "journal/schema.h"

#include <gio/gio.h>

#include "base/error.h"

#define APPLICATION_ID 0x4B41504B // "KAPK"

// One script for each version, in order: the script at index n leads from version n to n + 1 and
// sets `user_version` itself.
static const char *const migrations[] = {
  "/kapka/journal/journal.sql",
};

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
kapka_schema_migrate (KapkaDb *db, GError **error) {
  gint64 version;

  if (!kapka_db_read_int (db, "PRAGMA user_version", &version, error))
    return FALSE;
  for (; version < (gint64)G_N_ELEMENTS (migrations); version++)
    if (!run_migration (db, migrations[version], error))
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
    g_set_error (error, KAPKA_ERROR, KAPKA_ERROR_CORRUPT,
                 "\"%s\" is not as in the journal's schema", name);
  return step == KAPKA_STEP_ROW;
}

static gboolean
check_objects (KapkaDb *db, GError **error) {
  g_autoptr (KapkaDb) model = kapka_db_open (NULL, KAPKA_DB_MEMORY, error);
  g_autoptr (KapkaStmt) stmt = NULL;
  KapkaStep step;

  if (model == NULL || !kapka_schema_migrate (model, error))
    return FALSE;
  stmt = kapka_db_prepare (model, "SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL");
  while ((step = kapka_stmt_step (stmt, error)) == KAPKA_STEP_ROW)
    if (!check_object (db, kapka_stmt_get_text (stmt, 0), kapka_stmt_get_text (stmt, 1), error))
      return FALSE;
  return step == KAPKA_STEP_DONE;
}

gboolean
kapka_schema_check (KapkaDb *db, gboolean *out_newer, GError **error) {
  gint64 application_id;
  gint64 version;

  if (!kapka_db_read_int (db, "PRAGMA application_id", &application_id, error) ||
      !kapka_db_read_int (db, "PRAGMA user_version", &version, error))
    return FALSE;
  if (application_id != APPLICATION_ID || version < 1) {
    g_set_error (error, KAPKA_ERROR, KAPKA_ERROR_CORRUPT,
                 "not a journal: application %" G_GINT64_FORMAT ", version %" G_GINT64_FORMAT,
                 application_id, version);
    return FALSE;
  }
  *out_newer = version > (gint64)G_N_ELEMENTS (migrations);
  return *out_newer || check_objects (db, error);
}
