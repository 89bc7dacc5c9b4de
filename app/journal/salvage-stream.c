// SPDX-License-Identifier: GPL-3.0-or-later
#include "journal/salvage-stream.h"

#include "base/error.h"
#include "journal/event-rows.h"
#include "journal/journal-private.h"
#include "journal/salvage-fold.h"
#include "journal/stream.h"

/** KapkaSalvageSource: the stream in the wreck. */
typedef struct {
  KapkaWreck *wreck;
  const KapkaWreckStream *stream;
  gboolean folded;
  const char *stream_id;  // (nullable) %NULL: it cannot be told.
  const char *install_id; // (nullable) Likewise.
} KapkaSalvageSource;

/** KapkaSalvageTarget: the stream here that takes the rows. */
typedef struct {
  gint64 stream_no;
  gboolean folded; // It takes none.
} KapkaSalvageTarget;

/** KapkaSalvageRow: a genuine event and its number. */
typedef struct {
  gint64 seq;
  KapkaEvent *event;
} KapkaSalvageRow;

static void
row_clear (KapkaSalvageRow *row) {
  g_clear_pointer (&row->event, kapka_event_free);
}

/** Finds the identity under which the first genuine row holds. */
static const char *
find_stream_id (KapkaWreck *wreck, const KapkaWreckStream *stream) {
  for (guint i = 0; i < stream->n_events; i++) {
    for (guint j = 0; j < stream->ids->len; j++) {
      const char *id = g_ptr_array_index (stream->ids, j);
      g_autoptr (KapkaEvent) event = kapka_wreck_read_event (wreck, stream, i, id);

      if (event != NULL)
        return id;
    }
  }
  return NULL;
}

/** Adds a genuine row. Two different ones under one number cannot both be true, and which one is
 * cannot be told. */
static void
add_row (GArray *rows, gint64 seq, KapkaEvent *event) {
  KapkaSalvageRow row = { seq, event };
  KapkaSalvageRow *last =
      rows->len == 0 ? NULL : &g_array_index (rows, KapkaSalvageRow, rows->len - 1);

  if (last == NULL || last->seq != seq) {
    g_array_append_val (rows, row);
    return;
  }
  if (last->event != NULL && !g_str_equal (last->event->event_id, event->event_id))
    row_clear (last);
  kapka_event_free (event);
}

static gboolean
continues_row (KapkaWreck *wreck, const KapkaWreckStream *stream, guint index) {
  return index > 0 && index < stream->n_events &&
         kapka_wreck_get_seq (wreck, stream, index) ==
             kapka_wreck_get_seq (wreck, stream, index - 1);
}

/** Reads the genuine rows from @first on; those with one number stay together. */
static GArray *
read_rows (KapkaWreck *wreck,
           const KapkaWreckStream *stream,
           const char *stream_id,
           guint first,
           guint limit) {
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (KapkaSalvageRow));
  guint end = first + limit;

  g_array_set_clear_func (rows, (GDestroyNotify)row_clear);
  for (guint i = first; i < stream->n_events; i++) {
    KapkaEvent *event;

    if (i >= end && !continues_row (wreck, stream, i))
      break;
    // What the slice before took along.
    if (i == first && continues_row (wreck, stream, i)) {
      first++;
      continue;
    }
    event = kapka_wreck_read_event (wreck, stream, i, stream_id);
    if (event != NULL)
      add_row (rows, kapka_wreck_get_seq (wreck, stream, i), event);
  }
  return rows;
}

static gboolean
is_here (KapkaDb *db,
         gint64 stream_no,
         const KapkaSalvageRow *row,
         gboolean *out_here,
         GError **error) {
  g_autoptr (KapkaStmt) stmt =
      kapka_db_prepare (db, "SELECT EXISTS(SELECT 1 FROM event WHERE stream_no = ? AND seq = ?)"
                            " OR EXISTS(SELECT 1 FROM event WHERE event_id = ?)");
  KapkaStep step;

  kapka_stmt_add_int (stmt, stream_no);
  kapka_stmt_add_int (stmt, row->seq);
  kapka_stmt_add_text (stmt, row->event->event_id);
  step = kapka_stmt_step (stmt, error);
  *out_here = step == KAPKA_STEP_ROW && kapka_stmt_get_int (stmt, 0) != 0;
  return step == KAPKA_STEP_ROW;
}

