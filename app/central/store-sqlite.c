// SPDX-License-Identifier: GPL-3.0-or-later
#include "central/store-sqlite.h"

#include "base/error.h"
#include "central/sql-dialect.h"
#include "journal/db.h"

/* A transaction is tried four times, and who waits for the answer must not wait for longer than a
 * web server in front would. */
#define BUSY_TIMEOUT_MS "2500"

#define APPLICATION_ID 0x4B415043 // "KAPC"

struct _KapkaStoreSqlite {
  KapkaStore parent_instance;
  char *path;
  KapkaDb *db; // (nullable) None after an error of the disk, until the next transaction.
  KapkaTransaction *transaction; // (nullable)
  gboolean broken;               // The disk failed: nothing more is asked of this connection.
  GHashTable *translations;      // Statement → owned statement in SQLite's words.
};

G_DEFINE_FINAL_TYPE (KapkaStoreSqlite, kapka_store_sqlite, KAPKA_TYPE_STORE)

/* A file is ours when it says so, or when nobody has written it yet. */
static gboolean
check_owner (KapkaDb *db, const char *path, GError **error) {
  gint64 application_id;
  gint64 n_objects;

  if (!kapka_db_read_int (db, "PRAGMA application_id", &application_id, error) ||
      !kapka_db_read_int (db, "SELECT count(*) FROM sqlite_schema", &n_objects, error))
    return FALSE;
  if (application_id == APPLICATION_ID || (application_id == 0 && n_objects == 0))
    return TRUE;
  g_set_error (error, KAPKA_ERROR, KAPKA_ERROR_CORRUPT, "%s is no database of a centre", path);
  return FALSE;
}

static gboolean
ensure_open (KapkaStoreSqlite *self, KapkaDbMode mode, GError **error) {
  g_autoptr (KapkaDb) db = NULL;

  if (self->db != NULL) {
    kapka_db_take_over (self->db);
    return TRUE;
  }
  db = kapka_db_open (self->path, mode, error);
  if (db == NULL || !kapka_db_run_script (db, "PRAGMA busy_timeout=" BUSY_TIMEOUT_MS, error) ||
      !check_owner (db, self->path, error) || !kapka_db_use_truncated_journal (db, error))
    return FALSE;
  self->db = g_steal_pointer (&db);
  self->broken = FALSE;
  return TRUE;
}

/* The handle of a failed disk may believe what is not there; a new one reads anew. */
static void
note_failure (KapkaStoreSqlite *self, const GError *failure) {
  if (g_error_matches (failure, KAPKA_ERROR, KAPKA_ERROR_IO) ||
      g_error_matches (failure, KAPKA_ERROR, KAPKA_ERROR_CORRUPT))
    self->broken = TRUE;
}

static gboolean
kapka_store_sqlite_begin (KapkaStore *store, KapkaStoreAccess access, GError **error) {
  KapkaStoreSqlite *self = KAPKA_STORE_SQLITE (store);
  gboolean read = access == KAPKA_STORE_READ;

  // A file that has gone is not made anew: an empty centre is no replacement.
  if (!ensure_open (self, KAPKA_DB_WRITE, error) ||
      !kapka_db_run_script (self->db, read ? "PRAGMA query_only=ON" : "PRAGMA query_only=OFF",
                            error))
    return FALSE;
  self->transaction = kapka_transaction_begin (
      self->db, read ? KAPKA_TRANSACTION_READ : KAPKA_TRANSACTION_WRITE, error);
  return self->transaction != NULL;
}

static void
kapka_store_sqlite_rollback (KapkaStore *store) {
  KapkaStoreSqlite *self = KAPKA_STORE_SQLITE (store);

  g_clear_pointer (&self->transaction, kapka_transaction_free);
  if (self->broken)
    g_clear_pointer (&self->db, kapka_db_close);
}

