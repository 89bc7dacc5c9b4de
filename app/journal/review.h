// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "journal/figures.h"

/**
 * KapkaReview:
 * What the events of some days tell beyond the sums of the roll-up. Events that were folded tell
 * nothing any more (kapka_figures_first_day_with_events()). Corrections count in the groups of what
 * they correct.
 */
typedef struct _KapkaReview KapkaReview;

typedef enum {
  KAPKA_REVIEW_HOUR, // Local hour in which the visit began, or a tally was made; a batch from paper
                     // has none.
  KAPKA_REVIEW_TILE,
  KAPKA_REVIEW_END_REASON, // Visits with a user that began in these days and have ended.
} KapkaReviewGroup;

/**
 * kapka_review_read:
 * @first_day: `YYYY-MM-DD`, included
 * @last_day: `YYYY-MM-DD`, included
 * @error: return location
 *
 * Months that were read before and have got no event since are not read again.
 *
 * Returns: (transfer full): the review, or %NULL.
 */
KapkaReview *kapka_review_read (KapkaJournal *journal,
                                const char *first_day,
                                const char *last_day,
                                GError **error);
void kapka_review_free (KapkaReview *review);

/** Returns: (transfer full) (element-type KapkaGroupFigures): groups that have a figure, by key. */
GPtrArray *kapka_review_list (const KapkaReview *review, KapkaReviewGroup group);

/** Returns: mean length of the visits of KAPKA_REVIEW_END_REASON, in seconds; 0 without any. */
gint64 kapka_review_get_mean_seconds (const KapkaReview *review);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KapkaReview, kapka_review_free)
