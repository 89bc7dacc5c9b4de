// SPDX-License-Identifier: GPL-3.0-or-later
#include "central/batch.h"

#include <string.h>
#include <time.h>

#include "base/error.h"
#include "central/batch-rows.h"
#include "central/installs.h"
#include "central/receiver-id.h"

/* The zone where a day begins first is UTC+14. */
#define FIRST_ZONE_MS (G_GINT64_CONSTANT (14) * 60 * 60 * 1000)

/* One try to store a batch. */
typedef struct {
  KapkaStore *store;
  KapkaBatchEntry *entries;
  guint n_entries;
  KapkaInstalls *installs;
  const KapkaInstall **callers; // One per entry; NULL for those that may not send.
  gint64 *n_accepted;           // One per entry.
  GPtrArray *days;              // Of owned KapkaBatchRow, sorted.
  GPtrArray *fragments;         // Of owned KapkaBatchRow, sorted.
  char *receiver_id;
} Batch;

static void
batch_clear (Batch *batch) {
  g_clear_pointer (&batch->installs, kapka_installs_free);
  g_clear_pointer (&batch->callers, g_free);
  g_clear_pointer (&batch->n_accepted, g_free);
  g_clear_pointer (&batch->days, g_ptr_array_unref);
  g_clear_pointer (&batch->fragments, g_ptr_array_unref);
  g_clear_pointer (&batch->receiver_id, g_free);
}

static void
batch_begin (Batch *batch) {
  batch_clear (batch);
  batch->installs = kapka_installs_new ();
  batch->callers = g_new0 (const KapkaInstall *, batch->n_entries);
  batch->n_accepted = g_new0 (gint64, batch->n_entries);
  batch->days = g_ptr_array_new_with_free_func (g_free);
  batch->fragments = g_ptr_array_new_with_free_func (g_free);
}

static void
result_free (KapkaBatchResult *result) {
  g_free (result->digest);
  g_free (result);
}

void
kapka_batch_entry_clear (KapkaBatchEntry *entry) {
  g_clear_pointer (&entry->results, g_ptr_array_unref);
  g_clear_pointer (&entry->fragment_results, g_ptr_array_unref);
  entry->accepted = 0;
}

static GPtrArray *
make_results (guint n) {
  GPtrArray *results = g_ptr_array_new_full (n, (GDestroyNotify)result_free);

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (results, g_new0 (KapkaBatchResult, 1));
  return results;
}

static int
compare_texts (gconstpointer a, gconstpointer b) {
  return strcmp (*(const char *const *)a, *(const char *const *)b);
}

static gboolean
load_callers (Batch *batch, GError **error) {
  g_autoptr (GPtrArray) tokens = g_ptr_array_new ();
  g_autoptr (GPtrArray) distinct = g_ptr_array_new ();

  for (guint i = 0; i < batch->n_entries; i++)
    g_ptr_array_add (tokens, batch->entries[i].token_sha256);
  g_ptr_array_sort (tokens, compare_texts);
  for (guint i = 0; i < tokens->len; i++)
    if (i == 0 || strcmp (tokens->pdata[i - 1], tokens->pdata[i]) != 0)
      g_ptr_array_add (distinct, tokens->pdata[i]);
  return kapka_installs_load_tokens (batch->installs, batch->store, distinct, error);
}

static const KapkaInstall *
identify (Batch *batch, KapkaBatchEntry *entry) {
  const KapkaInstall *install = kapka_installs_find_token (batch->installs, entry->token_sha256);

  entry->outcome = KAPKA_BATCH_BAD_TOKEN;
  if (install == NULL || !g_str_equal (install->install_id, entry->upload->install_id))
    return NULL;
  entry->outcome = install->revoked ? KAPKA_BATCH_REVOKED : KAPKA_BATCH_STORED;
  return install->revoked ? NULL : install;
}

static gboolean
names_others (const KapkaUploadRequest *upload) {
  for (guint i = 0; i < upload->days->len; i++) {
    const KapkaUploadDay *day = g_ptr_array_index (upload->days, i);

    if (!g_str_equal (day->install_id, upload->install_id))
      return TRUE;
  }
  for (guint i = 0; i < upload->fragments->len; i++) {
    const KapkaUploadFragment *fragment = g_ptr_array_index (upload->fragments, i);

    if (!g_str_equal (fragment->install_id, upload->install_id))
      return TRUE;
  }
  return FALSE;
}

static gboolean
authenticate (Batch *batch, GError **error) {
  if (!load_callers (batch, error))
    return FALSE;
  for (guint i = 0; i < batch->n_entries; i++) {
    KapkaBatchEntry *entry = &batch->entries[i];
    const KapkaInstall *caller = identify (batch, entry);

    batch->callers[i] = caller;
    kapka_batch_entry_clear (entry);
    if (caller != NULL && names_others (entry->upload) &&
        !kapka_installs_load_predecessors (batch->installs, batch->store, caller, error))
      return FALSE;
  }
  return TRUE;
}

