// SPDX-License-Identifier: GPL-3.0-or-later
#include <glib/gi18n.h>
#include <string.h>

#include "base/error.h"
#include "desk/correction.h"
#include "desk/desk-private.h"
#include "desk/outreach-private.h"
#include "desk/outreach-settle.h"

#define TEXT_MAX 200
#define PARTICIPANTS_MAX 999999

static const char *const kinds[] = {
  "seminar", "forum", "webinar", "presentation", "training", NULL
};
static const char *const audiences[] = { "residents", "staff", NULL };

/** Replaces *@text by what is written of it. */
static gboolean
tidy (char **text, const char *what, guint min, GError **error) {
  char *tidied = kapka_desk_check_text (what, *text, min, TEXT_MAX, error);

  if (tidied == NULL)
    return FALSE;
  g_free (*text);
  *text = tidied;
  return TRUE;
}

static gboolean
check_participants (const KapkaOutreach *outreach, GError **error) {
  if (outreach->participants >= 0 && outreach->participants <= PARTICIPANTS_MAX)
    return TRUE;
  g_set_error (error, KAPKA_ERROR, KAPKA_ERROR_DATA,
               _ ("The number of participants is a whole number from 0 to %d."), PARTICIPANTS_MAX);
  return FALSE;
}

/** Makes sure that @outreach is possible, and tidies its texts. */
static gboolean
check (KapkaDesk *desk, KapkaOutreach *outreach, GError **error) {
  return kapka_desk_check_choice (_ ("kind"), outreach->kind, kinds, error) &&
         kapka_desk_check_day (desk, outreach->day, error) &&
         tidy (&outreach->title, _ ("title"), 1, error) &&
         tidy (&outreach->host, _ ("who held it"), 0, error) &&
         tidy (&outreach->place, _ ("place"), 0, error) &&
         tidy (&outreach->district, _ ("district"), 0, error) &&
         kapka_desk_check_choice (_ ("audience"), outreach->audience, audiences, error) &&
         check_participants (outreach, error);
}

/** Adds a line that the journal does not agree with yet. @reason: (nullable): why it is gone. */
static gboolean
add_line (KapkaDesk *desk,
          const KapkaOutreach *outreach,
          const char *event_id,
          const char *reason,
          GError **error) {
  g_autoptr (KapkaStmt) stmt = kapka_db_prepare (
      desk->db,
      "INSERT INTO outreach_line(id, event_id, gone, kind, day, title, host, place, district,"
      " audience, participants, exactness, reason, author, utc_ms)"
      " VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");

  kapka_stmt_add_text (stmt, outreach->id);
  kapka_stmt_add_text (stmt, event_id);
  kapka_stmt_add_int (stmt, reason != NULL);
  kapka_stmt_add_text (stmt, outreach->kind);
  kapka_stmt_add_text (stmt, outreach->day);
  kapka_stmt_add_text (stmt, outreach->title);
  kapka_stmt_add_text (stmt, outreach->host);
  kapka_stmt_add_text (stmt, outreach->place);
  kapka_stmt_add_text (stmt, outreach->district);
  kapka_stmt_add_text (stmt, outreach->audience);
  kapka_stmt_add_int (stmt, outreach->participants);
  kapka_stmt_add_text (stmt, kapka_participants_to_string (outreach->exactness));
  kapka_stmt_add_text (stmt, reason);
  kapka_desk_sign (desk, stmt);
  return kapka_stmt_run (stmt, error) &&
         kapka_db_run_script (desk->db, "INSERT INTO pending SELECT max(line) FROM outreach_line",
                              error);
}

/** What the journal cannot take, the desk does not keep either, so that a person who tries again
 * does not write it twice. */
static gboolean
carry_over (KapkaDesk *desk, GError **error) {
  if (kapka_outreach_settle (desk, error))
    return TRUE;
  if (kapka_outreach_withdraw (desk, NULL))
    kapka_outreach_settle (desk, NULL);
  return FALSE;
}

