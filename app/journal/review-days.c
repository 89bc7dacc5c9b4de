// SPDX-License-Identifier: GPL-3.0-or-later
#include "journal/review-days.h"

#include "journal/journal-private.h"
#include "journal/review-rows.h"
#include "journal/review-sums.h"
#include "journal/review-visits.h"

// What a correction of something that belongs to no visit corrects in the end.
static const char root_moment[] =
    "WITH RECURSIVE root(corrects, kind, reason, utc_ms, utc_off_min) AS ("
    " SELECT ?, NULL, NULL, NULL, NULL UNION ALL"
    " SELECT o.corrects, o.kind, o.reason, o.utc_ms, o.utc_off_min"
    " FROM root JOIN event o ON o.event_id = root.corrects)"
    " SELECT utc_ms, utc_off_min FROM root"
    " WHERE corrects IS NULL AND kind = 'manual' AND reason = 'tally'";

static gboolean
add_correction_of_tally (KapkaDb *db,
                         const KapkaReviewRow *row,
                         KapkaReview *review,
                         GError **error) {
  g_autoptr (KapkaStmt) stmt = kapka_db_prepare (db, root_moment);
  KapkaStep step;

  kapka_stmt_add_text (stmt, row->corrects);
  step = kapka_stmt_step (stmt, error);
  if (step == KAPKA_STEP_ROW)
    kapka_review_add_hour (review, kapka_stmt_get_int (stmt, 0), kapka_stmt_get_int (stmt, 1),
                           row->users, row->requests);
  return step != KAPKA_STEP_ERROR;
}

static gboolean
take_row (KapkaDb *db,
          const KapkaReviewRow *row,
          KapkaReviewVisits *visits,
          KapkaReview *review,
          GError **error) {
  if (row->item != NULL && row->requests != 0)
    kapka_review_add_tile (review, row->item, row->requests);
  if (row->visit != NULL)
    kapka_review_visits_take (visits, row);
  else if (row->kind == KAPKA_EVENT_MANUAL && g_strcmp0 (row->reason, "tally") == 0)
    kapka_review_add_hour (review, row->utc_ms, row->utc_off_min, row->users, row->requests);
  else if (row->kind == KAPKA_EVENT_CORRECTION && (row->users != 0 || row->requests != 0))
    return add_correction_of_tally (db, row, review, error);
  return TRUE;
}

KapkaReview *
kapka_review_read_days (KapkaJournal *journal,
                        const char *first_day,
                        const char *last_day,
                        GError **error) {
  g_autoptr (KapkaReview) review = kapka_review_new ();
  g_autoptr (KapkaReviewVisits) visits = kapka_review_visits_new ();
  g_autoptr (KapkaReviewRows) rows = kapka_review_rows_new (journal->db, first_day, last_day);
  KapkaReviewRow row;
  KapkaStep step;

  while ((step = kapka_review_rows_next (rows, &row, error)) == KAPKA_STEP_ROW)
    if (!take_row (journal->db, &row, visits, review, error))
      return NULL;
  if (step != KAPKA_STEP_DONE || !kapka_review_visits_sum (visits, journal, review, error))
    return NULL;
  return g_steal_pointer (&review);
}
