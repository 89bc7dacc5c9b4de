// SPDX-License-Identifier: GPL-3.0-or-later
#include <glib/gi18n.h>
#include <string.h>
#include <sysexits.h>

#include "base/error.h"
#include "kapkactl/command.h"
#include "kapkactl/read-pin.h"
#include "staff/people.h"
#include "staff/roster.h"

typedef struct {
  GStrv words; // set NAME, list or remove NAME.
  char *role;  // (nullable)
  gboolean force;
} Options;

static void
options_clear (Options *options) {
  g_strfreev (options->words);
  g_free (options->role);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static gboolean
is_call (const Options *options, const char *action, guint n_words) {
  return options->words != NULL && g_strv_length (options->words) == n_words &&
         g_str_equal (options->words[0], action);
}

static gboolean
parse (Options *options, GStrv arguments, GError **error) {
  const GOptionEntry entries[] = {
    { "role", 0, 0, G_OPTION_ARG_STRING, &options->role,
      N_ ("librarian or administrator; whoever is in the list keeps the role without it"),
      N_ ("ROLE") },
    { "force", 0, 0, G_OPTION_ARG_NONE, &options->force, N_ ("Also when no administrator is left"),
      NULL },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_STRING_ARRAY, &options->words, NULL,
      N_ ("set NAME | list | remove NAME") },
    G_OPTION_ENTRY_NULL,
  };
  KapkaRole role;

  if (!kapka_command_parse (
          _ ("Names the people who may enter the staff's side of the kiosk by a PIN of 4 to 12 "
             "digits.\n\"set\" asks for the PIN twice, or reads a line when the input is no "
             "terminal; it also ends the wait after wrong PINs."),
          entries, arguments, error))
    return FALSE;
  if (!is_call (options, "set", 2) && !is_call (options, "remove", 2) &&
      !is_call (options, "list", 1))
    return kapka_error_set_text (error, KAPKA_ERROR_USAGE,
                                 _ ("pin: expected set NAME, list or remove NAME"));
  if (options->role != NULL && !is_call (options, "set", 2))
    return kapka_error_set_text (error, KAPKA_ERROR_USAGE, _ ("pin: --role goes with set"));
  if (options->role != NULL && !kapka_role_from_string (options->role, &role))
    return kapka_error_set_text (error, KAPKA_ERROR_USAGE,
                                 _ ("--role must be librarian or administrator"));
  return TRUE;
}

static gboolean
choose_role (const Options *options, const KapkaPeople *people, KapkaRole *role, GError **error) {
  const KapkaPerson *person = kapka_people_find (people, options->words[1]);

  if (options->role != NULL)
    return kapka_role_from_string (options->role, role);
  if (person == NULL)
    return kapka_error_set_text (error, KAPKA_ERROR_USAGE,
                                 _ ("pin: a new person needs --role=librarian or "
                                    "--role=administrator"));
  *role = person->role;
  return TRUE;
}

static gboolean
list (const KapkaPeople *people, GError **error) {
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < kapka_people_get_length (people); i++) {
    const KapkaPerson *person = kapka_people_get (people, i);

    g_string_append_printf (text, "%-13s  %s\n", kapka_role_to_string (person->role), person->name);
  }
  return kapka_command_print (text->str, error);
}

/* Nobody holds the lock of the list while a person types. */
static gboolean
change (const Options *options,
        const KapkaRole *role,
        const char *pin,
        const char *state_dir,
        GError **error) {
  const KapkaRosterChange change = {
    .name = options->words[1],
    .role = role,
    .pin = pin,
    .remove = pin == NULL,
    .force = options->force,
  };

  if (kapka_roster_change (state_dir, &change, error))
    return TRUE;
  if (g_error_matches (*error, KAPKA_ERROR, KAPKA_ERROR_DENIED)) {
    g_clear_error (error);
    g_set_error (error, KAPKA_ERROR, KAPKA_ERROR_DENIED,
                 _ ("no administrator would be left; name another one first, or add --force"));
  }
  return FALSE;
}

/* What can be refused is refused before a person is asked for a PIN. */
static gboolean
set_pin (const Options *options, const KapkaPeople *people, const char *state_dir, GError **error) {
  KapkaRole role;
  gboolean good;
  char *pin;

  if (!choose_role (options, people, &role, error) || (pin = kapka_read_pin (error)) == NULL)
    return FALSE;
  good = change (options, options->role == NULL ? NULL : &role, pin, state_dir, error);
  explicit_bzero (pin, strlen (pin));
  g_free (pin);
  return good;
}

int
kapka_command_pin (const KapkaCommandContext *context, GStrv arguments, GError **error) {
  g_auto (Options) options = { 0 };
  g_autoptr (KapkaSettings) settings = NULL;
  g_autoptr (KapkaPeople) people = NULL;
  gboolean good;

  if (!parse (&options, arguments, error))
    return EX_USAGE;
  settings = kapka_command_load_settings (context, KAPKA_MISTAKES_TOLERATE, error);
  people = settings == NULL ? NULL : kapka_people_load (settings->state_dir, error);
  if (people == NULL)
    return EX_CONFIG;
  if (is_call (&options, "set", 2))
    good = set_pin (&options, people, settings->state_dir, error);
  else if (is_call (&options, "remove", 2))
    good = change (&options, NULL, NULL, settings->state_dir, error);
  else
    good = list (people, error);
  return good ? EX_OK : EX_SOFTWARE;
}
