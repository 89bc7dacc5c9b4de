// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/last-good.h"

#include <sys/stat.h>
#include <unistd.h>

/* A mistake may hide where the state directory is. The usual file has its copy in the usual one,
 * which every service may read and the kiosk may write, wherever its journal is. */
static const char *
copy_dir (const KapkaSettings *settings) {
  return g_str_equal (settings->path, KAPKA_SETTINGS_DEFAULT_PATH)
             ? KAPKA_SETTINGS_DEFAULT_STATE_DIR
             : settings->state_dir;
}

static char *
copy_path (const KapkaSettings *settings) {
  return g_build_filename (copy_dir (settings), "last-good.conf", NULL);
}

/* A copy that cannot be kept is no reason to stop: the state directory speaks for itself when the
 * journal is opened in it. */
static void
keep_copy (const KapkaSettings *settings) {
  g_autofree char *path = copy_path (settings);
  g_autofree char *text = NULL;
  gsize length;

  if (g_file_get_contents (settings->path, &text, &length, NULL) &&
      g_mkdir_with_parents (copy_dir (settings), 0750) == 0)
    g_file_set_contents (path, text, (gssize)length, NULL);
}

/* The user of the kiosk writes the copy. It must not send root to directories of others. */
static gboolean
is_trusted (const KapkaSettings *copy) {
  struct stat file;
  struct stat state;

  return geteuid () != 0 || (lstat (copy->path, &file) == 0 &&
                             stat (copy->state_dir, &state) == 0 && file.st_uid == state.st_uid);
}

KapkaSettings *
kapka_last_good_read (const char *path, KapkaProblems *problems) {
  guint problems_before = problems->len;
  g_autoptr (KapkaSettings) settings = kapka_settings_load (path, problems);
  g_autoptr (GPtrArray) copy_problems = kapka_problems_new ();
  g_autoptr (KapkaSettings) copy = NULL;
  g_autofree char *copy_name = NULL;

  if (problems->len == problems_before)
    return g_steal_pointer (&settings);
  copy_name = copy_path (settings);
  copy = kapka_settings_load (copy_name, copy_problems);
  return copy_problems->len == 0 && is_trusted (copy) ? g_steal_pointer (&copy)
                                                      : g_steal_pointer (&settings);
}

KapkaSettings *
kapka_last_good_load (const char *path, KapkaProblems *problems, gboolean *out_stale) {
  guint problems_before = problems->len;
  KapkaSettings *settings = kapka_last_good_read (path, problems);

  *out_stale = problems->len > problems_before;
  if (!*out_stale)
    keep_copy (settings);
  return settings;
}
