// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk/history.h"

#include <glib/gi18n.h>
#include <stdlib.h>

#include "base/error.h"
#include "desk/desk-private.h"
#include "desk/history-private.h"

#define FIRST_YEAR 1900
#define VALUE_MAX 999999999
#define SOURCE_MAX 200

static const char *const keys[] = {
  "users", "rural_users", "s1", "s2", "s3", "s4", "s5", "s6", NULL
};

void
kapka_past_figure_free (KapkaPastFigure *figure) {
  if (figure == NULL)
    return;
  g_free (figure->key);
  g_free (figure->source);
  g_free (figure->author);
  g_free (figure);
}

static KapkaPastFigure *
read_figure (KapkaStmt *stmt) {
  KapkaPastFigure *figure = g_new0 (KapkaPastFigure, 1);

  figure->year = (int)kapka_stmt_get_int (stmt, 0);
  figure->key = g_strdup (kapka_stmt_get_text (stmt, 1));
  figure->value = kapka_stmt_get_int (stmt, 2);
  figure->source = g_strdup (kapka_stmt_get_text (stmt, 3));
  figure->author = g_strdup (kapka_stmt_get_text (stmt, 4));
  figure->at_ms = kapka_stmt_get_int (stmt, 5);
  return figure;
}

GPtrArray *
kapka_history_list (KapkaDesk *desk, GError **error) {
  g_autoptr (GPtrArray) figures =
      g_ptr_array_new_with_free_func ((GDestroyNotify)kapka_past_figure_free);
  g_autoptr (KapkaStmt) stmt = kapka_db_prepare (
      desk->db, "SELECT year, key, value, source, author, utc_ms FROM past_now"
                " ORDER BY year, CASE key WHEN 'users' THEN '0' WHEN 'rural_users' THEN '1' ELSE "
                "key END");
  KapkaStep step;

  while ((step = kapka_stmt_step (stmt, error)) == KAPKA_STEP_ROW)
    g_ptr_array_add (figures, read_figure (stmt));
  return step == KAPKA_STEP_DONE ? g_steal_pointer (&figures) : NULL;
}

static gboolean
check_figure (KapkaDesk *desk, int year, const char *key, gint64 value, GError **error) {
  int present = atoi (kapka_desk_get_today (desk));

  if (year < FIRST_YEAR || year > present) {
    g_set_error (error, KAPKA_ERROR, KAPKA_ERROR_DATA,
                 _ ("A year from %d to %d is expected, not %d."), FIRST_YEAR, present, year);
    return FALSE;
  }
  if (!g_strv_contains (keys, key))
    return kapka_error_set_text (error, KAPKA_ERROR_DATA,
                                 _ ("A figure is one of users, rural_users and s1 to s6."));
  return (value >= 0 && value <= VALUE_MAX) ||
         kapka_error_set_text (error, KAPKA_ERROR_DATA,
                               _ ("A whole number from 0 to 999999999 is expected."));
}

/** @value: (nullable): %NULL takes the figure away. */
static gboolean
add_line (KapkaDesk *desk,
          int year,
          const char *key,
          const gint64 *value,
          const char *source,
          GError **error) {
  g_autoptr (KapkaStmt) stmt =
      kapka_db_prepare (desk->db, "INSERT INTO past_line(year, key, value, source, author, utc_ms)"
                                  " VALUES(?, ?, ?, ?, ?, ?)");

  kapka_stmt_add_int (stmt, year);
  kapka_stmt_add_text (stmt, key);
  if (value == NULL)
    kapka_stmt_add_text (stmt, NULL);
  else
    kapka_stmt_add_int (stmt, *value);
  kapka_stmt_add_text (stmt, source);
  kapka_desk_sign (desk, stmt);
  return kapka_stmt_run (stmt, error);
}

/** Looks for the figure that holds, of any source or, unless @source is %NULL, of just this @value
 * and source. */
