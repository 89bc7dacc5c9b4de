// SPDX-License-Identifier: GPL-3.0-or-later
#include <glib/gi18n.h>
#include <sysexits.h>

#include "base/error.h"
#include "central/adjustment.h"
#include "central/local-time.h"
#include "kapka-central/command.h"

typedef struct {
  char *terminal;
  char *day;
  GStrv counts;
  char *author;
  char *reason;
} Options;

static void
options_clear (Options *options) {
  g_free (options->terminal);
  g_free (options->day);
  g_strfreev (options->counts);
  g_free (options->author);
  g_free (options->reason);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static GStrv
parse (Options *options, GStrv arguments, GError **error) {
  const GOptionEntry entries[] = {
    { "day", 0, 0, G_OPTION_ARG_STRING, &options->day, N_ ("Day on which it counts"),
      N_ ("YYYY-MM-DD") },
    { "count", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options->counts,
      N_ ("Counter and number, as in s3=-2; once for each counter"), N_ ("COUNTER=NUMBER") },
    { "author", 0, 0, G_OPTION_ARG_FILENAME, &options->author, N_ ("Who decided it"),
      N_ ("AUTHOR") },
    { "reason", 0, 0, G_OPTION_ARG_FILENAME, &options->reason, N_ ("Why"), N_ ("REASON") },
    { "terminal", 0, 0, G_OPTION_ARG_FILENAME, &options->terminal,
      N_ ("Terminal (default: the library as a whole)"), N_ ("CODE") },
    G_OPTION_ENTRY_NULL,
  };

  return kapka_command_parse_words (
      _ ("LIBRARY"),
      _ ("Corrects the counts of a library at the centre; its kiosks know nothing of it.\n\n"
         "\"adjust list [--library=CODE]\" shows all corrections, \"adjust revoke ID\" takes one "
         "back."),
      entries, arguments, error);
}

static KapkaAdjustment *
make_adjustment (const Options *options, const char *library, GError **error) {
  g_autoptr (KapkaAdjustment) adjustment = kapka_adjustment_new ();

  adjustment->library = g_strdup (library);
  adjustment->terminal = g_strdup (options->terminal);
  adjustment->day = g_strdup (options->day != NULL ? options->day : "");
  adjustment->author = g_strdup (options->author);
  adjustment->reason = g_strdup (options->reason);
  for (gsize i = 0; options->counts != NULL && options->counts[i] != NULL; i++)
    if (!kapka_adjustment_add_count (adjustment, options->counts[i], error))
      return NULL;
  return g_steal_pointer (&adjustment);
}

static int
run_add (const KapkaCommandContext *context, GStrv arguments, GError **error) {
  g_auto (Options) options = { 0 };
  g_auto (GStrv) words = parse (&options, arguments, error);
  g_autoptr (KapkaAdjustment) adjustment =
      words == NULL ? NULL : make_adjustment (&options, words[0], error);
  g_autoptr (KapkaClock) clock = adjustment == NULL ? NULL : kapka_command_new_clock (error);
  g_autoptr (KapkaStore) store = clock == NULL ? NULL : kapka_command_open_store (context, error);
  g_autofree char *text = NULL;

  if (store == NULL || !kapka_adjustment_store (store, clock, adjustment, error))
    return EX_SOFTWARE;
  text = g_strdup_printf (_ ("Adjustment %s is stored."), adjustment->id);
  return kapka_command_print (text, error) && kapka_command_print ("\n", error) ? EX_OK : EX_IOERR;
}

static int
run_revoke (const KapkaCommandContext *context, GStrv arguments, GError **error) {
  const GOptionEntry entries[] = { G_OPTION_ENTRY_NULL };
  g_auto (GStrv) words = kapka_command_parse_words (
      _ ("ID"), _ ("Takes a correction of the centre back; it stays in the list."), entries,
      arguments, error);
  g_autoptr (KapkaClock) clock = words == NULL ? NULL : kapka_command_new_clock (error);
  g_autoptr (KapkaStore) store = clock == NULL ? NULL : kapka_command_open_store (context, error);
  g_autofree char *text = NULL;

  if (store == NULL || !kapka_adjustment_revoke (store, clock, words[0], error))
    return EX_SOFTWARE;
  text = g_strdup_printf (_ ("Adjustment %s is taken back."), words[0]);
  return kapka_command_print (text, error) && kapka_command_print ("\n", error) ? EX_OK : EX_IOERR;
}

static char *
format_counts (const KapkaAdjustment *adjustment) {
  g_auto (GStrv) keys = kapka_json_list_keys (adjustment->counts);
  GString *text = g_string_new (NULL);

  for (gsize i = 0; keys[i] != NULL; i++) {
    gint64 number = 0;

    kapka_json_get_int (adjustment->counts, keys[i], 1 - KAPKA_JSON_INT_LIMIT,
                        KAPKA_JSON_INT_LIMIT - 1, &number, NULL);
    g_string_append_printf (text, "%s%s=%+" G_GINT64_FORMAT, i == 0 ? "" : " ", keys[i], number);
  }
  return g_string_free (text, FALSE);
}

/* A block an adjustment: its reason may be long, and its id is to be copied. */
static void
append_adjustment (GString *text, const KapkaAdjustment *adjustment) {
  g_autofree char *counts = format_counts (adjustment);
  g_autofree char *created = kapka_local_time_format (adjustment->created_ms);
  g_autofree char *revoked = kapka_local_time_format (adjustment->revoked_ms);

  g_string_append_printf (text, "%s  %s  %s%s%s  %s\n", adjustment->id, adjustment->day,
                          adjustment->library, adjustment->terminal != NULL ? " " : "",
                          adjustment->terminal != NULL ? adjustment->terminal : "", counts);
  g_string_append_printf (text, "  %s  %s: %s\n", created, adjustment->author, adjustment->reason);
  if (adjustment->revoked_ms == 0)
    return;
  g_string_append (text, "  ");
  g_string_append_printf (text, _ ("taken back %s"), revoked);
  g_string_append_c (text, '\n');
}

static int
run_list (const KapkaCommandContext *context, GStrv arguments, GError **error) {
  g_autofree char *library = NULL;
  const GOptionEntry entries[] = {
    { "library", 'l', 0, G_OPTION_ARG_FILENAME, &library, N_ ("Those of one library"),
      N_ ("CODE") },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (KapkaStore) store = NULL;
  g_autoptr (GPtrArray) adjustments = NULL;
  g_autoptr (GString) text = g_string_new (NULL);

  if (!kapka_command_parse (_ ("Lists the corrections of the centre, the latest first."), entries,
                            arguments, error))
    return EX_USAGE;
  store = kapka_command_open_store (context, error);
  adjustments = store == NULL ? NULL : kapka_adjustment_list (store, library, error);
  if (adjustments == NULL)
    return EX_SOFTWARE;
  for (guint i = 0; i < adjustments->len; i++)
    append_adjustment (text, g_ptr_array_index (adjustments, i));
  return kapka_command_print (text->str, error) ? EX_OK : EX_IOERR;
}

/* Two words that are no libraries are actions; whatever else stands there is corrected. */
int
kapka_command_adjust (const KapkaCommandContext *context, GStrv arguments, GError **error) {
  if (g_strcmp0 (arguments[1], "list") == 0)
    return run_list (context, arguments + 1, error);
  if (g_strcmp0 (arguments[1], "revoke") == 0)
    return run_revoke (context, arguments + 1, error);
  return run_add (context, arguments, error);
}
