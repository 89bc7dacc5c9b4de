// SPDX-License-Identifier: GPL-3.0-or-later
#include <glib/gi18n.h>
#include <sysexits.h>

#include "base/error.h"
#include "config/owner.h"
#include "kapkactl/ask.h"
#include "kapkactl/command.h"
#include "kapkactl/setup-people.h"
#include "kapkactl/setup-questions.h"

typedef struct {
  char *answers;
  gboolean offline;
} Options;

static void
options_clear (Options *options) {
  g_free (options->answers);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static gboolean
parse (Options *options, GStrv arguments, GError **error) {
  const GOptionEntry entries[] = {
    { "answers", 0, 0, G_OPTION_ARG_FILENAME, &options->answers,
      N_ ("Ask nobody: the answers are in this file"), N_ ("FILE") },
    { "offline", 0, 0, G_OPTION_ARG_NONE, &options->offline,
      N_ ("Do not look whether printer and centre answer"), NULL },
    G_OPTION_ENTRY_NULL,
  };

  return kapka_command_parse (_ ("Asks for the library, this computer, printer, proxy and centre, "
                                 "checks each answer at once and writes "
                                 "the configuration; then connects the kiosk with its centre and "
                                 "names its administrator. May be "
                                 "repeated: what is there is the answer to an empty line."),
                              entries, arguments, error);
}

/* A centre that cannot be reached today does not leave the kiosk without an administrator. */
static gboolean
bring_people (const KapkaSettings *settings, const KapkaSetupAnswers *answers, GError **error) {
  gboolean connected = kapka_setup_connect (settings, answers, error);
  gboolean named = kapka_setup_name_administrator (settings, answers, connected ? error : NULL);

  return connected && named;
}

static gboolean
set_up (const Options *options, const char *path, GError **error) {
  g_autoptr (KapkaSetupDraft) draft = kapka_setup_draft_new (path, error);
  g_autoptr (KapkaSetupAnswers) answers = NULL;

  if (draft == NULL)
    return FALSE;
  if (options->answers != NULL &&
      (answers = kapka_setup_answers_load (options->answers, error)) == NULL)
    return FALSE;
  return kapka_setup_ask_all (&draft, answers, options->offline, error) &&
         kapka_setup_draft_save (draft, error) &&
         kapka_command_say (_ ("The configuration is written."), error) &&
         kapka_settings_become_owner (draft->settings, error) &&
         bring_people (draft->settings, answers, error) &&
         kapka_command_say (_ ("The kiosk is set up. One that runs takes it up at its next start: "
                               "systemctl restart kapka. `kapkactl check` says what is still "
                               "missing."),
                            error);
}

int
kapka_command_setup (const KapkaCommandContext *context, GStrv arguments, GError **error) {
  g_auto (Options) options = { 0 };

  if (!parse (&options, arguments, error))
    return EX_USAGE;
  if (!set_up (&options, kapka_command_get_config_path (context), error))
    return kapka_error_exit_code (*error);
  return EX_OK;
}
