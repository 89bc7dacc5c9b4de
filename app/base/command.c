// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/command.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/error.h"
#include "base/i18n.h"
#include "base/log.h"

/* Names and labels are Russian whatever the locale; GLib would print question marks under C. */
static void
print_utf8 (const char *text) {
  fputs (text, stdout);
}

static void
print_error_utf8 (const char *text) {
  fputs (text, stderr);
}

void
kapka_program_init (const KapkaProgram *program) {
  kapka_log_init (program->name);
  kapka_i18n_init (NULL);
  g_set_print_handler (print_utf8);
  g_set_printerr_handler (print_error_utf8);
  g_set_prgname (program->name);
}

static guint
longest_name (const KapkaCommand *commands) {
  guint longest = 0;

  for (; commands->name != NULL; commands++)
    longest = MAX (longest, (guint)g_utf8_strlen (commands->name, -1));
  return longest;
}

static char *
describe_commands (const KapkaCommand *commands) {
  GString *text = g_string_new (_ ("Commands:"));
  guint width = longest_name (commands);

  for (const KapkaCommand *command = commands; command->name != NULL; command++)
    g_string_append_printf (text, "\n  %-*s  %s", (int)width, command->name, _ (command->summary));
  g_string_append (text, "\n\n");
  g_string_append_printf (text, _ ("\"%s COMMAND --help\" shows the options of a command."),
                          g_get_prgname ());
  return g_string_free (text, FALSE);
}

static const KapkaCommand *
find_command (const KapkaCommand *commands, const char *name, GError **error) {
  for (; name != NULL && commands->name != NULL; commands++)
    if (g_str_equal (commands->name, name))
      return commands;
  if (name == NULL)
    g_set_error (error, KAPKA_ERROR, KAPKA_ERROR_USAGE,
                 _ ("a command is missing; \"%s --help\" lists them"), g_get_prgname ());
  else
    g_set_error (error, KAPKA_ERROR, KAPKA_ERROR_USAGE,
                 _ ("unknown command \"%s\"; \"%s --help\" lists them"), name, g_get_prgname ());
  return NULL;
}

/* Options before the name of the command belong to the program, those behind it to the command.
 * Takes away what it has read, so that the name comes first in @arguments. */
static gboolean
parse_before_command (const char *summary,
                      const GOptionEntry *entries,
                      const KapkaCommand *commands,
                      GStrv *arguments,
                      GError **error) {
  g_autoptr (GOptionContext) options = g_option_context_new (_ ("COMMAND [OPTION…]"));
  g_autofree char *description = describe_commands (commands);
  GStrv rest;

  g_option_context_set_summary (options, summary);
  g_option_context_add_main_entries (options, entries, GETTEXT_PACKAGE);
  g_option_context_set_description (options, description);
  g_option_context_set_strict_posix (options, TRUE);
  if (!g_option_context_parse_strv (options, arguments, error))
    return FALSE;
  rest = g_strdupv (*arguments + 1);
  g_strfreev (*arguments);
  *arguments = rest;
  return TRUE;
}

