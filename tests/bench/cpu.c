// SPDX-License-Identifier: GPL-3.0-or-later
#include "cpu.h"

/* The first number is nanoseconds on a core. */
static double
read_thread_ms (const char *tasks, const char *thread) {
  g_autofree char *path = g_build_filename (tasks, thread, "schedstat", NULL);
  g_autofree char *text = NULL;

  if (!g_file_get_contents (path, &text, NULL, NULL))
    return 0;
  return (double)g_ascii_strtoull (text, NULL, 10) / 1e6;
}

double
kapka_bench_read_cpu_ms (GArray *pids) {
  double ms = 0;

  for (guint i = 0; i < pids->len; i++) {
    g_autofree char *tasks = g_strdup_printf ("/proc/%d/task", g_array_index (pids, GPid, i));
    g_autoptr (GDir) dir = g_dir_open (tasks, 0, NULL);
    const char *thread;

    while (dir != NULL && (thread = g_dir_read_name (dir)) != NULL)
      ms += read_thread_ms (tasks, thread);
  }
  return ms;
}
