// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/visit/proc.h"

#include <string.h>

char *
kapka_proc_read (pid_t pid, const char *name, gsize *out_length) {
  g_autofree char *path = g_strdup_printf ("/proc/%d/%s", pid, name);
  char *text = NULL;

  return g_file_get_contents (path, &text, out_length, NULL) ? text : NULL;
}

gboolean
kapka_proc_is_named (pid_t pid, const char *name) {
  g_autofree char *comm = kapka_proc_read (pid, "comm", NULL);

  return comm != NULL && g_str_equal (g_strchomp (comm), name);
}
