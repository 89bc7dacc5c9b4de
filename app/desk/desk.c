// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk/desk.h"

#include <glib/gi18n.h>

#include "base/error.h"
#include "base/log.h"
#include "desk/desk-file.h"
#include "desk/desk-private.h"
#include "desk/outreach-settle.h"

/** Heals what a crash left between the two files. A journal that cannot be written now may be
 * later; the desk can be looked at all the same. */
static void
settle (KapkaDesk *desk) {
  g_autoptr (GError) error = NULL;

  if (!kapka_outreach_settle (desk, &error))
    kapka_log_detail (G_LOG_LEVEL_MESSAGE, "desk-differs",
                      "The journal does not agree with the desk yet", error->message);
}

static const char *
describe (KapkaDeskFound found) {
  switch (found) {
  case KAPKA_DESK_RESTORED:
    return _ ("The notes of the desk were damaged and have been restored from their last backup. "
              "Please look through what was written since: events, closed months, earlier years.");
  case KAPKA_DESK_EMPTIED:
    return _ ("The notes of the desk were damaged, and there was no backup. The damaged file lies "
              "in the folder \"quarantine\"; the figures of the journal are not touched.");
  case KAPKA_DESK_OPENED:
  default:
    return NULL;
  }
}

static gboolean
forbids_writing (const GError *error) {
  return g_error_matches (error, KAPKA_ERROR, KAPKA_ERROR_READ_ONLY) ||
         g_error_matches (error, KAPKA_ERROR, KAPKA_ERROR_FULL);
}

/** Opens the file to write if that can be, else to look, and remembers why. */
static gboolean
open_file (KapkaDesk *desk, const char *state_dir, GError **error) {
  KapkaDeskFound found = KAPKA_DESK_OPENED;

  if (desk->author == NULL)
    g_set_error_literal (&desk->refusal, KAPKA_ERROR, KAPKA_ERROR_DENIED,
                         _ ("Nobody has signed in who could be named as the author."));
  else
    desk->db = kapka_desk_file_open_to_write (state_dir, desk->clock, &found, &desk->refusal);
  if (desk->db == NULL && desk->author != NULL && !forbids_writing (desk->refusal)) {
    g_propagate_error (error, g_steal_pointer (&desk->refusal));
    return FALSE;
  }
  if (desk->db == NULL)
    desk->db = kapka_desk_file_open_to_look (state_dir, error);
  desk->notice = describe (found);
  return desk->db != NULL;
}

KapkaDesk *
kapka_desk_open (KapkaJournal *journal,
                 const char *state_dir,
                 KapkaClock *clock,
                 const KapkaDeskPerson *person,
                 GError **error) {
  g_autoptr (KapkaDesk) desk = g_new0 (KapkaDesk, 1);

  desk->journal = journal;
  desk->clock = kapka_clock_ref (clock);
  desk->author = g_strdup (person->name);
  desk->role = person->role;
  if (!open_file (desk, state_dir, error))
    return NULL;
  if (desk->refusal == NULL)
    settle (desk);
  return g_steal_pointer (&desk);
}

void
kapka_desk_close (KapkaDesk *desk) {
  if (desk == NULL)
    return;
  g_clear_pointer (&desk->db, kapka_db_close);
  g_clear_error (&desk->refusal);
  kapka_clock_unref (desk->clock);
  g_free (desk->author);
  g_free (desk);
}

KapkaJournal *
kapka_desk_get_journal (KapkaDesk *desk) {
  return desk->journal;
}

KapkaClock *
kapka_desk_get_clock (KapkaDesk *desk) {
  return desk->clock;
}

const char *
kapka_desk_get_notice (KapkaDesk *desk) {
  return desk->notice;
}

const char *
kapka_desk_get_today (KapkaDesk *desk) {
  KapkaInstant now;

  kapka_clock_now (desk->clock, &now);
  g_strlcpy (desk->today, now.day, sizeof desk->today);
  return desk->today;
}

/** Returns: (transfer full): the day of @utc_ms as people write it. */
static char *
print_day (KapkaDesk *desk, gint64 utc_ms) {
  KapkaInstant at;

  kapka_clock_at (desk->clock, utc_ms, &at);
  return g_strdup_printf ("%.2s.%.2s.%.4s", at.day + 8, at.day + 5, at.day);
}

static void
deny_closed (KapkaDesk *desk, const char *month, KapkaStmt *stmt, GError **error) {
  g_autofree char *day = print_day (desk, kapka_stmt_get_int (stmt, 1));

  g_set_error (error, KAPKA_ERROR, KAPKA_ERROR_DENIED,
               _ ("The month %.2s.%.4s is closed: %s, %s. An administrator can open it again."),
               month + 5, month, kapka_stmt_get_text (stmt, 0), day);
}

gboolean
kapka_desk_require_open (KapkaDesk *desk, const char *day, GError **error) {
  g_autofree char *month = g_strndup (day, 7);
  g_autoptr (KapkaStmt) stmt = kapka_db_prepare (
      desk->db, "SELECT author, utc_ms FROM month_now WHERE month = ? AND closed = 1");
  KapkaStep step;

  kapka_stmt_add_text (stmt, month);
  step = kapka_stmt_step (stmt, error);
  if (step == KAPKA_STEP_ROW)
    deny_closed (desk, month, stmt, error);
  return step == KAPKA_STEP_DONE;
}

KapkaTransaction *
kapka_desk_begin (KapkaDesk *desk, const char *day, GError **error) {
  g_autoptr (KapkaTransaction) transaction = NULL;

  if (desk->refusal != NULL) {
    g_propagate_error (error, g_error_copy (desk->refusal));
    return NULL;
  }
  transaction = kapka_transaction_begin (desk->db, KAPKA_TRANSACTION_WRITE, error);
  if (transaction == NULL || (day != NULL && !kapka_desk_require_open (desk, day, error)))
    return NULL;
  return g_steal_pointer (&transaction);
}

void
kapka_desk_sign (KapkaDesk *desk, KapkaStmt *stmt) {
  gint64 utc_ms;
  gint64 boottime_ms;

  kapka_clock_read_ms (desk->clock, &utc_ms, &boottime_ms);
  kapka_stmt_add_text (stmt, desk->author);
  kapka_stmt_add_int (stmt, utc_ms);
}
