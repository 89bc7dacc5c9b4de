// SPDX-License-Identifier: GPL-3.0-or-later
#include "journal/correction.h"

#include "base/i18n.h"
#include "journal/correction-act.h"

static gboolean
is_original (const KapkaRest *rest) {
  return rest->event->kind != KAPKA_EVENT_CORRECTION;
}

/** Lists the positive counts of @rest; of an event of a visit without the user, which goes with the
 * last service, if @with_user is not set. */
static GPtrArray *
list_left (const KapkaRest *rest, gboolean with_user) {
  GPtrArray *left = kapka_counts_new ();

  for (guint i = 0; i < rest->counts->len; i++) {
    const KapkaCount *one = g_ptr_array_index (rest->counts, i);

    if (one->delta > 0 && (with_user || !g_str_equal (one->key, "users")))
      kapka_counts_add (left, one->key, one->delta);
  }
  return left;
}

static guint
take_rest (KapkaAct *act,
           KapkaRecord *record,
           const KapkaRest *rest,
           gboolean with_user,
           const char *reason) {
  g_autoptr (GPtrArray) left = list_left (rest, with_user);

  if (left->len > 0)
    kapka_act_correct (act, record, rest->event, rest->day, reason, left, -1);
  return left->len;
}

static gboolean
commit_taken (KapkaAct *act, guint n_taken, GError **error) {
  if (n_taken == 0)
    return kapka_act_refuse (error, _ ("There is nothing to take back (any more)."));
  return kapka_act_commit (act, error);
}

static gboolean
refuse_outreach (GError **error) {
  return kapka_act_refuse (error, _ ("Events are corrected in the journal of events."));
}

gboolean
kapka_journal_void (KapkaJournal *journal,
                    const KapkaCorrector *by,
                    const char *id,
                    const char *reason,
                    GError **error) {
  g_autoptr (KapkaAct) act = kapka_act_begin (journal, by, error);
  KapkaRecord *record = act == NULL ? NULL : kapka_act_load (act, id, error);
  guint n_taken = 0;

  if (record == NULL)
    return FALSE;
  if (kapka_record_find_kind (record, KAPKA_EVENT_OUTREACH) != NULL)
    return refuse_outreach (error);
  for (guint i = 0; i < record->rests->len; i++) {
    const KapkaRest *rest = g_ptr_array_index (record->rests, i);

    if (is_original (rest))
      n_taken += take_rest (act, record, rest, TRUE, reason);
  }
  return commit_taken (act, n_taken, error);
}

/** Finds in @record the original @event_id, which staff may take back or count otherwise. */
static const KapkaEvent *
find_original (const KapkaRecord *record, const char *event_id, GError **error) {
  const KapkaEvent *event = kapka_record_find (record, event_id);

  if (event != NULL && event->kind == KAPKA_EVENT_OUTREACH)
    refuse_outreach (error);
  else if (event == NULL || (event->kind != KAPKA_EVENT_REQUEST &&
                             event->kind != KAPKA_EVENT_PRINT && event->kind != KAPKA_EVENT_MANUAL))
    kapka_act_refuse (error,
                      _ ("Only what counts can be corrected: a request, a printed form, what "
                         "was added by hand."));
  else
    return event;
  return NULL;
}

static gboolean
void_original (KapkaAct *act,
               KapkaRecord *record,
               const KapkaEvent *event,
               const char *reason,
               GError **error) {
  guint n_taken = 0;

  for (guint i = 0; i < record->rests->len; i++) {
    const KapkaRest *rest = g_ptr_array_index (record->rests, i);

    if (rest->event == event)
      n_taken += take_rest (act, record, rest, event->visit == NULL, reason);
  }
  return commit_taken (act, n_taken, error);
}

