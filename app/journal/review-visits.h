// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "journal/review-rows.h"
#include "journal/review.h"

/** KapkaReviewVisits: the visits of some days while their events are read. */
typedef struct _KapkaReviewVisits KapkaReviewVisits;

KapkaReviewVisits *kapka_review_visits_new (void);
void kapka_review_visits_free (KapkaReviewVisits *visits);

/** @row: an event of a visit. */
void kapka_review_visits_take (KapkaReviewVisits *visits, const KapkaReviewRow *row);

/** Adds hours and ends of all visits to @review. What of a visit lies outside these days, or was
 * lost, is looked up. */
gboolean kapka_review_visits_sum (KapkaReviewVisits *visits,
                                  KapkaJournal *journal,
                                  KapkaReview *review,
                                  GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KapkaReviewVisits, kapka_review_visits_free)
