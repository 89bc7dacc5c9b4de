// SPDX-License-Identifier: GPL-3.0-or-later
/* The site of nginx that Kapka ships, in a real nginx: what reaches the receiver, in which form,
 * and what is answered without it. The receiver here only writes down what comes. */
#include <string.h>

#include "acceptor.h"
#include "certificate.h"
#include "nginx.h"

#define CONNECTIONS 200 // Of one address, at most.
#define JSON "Content-Type: application/json\r\nHost: central.example.org\r\nConnection: close\r\n"

/** Upstream: stands where the receiver will be. */
typedef struct {
  KapkaTestAcceptor *acceptor;
  GMutex lock;
  GPtrArray *requests; // Heads and bodies, as they came.
  const char *answer;  // To each of them.
  GCond released;
  gboolean holds; // Meanwhile requests wait for their answer.
} Upstream;

typedef struct {
  KapkaTestDir *dir;
  Upstream upstream;
  KapkaTestService *nginx;
} Fixture;

#define ANSWER                                                                                     \
  "HTTP/1.1 200 OK\r\nServer: receiver/1.2.3\r\nContent-Type: application/json\r\n"                \
  "Ack-Mac: mac\r\nContent-Length: 13\r\n\r\n{\"here\":true}"

static gsize
find_length (const char *head) {
  const char *line = strstr (head, "\r\nContent-Length: ");

  return line == NULL ? 0 : (gsize)g_ascii_strtoull (line + 18, NULL, 10);
}

/* Returns: (transfer full): one request, which has a length if it has a body. */
static char *
read_request (GSocket *socket) {
  GString *text = g_string_new (NULL);
  char data[4096];
  const char *body;
  gssize got = 1;

  while (got > 0 && ((body = strstr (text->str, "\r\n\r\n")) == NULL ||
                     text->len < (gsize)(body + 4 - text->str) + find_length (text->str))) {
    got = g_socket_receive (socket, data, sizeof data, NULL, NULL);
    g_string_append_len (text, data, MAX (got, 0));
  }
  return g_string_free (text, FALSE);
}

static void
accept_cb (GSocket *socket, guint number, gpointer user_data) {
  Upstream *upstream = user_data;
  char *request = read_request (socket);

  g_mutex_lock (&upstream->lock);
  g_ptr_array_add (upstream->requests, request);
  while (upstream->holds)
    g_cond_wait (&upstream->released, &upstream->lock);
  g_mutex_unlock (&upstream->lock);
  g_socket_send (socket, upstream->answer, strlen (upstream->answer), NULL, NULL);
}

static void
fixture_start (Fixture *fixture, const char *answer) {
  g_autofree char *certificate = NULL;
  g_autofree char *path = NULL;
  g_autofree char *address = NULL;

  fixture->dir = kapka_test_dir_new ();
  certificate = kapka_test_make_certificate (fixture->dir, KAPKA_TEST_CERTIFICATE_SELF_SIGNED);
  path = kapka_test_dir_join (fixture->dir, "http.sock");
  address = g_strconcat ("unix:", path, NULL);
  fixture->upstream.requests = g_ptr_array_new_with_free_func (g_free);
  fixture->upstream.answer = answer;
  if (answer != NULL)
    fixture->upstream.acceptor = kapka_test_acceptor_new (path, accept_cb, &fixture->upstream);
  fixture->nginx = kapka_test_nginx_new (
      &(KapkaTestNginxSetup){ .certificate = certificate, .upstream = address });
}

