// SPDX-License-Identifier: GPL-3.0-or-later
#include <stdlib.h>

#include "base/i18n.h"
#include "kapka-central/command.h"

static const KapkaCommand commands[] = {
  { "serve", N_ ("Receive the counts of the kiosks"), kapka_command_serve },
  { "receive", N_ ("Receive the counts of a kiosk from a file"), kapka_command_receive },
  { "library", N_ ("Keep the list of the libraries"), kapka_command_library },
  { "terminal", N_ ("Keep the list of the terminals, and connect kiosks"), kapka_command_terminal },
  { "catalog", N_ ("Sign the catalogue of the kiosks and publish it"), kapka_command_catalog },
  { "adjust", N_ ("Correct counts at the centre"), kapka_command_adjust },
  { "past", N_ ("Take figures of the years before the kiosks"), kapka_command_past },
  { "report", N_ ("Print the yearly report of the network"), kapka_command_report },
  { "status", N_ ("Show which terminals report, and what there is to look after"),
    kapka_command_status },
  { "backup", N_ ("Write everything into a file"), kapka_command_backup },
  { "restore", N_ ("Put such a file into a database"), kapka_command_restore },
  { NULL },
};

static void
context_clear (KapkaCommandContext *context) {
  g_free (context->config);
  g_free (context->database);
  g_free (context->data_dir);
  g_free (context->bundle);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (KapkaCommandContext, context_clear)

int
main (int argc, char **argv) {
  g_auto (GStrv) arguments = g_strdupv (argv);
  g_auto (KapkaCommandContext) context = { 0 };
  const GOptionEntry entries[] = {
    { "config", 'c', 0, G_OPTION_ARG_FILENAME, &context.config,
      N_ ("Configuration (default: /etc/kapka/central.conf)"), N_ ("FILE") },
    { "database", 0, 0, G_OPTION_ARG_STRING, &context.database,
      N_ ("sqlite:PATH or postgresql://… (default: that of the configuration)"), N_ ("ADDRESS") },
    { "data-dir", 0, 0, G_OPTION_ARG_FILENAME, &context.data_dir,
      N_ ("Installed data, with catalog/ in it"), N_ ("DIR") },
    { "bundle", 0, 0, G_OPTION_ARG_FILENAME, &context.bundle,
      N_ ("The published catalogue (default: catalog.kapka beside the database)"), N_ ("FILE") },
    G_OPTION_ENTRY_NULL,
  };
  const KapkaProgram program = { "kapka-central", entries, commands };
  g_autoptr (GError) error = NULL;
  const KapkaCommand *command;
  int exit_code = EXIT_SUCCESS;

  kapka_program_init (&program);
  command = kapka_program_parse (&program, &arguments, &error);
  if (command != NULL)
    exit_code = command->run (&context, arguments, &error);
  return kapka_program_finish (&program, exit_code, error);
}
