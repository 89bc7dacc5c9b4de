// SPDX-License-Identifier: GPL-3.0-or-later
#include "journal/backup.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

#include "journal/disk.h"
#include "journal/journal-private.h"

#define N_KEPT 7

static int
compare_names (gconstpointer a, gconstpointer b) {
  return strcmp (*(const char *const *)a, *(const char *const *)b);
}

/** Lists the backups, the oldest first; their names tell their days. */
static GPtrArray *
list_backups (const char *directory) {
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) dir = g_dir_open (directory, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (g_regex_match_simple ("^journal-[0-9]{4}-[0-9]{2}-[0-9]{2}[.]db$", name, 0, 0))
      g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_names);
  return names;
}

static void
remove_old (const char *directory) {
  g_autoptr (GPtrArray) names = list_backups (directory);

  for (guint i = 0; i + N_KEPT < names->len; i++) {
    g_autofree char *path = g_build_filename (directory, g_ptr_array_index (names, i), NULL);

    g_unlink (path);
  }
}

/** Removes a draft with what SQLite kept beside it. */
static void
remove_draft (const char *draft) {
  g_autofree char *journal = g_strconcat (draft, "-journal", NULL);

  g_unlink (draft);
  g_unlink (journal);
}

static gboolean
put_into_place (const char *draft, const char *path, const char *directory, GError **error) {
  if (!kapka_disk_sync_file (draft, error))
    return FALSE;
  if (g_rename (draft, path) != 0) {
    kapka_disk_set_error (error, errno, "put into place", path);
    return FALSE;
  }
  return kapka_disk_sync_directory (directory, error);
}

gboolean
kapka_journal_backup (KapkaJournal *journal,
                      const char *directory,
                      const char *day,
                      GError **error) {
  g_autofree char *name = g_strdup_printf ("journal-%s.db", day);
  g_autofree char *path = g_build_filename (directory, name, NULL);
  g_autofree char *draft = g_build_filename (directory, "journal.db.new", NULL);

  if (!kapka_disk_make_directory (directory, error))
    return FALSE;
  remove_draft (draft);
  if (!kapka_db_backup (journal->db, draft, error) ||
      !put_into_place (draft, path, directory, error)) {
    remove_draft (draft);
    return FALSE;
  }
  // Only now: until the new one is there, the old ones are all there is.
  remove_old (directory);
  return TRUE;
}
