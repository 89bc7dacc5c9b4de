// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/last-good.h"

static char *
copy_path (const KapkaSettings *settings) {
  return g_build_filename (settings->state_dir, "last-good.conf", NULL);
}

/* A copy that cannot be kept is no reason to stop: the state directory speaks for itself when the
 * journal is opened in it. */
static void
keep_copy (const KapkaSettings *settings) {
  g_autofree char *path = copy_path (settings);
  g_autofree char *text = NULL;
  gsize length;

  if (g_file_get_contents (settings->path, &text, &length, NULL) &&
      g_mkdir_with_parents (settings->state_dir, 0750) == 0)
    g_file_set_contents (path, text, (gssize)length, NULL);
}

KapkaSettings *
kapka_last_good_load (const char *path, KapkaProblems *problems, gboolean *out_stale) {
  guint problems_before = problems->len;
  g_autoptr (KapkaSettings) settings = kapka_settings_load (path, problems);
  g_autoptr (GPtrArray) copy_problems = kapka_problems_new ();
  g_autoptr (KapkaSettings) copy = NULL;
  g_autofree char *copy_name = NULL;

  *out_stale = problems->len > problems_before;
  if (!*out_stale) {
    keep_copy (settings);
    return g_steal_pointer (&settings);
  }
  copy_name = copy_path (settings);
  copy = kapka_settings_load (copy_name, copy_problems);
  return copy_problems->len == 0 ? g_steal_pointer (&copy) : g_steal_pointer (&settings);
}
