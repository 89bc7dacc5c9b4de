// SPDX-License-Identifier: GPL-3.0-or-later
#include "history-wire.h"

#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

/* A receiver that is silent for so long is broken. */
#define PATIENCE_SECONDS 60

HistoryRequest *
history_request_new (const KapkaHttpQuestion *question) {
  HistoryRequest *request = g_new0 (HistoryRequest, 1);

  request->path = g_strdup (question->path);
  request->token = g_strdup (question->token);
  request->body = g_strdup (question->body);
  return request;
}

HistoryRequest *
history_request_copy (const HistoryRequest *request) {
  const KapkaHttpQuestion question = { request->path, request->token, request->body };

  return history_request_new (&question);
}

void
history_request_free (HistoryRequest *request) {
  g_free (request->path);
  g_free (request->token);
  g_free (request->body);
  g_free (request);
}

GPtrArray *
history_requests_new (void) {
  return g_ptr_array_new_with_free_func ((GDestroyNotify)history_request_free);
}

static int
connect_to (const char *path) {
  struct sockaddr_un address = { .sun_family = AF_UNIX };
  struct timeval patience = { .tv_sec = PATIENCE_SECONDS };
  int fd = socket (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);

  g_assert_cmpint (fd, >=, 0);
  g_assert_cmpuint (strlen (path), <, sizeof address.sun_path);
  strcpy (address.sun_path, path);
  if (connect (fd, (struct sockaddr *)&address, sizeof address) == 0 &&
      setsockopt (fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience) == 0)
    return fd;
  close (fd);
  return -1;
}

static char *
print_request (const HistoryRequest *request) {
  GString *text = g_string_new (NULL);
  const char *body = request->body == NULL ? "" : request->body;

  g_string_append_printf (text, "%s /%s HTTP/1.1\r\nHost: centre\r\nConnection: close\r\n",
                          request->body == NULL ? "GET" : "POST", request->path);
  if (request->token != NULL)
    g_string_append_printf (text, "Authorization: Bearer %s\r\n", request->token);
  if (request->body != NULL)
    g_string_append_printf (text, "Content-Type: application/json\r\nContent-Length: %zu\r\n",
                            strlen (body));
  g_string_append_printf (text, "\r\n%s", body);
  return g_string_free (text, FALSE);
}

static void
send_request (int fd, const HistoryRequest *request) {
  g_autofree char *text = print_request (request);
  gsize length = strlen (text);
  gsize sent = 0;

  while (fd >= 0 && sent < length) {
    gssize n = send (fd, text + sent, length - sent, MSG_NOSIGNAL);

    if (n <= 0)
      return; // The answer says why, or there is none.
    sent += (gsize)n;
  }
}

static GByteArray *
read_all (int fd) {
  GByteArray *bytes = g_byte_array_new ();
  guint8 buffer[16384];
  gssize n;

  while ((n = recv (fd, buffer, sizeof buffer, 0)) > 0)
    g_byte_array_append (bytes, buffer, (guint)n);
  return bytes;
}

/* Returns the value of a header in @head; names have no case. */
static char *
find_header (const char *head, const char *name) {
  g_auto (GStrv) lines = g_strsplit (head, "\r\n", -1);
  gsize length = strlen (name);

  for (guint i = 0; lines[i] != NULL; i++)
    if (g_ascii_strncasecmp (lines[i], name, length) == 0 && lines[i][length] == ':')
      return g_strdup (g_strstrip (lines[i] + length + 1));
  return NULL;
}

static KapkaHttpAnswer *
parse_answer (const GByteArray *bytes) {
  KapkaHttpAnswer *answer = kapka_http_answer_new (KAPKA_HTTP_NETWORK);
  const char *text = (const char *)bytes->data;
  const char *end = bytes->len == 0 ? NULL : g_strstr_len (text, bytes->len, "\r\n\r\n");
  g_autofree char *head = end == NULL ? NULL : g_strndup (text, (gsize)(end - text));

  if (head == NULL)
    return answer;
  answer->result = KAPKA_HTTP_ANSWERED;
  answer->status = (int)g_ascii_strtoll (head + strcspn (head, " "), NULL, 10);
  answer->content_type = find_header (head, "Content-Type");
  answer->ack_mac = find_header (head, "Ack-Mac");
  g_byte_array_append (answer->body, (const guint8 *)end + 4, bytes->len - (guint)(end + 4 - text));
  return answer;
}

static KapkaHttpAnswer *
read_answer (int fd) {
  g_autoptr (GByteArray) bytes = NULL;

  if (fd < 0)
    return kapka_http_answer_new (KAPKA_HTTP_NETWORK);
  bytes = read_all (fd);
  close (fd);
  return parse_answer (bytes);
}

GPtrArray *
history_wire_exchange (const char *socket, GPtrArray *requests) {
  GPtrArray *answers = g_ptr_array_new_with_free_func ((GDestroyNotify)kapka_http_answer_free);
  g_autofree int *fds = g_new0 (int, requests->len + 1);

  for (guint i = 0; i < requests->len; i++) {
    fds[i] = connect_to (socket);
    send_request (fds[i], g_ptr_array_index (requests, i));
  }
  for (guint i = 0; i < requests->len; i++)
    g_ptr_array_add (answers, read_answer (fds[i]));
  return answers;
}
