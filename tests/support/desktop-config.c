// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop-config.h"

/* What a program on the desktop may still learn from outside. */
static const char *const kept_variables[] = {
  "PATH",
  "TMPDIR",
  "LD_LIBRARY_PATH",
  "G_DEBUG",
  "G_MESSAGES_DEBUG",
  "MALLOC_CHECK_",
  "ASAN_OPTIONS",
  "LSAN_OPTIONS",
  "UBSAN_OPTIONS",
  "MALLOC_PERTURB_",
  "LLVM_PROFILE_FILE",
  "GCOV_PREFIX",
};

char *
kapka_test_get_bus_address (KapkaTestDir *dir, const char *name) {
  g_autofree char *path = kapka_test_dir_join (dir, name);

  return g_strconcat ("unix:path=", path, NULL);
}

char *
kapka_test_write_bus_config (KapkaTestDir *dir, const char *name) {
  g_autofree char *address = kapka_test_get_bus_address (dir, name);
  g_autofree char *file_name = g_strconcat (name, ".conf", NULL);
  g_autofree char *text = g_markup_printf_escaped ("<busconfig>\n"
                                                   "<listen>%s</listen>\n"
                                                   "<auth>EXTERNAL</auth>\n"
                                                   "<policy context=\"default\">\n"
                                                   "<allow user=\"*\"/>\n"
                                                   "<allow own=\"*\"/>\n"
                                                   "<allow send_destination=\"*\"/>\n"
                                                   "<allow receive_sender=\"*\"/>\n"
                                                   "</policy>\n"
                                                   "</busconfig>\n",
                                                   address);

  return kapka_test_dir_write (dir, file_name, text);
}

char *
kapka_test_write_openbox_config (KapkaTestDir *dir) {
  return kapka_test_dir_write (
      dir, "openbox.xml",
      "<openbox_config xmlns=\"http://openbox.org/3.4/rc\">\n"
      "<focus><focusNew>yes</focusNew></focus>\n"
      "<desktops><number>1</number></desktops>\n"
      "<keyboard/>\n"
      "<mouse><context name=\"Client\"><mousebind button=\"Left\" action=\"Press\">\n"
      "<action name=\"Focus\"/><action name=\"Raise\"/>\n"
      "</mousebind></context></mouse>\n"
      "</openbox_config>\n");
}

char **
kapka_test_desktop_build_environment (KapkaTestDir *dir, const char *home) {
  g_autofree char *runtime_dir = kapka_test_dir_make (dir, "run");
  /* No system bus: a test that needs one starts its own. */
  g_autofree char *no_bus = kapka_test_get_bus_address (dir, "no-system-bus");
  const char *const variables[][2] = {
    { "HOME", home },
    { "XDG_RUNTIME_DIR", runtime_dir },
    { "DBUS_SYSTEM_BUS_ADDRESS", no_bus },
    { "GDK_BACKEND", "x11" },
    { "GTK_A11Y", "atspi" },
    { "GSK_RENDERER", "cairo" },
    { "GIO_USE_VFS", "local" },
    { "GSETTINGS_BACKEND", "memory" },
    { "LC_ALL", "ru_RU.UTF-8" },
  };
  char **environment = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (kept_variables); i++)
    if (g_getenv (kept_variables[i]) != NULL)
      environment =
          g_environ_setenv (environment, kept_variables[i], g_getenv (kept_variables[i]), TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (variables); i++)
    environment = g_environ_setenv (environment, variables[i][0], variables[i][1], TRUE);
  return environment;
}