static KapkaStep
find (KapkaDesk *desk,
      int year,
      const char *key,
      gint64 value,
      const char *source,
      GError **error) {
  g_autoptr (KapkaStmt) stmt =
      kapka_db_prepare (desk->db, "SELECT 1 FROM past_now WHERE year = ? AND key = ?"
                                  " AND (?3 IS NULL OR (source = ?3 AND value = ?4))");

  kapka_stmt_add_int (stmt, year);
  kapka_stmt_add_text (stmt, key);
  kapka_stmt_add_text (stmt, source);
  kapka_stmt_add_int (stmt, value);
  return kapka_stmt_step (stmt, error);
}

gboolean
kapka_history_put (KapkaDesk *desk,
                   int year,
                   const char *key,
                   gint64 value,
                   const char *source,
                   GError **error) {
  g_autofree char *stripped = NULL;

  if (!check_figure (desk, year, key, value, error))
    return FALSE;
  stripped = kapka_desk_check_text (_ ("source"), source, 1, SOURCE_MAX, error);
  if (stripped == NULL)
    return FALSE;
  switch (find (desk, year, key, value, stripped, error)) {
  case KAPKA_STEP_ROW:
    return TRUE;
  case KAPKA_STEP_DONE:
    return add_line (desk, year, key, &value, stripped, error);
  case KAPKA_STEP_ERROR:
  default:
    return FALSE;
  }
}

gboolean
kapka_history_check_year (KapkaDesk *desk, int year, GError **error) {
  g_autoptr (KapkaStmt) stmt = kapka_db_prepare (
      desk->db, "SELECT 1 FROM past_now r JOIN past_now u ON u.year = r.year AND u.key = 'users'"
                " WHERE r.year = ? AND r.key = 'rural_users' AND r.value > u.value");
  KapkaStep step;

  kapka_stmt_add_int (stmt, year);
  step = kapka_stmt_step (stmt, error);
  if (step == KAPKA_STEP_ROW)
    g_set_error (error, KAPKA_ERROR, KAPKA_ERROR_DATA,
                 _ ("%d would have more rural users than users; they are a part of them."), year);
  return step == KAPKA_STEP_DONE;
}

gboolean
kapka_history_set (KapkaDesk *desk,
                   int year,
                   const char *key,
                   gint64 value,
                   const char *source,
                   GError **error) {
  g_autoptr (KapkaTransaction) transaction = kapka_desk_begin (desk, NULL, error);

  return transaction != NULL && kapka_history_put (desk, year, key, value, source, error) &&
         kapka_history_check_year (desk, year, error) &&
         kapka_transaction_commit (transaction, error);
}

/** Takes the figure away if there is one. */
static gboolean
take_away (KapkaDesk *desk, int year, const char *key, GError **error) {
  switch (find (desk, year, key, 0, NULL, error)) {
  case KAPKA_STEP_ROW:
    return add_line (desk, year, key, NULL, "", error);
  case KAPKA_STEP_DONE:
    return TRUE;
  case KAPKA_STEP_ERROR:
  default:
    return FALSE;
  }
}

gboolean
kapka_history_set_year (KapkaDesk *desk,
                        int year,
                        const gint64 values[8],
                        const char *source,
                        GError **error) {
  g_autoptr (KapkaTransaction) transaction = kapka_desk_begin (desk, NULL, error);

  if (transaction == NULL)
    return FALSE;
  for (guint i = 0; keys[i] != NULL; i++)
    if (values[i] < 0 ? !take_away (desk, year, keys[i], error)
                      : !kapka_history_put (desk, year, keys[i], values[i], source, error))
      return FALSE;
  return kapka_history_check_year (desk, year, error) &&
         kapka_transaction_commit (transaction, error);
}

gboolean
kapka_history_remove (KapkaDesk *desk, int year, const char *key, GError **error) {
  g_autoptr (KapkaTransaction) transaction = kapka_desk_begin (desk, NULL, error);

  if (transaction == NULL)
    return FALSE;
  switch (find (desk, year, key, 0, NULL, error)) {
  case KAPKA_STEP_ROW:
    return add_line (desk, year, key, NULL, "", error) &&
           kapka_transaction_commit (transaction, error);
  case KAPKA_STEP_DONE:
    g_set_error (error, KAPKA_ERROR, KAPKA_ERROR_USAGE, _ ("There is no figure \"%s\" of %d."), key,
                 year);
    return FALSE;
  case KAPKA_STEP_ERROR:
  default:
    return FALSE;
  }
}
