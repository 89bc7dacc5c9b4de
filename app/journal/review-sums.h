// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "journal/review.h"

/** The inside of a review: nothing but sums, so that those of two months are added up. */
KapkaReview *kapka_review_new (void);

void kapka_review_add_hour (KapkaReview *review,
                            gint64 utc_ms,
                            gint64 utc_off_min,
                            gint64 users,
                            gint64 requests);
void kapka_review_add_tile (KapkaReview *review, const char *item, gint64 requests);
void
kapka_review_add_end (KapkaReview *review, const char *reason, gint64 requests, gint64 length_ms);

/** Adds all of @part to @review. */
void kapka_review_add (KapkaReview *review, const KapkaReview *part);
