// SPDX-License-Identifier: GPL-3.0-or-later
#include "central/store-postgres-arrays.h"

#include <string.h>

#include "base/error.h"
#include "central/sql-dialect.h"
#include "central/store-postgres-binary.h"
#include "central/store-postgres-session.h"

/* The unnamed statement is replaced by the next one. */
static PGresult *
describe_one_row (PGconn *connection, const char *sql, GError **error) {
  g_autofree char *translation = kapka_sql_to_postgres (sql);
  g_autoptr (PGresult) prepared = PQprepare (connection, "", translation, 0, NULL);
  g_autoptr (PGresult) described = NULL;

  if (PQresultStatus (prepared) != PGRES_COMMAND_OK) {
    kapka_store_postgres_set_error (connection, prepared, sql, error);
    return NULL;
  }
  described = PQdescribePrepared (connection, "");
  if (PQresultStatus (described) == PGRES_COMMAND_OK)
    return g_steal_pointer (&described);
  kapka_store_postgres_set_error (connection, described, sql, error);
  return NULL;
}

void
kapka_store_postgres_arrays_free (KapkaStorePostgresArrays *arrays) {
  if (arrays == NULL)
    return;
  g_clear_pointer (&arrays->types, g_array_unref);
  g_free (arrays->name);
  g_free (arrays);
}

static gboolean
take_types (KapkaStorePostgresArrays *arrays, const PGresult *described, GError **error) {
  arrays->types = g_array_new (FALSE, FALSE, sizeof (Oid));
  for (int i = 0; i < PQnparams (described); i++) {
    Oid type = PQparamtype (described, i);

    if (kapka_store_postgres_get_type_name (type) == NULL) {
      g_set_error (error, KAPKA_ERROR, KAPKA_ERROR_INTERNAL,
                   "a parameter has the type %u, which the centre does not use", type);
      return FALSE;
    }
    g_array_append_val (arrays->types, type);
  }
  return TRUE;
}

/* As in `unnest(CAST(? AS bigint[]), CAST(? AS text[])) AS u(c1, c2)`. */
static char *
make_source (const KapkaStorePostgresArrays *arrays) {
  g_autoptr (GString) casts = g_string_new (NULL);
  g_autoptr (GString) columns = g_string_new (NULL);

  for (guint i = 0; i < arrays->types->len; i++) {
    const char *type = kapka_store_postgres_get_type_name (g_array_index (arrays->types, Oid, i));
    const char *comma = i == 0 ? "" : ", ";

    g_string_append_printf (casts, "%sCAST(? AS %s[])", comma, type);
    g_string_append_printf (columns, "%sc%u", comma, i + 1);
  }
  return g_strdup_printf ("unnest(%s) AS u(%s)", casts->str, columns->str);
}

/* The expressions of @tuple, with the columns of the source for its parameters. */
static char *
make_expressions (const char *tuple) {
  g_autofree char *row = kapka_sql_number_parameters (tuple, "u.c");

  return g_strndup (row + 1, strlen (row) - 2);
}

static gboolean
prepare (const KapkaStorePostgresArrays *arrays,
         PGconn *connection,
         const char *head,
         const char *tuple,
         const char *tail,
         GError **error) {
  g_autofree char *before = g_strndup (head, strlen (head) - strlen ("VALUES"));
  g_autofree char *expressions = make_expressions (tuple);
  g_autofree char *source = make_source (arrays);
  g_autofree char *sql =
      g_strdup_printf ("%sSELECT %s FROM %s %s", before, expressions, source, tail);
  g_autofree char *translation = kapka_sql_to_postgres (sql);
  g_autoptr (PGresult) result = PQprepare (connection, arrays->name, translation, 0, NULL);

  if (PQresultStatus (result) == PGRES_COMMAND_OK)
    return TRUE;
  kapka_store_postgres_set_error (connection, result, sql, error);
  return FALSE;
}

KapkaStorePostgresArrays *
kapka_store_postgres_arrays_new (PGconn *connection,
                                 const char *name,
                                 const char *head,
                                 const char *tuple,
                                 const char *tail,
                                 GError **error) {
  g_autoptr (KapkaStorePostgresArrays) arrays = g_new0 (KapkaStorePostgresArrays, 1);
  g_autofree char *one_row = g_strjoin (" ", head, tuple, tail, NULL);
  g_autoptr (PGresult) described = describe_one_row (connection, one_row, error);

  arrays->name = g_strdup (name);
  if (described == NULL || !take_types (arrays, described, error) ||
      !prepare (arrays, connection, head, tuple, tail, error))
    return NULL;
  return g_steal_pointer (&arrays);
}

static GPtrArray *
make_parameters (const KapkaStorePostgresArrays *arrays,
                 const KapkaSqlValues *values,
                 GError **error) {
  guint width = arrays->types->len;
  g_autoptr (GPtrArray) parameters =
      g_ptr_array_new_with_free_func ((GDestroyNotify)g_byte_array_unref);

  for (guint column = 0; column < width; column++) {
    GByteArray *array = kapka_store_postgres_make_array (g_array_index (arrays->types, Oid, column),
                                                         values, column, width, error);

    if (array == NULL)
      return NULL;
    g_ptr_array_add (parameters, array);
  }
  return g_steal_pointer (&parameters);
}

gboolean
kapka_store_postgres_arrays_execute (const KapkaStorePostgresArrays *arrays,
                                     PGconn *connection,
                                     const KapkaSqlValues *values,
                                     PGresult **out_result,
                                     GError **error) {
  guint n = arrays->types->len;
  g_autoptr (GPtrArray) parameters = make_parameters (arrays, values, error);
  g_autofree const char **data = g_new (const char *, n);
  g_autofree int *lengths = g_new (int, n);
  g_autofree int *formats = g_new (int, n);

  if (parameters == NULL)
    return FALSE;
  for (guint i = 0; i < n; i++) {
    const GByteArray *array = g_ptr_array_index (parameters, i);

    data[i] = (const char *)array->data;
    lengths[i] = (int)array->len;
    formats[i] = 1;
  }
  *out_result = PQexecPrepared (connection, arrays->name, (int)n, data, lengths, formats, 0);
  return TRUE;
}