static void
fixture_clear (Fixture *fixture) {
  g_clear_pointer (&fixture->nginx, kapka_test_service_free);
  g_clear_pointer (&fixture->upstream.acceptor, kapka_test_acceptor_free);
  g_clear_pointer (&fixture->upstream.requests, g_ptr_array_unref);
  g_clear_pointer (&fixture->dir, kapka_test_dir_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Fixture, fixture_clear)

static gboolean
on_accept_certificate (GTlsConnection *connection,
                       GTlsCertificate *certificate,
                       GTlsCertificateFlags errors,
                       gpointer user_data) {
  return TRUE;
}

/* Returns: (transfer full): a connection on which @request was sent. */
static GIOStream *
send_request (Fixture *fixture, const char *request, gsize length) {
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GSocketConnection) plain = NULL;
  GIOStream *stream;

  g_socket_client_set_enable_proxy (client, FALSE);
  plain = g_socket_client_connect_to_host (
      client, "127.0.0.1", (guint16)kapka_test_service_get_port (fixture->nginx), NULL, &error);
  g_assert_no_error (error);
  stream = g_tls_client_connection_new (G_IO_STREAM (plain), NULL, &error);
  g_assert_no_error (error);
  // Reading the system's certificates anew for each of hundreds would take most of the time.
  g_tls_connection_set_database (G_TLS_CONNECTION (stream), NULL);
  g_signal_connect (stream, "accept-certificate", G_CALLBACK (on_accept_certificate), NULL);
  g_output_stream_write_all (g_io_stream_get_output_stream (stream), request, length, NULL, NULL,
                             &error);
  g_assert_no_error (error);
  return stream;
}

/* Returns: (transfer full): all that comes until the other side closes. */
static char *
read_answer (GIOStream *stream) {
  GInputStream *in = g_io_stream_get_input_stream (stream);
  GString *text = g_string_new (NULL);
  char data[4096];
  gssize got;

  while ((got = g_input_stream_read (in, data, sizeof data, NULL, NULL)) > 0)
    g_string_append_len (text, data, got);
  return g_string_free (text, FALSE);
}

static char *
ask (Fixture *fixture, const char *request) {
  g_autoptr (GIOStream) stream = send_request (fixture, request, strlen (request));

  return read_answer (stream);
}

static void
assert_has (const char *text, const char *part) {
  g_test_message ("%s", text);
  g_assert_nonnull (strstr (text, part));
}

/* A refusal in the words of the protocol, and nobody else was asked. */
static void
assert_problem (Fixture *fixture, const char *answer, const char *status, const char *code) {
  g_autofree char *first = g_strdup_printf ("HTTP/1.1 %s ", status);
  g_autofree char *member = g_strdup_printf ("{\"code\":\"%s\",\"status\":%s,", code, status);

  g_test_message ("%s", answer);
  g_assert_true (g_str_has_prefix (answer, first));
  g_assert_nonnull (strstr (answer, "\r\nContent-Type: application/problem+json\r\n"));
  g_assert_nonnull (strstr (answer, member));
  g_assert_null (strstr (answer, "nginx/"));
}

static void
assert_requests (Fixture *fixture, guint number) {
  g_mutex_lock (&fixture->upstream.lock);
  g_assert_cmpuint (fixture->upstream.requests->len, ==, number);
  g_mutex_unlock (&fixture->upstream.lock);
}

/* In pieces or in one, a request reaches the receiver in one form. */
static void
test_rewritten (void) {
  g_auto (Fixture) fixture = { 0 };
  g_autofree char *answer = NULL;
  const char *request;

  fixture_start (&fixture, ANSWER);
  answer = ask (&fixture, "POST /v1/upload HTTP/1.1\r\n" JSON
                          "Authorization: Bearer A\r\nX-Real-IP: 6.6.6.6\r\n"
                          "X-Forwarded-For: 6.6.6.6\r\nTransfer-Encoding: chunked\r\n\r\n"
                          "4\r\n{\"v\"\r\n3\r\n:1}\r\n0\r\n\r\n");
  assert_requests (&fixture, 1);
  request = g_ptr_array_index (fixture.upstream.requests, 0);
  g_assert_true (g_str_has_prefix (request, "POST /v1/upload HTTP/1.1\r\n"));
  assert_has (request, "\r\nContent-Length: 7\r\n");
  assert_has (request, "\r\nX-Real-IP: 127.0.0.1\r\n");
  assert_has (request, "\r\nAuthorization: Bearer A\r\n");
  g_assert_null (strstr (request, "6.6.6.6"));
  g_assert_null (strstr (request, "Transfer-Encoding"));
  g_assert_true (g_str_has_suffix (request, "\r\n\r\n{\"v\":1}"));
  assert_has (answer, "HTTP/1.1 200 OK\r\n");
  assert_has (answer, "\r\nAck-Mac: mac\r\n");
  g_assert_null (strstr (answer, "1.2.3"));
  g_assert_null (strstr (answer, "nginx/"));
}

