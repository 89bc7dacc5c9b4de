// SPDX-License-Identifier: GPL-3.0-or-later
/* The stand-in for libFuzzer: tries every file of the directories it is given, in the order of
 * their names. Options, which are libFuzzer's, mean nothing to it. */
#include <glib.h>

#include "fuzz.h"

static void
replay_file (const char *directory, const char *name) {
  g_autofree char *path = g_build_filename (directory, name, NULL);
  g_autofree char *data = NULL;
  g_autoptr (GError) error = NULL;
  gsize size;

  if (!g_file_get_contents (path, &data, &size, &error))
    g_error ("%s", error->message);
  LLVMFuzzerTestOneInput ((const uint8_t *)data, size);
}

static int
compare_names (const void *a, const void *b) {
  return g_strcmp0 (*(const char *const *)a, *(const char *const *)b);
}

static guint
replay_directory (const char *path) {
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) directory = g_dir_open (path, 0, &error);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  if (directory == NULL)
    g_error ("%s", error->message);
  while ((name = g_dir_read_name (directory)) != NULL)
    g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_names);
  for (guint i = 0; i < names->len; i++)
    replay_file (path, g_ptr_array_index (names, i));
  return names->len;
}

int
main (int argc, char **argv) {
  guint tried = 0;

  for (int i = 1; i < argc; i++)
    if (argv[i][0] != '-')
      tried += replay_directory (argv[i]);
  g_print ("%u inputs tried\n", tried);
  return tried > 0 ? 0 : 1;
}
