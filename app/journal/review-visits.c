// SPDX-License-Identifier: GPL-3.0-or-later
#include "journal/review-visits.h"

#include <string.h>

#include "journal/review-sums.h"
#include "journal/visits.h"

/** KapkaReviewVisit: what these days say about a visit. */
typedef struct {
  char id[37];
  gboolean begun;
  gint64 begin_ms; // Of its first event while it has not begun.
  gint64 utc_off_min;
  gint64 end_ms;
  char end_reason[33]; // Empty: has not ended.
  gint64 users;
  gint64 requests;
} KapkaReviewVisit;

struct _KapkaReviewVisits {
  GHashTable *by_id;        // (element-type utf8 KapkaReviewVisit)
  KapkaReviewVisit *latest; // (nullable) Events of a visit mostly follow each other.
};

KapkaReviewVisits *
kapka_review_visits_new (void) {
  KapkaReviewVisits *visits = g_new0 (KapkaReviewVisits, 1);

  visits->by_id = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  return visits;
}

void
kapka_review_visits_free (KapkaReviewVisits *visits) {
  g_hash_table_unref (visits->by_id);
  g_free (visits);
}

static KapkaReviewVisit *
ensure_visit (KapkaReviewVisits *visits, const KapkaReviewRow *row) {
  KapkaReviewVisit *visit = visits->latest;

  if (visit != NULL && strcmp (visit->id, row->visit) == 0)
    return visit;
  visit = g_hash_table_lookup (visits->by_id, row->visit);
  if (visit == NULL) {
    visit = g_new0 (KapkaReviewVisit, 1);
    g_strlcpy (visit->id, row->visit, sizeof visit->id);
    visit->begin_ms = row->utc_ms;
    visit->utc_off_min = row->utc_off_min;
    g_hash_table_insert (visits->by_id, visit->id, visit);
  }
  visits->latest = visit;
  return visit;
}

void
kapka_review_visits_take (KapkaReviewVisits *visits, const KapkaReviewRow *row) {
  KapkaReviewVisit *visit = ensure_visit (visits, row);

  visit->users += row->users;
  visit->requests += row->requests;
  if (row->kind == KAPKA_EVENT_BEGIN) {
    visit->begun = TRUE;
    visit->begin_ms = row->utc_ms;
    visit->utc_off_min = row->utc_off_min;
  } else if (row->kind == KAPKA_EVENT_END) {
    visit->end_ms = row->utc_ms;
    g_strlcpy (visit->end_reason, row->reason != NULL ? row->reason : "", sizeof visit->end_reason);
  }
}

/** A visit over midnight, one that was ended at the next start, one that goes on. */
static gboolean
complete (KapkaReviewVisit *visit, KapkaJournal *journal, GError **error) {
  g_autoptr (GError) local_error = NULL;
  g_autoptr (KapkaVisitLine) line = kapka_visits_get (journal, visit->id, &local_error);

  if (local_error != NULL) {
    g_propagate_error (error, g_steal_pointer (&local_error));
    return FALSE;
  }
  if (line == NULL)
    return TRUE;
  visit->begin_ms = line->begin_ms;
  visit->utc_off_min = line->utc_off_min;
  visit->end_ms = line->end_ms;
  g_strlcpy (visit->end_reason, line->end_reason != NULL ? line->end_reason : "",
             sizeof visit->end_reason);
  return TRUE;
}

static void
add_visit (const KapkaReviewVisit *visit, KapkaReview *review) {
  kapka_review_add_hour (review, visit->begin_ms, visit->utc_off_min, visit->users,
                         visit->requests);
  if (visit->begun && visit->users > 0 && *visit->end_reason != '\0')
    kapka_review_add_end (review, visit->end_reason, visit->requests,
                          visit->end_ms - visit->begin_ms);
}

gboolean
kapka_review_visits_sum (KapkaReviewVisits *visits,
                         KapkaJournal *journal,
                         KapkaReview *review,
                         GError **error) {
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, visits->by_id);
  while (g_hash_table_iter_next (&iter, NULL, &value)) {
    KapkaReviewVisit *visit = value;

    if ((!visit->begun || *visit->end_reason == '\0') && !complete (visit, journal, error))
      return FALSE;
    add_visit (visit, review);
  }
  return TRUE;
}
