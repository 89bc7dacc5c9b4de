// SPDX-License-Identifier: GPL-3.0-or-later
#include "central/http-server.h"

#include <sys/socket.h>
#include <unistd.h>

#include "base/error.h"
#include "central/http-server-private.h"

#define HTTP_THREADS 2
#define CONNECTIONS_MAX 800
#define CONNECTIONS_MAX_PER_ADDRESS 200 // Of a public address: a city may share one.
#define HEAD_MAX_BYTES (16 * 1024)

#define SWEEP_USEC (50 * G_TIME_SPAN_MILLISECOND)
/* How long a stop waits for requests that are still being sent. */
#define STOP_USEC (5 * G_USEC_PER_SEC)

/* Takes out the answers that are due. */
static GPtrArray *
take_due (KapkaHttpServer *server, gint64 now_usec) {
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&server->lock);
  GPtrArray *due = g_ptr_array_new ();

  for (guint i = server->delayed->len; i > 0; i--) {
    KapkaHttpExchange *exchange = g_ptr_array_index (server->delayed, i - 1);

    if (exchange->due_usec <= now_usec || server->stopping)
      g_ptr_array_add (due, g_ptr_array_remove_index_fast (server->delayed, i - 1));
  }
  return due;
}

/* Without the lock: libmicrohttpd takes one of its own, and calls us with it. */
static void
release_delayed (KapkaHttpServer *server, gint64 now_usec) {
  g_autoptr (GPtrArray) due = take_due (server, now_usec);

  for (guint i = 0; i < due->len; i++)
    MHD_resume_connection (((KapkaHttpExchange *)g_ptr_array_index (due, i))->connection);
}

/* libmicrohttpd notices that the other side has gone, and cleans up. */
static void
cut_late_peers (KapkaHttpServer *server, gint64 now_usec) {
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&server->lock);
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, server->peers);
  while (g_hash_table_iter_next (&iter, &key, NULL)) {
    KapkaHttpPeer *peer = key;

    if (peer->deadline_usec <= now_usec)
      shutdown (peer->fd, SHUT_RDWR);
  }
}

/* Returns FALSE when nothing is left to sweep. */
static gboolean
wait_for_sweep (KapkaHttpServer *server, gint64 now_usec) {
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&server->lock);

  if (!server->swept_out)
    g_cond_wait_until (&server->sweep_now, &server->lock, now_usec + SWEEP_USEC);
  return !server->swept_out;
}

static gpointer
sweep_cb (gpointer user_data) {
  KapkaHttpServer *server = user_data;
  gint64 now_usec;

  do {
    now_usec = g_get_monotonic_time ();
    release_delayed (server, now_usec);
    cut_late_peers (server, now_usec);
  } while (wait_for_sweep (server, now_usec));
  return NULL;
}

static gboolean
start_daemon (KapkaHttpServer *server, GError **error) {
  KapkaListener *listener = server->setup.listener;

  server->daemon = MHD_start_daemon (
      MHD_USE_EPOLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME, 0, NULL, NULL,
      kapka_http_server_on_request, server, MHD_OPTION_LISTEN_SOCKET, (MHD_socket)listener->fd,
      MHD_OPTION_THREAD_POOL_SIZE, (unsigned int)HTTP_THREADS, MHD_OPTION_CONNECTION_LIMIT,
      (unsigned int)CONNECTIONS_MAX, MHD_OPTION_PER_IP_CONNECTION_LIMIT,
      (unsigned int)(listener->is_public ? CONNECTIONS_MAX_PER_ADDRESS : 0),
      MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)HEAD_MAX_BYTES, MHD_OPTION_CONNECTION_TIMEOUT,
      (unsigned int)KAPKA_HTTP_PAUSE_SECONDS, MHD_OPTION_STRICT_FOR_CLIENT, 1,
      MHD_OPTION_URI_LOG_CALLBACK, kapka_http_server_on_request_line, server,
      MHD_OPTION_NOTIFY_CONNECTION, kapka_http_server_on_connection, server,
      MHD_OPTION_NOTIFY_COMPLETED, kapka_http_server_on_completed, server, MHD_OPTION_END);
  if (server->daemon == NULL) {
    g_set_error_literal (error, KAPKA_ERROR, KAPKA_ERROR_INTERNAL,
                         "the HTTP server does not start");
    return FALSE;
  }
  listener->fd = -1;
  return TRUE;
}

static void
server_free (KapkaHttpServer *server) {
  g_clear_pointer (&server->queue, kapka_work_queue_free);
  g_ptr_array_unref (server->delayed);
  g_hash_table_unref (server->peers);
  g_cond_clear (&server->exchange_left);
  g_cond_clear (&server->sweep_now);
  g_mutex_clear (&server->lock);
  g_free (server);
}

KapkaHttpServer *
kapka_http_server_start (const KapkaHttpServerSetup *setup, GError **error) {
  KapkaHttpServer *server = g_new0 (KapkaHttpServer, 1);

  server->setup = *setup;
  g_mutex_init (&server->lock);
  g_cond_init (&server->exchange_left);
  g_cond_init (&server->sweep_now);
  server->peers = g_hash_table_new_full (NULL, NULL, g_free, NULL);
  server->delayed = g_ptr_array_new ();
  server->queue = kapka_work_queue_new (
      &(KapkaWorkQueueSetup){ setup->stores, setup->clock, setup->limits, setup->batch_max,
                              kapka_http_server_on_work_done, server, setup->bundle_path });
  if (!start_daemon (server, error)) {
    server_free (server);
    return NULL;
  }
  server->sweeper = g_thread_new ("sweeper", sweep_cb, server);
  return server;
}

static void
wait_for_exchanges (KapkaHttpServer *server) {
  gint64 deadline_usec = g_get_monotonic_time () + STOP_USEC;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&server->lock);

  while (server->n_exchanges > 0 &&
         g_cond_wait_until (&server->exchange_left, &server->lock, deadline_usec))
    continue;
}

static void
begin_to_stop (KapkaHttpServer *server) {
  MHD_socket socket;

  g_mutex_lock (&server->lock);
  server->stopping = TRUE;
  g_cond_signal (&server->sweep_now);
  g_mutex_unlock (&server->lock);
  socket = MHD_quiesce_daemon (server->daemon);
  if (socket != MHD_INVALID_SOCKET)
    close (socket);
}

static void
end_sweeper (KapkaHttpServer *server) {
  g_mutex_lock (&server->lock);
  server->swept_out = TRUE;
  g_cond_signal (&server->sweep_now);
  g_mutex_unlock (&server->lock);
  g_thread_join (server->sweeper);
}

void
kapka_http_server_stop (KapkaHttpServer *server) {
  if (server == NULL)
    return;
  begin_to_stop (server);
  wait_for_exchanges (server);
  // What is queued still now takes as long as the database does; then it is answered.
  kapka_work_queue_close (server->queue);
  wait_for_exchanges (server);
  end_sweeper (server);
  release_delayed (server, G_MAXINT64);
  MHD_stop_daemon (server->daemon);
  server_free (server);
}
