// SPDX-License-Identifier: GPL-3.0-or-later
#include "load.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

/* Whoever was refused comes again after so long. */
#define PAUSE_USEC 20000
#define MAX_WAIT_MS 20
#define MAX_EVENTS 256

typedef struct {
  int fd;                 /* -1: none */
  gboolean is_busy;       /* an upload is on its way */
  guint64 upload;         /* its number */
  gint64 due_usec;        /* when it should have begun */
  gint64 not_before_usec; /* nothing begins earlier */
  GString *out;
  gsize sent;
  GString *in;
} Connection;

typedef struct {
  const KapkaLoad *load;
  KapkaLoadResult *result;
  Connection *connections;
  int epoll_fd;
  GArray *again; /* of guint64: uploads to be sent again */
  guint64 n_begun;
  guint64 n_fresh; /* uploads that have been begun for the first time */
  gint64 start_usec;
} Run;

static gint64
now_usec (void) {
  return g_get_monotonic_time ();
}

static void
hang_up (Connection *connection) {
  if (connection->fd >= 0)
    close (connection->fd);
  connection->fd = -1;
}

static gboolean
call (const Run *run, Connection *connection) {
  struct sockaddr_un address = { .sun_family = AF_UNIX };
  struct epoll_event event = { .events = EPOLLIN, .data.ptr = connection };

  if (connection->fd >= 0)
    return TRUE;
  g_strlcpy (address.sun_path, run->load->socket, sizeof address.sun_path);
  connection->fd = socket (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  if (connect (connection->fd, (struct sockaddr *)&address, sizeof address) == 0)
    return epoll_ctl (run->epoll_fd, EPOLL_CTL_ADD, connection->fd, &event) == 0;
  hang_up (connection);
  return FALSE;
}

/* The upload goes back to those that wait. */
static void
give_up (Run *run, Connection *connection, guint64 *counter) {
  (*counter)++;
  connection->is_busy = FALSE;
  connection->not_before_usec = now_usec () + PAUSE_USEC;
  g_array_append_val (run->again, connection->upload);
}

static void
lose (Run *run, Connection *connection) {
  hang_up (connection);
  if (connection->is_busy)
    give_up (run, connection, &run->result->n_lost);
}

static void
send_more (Run *run, Connection *connection) {
  gssize n = send (connection->fd, connection->out->str + connection->sent,
                   connection->out->len - connection->sent, MSG_NOSIGNAL);

  if (n >= 0)
    connection->sent += (gsize)n;
  else if (errno != EAGAIN)
    lose (run, connection);
}

/* Returns FALSE when there is nothing to begin now. */
static gboolean
take_upload (Run *run, guint64 *out_upload) {
  const KapkaLoad *load = run->load;

  if (run->again->len > 0) {
    *out_upload = g_array_index (run->again, guint64, run->again->len - 1);
    g_array_set_size (run->again, run->again->len - 1);
    return TRUE;
  }
  if (load->n_uploads > 0 && run->n_fresh == load->n_uploads)
    return FALSE;
  *out_upload = load->first + run->n_fresh++;
  return TRUE;
}

/* Returns when the next upload should begin. */
static gint64
next_due_usec (const Run *run) {
  if (run->load->rate <= 0)
    return 0;
  return run->start_usec + (gint64)((double)run->n_begun / run->load->rate * G_USEC_PER_SEC);
}

static void
begin (Run *run, Connection *connection) {
  gint64 due_usec = next_due_usec (run);
  gint64 at_usec = now_usec ();

  if (at_usec < due_usec || at_usec < connection->not_before_usec ||
      !take_upload (run, &connection->upload))
    return;
  connection->is_busy = TRUE;
  connection->due_usec = due_usec > 0 ? due_usec : at_usec;
  connection->sent = 0;
  g_string_truncate (connection->in, 0);
  run->n_begun++;
  kapka_crowd_make_upload (run->load->crowd, connection->upload, connection->out);
  if (call (run, connection))
    send_more (run, connection);
  else
    give_up (run, connection, &run->result->n_lost);
}

/* Returns: (nullable) (transfer full): the value of a header of the answer; @name as the centre
 * writes it, as in "\r\nAck-Mac:". */
static char *
find_header (const GString *answer, gsize head_length, const char *name) {
  const char *start = g_strstr_len (answer->str, (gssize)head_length, name);

  if (start == NULL)
    return NULL;
  start += strlen (name);
  return g_strstrip (g_strndup (start, strcspn (start, "\r")));
}

static void
note_wrong (Run *run, const Connection *connection) {
  g_free (run->result->wrong);
  run->result->wrong = g_strdup (connection->in->str);
}

static void
note_ack (Run *run, Connection *connection) {
  double ms = (double)(now_usec () - connection->due_usec) / 1000.0;

  connection->is_busy = FALSE;
  run->result->n_acked++;
  g_array_append_val (run->result->latencies, ms);
  g_array_append_val (run->result->acked, connection->upload);
  if (run->load->progress != NULL)
    g_atomic_int_inc (&run->load->progress->n_acked);
}

static gboolean
is_refusal (const Connection *connection, int status, gsize head_length) {
  g_autofree char *retry_after = find_header (connection->in, head_length, "\r\nRetry-After:");

  return (status == 503 || status == 429) && retry_after != NULL && atoi (retry_after) > 0;
}

static void
note_refusal (Run *run, Connection *connection) {
  give_up (run, connection, &run->result->n_refused);
  if (run->load->progress != NULL)
    g_atomic_int_inc (&run->load->progress->n_refused);
}

static void
judge (Run *run, Connection *connection, gsize head_length, gsize body_length) {
  const char *body = connection->in->str + head_length;
  int status = atoi (connection->in->str + strlen ("HTTP/1.1 "));
  g_autofree char *mac = find_header (connection->in, head_length, "\r\nAck-Mac:");

  if (status == 200 &&
      kapka_crowd_is_ack (run->load->crowd, connection->upload, mac, body, body_length)) {
    note_ack (run, connection);
  } else if (is_refusal (connection, status, head_length)) {
    note_refusal (run, connection);
  } else {
    note_wrong (run, connection);
    give_up (run, connection, &run->result->n_wrong);
  }
}

/* Judges the answer when it is whole. */
static void
look (Run *run, Connection *connection) {
  const char *end = strstr (connection->in->str, "\r\n\r\n");
  gsize head_length = end == NULL ? 0 : (gsize)(end - connection->in->str) + 4;
  g_autofree char *length = NULL;
  g_autofree char *keep = NULL;
  gsize body_length;

  if (end == NULL)
    return;
  length = find_header (connection->in, head_length, "\r\nContent-Length:");
  body_length = length == NULL ? 0 : (gsize)strtoul (length, NULL, 10);
  if (connection->in->len < head_length + body_length)
    return;
  keep = find_header (connection->in, head_length, "\r\nConnection:");
  judge (run, connection, head_length, body_length);
  if (g_strcmp0 (keep, "close") == 0)
    hang_up (connection);
}

static void
receive (Run *run, Connection *connection) {
  char buffer[8192];
  gssize n = recv (connection->fd, buffer, sizeof buffer, 0);

  if (n > 0 && connection->is_busy) {
    g_string_append_len (connection->in, buffer, n);
    look (run, connection);
  } else if (n >= 0 || errno != EAGAIN) {
    lose (run, connection);
  }
}

static void
handle_events (Run *run, int timeout_ms) {
  struct epoll_event events[MAX_EVENTS];
  int n = epoll_wait (run->epoll_fd, events, MAX_EVENTS, timeout_ms);

  for (int i = 0; i < n; i++)
    receive (run, events[i].data.ptr);
}

/* A request is short, so it is rarely too long for the socket. */
static void
go_on (Run *run, Connection *connection) {
  if (!connection->is_busy)
    begin (run, connection);
  else if (connection->sent < connection->out->len)
    send_more (run, connection);
}

static int
choose_timeout_ms (const Run *run) {
  gint64 wait_usec = next_due_usec (run) - now_usec ();

  if (run->load->rate <= 0)
    return MAX_WAIT_MS;
  return (int)CLAMP (wait_usec / 1000, 0, MAX_WAIT_MS);
}

static gboolean
is_over (const Run *run) {
  const KapkaLoad *load = run->load;

  if (load->progress != NULL && g_atomic_int_get (&load->progress->stop))
    return TRUE;
  return (load->n_uploads > 0 && run->result->n_acked == load->n_uploads) ||
         now_usec () - run->start_usec > (gint64)(load->seconds * G_USEC_PER_SEC);
}

static void
run_init (Run *run) {
  run->connections = g_new0 (Connection, run->load->n_connections);
  run->epoll_fd = epoll_create1 (EPOLL_CLOEXEC);
  run->again = g_array_new (FALSE, FALSE, sizeof (guint64));
  run->start_usec = now_usec ();
  for (guint i = 0; i < run->load->n_connections; i++) {
    run->connections[i].fd = -1;
    run->connections[i].out = g_string_sized_new (2048);
    run->connections[i].in = g_string_sized_new (2048);
  }
}

static void
run_clear (Run *run) {
  for (guint i = 0; i < run->load->n_connections; i++) {
    hang_up (&run->connections[i]);
    g_string_free (run->connections[i].out, TRUE);
    g_string_free (run->connections[i].in, TRUE);
  }
  g_free (run->connections);
  close (run->epoll_fd);
  g_array_unref (run->again);
}

void
kapka_load_run (const KapkaLoad *load, KapkaLoadResult *result) {
  Run run = { .load = load, .result = result };

  result->latencies = g_array_new (FALSE, FALSE, sizeof (double));
  result->acked = g_array_new (FALSE, FALSE, sizeof (guint64));
  run_init (&run);
  while (!is_over (&run)) {
    for (guint i = 0; i < load->n_connections; i++)
      go_on (&run, &run.connections[i]);
    handle_events (&run, choose_timeout_ms (&run));
  }
  result->seconds = (double)(now_usec () - run.start_usec) / G_USEC_PER_SEC;
  run_clear (&run);
}

void
kapka_load_result_clear (KapkaLoadResult *result) {
  g_clear_pointer (&result->latencies, g_array_unref);
  g_clear_pointer (&result->acked, g_array_unref);
  g_clear_pointer (&result->wrong, g_free);
}

static int
compare_doubles (gconstpointer a, gconstpointer b) {
  double left = *(const double *)a;
  double right = *(const double *)b;

  return (left > right) - (left < right);
}

double
kapka_load_result_percentile (KapkaLoadResult *result, double percent) {
  guint n = result->latencies->len;

  if (n == 0)
    return 0;
  g_array_sort (result->latencies, compare_doubles);
  return g_array_index (result->latencies, double,
                        MIN (n - 1, (guint)((double)n * percent / 100.0)));
}
