// SPDX-License-Identifier: GPL-3.0-or-later
#include "journal/fold.h"

#include <string.h>

#include "base/json.h"
#include "journal/event-rows.h"
#include "journal/journal-private.h"
#include "journal/stream.h"
#include "journal/upload.h"

#define RETENTION_MONTHS 25
#define MAX_BYTES (64 * 1024)

/** KapkaFoldDay: what one day of the stream comes to. */
typedef struct {
  gint64 revision;
  GPtrArray *counts; // Of owned KapkaCount.
} KapkaFoldDay;

static KapkaFoldDay *
fold_day_new (void) {
  KapkaFoldDay *day = g_new0 (KapkaFoldDay, 1);

  day->counts = kapka_counts_new ();
  return day;
}

static void
fold_day_free (KapkaFoldDay *day) {
  g_ptr_array_unref (day->counts);
  g_free (day);
}

static void
add_event (GHashTable *days, const KapkaEvent *event, gint64 seq) {
  KapkaFoldDay *day = g_hash_table_lookup (days, event->at.day);

  if (day == NULL) {
    day = fold_day_new ();
    g_hash_table_insert (days, g_strdup (event->at.day), day);
  }
  day->revision = seq;
  for (guint i = 0; i < event->counts->len; i++) {
    const KapkaCount *count = g_ptr_array_index (event->counts, i);

    kapka_counts_add (day->counts, count->key, count->delta);
  }
}

/** Adds up the events of a stream. Returns: (transfer full) (element-type utf8 KapkaFoldDay): by
 * day. */
static GHashTable *
read_days (KapkaDb *db, gint64 stream_no, GError **error) {
  g_autoptr (GHashTable) days =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)fold_day_free);
  g_autoptr (KapkaStmt) stmt = kapka_db_prepare (db, KAPKA_EVENT_ROWS ("e.stream_no = ?"));
  KapkaEventRows rows;

  kapka_stmt_add_int (stmt, stream_no);
  if (!kapka_event_rows_begin (&rows, stmt, error))
    return NULL;
  for (;;) {
    g_autoptr (KapkaEvent) event = NULL;
    gint64 seq;

    if (!kapka_event_rows_next (&rows, &event, &seq, error))
      return NULL;
    if (event == NULL)
      return g_steal_pointer (&days);
    add_event (days, event, seq);
  }
}

static char *
print_counts (GPtrArray *counts) {
  g_autoptr (KapkaJson) object = kapka_json_new_object ();

  for (guint i = 0; i < counts->len; i++) {
    const KapkaCount *count = g_ptr_array_index (counts, i);

    kapka_json_set_int (object, count->key, count->delta);
  }
  return kapka_json_to_string (object);
}

static gboolean
insert_day (KapkaDb *db,
            gint64 stream_no,
            const char *day,
            const KapkaFoldDay *fold,
            GError **error) {
  g_autoptr (KapkaStmt) stmt = kapka_db_prepare (
      db, "INSERT INTO day_fold(stream_no, day, revision, counts, digest) VALUES(?, ?, ?, ?, ?)");
  g_autofree char *counts = print_counts (fold->counts);
  g_autofree char *digest = kapka_day_document_digest (fold->counts);

  kapka_stmt_add_int (stmt, stream_no);
  kapka_stmt_add_text (stmt, day);
  kapka_stmt_add_int (stmt, fold->revision);
  kapka_stmt_add_text (stmt, counts);
  kapka_stmt_add_text (stmt, digest);
  return kapka_stmt_run (stmt, error);
}

static gboolean
insert_days (KapkaDb *db, gint64 stream_no, GHashTable *days, GError **error) {
  GHashTableIter iter;
  gpointer day;
  gpointer fold;

  g_hash_table_iter_init (&iter, days);
  while (g_hash_table_iter_next (&iter, &day, &fold))
    if (!insert_day (db, stream_no, day, fold, error))
      return FALSE;
  return TRUE;
}

static gboolean
run_on_stream (KapkaDb *db, const char *sql, gint64 stream_no, GError **error) {
  g_autoptr (KapkaStmt) stmt = kapka_db_prepare (db, sql);

  kapka_stmt_add_int (stmt, stream_no);
  return kapka_stmt_run (stmt, error);
}

static gboolean
fold_stream (KapkaDb *db, gint64 stream_no, GError **error) {
  g_autoptr (GHashTable) days = read_days (db, stream_no, error);

  // The change of state comes before the deletions: one trigger refuses it while a day is missing,
  // another refuses them before it.
  return days != NULL && insert_days (db, stream_no, days, error) &&
         run_on_stream (db, "UPDATE stream SET state = 'folded' WHERE stream_no = ?", stream_no,
                        error) &&
         run_on_stream (db, "DELETE FROM event_count WHERE stream_no = ?", stream_no, error) &&
         run_on_stream (db, "DELETE FROM event WHERE stream_no = ?", stream_no, error);
}

