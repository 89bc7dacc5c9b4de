// SPDX-License-Identifier: GPL-3.0-or-later
#include <glib-unix.h>
#include <glib/gi18n.h>
#include <stdlib.h>

#include "base/error.h"
#include "central/http-server.h"
#include "kapka-central/command.h"

#define DEFAULT_LISTEN "unix:/run/kapka-central/http.sock"

/* SQLite has one writer; two sessions of PostgreSQL keep it busy while one of them commits. */
#define POSTGRES_SESSIONS 2

typedef struct {
  char *listen;
  gboolean allow_public;
  int batch_max;
  int token_rate;
} Options;

static void
options_clear (Options *options) {
  g_free (options->listen);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static gboolean
check_range (const char *name, int value, int min, int max, GError **error) {
  if (value >= min && value <= max)
    return TRUE;
  g_set_error (error, KAPKA_ERROR, KAPKA_ERROR_USAGE, _ ("%s is %d, expected %d…%d"), name, value,
               min, max);
  return FALSE;
}

static gboolean
parse_options (Options *options, GStrv arguments, GError **error) {
  const GOptionEntry entries[] = {
    { "listen", 0, 0, G_OPTION_ARG_STRING, &options->listen,
      N_ ("unix:PATH, 127.0.0.1:PORT or [::1]:PORT; port 0 is any that is free (default: "
          "unix:/run/kapka-central/http.sock)"),
      N_ ("ADDRESS") },
    { "allow-public", 0, 0, G_OPTION_ARG_NONE, &options->allow_public,
      N_ ("Listen at other addresses too, without a web server in front"), NULL },
    { "batch-max", 0, 0, G_OPTION_ARG_INT, &options->batch_max,
      N_ ("Store at most so many uploads in one transaction (default: 256)"), N_ ("N") },
    { "token-rate", 0, 0, G_OPTION_ARG_INT, &options->token_rate,
      N_ ("Take so many requests a second from one kiosk, over time (default: 10; 0: any number)"),
      N_ ("N") },
    G_OPTION_ENTRY_NULL,
  };

  return kapka_command_parse (_ ("Receives the counts of the kiosks."), entries, arguments,
                              error) &&
         check_range ("--batch-max", options->batch_max, 1, KAPKA_RECEIVER_MAX_BATCH, error) &&
         check_range ("--token-rate", options->token_rate, 0, 100000, error);
}

static GPtrArray *
open_stores (const char *address, GError **error) {
  g_autoptr (GPtrArray) stores = g_ptr_array_new_with_free_func (g_object_unref);
  guint n = g_str_has_prefix (address, "sqlite:") ? 1 : POSTGRES_SESSIONS;

  for (guint i = 0; i < n; i++) {
    KapkaStore *store = kapka_command_open_database (address, error);

    if (store == NULL)
      return NULL;
    g_ptr_array_add (stores, store);
  }
  return g_steal_pointer (&stores);
}

static gboolean
on_stop (gpointer user_data) {
  g_main_loop_quit (user_data);
  return G_SOURCE_REMOVE;
}

/* The handlers stand before the address is told: who reads it may end the program. */
static GMainLoop *
prepare_loop (void) {
  GMainLoop *loop = g_main_loop_new (NULL, FALSE);

  g_unix_signal_add (SIGTERM, on_stop, loop);
  g_unix_signal_add (SIGINT, on_stop, loop);
  return loop;
}

static int
serve (const Options *options,
       const char *bundle_path,
       GPtrArray *stores,
       KapkaListener *listener,
       GError **error) {
  g_autoptr (KapkaClock) clock = kapka_clock_new_system ("UTC", error);
  g_autoptr (KapkaLimits) limits = kapka_limits_new ();
  g_autoptr (GMainLoop) loop = prepare_loop ();
  g_autofree char *line = g_strdup_printf ("listen=%s\n", listener->address);
  KapkaHttpServer *server;

  if (clock == NULL)
    return EXIT_FAILURE;
  kapka_limits_set_token_rate (limits, (guint)options->token_rate);
  server =
      kapka_http_server_start (&(KapkaHttpServerSetup){ listener, stores, clock, limits,
                                                        (guint)options->batch_max, bundle_path },
                               error);
  if (server == NULL)
    return EXIT_FAILURE;
  if (kapka_command_print (line, error))
    g_main_loop_run (loop);
  kapka_http_server_stop (server);
  return EXIT_SUCCESS;
}

int
kapka_command_serve (const KapkaCommandContext *context, GStrv arguments, GError **error) {
  g_auto (Options)
      options = { .batch_max = KAPKA_RECEIVER_MAX_BATCH, .token_rate = KAPKA_LIMITS_TOKEN_RATE };
  g_autoptr (GPtrArray) stores = NULL;
  g_autoptr (KapkaListener) listener = NULL;
  g_autofree char *database = NULL;
  g_autofree char *bundle_path = NULL;

  if (!parse_options (&options, arguments, error))
    return EXIT_FAILURE;
  database = kapka_command_get_database (context, error);
  stores = database == NULL ? NULL : open_stores (database, error);
  if (stores == NULL)
    return EXIT_FAILURE;
  bundle_path = kapka_command_get_bundle (context, database);
  listener = kapka_listener_open (options.listen != NULL ? options.listen : DEFAULT_LISTEN,
                                  options.allow_public, error);
  return listener == NULL ? EXIT_FAILURE : serve (&options, bundle_path, stores, listener, error);
}
