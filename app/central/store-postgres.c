// SPDX-License-Identifier: GPL-3.0-or-later
#include "central/store-postgres.h"

#include "base/error.h"
#include "central/sql-dialect.h"
#include "central/store-postgres-session.h"

struct _KapkaStorePostgres {
  KapkaStore parent_instance;
  char *address;
  PGconn *connection; // (nullable) None after it was lost, until the next transaction.
  GHashTable *names;  // Statement → owned name under which this connection knows it.
};

G_DEFINE_FINAL_TYPE (KapkaStorePostgres, kapka_store_postgres, KAPKA_TYPE_STORE)

static void
disconnect (KapkaStorePostgres *self) {
  g_clear_pointer (&self->connection, PQfinish);
  g_hash_table_remove_all (self->names);
}

static gboolean
ensure_connected (KapkaStorePostgres *self, GError **error) {
  if (self->connection != NULL && PQstatus (self->connection) == CONNECTION_OK)
    return TRUE;
  disconnect (self);
  self->connection = kapka_store_postgres_connect (self->address, error);
  return self->connection != NULL;
}

static gboolean
run_command (KapkaStorePostgres *self, const char *command, GError **error) {
  g_autoptr (PGresult) result = PQexec (self->connection, command);

  if (PQresultStatus (result) == PGRES_COMMAND_OK)
    return TRUE;
  kapka_store_postgres_set_error (self->connection, result, command, error);
  return FALSE;
}

static gboolean
kapka_store_postgres_begin (KapkaStore *store, KapkaStoreAccess access, GError **error) {
  KapkaStorePostgres *self = KAPKA_STORE_POSTGRES (store);
  const char *command = access == KAPKA_STORE_READ
                            ? "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
                            : "BEGIN READ WRITE";

  if (!ensure_connected (self, error))
    return FALSE;
  if (run_command (self, command, error))
    return TRUE;
  // The server went away, or has become a standby, where no transaction may write: the next try
  // may find a better one.
  disconnect (self);
  return FALSE;
}

static void
kapka_store_postgres_rollback (KapkaStore *store) {
  KapkaStorePostgres *self = KAPKA_STORE_POSTGRES (store);

  if (PQtransactionStatus (self->connection) != PQTRANS_IDLE &&
      !run_command (self, "ROLLBACK", NULL))
    disconnect (self);
}

/* A transaction in which something failed ends in a rollback, which is no error of COMMIT. */
static gboolean
kapka_store_postgres_commit (KapkaStore *store, GError **error) {
  KapkaStorePostgres *self = KAPKA_STORE_POSTGRES (store);
  g_autoptr (PGresult) result = PQexec (self->connection, "COMMIT");

  if (PQresultStatus (result) != PGRES_COMMAND_OK) {
    kapka_store_postgres_set_error (self->connection, result, "COMMIT", error);
    return FALSE;
  }
  if (g_str_equal (PQcmdStatus (result), "COMMIT"))
    return TRUE;
  g_set_error (error, KAPKA_ERROR, KAPKA_ERROR_INTERNAL, "COMMIT ended in %s",
               PQcmdStatus (result));
  return FALSE;
}

/* Returns the name under which the connection knows @sql, or NULL. */
static const char *
prepare (KapkaStorePostgres *self, const char *sql, GError **error) {
  char *name = g_hash_table_lookup (self->names, sql);
  g_autofree char *translation = NULL;
  g_autoptr (PGresult) result = NULL;

  if (name != NULL)
    return name;
  translation = kapka_sql_to_postgres (sql);
  name = g_strdup_printf ("kapka_%u", g_hash_table_size (self->names));
  result = PQprepare (self->connection, name, translation, 0, NULL);
  if (PQresultStatus (result) != PGRES_COMMAND_OK) {
    kapka_store_postgres_set_error (self->connection, result, sql, error);
    g_free (name);
    return NULL;
  }
  g_hash_table_insert (self->names, g_strdup (sql), name);
  return name;
}

static PGresult *
execute (KapkaStorePostgres *self, const char *name, const KapkaSqlValues *values) {
  guint n = values == NULL ? 0 : kapka_sql_values_get_length (values);
  g_autofree const char **texts = g_new (const char *, n + 1);

  for (guint i = 0; i < n; i++)
    texts[i] = kapka_sql_values_get (values, i)->text;
  return PQexecPrepared (self->connection, name, (int)n, texts, NULL, NULL, 0);
}

static KapkaSqlRows *
collect (const PGresult *result) {
  int n_columns = PQnfields (result);
  KapkaSqlRows *rows = kapka_sql_rows_new ((guint)n_columns);

  for (int row = 0; row < PQntuples (result); row++)
    for (int column = 0; column < n_columns; column++)
      kapka_sql_rows_add (
          rows, PQgetisnull (result, row, column) ? NULL : PQgetvalue (result, row, column));
  return rows;
}

static KapkaSqlRows *
kapka_store_postgres_query (KapkaStore *store,
                            const char *sql,
                            const KapkaSqlValues *values,
                            GError **error) {
  KapkaStorePostgres *self = KAPKA_STORE_POSTGRES (store);
  const char *name = prepare (self, sql, error);
  g_autoptr (PGresult) result = NULL;

  if (name == NULL)
    return NULL;
  result = execute (self, name, values);
  switch (PQresultStatus (result)) {
  case PGRES_COMMAND_OK:
  case PGRES_TUPLES_OK:
    return collect (result);
  default:
    kapka_store_postgres_set_error (self->connection, result, sql, error);
    return NULL;
  }
}

static void
kapka_store_postgres_finalize (GObject *object) {
  KapkaStorePostgres *self = KAPKA_STORE_POSTGRES (object);

  disconnect (self);
  g_hash_table_unref (self->names);
  g_free (self->address);
  G_OBJECT_CLASS (kapka_store_postgres_parent_class)->finalize (object);
}

static void
kapka_store_postgres_class_init (KapkaStorePostgresClass *klass) {
  KapkaStoreClass *store_class = KAPKA_STORE_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = kapka_store_postgres_finalize;
  store_class->begin = kapka_store_postgres_begin;
  store_class->commit = kapka_store_postgres_commit;
  store_class->rollback = kapka_store_postgres_rollback;
  store_class->query = kapka_store_postgres_query;
  store_class->schema_probe = "SELECT 1 FROM information_schema.tables WHERE table_schema ="
                              " current_schema() AND table_name = 'receiver_meta'";
}

static void
kapka_store_postgres_init (KapkaStorePostgres *self) {
  self->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

KapkaStore *
kapka_store_postgres_new (const char *address, GError **error) {
  g_autoptr (KapkaStorePostgres) self = g_object_new (KAPKA_TYPE_STORE_POSTGRES, NULL);

  self->address = g_strdup (address);
  if (!ensure_connected (self, error))
    return NULL;
  return KAPKA_STORE (g_steal_pointer (&self));
}