/** Finds the first stream from *@stream_no on that may be folded. The newest moment of a stream is
 * reckoned from its trusted moments by the time since boot, which no wrong clock can change. */
static gboolean
find_stream (KapkaDb *db,
             gint64 limit_ms,
             gboolean with_centre,
             gint64 *stream_no,
             gboolean *out_found,
             GError **error) {
  g_autoptr (KapkaStmt) stmt = kapka_db_prepare (
      db, "SELECT stream_no FROM stream s WHERE state = 'whole'"
          " AND stream_no >= ? AND stream_no < (SELECT max(stream_no) FROM stream)"
          " AND (SELECT max(utc_ms - boottime_ms) FILTER (WHERE clock_ok = 1) + max(boottime_ms)"
          "  FROM event e WHERE e.stream_no = s.stream_no) < ?"
          " AND (? = 0 OR NOT EXISTS(SELECT 1 FROM pending p WHERE p.stream_no = s.stream_no))"
          " ORDER BY stream_no LIMIT 1");
  KapkaStep step;

  kapka_stmt_add_int (stmt, *stream_no);
  kapka_stmt_add_int (stmt, limit_ms);
  kapka_stmt_add_int (stmt, with_centre);
  step = kapka_stmt_step (stmt, error);
  *out_found = step == KAPKA_STEP_ROW;
  if (*out_found)
    *stream_no = kapka_stmt_get_int (stmt, 0);
  return step != KAPKA_STEP_ERROR;
}

/** The long search goes before the lock for writing; under the lock the find is looked at again,
 * because an ack may have been taken back meanwhile. */
static gboolean
fold_next (KapkaDb *db,
           gint64 limit_ms,
           gboolean with_centre,
           gboolean *out_folded,
           GError **error) {
  g_autoptr (KapkaTransaction) transaction = NULL;
  gint64 stream_no = G_MININT64;

  if (!find_stream (db, limit_ms, with_centre, &stream_no, out_folded, error))
    return FALSE;
  if (!*out_folded)
    return TRUE;
  transaction = kapka_transaction_begin (db, KAPKA_TRANSACTION_WRITE, error);
  if (transaction == NULL ||
      !find_stream (db, limit_ms, with_centre, &stream_no, out_folded, error))
    return FALSE;
  return !*out_folded ||
         (fold_stream (db, stream_no, error) && kapka_transaction_commit (transaction, error));
}

/** Says whether @now can be trusted as the moment of an event would be. */
static gboolean
judge_now (KapkaJournal *journal, const KapkaInstant *now, gboolean *out_ok, GError **error) {
  g_autoptr (KapkaEvent) event = kapka_event_new (KAPKA_EVENT_ON, journal->clock);

  event->at = *now;
  return kapka_stream_judge_clock (journal->db, event, out_ok, error);
}

static gint64
retention_limit_ms (const KapkaInstant *now) {
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (now->utc_ms / 1000);
  g_autoptr (GDateTime) limit = g_date_time_add_months (time, -RETENTION_MONTHS);

  return g_date_time_to_unix (limit) * 1000;
}

int
kapka_journal_fold (KapkaJournal *journal,
                    const KapkaInstant *now,
                    gboolean with_centre,
                    guint limit,
                    GError **error) {
  gint64 limit_ms = retention_limit_ms (now);
  gboolean trusted;
  int n = 0;

  if (!judge_now (journal, now, &trusted, error))
    return -1;
  while (trusted && (guint)n < limit) {
    gboolean folded;

    if (!fold_next (journal->db, limit_ms, with_centre, &folded, error))
      return -1;
    if (!folded)
      break;
    n++;
  }
  return n;
}

/** Reads the counts of a fold. Returns: (transfer full) (nullable): them, sorted by key. */
static GPtrArray *
read_counts (const char *text) {
  g_autoptr (KapkaJson) json = kapka_json_parse (text, strlen (text), MAX_BYTES, NULL, NULL);
  g_autoptr (GPtrArray) counts = kapka_counts_new ();
  g_auto (GStrv) keys = NULL;

  if (json == NULL || text[0] != '{')
    return NULL;
  keys = kapka_json_list_keys (json);
  for (guint i = 0; keys[i] != NULL; i++) {
    gint64 value;

    if (!kapka_json_get_int (json, keys[i], 1 - KAPKA_JSON_INT_LIMIT, KAPKA_JSON_INT_LIMIT - 1,
                             &value, NULL))
      return NULL;
    kapka_counts_add (counts, keys[i], value);
  }
  kapka_counts_sort (counts);
  return g_steal_pointer (&counts);
}

gboolean
kapka_fold_digest_holds (const char *text, const char *digest) {
  g_autoptr (GPtrArray) counts = text == NULL ? NULL : read_counts (text);
  g_autofree char *right = counts == NULL ? NULL : kapka_day_document_digest (counts);

  return right != NULL && g_strcmp0 (right, digest) == 0;
}
