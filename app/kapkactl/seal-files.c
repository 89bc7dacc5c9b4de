// SPDX-License-Identifier: GPL-3.0-or-later
#include "kapkactl/seal-files.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

#include "desk/desk-file.h"
#include "journal/backup.h"
#include "journal/disk.h"

/* How the names begin of all that Kapka keeps; what a power cut has left half written begins so
 * too. */
static const char *const beginnings[] = { "desk",       "enrol",     "journal",
                                          "kiosk-ends", "last-good", "portals",
                                          "printing",   "staff",     "status" };

static gboolean
is_kept (const char *name) {
  for (guint i = 0; i < G_N_ELEMENTS (beginnings); i++)
    if (g_str_has_prefix (name, beginnings[i]))
      return TRUE;
  return FALSE;
}

static void
add_kept (GPtrArray *files, const char *directory) {
  g_autoptr (GDir) dir = g_dir_open (directory, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *path = g_build_filename (directory, name, NULL);

    if (is_kept (name) && !g_file_test (path, G_FILE_TEST_IS_DIR))
      g_ptr_array_add (files, g_steal_pointer (&path));
  }
}

/* Backups may lie on a disk that others use: of it, nothing else is touched. */
static void
add_backups (GPtrArray *files, const char *directory) {
  static const char *const stems[] = { "journal", KAPKA_DESK_STEM };

  for (guint i = 0; i < G_N_ELEMENTS (stems); i++)
    g_ptr_array_extend_and_steal (files, kapka_backup_list (directory, stems[i]));
}

static int
compare_paths (gconstpointer a, gconstpointer b) {
  return g_strcmp0 (*(const char *const *)a, *(const char *const *)b);
}

GPtrArray *
kapka_seal_files_find (const char *state_dir, const char *backup_dir) {
  GPtrArray *files = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *backup = g_build_filename (state_dir, "backup", NULL);
  g_autofree char *quarantine = g_build_filename (state_dir, "quarantine", NULL);

  add_kept (files, state_dir);
  add_kept (files, backup);
  add_kept (files, quarantine);
  if (*backup_dir != '\0' && !g_str_equal (backup_dir, backup))
    add_backups (files, backup_dir);
  g_ptr_array_sort (files, compare_paths);
  return files;
}

static gboolean
is_one_of (const GPtrArray *files, const char *path) {
  for (guint i = 0; i < files->len; i++)
    if (g_str_equal (g_ptr_array_index (files, i), path))
      return TRUE;
  return FALSE;
}

static gboolean
uses (const char *process, const GPtrArray *files) {
  g_autofree char *directory = g_build_filename ("/proc", process, "fd", NULL);
  g_autoptr (GDir) dir = g_dir_open (directory, 0, NULL);
  const char *name;
  gboolean found = FALSE;

  while (!found && dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *link = g_build_filename (directory, name, NULL);
    g_autofree char *path = g_file_read_link (link, NULL);

    found = path != NULL && is_one_of (files, path);
  }
  return found;
}

int
kapka_seal_files_find_user (const GPtrArray *files) {
  g_autoptr (GDir) dir = g_dir_open ("/proc", 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (g_ascii_isdigit (*name) && atoi (name) != getpid () && uses (name, files))
      return atoi (name);
  return 0;
}

gboolean
kapka_seal_files_remove (const GPtrArray *files, GError **error) {
  for (guint i = 0; i < files->len; i++) {
    const char *path = g_ptr_array_index (files, i);
    g_autofree char *directory = g_path_get_dirname (path);

    if (unlink (path) != 0) {
      kapka_disk_set_error (error, errno, "remove", path);
      return FALSE;
    }
    if (!kapka_disk_sync_directory (directory, error))
      return FALSE;
  }
  return TRUE;
}
