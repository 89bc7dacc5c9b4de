// SPDX-License-Identifier: GPL-3.0-or-later
#include <glib/gi18n.h>
#include <sysexits.h>

#include "health/save.h"
#include "kapkactl/check-report.h"
#include "kapkactl/command.h"

int
kapka_command_check (const KapkaCommandContext *context, GStrv arguments, GError **error) {
  gboolean json = FALSE;
  gboolean save = FALSE;
  g_autofree char *root = NULL;
  const GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_ ("Print one JSON object"), NULL },
    { "save", 0, 0, G_OPTION_ARG_NONE, &save,
      N_ ("Print nothing; leave it for the next upload to take to the centre"), NULL },
    { "root", 0, 0, G_OPTION_ARG_FILENAME, &root,
      N_ ("Look for certificates on the system below this directory"), N_ ("DIR") },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (KapkaHealth) health = NULL;
  g_autofree char *text = NULL;

  if (!kapka_command_parse (
          _ ("Says what is wrong, worst first, each with what to do, then what is there.\n\n"
             "Exit codes: 0 nothing worse than warnings, else that of the worst error: 74 a "
             "damaged "
             "journal or desk,\n75 one that is locked, 73 the disk, 69 printer or upload, 78 "
             "clock, certificate, staff, settings or lists."),
          entries, arguments, error))
    return EX_USAGE;
  health = kapka_health_look (&(KapkaHealthPlace){
      .config_path = kapka_command_get_config_path (context),
      .data_dir = kapka_command_get_data_dir (context),
      .root = root != NULL ? root : "",
      .deep = TRUE,
  });
  if (save)
    return kapka_health_save (health, error) ? EX_OK : EX_IOERR;
  text = json ? kapka_check_to_json (health) : kapka_check_to_text (health);
  if (!kapka_command_print (text, error))
    return EX_IOERR;
  return kapka_findings_get_exit_code (health->findings);
}
