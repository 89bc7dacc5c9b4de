// SPDX-License-Identifier: GPL-3.0-or-later
#include "journal/correction-rules.h"

#include "base/i18n.h"

static const char *const person_marks[] = { "assisted", "lang_udm", "lang_en" };

/** Returns: whether a standing correction of an original says `merged`; the first half has one that
 * counts nothing, the second half one that takes the user. */
static gboolean
is_half (const KapkaRecord *record, gboolean second) {
  for (guint i = 0; i < record->events->len; i++) {
    const KapkaEvent *event = g_ptr_array_index (record->events, i);
    const KapkaEvent *corrected =
        event->corrects == NULL ? NULL : kapka_record_find (record, event->corrects);

    if (corrected != NULL && corrected->corrects == NULL &&
        g_str_equal (event->reason, KAPKA_REASON_MERGED) && kapka_record_stands (record, event) &&
        (second ? kapka_event_get_count (event, "users") < 0 : event->counts->len == 0))
      return TRUE;
  }
  return FALSE;
}

/** Returns: the rest that has, or had, the user of the visit. */
static const KapkaRest *
find_carrier (const KapkaRecord *record) {
  for (guint i = 0; i < record->events->len; i++) {
    const KapkaEvent *event = g_ptr_array_index (record->events, i);

    if (event->kind != KAPKA_EVENT_CORRECTION && kapka_event_get_count (event, "users") > 0)
      return kapka_record_find_rest (record, event);
  }
  return record->rests->len > 0 ? g_ptr_array_index (record->rests, 0) : NULL;
}

static const char *
get_reason (const KapkaAct *act) {
  const KapkaEvent *event = g_ptr_array_index (act->events, 0);

  // What follows from taking a merging back is no merging.
  return g_str_equal (event->reason, KAPKA_REASON_MERGED) ? "other" : event->reason;
}

static void
correct_key (KapkaAct *act,
             KapkaRecord *record,
             const KapkaRest *rest,
             const char *key,
             gint64 delta) {
  g_autoptr (GPtrArray) counts = kapka_counts_new ();

  kapka_counts_add (counts, key, delta);
  kapka_act_correct (act, record, rest->event, rest->day, get_reason (act), counts, 1);
}

/** Takes @amount of @key from wherever it is left. */
static void
take_key (KapkaAct *act, KapkaRecord *record, const char *key, gint64 amount) {
  for (guint i = 0; i < record->rests->len && amount > 0; i++) {
    const KapkaRest *rest = g_ptr_array_index (record->rests, i);
    gint64 taken = MIN (amount, kapka_counts_get (rest->counts, key));

    if (taken <= 0)
      continue;
    correct_key (act, record, rest, key, -taken);
    amount -= taken;
  }
}

/** Takes back what the visit says of a person: without a service there was none. */
static void
take_person (KapkaAct *act, KapkaRecord *record) {
  take_key (act, record, "users", kapka_record_sum (record, "users"));
  for (gsize i = 0; i < G_N_ELEMENTS (person_marks); i++)
    take_key (act, record, person_marks[i], kapka_record_sum (record, person_marks[i]));
}

void
kapka_rules_settle (KapkaAct *act, KapkaRecord *record) {
  gint64 users = kapka_record_sum (record, "users");
  gint64 wanted = is_half (record, TRUE) ? 0 : 1;
  const KapkaRest *carrier = find_carrier (record);

  if (record->visit == NULL)
    return;
  if (kapka_record_sum_services (record) <= 0)
    take_person (act, record);
  else if (users > wanted)
    take_key (act, record, "users", users - wanted);
  else if (users < wanted && carrier != NULL)
    correct_key (act, record, carrier, "users", wanted - users);
}

/** Returns: whether the new correction @event takes more than there was. */
static gboolean
takes_too_much (const KapkaRecord *record, const KapkaEvent *event) {
  const KapkaEvent *root = kapka_record_get_root (record, event);
  const KapkaRest *rest = kapka_record_find_rest_on (record, root, event->at.day);

  for (guint i = 0; rest != NULL && i < event->counts->len; i++) {
    const KapkaCount *one = g_ptr_array_index (event->counts, i);

    if (one->delta < 0 && kapka_counts_get (rest->counts, one->key) < 0)
      return TRUE;
  }
  return FALSE;
}

/** Returns: whether the new correction @event of a visit has an item counted twice under a service.
 */
static gboolean
doubles_item (const KapkaRecord *record, const KapkaEvent *event) {
  if (event->item == NULL)
    return FALSE;
  for (guint i = 0; i < event->counts->len; i++) {
    const KapkaCount *one = g_ptr_array_index (event->counts, i);

    if (one->delta > 0 && kapka_record_is_service (one->key) &&
        kapka_record_sum_item (record, event->item, one->key) > 1)
      return TRUE;
  }
  return FALSE;
}

/** Returns: whether the new correction @event says of a visitor what cannot be: a help where there
 * was nobody, or twice. */
static gboolean
marks_nobody (const KapkaRecord *record, const KapkaEvent *event) {
  for (gsize i = 0; i < G_N_ELEMENTS (person_marks); i++)
    if (kapka_event_get_count (event, person_marks[i]) > 0 &&
        (kapka_record_sum (record, "users") <= 0 || kapka_record_sum (record, person_marks[i]) > 1))
      return TRUE;
  return FALSE;
}

static gboolean
check_event (const KapkaRecord *record, const KapkaEvent *event, GError **error) {
  if (takes_too_much (record, event))
    return kapka_act_refuse (error, _ ("A later correction builds on this one. Please take that "
                                       "one back first."));
  if (record->visit == NULL)
    return TRUE;
  if (doubles_item (record, event))
    return kapka_act_refuse (error, _ ("This visit counts this portal or form under that service "
                                       "already, and once is enough."));
  if (marks_nobody (record, event))
    return kapka_act_refuse (error, _ ("This visit counts no user whom somebody could have helped, "
                                       "or the help is counted already."));
  return TRUE;
}

gboolean
kapka_rules_check (const KapkaAct *act, const KapkaRecord *record, GError **error) {
  for (guint i = 0; i < act->events->len; i++) {
    const KapkaEvent *event = g_ptr_array_index (act->events, i);

    if (kapka_record_find (record, event->event_id) != NULL && !check_event (record, event, error))
      return FALSE;
  }
  if (is_half (record, FALSE) && kapka_record_sum (record, "users") == 0)
    return kapka_act_refuse (error, _ ("This visit holds the user of a merged visit. Please take "
                                       "the merging back first."));
  return TRUE;
}
