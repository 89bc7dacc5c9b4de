// SPDX-License-Identifier: GPL-3.0-or-later
#include <glib-unix.h>
#include <signal.h>
#include <sysexits.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/log.h"
#include "base/own-program.h"
#include "config/last-good.h"
#include "guard/compositor.h"
#include "guard/end-code.h"
#include "guard/end-record.h"
#include "kapka-session/no-screen.h"
#include "kapka-session/session.h"

/* With the time that the screen has to open, shorter than TimeoutStartSec= of kapka.service. */
#define REST_MIN 1

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

static KapkaSettings *
load_settings (const Options *options) {
  g_autoptr (GPtrArray) problems = kapka_problems_new ();
  gboolean stale;

  return kapka_last_good_load (get_config (options), problems, &stale);
}

static GStrv
build_command (const Options *options, const KapkaSettings *settings) {
  g_auto (GStrv) inside = build_inside (options);

  return kapka_compositor_build_command (settings, (const char *const *)inside);
}

static gboolean
on_terminate (gpointer user_data) {
  kapka_session_run_stop (user_data);
  return G_SOURCE_CONTINUE;
}

static void
write_down (const char *state_dir) {
  g_autoptr (GError) error = NULL;

  if (!kapka_end_record_add (state_dir, g_get_real_time () / 1000, KAPKA_END_CODE_SCREEN, &error))
    kapka_log_error (G_LOG_LEVEL_MESSAGE, "kiosk-end-unwritten", "The end is not written down",
                     error);
}

/* Stays until the text has been read; systemd brings the next try after that. SIGTERM ends it at
 * once, as there is nothing to erase. */
static int
rest_without_screen (const char *state_dir) {
  kapka_log_fact (G_LOG_LEVEL_WARNING, "screen-unopened", "The screen cannot be opened");
  write_down (state_dir);
  kapka_no_screen_tell (STDIN_FILENO, REST_MIN);
  sleep (REST_MIN * 60);
  return EX_UNAVAILABLE;
}

/* Returns: whether there was a screen, or nobody wants one any more. */
static gboolean
run (const char *const *argv, int *out_status) {
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (GError) error = NULL;
  g_autoptr (KapkaSessionRun) session = kapka_session_run_new (argv, loop, &error);
  guint terminate;
  guint interrupt;

  if (session == NULL) {
    g_printerr ("kapka-session: %s\n", error->message);
    return FALSE;
  }
  terminate = g_unix_signal_add (SIGTERM, on_terminate, session);
  interrupt = g_unix_signal_add (SIGINT, on_terminate, session);
  g_main_loop_run (loop);
  g_source_remove (terminate);
  g_source_remove (interrupt);
  *out_status = kapka_session_run_get_status (session);
  return kapka_session_run_was_up (session) || kapka_session_run_was_stopped (session);
}

static int
start (const Options *options) {
  g_autoptr (KapkaSettings) settings = NULL;
  g_auto (GStrv) command = NULL;
  int status = EX_OK;

  if (options->version) {
    g_print ("kapka-session %s\n", KAPKA_VERSION);
    return EX_OK;
  }
  settings = load_settings (options);
  command = build_command (options, settings);
  if (!run ((const char *const *)command, &status))
    status = rest_without_screen (settings->state_dir);
  return status;
}

int
main (int argc, char **argv) {
  Options options = { 0 };
  g_autoptr (GError) error = NULL;
  int status = EX_USAGE;

  kapka_log_init ("kapka-session");
  kapka_i18n_init ("ru");
  if (parse_options (&options, &argc, &argv, &error))
    status = start (&options);
  else
    g_printerr ("kapka-session: %s\n", error->message);
  g_free (options.config);
  g_strfreev (options.others);
  return status;
}
