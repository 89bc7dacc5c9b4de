// SPDX-License-Identifier: GPL-3.0-or-later
#include "central/http-server.h"

#include <arpa/inet.h>
#include <microhttpd.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/error.h"
#include "central/problem.h"
#include "central/work-queue.h"

#define HTTP_THREADS 2
#define CONNECTIONS_MAX 800
#define CONNECTIONS_MAX_PER_ADDRESS 200 // Of a public address: a city may share one.
#define HEAD_MAX_BYTES (32 * 1024)
#define BODIES_MAX_BYTES (64 * 1024 * 1024) // Of all requests that are being read.

/* The timeout of libmicrohttpd is idle time: who sends a byte now and then would stay for ever. */
#define REQUEST_USEC (30 * G_USEC_PER_SEC)
/* Between requests; longer than the minute for which a web server in front keeps a connection. */
#define PAUSE_USEC (75 * G_USEC_PER_SEC)
#define IDLE_SECONDS 75

#define SWEEP_USEC (50 * G_TIME_SPAN_MILLISECOND)
/* How long a stop waits for requests that are still being sent. */
#define STOP_USEC (5 * G_USEC_PER_SEC)

struct _KapkaHttpServer {
  struct MHD_Daemon *daemon;
  KapkaHttpServerSetup setup;
  KapkaWorkQueue *queue;
  GThread *sweeper;
  GMutex lock;
  GCond exchange_left;
  GCond sweep_now;
  /* With the lock held: */
  GHashTable *peers;  // Set of Peer that are connected.
  GPtrArray *delayed; // Of Exchange whose answer is held back.
  guint n_exchanges;  // Requests from their head to the end of their answer.
  gsize body_bytes;   // That they may hold.
  gboolean stopping;
  gboolean swept_out; // The sweeper has nothing more to do.
};

/* A connection. */
typedef struct {
  int fd;
  gint64 deadline_usec; // When it is cut; G_MAXINT64 while the receiver works for it.
} Peer;

/* A request and its answer. */
typedef struct {
  KapkaHttpServer *server;
  struct MHD_Connection *connection;
  Peer *peer;
  char *path;
  gboolean begun;
  gsize body_bytes;      // Reserved for it.
  KapkaRequest *request; // Until it is complete.
  KapkaWork *work;
  KapkaResponse *response;
  gint64 due_usec; // When a delayed answer goes out.
} Exchange;

static Peer *
get_peer (struct MHD_Connection *connection) {
  const union MHD_ConnectionInfo *info =
      MHD_get_connection_info (connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);

  return info == NULL ? NULL : info->socket_context;
}

static void
set_deadline (KapkaHttpServer *server, Peer *peer, gint64 deadline_usec) {
  g_mutex_lock (&server->lock);
  if (peer != NULL)
    peer->deadline_usec = deadline_usec;
  g_mutex_unlock (&server->lock);
}

static gint64
from_now (gint64 usec) {
  return g_get_monotonic_time () + usec;
}

static void
add_peer (KapkaHttpServer *server, struct MHD_Connection *connection, void **socket_context) {
  const union MHD_ConnectionInfo *info =
      MHD_get_connection_info (connection, MHD_CONNECTION_INFO_CONNECTION_FD);
  Peer *peer = g_new0 (Peer, 1);

  peer->fd = info->connect_fd;
  peer->deadline_usec = from_now (REQUEST_USEC);
  g_mutex_lock (&server->lock);
  g_hash_table_add (server->peers, peer);
  g_mutex_unlock (&server->lock);
  *socket_context = peer;
}

/* Called before the socket is closed, so that a number in the list is never somebody else's. */
static void
on_connection (void *user_data,
               struct MHD_Connection *connection,
               void **socket_context,
               enum MHD_ConnectionNotificationCode code) {
  KapkaHttpServer *server = user_data;

  if (code == MHD_CONNECTION_NOTIFY_STARTED) {
    add_peer (server, connection, socket_context);
    return;
  }
  g_mutex_lock (&server->lock);
  g_hash_table_remove (server->peers, *socket_context);
  g_mutex_unlock (&server->lock);
  *socket_context = NULL;
}

/* The first thing that is known of a request is its line. */
static void *
on_request_line (void *user_data, const char *path, struct MHD_Connection *connection) {
  KapkaHttpServer *server = user_data;
  Exchange *exchange = g_new0 (Exchange, 1);

  exchange->server = server;
  exchange->connection = connection;
  exchange->peer = get_peer (connection);
  exchange->path = g_strdup (path);
  set_deadline (server, exchange->peer, from_now (REQUEST_USEC));
  return exchange;
}

static void
leave (Exchange *exchange) {
  KapkaHttpServer *server = exchange->server;

  g_mutex_lock (&server->lock);
  server->n_exchanges -= exchange->begun ? 1 : 0;
  server->body_bytes -= exchange->body_bytes;
  g_cond_signal (&server->exchange_left);
  g_mutex_unlock (&server->lock);
}

