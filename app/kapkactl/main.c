// SPDX-License-Identifier: GPL-3.0-or-later
#include <stdio.h>
#include <stdlib.h>

#include "base/error.h"
#include "base/i18n.h"
#include "kapkactl/command.h"

static const KapkaCommand commands[] = {
  { "check", N_ ("Check the configuration, the catalogue and the journal"), kapka_command_check },
  { "report", N_ ("Print the yearly report"), kapka_command_report },
  { "status", N_ ("Show the counts of today and how the upload is doing"), kapka_command_status },
  { "pin", N_ ("Name the people of the staff and set their PINs"), kapka_command_pin },
  { "demo", N_ ("Fill a scratch journal with an invented year"), kapka_command_demo },
};

/* Names and labels are Russian whatever the locale; GLib would print question marks under C. */
static void
print_utf8 (const char *text) {
  fputs (text, stdout);
}

static void
print_error_utf8 (const char *text) {
  fputs (text, stderr);
}

static char *
describe_commands (void) {
  GString *text = g_string_new (_ ("Commands:"));

  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    g_string_append_printf (text, "\n  %-8s %s", commands[i].name, _ (commands[i].summary));
  g_string_append_printf (text, "\n\n%s",
                          _ ("\"kapkactl COMMAND --help\" shows the options of a "
                             "command."));
  return g_string_free (text, FALSE);
}

static const KapkaCommand *
find_command (const char *name, GError **error) {
  for (gsize i = 0; name != NULL && i < G_N_ELEMENTS (commands); i++)
    if (g_str_equal (commands[i].name, name))
      return &commands[i];
  if (name == NULL)
    g_set_error (error, KAPKA_ERROR, KAPKA_ERROR_USAGE,
                 _ ("a command is missing; \"kapkactl --help\" lists them"));
  else
    g_set_error (error, KAPKA_ERROR, KAPKA_ERROR_USAGE,
                 _ ("unknown command \"%s\"; \"kapkactl --help\" lists them"), name);
  return NULL;
}

/* Options before the name of the command are ours, those behind it are the command's. */
static int
run (GStrv *arguments, GError **error) {
  g_autofree char *config_path = NULL;
  g_autofree char *data_dir = NULL;
  gboolean version = FALSE;
  const GOptionEntry entries[] = {
    { "config", 'c', 0, G_OPTION_ARG_FILENAME, &config_path,
      N_ ("Configuration (default: /etc/kapka/kapka.conf)"), N_ ("FILE") },
    { "data-dir", 0, 0, G_OPTION_ARG_FILENAME, &data_dir,
      N_ ("Installed data, with catalog/ and forms/ in it"), N_ ("DIR") },
    { "version", 0, 0, G_OPTION_ARG_NONE, &version, N_ ("Print the version"), NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GOptionContext) options = g_option_context_new (_ ("COMMAND [OPTION…]"));
  g_autofree char *description = describe_commands ();
  const KapkaCommand *command;

  g_option_context_add_main_entries (options, entries, GETTEXT_PACKAGE);
  g_option_context_set_description (options, description);
  g_option_context_set_strict_posix (options, TRUE);
  if (!g_option_context_parse_strv (options, arguments, error))
    return EXIT_FAILURE;
  if (version)
    return kapka_command_print ("kapkactl " KAPKA_VERSION "\n", error) ? EXIT_SUCCESS
                                                                       : EXIT_FAILURE;
  command = find_command ((*arguments)[1], error);
  if (command == NULL)
    return EXIT_FAILURE;
  return command->run (
      &(KapkaCommandContext){ config_path, data_dir != NULL ? data_dir : KAPKA_DATADIR },
      *arguments + 1, error);
}

int
main (int argc, char **argv) {
  g_auto (GStrv) arguments = g_strdupv (argv);
  g_autoptr (GError) error = NULL;
  int exit_code;

  kapka_i18n_init (NULL);
  g_set_print_handler (print_utf8);
  g_set_printerr_handler (print_error_utf8);
  g_set_prgname ("kapkactl");
  exit_code = run (&arguments, &error);
  if (error == NULL)
    return exit_code;
  g_printerr ("kapkactl: %s\n", error->message);
  return kapka_error_exit_code (error);
}