gboolean
kapka_journal_void_event (KapkaJournal *journal,
                          const KapkaCorrector *by,
                          const char *event_id,
                          const char *reason,
                          GError **error) {
  g_autoptr (KapkaAct) act = kapka_act_begin (journal, by, error);
  KapkaRecord *record = act == NULL ? NULL : kapka_act_load (act, event_id, error);
  const KapkaEvent *event = record == NULL ? NULL : find_original (record, event_id, error);

  return event != NULL && void_original (act, record, event, reason, error);
}

/** Finds the only service that @event counts under; *@out_rest is where. */
static const KapkaCount *
find_service (const KapkaRecord *record,
              const KapkaEvent *event,
              const KapkaRest **out_rest,
              guint *out_n) {
  const KapkaCount *found = NULL;

  *out_n = 0;
  for (guint i = 0; i < record->rests->len; i++) {
    const KapkaRest *rest = g_ptr_array_index (record->rests, i);

    for (guint j = 0; rest->event == event && j < rest->counts->len; j++) {
      const KapkaCount *one = g_ptr_array_index (rest->counts, j);

      if (!kapka_record_is_service (one->key) || one->delta <= 0)
        continue;
      found = one;
      *out_rest = rest;
      ++*out_n;
    }
  }
  return found;
}

/** Has @act count under @service what counts under the one of @old. */
static gboolean
change_service (KapkaAct *act,
                KapkaRecord *record,
                const KapkaRest *rest,
                const KapkaCount *old,
                const char *service,
                const char *reason,
                GError **error) {
  g_autoptr (GPtrArray) counts = kapka_counts_new ();

  if (g_str_equal (old->key, service))
    return kapka_act_refuse (error, _ ("It counts under this service already."));
  kapka_counts_add (counts, old->key, -old->delta);
  kapka_counts_add (counts, service, old->delta);
  kapka_act_correct (act, record, rest->event, rest->day, reason, counts, 1);
  return kapka_act_commit (act, error);
}

gboolean
kapka_journal_reclassify (KapkaJournal *journal,
                          const KapkaCorrector *by,
                          const char *event_id,
                          const char *service,
                          const char *reason,
                          GError **error) {
  g_autoptr (KapkaAct) act = kapka_act_begin (journal, by, error);
  KapkaRecord *record = act == NULL ? NULL : kapka_act_load (act, event_id, error);
  const KapkaEvent *event = record == NULL ? NULL : find_original (record, event_id, error);
  const KapkaRest *rest = NULL;
  const KapkaCount *old;
  guint n_services;

  if (event == NULL)
    return FALSE;
  old = find_service (record, event, &rest, &n_services);
  if (n_services == 0)
    return kapka_act_refuse (error, _ ("It counts under no service (any more)."));
  if (n_services > 1)
    return kapka_act_refuse (error, _ ("It counts under several services. Please take it back and "
                                       "add it anew."));
  return change_service (act, record, rest, old, service, reason, error);
}

gboolean
kapka_journal_set_assisted (KapkaJournal *journal,
                            const KapkaCorrector *by,
                            const char *visit,
                            gboolean assisted,
                            const char *reason,
                            GError **error) {
  g_autoptr (KapkaAct) act = kapka_act_begin (journal, by, error);
  KapkaRecord *record = act == NULL ? NULL : kapka_act_load (act, visit, error);
  const KapkaEvent *end = record == NULL ? NULL : kapka_record_find_kind (record, KAPKA_EVENT_END);
  g_autoptr (GPtrArray) counts = kapka_counts_new ();

  if (record == NULL)
    return FALSE;
  if (end == NULL || kapka_record_sum (record, "users") <= 0)
    return kapka_act_refuse (error,
                             _ ("This visit counts no user whom somebody could have helped."));
  kapka_counts_add (counts, "assisted", assisted - kapka_record_sum (record, "assisted"));
  if (counts->len == 0)
    return kapka_act_refuse (error, assisted ? _ ("This visit is marked as helped already.")
                                             : _ ("This visit is not marked as helped."));
  kapka_act_correct (act, record, end, kapka_record_find_day_of_end (record, end), reason, counts,
                     1);
  return kapka_act_commit (act, error);
}
