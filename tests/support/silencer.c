// SPDX-License-Identifier: GPL-3.0-or-later
#include "silencer.h"

#include "acceptor.h"
#include "wait.h"

#include <gio/gunixsocketaddress.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>

/* As much as a socket takes at once, so that the head of a document comes in one piece. */
#define BLOCK_BYTES 262144

#define DOCUMENT "%PDF-"

struct _KapkaTestSilencer {
  GSocketAddress *target;
  KapkaTestAcceptor *acceptor;
  int silent;          // Of all these atomically.
  int before_document; // The silence begins with a document.
  int n_asked;         // Since it began.
};

typedef struct {
  KapkaTestSilencer *silencer;
  int asking;
  int answering;
  gboolean unheard; // A part of the answer is lost, and so is the rest.
} Session;

static gboolean
pass (int to, const char *bytes, gsize length) {
  for (gsize sent = 0; sent < length;) {
    ssize_t more = TEMP_FAILURE_RETRY (send (to, bytes + sent, length - sent, MSG_NOSIGNAL));

    if (more < 0)
      return FALSE;
    sent += (gsize)more;
  }
  return TRUE;
}

static void
note_document (KapkaTestSilencer *self, const char *bytes, gsize length) {
  if (memmem (bytes, length, DOCUMENT, strlen (DOCUMENT)) != NULL &&
      g_atomic_int_compare_and_exchange (&self->before_document, TRUE, FALSE))
    kapka_test_silencer_begin (self);
}

/* Returns FALSE when the connection is over. */
static gboolean
carry_question (Session *session, char *block) {
  ssize_t length = TEMP_FAILURE_RETRY (recv (session->asking, block, BLOCK_BYTES, 0));

  if (length <= 0)
    return FALSE;
  note_document (session->silencer, block, (gsize)length);
  return pass (session->answering, block, (gsize)length);
}

/* Returns FALSE when the connection is over. */
static gboolean
carry_answer (Session *session, char *block) {
  ssize_t length = TEMP_FAILURE_RETRY (recv (session->answering, block, BLOCK_BYTES, 0));

  session->unheard |= g_atomic_int_get (&session->silencer->silent);
  if (length <= 0)
    return FALSE;
  return session->unheard || pass (session->asking, block, (gsize)length);
}

static void
carry (Session *session) {
  g_autofree char *block = g_malloc (BLOCK_BYTES);
  struct pollfd fds[] = {
    { .fd = session->asking, .events = POLLIN },
    { .fd = session->answering, .events = POLLIN },
  };

  do
    TEMP_FAILURE_RETRY (poll (fds, G_N_ELEMENTS (fds), -1));
  while ((fds[0].revents == 0 || carry_question (session, block)) &&
         (fds[1].revents == 0 || carry_answer (session, block)));
}

static void
accept_cb (GSocket *connection, guint number G_GNUC_UNUSED, gpointer user_data) {
  KapkaTestSilencer *self = user_data;
  g_autoptr (GSocket) target =
      g_socket_new (G_SOCKET_FAMILY_UNIX, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_DEFAULT, NULL);
  Session session = { self, g_socket_get_fd (connection), g_socket_get_fd (target), FALSE };

  if (g_atomic_int_get (&self->silent))
    g_atomic_int_inc (&self->n_asked);
  if (g_socket_connect (target, self->target, NULL, NULL))
    carry (&session);
}

KapkaTestSilencer *
kapka_test_silencer_new (KapkaTestPrintServer *server, const char *path) {
  KapkaTestSilencer *self = g_new0 (KapkaTestSilencer, 1);
  g_auto (GStrv) environment = kapka_test_print_server_add_environment (server, NULL);

  self->target = g_unix_socket_address_new (g_environ_getenv (environment, "CUPS_SERVER"));
  self->acceptor = kapka_test_acceptor_new (path, accept_cb, self);
  return self;
}

void
kapka_test_silencer_free (KapkaTestSilencer *silencer) {
  if (silencer == NULL)
    return;
  kapka_test_acceptor_free (silencer->acceptor);
  g_object_unref (silencer->target);
  g_free (silencer);
}

void
kapka_test_silencer_begin (KapkaTestSilencer *silencer) {
  g_atomic_int_set (&silencer->n_asked, 0);
  g_atomic_int_set (&silencer->silent, TRUE);
}

void
kapka_test_silencer_begin_with_document (KapkaTestSilencer *silencer) {
  g_atomic_int_set (&silencer->before_document, TRUE);
}

void
kapka_test_silencer_end (KapkaTestSilencer *silencer) {
  g_atomic_int_set (&silencer->silent, FALSE);
}

typedef struct {
  KapkaTestSilencer *silencer;
  guint times;
} Asking;

static gboolean
is_asked_cb (gpointer data) {
  const Asking *asking = data;

  return (guint)g_atomic_int_get (&asking->silencer->n_asked) >= asking->times;
}

void
kapka_test_silencer_wait_asked (KapkaTestSilencer *silencer, guint times, guint deadline_ms) {
  Asking asking = { silencer, times };

  if (!kapka_test_wait_until (is_asked_cb, &asking, deadline_ms))
    g_error ("the print system was asked %d times, not %u", g_atomic_int_get (&silencer->n_asked),
             times);
}