static void
on_completed (void *user_data,
              struct MHD_Connection *connection,
              void **context,
              enum MHD_RequestTerminationCode code) {
  Exchange *exchange = *context;

  if (exchange == NULL)
    return;
  set_deadline (exchange->server, exchange->peer, from_now (PAUSE_USEC));
  leave (exchange);
  g_free (exchange->path);
  g_clear_pointer (&exchange->request, kapka_request_free);
  g_clear_pointer (&exchange->work, kapka_work_free);
  g_clear_pointer (&exchange->response, kapka_response_free);
  g_free (exchange);
  *context = NULL;
}

static gboolean
is_stopping (KapkaHttpServer *server) {
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&server->lock);

  return server->stopping;
}

static enum MHD_Result
send_response (Exchange *exchange, gboolean close_after) {
  const KapkaResponse *response = exchange->response;
  gsize length;
  const void *data = g_bytes_get_data (response->body, &length);
  struct MHD_Response *answer =
      MHD_create_response_from_buffer (length, (void *)data, MHD_RESPMEM_MUST_COPY);
  enum MHD_Result queued;

  for (guint i = 0; i < response->headers->len; i++) {
    const KapkaHeader *header = g_ptr_array_index (response->headers, i);

    MHD_add_response_header (answer, header->name, header->value);
  }
  if (close_after || is_stopping (exchange->server))
    MHD_add_response_header (answer, MHD_HTTP_HEADER_CONNECTION, "close");
  set_deadline (exchange->server, exchange->peer, from_now (REQUEST_USEC));
  queued = MHD_queue_response (exchange->connection, response->status, answer);
  MHD_destroy_response (answer);
  return queued;
}

/* Answers without having read the body, after which the connection is of no more use. */
static enum MHD_Result
refuse (Exchange *exchange, KapkaResponse *response) {
  exchange->response = response;
  return send_response (exchange, TRUE);
}

static enum MHD_Result
add_header_cb (void *user_data, enum MHD_ValueKind kind, const char *name, const char *value) {
  kapka_request_add_header (user_data, name, value == NULL ? "" : value);
  return MHD_YES;
}

static gboolean
is_loopback (const struct sockaddr *address) {
  if (address->sa_family == AF_INET)
    return ntohl (((const struct sockaddr_in *)(const void *)address)->sin_addr.s_addr) >> 24 ==
           127;
  if (address->sa_family == AF_INET6)
    return IN6_IS_ADDR_LOOPBACK (&((const struct sockaddr_in6 *)(const void *)address)->sin6_addr);
  return TRUE;
}

/* The web server in front says where a request comes from; nobody else is believed. */
static void
set_address (KapkaRequest *request, const struct sockaddr *address) {
  char text[INET6_ADDRSTRLEN] = "";

  if (address == NULL || is_loopback (address))
    return;
  if (address->sa_family == AF_INET)
    inet_ntop (AF_INET, &((const struct sockaddr_in *)(const void *)address)->sin_addr, text,
               sizeof text);
  else
    inet_ntop (AF_INET6, &((const struct sockaddr_in6 *)(const void *)address)->sin6_addr, text,
               sizeof text);
  kapka_request_remove_header (request, KAPKA_ADDRESS_HEADER);
  kapka_request_add_header (request, KAPKA_ADDRESS_HEADER, text);
}

static KapkaRequest *
read_head (Exchange *exchange, const char *method) {
  KapkaRequest *request = kapka_request_new (method, exchange->path);
  const union MHD_ConnectionInfo *info =
      MHD_get_connection_info (exchange->connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);

  MHD_get_connection_values (exchange->connection, MHD_HEADER_KIND, add_header_cb, request);
  set_address (request, info == NULL ? NULL : info->client_addr);
  return request;
}

static gsize
read_length (const KapkaRequest *request) {
  const char *length = kapka_request_get_header (request, "Content-Length");

  return length == NULL ? 0 : (gsize)g_ascii_strtoull (length, NULL, 10);
}

/* Returns whether there is room for the request, and none while the server stops. */
static gboolean
enter (Exchange *exchange, gsize length) {
  KapkaHttpServer *server = exchange->server;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&server->lock);

  if (server->stopping || server->body_bytes + length > BODIES_MAX_BYTES)
    return FALSE;
  exchange->begun = TRUE;
  exchange->body_bytes = length;
  server->n_exchanges++;
  server->body_bytes += length;
  return TRUE;
}

static enum MHD_Result
begin (Exchange *exchange, const char *method) {
  KapkaResponse *refusal;

  exchange->request = read_head (exchange, method);
  refusal = kapka_request_refuse_head (exchange->request);
  if (refusal == NULL && !enter (exchange, read_length (exchange->request)))
    refusal = kapka_problem_response_new (KAPKA_PROBLEM_UNAVAILABLE, NULL);
  return refusal == NULL ? MHD_YES : refuse (exchange, refusal);
}

