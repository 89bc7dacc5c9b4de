// SPDX-License-Identifier: GPL-3.0-or-later
#include "acceptor.h"

#include <gio/gunixsocketaddress.h>

struct _KapkaTestAcceptor {
  GSocket *listener;
  KapkaTestAccept accept;
  gpointer user_data;
  GThread *thread;
  GPtrArray *connections; // Of GThread; of the listening thread while that runs.
  GCancellable *stop;
};

/** One connection, in its thread. */
typedef struct {
  KapkaTestAcceptor *acceptor;
  GSocket *socket;
  guint number;
} Connection;

static gpointer
run_connection (gpointer data) {
  Connection *connection = data;
  KapkaTestAcceptor *acceptor = connection->acceptor;

  acceptor->accept (connection->socket, connection->number, acceptor->user_data);
  g_socket_close (connection->socket, NULL);
  g_object_unref (connection->socket);
  g_free (connection);
  return NULL;
}

static gpointer
listen_cb (gpointer user_data) {
  KapkaTestAcceptor *acceptor = user_data;
  GSocket *socket;

  while ((socket = g_socket_accept (acceptor->listener, acceptor->stop, NULL)) != NULL) {
    Connection *connection = g_new0 (Connection, 1);

    connection->acceptor = acceptor;
    connection->socket = socket;
    connection->number = acceptor->connections->len + 1;
    g_ptr_array_add (acceptor->connections,
                     g_thread_new ("connection", run_connection, connection));
  }
  return NULL;
}

static GSocketAddress *
make_address (const char *path) {
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);

  return path != NULL ? g_unix_socket_address_new (path) : g_inet_socket_address_new (loopback, 0);
}

static GSocket *
start_listening (const char *path) {
  g_autoptr (GSocketAddress) address = make_address (path);
  g_autoptr (GError) error = NULL;
  GSocket *listener = g_socket_new (g_socket_address_get_family (address), G_SOCKET_TYPE_STREAM,
                                    G_SOCKET_PROTOCOL_DEFAULT, &error);

  g_assert_no_error (error);
  g_socket_set_listen_backlog (listener, 1024);
  g_socket_bind (listener, address, TRUE, &error);
  g_assert_no_error (error);
  g_socket_listen (listener, &error);
  g_assert_no_error (error);
  return listener;
}

KapkaTestAcceptor *
kapka_test_acceptor_new (const char *path, KapkaTestAccept accept, gpointer user_data) {
  KapkaTestAcceptor *acceptor = g_new0 (KapkaTestAcceptor, 1);

  acceptor->listener = start_listening (path);
  acceptor->accept = accept;
  acceptor->user_data = user_data;
  acceptor->stop = g_cancellable_new ();
  acceptor->connections = g_ptr_array_new ();
  acceptor->thread = g_thread_new ("acceptor", listen_cb, acceptor);
  return acceptor;
}

void
kapka_test_acceptor_free (KapkaTestAcceptor *acceptor) {
  if (acceptor == NULL)
    return;
  g_cancellable_cancel (acceptor->stop);
  g_thread_join (acceptor->thread);
  for (guint i = 0; i < acceptor->connections->len; i++)
    g_thread_join (g_ptr_array_index (acceptor->connections, i));
  g_ptr_array_unref (acceptor->connections);
  g_object_unref (acceptor->stop);
  g_object_unref (acceptor->listener);
  g_free (acceptor);
}

guint
kapka_test_acceptor_get_port (const KapkaTestAcceptor *acceptor) {
  g_autoptr (GSocketAddress) bound = g_socket_get_local_address (acceptor->listener, NULL);

  return g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (bound));
}
