// SPDX-License-Identifier: GPL-3.0-or-later
#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <sysexits.h>

#include "base/error.h"
#include "kapkactl/command.h"
#include "kapkactl/demo-year.h"

#define FIRST_YEAR 2003
#define DEFAULT_VISITS 2500

typedef struct {
  gint64 seed;
  int year; // -1: the last whole one.
  int visits;
  char *state_dir; // (nullable)
} Options;

static void
options_clear (Options *options) {
  g_free (options->state_dir);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static gboolean
check_range (const char *name, gint64 value, gint64 least, gint64 most, GError **error) {
  g_autofree char *range = g_strdup_printf ("%" G_GINT64_FORMAT "…%" G_GINT64_FORMAT, least, most);

  if (value >= least && value <= most)
    return TRUE;
  g_set_error (error, KAPKA_ERROR, KAPKA_ERROR_USAGE, _ ("--%s must be a number in %s"), name,
               range);
  return FALSE;
}

static gboolean
parse (Options *options, GStrv arguments, GError **error) {
  const GOptionEntry entries[] = {
    { "seed", 0, 0, G_OPTION_ARG_INT64, &options->seed,
      N_ ("The same number gives the same counts (default: 1)"), N_ ("N") },
    { "year", 'y', 0, G_OPTION_ARG_INT, &options->year,
      N_ ("Year to invent (default: the last whole one)"), N_ ("YEAR") },
    { "visits", 0, 0, G_OPTION_ARG_INT, &options->visits,
      N_ ("About so many visits in the year (default: 2500)"), N_ ("N") },
    { "state-dir", 0, 0, G_OPTION_ARG_FILENAME, &options->state_dir,
      N_ ("Where to put it (default: a new temporary directory)"), N_ ("DIR") },
    G_OPTION_ENTRY_NULL,
  };

  options->seed = 1;
  options->year = -1;
  options->visits = DEFAULT_VISITS;
  return kapka_command_parse (
             _ ("Fills a scratch journal with an invented year, to look at reports "
                "and screens.\nNothing of it is ever sent."),
             entries, arguments, error) &&
         check_range ("seed", options->seed, 0, G_MAXUINT32, error) &&
         check_range ("visits", options->visits, 1, KAPKA_DEMO_MAX_VISITS, error);
}

/* The demo runs on a machine that has no configuration too. */
static KapkaSettings *
load_settings (const KapkaCommandContext *context, GError **error) {
  const char *path = kapka_command_get_config_path (context);

  if (context->config_path == NULL && !g_file_test (path, G_FILE_TEST_EXISTS))
    return kapka_settings_load (path, NULL);
  return kapka_command_load_settings (context, KAPKA_MISTAKES_TOLERATE, error);
}

/* A journal of a library must never get invented visits. */
static gboolean
check_empty (const char *dir, GError **error) {
  static const char *const names[] = { "journal.db", "kapka.conf" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autofree char *path = g_build_filename (dir, names[i], NULL);

    if (g_file_test (path, G_FILE_TEST_EXISTS)) {
      g_set_error (error, KAPKA_ERROR, KAPKA_ERROR_READ_ONLY,
                   _ ("%s is there already; the demo needs a directory of its own"), path);
      return FALSE;
    }
  }
  return TRUE;
}

static char *
make_directory (const char *wanted, GError **error) {
  g_autofree char *dir = NULL;

  if (wanted == NULL) {
    g_autofree char *template = g_build_filename (g_get_tmp_dir (), "kapka-demo-XXXXXX", NULL);

    if (g_mkdtemp (template) == NULL) {
      kapka_error_set_errno (error, errno, template);
      return NULL;
    }
    return g_steal_pointer (&template);
  }
  dir = g_canonicalize_filename (wanted, NULL);
  if (g_mkdir_with_parents (dir, 0750) != 0) {
    kapka_error_set_errno (error, errno, dir);
    return NULL;
  }
  return check_empty (dir, error) ? g_steal_pointer (&dir) : NULL;
}

/* With a configuration of its own every program can be pointed at the demo. */
static char *
write_config (const char *dir, const KapkaSettings *settings, GError **error) {
  g_autoptr (GKeyFile) keys = g_key_file_new ();
  g_autofree char *path = g_build_filename (dir, "kapka.conf", NULL);
  g_autofree char *runtime_dir = g_build_filename (dir, "run", NULL);
  g_autoptr (GError) failure = NULL;

  g_key_file_set_string (keys, "terminal", "library", "demo");
  g_key_file_set_string (keys, "terminal", "name", "Демонстрационный центр общественного доступа");
  g_key_file_set_string (keys, "terminal", "rural", "true");
  g_key_file_set_string (keys, "terminal", "time_zone", settings->time_zone);
  g_key_file_set_string (keys, "storage", "state_dir", dir);
  g_key_file_set_string (keys, "storage", "runtime_dir", runtime_dir);
  if (*settings->catalog_dir != '\0')
    g_key_file_set_string (keys, "catalog", "dir", settings->catalog_dir);
  if (g_key_file_save_to_file (keys, path, &failure))
    return g_steal_pointer (&path);
  g_set_error (error, KAPKA_ERROR, KAPKA_ERROR_IO, "%s: %s", path, failure->message);
  return NULL;
}

/* Decides the year and its last day: today is not over yet, and tomorrow has no visits. */
static gboolean
choose_days (KapkaDemoYear *demo, const Options *options, GError **error) {
  g_autoptr (KapkaClock) clock = kapka_clock_new_system (demo->time_zone, error);
  KapkaInstant now;
  KapkaInstant yesterday;
  int this_year;

  if (clock == NULL)
    return FALSE;
  kapka_clock_now (clock, &now);
  kapka_clock_at (clock, now.utc_ms - G_TIME_SPAN_DAY / 1000, &yesterday);
  this_year = atoi (now.day);
  demo->year = options->year != -1 ? options->year : this_year - 1;
  g_strlcpy (demo->last_day, yesterday.day, sizeof demo->last_day);
  return check_range ("year", demo->year, FIRST_YEAR, this_year, error);
}

static char *
describe (const KapkaCommandContext *context,
          const KapkaDemoYear *demo,
          const KapkaDemoTotals *totals,
          const char *config_path) {
  GString *text = g_string_new (NULL);
  g_autofree char *config = g_shell_quote (config_path);
  g_autofree char *data_path = g_canonicalize_filename (kapka_command_get_data_dir (context), NULL);
  g_autofree char *data_dir = g_shell_quote (data_path);
  g_autofree char *command =
      g_str_equal (kapka_command_get_data_dir (context), KAPKA_DATADIR)
          ? g_strdup_printf ("kapkactl --config %s", config)
          : g_strdup_printf ("kapkactl --config %s --data-dir %s", config, data_dir);

  g_string_append_printf (text, _ ("Invented year %d: days %u, visits %u, seed %u"), demo->year,
                          totals->days, totals->visits, demo->seed);
  g_string_append_c (text, '\n');
  g_string_append_printf (text, _ ("Directory: %s"), demo->state_dir);
  g_string_append_printf (text, "\n%s\n", _ ("To look at it:"));
  g_string_append_printf (text, "  %s report --year=%d\n  %s status\n", command, demo->year,
                          command);
  return g_string_free (text, FALSE);
}

int
kapka_command_demo (const KapkaCommandContext *context, GStrv arguments, GError **error) {
  g_auto (Options) options = { 0 };
  g_autoptr (KapkaSettings) settings = NULL;
  g_autoptr (KapkaCatalog) catalog = NULL;
  g_autofree char *dir = NULL;
  g_autofree char *config_path = NULL;
  g_autofree char *text = NULL;
  KapkaDemoYear demo = { 0 };
  KapkaDemoTotals totals;

  if (!parse (&options, arguments, error))
    return EX_USAGE;
  settings = load_settings (context, error);
  if (settings == NULL)
    return EX_CONFIG;
  demo.time_zone = settings->time_zone;
  if (!choose_days (&demo, &options, error))
    return EX_USAGE;
  dir = make_directory (options.state_dir, error);
  if (dir == NULL)
    return EX_CANTCREAT;
  config_path = write_config (dir, settings, error);
  if (config_path == NULL)
    return EX_IOERR;
  catalog = kapka_command_load_catalog (context, settings, NULL);
  demo.state_dir = dir;
  demo.catalog = catalog;
  demo.seed = (guint32)options.seed;
  demo.visits = (guint)options.visits;
  if (!kapka_demo_year_fill (&demo, &totals, error))
    return EX_SOFTWARE;
  text = describe (context, &demo, &totals, config_path);
  return kapka_command_print (text, error) ? EX_OK : EX_IOERR;
}