static void
reject (KapkaBatchResult *result, const char *word) {
  result->status = "rejected";
  result->error = word;
}

static gboolean
is_future (const char *day, gint64 now_ms) {
  time_t seconds = (time_t)((now_ms + FIRST_ZONE_MS) / 1000);
  struct tm first;
  char today[16];

  gmtime_r (&seconds, &first);
  strftime (today, sizeof today, "%Y-%m-%d", &first);
  return strcmp (day, today) > 0;
}

/* Returns whether @row may go into the store, as far as it can be said without looking there. */
static gboolean
admit (Batch *batch, const KapkaInstall *caller, KapkaBatchRow *row, const char *word) {
  const KapkaInstall *owner = kapka_installs_find_own (batch->installs, caller, row->install_id);

  if (word == NULL && owner == NULL)
    word = "stream_owned";
  if (word == NULL && is_future (row->day, row->entry->now_ms))
    word = "future_day";
  if (word != NULL) {
    reject (row->result, word);
    return FALSE;
  }
  row->library_id = owner->library_id;
  row->terminal_id = owner->terminal_id;
  return TRUE;
}

static void
add_row (Batch *batch,
         GPtrArray *rows,
         const KapkaInstall *caller,
         KapkaBatchRow row,
         const char *word) {
  if (admit (batch, caller, &row, word))
    g_ptr_array_add (rows, g_memdup2 (&row, sizeof row));
}

static void
add_entry (Batch *batch, KapkaBatchEntry *entry, const KapkaInstall *caller) {
  GPtrArray *days = entry->upload->days;
  GPtrArray *fragments = entry->upload->fragments;

  entry->results = make_results (days->len);
  entry->fragment_results = make_results (fragments->len);
  for (guint i = 0; i < days->len; i++) {
    const KapkaUploadDay *day = g_ptr_array_index (days, i);

    add_row (batch, batch->days, caller,
             (KapkaBatchRow){ entry, g_ptr_array_index (entry->results, i), 0, 0, day->stream_id,
                              day->install_id, day->day, day->revision, day->digest, day->counts },
             day->error);
  }
  for (guint i = 0; i < fragments->len; i++) {
    const KapkaUploadFragment *fragment = g_ptr_array_index (fragments, i);

    add_row (batch, batch->fragments, caller,
             (KapkaBatchRow){ entry, g_ptr_array_index (entry->fragment_results, i), 0, 0,
                              fragment->stream_id, fragment->install_id, fragment->day,
                              fragment->seq, NULL, fragment->counts },
             fragment->error);
  }
}

/* A stream that is held, but by others alone, is theirs. */
static gboolean
is_owned_by_others (GHashTable *owners, const KapkaBatchRow *row) {
  GHashTable *installs = g_hash_table_lookup (owners, row->stream_id);

  return installs != NULL && !g_hash_table_contains (installs, row->install_id);
}

static void
drop_owned (GPtrArray *rows, GHashTable *owners) {
  for (guint i = rows->len; i > 0; i--) {
    KapkaBatchRow *row = g_ptr_array_index (rows, i - 1);

    if (is_owned_by_others (owners, row)) {
      reject (row->result, "stream_owned");
      g_ptr_array_remove_index (rows, i - 1);
    }
  }
}

static gboolean
check_owners (Batch *batch, GPtrArray *rows, GError **error) {
  g_autoptr (GHashTable) owners = kapka_batch_rows_read_owners (batch->store, rows, error);

  if (owners == NULL)
    return FALSE;
  drop_owned (rows, owners);
  return TRUE;
}

