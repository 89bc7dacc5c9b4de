// SPDX-License-Identifier: GPL-3.0-or-later
#include <string.h>

#include "journal/figures.h"
#include "journal/journal-private.h"
#include "journal/visits.h"

/** KapkaStreamDays: how many visits began on the days of a stream while it ended at `last_seq`.
 * Nothing is appended to a stream after its boot, so all but one are counted once. */
typedef struct {
  gint64 stream_no;
  gint64 last_seq;
  GArray *days; // Of KapkaVisitDay.
} KapkaStreamDays;

static void
stream_days_free (KapkaStreamDays *stream) {
  g_array_unref (stream->days);
  g_free (stream);
}

static GArray *
days_new (void) {
  return g_array_new (FALSE, TRUE, sizeof (KapkaVisitDay));
}

static void
count_visit (GArray *days, const char *day) {
  KapkaVisitDay *last = days->len == 0 ? NULL : &g_array_index (days, KapkaVisitDay, days->len - 1);
  KapkaVisitDay line = { .n_visits = 1 };

  if (last != NULL && strcmp (last->day, day) == 0) {
    last->n_visits++;
    return;
  }
  g_strlcpy (line.day, day, sizeof line.day);
  g_array_append_val (days, line);
}

/** Reads the stream as it lies on the disk: grouped by SQLite, or by the index of beginnings, each
 * event would be looked up from an index. */
static GArray *
count_stream (KapkaDb *db, gint64 stream_no, GError **error) {
  g_autoptr (KapkaStmt) stmt =
      kapka_db_prepare (db, "SELECT day FROM event WHERE stream_no = ? AND kind = 'begin'");
  g_autoptr (GArray) days = days_new ();
  KapkaStep step;

  kapka_stmt_add_int (stmt, stream_no);
  while ((step = kapka_stmt_step (stmt, error)) == KAPKA_STEP_ROW)
    count_visit (days, kapka_stmt_get_text (stmt, 0));
  return step == KAPKA_STEP_DONE ? g_steal_pointer (&days) : NULL;
}

static GHashTable *
ensure_memo (KapkaJournal *journal) {
  if (journal->stream_days == NULL)
    journal->stream_days =
        g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, (GDestroyNotify)stream_days_free);
  return journal->stream_days;
}

/** Returns: (transfer none): the days of a stream; of a damaged one, whose end says nothing, they
 * are always counted anew. */
static GArray *
ensure_stream (KapkaJournal *journal,
               gint64 stream_no,
               gint64 last_seq,
               gboolean whole,
               GError **error) {
  GHashTable *memo = ensure_memo (journal);
  KapkaStreamDays *stream = g_hash_table_lookup (memo, &stream_no);

  if (stream == NULL || stream->last_seq != last_seq || !whole) {
    GArray *days = count_stream (journal->db, stream_no, error);

    if (days == NULL)
      return NULL;
    stream = g_new0 (KapkaStreamDays, 1);
    stream->stream_no = stream_no;
    stream->last_seq = last_seq;
    stream->days = days;
    g_hash_table_replace (memo, &stream->stream_no, stream);
  }
  return stream->days;
}

/** Adds visits to a day; one without any is there too. */
static void
add_visits (GHashTable *days, const char *day, guint n_visits) {
  KapkaVisitDay *line = g_hash_table_lookup (days, day);

  if (line == NULL) {
    line = g_new0 (KapkaVisitDay, 1);
    g_strlcpy (line->day, day, sizeof line->day);
    g_hash_table_insert (days, line->day, line);
  }
  line->n_visits += n_visits;
}

static gboolean
add_streams (GHashTable *days, KapkaJournal *journal, GError **error) {
  g_autoptr (KapkaStmt) stmt = kapka_db_prepare (
      journal->db, "SELECT stream_no, (SELECT max(seq) FROM event e"
                   " WHERE e.stream_no = s.stream_no), state = 'whole' FROM stream s"
                   " WHERE state <> 'folded'");
  KapkaStep step;

  while ((step = kapka_stmt_step (stmt, error)) == KAPKA_STEP_ROW) {
    const GArray *counted =
        ensure_stream (journal, kapka_stmt_get_int (stmt, 0), kapka_stmt_get_int (stmt, 1),
                       kapka_stmt_get_int (stmt, 2) != 0, error);

    if (counted == NULL)
      return FALSE;
    for (guint i = 0; i < counted->len; i++) {
      const KapkaVisitDay *day = &g_array_index (counted, KapkaVisitDay, i);

      add_visits (days, day->day, day->n_visits);
    }
  }
  return step == KAPKA_STEP_DONE;
}

/** A day that has figures and no visits got them by hand. */
static gboolean
add_days_by_hand (GHashTable *days, KapkaJournal *journal, const char *first_day, GError **error) {
  g_autoptr (KapkaStmt) stmt = kapka_db_prepare (
      journal->db, "SELECT DISTINCT day FROM day_count"
                   " WHERE key IN ('users', 's1', 's2', 's3', 's4', 's5', 's6', 'pages')"
                   " AND day >= ?");
  KapkaStep step;

  kapka_stmt_add_text (stmt, first_day);
  while ((step = kapka_stmt_step (stmt, error)) == KAPKA_STEP_ROW)
    add_visits (days, kapka_stmt_get_text (stmt, 0), 0);
  return step == KAPKA_STEP_DONE;
}

static int
compare_newest_first (gconstpointer a, gconstpointer b) {
  return strcmp (((const KapkaVisitDay *)b)->day, ((const KapkaVisitDay *)a)->day);
}

static GArray *
list_sorted (GHashTable *days, const char *first_day, const char *last_day) {
  GArray *list = days_new ();
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, days);
  while (g_hash_table_iter_next (&iter, NULL, &value)) {
    const KapkaVisitDay *day = value;

    if (strcmp (day->day, first_day) >= 0 && strcmp (day->day, last_day) <= 0)
      g_array_append_val (list, *day);
  }
  g_array_sort (list, compare_newest_first);
  return list;
}

GArray *
kapka_visits_list_days (KapkaJournal *journal,
                        const char *first_day,
                        const char *last_day,
                        GError **error) {
  g_autoptr (GError) local_error = NULL;
  g_autoptr (GHashTable) days = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  g_autofree char *first_whole = kapka_figures_first_day_with_events (journal, &local_error);

  if (local_error != NULL) {
    g_propagate_error (error, g_steal_pointer (&local_error));
    return NULL;
  }
  if (!add_streams (days, journal, error) ||
      !add_days_by_hand (days, journal,
                         g_strcmp0 (first_whole, first_day) > 0 ? first_whole : first_day, error))
    return NULL;
  return list_sorted (days, first_day, last_day);
}
