// SPDX-License-Identifier: GPL-3.0-or-later
#include "journal/db.h"

#include "journal/db-private.h"

struct _KapkaStmt {
  KapkaDb *db; // Borrowed.
  sqlite3_stmt *handle;
  int n_added;     // Parameters added so far.
  gboolean kept;   // Belongs to the connection.
  gboolean in_use; // Between prepare and release.
  GError *error;   // (nullable) Waits for the first step.
};

static KapkaStmt *
stmt_new (KapkaDb *db, const char *sql) {
  KapkaStmt *stmt = g_new0 (KapkaStmt, 1);
  int result =
      sqlite3_prepare_v3 (db->handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &stmt->handle, NULL);

  stmt->db = db;
  if (result != SQLITE_OK)
    kapka_db_set_error (db, result, "cannot prepare a statement", &stmt->error);
  return stmt;
}

KapkaStmt *
kapka_db_prepare (KapkaDb *db, const char *sql) {
  KapkaStmt *stmt;

  g_assert (db->owner == g_thread_self ());
  stmt = g_hash_table_lookup (db->statements, sql);
  if (stmt == NULL) {
    stmt = stmt_new (db, sql);
    if (stmt->error == NULL) {
      stmt->kept = TRUE;
      g_hash_table_insert (db->statements, (gpointer)sqlite3_sql (stmt->handle), stmt);
    }
  } else if (stmt->in_use) {
    stmt = stmt_new (db, sql);
  }
  stmt->in_use = TRUE;
  return stmt;
}

void
kapka_stmt_destroy (KapkaStmt *stmt) {
  sqlite3_finalize (stmt->handle);
  g_clear_error (&stmt->error);
  g_free (stmt);
}

void
kapka_stmt_release (KapkaStmt *stmt) {
  if (stmt == NULL)
    return;
  g_assert (stmt->db->owner == g_thread_self ());
  if (!stmt->kept) {
    kapka_stmt_destroy (stmt);
    return;
  }
  // A statement that is not reset would go on holding the lock for reading. The result repeats that
  // of the last step.
  sqlite3_reset (stmt->handle);
  sqlite3_clear_bindings (stmt->handle);
  g_clear_error (&stmt->error);
  stmt->n_added = 0;
  stmt->in_use = FALSE;
}

static void
check_added (KapkaStmt *stmt, int result) {
  if (result != SQLITE_OK)
    kapka_db_set_error (stmt->db, result, "cannot bind a parameter", &stmt->error);
}

void
kapka_stmt_add_text (KapkaStmt *stmt, const char *text) {
  if (stmt->error == NULL)
    check_added (stmt,
                 sqlite3_bind_text (stmt->handle, ++stmt->n_added, text, -1, SQLITE_TRANSIENT));
}

void
kapka_stmt_add_int (KapkaStmt *stmt, gint64 value) {
  if (stmt->error == NULL)
    check_added (stmt, sqlite3_bind_int64 (stmt->handle, ++stmt->n_added, value));
}

KapkaStep
kapka_stmt_step (KapkaStmt *stmt, GError **error) {
  int result;

  g_assert (stmt->db->owner == g_thread_self ());
  if (stmt->error != NULL) {
    g_propagate_error (error, g_error_copy (stmt->error));
    return KAPKA_STEP_ERROR;
  }
  g_assert (stmt->n_added == sqlite3_bind_parameter_count (stmt->handle));
  result = sqlite3_step (stmt->handle);
  if (result == SQLITE_ROW)
    return KAPKA_STEP_ROW;
  if (result == SQLITE_DONE)
    return KAPKA_STEP_DONE;
  kapka_db_set_error (stmt->db, result, sqlite3_sql (stmt->handle), error);
  return KAPKA_STEP_ERROR;
}

gboolean
kapka_stmt_run (KapkaStmt *stmt, GError **error) {
  KapkaStep step;

  do {
    step = kapka_stmt_step (stmt, error);
  } while (step == KAPKA_STEP_ROW);
  return step == KAPKA_STEP_DONE;
}

int
kapka_stmt_get_n_columns (KapkaStmt *stmt) {
  return sqlite3_column_count (stmt->handle);
}

const char *
kapka_stmt_get_text (KapkaStmt *stmt, int column) {
  return (const char *)sqlite3_column_text (stmt->handle, column);
}

gint64
kapka_stmt_get_int (KapkaStmt *stmt, int column) {
  return sqlite3_column_int64 (stmt->handle, column);
}

gboolean
kapka_stmt_is_null (KapkaStmt *stmt, int column) {
  return sqlite3_column_type (stmt->handle, column) == SQLITE_NULL;
}
