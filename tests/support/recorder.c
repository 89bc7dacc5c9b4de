// SPDX-License-Identifier: GPL-3.0-or-later
#include "recorder.h"

#include "acceptor.h"

struct _KapkaTestRecorder {
  KapkaTestAcceptor *acceptor;
  GSocketAddress *target;
  char *directory;
};

/** One way of a connection. */
typedef struct {
  GSocket *from;
  GSocket *to;
  char *path; // Where its bytes are written.
} Way;

static gboolean
send_all (GSocket *socket, const char *data, gssize length) {
  while (length > 0) {
    gssize sent = g_socket_send (socket, data, (gsize)length, NULL, NULL);

    if (sent <= 0)
      return FALSE;
    data += sent;
    length -= sent;
  }
  return TRUE;
}

/* Carries bytes until one side has said everything. */
static gpointer
carry (gpointer user_data) {
  const Way *way = user_data;
  g_autoptr (GString) seen = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  char data[16384];
  gssize got;

  do {
    got = g_socket_receive (way->from, data, sizeof data, NULL, NULL);
    g_string_append_len (seen, data, MAX (got, 0));
  } while (got > 0 && send_all (way->to, data, got));
  g_socket_shutdown (way->to, FALSE, TRUE, NULL);
  g_file_set_contents (way->path, seen->str, (gssize)seen->len, &error);
  g_assert_no_error (error);
  return NULL;
}

static char *
make_path (const KapkaTestRecorder *recorder, guint number, const char *ending) {
  return g_strdup_printf ("%s/%04u.%s", recorder->directory, number, ending);
}

static void
accept_cb (GSocket *kiosk, guint number, gpointer user_data) {
  KapkaTestRecorder *recorder = user_data;
  g_autoptr (GSocket) centre = g_socket_new (g_socket_address_get_family (recorder->target),
                                             G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_DEFAULT, NULL);
  g_autofree char *request = make_path (recorder, number, "request");
  g_autofree char *answer = make_path (recorder, number, "answer");
  Way there = { kiosk, centre, request };
  Way back = { centre, kiosk, answer };
  GThread *thread;

  if (!g_socket_connect (centre, recorder->target, NULL, NULL))
    return;
  thread = g_thread_new ("recorder", carry, &there);
  carry (&back);
  // A centre that has closed reads no more.
  g_socket_shutdown (kiosk, TRUE, FALSE, NULL);
  g_thread_join (thread);
}

KapkaTestRecorder *
kapka_test_recorder_new (GSocketAddress *target, const char *directory) {
  KapkaTestRecorder *recorder = g_new0 (KapkaTestRecorder, 1);

  recorder->target = g_object_ref (target);
  recorder->directory = g_strdup (directory);
  recorder->acceptor = kapka_test_acceptor_new (NULL, accept_cb, recorder);
  return recorder;
}

void
kapka_test_recorder_free (KapkaTestRecorder *recorder) {
  if (recorder == NULL)
    return;
  kapka_test_acceptor_free (recorder->acceptor);
  g_object_unref (recorder->target);
  g_free (recorder->directory);
  g_free (recorder);
}

guint
kapka_test_recorder_get_port (const KapkaTestRecorder *recorder) {
  return kapka_test_acceptor_get_port (recorder->acceptor);
}
