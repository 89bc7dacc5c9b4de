// SPDX-License-Identifier: GPL-3.0-or-later
#include <stdlib.h>

#include "base/i18n.h"
#include "kapkactl/command.h"

static const KapkaCommand commands[] = {
  { "setup", N_ ("Set this kiosk up, question by question"), kapka_command_setup },
  { "check", N_ ("Check the configuration, the catalogue and the journal"), kapka_command_check },
  { "report", N_ ("Print reports: the year, a month, events"), kapka_command_report },
  { "export", N_ ("Print the journal by day or by visit, as CSV"), kapka_command_export },
  { "status", N_ ("Show the counts of today and how the upload is doing"), kapka_command_status },
  { "journal", N_ ("Show the journal and correct it"), kapka_command_journal },
  { "history", N_ ("Keep the yearly figures from before Kapka"), kapka_command_history },
  { "portal-check", N_ ("Visit the portals and tell which of them work"),
    kapka_command_portal_check },
  { "ca", N_ ("Trust the certificates of the Ministry of Digital Development"), kapka_command_ca },
  { "touch-rules", N_ ("Write down for udev how the touchscreen is turned"),
    kapka_command_touch_rules },
  { "forms", N_ ("Keep the shelf of forms"), kapka_command_forms },
  { "catalog", N_ ("Show the catalogue of the centre, or take it from a file"),
    kapka_command_catalog },
  { "enroll", N_ ("Connect this kiosk with its centre"), kapka_command_enroll },
  { "pin", N_ ("Name the people of the staff and set their PINs"), kapka_command_pin },
  { "logs", N_ ("Show the log, or write it for those who help from afar"), kapka_command_logs },
  { "seal", N_ ("Remove who this kiosk is, before its disk is cloned"), kapka_command_seal },
  { "demo", N_ ("Fill a scratch journal with an invented year"), kapka_command_demo },
  { NULL },
};

static void
context_clear (KapkaCommandContext *context) {
  g_free (context->config_path);
  g_free (context->data_dir);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (KapkaCommandContext, context_clear)

int
main (int argc, char **argv) {
  g_auto (GStrv) arguments = g_strdupv (argv);
  g_auto (KapkaCommandContext) context = { 0 };
  const GOptionEntry entries[] = {
    { "config", 'c', 0, G_OPTION_ARG_FILENAME, &context.config_path,
      N_ ("Configuration (default: /etc/kapka/kapka.conf)"), N_ ("FILE") },
    { "data-dir", 0, 0, G_OPTION_ARG_FILENAME, &context.data_dir,
      N_ ("Installed data, with catalog/ and forms/ in it"), N_ ("DIR") },
    G_OPTION_ENTRY_NULL,
  };
  const KapkaProgram program = { "kapkactl", entries, commands };
  g_autoptr (GError) error = NULL;
  const KapkaCommand *command;
  int exit_code = EXIT_SUCCESS;

  kapka_program_init (&program);
  command = kapka_program_parse (&program, &arguments, &error);
  if (command != NULL)
    exit_code = command->run (&context, arguments, &error);
  return kapka_program_finish (&program, exit_code, error);
}
