// SPDX-License-Identifier: GPL-3.0-or-later
#include <glib-unix.h>
#include <signal.h>
#include <sysexits.h>

#include "base/i18n.h"
#include "base/log.h"
#include "base/own-program.h"
#include "config/last-good.h"
#include "ui/guard/guard-window.h"
#include "ui/shell/alive.h"
#include "ui/shell/graphics.h"

typedef struct {
  char *config;
  char *data_dir;
  int alive_s;
  int rest_s;
  gboolean version;
} Options;

static gboolean
parse_options (Options *options, int *argc, char ***argv, GError **error) {
  const GOptionEntry entries[] = {
    { "config", 0, 0, G_OPTION_ARG_FILENAME, &options->config, N_ ("Configuration file"),
      N_ ("FILE") },
    { "data-dir", 0, 0, G_OPTION_ARG_FILENAME, &options->data_dir,
      N_ ("Directory of catalogue and forms"), N_ ("DIR") },
    { "alive", 0, 0, G_OPTION_ARG_INT, &options->alive_s,
      N_ ("How long the kiosk may hang before it is started again"), N_ ("SECONDS") },
    { "rest", 0, 0, G_OPTION_ARG_INT, &options->rest_s,
      N_ ("How long to wait when it ends again and again"), N_ ("SECONDS") },
    { "version", 0, 0, G_OPTION_ARG_NONE, &options->version, N_ ("Show the version"), NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);

  g_option_context_set_summary (context, _ ("Keeps the kiosk running, and tells who has to know "
                                            "when it does not."));
  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  return g_option_context_parse (context, argc, argv, error);
}

static GStrv
build_command (const Options *options) {
  g_autofree char *kiosk = kapka_own_program_find ("kapka");
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  g_strv_builder_add (builder, kiosk != NULL ? kiosk : "kapka");
  if (options->config != NULL)
    g_strv_builder_add_many (builder, "--config", options->config, NULL);
  if (options->data_dir != NULL)
    g_strv_builder_add_many (builder, "--data-dir", options->data_dir, NULL);
  return g_strv_builder_end (builder);
}

static void
load_look (void) {
  g_autoptr (GtkCssProvider) provider = gtk_css_provider_new ();
  GdkDisplay *display = gdk_display_get_default ();

  gtk_css_provider_load_from_resource (provider, "/org/kapka/style/style.css");
  gtk_style_context_add_provider_for_display (display, GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  gtk_icon_theme_add_resource_path (gtk_icon_theme_get_for_display (display), "/org/kapka/icons");
}

static gboolean
on_terminate (gpointer user_data) {
  kapka_guard_stop (user_data);
  return G_SOURCE_CONTINUE;
}

static void
on_changed (KapkaGuard *guard, GMainLoop *loop) {
  if (kapka_guard_get_state (guard) == KAPKA_GUARD_LEFT)
    g_main_loop_quit (loop);
}

/* The first picture comes before the kiosk takes the machine for its own start; and as it is only
 * now that kapka-session knows whom to ask to end, there is nothing before that could lose its
 * display in the middle of a wipe. */
static void
on_painted (GdkFrameClock *clock, KapkaGuard *guard) {
  g_signal_handlers_disconnect_by_func (clock, on_painted, guard);
  kapka_guard_start (guard);
}

static void
run (KapkaGuard *guard, guint rest_s) {
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  GtkWindow *window;

  load_look ();
  window = GTK_WINDOW (kapka_guard_window_new (guard, rest_s));
  g_signal_connect (guard, "changed", G_CALLBACK (on_changed), loop);
  g_unix_signal_add (SIGTERM, on_terminate, guard);
  g_unix_signal_add (SIGINT, on_terminate, guard);
  kapka_alive_watch (window);
  gtk_window_fullscreen (window);
  gtk_window_present (window);
  g_signal_connect (gtk_widget_get_frame_clock (GTK_WIDGET (window)), "after-paint",
                    G_CALLBACK (on_painted), guard);
  g_main_loop_run (loop);
  gtk_window_destroy (window);
}

static int
start (const Options *options) {
  g_auto (GStrv) command = build_command (options);
  KapkaGuardPatience patience = KAPKA_GUARD_PATIENCE;
  g_autoptr (GPtrArray) problems = kapka_problems_new ();
  g_autoptr (KapkaSettings) settings = NULL;
  g_autoptr (KapkaGuard) guard = NULL;
  gboolean stale;
  g_autoptr (GError) error = NULL;

  if (options->alive_s > 0)
    patience.alive = (guint)options->alive_s;
  if (options->rest_s > 0)
    patience.rest = (guint)options->rest_s;
  settings = kapka_last_good_load (
      options->config != NULL ? options->config : KAPKA_SETTINGS_DEFAULT_PATH, problems, &stale);
  guard = kapka_guard_new ((const char *const *)command, settings->state_dir, patience, &error);
  if (guard == NULL) {
    g_printerr ("kapka-guard: %s\n", error->message);
    return EX_OSERR;
  }
  if (!gtk_init_check ()) {
    g_printerr ("kapka-guard: there is no display\n");
    return EX_UNAVAILABLE;
  }
  run (guard, patience.rest);
  return EX_OK;
}

int
main (int argc, char **argv) {
  Options options = { 0 };
  g_autoptr (GError) error = NULL;
  int status = EX_OK;

  kapka_log_init ("kapka-guard");
  kapka_graphics_choose_renderer ();
  kapka_i18n_init ("ru");
  if (!parse_options (&options, &argc, &argv, &error)) {
    g_printerr ("kapka-guard: %s\n", error->message);
    status = EX_USAGE;
  } else if (options.version) {
    g_print ("kapka-guard %s\n", KAPKA_VERSION);
  } else {
    status = start (&options);
  }
  g_free (options.config);
  g_free (options.data_dir);
  return status;
}
