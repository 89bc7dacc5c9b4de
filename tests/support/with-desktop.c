// SPDX-License-Identifier: GPL-3.0-or-later
// Runs a program on a desktop of its own, with the environment of the caller beside it:
// with-desktop PROGRAM [ARGUMENT …]

#include <stdlib.h>

#include "desktop.h"

/* What the caller has set and the desktop has not is the test's business; displays and buses of the
 * machine stay outside. */
static char **
add_test_environment (char **environment) {
  static const char *const kept[] = { "GTK_A11Y",      "GSK_RENDERER",   "LC_ALL",
                                      "G_DEBUG",       "G_TEST_SRCDIR",  "G_TEST_BUILDDIR",
                                      "TEXTDOMAINDIR", "KAPKA_DATA_DIR", NULL };

  for (guint i = 0; kept[i] != NULL; i++)
    if (g_getenv (kept[i]) != NULL)
      environment = g_environ_setenv (environment, kept[i], g_getenv (kept[i]), TRUE);
  return environment;
}

int
main (int argc, char **argv) {
  g_autoptr (KapkaTestDesktop) desktop = kapka_test_desktop_new (1280, 1024);
  g_auto (GStrv) environment = g_strdupv ((char **)kapka_test_desktop_get_environment (desktop));
  g_autoptr (GError) error = NULL;
  int status;

  environment = add_test_environment (environment);
  if (argc < 2 || !g_spawn_sync (NULL, argv + 1, environment, G_SPAWN_CHILD_INHERITS_STDIN, NULL,
                                 NULL, NULL, NULL, &status, &error))
    g_error ("%s", error == NULL ? "expected a program to run" : error->message);
  return g_spawn_check_wait_status (status, NULL) ? EXIT_SUCCESS : EXIT_FAILURE;
}
