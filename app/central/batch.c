// SPDX-License-Identifier: GPL-3.0-or-later
#include "central/batch.h"

#include <string.h>

#include "central/batch-private.h"
#include "central/receiver-id.h"

static void
batch_clear (KapkaBatch *batch) {
  g_clear_pointer (&batch->installs, kapka_installs_free);
  g_clear_pointer (&batch->callers, g_free);
  g_clear_pointer (&batch->n_accepted, g_free);
  g_clear_pointer (&batch->days, g_ptr_array_unref);
  g_clear_pointer (&batch->fragments, g_ptr_array_unref);
  g_clear_pointer (&batch->receiver_id, g_free);
}

static void
batch_begin (KapkaBatch *batch) {
  batch_clear (batch);
  batch->installs = kapka_installs_new ();
  batch->callers = g_new0 (const KapkaInstall *, batch->n_entries);
  batch->n_accepted = g_new0 (gint64, batch->n_entries);
  batch->days = g_ptr_array_new_with_free_func (g_free);
  batch->fragments = g_ptr_array_new_with_free_func (g_free);
}

void
kapka_batch_entry_clear (KapkaBatchEntry *entry) {
  g_clear_pointer (&entry->results, g_ptr_array_unref);
  g_clear_pointer (&entry->fragment_results, g_ptr_array_unref);
  entry->accepted = 0;
}

/* Of @rows those that were written now, the first of each name. */
static GPtrArray *
pick_written (GPtrArray *rows, GHashTable *written, char *(*name) (const KapkaBatchRow *row)) {
  GPtrArray *picked = g_ptr_array_new ();

  for (guint i = 0; i < rows->len; i++) {
    g_autofree char *key = name (g_ptr_array_index (rows, i));

    if (g_hash_table_remove (written, key))
      g_ptr_array_add (picked, g_ptr_array_index (rows, i));
  }
  return picked;
}

static void
count_accepted (KapkaBatch *batch, GPtrArray *written) {
  for (guint i = 0; i < written->len; i++) {
    KapkaBatchRow *row = g_ptr_array_index (written, i);

    row->result->status = "stored";
    batch->n_accepted[row->entry - batch->entries]++;
  }
}

/* Rows of two installs for one key cannot go into one statement; they do not come from kiosks. */
static gboolean
store_days (KapkaBatch *batch, GPtrArray *rows, GError **error) {
  g_autoptr (GPtrArray) rest = NULL;
  g_autoptr (GPtrArray) merged = kapka_batch_rows_take_one_per_key (rows, &rest);
  g_autoptr (GHashTable) names = kapka_batch_write_days (batch->store, merged, error);
  g_autoptr (GPtrArray) written = NULL;

  if (names == NULL)
    return FALSE;
  written = pick_written (merged, names, kapka_batch_row_name_day);
  count_accepted (batch, written);
  return kapka_batch_write_log (batch->store, written, error) &&
         kapka_batch_mark_months (batch->store, written, error) &&
         (rest->len == 0 || store_days (batch, rest, error));
}

static GPtrArray *
merge_fragments (GPtrArray *rows) {
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GPtrArray *merged = g_ptr_array_new ();

  for (guint i = 0; i < rows->len; i++)
    if (g_hash_table_add (names, kapka_batch_row_name_fragment (g_ptr_array_index (rows, i))))
      g_ptr_array_add (merged, g_ptr_array_index (rows, i));
  return merged;
}

static gboolean
store_fragments (KapkaBatch *batch, GError **error) {
  g_autoptr (GPtrArray) merged = merge_fragments (batch->fragments);
  g_autoptr (GHashTable) names = kapka_batch_write_fragments (batch->store, merged, error);
  g_autoptr (GPtrArray) written = NULL;

  if (names == NULL)
    return FALSE;
  written = pick_written (merged, names, kapka_batch_row_name_fragment);
  count_accepted (batch, written);
  return kapka_batch_mark_months (batch->store, written, error);
}

static int
compare_callers (gconstpointer a, gconstpointer b, gpointer user_data) {
  const KapkaBatch *batch = user_data;
  guint left = *(const guint *)a;
  guint right = *(const guint *)b;
  int order = strcmp (batch->callers[left]->install_id, batch->callers[right]->install_id);

  return order != 0 ? order : (int)left - (int)right;
}

/* Returns the places of the entries that are stored, those of one install together and in the
 * order in which they came. */
