// SPDX-License-Identifier: GPL-3.0-or-later
#include "central/store.h"

#include "base/error.h"

#define MAX_RETRIES 3
#define FIRST_PAUSE_USEC 20000
#define MAX_SLICE 64

typedef struct {
  gboolean inside; // A transaction is open.
  gboolean spoilt; // A statement of it has failed.
} KapkaStorePrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (KapkaStore, kapka_store, G_TYPE_OBJECT)

static void
kapka_store_class_init (KapkaStoreClass *klass) {
}

static void
kapka_store_init (KapkaStore *store) {
}

/* After a failed statement PostgreSQL refuses all others and turns COMMIT into a rollback without
 * an error, while SQLite goes on. Both mean the same here. */
static gboolean
finish (KapkaStore *store, GError **error) {
  KapkaStorePrivate *priv = kapka_store_get_instance_private (store);

  if (priv->spoilt) {
    g_set_error_literal (error, KAPKA_ERROR, KAPKA_ERROR_INTERNAL,
                         "a transaction was to be committed though a statement of it failed");
    return FALSE;
  }
  return KAPKA_STORE_GET_CLASS (store)->commit (store, error);
}

static gboolean
try_once (KapkaStore *store,
          KapkaStoreAccess access,
          KapkaStoreFunc func,
          gpointer user_data,
          GError **error) {
  KapkaStorePrivate *priv = kapka_store_get_instance_private (store);
  KapkaStoreClass *klass = KAPKA_STORE_GET_CLASS (store);
  gboolean done;

  if (!klass->begin (store, access, error))
    return FALSE;
  priv->inside = TRUE;
  priv->spoilt = FALSE;
  done = func (store, user_data, error) && finish (store, error);
  priv->inside = FALSE;
  if (!done)
    klass->rollback (store);
  return done;
}

/* Those who lost the same race do not meet again. */
static void
pause_before (guint retry) {
  g_usleep ((gulong)g_random_int_range (0, FIRST_PAUSE_USEC << retry));
}

gboolean
kapka_store_transact (KapkaStore *store,
                      KapkaStoreAccess access,
                      KapkaStoreFunc func,
                      gpointer user_data,
                      GError **error) {
  KapkaStorePrivate *priv = kapka_store_get_instance_private (store);
  g_autoptr (GError) failure = NULL;

  g_return_val_if_fail (!priv->inside, FALSE);
  for (guint retry = 0;; retry++) {
    if (try_once (store, access, func, user_data, &failure))
      return TRUE;
    if (retry == MAX_RETRIES || !g_error_matches (failure, KAPKA_ERROR, KAPKA_ERROR_BUSY))
      break;
    g_clear_error (&failure);
    pause_before (retry);
  }
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

KapkaSqlRows *
kapka_store_query (KapkaStore *store,
                   const char *sql,
                   const KapkaSqlValues *values,
                   GError **error) {
  KapkaStorePrivate *priv = kapka_store_get_instance_private (store);
  KapkaSqlRows *rows;

  g_return_val_if_fail (priv->inside, NULL);
  rows = KAPKA_STORE_GET_CLASS (store)->query (store, sql, values, error);
  if (rows == NULL)
    priv->spoilt = TRUE;
  return rows;
}

gboolean
kapka_store_run (KapkaStore *store, const char *sql, const KapkaSqlValues *values, GError **error) {
  g_autoptr (KapkaSqlRows) rows = kapka_store_query (store, sql, values, error);

  return rows != NULL;
}

static char *
make_statement (const char *head, const char *tuple, const char *tail, guint n_rows) {
  GString *sql = g_string_new (head);

  for (guint i = 0; i < n_rows; i++)
    g_string_append_printf (sql, "%s %s", i == 0 ? "" : ",", tuple);
  g_string_append_printf (sql, " %s", tail);
  return g_string_free (sql, FALSE);
}

static guint
choose_slice (guint n_rows) {
  guint slice = MAX_SLICE;

  while (slice > n_rows)
    slice /= 2;
  return slice;
}

static KapkaSqlRows *
query_in_slices (KapkaStore *store,
                 const char *head,
                 const char *tuple,
                 const char *tail,
                 const KapkaSqlValues *values,
                 guint n_rows,
                 GError **error) {
  g_autoptr (KapkaSqlRows) all = kapka_sql_rows_new (0);
  guint width = kapka_sql_values_get_length (values) / n_rows;
  guint slice;

  for (guint row = 0; row < n_rows; row += slice) {
    g_autofree char *sql = NULL;
    g_autoptr (KapkaSqlValues) part = NULL;
    g_autoptr (KapkaSqlRows) rows = NULL;

    slice = choose_slice (n_rows - row);
    sql = make_statement (head, tuple, tail, slice);
    part = kapka_sql_values_slice (values, row * width, slice * width);
    rows = kapka_store_query (store, sql, part, error);
    if (rows == NULL)
      return NULL;
    kapka_sql_rows_append (all, rows);
  }
  return g_steal_pointer (&all);
}

KapkaSqlRows *
kapka_store_query_many (KapkaStore *store,
                        const char *head,
                        const char *tuple,
                        const char *tail,
                        const KapkaSqlValues *values,
                        guint n_rows,
                        GError **error) {
  KapkaStorePrivate *priv = kapka_store_get_instance_private (store);
  KapkaStoreClass *klass = KAPKA_STORE_GET_CLASS (store);
  KapkaSqlRows *rows;

  g_return_val_if_fail (priv->inside, NULL);
  g_return_val_if_fail (n_rows > 0, NULL);
  if (klass->query_many == NULL)
    return query_in_slices (store, head, tuple, tail, values, n_rows, error);
  rows = klass->query_many (store, head, tuple, tail, values, n_rows, error);
  if (rows == NULL)
    priv->spoilt = TRUE;
  return rows;
}

char *
kapka_store_get_meta (KapkaStore *store, const char *key, GError **error) {
  g_autoptr (KapkaSqlValues) values = kapka_sql_values_new ();
  g_autoptr (KapkaSqlRows) rows = NULL;

  kapka_sql_values_add_text (values, key);
  rows = kapka_store_query (store, "SELECT value FROM receiver_meta WHERE key = ?", values, error);
  if (rows == NULL || kapka_sql_rows_get_length (rows) == 0)
    return NULL;
  return g_strdup (kapka_sql_rows_get_text (rows, 0, 0));
}

gboolean
kapka_store_set_meta (KapkaStore *store, const char *key, const char *value, GError **error) {
  g_autoptr (KapkaSqlValues) values = kapka_sql_values_new ();

  kapka_sql_values_add_text (values, key);
  kapka_sql_values_add_text (values, value);
  return kapka_store_run (store,
                          "INSERT INTO receiver_meta(key, value) VALUES (?, ?)"
                          " ON CONFLICT(key) DO UPDATE SET value = excluded.value",
                          values, error);
}