static gboolean
gather (Batch *batch, GError **error) {
  for (guint i = 0; i < batch->n_entries; i++)
    if (batch->callers[i] != NULL)
      add_entry (batch, &batch->entries[i], batch->callers[i]);
  kapka_batch_rows_sort (batch->days);
  kapka_batch_rows_sort (batch->fragments);
  return check_owners (batch, batch->days, error) && check_owners (batch, batch->fragments, error);
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
count_accepted (Batch *batch, GPtrArray *written) {
  for (guint i = 0; i < written->len; i++) {
    KapkaBatchRow *row = g_ptr_array_index (written, i);

    row->result->status = "stored";
    batch->n_accepted[row->entry - batch->entries]++;
  }
}

/* Rows of two installs for one key cannot go into one statement; they do not come from kiosks. */
static gboolean
store_days (Batch *batch, GPtrArray *rows, GError **error) {
  g_autoptr (GPtrArray) rest = NULL;
  g_autoptr (GPtrArray) merged = kapka_batch_rows_take_one_per_key (rows, &rest);
  g_autoptr (GHashTable) names = kapka_batch_rows_write_days (batch->store, merged, error);
  g_autoptr (GPtrArray) written = NULL;

  if (names == NULL)
    return FALSE;
  written = pick_written (merged, names, kapka_batch_row_name_day);
  count_accepted (batch, written);
  return kapka_batch_rows_write_log (batch->store, written, error) &&
         kapka_batch_rows_mark_months (batch->store, written, error) &&
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
store_fragments (Batch *batch, GError **error) {
  g_autoptr (GPtrArray) merged = merge_fragments (batch->fragments);
  g_autoptr (GHashTable) names = kapka_batch_rows_write_fragments (batch->store, merged, error);
  g_autoptr (GPtrArray) written = NULL;

  if (names == NULL)
    return FALSE;
  written = pick_written (merged, names, kapka_batch_row_name_fragment);
  count_accepted (batch, written);
  return kapka_batch_rows_mark_months (batch->store, written, error);
}

static int
compare_callers (gconstpointer a, gconstpointer b, gpointer user_data) {
  const Batch *batch = user_data;
  guint left = *(const guint *)a;
  guint right = *(const guint *)b;
  int order = strcmp (batch->callers[left]->install_id, batch->callers[right]->install_id);

  return order != 0 ? order : (int)left - (int)right;
}

/* Returns the places of the entries that are stored, those of one install together and in the
 * order in which they came. */
static GArray *
sort_entries (Batch *batch) {
  GArray *places = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < batch->n_entries; i++)
    if (batch->callers[i] != NULL)
      g_array_append_val (places, i);
  g_array_sort_with_data (places, compare_callers, batch);
  return places;
}

static void
add_seen (KapkaSqlValues *values, const Batch *batch, guint last, gint64 accepted) {
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
add_all_seen (Batch *batch, KapkaSqlValues *values) {
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
take_accepted (Batch *batch, const KapkaSqlRows *rows) {
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
note_seen (Batch *batch, GError **error) {
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

/* The word on a day that is not refused: what the store holds decides. */
static const char *
judge (const KapkaBatchRow *row, const KapkaBatchHeld *held) {
  if (held->revision > row->number)
    return "stale";
  if (strcmp (held->digest, row->digest) != 0)
    return "conflict";
  return row->result->status != NULL ? row->result->status : "unchanged";
}

static gboolean
settle_day (KapkaBatchRow *row, const KapkaBatchHeld *held, GError **error) {
  if (held != NULL && strcmp (held->install_id, row->install_id) != 0) {
    reject (row->result, "stream_owned");
    return TRUE;
  }
  if (held == NULL || held->revision < row->number) {
    g_set_error (error, KAPKA_ERROR, KAPKA_ERROR_INTERNAL, "%s of stream %s was not stored",
                 row->day, row->stream_id);
    return FALSE;
  }
  row->result->status = judge (row, held);
  row->result->revision = held->revision;
  row->result->digest = g_strdup (held->digest);
  return TRUE;
}

/* What is read back is the answer. Both sides of a conflict go into the log: a person decides. */
static gboolean
settle_days (Batch *batch, GError **error) {
  g_autoptr (GHashTable) held = kapka_batch_rows_read_days (batch->store, batch->days, error);
  g_autoptr (GPtrArray) conflicts = g_ptr_array_new ();

  if (held == NULL)
    return FALSE;
  for (guint i = 0; i < batch->days->len; i++) {
    KapkaBatchRow *row = g_ptr_array_index (batch->days, i);
    g_autofree char *name = kapka_batch_row_name_day (row);

    if (!settle_day (row, g_hash_table_lookup (held, name), error))
      return FALSE;
    if (g_str_equal (row->result->status, "conflict"))
      g_ptr_array_add (conflicts, row);
  }
  return kapka_batch_rows_write_log (batch->store, conflicts, error);
}

static gboolean
settle_fragments (Batch *batch, GError **error) {
  g_autoptr (GHashTable) held =
      kapka_batch_rows_read_fragments (batch->store, batch->fragments, error);

  if (held == NULL)
    return FALSE;
  for (guint i = 0; i < batch->fragments->len; i++) {
    KapkaBatchRow *row = g_ptr_array_index (batch->fragments, i);
    g_autofree char *name = kapka_batch_row_name_fragment (row);
    const KapkaBatchHeld *found = g_hash_table_lookup (held, name);

    if (found == NULL || strcmp (found->install_id, row->install_id) != 0)
      reject (row->result, "stream_owned");
  }
  return TRUE;
}

static gboolean
store_cb (KapkaStore *store, gpointer user_data, GError **error) {
  Batch *batch = user_data;

  batch_begin (batch);
  batch->receiver_id = kapka_receiver_id_read (store, error);
  return batch->receiver_id != NULL && authenticate (batch, error) && gather (batch, error) &&
         store_days (batch, batch->days, error) && store_fragments (batch, error) &&
         note_seen (batch, error) && settle_days (batch, error) && settle_fragments (batch, error);
}

gboolean
kapka_batch_store (KapkaStore *store,
                   KapkaBatchEntry *entries,
                   guint n_entries,
                   char **out_receiver_id,
                   GError **error) {
  Batch batch = { .store = store, .entries = entries, .n_entries = n_entries };
  gboolean done = kapka_store_transact (store, KAPKA_STORE_WRITE, store_cb, &batch, error);

  if (done)
    *out_receiver_id = g_steal_pointer (&batch.receiver_id);
  batch_clear (&batch);
  return done;
}
