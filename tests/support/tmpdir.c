// SPDX-License-Identifier: GPL-3.0-or-later
#include "tmpdir.h"

#include <ftw.h>
#include <glib/gstdio.h>
#include <stdio.h>

/* How many directories the removal may keep open at a time. */
#define OPEN_DIRECTORIES 16

struct _KapkaTestDir {
  char *path;
};

KapkaTestDir *
kapka_test_dir_new (void) {
  g_autoptr (GError) error = NULL;
  KapkaTestDir *dir = g_new0 (KapkaTestDir, 1);

  dir->path = g_dir_make_tmp ("kapka-support-XXXXXX", &error);
  g_assert_no_error (error);
  return dir;
}

static int
remove_cb (const char *path,
           const struct stat *info G_GNUC_UNUSED,
           int kind G_GNUC_UNUSED,
           struct FTW *level G_GNUC_UNUSED) {
  if (g_remove (path) != 0)
    g_test_message ("cannot remove %s: %s", path, g_strerror (errno));
  return 0;
}

void
kapka_test_dir_free (KapkaTestDir *dir) {
  if (dir == NULL)
    return;
  nftw (dir->path, remove_cb, OPEN_DIRECTORIES, FTW_DEPTH | FTW_PHYS | FTW_MOUNT);
  g_free (dir->path);
  g_free (dir);
}

const char *
kapka_test_dir_get_path (KapkaTestDir *dir) {
  return dir->path;
}

char *
kapka_test_dir_join (KapkaTestDir *dir, const char *name) {
  return g_build_filename (dir->path, name, NULL);
}

char *
kapka_test_dir_make (KapkaTestDir *dir, const char *name) {
  char *path = kapka_test_dir_join (dir, name);

  if (g_mkdir_with_parents (path, 0700) != 0)
    g_error ("cannot make the directory %s: %s", path, g_strerror (errno));
  return path;
}

char *
kapka_test_dir_write (KapkaTestDir *dir, const char *name, const char *text) {
  g_autoptr (GError) error = NULL;
  g_autofree char *parent_name = g_path_get_dirname (name);
  g_autofree char *parent = kapka_test_dir_make (dir, parent_name);
  char *path = kapka_test_dir_join (dir, name);

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
  return path;
}
