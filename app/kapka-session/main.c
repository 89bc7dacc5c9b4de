// SPDX-License-Identifier: GPL-3.0-or-later
#include <glib-unix.h>
#include <signal.h>
#include <sysexits.h>

#include "base/i18n.h"
#include "base/log.h"
#include "base/own-program.h"
#include "config/last-good.h"
#include "guard/compositor.h"
#include "kapka-session/session.h"

typedef struct {
  char *config;
  gboolean version;
  GStrv others; // (nullable) For the guard.
} Options;

static gboolean
parse_options (Options *options, int *argc, char ***argv, GError **error) {
  const GOptionEntry entries[] = {
    { "config", 0, 0, G_OPTION_ARG_FILENAME, &options->config, N_ ("Read this configuration"),
      N_ ("FILE") },
    { "version", 0, 0, G_OPTION_ARG_NONE, &options->version, N_ ("Show the version"), NULL },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_STRING_ARRAY, &options->others, NULL,
      N_ ("[-- OPTIONS OF kapka-guard]") },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);

  g_option_context_set_summary (
      context, _ ("Opens the screen and keeps the kiosk running on it; systemd starts this."));
  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  return g_option_context_parse (context, argc, argv, error);
}

static const char *
get_config (const Options *options) {
  return options->config == NULL ? KAPKA_SETTINGS_DEFAULT_PATH : options->config;
}

static GStrv
build_inside (const Options *options) {
  g_autofree char *guard = kapka_own_program_find ("kapka-guard");
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  g_strv_builder_add_many (builder, guard != NULL ? guard : "kapka-guard", "--config",
                           get_config (options), NULL);
  if (options->others != NULL)
    g_strv_builder_addv (builder, (const char **)options->others);
  return g_strv_builder_end (builder);
}

static GStrv
build_command (const Options *options) {
  g_autoptr (GPtrArray) problems = kapka_problems_new ();
  g_auto (GStrv) inside = build_inside (options);
  gboolean stale;
  g_autoptr (KapkaSettings) settings =
      kapka_last_good_load (get_config (options), problems, &stale);

  return kapka_compositor_build_command (settings, (const char *const *)inside);
}

static gboolean
on_terminate (gpointer user_data) {
  kapka_session_run_stop (user_data);
  return G_SOURCE_CONTINUE;
}

static int
run (const char *const *argv) {
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (GError) error = NULL;
  g_autoptr (KapkaSessionRun) session = kapka_session_run_new (argv, loop, &error);

  if (session == NULL) {
    g_printerr ("kapka-session: %s\n", error->message);
    return EX_UNAVAILABLE;
  }
  g_unix_signal_add (SIGTERM, on_terminate, session);
  g_unix_signal_add (SIGINT, on_terminate, session);
  g_main_loop_run (loop);
  return kapka_session_run_get_status (session);
}

static int
start (const Options *options) {
  g_auto (GStrv) command = NULL;

  if (options->version) {
    g_print ("kapka-session %s\n", KAPKA_VERSION);
    return EX_OK;
  }
  command = build_command (options);
  return run ((const char *const *)command);
}

int
main (int argc, char **argv) {
  Options options = { 0 };
  g_autoptr (GError) error = NULL;
  int status = EX_USAGE;

  kapka_log_init ("kapka-session");
  kapka_i18n_init (NULL);
  if (parse_options (&options, &argc, &argv, &error))
    status = start (&options);
  else
    g_printerr ("kapka-session: %s\n", error->message);
  g_free (options.config);
  g_strfreev (options.others);
  return status;
}