const KapkaCommand *
kapka_program_parse (const KapkaProgram *program, GStrv *arguments, GError **error) {
  gboolean version = FALSE;
  const GOptionEntry entries[] = {
    { "version", 0, 0, G_OPTION_ARG_NONE, &version, N_ ("Print the version"), NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GArray) all = g_array_new (TRUE, TRUE, sizeof (GOptionEntry));
  g_autofree char *line = g_strdup_printf ("%s " KAPKA_VERSION "\n", program->name);

  for (const GOptionEntry *entry = program->entries; entry->long_name != NULL; entry++)
    g_array_append_vals (all, entry, 1);
  g_array_append_vals (all, entries, 1);
  if (!parse_before_command (NULL, (const GOptionEntry *)(gpointer)all->data, program->commands,
                             arguments, error))
    return NULL;
  if (!version)
    return find_command (program->commands, (*arguments)[0], error);
  kapka_command_print (line, error);
  return NULL;
}

int
kapka_program_finish (const KapkaProgram *program, int exit_code, const GError *error) {
  g_autofree char *line = NULL;

  if (error == NULL)
    return exit_code;
  line = g_strdup_printf ("%s: %s", program->name, error->message);
  kapka_log_tell (G_LOG_LEVEL_WARNING, "command-failed", line);
  return kapka_error_exit_code (error);
}

/* The name of the program grows with each command, as the help shows it. */
static void
enter_command (const char *name) {
  g_autofree char *program = g_strdup_printf ("%s %s", g_get_prgname (), name);

  g_set_prgname (program);
}

int
kapka_command_run_action (const char *summary,
                          const KapkaCommand *actions,
                          const KapkaCommandContext *context,
                          GStrv arguments,
                          GError **error) {
  const GOptionEntry entries[] = { G_OPTION_ENTRY_NULL };
  g_auto (GStrv) rest = g_strdupv (arguments);
  const KapkaCommand *action;

  enter_command (arguments[0]);
  if (!parse_before_command (summary, entries, actions, &rest, error))
    return EXIT_FAILURE;
  action = find_command (actions, rest[0], error);
  return action == NULL ? EXIT_FAILURE : action->run (context, rest, error);
}

/* Returns what is left of @arguments beside options, or NULL. */
static GStrv
parse_rest (const char *words,
            const char *summary,
            const GOptionEntry *entries,
            GStrv arguments,
            GError **error) {
  g_autoptr (GOptionContext) options = g_option_context_new (words);
  g_auto (GStrv) rest = g_strdupv (arguments);

  enter_command (arguments[0]);
  g_option_context_set_summary (options, summary);
  g_option_context_add_main_entries (options, entries, GETTEXT_PACKAGE);
  if (!g_option_context_parse_strv (options, &rest, error))
    return NULL;
  if (rest[1] != NULL && g_str_equal (rest[1], "--")) // GOption leaves it there.
    return g_strdupv (rest + 2);
  return g_strdupv (rest + 1);
}

gboolean
kapka_command_parse (const char *summary,
                     const GOptionEntry *entries,
                     GStrv arguments,
                     GError **error) {
  g_auto (GStrv) rest = parse_rest (NULL, summary, entries, arguments, error);

  if (rest == NULL)
    return FALSE;
  if (rest[0] == NULL)
    return TRUE;
  g_set_error (error, KAPKA_ERROR, KAPKA_ERROR_USAGE, _ ("%s: unexpected argument \"%s\""),
               arguments[0], rest[0]);
  return FALSE;
}

static gboolean
are_utf8 (GStrv words) {
  for (; *words != NULL; words++)
    if (!g_utf8_validate (*words, -1, NULL))
      return FALSE;
  return TRUE;
}

GStrv
kapka_command_parse_words (const char *words,
                           const char *summary,
                           const GOptionEntry *entries,
                           GStrv arguments,
                           GError **error) {
  g_auto (GStrv) names = g_strsplit (words, " ", -1);
  g_auto (GStrv) rest = parse_rest (words, summary, entries, arguments, error);

  if (rest == NULL)
    return NULL;
  if (g_strv_length (rest) == g_strv_length (names) && are_utf8 (rest))
    return g_steal_pointer (&rest);
  g_set_error (error, KAPKA_ERROR, KAPKA_ERROR_USAGE, _ ("%s: expected %s"), arguments[0], words);
  return NULL;
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

gboolean
kapka_command_check_problems (const KapkaProblems *problems, GError **error) {
  for (guint i = 0; i < problems->len; i++) {
    g_autofree char *line = kapka_problem_to_string (g_ptr_array_index (problems, i));

    g_printerr ("%s\n", line);
  }
  if (problems->len == 0)
    return TRUE;
  g_set_error (error, KAPKA_ERROR, KAPKA_ERROR_DATA,
               _ ("the file has mistakes, see above; nothing of it was taken"));
  return FALSE;
}
