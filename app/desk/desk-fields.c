// SPDX-License-Identifier: GPL-3.0-or-later
#include <glib/gi18n.h>
#include <string.h>

#include "base/day.h"
#include "base/error.h"
#include "desk/desk-private.h"

static gboolean
has_control (const char *text) {
  for (; *text != '\0'; text = g_utf8_next_char (text))
    if (g_unichar_iscntrl (g_utf8_get_char (text)))
      return TRUE;
  return FALSE;
}

char *
kapka_desk_check_text (const char *what, const char *text, guint min, guint max, GError **error) {
  g_autofree char *stripped = NULL;
  glong length;

  if (text == NULL)
    text = "";
  if (!g_utf8_validate (text, -1, NULL) || has_control (text)) {
    g_set_error (error, KAPKA_ERROR, KAPKA_ERROR_DATA,
                 _ ("The field \"%s\" is not a line of text."), what);
    return NULL;
  }
  stripped = g_strstrip (g_strdup (text));
  length = g_utf8_strlen (stripped, -1);
  if (length < (glong)min)
    g_set_error (error, KAPKA_ERROR, KAPKA_ERROR_DATA, _ ("Please fill in the field \"%s\"."),
                 what);
  else if (length > (glong)max)
    g_set_error (error, KAPKA_ERROR, KAPKA_ERROR_DATA,
                 _ ("The field \"%s\" is too long: %ld characters, at most %u."), what, length,
                 max);
  else
    return g_steal_pointer (&stripped);
  return NULL;
}

gboolean
kapka_desk_check_day (KapkaDesk *desk, const char *day, GError **error) {
  if (!kapka_day_is_valid (day))
    g_set_error (error, KAPKA_ERROR, KAPKA_ERROR_DATA,
                 _ ("There is no such day: \"%s\"; a day is expected as in 2026-03-17."), day);
  else if (strcmp (day, kapka_desk_get_today (desk)) > 0)
    g_set_error (error, KAPKA_ERROR, KAPKA_ERROR_DATA,
                 _ ("The day %.2s.%.2s.%.4s is not here yet."), day + 8, day + 5, day);
  else
    return TRUE;
  return FALSE;
}

gboolean
kapka_desk_check_choice (const char *what,
                         const char *word,
                         const char *const *words,
                         GError **error) {
  if (word != NULL && g_strv_contains (words, word))
    return TRUE;
  g_set_error (error, KAPKA_ERROR, KAPKA_ERROR_DATA, _ ("Please choose in the field \"%s\"."),
               what);
  return FALSE;
}

gboolean
kapka_desk_require_there (KapkaDesk *desk, gint64 no, const char *find_sql, GError **error) {
  g_autoptr (KapkaStmt) stmt = kapka_db_prepare (desk->db, find_sql);
  KapkaStep step;

  kapka_stmt_add_int (stmt, no);
  step = kapka_stmt_step (stmt, error);
  if (step == KAPKA_STEP_DONE)
    g_set_error_literal (error, KAPKA_ERROR, KAPKA_ERROR_USAGE,
                         _ ("This entry is not there any more."));
  return step == KAPKA_STEP_ROW;
}
