// SPDX-License-Identifier: GPL-3.0-or-later
#include "pass-on.h"

#include <gio/gio.h>
#include <gio/gunixsocketaddress.h>
#include <string.h>

static GIOStream *
connect_to (const char *socket) {
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GSocketAddress) address = g_unix_socket_address_new (socket);
  g_autoptr (GError) error = NULL;
  GSocketConnection *connection =
      g_socket_client_connect (client, G_SOCKET_CONNECTABLE (address), NULL, &error);

  g_assert_no_error (error);
  return G_IO_STREAM (connection);
}

static void
write_request (GIOStream *stream,
               const char *method,
               const char *path,
               const char *authorization,
               const void *body,
               gsize length) {
  GOutputStream *out = g_io_stream_get_output_stream (stream);
  g_autoptr (GString) head = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  g_string_append_printf (head, "%s %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n",
                          method, path);
  if (authorization != NULL)
    g_string_append_printf (head, "Authorization: %s\r\n", authorization);
  if (length > 0)
    g_string_append_printf (
        head, "Content-Type: application/json\r\nContent-Length: %" G_GSIZE_FORMAT "\r\n", length);
  g_string_append (head, "\r\n");
  g_output_stream_write_all (out, head->str, head->len, NULL, NULL, &error);
  g_assert_no_error (error);
  g_output_stream_write_all (out, body, length, NULL, NULL, &error);
  g_assert_no_error (error);
}

static char *
read_all (GIOStream *stream) {
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();
  g_autoptr (GError) error = NULL;

  g_output_stream_splice (memory, g_io_stream_get_input_stream (stream), 0, NULL, &error);
  g_assert_no_error (error);
  g_output_stream_write_all (memory, "", 1, NULL, NULL, &error);
  g_assert_no_error (error);
  g_output_stream_close (memory, NULL, NULL);
  return g_memory_output_stream_steal_data (G_MEMORY_OUTPUT_STREAM (memory));
}

KapkaTestAnswer *
kapka_test_pass_on (const char *socket,
                    const char *method,
                    const char *path,
                    const char *authorization,
                    const void *body,
                    gsize length) {
  g_autoptr (GIOStream) stream = connect_to (socket);
  g_autofree char *text = NULL;
  KapkaTestAnswer *answer = g_new0 (KapkaTestAnswer, 1);
  const char *end;

  write_request (stream, method, path, authorization, body, length);
  text = read_all (stream);
  end = strstr (text, "\r\n\r\n");
  g_assert_nonnull (end);
  g_assert_true (g_str_has_prefix (text, "HTTP/1.1 "));
  answer->status = (guint)g_ascii_strtoull (text + strlen ("HTTP/1.1 "), NULL, 10);
  answer->head = g_strndup (text, (gsize)(end - text));
  answer->body = g_strdup (end + 4);
  return answer;
}

char *
kapka_test_answer_get_header (const KapkaTestAnswer *answer, const char *name) {
  g_auto (GStrv) lines = g_strsplit (answer->head, "\r\n", -1);
  g_autofree char *prefix = g_strconcat (name, ": ", NULL);

  for (guint i = 0; lines[i] != NULL; i++)
    if (g_ascii_strncasecmp (lines[i], prefix, strlen (prefix)) == 0)
      return g_strdup (lines[i] + strlen (prefix));
  return NULL;
}

void
kapka_test_answer_free (KapkaTestAnswer *answer) {
  g_free (answer->head);
  g_free (answer->body);
  g_free (answer);
}
