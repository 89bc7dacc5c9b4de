// SPDX-License-Identifier: GPL-3.0-or-later
#include "peer-browser.h"

#include <unistd.h>

static const char *const options[] = {
  "--kiosk",
  "--no-first-run",
  "--no-default-browser-check",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--disable-quic",
  "--password-store=basic",
  "--disable-extensions",
  "--disable-features=Translate",
};

/* Its sandbox refuses root; without it the browser is lighter, which is to its favour. */
GPtrArray *
kapka_bench_browser_make_argv (const char *page_path) {
  g_autofree char *program = g_find_program_in_path ("chromium");
  GPtrArray *argv;

  if (program == NULL)
    return NULL;
  argv = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (argv, g_strdup ("chromium"));
  for (guint i = 0; i < G_N_ELEMENTS (options); i++)
    g_ptr_array_add (argv, g_strdup (options[i]));
  if (geteuid () == 0)
    g_ptr_array_add (argv, g_strdup ("--no-sandbox"));
  g_ptr_array_add (argv, g_strdup_printf ("file://%s", page_path));
  return argv;
}
