// SPDX-License-Identifier: GPL-3.0-or-later
#include "central/store-postgres-arrays.h"

#include <string.h>

#include "base/error.h"
#include "central/sql-dialect.h"
#include "central/store-postgres-session.h"

/* The fixed numbers of PostgreSQL's own types. */
static const struct {
  Oid oid;
  const char *name;
} types[] = {
  { 20, "bigint" }, { 25, "text" }, { 1082, "date" }, { 2950, "uuid" }, { 3802, "jsonb" },
};

static const char *
get_type_name (Oid oid, GError **error) {
  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    if (types[i].oid == oid)
      return types[i].name;
  g_set_error (error, KAPKA_ERROR, KAPKA_ERROR_INTERNAL,
               "a parameter has the type %u, which the centre does not use", oid);
  return NULL;
}

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

/* As in `unnest(CAST(? AS bigint[]), CAST(? AS text[])) AS u(c1, c2)`. */
static char *
make_source (const PGresult *described, GError **error) {
  g_autoptr (GString) arrays = g_string_new (NULL);
  g_autoptr (GString) columns = g_string_new (NULL);

  for (int i = 0; i < PQnparams (described); i++) {
    const char *type = get_type_name (PQparamtype (described, i), error);
    const char *comma = i == 0 ? "" : ", ";

    if (type == NULL)
      return NULL;
    g_string_append_printf (arrays, "%sCAST(? AS %s[])", comma, type);
    g_string_append_printf (columns, "%sc%d", comma, i + 1);
  }
  return g_strdup_printf ("unnest(%s) AS u(%s)", arrays->str, columns->str);
}

/* The expressions of @tuple, with the columns of the source for its parameters. */
static char *
make_expressions (const char *tuple) {
  g_autofree char *row = kapka_sql_number_parameters (tuple, "u.c");

  return g_strndup (row + 1, strlen (row) - 2);
}

char *
kapka_store_postgres_make_array_statement (PGconn *connection,
                                           const char *head,
                                           const char *tuple,
                                           const char *tail,
                                           GError **error) {
  g_autofree char *one_row = g_strjoin (" ", head, tuple, tail, NULL);
  g_autofree char *before = g_strndup (head, strlen (head) - strlen ("VALUES"));
  g_autofree char *expressions = make_expressions (tuple);
  g_autoptr (PGresult) described = describe_one_row (connection, one_row, error);
  g_autofree char *source = described == NULL ? NULL : make_source (described, error);
  g_autofree char *sql = NULL;

  if (source == NULL)
    return NULL;
  sql = g_strdup_printf ("%sSELECT %s FROM %s %s", before, expressions, source, tail);
  return kapka_sql_to_postgres (sql);
}

static void
append_quoted (GString *array, const char *text) {
  g_string_append_c (array, '"');
  for (; *text != '\0'; text++) {
    if (*text == '"' || *text == '\\')
      g_string_append_c (array, '\\');
    g_string_append_c (array, *text);
  }
  g_string_append_c (array, '"');
}

static void
append_element (GString *array, const KapkaSqlValue *value) {
  g_string_append_c (array, array->len == 0 ? '{' : ',');
  if (value->text == NULL)
    g_string_append (array, "NULL");
  else if (value->is_number)
    g_string_append (array, value->text);
  else
    append_quoted (array, value->text);
}

GStrv
kapka_store_postgres_make_arrays (const KapkaSqlValues *values, guint n_rows) {
  guint width = kapka_sql_values_get_length (values) / n_rows;
  GStrv arrays = g_new0 (char *, width + 1);

  for (guint column = 0; column < width; column++) {
    GString *array = g_string_sized_new (64 * (gsize)n_rows);

    for (guint row = 0; row < n_rows; row++)
      append_element (array, kapka_sql_values_get (values, row * width + column));
    g_string_append_c (array, '}');
    arrays[column] = g_string_free (array, FALSE);
  }
  return arrays;
}
