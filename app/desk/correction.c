// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk/correction.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/day.h"
#include "base/error.h"
#include "desk/desk-private.h"
#include "journal/correction.h"

static const char *const reasons[] = {
  "wrong_service", "not_a_visit", "test", "duplicate", "missed", "clock", "other", NULL,
};
static const char *const services[] = { "s1", "s2", "s3", "s4", "s5", "s6", NULL };

const char *const *
kapka_correction_list_reasons (void) {
  return reasons;
}

static gboolean
check_reason (const char *reason, GError **error) {
  return (reason != NULL && g_strv_contains (reasons, reason)) ||
         kapka_error_set_text (error, KAPKA_ERROR_USAGE, _ ("A reason of the list is expected."));
}

static gboolean
check_service (const char *service, GError **error) {
  return (service != NULL && g_strv_contains (services, service)) ||
         kapka_error_set_text (error, KAPKA_ERROR_USAGE, _ ("A service is expected, s1 to s6."));
}

static gboolean
check_day_cb (const char *day, gpointer user_data, GError **error) {
  return kapka_desk_require_open (user_data, day, error);
}

static KapkaCorrector
get_corrector (KapkaDesk *desk) {
  return (KapkaCorrector){ desk->author, check_day_cb, desk };
}

gboolean
kapka_correction_void_visit (KapkaDesk *desk,
                             const char *visit,
                             const char *reason,
                             GError **error) {
  g_autoptr (KapkaTransaction) transaction = kapka_desk_begin (desk, NULL, error);
  const KapkaCorrector by = get_corrector (desk);

  return transaction != NULL && check_reason (reason, error) &&
         kapka_journal_void (desk->journal, &by, visit, reason, error);
}

gboolean
kapka_correction_void_event (KapkaDesk *desk,
                             const char *event_id,
                             const char *reason,
                             GError **error) {
  g_autoptr (KapkaTransaction) transaction = kapka_desk_begin (desk, NULL, error);
  const KapkaCorrector by = get_corrector (desk);

  return transaction != NULL && check_reason (reason, error) &&
         kapka_journal_void_event (desk->journal, &by, event_id, reason, error);
}

gboolean
kapka_correction_reclassify (KapkaDesk *desk,
                             const char *event_id,
                             const char *service,
                             const char *reason,
                             GError **error) {
  g_autoptr (KapkaTransaction) transaction = kapka_desk_begin (desk, NULL, error);
  const KapkaCorrector by = get_corrector (desk);

  return transaction != NULL && check_service (service, error) && check_reason (reason, error) &&
         kapka_journal_reclassify (desk->journal, &by, event_id, service, reason, error);
}

gboolean
kapka_correction_merge (KapkaDesk *desk, const char *first, const char *second, GError **error) {
  g_autoptr (KapkaTransaction) transaction = kapka_desk_begin (desk, NULL, error);
  const KapkaCorrector by = get_corrector (desk);

  return transaction != NULL && kapka_journal_merge (desk->journal, &by, first, second, error);
}

gboolean
kapka_correction_set_assisted (KapkaDesk *desk,
                               const char *visit,
                               gboolean assisted,
                               const char *reason,
                               GError **error) {
  g_autoptr (KapkaTransaction) transaction = kapka_desk_begin (desk, NULL, error);
  const KapkaCorrector by = get_corrector (desk);

  return transaction != NULL && check_reason (reason, error) &&
         kapka_journal_set_assisted (desk->journal, &by, visit, assisted, reason, error);
}

gboolean
kapka_correction_undo (KapkaDesk *desk, const char *event_id, GError **error) {
  g_autoptr (KapkaTransaction) transaction = kapka_desk_begin (desk, NULL, error);
  const KapkaCorrector by = get_corrector (desk);

  return transaction != NULL && kapka_journal_undo (desk->journal, &by, event_id, error);
}

