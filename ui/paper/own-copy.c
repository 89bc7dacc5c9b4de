// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/paper/own-copy.h"

#include <glib/gstdio.h>

#define DIRECTORY_KEY "kapka-own-copy"

/* What cannot be removed now goes with the visit. */
static void
remove_directory (gpointer data) {
  g_autofree char *path = data;
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *file = g_build_filename (path, name, NULL);

    g_unlink (file);
  }
  g_rmdir (path);
}

void
kapka_own_copy_tie (GObject *owner, const char *path) {
  g_object_set_data_full (owner, DIRECTORY_KEY, g_path_get_dirname (path), remove_directory);
}
