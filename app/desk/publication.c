// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk/publication.h"

#include <glib/gi18n.h>

#include "desk/desk-private.h"

#define TITLE_MAX 200
#define ADDRESS_MAX 500

static const char *const channels[] = {
  "library_site", "national_library", "administration_site", "social_network", "media", NULL
};

static const char find[] = "SELECT 1 FROM publication_now WHERE no = ?";

void
kapka_publication_free (KapkaPublication *publication) {
  if (publication == NULL)
    return;
  g_free (publication->channel);
  g_free (publication->title);
  g_free (publication->address);
  g_free (publication->author);
  g_free (publication);
}

static KapkaPublication *
read_publication (KapkaStmt *stmt) {
  KapkaPublication *publication = g_new0 (KapkaPublication, 1);

  publication->no = kapka_stmt_get_int (stmt, 0);
  g_strlcpy (publication->day, kapka_stmt_get_text (stmt, 1), sizeof publication->day);
  publication->channel = g_strdup (kapka_stmt_get_text (stmt, 2));
  publication->title = g_strdup (kapka_stmt_get_text (stmt, 3));
  publication->address = g_strdup (kapka_stmt_get_text (stmt, 4));
  publication->author = g_strdup (kapka_stmt_get_text (stmt, 5));
  return publication;
}

GPtrArray *
kapka_publication_list (KapkaDesk *desk,
                        const char *first_day,
                        const char *last_day,
                        GError **error) {
  g_autoptr (GPtrArray) publications =
      g_ptr_array_new_with_free_func ((GDestroyNotify)kapka_publication_free);
  g_autoptr (KapkaStmt) stmt = kapka_db_prepare (
      desk->db, "SELECT no, day, channel, title, address, author FROM publication_now"
                " WHERE day BETWEEN ? AND ? ORDER BY day DESC, no DESC");
  KapkaStep step;

  kapka_stmt_add_text (stmt, first_day);
  kapka_stmt_add_text (stmt, last_day);
  while ((step = kapka_stmt_step (stmt, error)) == KAPKA_STEP_ROW)
    g_ptr_array_add (publications, read_publication (stmt));
  return step == KAPKA_STEP_DONE ? g_steal_pointer (&publications) : NULL;
}

/** Puts the texts as they are written into @out_title and @out_address. */
static gboolean
check (KapkaDesk *desk,
       const KapkaPublication *publication,
       char **out_title,
       char **out_address,
       GError **error) {
  *out_title = kapka_desk_check_text (_ ("title"), publication->title, 1, TITLE_MAX, error);
  if (*out_title == NULL)
    return FALSE;
  *out_address = kapka_desk_check_text (_ ("address"), publication->address, 0, ADDRESS_MAX, error);
  return *out_address != NULL && kapka_desk_check_day (desk, publication->day, error) &&
         kapka_desk_check_choice (_ ("channel"), publication->channel, channels, error);
}

/** Chooses the number that @no, 0 for a new one, is written under; -1 on error. */
static gint64
choose_no (KapkaDesk *desk, gint64 no, GError **error) {
  gint64 newest;

  if (no != 0)
    return kapka_desk_require_there (desk, no, find, error) ? no : -1;
  return kapka_db_read_int (desk->db, "SELECT coalesce(max(no), 0) FROM publication_line", &newest,
                            error)
             ? newest + 1
             : -1;
}

static gboolean
add_line (KapkaDesk *desk,
          gint64 no,
          const KapkaPublication *publication,
          const char *title,
          const char *address,
          GError **error) {
  g_autoptr (KapkaStmt) stmt = kapka_db_prepare (
      desk->db,
      "INSERT INTO publication_line(no, gone, day, channel, title, address, author, utc_ms)"
      " VALUES(?, 0, ?, ?, ?, ?, ?, ?)");

  kapka_stmt_add_int (stmt, no);
  kapka_stmt_add_text (stmt, publication->day);
  kapka_stmt_add_text (stmt, publication->channel);
  kapka_stmt_add_text (stmt, title);
  kapka_stmt_add_text (stmt, address);
  kapka_desk_sign (desk, stmt);
  return kapka_stmt_run (stmt, error);
}

gboolean
kapka_publication_save (KapkaDesk *desk, const KapkaPublication *publication, GError **error) {
  g_autofree char *title = NULL;
  g_autofree char *address = NULL;
  g_autoptr (KapkaTransaction) transaction = NULL;
  gint64 no;

  if (!check (desk, publication, &title, &address, error))
    return FALSE;
  transaction = kapka_desk_begin (desk, NULL, error);
  no = transaction == NULL ? -1 : choose_no (desk, publication->no, error);
  return no != -1 && add_line (desk, no, publication, title, address, error) &&
         kapka_transaction_commit (transaction, error);
}

gboolean
kapka_publication_remove (KapkaDesk *desk, gint64 no, GError **error) {
  g_autoptr (KapkaTransaction) transaction = kapka_desk_begin (desk, NULL, error);
  g_autoptr (KapkaStmt) stmt = NULL;

  if (transaction == NULL || !kapka_desk_require_there (desk, no, find, error))
    return FALSE;
  stmt = kapka_db_prepare (
      desk->db,
      "INSERT INTO publication_line(no, gone, day, channel, title, address, author, utc_ms)"
      " SELECT no, 1, day, channel, title, address, ?2, ?3 FROM publication_now WHERE no = ?1");
  kapka_stmt_add_int (stmt, no);
  kapka_desk_sign (desk, stmt);
  return kapka_stmt_run (stmt, error) && kapka_transaction_commit (transaction, error);
}
