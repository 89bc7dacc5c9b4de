// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "journal/review.h"

/** Reads the events of the days. Returns: (transfer full): what they tell, or %NULL. */
KapkaReview *kapka_review_read_days (KapkaJournal *journal,
                                     const char *first_day,
                                     const char *last_day,
                                     GError **error);
