// SPDX-License-Identifier: GPL-3.0-or-later
#include <glib/gi18n.h>
#include <sysexits.h>

#include "guard/touch-rules.h"
#include "kapkactl/command.h"

int
kapka_command_touch_rules (const KapkaCommandContext *context, GStrv arguments, GError **error) {
  g_autofree char *output = NULL;
  const GOptionEntry entries[] = {
    { "output", 0, 0, G_OPTION_ARG_FILENAME, &output, N_ ("Write to this file"), N_ ("FILE") },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (KapkaSettings) settings = NULL;
  g_autofree char *rules = NULL;
  g_autofree char *directory = NULL;

  if (!kapka_command_parse (_ ("Prints rules of udev for the touchscreen of [screen] rotation and "
                               "touch_matrix."),
                            entries, arguments, error))
    return EX_USAGE;
  settings = kapka_command_load_settings (context, KAPKA_MISTAKES_LAST_GOOD, error);
  if (settings == NULL)
    return EX_CONFIG;
  rules = kapka_touch_rules_build (settings);
  if (output == NULL)
    return kapka_command_print (rules, error) ? EX_OK : EX_IOERR;
  // After a start of the machine /run has nothing yet.
  directory = g_path_get_dirname (output);
  g_mkdir_with_parents (directory, 0755);
  return g_file_set_contents (output, rules, -1, error) ? EX_OK : EX_CANTCREAT;
}
