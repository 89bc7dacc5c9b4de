// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk/promo.h"

#include <glib/gi18n.h>

#include "base/error.h"
#include "desk/desk-private.h"

#define TITLE_MAX 200
#define PRINT_RUN_MAX 999999

static const char *const kinds[] = {
  "card", "booklet", "poster", "flyer", "bookmark", "other", NULL
};

static const char find[] = "SELECT 1 FROM promo_now WHERE no = ?";

void
kapka_promo_free (KapkaPromo *promo) {
  if (promo == NULL)
    return;
  g_free (promo->kind);
  g_free (promo->title);
  g_free (promo->author);
  g_free (promo);
}

static KapkaPromo *
read_promo (KapkaStmt *stmt) {
  KapkaPromo *promo = g_new0 (KapkaPromo, 1);

  promo->no = kapka_stmt_get_int (stmt, 0);
  g_strlcpy (promo->day, kapka_stmt_get_text (stmt, 1), sizeof promo->day);
  promo->kind = g_strdup (kapka_stmt_get_text (stmt, 2));
  promo->title = g_strdup (kapka_stmt_get_text (stmt, 3));
  promo->print_run = kapka_stmt_get_int (stmt, 4);
  promo->author = g_strdup (kapka_stmt_get_text (stmt, 5));
  return promo;
}

GPtrArray *
kapka_promo_list (KapkaDesk *desk, const char *first_day, const char *last_day, GError **error) {
  g_autoptr (GPtrArray) promos = g_ptr_array_new_with_free_func ((GDestroyNotify)kapka_promo_free);
  g_autoptr (KapkaStmt) stmt =
      kapka_db_prepare (desk->db, "SELECT no, day, kind, title, print_run, author FROM promo_now"
                                  " WHERE day BETWEEN ? AND ? ORDER BY day DESC, no DESC");
  KapkaStep step;

  kapka_stmt_add_text (stmt, first_day);
  kapka_stmt_add_text (stmt, last_day);
  while ((step = kapka_stmt_step (stmt, error)) == KAPKA_STEP_ROW)
    g_ptr_array_add (promos, read_promo (stmt));
  return step == KAPKA_STEP_DONE ? g_steal_pointer (&promos) : NULL;
}

/** Returns: (transfer full): the title as it is written, or %NULL when something is impossible. */
static char *
check (KapkaDesk *desk, const KapkaPromo *promo, GError **error) {
  g_autofree char *title = kapka_desk_check_text (_ ("title"), promo->title, 1, TITLE_MAX, error);

  if (title == NULL || !kapka_desk_check_day (desk, promo->day, error) ||
      !kapka_desk_check_choice (_ ("kind"), promo->kind, kinds, error))
    return NULL;
  if (promo->print_run >= 1 && promo->print_run <= PRINT_RUN_MAX)
    return g_steal_pointer (&title);
  g_set_error (error, KAPKA_ERROR, KAPKA_ERROR_DATA,
               _ ("The print run is a whole number from 1 to %d."), PRINT_RUN_MAX);
  return NULL;
}

/** Chooses the number that @no, 0 for a new one, is written under; -1 on error. */
static gint64
choose_no (KapkaDesk *desk, gint64 no, GError **error) {
  gint64 newest;

  if (no != 0)
    return kapka_desk_require_there (desk, no, find, error) ? no : -1;
  return kapka_db_read_int (desk->db, "SELECT coalesce(max(no), 0) FROM promo_line", &newest, error)
             ? newest + 1
             : -1;
}

static gboolean
add_line (KapkaDesk *desk, gint64 no, const KapkaPromo *promo, const char *title, GError **error) {
  g_autoptr (KapkaStmt) stmt = kapka_db_prepare (
      desk->db, "INSERT INTO promo_line(no, gone, day, kind, title, print_run, author, utc_ms)"
                " VALUES(?, 0, ?, ?, ?, ?, ?, ?)");

  kapka_stmt_add_int (stmt, no);
  kapka_stmt_add_text (stmt, promo->day);
  kapka_stmt_add_text (stmt, promo->kind);
  kapka_stmt_add_text (stmt, title);
  kapka_stmt_add_int (stmt, promo->print_run);
  kapka_desk_sign (desk, stmt);
  return kapka_stmt_run (stmt, error);
}

gboolean
kapka_promo_save (KapkaDesk *desk, const KapkaPromo *promo, GError **error) {
  g_autofree char *title = check (desk, promo, error);
  g_autoptr (KapkaTransaction) transaction =
      title == NULL ? NULL : kapka_desk_begin (desk, NULL, error);
  gint64 no = transaction == NULL ? -1 : choose_no (desk, promo->no, error);

  return no != -1 && add_line (desk, no, promo, title, error) &&
         kapka_transaction_commit (transaction, error);
}

gboolean
kapka_promo_remove (KapkaDesk *desk, gint64 no, GError **error) {
  g_autoptr (KapkaTransaction) transaction = kapka_desk_begin (desk, NULL, error);
  g_autoptr (KapkaStmt) stmt = NULL;

  if (transaction == NULL || !kapka_desk_require_there (desk, no, find, error))
    return FALSE;
  stmt = kapka_db_prepare (
      desk->db, "INSERT INTO promo_line(no, gone, day, kind, title, print_run, author, utc_ms)"
                " SELECT no, 1, day, kind, title, print_run, ?2, ?3 FROM promo_now WHERE no = ?1");
  kapka_stmt_add_int (stmt, no);
  kapka_desk_sign (desk, stmt);
  return kapka_stmt_run (stmt, error) && kapka_transaction_commit (transaction, error);
}
