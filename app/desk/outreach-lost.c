// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk/outreach-lost.h"

#include "desk/desk-private.h"
#include "desk/outreach-private.h"
#include "journal/correction-record.h"
#include "journal/journal-private.h"

static KapkaOutreach *
make_lost (const KapkaEvent *event, const KapkaRecord *record) {
  KapkaOutreach *outreach = g_new0 (KapkaOutreach, 1);

  outreach->id = g_strdup (event->event_id);
  outreach->kind = g_strdup (event->item);
  g_strlcpy (outreach->day, event->at.day, sizeof outreach->day);
  outreach->title = g_strdup ("");
  outreach->host = g_strdup ("");
  outreach->place = g_strdup ("");
  outreach->district = g_strdup ("");
  outreach->audience = g_strdup ("residents");
  outreach->participants = kapka_record_sum (record, "participants");
  outreach->exactness = kapka_participants_from_string (event->reason);
  outreach->author = g_strdup (event->author);
  outreach->at_ms = event->at.utc_ms;
  return outreach;
}

/** Finds out whether the desk has had a line for the event @event_id. */
static gboolean
is_known (KapkaDesk *desk, const char *event_id, gboolean *out_known, GError **error) {
  g_autoptr (KapkaStmt) stmt =
      kapka_db_prepare (desk->db, "SELECT 1 FROM outreach_line WHERE event_id = ? LIMIT 1");
  KapkaStep step;

  kapka_stmt_add_text (stmt, event_id);
  step = kapka_stmt_step (stmt, error);
  *out_known = step == KAPKA_STEP_ROW;
  return step != KAPKA_STEP_ERROR;
}

KapkaOutreach *
kapka_outreach_find_lost (KapkaDesk *desk, const char *id, GError **error) {
  g_autoptr (KapkaRecord) record = NULL;
  const KapkaEvent *event;
  gboolean known;

  if (!is_known (desk, id, &known, error) || known)
    return NULL;
  record = kapka_record_load (desk->journal->db, id, error);
  event = record == NULL ? NULL : kapka_record_find (record, id);
  if (event == NULL || event->kind != KAPKA_EVENT_OUTREACH ||
      kapka_record_sum (record, "events") <= 0)
    return NULL;
  return make_lost (event, record);
}

static gboolean
sums_agree (KapkaDesk *desk,
            const GPtrArray *outreaches,
            const char *first_day,
            const char *last_day,
            gboolean *out_agree,
            GError **error) {
  gint64 participants = 0;
  gint64 counted_events;
  gint64 counted_participants;

  for (guint i = 0; i < outreaches->len; i++)
    participants += ((const KapkaOutreach *)g_ptr_array_index (outreaches, i))->participants;
  if (!kapka_journal_sum (desk->journal, "events", first_day, last_day, &counted_events, NULL,
                          error) ||
      !kapka_journal_sum (desk->journal, "participants", first_day, last_day, &counted_participants,
                          NULL, error))
    return FALSE;
  *out_agree = counted_events == outreaches->len && counted_participants == participants;
  return TRUE;
}

/** Returns: (transfer full): what the journal has of the event that counts @id now; or %NULL. */
static KapkaRecord *
load_record (KapkaDesk *desk, const char *id, GError **error) {
  g_autoptr (KapkaStmt) stmt =
      kapka_db_prepare (desk->db, "SELECT event_id FROM outreach_now WHERE id = ?");

  kapka_stmt_add_text (stmt, id);
  if (kapka_stmt_step (stmt, error) == KAPKA_STEP_ERROR)
    return NULL;
  return kapka_record_load (desk->journal->db, kapka_stmt_get_text (stmt, 0), error);
}

/** Has the figures of the journal hold. What it does not have, as when it was folded, stays as the
 * desk has it. */
static gboolean
take_figures (KapkaDesk *desk, GPtrArray *outreaches, GError **error) {
  for (guint i = outreaches->len; i > 0; i--) {
    KapkaOutreach *outreach = g_ptr_array_index (outreaches, i - 1);
    g_autoptr (KapkaRecord) record = load_record (desk, outreach->id, error);

    if (record == NULL)
      return FALSE;
    if (record->events->len == 0)
      continue;
    outreach->participants = kapka_record_sum (record, "participants");
    if (kapka_record_sum (record, "events") <= 0)
      g_ptr_array_remove_index (outreaches, i - 1);
  }
  return TRUE;
}

static gboolean
add_lost (KapkaDesk *desk, GPtrArray *outreaches, const char *id, GError **error) {
  g_autoptr (GError) local_error = NULL;
  KapkaOutreach *lost = kapka_outreach_find_lost (desk, id, &local_error);

  if (lost != NULL)
    g_ptr_array_add (outreaches, lost);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static gboolean
add_all_lost (KapkaDesk *desk,
              GPtrArray *outreaches,
              const char *first_day,
              const char *last_day,
              GError **error) {
  g_autoptr (KapkaStmt) stmt = kapka_db_prepare (
      desk->journal->db, "SELECT e.event_id FROM stream s JOIN event e ON e.stream_no = s.stream_no"
                         " WHERE e.day BETWEEN ? AND ? AND e.kind = 'outreach'");
  KapkaStep step;

  kapka_stmt_add_text (stmt, first_day);
  kapka_stmt_add_text (stmt, last_day);
  while ((step = kapka_stmt_step (stmt, error)) == KAPKA_STEP_ROW)
    if (!add_lost (desk, outreaches, kapka_stmt_get_text (stmt, 0), error))
      return FALSE;
  return step == KAPKA_STEP_DONE;
}

gboolean
kapka_outreach_agree (KapkaDesk *desk,
                      GPtrArray *outreaches,
                      const char *first_day,
                      const char *last_day,
                      GError **error) {
  gboolean agree;

  if (!sums_agree (desk, outreaches, first_day, last_day, &agree, error))
    return FALSE;
  return agree || (take_figures (desk, outreaches, error) &&
                   add_all_lost (desk, outreaches, first_day, last_day, error));
}
