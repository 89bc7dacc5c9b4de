// SPDX-License-Identifier: GPL-3.0-or-later
#include "memory.h"

#include <string.h>

/* A process may end between two looks, so a file that is not there is no reason to stop. */
static char *
read_proc (GPid pid, const char *name) {
  g_autofree char *path = g_strdup_printf ("/proc/%d/%s", pid, name);
  char *text = NULL;

  return g_file_get_contents (path, &text, NULL, NULL) ? text : g_strdup ("");
}

static void
append_children (GArray *pids, GPid pid) {
  g_autofree char *directory = g_strdup_printf ("/proc/%d/task", pid);
  g_autoptr (GDir) threads = g_dir_open (directory, 0, NULL);
  const char *thread;

  while (threads != NULL && (thread = g_dir_read_name (threads)) != NULL) {
    g_autofree char *name = g_strdup_printf ("task/%s/children", thread);
    g_autofree char *text = read_proc (pid, name);
    g_auto (GStrv) numbers = g_strsplit (g_strstrip (text), " ", 0);

    for (char **number = numbers; *number != NULL; number++) {
      GPid child = (GPid)g_ascii_strtoll (*number, NULL, 10);

      if (child > 0)
        g_array_append_val (pids, child);
    }
  }
}

GArray *
kapka_bench_list_tree (GPid pid) {
  GArray *pids = g_array_new (FALSE, FALSE, sizeof (GPid));

  g_array_append_val (pids, pid);
  for (guint i = 0; i < pids->len; i++)
    append_children (pids, g_array_index (pids, GPid, i));
  return pids;
}

/* Returns the sum of one field of smaps_rollup, in MiB. */
static double
sum_field (GArray *pids, const char *field) {
  g_autofree char *format = g_strdup_printf ("\n%s: ", field);
  double total_kib = 0;

  for (guint i = 0; i < pids->len; i++) {
    g_autofree char *text = read_proc (g_array_index (pids, GPid, i), "smaps_rollup");
    const char *line = strstr (text, format);

    if (line != NULL)
      total_kib += g_ascii_strtod (line + strlen (format), NULL);
  }
  return total_kib / 1024;
}

double
kapka_bench_read_memory (GArray *pids) {
  return sum_field (pids, "Pss");
}

double
kapka_bench_read_own_memory (GArray *pids) {
  return sum_field (pids, "Pss_Anon");
}

guint
kapka_bench_count_descriptors (GArray *pids) {
  guint count = 0;

  for (guint i = 0; i < pids->len; i++) {
    g_autofree char *path = g_strdup_printf ("/proc/%d/fd", g_array_index (pids, GPid, i));
    g_autoptr (GDir) directory = g_dir_open (path, 0, NULL);

    while (directory != NULL && g_dir_read_name (directory) != NULL)
      count++;
  }
  return count;
}
