// SPDX-License-Identifier: GPL-3.0-or-later
#include "journal/salvage-fold.h"

#include "journal/fold.h"

static gboolean
is_genuine (KapkaWreck *wreck, const KapkaWreckStream *stream, const KapkaWreckFold *fold) {
  return kapka_fold_digest_holds (fold->counts, fold->digest) &&
         kapka_wreck_is_fold_backed (wreck, stream, fold);
}

/** Writes the day unless it is there or is no day at all. */
static gboolean
insert_day (KapkaDb *db,
            gint64 stream_no,
            const KapkaWreckFold *fold,
            gboolean *out_inserted,
            GError **error) {
  g_autoptr (KapkaStmt) stmt = kapka_db_prepare (
      db, "INSERT INTO day_fold(stream_no, day, revision, counts, digest) SELECT ?1, ?2, ?3, ?4, ?5"
          " WHERE date(?2, '+0 days') IS ?2 AND ?3 > 0 ON CONFLICT DO NOTHING RETURNING 1");
  KapkaStep step;

  kapka_stmt_add_int (stmt, stream_no);
  kapka_stmt_add_text (stmt, fold->day);
  kapka_stmt_add_int (stmt, fold->revision);
  kapka_stmt_add_text (stmt, fold->counts);
  kapka_stmt_add_text (stmt, fold->digest);
  step = kapka_stmt_step (stmt, error);
  *out_inserted = step == KAPKA_STEP_ROW;
  return step == KAPKA_STEP_DONE || (*out_inserted && kapka_stmt_run (stmt, error));
}

/** No trigger does for a fold what one does for an event. */
static gboolean
add_to_rollup (KapkaDb *db, const KapkaWreckFold *fold, GError **error) {
  g_autoptr (KapkaStmt) stmt = kapka_db_prepare (
      db, "INSERT INTO day_count(day, key, value) SELECT ?, key, value FROM json_each(?) WHERE true"
          " ON CONFLICT(key, day) DO UPDATE SET value = value + excluded.value");

  kapka_stmt_add_text (stmt, fold->day);
  kapka_stmt_add_text (stmt, fold->counts);
  return kapka_stmt_run (stmt, error);
}

gboolean
kapka_salvage_folds (KapkaDb *db,
                     KapkaWreck *wreck,
                     const KapkaWreckStream *stream,
                     gint64 stream_no,
                     GError **error) {
  for (guint i = 0; i < stream->folds->len; i++) {
    const KapkaWreckFold *fold = g_ptr_array_index (stream->folds, i);
    gboolean inserted = FALSE;

    if (is_genuine (wreck, stream, fold) && !insert_day (db, stream_no, fold, &inserted, error))
      return FALSE;
    if (inserted && !add_to_rollup (db, fold, error))
      return FALSE;
  }
  return TRUE;
}
