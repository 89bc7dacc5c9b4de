// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/i18n.h"
#include "journal/correction-act.h"

char *
kapka_journal_add_manual (KapkaJournal *journal,
                          const KapkaCorrector *by,
                          const char *day,
                          GPtrArray *counts,
                          const char *reason,
                          GError **error) {
  g_autoptr (KapkaAct) act = kapka_act_begin (journal, by, error);
  KapkaEvent *event;

  if (act == NULL)
    return NULL;
  event = kapka_event_new (KAPKA_EVENT_MANUAL, journal->clock);
  event->reason = g_strdup (reason);
  if (day != NULL)
    g_strlcpy (event->at.day, day, sizeof event->at.day);
  kapka_counts_add_all (event->counts, counts, 1);
  kapka_act_add (act, event);
  return kapka_act_commit (act, error) ? g_strdup (event->event_id) : NULL;
}

/** Returns: (transfer full): what makes @counts of what @record counts now. */
static GPtrArray *
list_change (const KapkaRecord *record, GPtrArray *counts) {
  GPtrArray *change = kapka_counts_new ();

  kapka_counts_add_all (change, counts, 1);
  for (guint i = 0; i < record->rests->len; i++)
    kapka_counts_add_all (change, ((KapkaRest *)g_ptr_array_index (record->rests, i))->counts, -1);
  return change;
}

gboolean
kapka_journal_recount_outreach (KapkaJournal *journal,
                                const KapkaCorrector *by,
                                const char *event_id,
                                GPtrArray *counts,
                                const char *reason,
                                GError **error) {
  g_autoptr (KapkaAct) act = kapka_act_begin (journal, by, error);
  KapkaRecord *record = act == NULL ? NULL : kapka_act_load (act, event_id, error);
  const KapkaEvent *event = record == NULL ? NULL : kapka_record_find (record, event_id);
  g_autoptr (GPtrArray) change = NULL;

  if (record == NULL)
    return FALSE;
  if (event == NULL || event->kind != KAPKA_EVENT_OUTREACH)
    return kapka_act_refuse (error, _ ("The journal has no such event (any more)."));
  change = list_change (record, counts);
  if (change->len == 0)
    return TRUE;
  kapka_act_correct (act, record, event, event->at.day, reason, change, 1);
  return kapka_act_commit (act, error);
}