/** Writes one event; one that the schema refuses is left out. */
static gboolean
insert_row (KapkaDb *db,
            gint64 stream_no,
            const char *stream_id,
            const KapkaSalvageRow *row,
            GError **error) {
  g_autoptr (GError) local_error = NULL;

  if (!kapka_db_run_script (db, "SAVEPOINT row", error))
    return FALSE;
  if (kapka_event_rows_insert (db, stream_no, stream_id, row->seq, row->event,
                               row->event->at.synced, &local_error))
    return kapka_db_run_script (db, "RELEASE row", error);
  if (g_error_matches (local_error, KAPKA_ERROR, KAPKA_ERROR_DATA))
    return kapka_db_run_script (db, "ROLLBACK TO row; RELEASE row", error);
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static gboolean
insert_rows (KapkaDb *db, gint64 stream_no, const char *stream_id, GArray *rows, GError **error) {
  for (guint i = 0; i < rows->len; i++) {
    const KapkaSalvageRow *row = &g_array_index (rows, KapkaSalvageRow, i);
    gboolean here = TRUE;

    if (row->event != NULL && !is_here (db, stream_no, row, &here, error))
      return FALSE;
    if (!here && !insert_row (db, stream_no, stream_id, row, error))
      return FALSE;
  }
  return TRUE;
}

/** A stream with every number is whole, whatever it was before. */
static gboolean
update_state (KapkaDb *db, gint64 stream_no, GError **error) {
  g_autoptr (KapkaStmt) stmt = kapka_db_prepare (
      db, "UPDATE stream SET state = (SELECT CASE WHEN max(seq) = count(*) THEN 'whole' ELSE "
          "'damaged' END FROM event e WHERE e.stream_no = stream.stream_no)"
          " WHERE stream_no = ? AND state IN ('whole', 'damaged')");

  kapka_stmt_add_int (stmt, stream_no);
  return kapka_stmt_run (stmt, error);
}

/** What an ack of the stream said may no longer be all there is. */
static gboolean
drop_acks (KapkaDb *db, gint64 stream_no, GError **error) {
  g_autoptr (KapkaStmt) stmt = kapka_db_prepare (db, "DELETE FROM ack WHERE stream_no = ?");

  kapka_stmt_add_int (stmt, stream_no);
  return kapka_stmt_run (stmt, error);
}

/** Finds the nearest stream whose install is known, stepping by @step. */
static const char *
find_neighbour (KapkaWreck *wreck, guint index, int step) {
  gint64 n = kapka_wreck_get_n_streams (wreck);

  for (gint64 i = (gint64)index + step; i >= 0 && i < n; i += step) {
    const char *install_id = kapka_wreck_get_stream (wreck, (guint)i)->install_id;

    if (install_id != NULL && g_uuid_string_is_valid (install_id))
      return install_id;
  }
  return NULL;
}

/** Finds the install of a stream. Installs do not come back, so a stream between two of the same is
 * of that one. What neither the stream nor its neighbours tell is not guessed, or its visits might
 * count for another library. */
static const char *
find_install_id (KapkaWreck *wreck, guint index) {
  const char *own = kapka_wreck_get_stream (wreck, index)->install_id;
  const char *before = find_neighbour (wreck, index, -1);
  const char *after = find_neighbour (wreck, index, 1);

  if (before != NULL && g_strcmp0 (before, after) == 0)
    return before;
  if (own != NULL && g_uuid_string_is_valid (own))
    return own;
  if (before == NULL && after == NULL)
    return kapka_wreck_get_install_id (wreck);
  return before == NULL ? after : after == NULL ? before : NULL;
}

/** Looks for the stream among those that are here. */
static gboolean
find_target (KapkaDb *db,
             const char *stream_id,
             KapkaSalvageTarget *target,
             gboolean *out_found,
             GError **error) {
  g_autoptr (KapkaStmt) stmt =
      kapka_db_prepare (db, "SELECT stream_no, state = 'folded' FROM stream WHERE stream_id = ?");
  KapkaStep step;

  kapka_stmt_add_text (stmt, stream_id);
  step = kapka_stmt_step (stmt, error);
  *out_found = step == KAPKA_STEP_ROW;
  if (*out_found) {
    target->stream_no = kapka_stmt_get_int (stmt, 0);
    target->folded = kapka_stmt_get_int (stmt, 1) != 0;
  }
  return step != KAPKA_STEP_ERROR;
}

static const char *
choose_state (const KapkaWreckStream *stream, gboolean folded) {
  if (folded)
    return "folded";
  return g_strcmp0 (stream->state, "conflict") == 0 ? "conflict" : "damaged";
}

/** Opens the stream below all that are here: it is older than they are, and the newest is the one
 * that events are appended to. */
static gboolean
insert_target (KapkaDb *db,
               const KapkaSalvageSource *source,
               KapkaSalvageTarget *target,
               GError **error) {
  g_autoptr (KapkaStmt) stmt = kapka_db_prepare (
      db, "INSERT INTO stream(stream_no, stream_id, boot_id, install_id, started_ms, state)"
          " SELECT min(stream_no) - 1, ?, ?, ?, ?, ? FROM stream RETURNING stream_no");
  const char *boot_id = source->stream->boot_id;

  kapka_stmt_add_text (stmt, source->stream_id);
  kapka_stmt_add_text (stmt, boot_id == NULL ? "" : boot_id);
  kapka_stmt_add_text (stmt, source->install_id);
  kapka_stmt_add_int (stmt, source->stream->started_ms);
  kapka_stmt_add_text (stmt, choose_state (source->stream, source->folded));
  if (kapka_stmt_step (stmt, error) != KAPKA_STEP_ROW)
    return FALSE;
  target->stream_no = kapka_stmt_get_int (stmt, 0);
  target->folded = source->folded;
  return kapka_stmt_run (stmt, error);
}

/** Makes sure of the stream here. The current one comes first, so that no stream of a wreck is ever
 * taken for it. */
static gboolean
ensure_target (KapkaJournal *journal,
               const KapkaSalvageSource *source,
               KapkaSalvageTarget *target,
               GError **error) {
  KapkaStream current;
  gboolean found;

  if (!kapka_stream_ensure (journal->db, journal->clock, journal->mark, &current, error) ||
      !find_target (journal->db, source->stream_id, target, &found, error))
    return FALSE;
  kapka_mark_write (journal->mark, current.stream_id, current.last_seq);
  return found || insert_target (journal->db, source, target, error);
}

/** A stream that was folded here has its events in the fold, and one that has its events here needs
 * no fold. */
static gboolean
fill_target (KapkaDb *db,
             const KapkaSalvageSource *source,
             const KapkaSalvageTarget *target,
             GArray *rows,
             GError **error) {
  if (source->folded != target->folded)
    return TRUE;
  if (source->folded)
    return kapka_salvage_folds (db, source->wreck, source->stream, target->stream_no, error);
  return insert_rows (db, target->stream_no, source->stream_id, rows, error) &&
         update_state (db, target->stream_no, error) && drop_acks (db, target->stream_no, error);
}

static gboolean
take (KapkaJournal *journal, const KapkaSalvageSource *source, GArray *rows, GError **error) {
  g_autoptr (KapkaTransaction) transaction =
      kapka_transaction_begin (journal->db, KAPKA_TRANSACTION_WRITE, error);
  KapkaSalvageTarget target;

  return transaction != NULL && ensure_target (journal, source, &target, error) &&
         fill_target (journal->db, source, &target, rows, error) &&
         kapka_transaction_commit (transaction, error);
}

/** A state that is none is not asked: then a folded day tells. */
static gboolean
is_folded (const KapkaWreckStream *stream) {
  static const char *const unfolded[] = { "whole", "damaged", "conflict", NULL };

  if (stream->state != NULL && g_strv_contains (unfolded, stream->state))
    return FALSE;
  return stream->folds->len > 0 || g_strcmp0 (stream->state, "folded") == 0;
}

/** Looks up what is known of the stream. */
static KapkaSalvageSource
describe (KapkaWreck *wreck, guint index) {
  const KapkaWreckStream *stream = kapka_wreck_get_stream (wreck, index);
  KapkaSalvageSource source = { .wreck = wreck, .stream = stream };

  source.folded = is_folded (stream);
  source.install_id = find_install_id (wreck, index);
  if (!source.folded)
    source.stream_id = find_stream_id (wreck, stream);
  // Folded days prove nothing about the stream, so its two copies must agree.
  else if (stream->ids->len == 1)
    source.stream_id = g_ptr_array_index (stream->ids, 0);
  return source;
}

gboolean
kapka_salvage_stream (KapkaJournal *journal,
                      KapkaWreck *wreck,
                      guint index,
                      guint first,
                      guint limit,
                      gboolean *out_through,
                      GError **error) {
  KapkaSalvageSource source = describe (wreck, index);
  g_autoptr (GArray) rows = NULL;

  *out_through = source.folded || source.stream_id == NULL || source.install_id == NULL ||
                 first + limit >= source.stream->n_events;
  if (source.stream_id == NULL || source.install_id == NULL)
    return TRUE;
  rows = read_rows (wreck, source.stream, source.stream_id, first, source.folded ? 0 : limit);
  return (rows->len == 0 && !source.folded) || take (journal, &source, rows, error);
}
