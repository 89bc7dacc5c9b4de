// SPDX-License-Identifier: GPL-3.0-or-later
#include "central/batch-statements.h"

#include <string.h>

/* A statement over rows: which parameters a row has. */
typedef struct {
  const char *head;
  const char *tuple;
  const char *tail;
  void (*add) (KapkaSqlValues *values, const KapkaBatchRow *row);
} Statement;

static KapkaSqlRows *
run_many (KapkaStore *store, const Statement *statement, GPtrArray *rows, GError **error) {
  g_autoptr (KapkaSqlValues) values = kapka_sql_values_new ();

  if (rows->len == 0)
    return kapka_sql_rows_new (0);
  for (guint i = 0; i < rows->len; i++)
    statement->add (values, g_ptr_array_index (rows, i));
  return kapka_store_query_many (store, statement->head, statement->tuple, statement->tail, values,
                                 rows->len, error);
}

static GHashTable *
collect_names (const KapkaSqlRows *rows) {
  GHashTable *names;

  if (rows == NULL)
    return NULL;
  names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < kapka_sql_rows_get_length (rows); i++)
    g_hash_table_add (names, kapka_batch_row_name_columns (rows, i));
  return names;
}

static void
add_day (KapkaSqlValues *values, const KapkaBatchRow *row) {
  kapka_sql_values_add_int (values, row->library_id);
  kapka_sql_values_add_text (values, row->stream_id);
  kapka_sql_values_add_text (values, row->day);
  kapka_sql_values_add_int (values, row->terminal_id);
  kapka_sql_values_add_text (values, row->install_id);
  kapka_sql_values_add_int (values, row->number);
  kapka_sql_values_add_text (values, row->digest);
  kapka_sql_values_add_text (values, row->counts);
  kapka_sql_values_add_text (values, row->entry->upload->software);
  kapka_sql_values_add_int (values, row->entry->now_ms);
}

GHashTable *
kapka_batch_write_days (KapkaStore *store, GPtrArray *rows, GError **error) {
  static const Statement statement = {
    "INSERT INTO day_report AS t(library_id, stream_id, day, terminal_id, install_id, revision,"
    " digest, counts, software, received_ms) VALUES",
    "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    "ON CONFLICT(library_id, stream_id, day) DO UPDATE SET revision = excluded.revision,"
    " digest = excluded.digest, counts = excluded.counts, software = excluded.software,"
    " received_ms = excluded.received_ms"
    " WHERE excluded.revision > t.revision AND excluded.install_id = t.install_id"
    " RETURNING library_id, stream_id, day",
    add_day,
  };
  g_autoptr (KapkaSqlRows) written = run_many (store, &statement, rows, error);

  return collect_names (written);
}

static void
add_log (KapkaSqlValues *values, const KapkaBatchRow *row) {
  kapka_sql_values_add_int (values, row->library_id);
  kapka_sql_values_add_text (values, row->stream_id);
  kapka_sql_values_add_text (values, row->day);
  kapka_sql_values_add_int (values, row->number);
  kapka_sql_values_add_text (values, row->digest);
  kapka_sql_values_add_text (values, row->counts);
  kapka_sql_values_add_text (values, row->install_id);
  kapka_sql_values_add_int (values, row->entry->now_ms);
}

gboolean
kapka_batch_write_log (KapkaStore *store, GPtrArray *rows, GError **error) {
  static const Statement statement = {
    "INSERT INTO day_report_log(library_id, stream_id, day, revision, digest, counts, install_id,"
    " received_ms) VALUES",
    "(?, ?, ?, ?, ?, ?, ?, ?)",
    "ON CONFLICT DO NOTHING",
    add_log,
  };
  g_autoptr (KapkaSqlRows) none = run_many (store, &statement, rows, error);

  return none != NULL;
}

static void
add_fragment (KapkaSqlValues *values, const KapkaBatchRow *row) {
  kapka_sql_values_add_int (values, row->library_id);
  kapka_sql_values_add_text (values, row->stream_id);
  kapka_sql_values_add_int (values, row->number);
  kapka_sql_values_add_int (values, row->terminal_id);
  kapka_sql_values_add_text (values, row->install_id);
  kapka_sql_values_add_text (values, row->day);
  kapka_sql_values_add_text (values, row->counts);
  kapka_sql_values_add_int (values, row->entry->now_ms);
}

GHashTable *
kapka_batch_write_fragments (KapkaStore *store, GPtrArray *rows, GError **error) {
  static const Statement statement = {
    "INSERT INTO fragment(library_id, stream_id, seq, terminal_id, install_id, day, counts,"
    " received_ms) VALUES",
    "(?, ?, ?, ?, ?, ?, ?, ?)",
    "ON CONFLICT DO NOTHING RETURNING library_id, stream_id, seq",
    add_fragment,
  };
  g_autoptr (KapkaSqlRows) written = run_many (store, &statement, rows, error);

  return collect_names (written);
}

