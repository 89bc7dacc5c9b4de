// SPDX-License-Identifier: GPL-3.0-or-later
#include <glib/gi18n.h>
#include <sysexits.h>

#include "base/error.h"
#include "kapkactl/command.h"
#include "kapkactl/enrol-kiosk.h"
#include "sync/enrolment-place.h"

/* What the configuration says is for the sheets of the library; the centre decides. */
static char *
describe (const KapkaEnrolment *enrolment, const KapkaSettings *settings) {
  g_autofree char *difference = kapka_enrolment_describe_difference (enrolment, settings);
  GString *text = g_string_new (NULL);

  g_string_append_printf (
      text, _ ("This kiosk is now %s of library %s. Its data will be sent by itself."),
      enrolment->terminal, enrolment->library);
  g_string_append_c (text, '\n');
  if (difference != NULL)
    g_string_append_printf (text, "%s\n", difference);
  return g_string_free (text, FALSE);
}

int
kapka_command_enroll (const KapkaCommandContext *context, GStrv arguments, GError **error) {
  const GOptionEntry entries[] = { G_OPTION_ENTRY_NULL };
  g_auto (GStrv) words = kapka_command_parse_words (
      _ ("CODE"),
      _ ("Connects this kiosk with its centre by the code that the centre gave out for it. After a "
         "failure the same code may be tried again."),
      entries, arguments, error);
  g_autoptr (KapkaSettings) settings = NULL;
  g_autoptr (KapkaEnrolment) enrolment = NULL;
  g_autofree char *text = NULL;

  if (words == NULL)
    return EX_USAGE;
  settings = kapka_command_load_settings (context, KAPKA_MISTAKES_TOLERATE, error);
  if (settings == NULL)
    return EX_CONFIG;
  if (*settings->url == '\0') {
    g_set_error_literal (error, KAPKA_ERROR, KAPKA_ERROR_CONFIG,
                         _ ("The address of the centre is missing: \"url\" in group [sync]."));
    return EX_CONFIG;
  }
  enrolment = kapka_command_enrol (settings, words[0], error);
  if (enrolment == NULL)
    return EX_SOFTWARE;
  text = describe (enrolment, settings);
  return kapka_command_print (text, error) ? EX_OK : EX_IOERR;
}