/* What two readers could read in two ways, what is too large and what is not of the protocol ends
 * here. */
static void
test_refused (void) {
  static const struct {
    const char *request;
    const char *status;
    const char *code;
  } rows[] = {
    { "POST /v1/upload HTTP/1.1\r\n" JSON "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n"
      "0\r\n\r\n",
      "400", "bad_request" },
    { "POST /v1/upload HTTP/1.1\r\n" JSON "Content-Length: 4\r\nContent-Length: 5\r\n\r\nabcd",
      "400", "bad_request" },
    { "POST /v1/upload HTTP/1.1\r\n" JSON "Content-Length: +4\r\n\r\nabcd", "400", "bad_request" },
    { "POST /v1/upload HTTP/1.1\r\n" JSON "Content-Length: 262145\r\n\r\n", "413", "too_large" },
    { "GET / HTTP/1.1\r\n" JSON "\r\n", "404", "not_found" },
    { "GET /v1 HTTP/1.1\r\n" JSON "\r\n", "404", "not_found" },
    { "GET /v2/ping HTTP/1.1\r\n" JSON "\r\n", "404", "not_found" },
    { "GET /v1/../etc/passwd HTTP/1.1\r\n" JSON "\r\n", "404", "not_found" },
  };
  g_auto (Fixture) fixture = { 0 };

  fixture_start (&fixture, ANSWER);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *answer = ask (&fixture, rows[i].request);

    assert_problem (&fixture, answer, rows[i].status, rows[i].code);
  }
  assert_requests (&fixture, 0);
}

static void
assert_retry_after (const char *answer) {
  const char *line = strstr (answer, "\r\nRetry-After: ");

  g_assert_nonnull (line);
  g_assert_cmpuint (g_ascii_strtoull (line + 15, NULL, 10), >=, 1);
}

#define UPLOAD                                                                                     \
  "POST /v1/upload HTTP/1.1\r\n" JSON "Connection: close\r\nContent-Length: 7\r\n\r\n{\"v\":1}"

static void
test_away (void) {
  g_auto (Fixture) fixture = { 0 };
  g_autofree char *answer = NULL;

  fixture_start (&fixture, NULL);
  answer = ask (&fixture, UPLOAD);
  assert_problem (&fixture, answer, "503", "unavailable");
  assert_retry_after (answer);
}

/* Nobody knows what a receiver did that has closed; nginx does not ask again. */
static void
test_not_repeated (void) {
  g_auto (Fixture) fixture = { 0 };
  g_autofree char *answer = NULL;

  fixture_start (&fixture, "");
  answer = ask (&fixture, UPLOAD);
  assert_problem (&fixture, answer, "503", "unavailable");
  assert_retry_after (answer);
  assert_requests (&fixture, 1);
}

static void
hold (Fixture *fixture, gboolean holds) {
  g_mutex_lock (&fixture->upstream.lock);
  fixture->upstream.holds = holds;
  g_cond_broadcast (&fixture->upstream.released);
  g_mutex_unlock (&fixture->upstream.lock);
}

/* A city behind one address has its share, and no more. */
static void
test_limited (void) {
  g_auto (Fixture) fixture = { 0 };
  g_autoptr (GPtrArray) streams = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *refused = NULL;

  fixture_start (&fixture, ANSWER);
  hold (&fixture, TRUE);
  for (guint i = 0; i < CONNECTIONS; i++)
    g_ptr_array_add (streams, send_request (&fixture, UPLOAD, strlen (UPLOAD)));
  refused = ask (&fixture, UPLOAD);
  assert_problem (&fixture, refused, "429", "too_many_requests");
  assert_retry_after (refused);
  hold (&fixture, FALSE);
  for (guint i = 0; i < CONNECTIONS; i++) {
    g_autofree char *answer = read_answer (g_ptr_array_index (streams, i));

    g_assert_true (g_str_has_prefix (answer, "HTTP/1.1 200 OK\r\n"));
  }
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/nginx/rewritten", test_rewritten);
  g_test_add_func ("/nginx/refused", test_refused);
  g_test_add_func ("/nginx/away", test_away);
  g_test_add_func ("/nginx/not-repeated", test_not_repeated);
  g_test_add_func ("/nginx/limited", test_limited);
  return g_test_run ();
}
