// SPDX-License-Identifier: GPL-3.0-or-later
#include <glib/gi18n.h>
#include <sysexits.h>

#include "base/error.h"
#include "central/local-time.h"
#include "central/terminal.h"
#include "kapka-central/command.h"
#include "report/text-table.h"

/* What an action on one terminal needs. */
typedef struct {
  GStrv words; // Library and code.
  KapkaStore *store;
  KapkaClock *clock;
} Place;

static void
place_clear (Place *place) {
  g_strfreev (place->words);
  g_clear_object (&place->store);
  g_clear_pointer (&place->clock, kapka_clock_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Place, place_clear)

static gboolean
open_place (Place *place,
            const KapkaCommandContext *context,
            const char *summary,
            const GOptionEntry *entries,
            GStrv arguments,
            GError **error) {
  place->words = kapka_command_parse_words (_ ("LIBRARY CODE"), summary, entries, arguments, error);
  if (place->words == NULL)
    return FALSE;
  place->clock = kapka_command_new_clock (error);
  if (place->clock == NULL)
    return FALSE;
  place->store = kapka_command_open_store (context, error);
  return place->store != NULL;
}

static const GOptionEntry no_entries[] = { G_OPTION_ENTRY_NULL };

static gboolean
print_code (const Place *place, const char *enrol_code, GError **error) {
  g_autoptr (GString) text = g_string_new (NULL);

  g_string_append_printf (text, _ ("Enrolment code of terminal %s, library %s: %s"),
                          place->words[1], place->words[0], enrol_code);
  g_string_append_c (text, '\n');
  g_string_append_printf (text,
                          _ ("It holds for %d days and for one kiosk; there: kapkactl enroll %s"),
                          KAPKA_ENROL_CODE_DAYS, enrol_code);
  g_string_append_c (text, '\n');
  return kapka_command_print (text->str, error);
}

static int
run_add (const KapkaCommandContext *context, GStrv arguments, GError **error) {
  g_auto (Place) place = { 0 };
  g_autofree char *enrol_code = NULL;

  if (!open_place (&place, context,
                   _ ("Adds a terminal to a library and prints the code by which its kiosk is "
                      "connected."),
                   no_entries, arguments, error))
    return EX_USAGE;
  enrol_code = kapka_terminal_add (place.store, place.clock, place.words[0], place.words[1], error);
  return enrol_code != NULL && print_code (&place, enrol_code, error) ? EX_OK : EX_SOFTWARE;
}

static int
run_code (const KapkaCommandContext *context, GStrv arguments, GError **error) {
  g_auto (Place) place = { 0 };
  g_autofree char *enrol_code = NULL;

  if (!open_place (&place, context,
                   _ ("Prints a new enrolment code for a terminal; an older one that nobody has "
                      "used holds no longer.\nA kiosk that is connected by it takes the place of "
                      "the earlier one."),
                   no_entries, arguments, error))
    return EX_USAGE;
  enrol_code =
      kapka_terminal_renew_code (place.store, place.clock, place.words[0], place.words[1], error);
  return enrol_code != NULL && print_code (&place, enrol_code, error) ? EX_OK : EX_SOFTWARE;
}

static int
run_revoke (const KapkaCommandContext *context, GStrv arguments, GError **error) {
  g_auto (Place) place = { 0 };
  g_autofree char *text = NULL;
  guint n_installs;

  if (!open_place (&place, context,
                   _ ("Takes from the kiosk of a terminal the right to upload, as when it was "
                      "stolen; its enrolment codes hold no longer.\nWhat it has sent stays."),
                   no_entries, arguments, error))
    return EX_USAGE;
  if (!kapka_terminal_revoke (place.store, place.clock, place.words[0], place.words[1], &n_installs,
                              error))
    return EX_SOFTWARE;
  text = g_strdup_printf (_ ("Terminal %s, library %s: kiosks that may no longer upload: %u"),
                          place.words[1], place.words[0], n_installs);
  return kapka_command_print (text, error) && kapka_command_print ("\n", error) ? EX_OK : EX_IOERR;
}

static gboolean
check_retirement (const char *day, gboolean undo, GError **error) {
  if ((day != NULL) != undo)
    return TRUE;
  g_set_error (error, KAPKA_ERROR, KAPKA_ERROR_USAGE, _ ("retire: expected --on=DAY or --undo"));
  return FALSE;
}

static int
run_retire (const KapkaCommandContext *context, GStrv arguments, GError **error) {
  g_autofree char *day = NULL;
  gboolean undo = FALSE;
  const GOptionEntry entries[] = {
    { "on", 0, 0, G_OPTION_ARG_STRING, &day, N_ ("Day from which nobody waits for its reports"),
      N_ ("YYYY-MM-DD") },
    { "undo", 0, 0, G_OPTION_ARG_NONE, &undo, N_ ("Take it into service again"), NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_auto (Place) place = { 0 };
  g_autofree char *text = NULL;

  if (!open_place (&place, context,
                   _ ("Takes a terminal out of service: \"status\" waits for it no longer.\nIts "
                      "kiosk may still send what it has."),
                   entries, arguments, error) ||
      !check_retirement (day, undo, error))
    return EX_USAGE;
  if (!kapka_terminal_retire (place.store, place.words[0], place.words[1], day, error))
    return EX_SOFTWARE;
  text = undo ? g_strdup_printf (_ ("Terminal %s, library %s: in service"), place.words[1],
                                 place.words[0])
              : g_strdup_printf (_ ("Terminal %s, library %s: retired on %s"), place.words[1],
                                 place.words[0], day);
  return kapka_command_print (text, error) && kapka_command_print ("\n", error) ? EX_OK : EX_IOERR;
}

static void
add_terminal (KapkaTextTable *table, const KapkaTerminal *terminal) {
  g_autofree char *name = g_strdup_printf ("%s %s", terminal->library, terminal->code);
  g_autofree char *installs = g_strdup_printf ("%u", terminal->n_active);
  g_autofree char *seen = kapka_local_time_format (terminal->last_seen_ms);
  g_autofree char *expires = kapka_local_time_format (terminal->code_expires_ms);
  const char *const cells[] = {
    name, installs, seen, expires, terminal->retired_on != NULL ? terminal->retired_on : "—", NULL
  };

  kapka_text_table_add_row (table, cells);
}

static char *
write_list (const GPtrArray *terminals) {
  const char *const headings[] = { _ ("Library, terminal"), _ ("Kiosks"),  _ ("Heard"),
                                   _ ("Code holds until"),  _ ("Retired"), NULL };
  g_autoptr (KapkaTextTable) table = kapka_text_table_new_words (headings);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < terminals->len; i++)
    add_terminal (table, g_ptr_array_index (terminals, i));
  kapka_text_table_print (table, text);
  return g_string_free (text, FALSE);
}

static int
run_list (const KapkaCommandContext *context, GStrv arguments, GError **error) {
  g_autofree char *library = NULL;
  const GOptionEntry entries[] = {
    { "library", 'l', 0, G_OPTION_ARG_FILENAME, &library, N_ ("Those of one library"),
      N_ ("CODE") },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (KapkaClock) clock = NULL;
  g_autoptr (KapkaStore) store = NULL;
  g_autoptr (GPtrArray) terminals = NULL;
  g_autofree char *text = NULL;

  if (!kapka_command_parse (_ ("Lists the terminals, whether a kiosk is connected and when it was "
                               "heard."),
                            entries, arguments, error))
    return EX_USAGE;
  clock = kapka_command_new_clock (error);
  store = clock == NULL ? NULL : kapka_command_open_store (context, error);
  terminals = store == NULL ? NULL : kapka_terminal_list (store, clock, library, error);
  if (terminals == NULL)
    return EX_SOFTWARE;
  text = write_list (terminals);
  return kapka_command_print (text, error) ? EX_OK : EX_IOERR;
}

int
kapka_command_terminal (const KapkaCommandContext *context, GStrv arguments, GError **error) {
  static const KapkaCommand actions[] = {
    { "add", N_ ("Add a terminal and print its enrolment code"), run_add },
    { "code", N_ ("Print a new enrolment code"), run_code },
    { "revoke", N_ ("Take from its kiosk the right to upload"), run_revoke },
    { "retire", N_ ("Take a terminal out of service"), run_retire },
    { "list", N_ ("List the terminals"), run_list },
    { NULL },
  };

  return kapka_command_run_action (_ ("Keeps the list of the terminals, and connects kiosks."),
                                   actions, context, arguments, error);
}
