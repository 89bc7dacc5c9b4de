// SPDX-License-Identifier: GPL-3.0-or-later
#include "central/table-copy.h"

#define PORTION 1000

typedef struct {
  const char *name;
  GPtrArray *columns; // Of owned names.
  GArray *key;        // Of guint: indices of the columns of the primary key, in its order.
} Table;

/* One or many rows of parameters, as in kapka_store_query_many(); 0 rows: kapka_store_query(). */
typedef struct {
  const char *sql;
  const char *tuple; // (nullable)
  const KapkaSqlValues *values;
  guint n_rows;
  KapkaSqlRows *answer;
} Call;

static gboolean
call_cb (KapkaStore *store, gpointer user_data, GError **error) {
  Call *call = user_data;

  g_clear_pointer (&call->answer, kapka_sql_rows_free);
  call->answer = call->tuple == NULL ? kapka_store_query (store, call->sql, call->values, error)
                                     : kapka_store_query_many (store, call->sql, call->tuple, "",
                                                               call->values, call->n_rows, error);
  return call->answer != NULL;
}

static KapkaSqlRows *
run_call (const KapkaTableCopyEnd *end, Call *call, KapkaStoreAccess access, GError **error) {
  gboolean done = end->is_inside ? call_cb (end->store, call, error)
                                 : kapka_store_transact (end->store, access, call_cb, call, error);

  if (!done)
    g_clear_pointer (&call->answer, kapka_sql_rows_free);
  return call->answer;
}

GStrv
kapka_table_copy_list (KapkaStore *store, GError **error) {
  const KapkaTableCopyEnd end = { store, FALSE };
  Call call = { .sql = "SELECT name FROM sqlite_schema WHERE type = 'table'"
                       " AND name NOT LIKE 'backup%' ORDER BY rowid" };
  g_autoptr (KapkaSqlRows) rows = run_call (&end, &call, KAPKA_STORE_READ, error);
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();

  if (rows == NULL)
    return NULL;
  for (guint row = 0; row < kapka_sql_rows_get_length (rows); row++)
    g_strv_builder_add (names, kapka_sql_rows_get_text (rows, row, 0));
  return g_strv_builder_end (names);
}

static void
table_clear (Table *table) {
  g_clear_pointer (&table->columns, g_ptr_array_unref);
  g_clear_pointer (&table->key, g_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Table, table_clear)

static void
note_column (Table *table, const char *name, guint place_in_key) {
  guint index = table->columns->len;

  g_ptr_array_add (table->columns, g_strdup (name));
  if (place_in_key == 0)
    return;
  if (table->key->len < place_in_key)
    g_array_set_size (table->key, place_in_key);
  g_array_index (table->key, guint, place_in_key - 1) = index;
}

static gboolean
describe (Table *table, const KapkaTableCopyEnd *sqlite, GError **error) {
  g_autoptr (KapkaSqlValues) values = kapka_sql_values_new ();
  Call call = { .sql = "SELECT name, pk FROM pragma_table_info(?) ORDER BY cid", .values = values };
  g_autoptr (KapkaSqlRows) rows = NULL;

  kapka_sql_values_add_text (values, table->name);
  rows = run_call (sqlite, &call, KAPKA_STORE_READ, error);
  if (rows == NULL)
    return FALSE;
  table->columns = g_ptr_array_new_with_free_func (g_free);
  table->key = g_array_new (FALSE, TRUE, sizeof (guint));
  for (guint row = 0; row < kapka_sql_rows_get_length (rows); row++)
    note_column (table, kapka_sql_rows_get_text (rows, row, 0),
                 (guint)kapka_sql_rows_get_int (rows, row, 1));
  return TRUE;
}

static char *
list_columns (const Table *table) {
  g_ptr_array_set_size (table->columns, (int)table->columns->len + 1);
  char *list = g_strjoinv (", ", (char **)table->columns->pdata);

  g_ptr_array_set_size (table->columns, (int)table->columns->len - 1);
  return list;
}

static char *
list_key (const Table *table) {
  GString *list = g_string_new (NULL);

  for (guint i = 0; i < table->key->len; i++)
    g_string_append_printf (
        list, "%s%s", i == 0 ? "" : ", ",
        (char *)g_ptr_array_index (table->columns, g_array_index (table->key, guint, i)));
  return g_string_free (list, FALSE);
}

/* As in "(?, ?, ?)". */
static char *
make_tuple (guint width) {
  GString *tuple = g_string_new ("(");

  for (guint i = 0; i < width; i++)
    g_string_append (tuple, i == 0 ? "?" : ", ?");
  g_string_append_c (tuple, ')');
  return g_string_free (tuple, FALSE);
}

/* What comes after @last, the key of the row that was copied last (none: from the first row). */
static KapkaSqlRows *
read_portion (const Table *table,
              const KapkaTableCopyEnd *from,
              const KapkaSqlValues *last,
              GError **error) {
  g_autofree char *columns = list_columns (table);
  g_autofree char *key = list_key (table);
  g_autofree char *tuple = make_tuple (table->key->len);
  gboolean is_first = kapka_sql_values_get_length (last) == 0;
  g_autofree char *after = is_first ? NULL : g_strdup_printf (" WHERE (%s) > %s", key, tuple);
  g_autofree char *sql = g_strdup_printf ("SELECT %s FROM %s%s ORDER BY %s LIMIT %d", columns,
                                          table->name, is_first ? "" : after, key, PORTION);
  Call call = { .sql = sql, .values = last };

  return run_call (from, &call, KAPKA_STORE_READ, error);
}

static gboolean
write_portion (const Table *table,
               const KapkaTableCopyEnd *to,
               const KapkaSqlRows *rows,
               GError **error) {
  g_autofree char *columns = list_columns (table);
  g_autofree char *head = g_strdup_printf ("INSERT INTO %s(%s) VALUES", table->name, columns);
  g_autofree char *tuple = make_tuple (table->columns->len);
  g_autoptr (KapkaSqlValues) values = kapka_sql_values_new ();
  g_autoptr (KapkaSqlRows) answer = NULL;
  Call call = { head, tuple, values, kapka_sql_rows_get_length (rows), NULL };

  for (guint row = 0; row < call.n_rows; row++)
    for (guint column = 0; column < table->columns->len; column++)
      kapka_sql_values_add_text (values, kapka_sql_rows_get_text (rows, row, column));
  answer = run_call (to, &call, KAPKA_STORE_WRITE, error);
  return answer != NULL;
}

static void
note_last (const Table *table, const KapkaSqlRows *rows, KapkaSqlValues *last) {
  guint row = kapka_sql_rows_get_length (rows) - 1;

  kapka_sql_values_clear (last);
  for (guint i = 0; i < table->key->len; i++)
    kapka_sql_values_add_text (
        last, kapka_sql_rows_get_text (rows, row, g_array_index (table->key, guint, i)));
}

gboolean
kapka_table_copy_run (const char *name,
                      const KapkaTableCopyEnd *sqlite,
                      const KapkaTableCopyEnd *from,
                      const KapkaTableCopyEnd *to,
                      GError **error) {
  g_auto (Table) table = { .name = name };
  g_autoptr (KapkaSqlValues) last = kapka_sql_values_new ();

  if (!describe (&table, sqlite, error))
    return FALSE;
  for (;;) {
    g_autoptr (KapkaSqlRows) rows = read_portion (&table, from, last, error);

    if (rows == NULL)
      return FALSE;
    if (kapka_sql_rows_get_length (rows) == 0)
      return TRUE;
    if (!write_portion (&table, to, rows, error))
      return FALSE;
    note_last (&table, rows, last);
  }
}
