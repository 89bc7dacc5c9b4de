// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.h"
#include "journal/event-rows.h"
#include "journal/journal-private.h"
#include "journal/upload.h"

void
kapka_fragment_free (KapkaFragment *fragment) {
  if (fragment == NULL)
    return;
  g_free (fragment->stream_id);
  g_free (fragment->install_id);
  g_clear_pointer (&fragment->counts, g_ptr_array_unref);
  g_free (fragment);
}

static gint64
count (KapkaDb *db, const char *sql, GError **error) {
  gint64 number;

  return kapka_db_read_int (db, sql, &number, error) ? number : -1;
}

gint64
kapka_upload_count_pending_fragments (KapkaJournal *journal, GError **error) {
  return count (journal->db, "SELECT count(*) FROM pending_fragment", error);
}

gint64
kapka_upload_count_damaged_streams (KapkaJournal *journal, GError **error) {
  return count (journal->db, "SELECT count(*) FROM stream WHERE state = 'damaged'", error);
}

/* Takes the counts of the one event of @fragment, whose sum is checked on the way. */
static gboolean
read_counts (KapkaDb *db, KapkaFragment *fragment, GError **error) {
  g_autoptr (KapkaStmt) stmt =
      kapka_db_prepare (db, KAPKA_EVENT_ROWS ("e.stream_no = ? AND e.seq = ?"));
  g_autoptr (KapkaEvent) event = NULL;
  KapkaEventRows rows;

  kapka_stmt_add_int (stmt, fragment->stream_no);
  kapka_stmt_add_int (stmt, fragment->seq);
  if (!kapka_event_rows_begin (&rows, stmt, error) ||
      !kapka_event_rows_next (&rows, &event, NULL, error))
    return FALSE;
  if (event == NULL) {
    g_set_error (error, KAPKA_ERROR, KAPKA_ERROR_CORRUPT,
                 "row %" G_GINT64_FORMAT " of stream %s is gone", fragment->seq,
                 fragment->stream_id);
    return FALSE;
  }
  fragment->counts = g_ptr_array_ref (event->counts);
  kapka_counts_sort (fragment->counts);
  return TRUE;
}

static KapkaFragment *
read_fragment (KapkaDb *db, KapkaStmt *stmt, GError **error) {
  g_autoptr (KapkaFragment) fragment = g_new0 (KapkaFragment, 1);

  fragment->stream_no = kapka_stmt_get_int (stmt, 0);
  fragment->stream_id = g_strdup (kapka_stmt_get_text (stmt, 1));
  fragment->install_id = g_strdup (kapka_stmt_get_text (stmt, 2));
  fragment->seq = kapka_stmt_get_int (stmt, 3);
  g_strlcpy (fragment->day, kapka_stmt_get_text (stmt, 4), sizeof fragment->day);
  return read_counts (db, fragment, error) ? g_steal_pointer (&fragment) : NULL;
}

GPtrArray *
kapka_upload_list_pending_fragments (KapkaJournal *journal, guint limit, GError **error) {
  g_autoptr (GPtrArray) fragments =
      g_ptr_array_new_with_free_func ((GDestroyNotify)kapka_fragment_free);
  g_autoptr (KapkaTransaction) transaction =
      kapka_transaction_begin (journal->db, KAPKA_TRANSACTION_READ, error);
  g_autoptr (KapkaStmt) stmt = NULL;
  KapkaStep step;

  if (transaction == NULL)
    return NULL;
  stmt = kapka_db_prepare (journal->db,
                           "SELECT stream_no, stream_id, install_id, seq, day FROM pending_fragment"
                           " ORDER BY stream_no, seq LIMIT ?");
  kapka_stmt_add_int (stmt, limit);
  while ((step = kapka_stmt_step (stmt, error)) == KAPKA_STEP_ROW) {
    KapkaFragment *fragment = read_fragment (journal->db, stmt, error);

    if (fragment == NULL)
      return NULL;
    g_ptr_array_add (fragments, fragment);
  }
  return step == KAPKA_STEP_DONE ? g_steal_pointer (&fragments) : NULL;
}
