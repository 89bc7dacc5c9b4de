// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/i18n.h"
#include "journal/correction-act.h"
#include "journal/correction-rules.h"

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

/** Takes from @rest of the second half what it says of the visitor. */
static void
take_person (KapkaAct *act, KapkaRecord *second, const KapkaRest *rest) {
  static const char *const keys[] = { "users", "assisted", "lang_udm", "lang_en" };
  g_autoptr (GPtrArray) person = kapka_counts_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    kapka_counts_add (person, keys[i], MAX (0, kapka_counts_get (rest->counts, keys[i])));
  if (person->len > 0)
    kapka_act_correct (act, second, rest->event, rest->day, KAPKA_REASON_MERGED, person, -1);
}

/** Lists what @second says of the visitor and @first does not: help, and a language where @first
 * has none. */
static GPtrArray *
list_missing (const KapkaRecord *first, const KapkaRecord *second) {
  static const char *const languages[] = { "lang_udm", "lang_en" };
  GPtrArray *missing = kapka_counts_new ();
  gint64 n_languages = 0;

  if (kapka_record_sum (first, "assisted") == 0)
    kapka_counts_add (missing, "assisted", kapka_record_sum (second, "assisted"));
  for (gsize i = 0; i < G_N_ELEMENTS (languages); i++)
    n_languages += kapka_record_sum (first, languages[i]);
  for (gsize i = 0; n_languages == 0 && i < G_N_ELEMENTS (languages); i++)
    kapka_counts_add (missing, languages[i], kapka_record_sum (second, languages[i]));
  return missing;
}

/** Has @first say of the visitor what @second said. */
static void
give_person (KapkaAct *act, KapkaRecord *first, GPtrArray *missing) {
  const KapkaEvent *end = kapka_record_find_kind (first, KAPKA_EVENT_END);

  if (missing->len > 0)
    kapka_act_correct (act, first, end, kapka_record_find_day_of_end (first, end),
                       KAPKA_REASON_MERGED, missing, 1);
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

  g_autoptr (GPtrArray) missing = NULL;

  if (right == NULL || !check_halves (left, right, error))
    return FALSE;
  missing = list_missing (left, right);
  for (guint i = 0; i < right->rests->len; i++)
    take_person (act, right, g_ptr_array_index (right->rests, i));
  mark_first (act, left);
  give_person (act, left, missing);
  return kapka_act_commit (act, error);
}
