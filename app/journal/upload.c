// SPDX-License-Identifier: GPL-3.0-or-later
#include "journal/upload.h"

#include <string.h>

#include "base/digest.h"
#include "base/error.h"
#include "journal/event-rows.h"
#include "journal/journal-private.h"

void
kapka_day_document_free (KapkaDayDocument *document) {
  if (document == NULL)
    return;
  g_free (document->stream_id);
  g_free (document->install_id);
  g_clear_pointer (&document->counts, g_ptr_array_unref);
  g_free (document->digest);
  g_free (document);
}

char *
kapka_day_document_digest (GPtrArray *counts) {
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *hash = NULL;

  kapka_counts_print (counts, text);
  hash = kapka_digest_sha256_hex (text->str, text->len);
  return g_strconcat ("sha256:", hash, NULL);
}

// The view `pending`, but the days of each stream are found by stepping from one to the next in the
// index: the view looks at each event.
static const char count_pending[] =
    "WITH RECURSIVE held(stream_no, day) AS ("
    " SELECT stream_no, (SELECT min(e.day) FROM event e WHERE e.stream_no = s.stream_no)"
    "  FROM stream s WHERE state = 'whole'"
    " UNION ALL SELECT h.stream_no, (SELECT min(e.day) FROM event e"
    "  WHERE e.stream_no = h.stream_no AND e.day > h.day) FROM held h WHERE h.day IS NOT NULL)"
    " SELECT count(*), min(r.day) FROM ("
    "  SELECT stream_no, day, (SELECT max(e.seq) FROM event e WHERE e.stream_no = h.stream_no"
    "   AND e.day = h.day) AS revision FROM held h WHERE h.day IS NOT NULL"
    "  UNION ALL SELECT stream_no, day, revision FROM day_fold) r"
    " LEFT JOIN ack a ON a.receiver_id = (SELECT value FROM meta WHERE key = 'receiver_id')"
    "  AND a.stream_no = r.stream_no AND a.day = r.day WHERE r.revision > coalesce(a.revision, 0)";

gint64
kapka_upload_count_pending (KapkaJournal *journal, char **out_oldest_day, GError **error) {
  g_autoptr (KapkaStmt) stmt = kapka_db_prepare (journal->db, count_pending);

  if (kapka_stmt_step (stmt, error) != KAPKA_STEP_ROW)
    return -1;
  if (out_oldest_day != NULL)
    *out_oldest_day = g_strdup (kapka_stmt_get_text (stmt, 1));
  return kapka_stmt_get_int (stmt, 0);
}

static void
set_corrupt (const KapkaDayDocument *document, const char *what, GError **error) {
  g_set_error (error, KAPKA_ERROR, KAPKA_ERROR_CORRUPT, "%s of stream %s: %s", document->day,
               document->stream_id, what);
}

/** Adds up the events of the day; their highest number must be the revision that the list of
 * pending days gave. */
static gboolean
read_from_events (KapkaDb *db, KapkaDayDocument *document, GError **error) {
  g_autoptr (KapkaStmt) stmt =
      kapka_db_prepare (db, KAPKA_EVENT_ROWS ("e.stream_no = ? AND e.day = ?"));
  KapkaEventRows rows;
  gint64 revision = 0;

  kapka_stmt_add_int (stmt, document->stream_no);
  kapka_stmt_add_text (stmt, document->day);
  if (!kapka_event_rows_begin (&rows, stmt, error))
    return FALSE;
  for (;;) {
    g_autoptr (KapkaEvent) event = NULL;

    if (!kapka_event_rows_next (&rows, &event, &revision, error))
      return FALSE;
    if (event == NULL)
      break;
    for (guint i = 0; i < event->counts->len; i++) {
      const KapkaCount *count = g_ptr_array_index (event->counts, i);

      kapka_counts_add (document->counts, count->key, count->delta);
    }
  }
  if (revision != document->revision)
    set_corrupt (document, "the events do not reach the revision", error);
  return revision == document->revision;
}

