// SPDX-License-Identifier: GPL-3.0-or-later
#include "serve-centre.h"

#include <gio/gio.h>
#include <gio/gunixsocketaddress.h>
#include <string.h>

#define DEADLINE_MS 60000

void
serve_centre_start (ServeCentre *centre, KapkaStorePlace *place, const char *listen) {
  g_autofree char *database = g_strdup_printf ("--database=%s", place->address);
  g_autofree char *option = g_strdup_printf ("--listen=%s", listen);
  const char *const argv[] = { g_getenv ("KAPKA_CENTRAL"), database, "serve", option,
                               "--token-rate=0",           NULL };
  g_autofree char *line = NULL;

  centre->place = place;
  centre->program = kapka_test_program_start (argv, NULL);
  line =
      kapka_test_program_wait_line (centre->program, KAPKA_TEST_STREAM_OUT, "listen=", DEADLINE_MS);
  centre->address = g_strdup (line + strlen ("listen="));
}

void
serve_centre_stop (ServeCentre *centre) {
  kapka_test_program_signal (centre->program, SIGTERM);
  g_assert_cmpint (kapka_test_program_wait (centre->program, DEADLINE_MS), ==, 0);
}

void
serve_centre_clear (ServeCentre *centre) {
  g_clear_pointer (&centre->program, kapka_test_program_free);
  g_clear_pointer (&centre->address, g_free);
}

void
serve_answer_clear (ServeAnswer *answer) {
  answer->status = 0;
  g_clear_pointer (&answer->head, g_free);
  g_clear_pointer (&answer->body, g_bytes_unref);
}

char *
serve_answer_get_header (const ServeAnswer *answer, const char *name) {
  g_auto (GStrv) lines = g_strsplit (answer->head == NULL ? "" : answer->head, "\r\n", -1);
  g_autofree char *prefix = g_strdup_printf ("%s: ", name);

  for (guint i = 0; lines[i] != NULL; i++)
    if (g_ascii_strncasecmp (lines[i], prefix, strlen (prefix)) == 0)
      return g_strdup (lines[i] + strlen (prefix));
  return NULL;
}

static KapkaJson *
parse_body (const ServeAnswer *answer) {
  gsize length = 0;
  const void *data = answer->body == NULL ? "" : g_bytes_get_data (answer->body, &length);

  return kapka_json_parse (data, length, length, NULL, NULL);
}

char *
serve_answer_get_code (const ServeAnswer *answer) {
  g_autoptr (KapkaJson) json = parse_body (answer);
  const char *code = json == NULL ? NULL : kapka_json_get_string (json, "code", NULL);

  return g_strdup (code == NULL ? "" : code);
}

/* An answer whose body is not as long as it says was cut, and is none. */
static void
read_answer (const char *bytes, gsize length, ServeAnswer *answer) {
  const char *end = g_strstr_len (bytes, (gssize)length, "\r\n\r\n");
  g_autofree char *announced = NULL;
  gsize body_length;

  if (end == NULL)
    return;
  answer->head = g_strndup (bytes, (gsize)(end - bytes));
  body_length = length - (gsize)(end + 4 - bytes);
  answer->body = g_bytes_new (end + 4, body_length);
  announced = serve_answer_get_header (answer, "Content-Length");
  if (announced != NULL && g_ascii_strtoull (announced, NULL, 10) == body_length &&
      g_str_has_prefix (answer->head, "HTTP/1.1 "))
    answer->status = (guint)g_ascii_strtoull (answer->head + strlen ("HTTP/1.1 "), NULL, 10);
}

static GSocketConnection *
connect_to (const char *address) {
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GSocketAddress) unix_address = NULL;

  g_socket_client_set_timeout (client, DEADLINE_MS / 1000);
  if (!g_str_has_prefix (address, "unix:"))
    return g_socket_client_connect_to_host (client, address, 0, NULL, NULL);
  unix_address = g_unix_socket_address_new (address + strlen ("unix:"));
  return g_socket_client_connect (client, G_SOCKET_CONNECTABLE (unix_address), NULL, NULL);
}

static GBytes *
read_all (GInputStream *stream) {
  GByteArray *bytes = g_byte_array_new ();
  guint8 buffer[4096];
  gssize got;

  while ((got = g_input_stream_read (stream, buffer, sizeof buffer, NULL, NULL)) > 0)
    g_byte_array_append (bytes, buffer, (guint)got);
  return g_byte_array_free_to_bytes (bytes);
}

void
serve_exchange (const char *address, gconstpointer bytes, gsize length, ServeAnswer *answer) {
  g_autoptr (GSocketConnection) connection = connect_to (address);
  g_autoptr (GBytes) all = NULL;
  gsize size;
  const char *data;

  serve_answer_clear (answer);
  if (connection == NULL)
    return;
  // A receiver that refuses the head may close before it has taken the rest.
  g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (connection)), bytes,
                             length, NULL, NULL, NULL);
  all = read_all (g_io_stream_get_input_stream (G_IO_STREAM (connection)));
  data = g_bytes_get_data (all, &size);
  if (size > 0)
    read_answer (data, size, answer);
}

char *
serve_request_new (const CentreKiosk *kiosk, const char *path, const char *body) {
  g_autofree char *authorization =
      kiosk == NULL ? g_strdup ("")
                    : g_strdup_printf ("Authorization: Bearer %s\r\n", kiosk->token);

  if (body == NULL)
    return g_strdup_printf ("GET %s HTTP/1.1\r\nHost: centre\r\nConnection: close\r\n%s\r\n", path,
                            authorization);
  return g_strdup_printf ("POST %s HTTP/1.1\r\nHost: centre\r\nConnection: close\r\n"
                          "Content-Type: application/json\r\n%s"
                          "Content-Length: %" G_GSIZE_FORMAT "\r\n\r\n%s",
                          path, authorization, strlen (body), body);
}

void
serve_post (ServeCentre *centre,
            const CentreKiosk *kiosk,
            const char *path,
            const char *body,
            ServeAnswer *answer) {
  g_autofree char *request = serve_request_new (kiosk, path, body);

  serve_exchange (centre->address, request, strlen (request), answer);
}

char *
serve_answer_get_words (const ServeAnswer *answer, const CentreKiosk *kiosk) {
  g_autoptr (KapkaJson) json = parse_body (answer);
  g_autofree char *mac = serve_answer_get_header (answer, "Ack-Mac");
  gsize length;
  const void *data;

  if (answer->status != 200)
    return NULL;
  data = g_bytes_get_data (answer->body, &length);
  centre_assert_mac (kiosk, mac, data, length);
  return centre_read_words (json);
}

void
serve_assert_alive (ServeCentre *centre) {
  g_auto (ServeAnswer) answer = { 0 };

  serve_post (centre, NULL, "/v1/ping", NULL, &answer);
  g_assert_cmpuint (answer.status, ==, 200);
}
