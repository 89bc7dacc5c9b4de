// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/visit-dir.h"

#include <errno.h>
#include <glib/gstdio.h>

#include "base/error.h"

static void
set_errno_error (GError **error, const char *path) {
  int saved_errno = errno;

  g_set_error (error, KAPKA_ERROR, kapka_error_from_errno (saved_errno), "%s: %s", path, g_strerror (saved_errno));
}

char *
kapka_visit_dir_make (GError **error) {
  g_autofree char *path = g_build_filename (g_get_user_runtime_dir (), "kapka-visit-XXXXXX", NULL);

  if (g_mkdtemp_full (path, 0700) == NULL) {
    set_errno_error (error, path);
    return NULL;
  }
  return g_steal_pointer (&path);
}

gboolean
kapka_visit_dir_remove (const char *path, GError **error) {
  g_autoptr (GDir) dir = g_dir_open (path, 0, error);
  const char *name;

  if (dir == NULL)
    return FALSE;
  while ((name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *file = g_build_filename (path, name, NULL);

    if (g_unlink (file) != 0) {
      set_errno_error (error, file);
      return FALSE;
    }
  }
  if (g_rmdir (path) != 0) {
    set_errno_error (error, path);
    return FALSE;
  }
  return TRUE;
}
