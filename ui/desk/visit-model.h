// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "journal/visits.h"
#include "ui/desk/desk-context.h"

/** KapkaVisitChoice: which visits a list shows; all zero: all of any time. */
typedef struct {
  char day[11];        // One day, from morning to evening; empty: all, the newest first.
  char service[3];     // `s1`…`s6`; empty: any.
  char end_reason[16]; // Empty: any.
  gboolean with_user;
  gboolean corrected;
  gboolean assisted;
} KapkaVisitChoice;

/** Returns: whether something is left out but for the day. */
gboolean kapka_visit_choice_is_filtered (const KapkaVisitChoice *choice);

/**
 * KapkaVisitModel:
 * A list model of #KapkaVisitItem that knows at first only how many visits each day has, and loads
 * the days that somebody looks at; those that were looked at long ago it lets go. With a filter a
 * day counts all its visits until it has been loaded.
 *
 * Signals:
 *  - `ready`: the days are known; (GError *) %NULL, or why not.
 */
#define KAPKA_TYPE_VISIT_MODEL (kapka_visit_model_get_type ())
G_DECLARE_FINAL_TYPE (KapkaVisitModel, kapka_visit_model, KAPKA, VISIT_MODEL, GObject)

/** Returns: (transfer full): an empty model. */
KapkaVisitModel *kapka_visit_model_new (KapkaDeskContext *context);

/** Shows the visits of @choice. */
void kapka_visit_model_choose (KapkaVisitModel *model, const KapkaVisitChoice *choice);

/** Reads anew what has been read; the places stay where no visit has come or gone. */
void kapka_visit_model_refresh (KapkaVisitModel *model);
