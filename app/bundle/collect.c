// SPDX-License-Identifier: GPL-3.0-or-later
#include "bundle/collect.h"

#include <glib/gi18n.h>
#include <sys/stat.h>

#include "base/error.h"
#include "bundle/bundle-path.h"
#include "bundle/bundle.h"
#include "bundle/hours.h"
#include "catalog/catalog.h"
#include "catalog/tile.h"

static const char *const lists[] = { "portals.ini", "services.ini", "forms.ini", "events.ini" };

/* A bundle that is being gathered. */
typedef struct {
  const char *directory;
  const char *data_dir;
  KapkaProblems *problems;
  GPtrArray *files;
  GHashTable *paths; // Set of those that are among the files, borrowed.
} Collect;

/* Adds the file at @source as @path. */
static gboolean
add (Collect *collect, const char *source, const char *path, GError **error) {
  g_autoptr (GError) local_error = NULL;
  gsize max_bytes;
  struct stat info;
  char *data;
  gsize size;
  KapkaBundleFile *file;

  if (g_hash_table_contains (collect->paths, path))
    return TRUE;
  if (!kapka_bundle_path_check (path, &max_bytes)) {
    kapka_problems_add (collect->problems, source, 0, _ ("a bundle takes no such file"));
    return TRUE;
  }
  if (stat (source, &info) == 0 && (gsize)info.st_size > max_bytes) {
    kapka_problems_add (collect->problems, source, 0, _ ("the file is too large for a bundle"));
    return TRUE;
  }
  if (!g_file_get_contents (source, &data, &size, &local_error)) {
    g_set_error_literal (error, KAPKA_ERROR, KAPKA_ERROR_IO, local_error->message);
    return FALSE;
  }
  file = kapka_bundle_file_new (path, g_bytes_new_take (data, size));
  g_ptr_array_add (collect->files, file);
  g_hash_table_add (collect->paths, file->path);
  return TRUE;
}

static gboolean
add_lists (Collect *collect, GError **error) {
  for (gsize i = 0; i < G_N_ELEMENTS (lists); i++) {
    g_autofree char *own = g_build_filename (collect->directory, lists[i], NULL);
    g_autofree char *installed = g_build_filename (collect->data_dir, "catalog", lists[i], NULL);

    if (!add (collect, g_file_test (own, G_FILE_TEST_EXISTS) ? own : installed, lists[i], error))
      return FALSE;
  }
  return TRUE;
}

/* Adds each file of a folder of the directory, "" for itself; folders in it are left out. */
static gboolean
add_folder (Collect *collect, const char *folder, GError **error) {
  g_autofree char *path = g_build_filename (collect->directory, folder, NULL);
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  gboolean good = TRUE;
  const char *name;

  while (good && dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *source = g_build_filename (path, name, NULL);
    g_autofree char *inside =
        *folder == '\0' ? g_strdup (name) : g_strconcat (folder, "/", name, NULL);

    if (*name != '.' && !g_file_test (source, G_FILE_TEST_IS_DIR))
      good = add (collect, source, inside, error);
  }
  return good;
}

static gboolean
add_paper (Collect *collect, const char *source, const char *folder, GError **error) {
  g_autofree char *name = g_path_get_basename (source);
  g_autofree char *path = g_strconcat (folder, name, NULL);

  return add (collect, source, path, error);
}

/* One that is missing has been reported with the list that names it. */
static gboolean
add_form (Collect *collect, const KapkaTile *tile, GError **error) {
  if (tile->kind != KAPKA_TILE_FORM)
    return TRUE;
  if (tile->file != NULL && g_file_test (tile->file, G_FILE_TEST_IS_REGULAR) &&
      !add_paper (collect, tile->file, "forms/", error))
    return FALSE;
  return tile->guide == NULL || add_paper (collect, tile->guide, "forms/guides/", error);
}

static gboolean
add_forms (Collect *collect, const KapkaCatalog *catalog, GError **error) {
  const GPtrArray *tiles = kapka_catalog_get_tiles (catalog);

  for (guint i = 0; i < tiles->len; i++)
    if (!add_form (collect, g_ptr_array_index (tiles, i), error))
      return FALSE;
  return TRUE;
}

/* What nobody would read is refused where it can still be put right. */
static void
check_total (Collect *collect) {
  gsize total = 0;

  for (guint i = 0; i < collect->files->len; i++)
    total += g_bytes_get_size (((KapkaBundleFile *)g_ptr_array_index (collect->files, i))->bytes);
  if (total > KAPKA_MANIFEST_MAX_CONTENT || collect->files->len > KAPKA_MANIFEST_MAX_FILES)
    kapka_problems_add (collect->problems, collect->directory, 0,
                        _ ("%u files of %u KiB together, expected at most %u of %u KiB"),
                        collect->files->len, (guint)(total / 1024), KAPKA_MANIFEST_MAX_FILES,
                        KAPKA_MANIFEST_MAX_CONTENT / 1024);
}

static gboolean
gather (Collect *collect, GError **error) {
  const char *const dirs[] = { collect->directory, NULL };
  g_autoptr (KapkaCatalog) catalog =
      kapka_catalog_load (collect->data_dir, dirs, collect->problems);
  g_autofree char *hours = kapka_hours_file_read (collect->directory, "", collect->problems);

  if (!add_lists (collect, error) || !add_folder (collect, "", error) ||
      !add_folder (collect, "slides", error) || !add_forms (collect, catalog, error))
    return FALSE;
  check_total (collect);
  return TRUE;
}

GPtrArray *
kapka_bundle_collect (const char *directory,
                      const char *data_dir,
                      KapkaProblems *problems,
                      GError **error) {
  g_autoptr (GPtrArray) files =
      g_ptr_array_new_with_free_func ((GDestroyNotify)kapka_bundle_file_free);
  g_autoptr (GHashTable) paths = g_hash_table_new (g_str_hash, g_str_equal);
  Collect collect = { directory, data_dir, problems, files, paths };

  if (!g_file_test (directory, G_FILE_TEST_IS_DIR)) {
    g_set_error (error, KAPKA_ERROR, KAPKA_ERROR_NOT_FOUND, _ ("%s is no folder"), directory);
    return NULL;
  }
  return gather (&collect, error) ? g_steal_pointer (&files) : NULL;
}