static void
add_month (KapkaSqlValues *values, const KapkaBatchRow *row) {
  g_autofree char *month = g_strdup_printf ("%.7s-01", row->day);

  kapka_sql_values_add_int (values, row->library_id);
  kapka_sql_values_add_text (values, month);
  kapka_sql_values_add_int (values, row->entry->now_ms);
}

gboolean
kapka_batch_mark_months (KapkaStore *store, GPtrArray *rows, GError **error) {
  static const Statement statement = {
    "INSERT INTO dirty_month AS t(library_id, month, touched_ms) VALUES",
    "(?, ?, ?)",
    "ON CONFLICT(library_id, month) DO UPDATE SET touched_ms = excluded.touched_ms",
    add_month,
  };
  g_autoptr (GPtrArray) months = kapka_batch_rows_take_one_per_month (rows);
  g_autoptr (KapkaSqlRows) none = run_many (store, &statement, months, error);

  return none != NULL;
}

static void
held_free (KapkaBatchHeld *held) {
  g_free (held->digest);
  g_free (held->install_id);
  g_free (held);
}

/* Columns: the three of the key, install, revision, digest. */
static GHashTable *
collect_held (const KapkaSqlRows *rows) {
  GHashTable *all;

  if (rows == NULL)
    return NULL;
  all = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)held_free);
  for (guint i = 0; i < kapka_sql_rows_get_length (rows); i++) {
    KapkaBatchHeld *held = g_new0 (KapkaBatchHeld, 1);

    held->install_id = g_strdup (kapka_sql_rows_get_text (rows, i, 3));
    held->revision = kapka_sql_rows_get_int (rows, i, 4);
    held->digest = g_strdup (kapka_sql_rows_get_text (rows, i, 5));
    g_hash_table_insert (all, kapka_batch_row_name_columns (rows, i), held);
  }
  return all;
}

static void
add_day_key (KapkaSqlValues *values, const KapkaBatchRow *row) {
  kapka_sql_values_add_int (values, row->library_id);
  kapka_sql_values_add_text (values, row->stream_id);
  kapka_sql_values_add_text (values, row->day);
}

/* A join, since SQLite reads the whole table for `(library_id, stream_id, day) IN (VALUES …)`. */
GHashTable *
kapka_batch_read_days (KapkaStore *store, GPtrArray *rows, GError **error) {
  static const Statement statement = {
    "WITH v(library_id, stream_id, day) AS (VALUES",
    "(CAST(? AS bigint), CAST(? AS uuid), CAST(? AS date))",
    ") SELECT d.library_id, d.stream_id, d.day, d.install_id, d.revision, d.digest"
    " FROM v JOIN day_report d ON d.library_id = v.library_id AND d.stream_id = v.stream_id"
    " AND d.day = v.day",
    add_day_key,
  };
  g_autoptr (KapkaSqlRows) held = run_many (store, &statement, rows, error);

  return collect_held (held);
}

static void
add_fragment_key (KapkaSqlValues *values, const KapkaBatchRow *row) {
  kapka_sql_values_add_int (values, row->library_id);
  kapka_sql_values_add_text (values, row->stream_id);
  kapka_sql_values_add_int (values, row->number);
}

GHashTable *
kapka_batch_read_fragments (KapkaStore *store, GPtrArray *rows, GError **error) {
  static const Statement statement = {
    "WITH v(library_id, stream_id, seq) AS (VALUES",
    "(CAST(? AS bigint), CAST(? AS uuid), CAST(? AS bigint))",
    ") SELECT f.library_id, f.stream_id, f.seq, f.install_id, 0, NULL"
    " FROM v JOIN fragment f ON f.library_id = v.library_id AND f.stream_id = v.stream_id"
    " AND f.seq = v.seq",
    add_fragment_key,
  };
  g_autoptr (KapkaSqlRows) held = run_many (store, &statement, rows, error);

  return collect_held (held);
}

static void
add_stream (KapkaSqlValues *values, const KapkaBatchRow *row) {
  kapka_sql_values_add_text (values, row->stream_id);
}

static void
note_owner (GHashTable *owners, const char *stream_id, const char *install_id) {
  GHashTable *installs = g_hash_table_lookup (owners, stream_id);

  if (installs == NULL) {
    installs = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
    g_hash_table_insert (owners, g_strdup (stream_id), installs);
  }
  g_hash_table_add (installs, g_strdup (install_id));
}

GHashTable *
kapka_batch_read_owners (KapkaStore *store, GPtrArray *rows, GError **error) {
  static const Statement statement = {
    "SELECT DISTINCT stream_id, install_id FROM day_report WHERE stream_id IN (VALUES",
    "(CAST(? AS uuid))",
    ")",
    add_stream,
  };
  g_autoptr (GPtrArray) streams = kapka_batch_rows_take_one_per_stream (rows);
  g_autoptr (KapkaSqlRows) found = run_many (store, &statement, streams, error);
  GHashTable *owners;

  if (found == NULL)
    return NULL;
  owners =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_hash_table_unref);
  for (guint i = 0; i < kapka_sql_rows_get_length (found); i++)
    note_owner (owners, kapka_sql_rows_get_text (found, i, 0),
                kapka_sql_rows_get_text (found, i, 1));
  return owners;
}