static GArray *
sort_entries (KapkaBatch *batch) {
  GArray *places = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < batch->n_entries; i++)
    if (batch->callers[i] != NULL)
      g_array_append_val (places, i);
  g_array_sort_with_data (places, compare_callers, batch);
  return places;
}

static void
add_seen (KapkaSqlValues *values, const KapkaBatch *batch, guint last, gint64 accepted) {
  const KapkaBatchEntry *entry = &batch->entries[last];

  kapka_sql_values_add_int (values, batch->callers[last]->library_id);
  kapka_sql_values_add_text (values, batch->callers[last]->install_id);
  kapka_sql_values_add_int (values, accepted);
  kapka_sql_values_add_int (values, entry->now_ms);
  kapka_sql_values_add_text (values, entry->upload->boot_id);
  kapka_sql_values_add_text (values, entry->upload->status);
}

/* Returns how many installs the values are about. */
static guint
add_all_seen (KapkaBatch *batch, KapkaSqlValues *values) {
  g_autoptr (GArray) places = sort_entries (batch);
  gint64 accepted = 0;
  guint n_rows = 0;

  for (guint i = 0; i < places->len; i++) {
    guint place = g_array_index (places, guint, i);

    accepted += batch->n_accepted[place];
    if (i + 1 < places->len &&
        batch->callers[g_array_index (places, guint, i + 1)] == batch->callers[place])
      continue;
    add_seen (values, batch, place, accepted);
    accepted = 0;
    n_rows++;
  }
  return n_rows;
}

static void
take_accepted (KapkaBatch *batch, const KapkaSqlRows *rows) {
  g_autoptr (GHashTable) totals = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < kapka_sql_rows_get_length (rows); i++)
    g_hash_table_insert (totals, (char *)kapka_sql_rows_get_text (rows, i, 0),
                         GUINT_TO_POINTER (i + 1));
  for (guint i = 0; i < batch->n_entries; i++) {
    guint row =
        batch->callers[i] == NULL
            ? 0
            : GPOINTER_TO_UINT (g_hash_table_lookup (totals, batch->callers[i]->install_id));

    if (row > 0)
      batch->entries[i].accepted = kapka_sql_rows_get_int (rows, row - 1, 1);
  }
}

static gboolean
note_seen (KapkaBatch *batch, GError **error) {
  g_autoptr (KapkaSqlValues) values = kapka_sql_values_new ();
  g_autoptr (KapkaSqlRows) rows = NULL;
  guint n_rows = add_all_seen (batch, values);

  if (n_rows == 0)
    return TRUE;
  rows = kapka_store_query_many (
      batch->store,
      "INSERT INTO install_seen AS t(library_id, install_id, accepted, last_seen_ms, boot_id,"
      " status) VALUES",
      "(?, ?, ?, ?, ?, ?)",
      "ON CONFLICT(library_id, install_id) DO UPDATE SET"
      " accepted = t.accepted + excluded.accepted, last_seen_ms = excluded.last_seen_ms,"
      " status = excluded.status, clone_ms = CASE WHEN excluded.boot_id = t.former_boot_id"
      " THEN excluded.last_seen_ms ELSE t.clone_ms END,"
      " former_boot_id = CASE WHEN excluded.boot_id <> t.boot_id THEN t.boot_id"
      " ELSE t.former_boot_id END, boot_id = excluded.boot_id RETURNING install_id, accepted",
      values, n_rows, error);
  if (rows == NULL)
    return FALSE;
  take_accepted (batch, rows);
  return TRUE;
}

static gboolean
store_cb (KapkaStore *store, gpointer user_data, GError **error) {
  KapkaBatch *batch = user_data;

  batch_begin (batch);
  batch->receiver_id = kapka_receiver_id_read (store, error);
  return batch->receiver_id != NULL && kapka_batch_gather (batch, error) &&
         store_days (batch, batch->days, error) && store_fragments (batch, error) &&
         note_seen (batch, error) && kapka_batch_settle (batch, error);
}

gboolean
kapka_batch_store (KapkaStore *store,
                   KapkaBatchEntry *entries,
                   guint n_entries,
                   char **out_receiver_id,
                   GError **error) {
  KapkaBatch batch = { .store = store, .entries = entries, .n_entries = n_entries };
  gboolean done = kapka_store_transact (store, KAPKA_STORE_WRITE, store_cb, &batch, error);

  if (done)
    *out_receiver_id = g_steal_pointer (&batch.receiver_id);
  batch_clear (&batch);
  return done;
}
