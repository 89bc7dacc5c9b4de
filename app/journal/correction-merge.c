// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/i18n.h"
#include "journal/correction-act.h"
#include "journal/correction-rules.h"

// What a person counts once, in however many halves the visit came.
static const char *const once[] = { "users", "assisted", "lang_udm", "lang_en" };

static gboolean
check_halves (const KapkaRecord *first, const KapkaRecord *second, GError **error) {
  const KapkaEvent *first_begin = kapka_record_find_kind (first, KAPKA_EVENT_BEGIN);
  const KapkaEvent *second_begin = kapka_record_find_kind (second, KAPKA_EVENT_BEGIN);

  if (first == second || first_begin == NULL || second_begin == NULL)
    return kapka_act_refuse (error, _ ("Two visits are needed to make one of them."));
  if (!g_str_equal (first_begin->at.day, second_begin->at.day))
    return kapka_act_refuse (error, _ ("Only visits of one day can be the halves of one."));
  if (kapka_record_sum (first, "users") <= 0 || kapka_record_sum (second, "users") <= 0)
    return kapka_act_refuse (error, _ ("One of the visits counts no user (any more), so there is "
                                       "nothing to merge."));
  return TRUE;
}

/** Takes from @rest what both halves say of the visitor. */
static void
take_doubled (KapkaAct *act, const KapkaRecord *first, KapkaRecord *second, const KapkaRest *rest) {
  g_autoptr (GPtrArray) doubled = kapka_counts_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (once); i++)
    if (kapka_record_sum (first, once[i]) > 0)
      kapka_counts_add (doubled, once[i], MAX (0, kapka_counts_get (rest->counts, once[i])));
  if (doubled->len > 0)
    kapka_act_correct (act, second, rest->event, rest->day, KAPKA_REASON_MERGED, doubled, -1);
}

/** Writes on the event with the user of @first that the visit is one of two halves. */
static void
mark_first (KapkaAct *act, KapkaRecord *first) {
  g_autoptr (GPtrArray) nothing = kapka_counts_new ();

  for (guint i = 0; i < first->rests->len; i++) {
    const KapkaRest *rest = g_ptr_array_index (first->rests, i);

    if (kapka_counts_get (rest->counts, "users") <= 0)
      continue;
    kapka_act_correct (act, first, rest->event, rest->day, KAPKA_REASON_MERGED, nothing, 1);
    return;
  }
}

gboolean
kapka_journal_merge (KapkaJournal *journal,
                     const KapkaCorrector *by,
                     const char *first,
                     const char *second,
                     GError **error) {
  g_autoptr (KapkaAct) act = kapka_act_begin (journal, by, error);
  KapkaRecord *left = act == NULL ? NULL : kapka_act_load (act, first, error);
  KapkaRecord *right = left == NULL ? NULL : kapka_act_load (act, second, error);

  if (right == NULL || !check_halves (left, right, error))
    return FALSE;
  for (guint i = 0; i < right->rests->len; i++)
    take_doubled (act, left, right, g_ptr_array_index (right->rests, i));
  mark_first (act, left);
  return kapka_act_commit (act, error);
}
