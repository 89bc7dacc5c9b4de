// SPDX-License-Identifier: GPL-3.0-or-later
#include "kapkactl/command.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <stdio.h>

#include "base/error.h"

gboolean
kapka_command_parse (const char *summary,
                     const GOptionEntry *entries,
                     GStrv arguments,
                     GError **error) {
  g_autoptr (GOptionContext) options = g_option_context_new (NULL);
  g_autofree char *program = g_strdup_printf ("kapkactl %s", arguments[0]);
  g_auto (GStrv) rest = g_strdupv (arguments);

  g_set_prgname (program);
  g_option_context_set_summary (options, summary);
  g_option_context_add_main_entries (options, entries, GETTEXT_PACKAGE);
  if (!g_option_context_parse_strv (options, &rest, error))
    return FALSE;
  if (g_strv_length (rest) > 1) {
    g_set_error (error, KAPKA_ERROR, KAPKA_ERROR_USAGE, _ ("%s: unexpected argument \"%s\""),
                 arguments[0], rest[1]);
    return FALSE;
  }
  return TRUE;
}

const char *
kapka_command_get_config_path (const KapkaCommandContext *context) {
  return context->config_path != NULL ? context->config_path : KAPKA_SETTINGS_DEFAULT_PATH;
}

/* Prints the mistakes and returns whether the file as a whole could be used. */
static gboolean
print_mistakes (KapkaProblems *problems) {
  gboolean usable = TRUE;

  for (guint i = 0; i < problems->len; i++) {
    const KapkaProblem *problem = g_ptr_array_index (problems, i);
    g_autofree char *line = kapka_problem_to_string (problem);

    g_printerr ("%s\n", line);
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
  g_autoptr (KapkaSettings) settings = kapka_settings_load (path, problems);

  if (!print_mistakes (problems) || (problems->len > 0 && mistakes == KAPKA_MISTAKES_REFUSE)) {
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
  const char *override = *settings->catalog_dir != '\0' ? settings->catalog_dir : NULL;

  return kapka_catalog_load (context->data_dir, override, problems);
}

gboolean
kapka_command_print (const char *text, GError **error) {
  int saved_errno;

  if (fputs (text, stdout) != EOF && fflush (stdout) != EOF)
    return TRUE;
  saved_errno = errno;
  g_set_error (error, KAPKA_ERROR, kapka_error_from_errno (saved_errno),
               _ ("cannot write the output: %s"), g_strerror (saved_errno));
  return FALSE;
}