static gboolean
read_from_fold (KapkaDb *db, KapkaDayDocument *document, char **out_digest, GError **error) {
  g_autoptr (KapkaStmt) stmt =
      kapka_db_prepare (db, "SELECT f.digest, j.key, j.value FROM day_fold f"
                            " LEFT JOIN json_each(f.counts) j"
                            " WHERE f.stream_no = ? AND f.day = ?");
  KapkaStep step;

  kapka_stmt_add_int (stmt, document->stream_no);
  kapka_stmt_add_text (stmt, document->day);
  while ((step = kapka_stmt_step (stmt, error)) == KAPKA_STEP_ROW) {
    g_free (*out_digest);
    *out_digest = g_strdup (kapka_stmt_get_text (stmt, 0));
    if (!kapka_stmt_is_null (stmt, 1))
      kapka_counts_add (document->counts, kapka_stmt_get_text (stmt, 1),
                        kapka_stmt_get_int (stmt, 2));
  }
  return step == KAPKA_STEP_DONE;
}

static gboolean
read_counts (KapkaDb *db, KapkaDayDocument *document, gboolean folded, GError **error) {
  g_autofree char *folded_digest = NULL;

  if (folded ? !read_from_fold (db, document, &folded_digest, error)
             : !read_from_events (db, document, error))
    return FALSE;
  kapka_counts_sort (document->counts);
  document->digest = kapka_day_document_digest (document->counts);
  if (folded && g_strcmp0 (folded_digest, document->digest) != 0) {
    set_corrupt (document, "the folded day does not match its digest", error);
    return FALSE;
  }
  return TRUE;
}

static KapkaDayDocument *
read_document (KapkaDb *db, KapkaStmt *stmt, GError **error) {
  g_autoptr (KapkaDayDocument) document = g_new0 (KapkaDayDocument, 1);

  document->stream_no = kapka_stmt_get_int (stmt, 0);
  document->stream_id = g_strdup (kapka_stmt_get_text (stmt, 1));
  document->install_id = g_strdup (kapka_stmt_get_text (stmt, 2));
  g_strlcpy (document->day, kapka_stmt_get_text (stmt, 3), sizeof document->day);
  document->revision = kapka_stmt_get_int (stmt, 4);
  document->counts = kapka_counts_new ();
  if (!read_counts (db, document, kapka_stmt_get_int (stmt, 5) != 0, error))
    return NULL;
  return g_steal_pointer (&document);
}

static GPtrArray *
read_documents (KapkaDb *db, KapkaStmt *stmt, GError **error) {
  g_autoptr (GPtrArray) documents =
      g_ptr_array_new_with_free_func ((GDestroyNotify)kapka_day_document_free);
  KapkaStep step;

  while ((step = kapka_stmt_step (stmt, error)) == KAPKA_STEP_ROW) {
    KapkaDayDocument *document = read_document (db, stmt, error);

    if (document == NULL)
      return NULL;
    g_ptr_array_add (documents, document);
  }
  return step == KAPKA_STEP_DONE ? g_steal_pointer (&documents) : NULL;
}

GPtrArray *
kapka_upload_list_pending (KapkaJournal *journal, guint limit, GError **error) {
  g_autoptr (KapkaTransaction) transaction =
      kapka_transaction_begin (journal->db, KAPKA_TRANSACTION_READ, error);
  g_autoptr (KapkaStmt) stmt = NULL;

  if (transaction == NULL)
    return NULL;
  stmt = kapka_db_prepare (
      journal->db,
      "SELECT p.stream_no, p.stream_id, p.install_id, p.day, p.revision, s.state = 'folded'"
      " FROM pending p JOIN stream s USING(stream_no) ORDER BY p.day, p.stream_no LIMIT ?");
  kapka_stmt_add_int (stmt, limit);
  return read_documents (journal->db, stmt, error);
}

GPtrArray *
kapka_upload_list_held (KapkaJournal *journal,
                        const KapkaDayDocument *after,
                        guint limit,
                        GError **error) {
  g_autoptr (KapkaTransaction) transaction =
      kapka_transaction_begin (journal->db, KAPKA_TRANSACTION_READ, error);
  g_autoptr (KapkaStmt) stmt = NULL;

  if (transaction == NULL)
    return NULL;
  stmt = kapka_db_prepare (
      journal->db,
      "SELECT r.stream_no, s.stream_id, s.install_id, r.day, r.revision, s.state = 'folded'"
      " FROM day_report r JOIN stream s USING(stream_no) WHERE (r.stream_no, r.day) > (?, ?)"
      " ORDER BY r.stream_no, r.day LIMIT ?");
  // Streams that were brought back out of a wreck have numbers below 1.
  kapka_stmt_add_int (stmt, after == NULL ? G_MININT64 : after->stream_no);
  kapka_stmt_add_text (stmt, after == NULL ? "" : after->day);
  kapka_stmt_add_int (stmt, limit);
  return read_documents (journal->db, stmt, error);
}
