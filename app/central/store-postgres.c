// SPDX-License-Identifier: GPL-3.0-or-later
#include "central/store-postgres.h"

#include "base/error.h"
#include "central/sql-dialect.h"
#include "central/store-postgres-arrays.h"
#include "central/store-postgres-session.h"

struct _KapkaStorePostgres {
  KapkaStore parent_instance;
  char *address;
  PGconn *connection;      // (nullable) None after it was lost, until the next transaction.
  gboolean plans_for_keys; // The planner of this connection has been told so.
  GHashTable *names;       // Statement → owned name under which this connection knows it.
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
  if (self->connection == NULL)
    return FALSE;
  self->plans_for_keys = kapka_store_postgres_plan_for_keys (self->connection);
  return TRUE;
}

static gboolean
run_command (KapkaStorePostgres *self, const char *command, GError **error) {
  g_autoptr (PGresult) result = PQexec (self->connection, command);

  if (PQresultStatus (result) == PGRES_COMMAND_OK)
    return TRUE;
  kapka_store_postgres_set_error (self->connection, result, command, error);
  return FALSE;
}

/* A reader may have to go through whole tables. */
static gboolean
begin_reading (KapkaStorePostgres *self, GError **error) {
  return run_command (self, "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", error) &&
         (!self->plans_for_keys || run_command (self, kapka_store_postgres_free_plans, error));
}

static gboolean
kapka_store_postgres_begin (KapkaStore *store, KapkaStoreAccess access, GError **error) {
  KapkaStorePostgres *self = KAPKA_STORE_POSTGRES (store);

  if (!ensure_connected (self, error))
    return FALSE;
  if (access == KAPKA_STORE_READ ? begin_reading (self, error)
                                 : run_command (self, "BEGIN READ WRITE", error))
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

/* Returns the name under which the connection now knows @translation, or NULL; @sql is how it is
 * looked for. */
static const char *
prepare (KapkaStorePostgres *self, const char *sql, const char *translation, GError **error) {
  g_autofree char *name = g_strdup_printf ("kapka_%u", g_hash_table_size (self->names));
  g_autoptr (PGresult) result = PQprepare (self->connection, name, translation, 0, NULL);
  const char *kept = name;

  if (PQresultStatus (result) != PGRES_COMMAND_OK) {
    kapka_store_postgres_set_error (self->connection, result, sql, error);
    return NULL;
  }
  g_hash_table_insert (self->names, g_strdup (sql), g_steal_pointer (&name));
  return kept;
}

static const char *
ensure_prepared (KapkaStorePostgres *self, const char *sql, GError **error) {
  const char *name = g_hash_table_lookup (self->names, sql);
  g_autofree char *translation = NULL;

  if (name != NULL)
    return name;
  translation = kapka_sql_to_postgres (sql);
  return prepare (self, sql, translation, error);
}

/* The marks between the parts make the key differ from that of the statement for one row. */
static const char *
ensure_prepared_for_arrays (KapkaStorePostgres *self,
                            const char *head,
                            const char *tuple,
                            const char *tail,
                            GError **error) {
  g_autofree char *key = g_strjoin ("\n", head, tuple, tail, NULL);
  const char *name = g_hash_table_lookup (self->names, key);
  g_autofree char *translation = NULL;

  if (name != NULL)
    return name;
  translation =
      kapka_store_postgres_make_array_statement (self->connection, head, tuple, tail, error);
  return translation == NULL ? NULL : prepare (self, key, translation, error);
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
execute (KapkaStorePostgres *self,
         const char *name,
         const char *const *texts,
         guint n,
         const char *what,
         GError **error) {
  g_autoptr (PGresult) result =
      PQexecPrepared (self->connection, name, (int)n, texts, NULL, NULL, 0);

  switch (PQresultStatus (result)) {
  case PGRES_COMMAND_OK:
  case PGRES_TUPLES_OK:
    return collect (result);
  default:
    kapka_store_postgres_set_error (self->connection, result, what, error);
    return NULL;
  }
}

static KapkaSqlRows *
kapka_store_postgres_query (KapkaStore *store,
                            const char *sql,
                            const KapkaSqlValues *values,
                            GError **error) {
  KapkaStorePostgres *self = KAPKA_STORE_POSTGRES (store);
  const char *name = ensure_prepared (self, sql, error);
  guint n = values == NULL ? 0 : kapka_sql_values_get_length (values);
  g_autofree const char **texts = g_new (const char *, n + 1);

  for (guint i = 0; i < n; i++)
    texts[i] = kapka_sql_values_get (values, i)->text;
  return name == NULL ? NULL : execute (self, name, texts, n, sql, error);
}

static KapkaSqlRows *
kapka_store_postgres_query_many (KapkaStore *store,
                                 const char *head,
                                 const char *tuple,
                                 const char *tail,
                                 const KapkaSqlValues *values,
                                 guint n_rows,
                                 GError **error) {
  KapkaStorePostgres *self = KAPKA_STORE_POSTGRES (store);
  const char *name = ensure_prepared_for_arrays (self, head, tuple, tail, error);
  g_auto (GStrv) arrays = NULL;

  if (name == NULL)
    return NULL;
  arrays = kapka_store_postgres_make_arrays (values, n_rows);
  return execute (self, name, (const char *const *)arrays, g_strv_length (arrays), head, error);
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
  store_class->query_many = kapka_store_postgres_query_many;
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
