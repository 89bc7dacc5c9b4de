// SPDX-License-Identifier: GPL-3.0-or-later
#include "catalog/catalog-stamp.h"

#include <glib/gstdio.h>

/* A copy keeps the time of the file it is of, so the time that cannot be set is taken. */
static void
add_file (GString *stamp, const char *dir, const char *name) {
  g_autofree char *path = g_build_filename (dir, name, NULL);
  GStatBuf file;

  if (g_stat (path, &file) == 0)
    g_string_append_printf (stamp, "%s %" G_GUINT64_FORMAT " %" G_GINT64_FORMAT " %ld.%09ld\n",
                            path, (guint64)file.st_ino, (gint64)file.st_size,
                            (long)file.st_ctim.tv_sec, (long)file.st_ctim.tv_nsec);
}

static void
add_folder (GString *stamp, const char *parent, const char *name) {
  g_autofree char *path = g_build_filename (parent, name, NULL);
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);

  for (const char *child; dir != NULL && (child = g_dir_read_name (dir)) != NULL;)
    add_file (stamp, path, child);
}

char *
kapka_catalog_stamp (const char *data_dir, const char *const *override_dirs) {
  GString *stamp = g_string_new (NULL);

  add_folder (stamp, data_dir, "catalog");
  add_folder (stamp, data_dir, "forms");
  for (guint i = 0; override_dirs != NULL && override_dirs[i] != NULL; i++) {
    add_folder (stamp, override_dirs[i], ".");
    add_folder (stamp, override_dirs[i], "forms");
  }
  return g_string_free (stamp, FALSE);
}
