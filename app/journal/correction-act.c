// SPDX-License-Identifier: GPL-3.0-or-later
#include "journal/correction-act.h"

#include <string.h>

#include "base/error.h"
#include "base/i18n.h"
#include "journal/correction-rules.h"

// Acts that are nearer to each other than that are told apart by one millisecond each.
#define CLOSE_MS 1000

gboolean
kapka_act_refuse (GError **error, const char *sentence) {
  g_set_error_literal (error, KAPKA_ERROR, KAPKA_ERROR_USAGE, sentence);
  return FALSE;
}

/** Moves the moment of @act behind that of the act before. */
static gboolean
choose_moment (KapkaAct *act, GError **error) {
  g_autoptr (KapkaStmt) stmt = kapka_db_prepare (
      act->journal->db, "SELECT utc_ms FROM event WHERE stream_no = ? AND seq = ? AND author = ?"
                        " AND utc_ms >= ? AND utc_ms < ?");
  KapkaStep step;

  kapka_clock_now (act->journal->clock, &act->at);
  kapka_stmt_add_int (stmt, act->stream.stream_no);
  kapka_stmt_add_int (stmt, act->stream.last_seq);
  kapka_stmt_add_text (stmt, act->by->author);
  kapka_stmt_add_int (stmt, act->at.utc_ms);
  kapka_stmt_add_int (stmt, act->at.utc_ms + CLOSE_MS);
  step = kapka_stmt_step (stmt, error);
  if (step == KAPKA_STEP_ROW)
    act->at.utc_ms = kapka_stmt_get_int (stmt, 0) + 1;
  return step != KAPKA_STEP_ERROR;
}

KapkaAct *
kapka_act_begin (KapkaJournal *journal, const KapkaCorrector *by, GError **error) {
  g_autoptr (KapkaAct) act = g_new0 (KapkaAct, 1);

  act->journal = journal;
  act->by = by;
  act->records = g_ptr_array_new_with_free_func ((GDestroyNotify)kapka_record_free);
  act->events = g_ptr_array_new_with_free_func ((GDestroyNotify)kapka_event_free);
  act->transaction = kapka_transaction_begin (journal->db, KAPKA_TRANSACTION_WRITE, error);
  if (act->transaction == NULL ||
      !kapka_stream_ensure (journal->db, journal->clock, journal->mark, &act->stream, error) ||
      !choose_moment (act, error))
    return NULL;
  return g_steal_pointer (&act);
}

void
kapka_act_free (KapkaAct *act) {
  if (act == NULL)
    return;
  kapka_transaction_free (act->transaction);
  g_ptr_array_unref (act->records);
  g_ptr_array_unref (act->events);
  g_free (act);
}

static KapkaRecord *
find_loaded (KapkaAct *act, const char *id) {
  for (guint i = 0; i < act->records->len; i++) {
    KapkaRecord *record = g_ptr_array_index (act->records, i);

    if (g_strcmp0 (record->visit, id) == 0 || kapka_record_find (record, id) != NULL)
      return record;
  }
  return NULL;
}

/** A visit without its beginning cannot be judged, and one without its end still counts by itself
 * what it believes is missing. */
static gboolean
check_whole (const KapkaRecord *record, GError **error) {
  gboolean is_visit = record->visit != NULL;

  if (record->events->len == 0 || (is_visit && !kapka_record_find_kind (record, KAPKA_EVENT_BEGIN)))
    return kapka_act_refuse (error, _ ("The journal has no such visit (any more): of what is older "
                                       "than 25 months it keeps the figures of the days alone."));
  if (is_visit && !kapka_record_find_kind (record, KAPKA_EVENT_END))
    return kapka_act_refuse (error, _ ("This visit goes on. Please correct it when it has ended."));
  return TRUE;
}

KapkaRecord *
kapka_act_load (KapkaAct *act, const char *id, GError **error) {
  g_autoptr (KapkaRecord) record = NULL;
  KapkaRecord *loaded = find_loaded (act, id);

  if (loaded != NULL)
    return loaded;
  record = kapka_record_load (act->journal->db, id, error);
  if (record == NULL || !check_whole (record, error))
    return NULL;
  loaded = record;
  g_ptr_array_add (act->records, g_steal_pointer (&record));
  return loaded;
}

void
kapka_act_add (KapkaAct *act, KapkaEvent *event) {
  char day[sizeof event->at.day];

  memcpy (day, event->at.day, sizeof day);
  event->at = act->at;
  memcpy (event->at.day, day, sizeof day);
  g_free (event->author);
  event->author = g_strdup (act->by->author);
  g_ptr_array_add (act->events, event);
}

void
kapka_act_correct (KapkaAct *act,
                   KapkaRecord *record,
                   const KapkaEvent *target,
                   const char *day,
                   const char *reason,
                   GPtrArray *counts,
                   int sign) {
  KapkaEvent *event = kapka_event_new (KAPKA_EVENT_CORRECTION, act->journal->clock);

  event->corrects = g_strdup (target->event_id);
  event->visit = g_strdup (target->visit);
  event->item = g_strdup (target->item);
  event->service = g_strdup (target->service);
  event->reason = g_strdup (reason);
  g_strlcpy (event->at.day, day, sizeof event->at.day);
  kapka_counts_add_all (event->counts, counts, sign);
  kapka_act_add (act, event);
  kapka_record_add (record, kapka_event_copy (event));
}

static gboolean
settle (KapkaAct *act, GError **error) {
  for (guint i = 0; i < act->records->len; i++)
    kapka_rules_settle (act, g_ptr_array_index (act->records, i));
  for (guint i = 0; i < act->records->len; i++)
    if (!kapka_rules_check (act, g_ptr_array_index (act->records, i), error))
      return FALSE;
  return TRUE;
}

static gboolean
check_days (KapkaAct *act, GError **error) {
  for (guint i = 0; act->by->check_day != NULL && i < act->events->len; i++) {
    const KapkaEvent *event = g_ptr_array_index (act->events, i);

    if (!act->by->check_day (event->at.day, act->by->user_data, error))
      return FALSE;
  }
  return TRUE;
}

gboolean
kapka_act_commit (KapkaAct *act, GError **error) {
  return settle (act, error) && check_days (act, error) &&
         kapka_journal_commit_events (act->journal, act->transaction, &act->stream, act->events,
                                      error);
}