static gboolean
kapka_store_sqlite_commit (KapkaStore *store, GError **error) {
  KapkaStoreSqlite *self = KAPKA_STORE_SQLITE (store);
  g_autoptr (GError) failure = NULL;

  if (!kapka_transaction_commit (self->transaction, &failure)) {
    note_failure (self, failure);
    g_propagate_error (error, g_steal_pointer (&failure));
    return FALSE;
  }
  g_clear_pointer (&self->transaction, kapka_transaction_free);
  return TRUE;
}

static const char *
translate (KapkaStoreSqlite *self, const char *sql) {
  char *translation = g_hash_table_lookup (self->translations, sql);

  if (translation == NULL) {
    translation = kapka_sql_to_sqlite (sql);
    g_hash_table_insert (self->translations, g_strdup (sql), translation);
  }
  return translation;
}

static void
bind (KapkaStmt *stmt, const KapkaSqlValues *values) {
  for (guint i = 0; values != NULL && i < kapka_sql_values_get_length (values); i++) {
    const KapkaSqlValue *value = kapka_sql_values_get (values, i);

    if (value->is_number)
      kapka_stmt_add_int (stmt, value->number);
    else
      kapka_stmt_add_text (stmt, value->text);
  }
}

static KapkaSqlRows *
collect (KapkaStmt *stmt, GError **error) {
  g_autoptr (KapkaSqlRows) rows = kapka_sql_rows_new ((guint)kapka_stmt_get_n_columns (stmt));
  KapkaStep step;

  while ((step = kapka_stmt_step (stmt, error)) == KAPKA_STEP_ROW)
    for (int column = 0; column < kapka_stmt_get_n_columns (stmt); column++)
      kapka_sql_rows_add (rows, kapka_stmt_get_text (stmt, column));
  return step == KAPKA_STEP_DONE ? g_steal_pointer (&rows) : NULL;
}

static KapkaSqlRows *
kapka_store_sqlite_query (KapkaStore *store,
                          const char *sql,
                          const KapkaSqlValues *values,
                          GError **error) {
  KapkaStoreSqlite *self = KAPKA_STORE_SQLITE (store);
  g_autoptr (KapkaStmt) stmt = kapka_db_prepare (self->db, translate (self, sql));
  g_autoptr (GError) failure = NULL;
  KapkaSqlRows *rows;

  bind (stmt, values);
  rows = collect (stmt, &failure);
  if (rows == NULL) {
    note_failure (self, failure);
    g_propagate_error (error, g_steal_pointer (&failure));
  }
  return rows;
}

static void
kapka_store_sqlite_finalize (GObject *object) {
  KapkaStoreSqlite *self = KAPKA_STORE_SQLITE (object);

  if (self->db != NULL)
    kapka_db_take_over (self->db);
  g_clear_pointer (&self->db, kapka_db_close);
  g_hash_table_unref (self->translations);
  g_free (self->path);
  G_OBJECT_CLASS (kapka_store_sqlite_parent_class)->finalize (object);
}

static void
kapka_store_sqlite_class_init (KapkaStoreSqliteClass *klass) {
  KapkaStoreClass *store_class = KAPKA_STORE_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = kapka_store_sqlite_finalize;
  store_class->begin = kapka_store_sqlite_begin;
  store_class->commit = kapka_store_sqlite_commit;
  store_class->rollback = kapka_store_sqlite_rollback;
  store_class->query = kapka_store_sqlite_query;
  store_class->schema_probe = "SELECT 1 FROM sqlite_schema WHERE name = 'receiver_meta'";
  store_class->schema_mark = "PRAGMA application_id=" G_STRINGIFY (APPLICATION_ID);
}

static void
kapka_store_sqlite_init (KapkaStoreSqlite *self) {
  self->translations = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

KapkaStore *
kapka_store_sqlite_new (const char *path, GError **error) {
  g_autoptr (KapkaStoreSqlite) self = g_object_new (KAPKA_TYPE_STORE_SQLITE, NULL);

  self->path = g_strdup (path);
  if (!ensure_open (self, KAPKA_DB_CREATE, error))
    return NULL;
  return KAPKA_STORE (g_steal_pointer (&self));
}
