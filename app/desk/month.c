// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk/month.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/day.h"
#include "base/error.h"
#include "desk/correction.h"
#include "desk/desk-private.h"
#include "desk/outreach-settle.h"
#include "journal/rollup.h"

void
kapka_month_state_free (KapkaMonthState *state) {
  if (state == NULL)
    return;
  g_free (state->author);
  g_free (state);
}

static void
line_free (gpointer data) {
  KapkaMonthLine *line = data;

  g_free (line->month);
  g_free (line->author);
  g_free (line->reason);
  g_free (line);
}

static char *
digest_month (KapkaDesk *desk, const char *month, GError **error) {
  g_autofree char *first_day = g_strconcat (month, "-01", NULL);
  g_autofree char *last_day = g_strconcat (month, "-31", NULL);

  return kapka_journal_digest_figures (desk->journal, first_day, last_day, error);
}

/** Fills @state from the row of @stmt. */
static gboolean
read_state (KapkaDesk *desk,
            const char *month,
            KapkaStmt *stmt,
            KapkaMonthState *state,
            GError **error) {
  g_autofree char *digest = NULL;

  state->closed = kapka_stmt_get_int (stmt, 0) != 0;
  state->author = g_strdup (kapka_stmt_get_text (stmt, 1));
  state->at_ms = kapka_stmt_get_int (stmt, 2);
  if (!state->closed)
    return TRUE;
  digest = digest_month (desk, month, error);
  state->changed = g_strcmp0 (digest, kapka_stmt_get_text (stmt, 3)) != 0;
  return digest != NULL;
}

static gboolean
check_month (const char *month, GError **error) {
  return kapka_day_is_month (month) ||
         kapka_error_set_text (error, KAPKA_ERROR_USAGE, _ ("A month is expected, as in 2026-03."));
}

KapkaMonthState *
kapka_month_get_state (KapkaDesk *desk, const char *month, GError **error) {
  g_autoptr (KapkaStmt) stmt = kapka_db_prepare (
      desk->db, "SELECT closed, author, utc_ms, digest FROM month_now WHERE month = ?");
  g_autoptr (KapkaMonthState) state = g_new0 (KapkaMonthState, 1);
  KapkaStep step;

  if (!check_month (month, error))
    return NULL;
  kapka_stmt_add_text (stmt, month);
  step = kapka_stmt_step (stmt, error);
  if (step == KAPKA_STEP_ERROR ||
      (step == KAPKA_STEP_ROW && !read_state (desk, month, stmt, state, error)))
    return NULL;
  return g_steal_pointer (&state);
}

/** @digest: (nullable): %NULL re-opens. */
static gboolean
add_line (KapkaDesk *desk,
          const char *month,
          const char *digest,
          const char *reason,
          GError **error) {
  g_autoptr (KapkaStmt) stmt = kapka_db_prepare (
      desk->db, "INSERT INTO month_line(month, closed, digest, reason, author, utc_ms)"
                " VALUES(?, ?, ?, ?, ?, ?)");

  kapka_stmt_add_text (stmt, month);
  kapka_stmt_add_int (stmt, digest != NULL);
  kapka_stmt_add_text (stmt, digest);
  kapka_stmt_add_text (stmt, reason);
  kapka_desk_sign (desk, stmt);
  return kapka_stmt_run (stmt, error);
}

/** Makes sure that @month is @closed. */
static gboolean
require_state (KapkaDesk *desk, const char *month, gboolean closed, GError **error) {
  g_autoptr (KapkaMonthState) state = kapka_month_get_state (desk, month, error);

  if (state == NULL)
    return FALSE;
  if (state->closed == closed)
    return TRUE;
  return kapka_error_set_text (error, KAPKA_ERROR_USAGE,
                               closed ? _ ("This month is not closed.")
                                      : _ ("This month is closed already."));
}

static gboolean
require_over (KapkaDesk *desk, const char *month, GError **error) {
  return strncmp (month, kapka_desk_get_today (desk), strlen ("YYYY-MM")) < 0 ||
         kapka_error_set_text (
             error, KAPKA_ERROR_USAGE,
             _ ("This month is not over yet; it can be closed from the first of the next."));
}

gboolean
kapka_month_close (KapkaDesk *desk, const char *month, GError **error) {
  g_autoptr (KapkaTransaction) transaction = NULL;
  g_autofree char *digest = NULL;

  // What was written at the desk before counts in the month that is closed.
  if (!check_month (month, error) || !require_over (desk, month, error) ||
      !kapka_outreach_settle (desk, error))
    return FALSE;
  transaction = kapka_desk_begin (desk, NULL, error);
  if (transaction == NULL || !require_state (desk, month, FALSE, error))
    return FALSE;
  digest = digest_month (desk, month, error);
  return digest != NULL && add_line (desk, month, digest, NULL, error) &&
         kapka_transaction_commit (transaction, error);
}

static gboolean
require_administrator (KapkaDesk *desk, GError **error) {
  return desk->role == KAPKA_ROLE_ADMINISTRATOR ||
         kapka_error_set_text (error, KAPKA_ERROR_DENIED,
                               _ ("Only an administrator can open a month again."));
}

gboolean
kapka_month_reopen (KapkaDesk *desk, const char *month, const char *reason, GError **error) {
  g_autoptr (KapkaTransaction) transaction = NULL;

  if (!check_month (month, error) || !require_administrator (desk, error) ||
      !kapka_desk_check_choice (_ ("reason"), reason, kapka_correction_list_reasons (), error))
    return FALSE;
  transaction = kapka_desk_begin (desk, NULL, error);
  return transaction != NULL && require_state (desk, month, TRUE, error) &&
         add_line (desk, month, NULL, reason, error) &&
         kapka_transaction_commit (transaction, error);
}

static KapkaMonthLine *
read_line (KapkaStmt *stmt) {
  KapkaMonthLine *line = g_new0 (KapkaMonthLine, 1);

  line->month = g_strdup (kapka_stmt_get_text (stmt, 0));
  line->closed = kapka_stmt_get_int (stmt, 1) != 0;
  line->author = g_strdup (kapka_stmt_get_text (stmt, 2));
  line->reason = g_strdup (kapka_stmt_get_text (stmt, 3));
  line->at_ms = kapka_stmt_get_int (stmt, 4);
  return line;
}

GPtrArray *
kapka_month_list_log (KapkaDesk *desk, GError **error) {
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (line_free);
  g_autoptr (KapkaStmt) stmt =
      kapka_db_prepare (desk->db, "SELECT month, closed, author, reason, utc_ms FROM month_line"
                                  " ORDER BY line DESC");
  KapkaStep step;

  while ((step = kapka_stmt_step (stmt, error)) == KAPKA_STEP_ROW)
    g_ptr_array_add (lines, read_line (stmt));
  return step == KAPKA_STEP_DONE ? g_steal_pointer (&lines) : NULL;
}
