// SPDX-License-Identifier: GPL-3.0-or-later
#include "flood-server.h"

#include <string.h>

#include "wait.h"

#define CHUNK (1 << 20)
#define HUGE_CHUNKS 4096
#define DRIP_MS 500
#define MAX_CONNECTIONS 64
#define STOP_MS 30000

struct _KapkaTestFloodServer {
  GSocketService *service;
  GCancellable *cancellable;
  guint16 port;
  GMutex mutex;
  GHashTable *counts; // Path → how often it was asked for.
  int n_open;         // Atomic; connections that have a thread.
  GMainContext *context;
  GMainLoop *loop;
  GThread *thread;
};

static gboolean
say (GOutputStream *out, KapkaTestFloodServer *self, const char *text, gsize length) {
  return g_output_stream_write_all (out, text, length, NULL, self->cancellable, NULL);
}

static void
pour (GOutputStream *out, KapkaTestFloodServer *self, const char *type) {
  g_autofree char *head = g_strdup_printf ("HTTP/1.1 200 OK\r\nContent-Type: %s\r\n"
                                           "Content-Length: 4294967296\r\n\r\n",
                                           type);
  g_autofree char *chunk = g_malloc (CHUNK);

  memset (chunk, 'a', CHUNK);
  if (!say (out, self, head, strlen (head)))
    return;
  for (guint i = 0; i < HUGE_CHUNKS && say (out, self, chunk, CHUNK); i++)
    continue;
}

/* Says @text again and again, with a pause; the pause ends when the server is stopped. */
static void
drip (GOutputStream *out, KapkaTestFloodServer *self, const char *head, const char *text) {
  GPollFD stop;

  if (!say (out, self, head, strlen (head)) ||
      !g_cancellable_make_pollfd (self->cancellable, &stop))
    return;
  while (say (out, self, text, strlen (text)) && g_poll (&stop, 1, DRIP_MS) == 0)
    continue;
  g_cancellable_release_fd (self->cancellable);
}

static char *
read_path (GInputStream *in, KapkaTestFloodServer *self) {
  g_autoptr (GDataInputStream) lines = g_data_input_stream_new (in);
  g_autofree char *line = g_data_input_stream_read_line (lines, NULL, self->cancellable, NULL);
  g_auto (GStrv) words = g_strsplit (line == NULL ? "" : line, " ", 3);

  g_filter_input_stream_set_close_base_stream (G_FILTER_INPUT_STREAM (lines), FALSE);
  return g_strv_length (words) < 2 ? g_strdup ("") : g_strdup (words[1]);
}

static void
count (KapkaTestFloodServer *self, const char *path) {
  g_mutex_lock (&self->mutex);
  g_hash_table_insert (
      self->counts, g_strdup (path),
      GUINT_TO_POINTER (GPOINTER_TO_UINT (g_hash_table_lookup (self->counts, path)) + 1));
  g_mutex_unlock (&self->mutex);
}

static gboolean
on_run (GThreadedSocketService *service,
        GSocketConnection *connection,
        GObject *source,
        KapkaTestFloodServer *self) {
  GOutputStream *out = g_io_stream_get_output_stream (G_IO_STREAM (connection));
  g_autofree char *path = read_path (g_io_stream_get_input_stream (G_IO_STREAM (connection)), self);

  g_atomic_int_inc (&self->n_open);
  count (self, path);
  if (g_str_equal (path, "/huge"))
    pour (out, self, "text/html");
  else if (g_str_equal (path, "/huge-file"))
    pour (out, self, "application/zip");
  else if (g_str_equal (path, "/drip-headers"))
    drip (out, self, "HTTP/1.1 200 OK\r\n", "X-Drip: drip\r\n");
  else if (g_str_equal (path, "/drip-body"))
    drip (out, self,
          "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 1000000\r\n\r\n"
          "<!doctype html><p>",
          "a");
  g_atomic_int_add (&self->n_open, -1);
  return TRUE;
}

static gpointer
serve (gpointer data) {
  KapkaTestFloodServer *self = data;

  g_main_context_push_thread_default (self->context);
  g_main_loop_run (self->loop);
  g_main_context_pop_thread_default (self->context);
  return NULL;
}

KapkaTestFloodServer *
kapka_test_flood_server_new (void) {
  KapkaTestFloodServer *self = g_new0 (KapkaTestFloodServer, 1);
  g_autoptr (GError) error = NULL;
  g_autoptr (GSocketAddress) any = g_inet_socket_address_new_from_string ("127.0.0.1", 0);
  g_autoptr (GSocketAddress) bound = NULL;

  g_mutex_init (&self->mutex);
  self->counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->cancellable = g_cancellable_new ();
  self->context = g_main_context_new ();
  self->loop = g_main_loop_new (self->context, FALSE);
  g_main_context_push_thread_default (self->context);
  self->service = g_threaded_socket_service_new (MAX_CONNECTIONS);
  g_socket_listener_add_address (G_SOCKET_LISTENER (self->service), any, G_SOCKET_TYPE_STREAM,
                                 G_SOCKET_PROTOCOL_TCP, NULL, &bound, &error);
  g_assert_no_error (error);
  self->port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (bound));
  g_signal_connect (self->service, "run", G_CALLBACK (on_run), self);
  g_socket_service_start (self->service);
  g_main_context_pop_thread_default (self->context);
  self->thread = g_thread_new ("flood", serve, self);
  return self;
}

static gboolean
on_quit (gpointer data) {
  g_main_loop_quit (data);
  return G_SOURCE_REMOVE;
}

static gboolean
is_idle_cb (gpointer data) {
  return g_atomic_int_get (&((KapkaTestFloodServer *)data)->n_open) == 0;
}

void
kapka_test_flood_server_free (KapkaTestFloodServer *self) {
  g_autoptr (GSource) quit = NULL;

  if (self == NULL)
    return;
  quit = g_idle_source_new ();
  g_cancellable_cancel (self->cancellable);
  g_source_set_callback (quit, on_quit, self->loop, NULL);
  g_source_attach (quit, self->context);
  g_thread_join (self->thread);
  g_socket_service_stop (self->service);
  g_socket_listener_close (G_SOCKET_LISTENER (self->service));
  g_assert_true (kapka_test_wait_until (is_idle_cb, self, STOP_MS));
  g_object_unref (self->service);
  g_main_loop_unref (self->loop);
  g_main_context_unref (self->context);
  g_object_unref (self->cancellable);
  g_hash_table_unref (self->counts);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

char *
kapka_test_flood_server_get_uri (KapkaTestFloodServer *self, const char *path) {
  return g_strdup_printf ("http://127.0.0.1:%u%s", self->port, path);
}

typedef struct {
  KapkaTestFloodServer *server;
  const char *path;
  guint number;
} Wish;

static gboolean
is_asked_cb (gpointer data) {
  const Wish *wish = data;
  guint asked;

  g_mutex_lock (&wish->server->mutex);
  asked = GPOINTER_TO_UINT (g_hash_table_lookup (wish->server->counts, wish->path));
  g_mutex_unlock (&wish->server->mutex);
  return asked >= wish->number;
}

void
kapka_test_flood_server_wait_request (KapkaTestFloodServer *self,
                                      const char *path,
                                      guint number,
                                      guint deadline_ms) {
  Wish wish = { self, path, number };

  if (!kapka_test_wait_until (is_asked_cb, &wish, deadline_ms))
    g_error ("%s has not been asked for %u times within %u ms", path, number, deadline_ms);
}