/* The connection sleeps until a store thread wakes it. */
static enum MHD_Result
queue_work (Exchange *exchange) {
  KapkaHttpServer *server = exchange->server;

  set_deadline (server, exchange->peer, G_MAXINT64);
  MHD_suspend_connection (exchange->connection);
  if (kapka_work_queue_push (server->queue, exchange->work, exchange))
    return MHD_YES;
  exchange->response = kapka_problem_response_new (KAPKA_PROBLEM_UNAVAILABLE, NULL);
  MHD_resume_connection (exchange->connection);
  return MHD_YES;
}

static enum MHD_Result
finish (Exchange *exchange) {
  KapkaHttpServer *server = exchange->server;

  exchange->work = kapka_work_new (g_steal_pointer (&exchange->request), server->setup.clock,
                                   server->setup.limits);
  if (!kapka_work_is_answered (exchange->work))
    return queue_work (exchange);
  exchange->response = kapka_work_take_response (exchange->work);
  return send_response (exchange, FALSE);
}

static enum MHD_Result
on_request (void *user_data,
            struct MHD_Connection *connection,
            const char *url,
            const char *method,
            const char *version,
            const char *data,
            size_t *length,
            void **context) {
  Exchange *exchange = *context;
  gboolean is_first = exchange->request == NULL && exchange->work == NULL;

  if (exchange->response != NULL)
    return send_response (exchange, FALSE);
  if (is_first)
    return begin (exchange, method);
  if (*length == 0)
    return finish (exchange);
  // Never longer than Content-Length said.
  g_byte_array_append (exchange->request->body, (const guint8 *)data, (guint)*length);
  *length = 0;
  return MHD_YES;
}

static void
hold_back (Exchange *exchange) {
  KapkaHttpServer *server = exchange->server;

  exchange->due_usec = from_now (exchange->response->delay_ms * (gint64)G_TIME_SPAN_MILLISECOND);
  g_mutex_lock (&server->lock);
  g_ptr_array_add (server->delayed, exchange);
  g_mutex_unlock (&server->lock);
}

static void
on_work_done (gpointer tag, gpointer user_data) {
  Exchange *exchange = tag;

  exchange->response = kapka_work_take_response (exchange->work);
  if (exchange->response->delay_ms > 0)
    hold_back (exchange);
  else
    MHD_resume_connection (exchange->connection);
}

/* Takes out the answers that are due. */
static GPtrArray *
take_due (KapkaHttpServer *server, gint64 now_usec) {
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&server->lock);
  GPtrArray *due = g_ptr_array_new ();

  for (guint i = server->delayed->len; i > 0; i--) {
    Exchange *exchange = g_ptr_array_index (server->delayed, i - 1);

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
    MHD_resume_connection (((Exchange *)g_ptr_array_index (due, i))->connection);
}

/* libmicrohttpd notices that the other side has gone, and cleans up. */
static void
cut_late_peers (KapkaHttpServer *server, gint64 now_usec) {
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&server->lock);
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, server->peers);
  while (g_hash_table_iter_next (&iter, &key, NULL)) {
    Peer *peer = key;

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
      MHD_USE_EPOLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME, 0, NULL, NULL, on_request, server,
      MHD_OPTION_LISTEN_SOCKET, (MHD_socket)listener->fd, MHD_OPTION_THREAD_POOL_SIZE,
      (unsigned int)HTTP_THREADS, MHD_OPTION_CONNECTION_LIMIT, (unsigned int)CONNECTIONS_MAX,
      MHD_OPTION_PER_IP_CONNECTION_LIMIT,
      (unsigned int)(listener->is_public ? CONNECTIONS_MAX_PER_ADDRESS : 0),
      MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)HEAD_MAX_BYTES, MHD_OPTION_CONNECTION_TIMEOUT,
      (unsigned int)IDLE_SECONDS, MHD_OPTION_STRICT_FOR_CLIENT, 1, MHD_OPTION_URI_LOG_CALLBACK,
      on_request_line, server, MHD_OPTION_NOTIFY_CONNECTION, on_connection, server,
      MHD_OPTION_NOTIFY_COMPLETED, on_completed, server, MHD_OPTION_END);
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
  server->queue = kapka_work_queue_new (&(KapkaWorkQueueSetup){
      setup->stores, setup->clock, setup->limits, setup->batch_max, on_work_done, server });
  if (!start_daemon (server, error)) {
    server_free (server);
    return NULL;
  }
  server->sweeper = g_thread_new ("sweeper", sweep_cb, server);
  return server;
}

static void
wait_for_exchanges (KapkaHttpServer *server) {
  gint64 deadline_usec = from_now (STOP_USEC);
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
