// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/desk/correction-plan.h"

#include "desk/correction.h"

KapkaCorrectionPlan *
kapka_correction_plan_new (KapkaPlanKind kind, const char *visit, const char *event_id) {
  KapkaCorrectionPlan *plan = g_new0 (KapkaCorrectionPlan, 1);

  plan->kind = kind;
  plan->visit = g_strdup (visit);
  plan->event_id = g_strdup (event_id);
  return plan;
}

KapkaCorrectionPlan *
kapka_correction_plan_copy (const KapkaCorrectionPlan *plan) {
  KapkaCorrectionPlan *copy = kapka_correction_plan_new (plan->kind, plan->visit, plan->event_id);

  copy->service = g_strdup (plan->service);
  copy->other = g_strdup (plan->other);
  copy->reason = g_strdup (plan->reason);
  return copy;
}

void
kapka_correction_plan_free (gpointer data) {
  KapkaCorrectionPlan *plan = data;

  if (plan == NULL)
    return;
  g_free (plan->visit);
  g_free (plan->event_id);
  g_free (plan->service);
  g_free (plan->other);
  g_free (plan->reason);
  g_free (plan);
}

/* That two halves are one visit is a reason by itself, and undoing keeps the reason of what it
 * undoes. */
static gboolean
needs_reason (const KapkaCorrectionPlan *plan) {
  return plan->kind != KAPKA_PLAN_MERGE && plan->kind != KAPKA_PLAN_UNDO;
}

KapkaPlanStep
kapka_correction_plan_get_step (const KapkaCorrectionPlan *plan) {
  if (plan->kind == KAPKA_PLAN_RECLASSIFY && plan->service == NULL)
    return KAPKA_PLAN_ASK_SERVICE;
  if (plan->kind == KAPKA_PLAN_MERGE && plan->other == NULL)
    return KAPKA_PLAN_ASK_OTHER;
  return needs_reason (plan) && plan->reason == NULL ? KAPKA_PLAN_ASK_REASON : KAPKA_PLAN_READY;
}

void
kapka_correction_plan_answer (KapkaCorrectionPlan *plan, const char *answer) {
  switch (kapka_correction_plan_get_step (plan)) {
  case KAPKA_PLAN_ASK_SERVICE:
    plan->service = g_strdup (answer);
    break;
  case KAPKA_PLAN_ASK_OTHER:
    plan->other = g_strdup (answer);
    break;
  case KAPKA_PLAN_ASK_REASON:
    plan->reason = g_strdup (answer);
    break;
  case KAPKA_PLAN_READY:
  default:
    break;
  }
}

void
kapka_correction_plan_step_back (KapkaCorrectionPlan *plan) {
  if (plan->reason != NULL)
    g_clear_pointer (&plan->reason, g_free);
  else if (plan->other != NULL)
    g_clear_pointer (&plan->other, g_free);
  else
    g_clear_pointer (&plan->service, g_free);
}

const char *const *
kapka_correction_plan_get_reasons (const KapkaCorrectionPlan *plan) {
  static const char *const of_visit[] = { "not_a_visit", "test", "duplicate", "other", NULL };
  static const char *const of_event[] = { "wrong_service", "test", "duplicate", "other", NULL };
  static const char *const of_service[] = { "wrong_service", "other", NULL };
  static const char *const of_help[] = { "missed", "other", NULL };

  switch (plan->kind) {
  case KAPKA_PLAN_VOID:
    return of_visit;
  case KAPKA_PLAN_VOID_EVENT:
    return of_event;
  case KAPKA_PLAN_RECLASSIFY:
    return of_service;
  case KAPKA_PLAN_MERGE:
  case KAPKA_PLAN_ASSISTED:
  case KAPKA_PLAN_NOT_ASSISTED:
  case KAPKA_PLAN_UNDO:
  default:
    return of_help;
  }
}

static gboolean
run (const KapkaCorrectionPlan *plan, KapkaDesk *desk, GError **error) {
  switch (plan->kind) {
  case KAPKA_PLAN_VOID:
    return kapka_correction_void_visit (desk, plan->visit, plan->reason, error);
  case KAPKA_PLAN_VOID_EVENT:
    return kapka_correction_void_event (desk, plan->event_id, plan->reason, error);
  case KAPKA_PLAN_RECLASSIFY:
    return kapka_correction_reclassify (desk, plan->event_id, plan->service, plan->reason, error);
  case KAPKA_PLAN_MERGE:
    return kapka_correction_merge (desk, plan->other, plan->visit, error);
  case KAPKA_PLAN_ASSISTED:
    return kapka_correction_set_assisted (desk, plan->visit, TRUE, plan->reason, error);
  case KAPKA_PLAN_NOT_ASSISTED:
    return kapka_correction_set_assisted (desk, plan->visit, FALSE, plan->reason, error);
  case KAPKA_PLAN_UNDO:
  default:
    return kapka_correction_undo (desk, plan->event_id, error);
  }
}

gpointer
kapka_correction_plan_run (const KapkaReportSource *source, gpointer data, GError **error) {
  return run (data, source->desk, error) ? GINT_TO_POINTER (1) : NULL;
}
