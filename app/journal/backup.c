// SPDX-License-Identifier: GPL-3.0-or-later
#include "journal/backup.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

#include "journal/disk.h"

#define N_KEPT 7

static int
compare_paths (gconstpointer a, gconstpointer b) {
  return strcmp (*(const char *const *)a, *(const char *const *)b);
}

/** Their names tell their days. */
GPtrArray *
kapka_backup_list (const char *directory, const char *stem) {
  GPtrArray *paths = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *pattern = g_strdup_printf ("^%s-[0-9]{4}-[0-9]{2}-[0-9]{2}[.]db$", stem);
  g_autoptr (GDir) dir = g_dir_open (directory, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (g_regex_match_simple (pattern, name, 0, 0))
      g_ptr_array_add (paths, g_build_filename (directory, name, NULL));
  g_ptr_array_sort (paths, compare_paths);
  return paths;
}

static void
remove_old (const char *directory, const char *stem) {
  g_autoptr (GPtrArray) paths = kapka_backup_list (directory, stem);

  for (guint i = 0; i + N_KEPT < paths->len; i++)
    g_unlink (g_ptr_array_index (paths, i));
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
kapka_backup_write_day (KapkaDb *db,
                        const char *directory,
                        const char *stem,
                        const char *day,
                        GError **error) {
  g_autofree char *name = g_strdup_printf ("%s-%s.db", stem, day);
  g_autofree char *path = g_build_filename (directory, name, NULL);
  g_autofree char *draft_name = g_strconcat (stem, ".db.new", NULL);
  g_autofree char *draft = g_build_filename (directory, draft_name, NULL);

  if (!kapka_disk_make_directory (directory, error))
    return FALSE;
  remove_draft (draft);
  if (!kapka_db_backup (db, draft, error) || !put_into_place (draft, path, directory, error)) {
    remove_draft (draft);
    return FALSE;
  }
  // Only now: until the new one is there, the old ones are all there is.
  remove_old (directory, stem);
  return TRUE;
}
