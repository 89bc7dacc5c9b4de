// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/own-program.h"

char *
kapka_own_program_find (const char *name) {
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *directory = self == NULL ? NULL : g_path_get_dirname (self);
  g_autofree char *beside = directory == NULL ? NULL : g_build_filename (directory, name, NULL);

  if (beside != NULL && g_file_test (beside, G_FILE_TEST_IS_EXECUTABLE))
    return g_steal_pointer (&beside);
  return g_find_program_in_path (name);
}
