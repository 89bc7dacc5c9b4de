// SPDX-License-Identifier: GPL-3.0-or-later
#include "kapkactl/command.h"

#include <glib/gi18n.h>

#include "base/error.h"
#include "base/log.h"
#include "bundle/layers.h"
#include "config/last-good.h"

const char *
kapka_command_get_config_path (const KapkaCommandContext *context) {
  return context->config_path != NULL ? context->config_path : KAPKA_SETTINGS_DEFAULT_PATH;
}

const char *
kapka_command_get_data_dir (const KapkaCommandContext *context) {
  return context->data_dir != NULL ? context->data_dir : KAPKA_DATADIR;
}

/* Prints the mistakes and returns whether the file as a whole could be used. */
static gboolean
print_mistakes (KapkaProblems *problems) {
  gboolean usable = TRUE;

  for (guint i = 0; i < problems->len; i++) {
    const KapkaProblem *problem = g_ptr_array_index (problems, i);
    g_autofree char *line = kapka_problem_to_string (problem);

    kapka_log_tell (G_LOG_LEVEL_WARNING, "config-mistake", line);
    usable = usable && problem->line > 0;
  }
  return usable;
}

KapkaSettings *
kapka_command_load_settings (const KapkaCommandContext *context,
                             KapkaMistakes mistakes,
                             GError **error) {
  g_autoptr (GPtrArray) problems = kapka_problems_new ();
  const char *path = kapka_command_get_config_path (context);
  g_autoptr (KapkaSettings) settings = mistakes == KAPKA_MISTAKES_LAST_GOOD
                                           ? kapka_last_good_read (path, problems)
                                           : kapka_settings_load (path, problems);
  gboolean usable = print_mistakes (problems) || !g_str_equal (settings->path, path);

  if (!usable || (problems->len > 0 && mistakes == KAPKA_MISTAKES_REFUSE)) {
    g_set_error (error, KAPKA_ERROR, KAPKA_ERROR_CONFIG,
                 _ ("the configuration has mistakes, see above"));
    return NULL;
  }
  return g_steal_pointer (&settings);
}

KapkaCatalog *
kapka_command_load_catalog (const KapkaCommandContext *context,
                            const KapkaSettings *settings,
                            KapkaProblems *problems) {
  g_auto (GStrv) layers = kapka_bundle_list_layers (settings);

  return kapka_catalog_load (kapka_command_get_data_dir (context), (const char *const *)layers,
                             problems);
}
