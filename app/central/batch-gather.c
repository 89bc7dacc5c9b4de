// SPDX-License-Identifier: GPL-3.0-or-later
#include <string.h>
#include <time.h>

#include "central/batch-private.h"

/* The zone where a day begins first is UTC+14. */
#define FIRST_ZONE_MS (G_GINT64_CONSTANT (14) * 60 * 60 * 1000)

static void
result_free (KapkaBatchResult *result) {
  g_free (result->digest);
  g_free (result);
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
load_callers (KapkaBatch *batch, GError **error) {
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
identify (KapkaBatch *batch, KapkaBatchEntry *entry) {
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
authenticate (KapkaBatch *batch, GError **error) {
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
admit (KapkaBatch *batch, const KapkaInstall *caller, KapkaBatchRow *row, const char *word) {
  const KapkaInstall *owner = kapka_installs_find_own (batch->installs, caller, row->install_id);

  if (word == NULL && owner == NULL)
    word = "stream_owned";
  if (word == NULL && is_future (row->day, row->entry->now_ms))
    word = "future_day";
  if (word != NULL) {
    kapka_batch_reject (row->result, word);
    return FALSE;
  }
  row->library_id = owner->library_id;
  row->terminal_id = owner->terminal_id;
  return TRUE;
}

static void
add_row (KapkaBatch *batch,
         GPtrArray *rows,
         const KapkaInstall *caller,
         KapkaBatchRow row,
         const char *word) {
  if (admit (batch, caller, &row, word))
    g_ptr_array_add (rows, g_memdup2 (&row, sizeof row));
}

static void
add_entry (KapkaBatch *batch, KapkaBatchEntry *entry, const KapkaInstall *caller) {
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

/* Looks for the holder of the stream of @row among the installs of the same disk: those that the
 * sender was, and those that came after the one it names, when its image was copied. */
static gboolean
find_holder (KapkaBatch *batch,
             const KapkaBatchRow *row,
             GHashTable *holders,
             const KapkaInstall **out_holder,
             GError **error) {
  const KapkaInstall *caller = batch->callers[row->entry - batch->entries];
  GHashTableIter iter;
  gpointer install_id;

  *out_holder = NULL;
  g_hash_table_iter_init (&iter, holders);
  while (*out_holder == NULL && g_hash_table_iter_next (&iter, &install_id, NULL)) {
    const KapkaInstall *holder;

    if (!kapka_installs_load (batch->installs, batch->store, install_id, &holder, error))
      return FALSE;
    if (kapka_installs_find_own (batch->installs, caller, install_id) != NULL ||
        (holder != NULL &&
         kapka_installs_find_own (batch->installs, holder, row->install_id) != NULL))
      *out_holder = holder;
  }
  return TRUE;
}

/* A journal that was brought back out of a wreck may have lost whose a stream was, and take it for
 * its own. It stays with the install of the same disk that holds it. */
static gboolean
give_back (KapkaBatch *batch,
           KapkaBatchRow *row,
           GHashTable *owners,
           gboolean *out_own,
           GError **error) {
  const KapkaInstall *caller = batch->callers[row->entry - batch->entries];
  const KapkaInstall *holder;

  if (!kapka_installs_load_predecessors (batch->installs, batch->store, caller, error) ||
      !find_holder (batch, row, g_hash_table_lookup (owners, row->stream_id), &holder, error))
    return FALSE;
  *out_own = holder != NULL;
  if (holder == NULL)
    return TRUE;
  row->install_id = holder->install_id;
  row->library_id = holder->library_id;
  row->terminal_id = holder->terminal_id;
  return TRUE;
}

static gboolean
drop_owned (KapkaBatch *batch, GPtrArray *rows, GHashTable *owners, GError **error) {
  for (guint i = rows->len; i > 0; i--) {
    KapkaBatchRow *row = g_ptr_array_index (rows, i - 1);
    gboolean own = TRUE;

    if (is_owned_by_others (owners, row) && !give_back (batch, row, owners, &own, error))
      return FALSE;
    if (own)
      continue;
    kapka_batch_reject (row->result, "stream_owned");
    g_ptr_array_remove_index (rows, i - 1);
  }
  return TRUE;
}

static gboolean
check_owners (KapkaBatch *batch, GPtrArray *rows, GError **error) {
  g_autoptr (GHashTable) owners = NULL;

  kapka_batch_rows_sort (rows);
  owners = kapka_batch_read_owners (batch->store, rows, error);
  if (owners == NULL || !drop_owned (batch, rows, owners, error))
    return FALSE;
  kapka_batch_rows_sort (rows);
  return TRUE;
}

gboolean
kapka_batch_gather (KapkaBatch *batch, GError **error) {
  if (!authenticate (batch, error))
    return FALSE;
  for (guint i = 0; i < batch->n_entries; i++)
    if (batch->callers[i] != NULL)
      add_entry (batch, &batch->entries[i], batch->callers[i]);
  return check_owners (batch, batch->days, error) && check_owners (batch, batch->fragments, error);
}
