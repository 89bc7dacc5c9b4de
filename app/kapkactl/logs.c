// SPDX-License-Identifier: GPL-3.0-or-later
#include <glib/gi18n.h>
#include <sysexits.h>

#include "base/error.h"
#include "config/last-good.h"
#include "kapkactl/ask.h"
#include "kapkactl/command.h"
#include "kapkactl/log-entries.h"
#include "kapkactl/support.h"

#define DEFAULT_DAYS 7
#define MAX_DAYS 366

typedef struct {
  int days;
  char *support; // (nullable)
} Options;

static void
options_clear (Options *options) {
  g_free (options->support);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static gboolean
parse (Options *options, GStrv arguments, GError **error) {
  const GOptionEntry entries[] = {
    { "since", 0, 0, G_OPTION_ARG_INT, &options->days, N_ ("So many days back (7)"), N_ ("DAYS") },
    { "for-support", 0, 0, G_OPTION_ARG_FILENAME, &options->support,
      N_ ("Write a text for those who help from afar"), N_ ("FILE") },
    G_OPTION_ENTRY_NULL,
  };

  if (!kapka_command_parse (
          _ ("Prints what the programs of Kapka have logged. --for-support writes it with "
             "versions, "
             "settings and findings into one new file, without names, secrets and anything of a "
             "visitor."),
          entries, arguments, error))
    return FALSE;
  if (options->days >= 1 && options->days <= MAX_DAYS)
    return TRUE;
  g_set_error (error, KAPKA_ERROR, KAPKA_ERROR_USAGE, _ ("--since: expected 1 to %d days"),
               MAX_DAYS);
  return FALSE;
}

static gboolean
print_entries (const Options *options, GTimeZone *zone, GError **error) {
  gint64 since_us = g_get_real_time () - options->days * G_TIME_SPAN_DAY;
  g_autoptr (KapkaLogEntries) entries = kapka_log_entries_read (since_us, error);
  g_autoptr (GString) text = g_string_new (NULL);

  if (entries == NULL)
    return FALSE;
  for (guint i = 0; i < entries->list->len; i++) {
    const KapkaLogEntry *entry = g_ptr_array_index (entries->list, i);
    g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (entry->time_us / G_USEC_PER_SEC);
    g_autoptr (GDateTime) local = g_date_time_to_timezone (utc, zone);
    g_autofree char *time = g_date_time_format (local, "%F %T");

    g_string_append_printf (text, "%s %s %s: %s\n", time, entry->program, entry->event,
                            entry->message);
  }
  return kapka_command_print (text->str, error);
}

static gboolean
write_for_support (const KapkaCommandContext *context,
                   const KapkaSettings *settings,
                   const Options *options,
                   GError **error) {
  g_autofree char *text = NULL;

  if (!kapka_support_write (context, settings, (guint)options->days, options->support, error))
    return FALSE;
  text =
      g_strdup_printf (_ ("%s is written. Please read it before you send it."), options->support);
  return kapka_command_say (text, error);
}

int
kapka_command_logs (const KapkaCommandContext *context, GStrv arguments, GError **error) {
  g_auto (Options) options = { .days = DEFAULT_DAYS };
  g_autoptr (GPtrArray) problems = kapka_problems_new ();
  g_autoptr (KapkaSettings) settings = NULL;
  g_autoptr (GTimeZone) zone = NULL;
  gboolean good;

  if (!parse (&options, arguments, error))
    return EX_USAGE;
  settings = kapka_last_good_read (kapka_command_get_config_path (context), problems);
  zone = g_time_zone_new_identifier (settings->time_zone);
  good = options.support == NULL ? print_entries (&options, zone, error)
                                 : write_for_support (context, settings, &options, error);
  return good ? EX_OK : kapka_error_exit_code (*error);
}