static char *
add_by_hand (KapkaDesk *desk,
             const char *day,
             GPtrArray *counts,
             const char *reason,
             GError **error) {
  g_autoptr (KapkaTransaction) transaction = kapka_desk_begin (desk, NULL, error);
  const KapkaCorrector by = get_corrector (desk);

  return transaction == NULL
             ? NULL
             : kapka_journal_add_manual (desk->journal, &by, day, counts, reason, error);
}

/** Adds one request of each of @wanted to @counts. */
static gboolean
count_services (GPtrArray *counts, const char *const *wanted, GError **error) {
  for (guint i = 0; wanted[i] != NULL; i++) {
    if (!check_service (wanted[i], error))
      return FALSE;
    if (kapka_counts_get (counts, wanted[i]) > 0)
      return kapka_error_set_text (error, KAPKA_ERROR_USAGE, _ ("Each service is counted once."));
    kapka_counts_add (counts, wanted[i], 1);
  }
  return counts->len > 0 ||
         kapka_error_set_text (error, KAPKA_ERROR_USAGE, _ ("At least one service is expected."));
}

char *
kapka_correction_tally (KapkaDesk *desk, const char *const *wanted, GError **error) {
  g_autoptr (GPtrArray) counts = kapka_counts_new ();

  if (!count_services (counts, wanted, error))
    return NULL;
  kapka_counts_add (counts, "users", 1);
  kapka_counts_add (counts, "assisted", 1);
  return add_by_hand (desk, NULL, counts, "tally", error);
}

static gboolean
is_figure (gint64 value) {
  return value >= 0 && value <= KAPKA_BATCH_MAX;
}

static gboolean
check_figures (const KapkaBatch *batch, GError **error) {
  gboolean good =
      is_figure (batch->users) && is_figure (batch->pages) && is_figure (batch->assisted);
  gint64 requests = 0;

  for (gsize i = 0; good && i < G_N_ELEMENTS (batch->services); i++) {
    good = is_figure (batch->services[i]);
    requests += good ? batch->services[i] : 0;
  }
  if (!good)
    return kapka_error_set_text (error, KAPKA_ERROR_DATA,
                                 _ ("Figures from 0 to 9999 are expected."));
  if (batch->users + requests + batch->pages + batch->assisted == 0)
    return kapka_error_set_text (error, KAPKA_ERROR_DATA, _ ("There is no figure to add."));
  if (batch->users > requests)
    return kapka_error_set_text (
        error, KAPKA_ERROR_DATA,
        _ ("There are more users than requests; each user has at least one."));
  if (requests > 0 && batch->users == 0)
    return kapka_error_set_text (error, KAPKA_ERROR_DATA,
                                 _ ("There are requests, and no user who made them."));
  if (batch->assisted > batch->users)
    return kapka_error_set_text (error, KAPKA_ERROR_DATA,
                                 _ ("More users were helped than there are users."));
  return TRUE;
}

static gboolean
check_day (KapkaDesk *desk, const char *day, GError **error) {
  if (!kapka_day_is_valid (day))
    return kapka_error_set_text (error, KAPKA_ERROR_DATA, _ ("There is no such day."));
  if (strcmp (day, kapka_desk_get_today (desk)) > 0)
    return kapka_error_set_text (error, KAPKA_ERROR_DATA, _ ("The day lies in the future."));
  return TRUE;
}

static GPtrArray *
count_batch (const KapkaBatch *batch) {
  GPtrArray *counts = kapka_counts_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (batch->services); i++)
    kapka_counts_add (counts, services[i], batch->services[i]);
  kapka_counts_add (counts, "users", batch->users);
  kapka_counts_add (counts, "pages", batch->pages);
  kapka_counts_add (counts, "assisted", batch->assisted);
  return counts;
}

char *
kapka_correction_add_batch (KapkaDesk *desk, const KapkaBatch *batch, GError **error) {
  g_autoptr (GPtrArray) counts = count_batch (batch);

  if (!check_day (desk, batch->day, error) || !check_figures (batch, error))
    return NULL;
  return add_by_hand (desk, batch->day, counts, "paper", error);
}
