// SPDX-License-Identifier: GPL-3.0-or-later
#include "slow-clients.h"

#include "wait.h"

#include <string.h>

/* How long all of them together pause between two of their bytes. */
#define PAUSE_USEC (500 * 1000)

/* Those of one address; nginx counts them together. */
#define CLIENTS_OF_ADDRESS 100

/* A handshake takes a while on a busy machine, and many of them wait for each other. */
#define N_THREADS 10

#define HEAD                                                                                       \
  "POST /v1/upload HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nX-Slow: "
#define BODY HEAD "x\r\nContent-Length: 100000\r\n\r\n{"

struct _KapkaTestSlowClients {
  guint port;
  guint n;
  GIOStream **streams; /* NULL where one is not connected */
  GThread *threads[N_THREADS];
  gint n_calls;
  gint closing;
};

static gboolean
on_accept_certificate (GTlsConnection *connection,
                       GTlsCertificate *certificate,
                       GTlsCertificateFlags errors,
                       gpointer user_data) {
  return TRUE;
}

static GIOStream *
connect_from (guint number, guint port) {
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autofree char *own = g_strdup_printf ("127.0.2.%u", number / CLIENTS_OF_ADDRESS + 1);
  g_autoptr (GSocketAddress) from = g_inet_socket_address_new_from_string (own, 0);
  g_autoptr (GSocketAddress) to = g_inet_socket_address_new_from_string ("127.0.0.1", port);
  g_autoptr (GSocketConnection) plain = NULL;
  GIOStream *tls;

  g_socket_client_set_local_address (client, from);
  g_socket_client_set_timeout (client, 30);
  plain = g_socket_client_connect (client, G_SOCKET_CONNECTABLE (to), NULL, NULL);
  if (plain == NULL)
    return NULL;
  tls = g_tls_client_connection_new (G_IO_STREAM (plain), NULL, NULL);
  g_assert_nonnull (tls);
  g_signal_connect (tls, "accept-certificate", G_CALLBACK (on_accept_certificate), NULL);
  return tls;
}

static gboolean
say (GIOStream *stream, const char *text) {
  return g_output_stream_write_all (g_io_stream_get_output_stream (stream), text, strlen (text),
                                    NULL, NULL, NULL);
}

/* Makes the connection of one client, or says one more byte over it. */
static void
serve_one (KapkaTestSlowClients *clients, guint i) {
  if (clients->streams[i] != NULL && say (clients->streams[i], "x"))
    return;
  g_clear_object (&clients->streams[i]);
  clients->streams[i] = connect_from (i, clients->port);
  if (clients->streams[i] != NULL && say (clients->streams[i], i % 2 == 0 ? HEAD : BODY))
    g_atomic_int_inc (&clients->n_calls);
  else
    g_clear_object (&clients->streams[i]);
}

/* The clients of one thread. */
typedef struct {
  KapkaTestSlowClients *clients;
  guint first;
} Share;

static gpointer
slow_cb (gpointer data) {
  g_autofree Share *share = data;
  KapkaTestSlowClients *clients = share->clients;

  while (!g_atomic_int_get (&clients->closing)) {
    for (guint i = share->first; i < clients->n && !g_atomic_int_get (&clients->closing);
         i += N_THREADS)
      serve_one (clients, i);
    g_usleep (PAUSE_USEC);
  }
  return NULL;
}

KapkaTestSlowClients *
kapka_test_slow_clients_new (guint port, guint n) {
  KapkaTestSlowClients *clients = g_new0 (KapkaTestSlowClients, 1);

  clients->port = port;
  clients->n = n;
  clients->streams = g_new0 (GIOStream *, n);
  for (guint i = 0; i < N_THREADS; i++) {
    Share *share = g_new (Share, 1);

    *share = (Share){ .clients = clients, .first = i };
    clients->threads[i] = g_thread_new ("slow-clients", slow_cb, share);
  }
  return clients;
}

void
kapka_test_slow_clients_free (KapkaTestSlowClients *clients) {
  if (clients == NULL)
    return;
  g_atomic_int_set (&clients->closing, 1);
  for (guint i = 0; i < N_THREADS; i++)
    g_thread_join (clients->threads[i]);
  for (guint i = 0; i < clients->n; i++)
    g_clear_object (&clients->streams[i]);
  g_free (clients->streams);
  g_free (clients);
}

static gboolean
have_all_called_cb (gpointer data) {
  KapkaTestSlowClients *clients = data;

  return kapka_test_slow_clients_count (clients) >= clients->n;
}

void
kapka_test_slow_clients_wait (KapkaTestSlowClients *clients, guint deadline_ms) {
  if (!kapka_test_wait_until (have_all_called_cb, clients, deadline_ms))
    g_error ("%u of %u slow clients have called", kapka_test_slow_clients_count (clients),
             clients->n);
}

guint
kapka_test_slow_clients_count (KapkaTestSlowClients *clients) {
  return (guint)g_atomic_int_get (&clients->n_calls);
}
