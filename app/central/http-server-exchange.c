// SPDX-License-Identifier: GPL-3.0-or-later
#include <arpa/inet.h>
#include <glib/gstdio.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include "central/http-server-private.h"
#include "central/problem.h"

#define BODIES_MAX_BYTES (64 * 1024 * 1024) // Of all requests that are being read.

/* Of the slowest line on which a file is waited for; who is slower does not hold a place. */
#define SLOWEST_BYTES_PER_SECOND (2 * 1024)

static KapkaHttpPeer *
get_peer (struct MHD_Connection *connection) {
  const union MHD_ConnectionInfo *info =
      MHD_get_connection_info (connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);

  return info == NULL ? NULL : info->socket_context;
}

static void
set_deadline (KapkaHttpServer *server, KapkaHttpPeer *peer, gint64 deadline_usec) {
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
  KapkaHttpPeer *peer = g_new0 (KapkaHttpPeer, 1);

  peer->fd = info->connect_fd;
  peer->deadline_usec = from_now (KAPKA_HTTP_REQUEST_USEC);
  g_mutex_lock (&server->lock);
  g_hash_table_add (server->peers, peer);
  g_mutex_unlock (&server->lock);
  *socket_context = peer;
}

/* Called before the socket is closed, so that a number in the list is never somebody else's. */
void
kapka_http_server_on_connection (void *user_data,
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
void *
kapka_http_server_on_request_line (void *user_data,
                                   const char *path,
                                   struct MHD_Connection *connection) {
  KapkaHttpServer *server = user_data;
  KapkaHttpExchange *exchange = g_new0 (KapkaHttpExchange, 1);

  exchange->server = server;
  exchange->connection = connection;
  exchange->peer = get_peer (connection);
  exchange->path = g_strdup (path);
  set_deadline (server, exchange->peer, from_now (KAPKA_HTTP_REQUEST_USEC));
  return exchange;
}

static void
leave (KapkaHttpExchange *exchange) {
  KapkaHttpServer *server = exchange->server;

  g_mutex_lock (&server->lock);
  server->n_exchanges -= exchange->begun ? 1 : 0;
  server->body_bytes -= exchange->body_bytes;
  g_cond_signal (&server->exchange_left);
  g_mutex_unlock (&server->lock);
}

void
kapka_http_server_on_completed (void *user_data,
                                struct MHD_Connection *connection,
                                void **context,
                                enum MHD_RequestTerminationCode code) {
  KapkaHttpExchange *exchange = *context;

  if (exchange == NULL)
    return;
  set_deadline (exchange->server, exchange->peer,
                from_now (KAPKA_HTTP_PAUSE_SECONDS * G_USEC_PER_SEC));
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

static struct MHD_Response *
make_answer (KapkaResponse *response) {
  gsize length;
  const void *data = g_bytes_get_data (response->body, &length);

  if (response->fd < 0)
    return MHD_create_response_from_buffer (length, (void *)data, MHD_RESPMEM_MUST_COPY);
  // libmicrohttpd closes the file.
  return MHD_create_response_from_fd64 (response->fd_bytes, g_steal_fd (&response->fd));
}

static enum MHD_Result
send_response (KapkaHttpExchange *exchange, gboolean close_after) {
  KapkaResponse *response = exchange->response;
  struct MHD_Response *answer = make_answer (response);
  gint64 seconds = (gint64)(response->fd_bytes / SLOWEST_BYTES_PER_SECOND);
  enum MHD_Result queued;

  for (guint i = 0; i < response->headers->len; i++) {
    const KapkaHeader *header = g_ptr_array_index (response->headers, i);

    MHD_add_response_header (answer, header->name, header->value);
  }
  if (close_after || is_stopping (exchange->server))
    MHD_add_response_header (answer, MHD_HTTP_HEADER_CONNECTION, "close");
  set_deadline (exchange->server, exchange->peer,
                from_now (KAPKA_HTTP_REQUEST_USEC + seconds * G_USEC_PER_SEC));
  queued = MHD_queue_response (exchange->connection, response->status, answer);
  MHD_destroy_response (answer);
  return queued;
}

/* Answers without having read the body, after which the connection is of no more use. */
static enum MHD_Result
refuse (KapkaHttpExchange *exchange, KapkaResponse *response) {
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
read_head (KapkaHttpExchange *exchange, const char *method) {
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
enter (KapkaHttpExchange *exchange, gsize length) {
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
begin (KapkaHttpExchange *exchange, const char *method) {
  KapkaResponse *refusal;

  exchange->request = read_head (exchange, method);
  refusal = kapka_request_refuse_head (exchange->request);
  if (refusal == NULL && !enter (exchange, read_length (exchange->request)))
    refusal = kapka_problem_response_new (KAPKA_PROBLEM_UNAVAILABLE, NULL);
  return refusal == NULL ? MHD_YES : refuse (exchange, refusal);
}

/* The connection sleeps until a store thread wakes it. */
static enum MHD_Result
queue_work (KapkaHttpExchange *exchange) {
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
finish (KapkaHttpExchange *exchange) {
  KapkaHttpServer *server = exchange->server;

  exchange->work = kapka_work_new (g_steal_pointer (&exchange->request), server->setup.clock,
                                   server->setup.limits);
  if (!kapka_work_is_answered (exchange->work))
    return queue_work (exchange);
  exchange->response = kapka_work_take_response (exchange->work);
  return send_response (exchange, FALSE);
}

enum MHD_Result
kapka_http_server_on_request (void *user_data,
                              struct MHD_Connection *connection,
                              const char *url,
                              const char *method,
                              const char *version,
                              const char *data,
                              size_t *length,
                              void **context) {
  KapkaHttpExchange *exchange = *context;
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
hold_back (KapkaHttpExchange *exchange) {
  KapkaHttpServer *server = exchange->server;

  exchange->due_usec = from_now (exchange->response->delay_ms * (gint64)G_TIME_SPAN_MILLISECOND);
  g_mutex_lock (&server->lock);
  g_ptr_array_add (server->delayed, exchange);
  g_mutex_unlock (&server->lock);
}

void
kapka_http_server_on_work_done (gpointer tag, gpointer user_data) {
  KapkaHttpExchange *exchange = tag;

  exchange->response = kapka_work_take_response (exchange->work);
  if (exchange->response->delay_ms > 0)
    hold_back (exchange);
  else
    MHD_resume_connection (exchange->connection);
}