/** Returns: (transfer full): the state of @id that is to be changed, or %NULL. */
static KapkaOutreach *
require_former (KapkaDesk *desk, const char *id, GError **error) {
  g_autoptr (GError) local_error = NULL;
  KapkaOutreach *former = kapka_outreach_find (desk, id, &local_error);

  if (former != NULL)
    return former;
  if (local_error == NULL)
    g_set_error_literal (&local_error, KAPKA_ERROR, KAPKA_ERROR_USAGE,
                         _ ("This entry is not there any more."));
  g_propagate_error (error, g_steal_pointer (&local_error));
  return NULL;
}

/** Returns: (transfer full): the event that counts @id now, or %NULL. */
static char *
find_event_id (KapkaDesk *desk, const char *id, GError **error) {
  g_autoptr (KapkaStmt) stmt =
      kapka_db_prepare (desk->db, "SELECT event_id FROM outreach_now WHERE id = ?");
  KapkaStep step;

  kapka_stmt_add_text (stmt, id);
  step = kapka_stmt_step (stmt, error);
  if (step == KAPKA_STEP_ERROR)
    return NULL;
  return g_strdup (step == KAPKA_STEP_ROW ? kapka_stmt_get_text (stmt, 0) : id);
}

/** A correction changes the number of participants alone; what else the journal has of an event
 * makes another one. */
static gboolean
is_same_event (const KapkaOutreach *a, const KapkaOutreach *b) {
  return g_str_equal (a->kind, b->kind) && g_str_equal (a->day, b->day) &&
         a->exactness == b->exactness;
}

static gboolean
change (KapkaDesk *desk, const KapkaOutreach *outreach, GError **error) {
  g_autoptr (KapkaOutreach) former = require_former (desk, outreach->id, error);
  g_autofree char *event_id = NULL;

  if (former == NULL || !kapka_desk_require_open (desk, former->day, error))
    return FALSE;
  event_id = is_same_event (former, outreach) ? find_event_id (desk, outreach->id, error)
                                              : g_uuid_string_random ();
  return event_id != NULL && add_line (desk, outreach, event_id, NULL, error);
}

static gboolean
add (KapkaDesk *desk, KapkaOutreach *outreach, GError **error) {
  outreach->id = g_uuid_string_random ();
  return add_line (desk, outreach, outreach->id, NULL, error);
}

/** Writes the line of @outreach at the desk. */
static gboolean
write_line (KapkaDesk *desk, KapkaOutreach *outreach, GError **error) {
  g_autoptr (KapkaTransaction) transaction = kapka_desk_begin (desk, outreach->day, error);

  return transaction != NULL &&
         (outreach->id == NULL ? add (desk, outreach, error) : change (desk, outreach, error)) &&
         kapka_transaction_commit (transaction, error);
}

gboolean
kapka_outreach_save (KapkaDesk *desk, const KapkaOutreach *outreach, GError **error) {
  g_autoptr (KapkaOutreach) tidied = kapka_outreach_copy (outreach);

  return check (desk, tidied, error) && kapka_outreach_settle (desk, error) &&
         write_line (desk, tidied, error) && carry_over (desk, error);
}

static gboolean
write_removal (KapkaDesk *desk, const char *id, const char *reason, GError **error) {
  g_autoptr (KapkaTransaction) transaction = kapka_desk_begin (desk, NULL, error);
  g_autoptr (KapkaOutreach) former = transaction == NULL ? NULL : require_former (desk, id, error);
  g_autofree char *event_id = NULL;

  if (former == NULL || !kapka_desk_require_open (desk, former->day, error))
    return FALSE;
  event_id = find_event_id (desk, id, error);
  return event_id != NULL && add_line (desk, former, event_id, reason, error) &&
         kapka_transaction_commit (transaction, error);
}

gboolean
kapka_outreach_remove (KapkaDesk *desk, const char *id, const char *reason, GError **error) {
  return kapka_desk_check_choice (_ ("reason"), reason, kapka_correction_list_reasons (), error) &&
         kapka_outreach_settle (desk, error) && write_removal (desk, id, reason, error) &&
         carry_over (desk, error);
}
