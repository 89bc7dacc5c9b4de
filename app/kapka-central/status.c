// SPDX-License-Identifier: GPL-3.0-or-later
#include <glib/gi18n.h>
#include <sysexits.h>

#include "base/error.h"
#include "central/network-status.h"
#include "kapka-central/command.h"

#define DEFAULT_DAYS 7
#define MAX_DAYS 3660

static const char *const formats[] = { "text", "json", NULL };

static gboolean
parse (int *n_days, char **format, GStrv arguments, GError **error) {
  const GOptionEntry entries[] = {
    { "days", 'd', 0, G_OPTION_ARG_INT, n_days,
      N_ ("Days without a word after which a terminal is named (default: 7)"), N_ ("N") },
    { "format", 'f', 0, G_OPTION_ARG_STRING, format, N_ ("text (default) or json"), N_ ("FORMAT") },
    G_OPTION_ENTRY_NULL,
  };

  if (!kapka_command_parse (_ ("Says which terminals report, and what there is to look after: "
                               "silence, screens that are off, days\nthat wait, wrong clocks, "
                               "copied disks, journals that differ. JSON names every terminal."),
                            entries, arguments, error) ||
      !kapka_command_check_format (*format, formats, error))
    return FALSE;
  if (*n_days >= 1 && *n_days <= MAX_DAYS)
    return TRUE;
  g_set_error (error, KAPKA_ERROR, KAPKA_ERROR_USAGE, _ ("--days must be a number in 1…%d"),
               MAX_DAYS);
  return FALSE;
}

int
kapka_command_status (const KapkaCommandContext *context, GStrv arguments, GError **error) {
  g_autofree char *format = NULL;
  g_autoptr (KapkaClock) clock = NULL;
  g_autoptr (KapkaStore) store = NULL;
  g_autoptr (KapkaNetworkStatus) status = NULL;
  g_autofree char *text = NULL;
  int n_days = DEFAULT_DAYS;

  if (!parse (&n_days, &format, arguments, error))
    return EX_USAGE;
  clock = kapka_command_new_clock (error);
  store = clock == NULL ? NULL : kapka_command_open_store (context, error);
  status = store == NULL ? NULL : kapka_network_status_new (store, clock, (guint)n_days, error);
  if (status == NULL)
    return EX_SOFTWARE;
  text = g_strcmp0 (format, "json") == 0 ? kapka_network_status_to_json (status)
                                         : kapka_network_status_to_text (status);
  return kapka_command_print (text, error) ? EX_OK : EX_IOERR;
}
