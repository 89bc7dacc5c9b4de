// SPDX-License-Identifier: GPL-3.0-or-later
#include <string.h>

#include "base/error.h"
#include "central/batch-private.h"

void
kapka_batch_reject (KapkaBatchResult *result, const char *word) {
  result->status = "rejected";
  result->error = word;
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
    kapka_batch_reject (row->result, "stream_owned");
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
settle_days (KapkaBatch *batch, GError **error) {
  g_autoptr (GHashTable) held = kapka_batch_read_days (batch->store, batch->days, error);
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
  return kapka_batch_write_log (batch->store, conflicts, error);
}

static gboolean
settle_fragments (KapkaBatch *batch, GError **error) {
  g_autoptr (GHashTable) held = kapka_batch_read_fragments (batch->store, batch->fragments, error);

  if (held == NULL)
    return FALSE;
  for (guint i = 0; i < batch->fragments->len; i++) {
    KapkaBatchRow *row = g_ptr_array_index (batch->fragments, i);
    g_autofree char *name = kapka_batch_row_name_fragment (row);
    const KapkaBatchHeld *found = g_hash_table_lookup (held, name);

    if (found == NULL || strcmp (found->install_id, row->install_id) != 0)
      kapka_batch_reject (row->result, "stream_owned");
  }
  return TRUE;
}

gboolean
kapka_batch_settle (KapkaBatch *batch, GError **error) {
  return settle_days (batch, error) && settle_fragments (batch, error);
}
