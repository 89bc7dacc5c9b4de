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
  GHashTable *arrays;      // Parts of a statement for many rows → owned KapkaStorePostgresArrays.
  guint n_names;
};

G_DEFINE_FINAL_TYPE (KapkaStorePostgres, kapka_store_postgres, KAPKA_TYPE_STORE)

static void
disconnect (KapkaStorePostgres *self) {
  g_clear_pointer (&self->connection, PQfinish);
  g_hash_table_remove_all (self->names);
  g_hash_table_remove_all (self->arrays);
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

/* A name that no statement of this connection has. */
static char *
make_name (KapkaStorePostgres *self) {
  return g_strdup_printf ("kapka_%u", self->n_names++);
}

/* Returns the name under which the connection knows @sql, or NULL. */
static const char *
ensure_prepared (KapkaStorePostgres *self, const char *sql, GError **error) {
  char *name = g_hash_table_lookup (self->names, sql);
  g_autofree char *translation = NULL;
  g_autoptr (PGresult) result = NULL;

  if (name != NULL)
    return name;
  translation = kapka_sql_to_postgres (sql);
  name = make_name (self);
  result = PQprepare (self->connection, name, translation, 0, NULL);
  if (PQresultStatus (result) != PGRES_COMMAND_OK) {
    kapka_store_postgres_set_error (self->connection, result, sql, error);
    g_free (name);
    return NULL;
  }
  g_hash_table_insert (self->names, g_strdup (sql), name);
  return name;
}

static const KapkaStorePostgresArrays *
ensure_arrays (KapkaStorePostgres *self,
               const char *head,
               const char *tuple,
               const char *tail,
               GError **error) {
  g_autofree char *key = g_strjoin ("\n", head, tuple, tail, NULL);
  KapkaStorePostgresArrays *arrays = g_hash_table_lookup (self->arrays, key);
  g_autofree char *name = NULL;

  if (arrays != NULL)
    return arrays;
  name = make_name (self);
  arrays = kapka_store_postgres_arrays_new (self->connection, name, head, tuple, tail, error);
  if (arrays != NULL)
    g_hash_table_insert (self->arrays, g_steal_pointer (&key), arrays);
  return arrays;
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
take_result (KapkaStorePostgres *self, const PGresult *result, const char *what, GError **error) {
  switch (PQresultStatus (result)) {
  case PGRES_COMMAND_OK:
  case PGRES_TUPLES_OK:
    return collect (result);
  default:
    kapka_store_postgres_set_error (self->connection, result, what, error);
    return NULL;
  }
}

/* Returns the values as owned texts; NULL of SQL is %NULL. */
static GPtrArray *
print_values (const KapkaSqlValues *values, guint n) {
  GPtrArray *texts = g_ptr_array_new_full (n, g_free);

  for (guint i = 0; i < n; i++) {
    const KapkaSqlValue *value = kapka_sql_values_get (values, i);

    g_ptr_array_add (texts, value->is_number ? g_strdup_printf ("%" G_GINT64_FORMAT, value->number)
                                             : g_strdup (value->text));
  }
  return texts;
}

static KapkaSqlRows *
kapka_store_postgres_query (KapkaStore *store,
                            const char *sql,
                            const KapkaSqlValues *values,
                            GError **error) {
  KapkaStorePostgres *self = KAPKA_STORE_POSTGRES (store);
  const char *name = ensure_prepared (self, sql, error);
  g_autoptr (GPtrArray) texts = NULL;
  g_autoptr (PGresult) result = NULL;
  int n = values == NULL ? 0 : (int)kapka_sql_values_get_length (values);

  if (name == NULL)
    return NULL;
  texts = print_values (values, (guint)n);
  result =
      PQexecPrepared (self->connection, name, n, (const char *const *)texts->pdata, NULL, NULL, 0);
  return take_result (self, result, sql, error);
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
  const KapkaStorePostgresArrays *arrays = ensure_arrays (self, head, tuple, tail, error);
  g_autoptr (PGresult) result = NULL;

  if (arrays == NULL ||
      !kapka_store_postgres_arrays_execute (arrays, self->connection, values, &result, error))
    return NULL;
  return take_result (self, result, head, error);
}

static void
kapka_store_postgres_finalize (GObject *object) {
  KapkaStorePostgres *self = KAPKA_STORE_POSTGRES (object);

  disconnect (self);
  g_hash_table_unref (self->names);
  g_hash_table_unref (self->arrays);
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
  self->arrays = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                        (GDestroyNotify)kapka_store_postgres_arrays_free);
}

KapkaStore *
kapka_store_postgres_new (const char *address, GError **error) {
  g_autoptr (KapkaStorePostgres) self = g_object_new (KAPKA_TYPE_STORE_POSTGRES, NULL);

  self->address = g_strdup (address);
  if (!ensure_connected (self, error))
    return NULL;
  return KAPKA_STORE (g_steal_pointer (&self));
}
