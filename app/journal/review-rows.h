// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "journal/db.h"
#include "journal/event.h"

/** KapkaReviewRow: what a review wants of an event. The texts are valid until the next row. */
typedef struct {
  KapkaEventKind kind;
  const char *visit;    // (nullable)
  const char *item;     // (nullable)
  const char *reason;   // (nullable)
  const char *corrects; // (nullable)
  gint64 utc_ms;
  gint64 utc_off_min;
  gint64 users;
  gint64 requests;
} KapkaReviewRow;

/**
 * KapkaReviewRows:
 * The events of some days, stream by stream. Events and their counts lie in the same order on the
 * disk, so they are read side by side: a join would look each event up twice.
 */
typedef struct _KapkaReviewRows KapkaReviewRows;

KapkaReviewRows *kapka_review_rows_new (KapkaDb *db, const char *first_day, const char *last_day);
void kapka_review_rows_free (KapkaReviewRows *rows);

/** Returns: KAPKA_STEP_ROW with the next event in @out_row. */
KapkaStep kapka_review_rows_next (KapkaReviewRows *rows, KapkaReviewRow *out_row, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KapkaReviewRows, kapka_review_rows_free)
