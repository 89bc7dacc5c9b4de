// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/i18n.h"
#include "journal/correction-act.h"

#define READ_MEMBERS                                                                               \
  "SELECT o.event_id, o.kind = c.kind AND o.author IS c.author AND o.utc_ms = c.utc_ms"            \
  " FROM event c JOIN event o ON o.stream_no = c.stream_no"                                        \
  " WHERE c.event_id = ?"

/** Adds to @ids the neighbours of an event that were written in the same act: those of the same
 * author and moment, up to the first that is not. */
static gboolean
list_neighbours (KapkaStmt *stmt, const char *event_id, GPtrArray *ids, GError **error) {
  KapkaStep step;

  kapka_stmt_add_text (stmt, event_id);
  while ((step = kapka_stmt_step (stmt, error)) == KAPKA_STEP_ROW &&
         kapka_stmt_get_int (stmt, 1) != 0)
    g_ptr_array_add (ids, g_strdup (kapka_stmt_get_text (stmt, 0)));
  return step != KAPKA_STEP_ERROR;
}

/** Lists the event_ids of the act that the correction @event_id was written in. */
static GPtrArray *
list_members (KapkaDb *db, const char *event_id, GError **error) {
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (KapkaStmt) before =
      kapka_db_prepare (db, READ_MEMBERS " AND o.seq < c.seq ORDER BY o.seq DESC");
  g_autoptr (KapkaStmt) after =
      kapka_db_prepare (db, READ_MEMBERS " AND o.seq >= c.seq ORDER BY o.seq");

  return list_neighbours (before, event_id, ids, error) &&
                 list_neighbours (after, event_id, ids, error)
             ? g_steal_pointer (&ids)
             : NULL;
}

static gboolean
check_member (const KapkaRecord *record, const KapkaEvent *event, GError **error) {
  const KapkaEvent *root = kapka_record_get_root (record, event);

  if (g_str_equal (event->author, "system"))
    return kapka_act_refuse (error, _ ("The kiosk itself put the clock right; that is not taken "
                                       "back."));
  if (root->kind == KAPKA_EVENT_CORRECTION)
    return kapka_act_refuse (error, _ ("What was corrected is older than 25 months: the journal "
                                       "keeps the figures of the days alone."));
  if (root->kind == KAPKA_EVENT_OUTREACH)
    return kapka_act_refuse (error, _ ("Events are corrected in the journal of events."));
  return TRUE;
}

/** Takes back one correction of an act. Returns: how many were, -1 on error. */
static int
undo_member (KapkaAct *act, const char *event_id, GError **error) {
  KapkaRecord *record = kapka_act_load (act, event_id, error);
  const KapkaEvent *event = record == NULL ? NULL : kapka_record_find (record, event_id);

  if (event == NULL || !check_member (record, event, error))
    return -1;
  if (!kapka_record_stands (record, event))
    return 0;
  kapka_act_correct (act, record, event, event->at.day, event->reason, event->counts, -1);
  return 1;
}

static gboolean
undo_act (KapkaAct *act, const char *event_id, GError **error) {
  g_autoptr (GPtrArray) ids = list_members (act->journal->db, event_id, error);
  int n_undone = 0;

  for (guint i = 0; ids != NULL && i < ids->len; i++) {
    int n = undo_member (act, g_ptr_array_index (ids, i), error);

    if (n < 0)
      return FALSE;
    n_undone += n;
  }
  if (ids == NULL)
    return FALSE;
  if (n_undone == 0)
    return kapka_act_refuse (error, _ ("This correction has been taken back already."));
  return kapka_act_commit (act, error);
}

gboolean
kapka_journal_undo (KapkaJournal *journal,
                    const KapkaCorrector *by,
                    const char *event_id,
                    GError **error) {
  g_autoptr (KapkaAct) act = kapka_act_begin (journal, by, error);
  KapkaRecord *record = act == NULL ? NULL : kapka_act_load (act, event_id, error);
  const KapkaEvent *event = record == NULL ? NULL : kapka_record_find (record, event_id);
  g_autofree char *reason = NULL;

  if (record == NULL)
    return FALSE;
  if (event != NULL && event->kind == KAPKA_EVENT_CORRECTION)
    return undo_act (act, event_id, error);
  if (event == NULL || event->kind != KAPKA_EVENT_MANUAL)
    return kapka_act_refuse (error, _ ("Only corrections and what was added by hand can be taken "
                                       "back."));
  reason = g_strdup (event->reason);
  g_clear_pointer (&act, kapka_act_free);
  return kapka_journal_void_event (journal, by, event_id, reason, error);
}
