// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <microhttpd.h>

#include "central/http-server.h"
#include "central/work-queue.h"

/* The timeout of libmicrohttpd is idle time: who sends a byte now and then would stay for ever. */
#define KAPKA_HTTP_REQUEST_USEC (30 * G_USEC_PER_SEC)

/* Between requests; longer than the minute for which a web server in front keeps a connection. */
#define KAPKA_HTTP_PAUSE_SECONDS 75

struct _KapkaHttpServer {
  struct MHD_Daemon *daemon;
  KapkaHttpServerSetup setup;
  KapkaWorkQueue *queue;
  GThread *sweeper;
  GMutex lock;
  GCond exchange_left;
  GCond sweep_now;
  /* With the lock held: */
  GHashTable *peers;  // Set of KapkaHttpPeer that are connected.
  GPtrArray *delayed; // Of KapkaHttpExchange whose answer is held back.
  guint n_exchanges;  // Requests from their head to the end of their answer.
  gsize body_bytes;   // That they may hold.
  gboolean stopping;
  gboolean swept_out; // The sweeper has nothing more to do.
};

/** KapkaHttpPeer: a connection. */
typedef struct {
  int fd;
  gint64 deadline_usec; // When it is cut; G_MAXINT64 while the receiver works for it.
} KapkaHttpPeer;

/** KapkaHttpExchange: a request and its answer. */
typedef struct {
  KapkaHttpServer *server;
  struct MHD_Connection *connection;
  KapkaHttpPeer *peer;
  char *path;
  gboolean begun;
  gsize body_bytes;      // Reserved for it.
  KapkaRequest *request; // Until it is complete.
  KapkaWork *work;
  KapkaResponse *response;
  gint64 due_usec; // When a delayed answer goes out.
} KapkaHttpExchange;

/* What libmicrohttpd calls; @user_data is the server. */
void kapka_http_server_on_connection (void *user_data,
                                      struct MHD_Connection *connection,
                                      void **socket_context,
                                      enum MHD_ConnectionNotificationCode code);
void *kapka_http_server_on_request_line (void *user_data,
                                         const char *path,
                                         struct MHD_Connection *connection);
enum MHD_Result kapka_http_server_on_request (void *user_data,
                                              struct MHD_Connection *connection,
                                              const char *url,
                                              const char *method,
                                              const char *version,
                                              const char *data,
                                              size_t *length,
                                              void **context);
void kapka_http_server_on_completed (void *user_data,
                                     struct MHD_Connection *connection,
                                     void **context,
                                     enum MHD_RequestTerminationCode code);

/* What a store thread calls; @tag is the exchange. */
void kapka_http_server_on_work_done (gpointer tag, gpointer user_data);
