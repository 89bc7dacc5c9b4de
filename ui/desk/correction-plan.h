// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "report/library-reports.h"

/** KapkaPlanKind: what a librarian may put right about a visit. */
typedef enum {
  KAPKA_PLAN_VOID,
  KAPKA_PLAN_VOID_EVENT,
  KAPKA_PLAN_RECLASSIFY,
  KAPKA_PLAN_MERGE,
  KAPKA_PLAN_ASSISTED,
  KAPKA_PLAN_NOT_ASSISTED,
  KAPKA_PLAN_UNDO,
} KapkaPlanKind;

/** KapkaCorrectionPlan: a correction as it is put together, question by question. */
typedef struct {
  KapkaPlanKind kind;
  char *visit;
  char *event_id; // (nullable) Of one event, or of a correction to undo.
  char *service;  // (nullable) The new one.
  char *other;    // (nullable) The visit that is the first half.
  char *reason;   // (nullable)
} KapkaCorrectionPlan;

/** KapkaPlanStep: what the plan has to ask next. */
typedef enum {
  KAPKA_PLAN_ASK_SERVICE,
  KAPKA_PLAN_ASK_OTHER,
  KAPKA_PLAN_ASK_REASON,
  KAPKA_PLAN_READY,
} KapkaPlanStep;

KapkaCorrectionPlan *
kapka_correction_plan_new (KapkaPlanKind kind, const char *visit, const char *event_id);
KapkaCorrectionPlan *kapka_correction_plan_copy (const KapkaCorrectionPlan *plan);
void kapka_correction_plan_free (gpointer plan);

KapkaPlanStep kapka_correction_plan_get_step (const KapkaCorrectionPlan *plan);

/** Puts the answer to the present step into the plan. */
void kapka_correction_plan_answer (KapkaCorrectionPlan *plan, const char *answer);

/** Takes the last answer back. */
void kapka_correction_plan_step_back (KapkaCorrectionPlan *plan);

/** Returns: (transfer none) (array zero-terminated=1): the reasons that fit, as codes. */
const char *const *kapka_correction_plan_get_reasons (const KapkaCorrectionPlan *plan);

/** A #KapkaDeskWork: @data is a plan that is ready. Returns: something when it was done. */
gpointer kapka_correction_plan_run (const KapkaReportSource *source, gpointer data, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KapkaCorrectionPlan, kapka_correction_plan_free)
