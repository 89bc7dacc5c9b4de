// SPDX-License-Identifier: GPL-3.0-or-later
#include "guard/notify-listener.h"

#include <gio/gunixcredentialsmessage.h>
#include <gio/gunixsocketaddress.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/socket.h>

/* A message of sd_notify(3) is a few words. */
#define LONGEST 4096

struct _KapkaNotifyListener {
  GSocket *socket;
  GSource *source;
  char *path;
  KapkaNotifyFunc func;
  gpointer user_data;
};

static GPid
find_sender (GSocketControlMessage **messages, int n_messages) {
  for (int i = 0; i < n_messages; i++)
    if (G_IS_UNIX_CREDENTIALS_MESSAGE (messages[i]))
      return g_credentials_get_unix_pid (
          g_unix_credentials_message_get_credentials (G_UNIX_CREDENTIALS_MESSAGE (messages[i])),
          NULL);
  return -1;
}

static void
free_messages (GSocketControlMessage **messages, int n_messages) {
  for (int i = 0; i < n_messages; i++)
    g_object_unref (messages[i]);
  g_free (messages);
}

static KapkaNotifyWords
read_words (const char *text) {
  static const struct {
    const char *line;
    KapkaNotifyWords word;
  } known[] = {
    { "READY=1", KAPKA_NOTIFY_READY },
    { "WATCHDOG=1", KAPKA_NOTIFY_ALIVE },
    { "RELOADING=1", KAPKA_NOTIFY_RELOADING },
  };
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  KapkaNotifyWords words = 0;

  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    if (g_strv_contains ((const char *const *)lines, known[i].line))
      words |= known[i].word;
  return words;
}

static gboolean
on_message (GSocket *socket, GIOCondition condition, gpointer user_data) {
  KapkaNotifyListener *self = user_data;
  char text[LONGEST + 1];
  GInputVector vector = { text, LONGEST };
  GSocketControlMessage **messages = NULL;
  int n_messages = 0;
  gssize length =
      g_socket_receive_message (socket, NULL, &vector, 1, &messages, &n_messages, NULL, NULL, NULL);
  GPid sender = find_sender (messages, n_messages);
  KapkaNotifyWords words;

  free_messages (messages, n_messages);
  if (length <= 0 || sender <= 0)
    return G_SOURCE_CONTINUE;
  text[length] = '\0';
  words = read_words (text);
  if (words != 0)
    self->func (sender, words, self->user_data);
  return G_SOURCE_CONTINUE;
}

static gboolean
open_socket (KapkaNotifyListener *self, GError **error) {
  g_autoptr (GSocketAddress) address = g_unix_socket_address_new (self->path);

  self->socket =
      g_socket_new (G_SOCKET_FAMILY_UNIX, G_SOCKET_TYPE_DATAGRAM, G_SOCKET_PROTOCOL_DEFAULT, error);
  if (self->socket == NULL ||
      !g_socket_set_option (self->socket, SOL_SOCKET, SO_PASSCRED, 1, error))
    return FALSE;
  g_socket_set_blocking (self->socket, FALSE);
  // Of a session that was killed.
  g_unlink (self->path);
  return g_socket_bind (self->socket, address, FALSE, error);
}

KapkaNotifyListener *
kapka_notify_listener_new (const char *name,
                           KapkaNotifyFunc func,
                           gpointer user_data,
                           GError **error) {
  g_autoptr (KapkaNotifyListener) self = g_new0 (KapkaNotifyListener, 1);

  self->path = g_build_filename (g_get_user_runtime_dir (), name, NULL);
  self->func = func;
  self->user_data = user_data;
  if (!open_socket (self, error))
    return NULL;
  self->source = g_socket_create_source (self->socket, G_IO_IN, NULL);
  g_source_set_callback (self->source, G_SOURCE_FUNC (on_message), self, NULL);
  g_source_attach (self->source, g_main_context_get_thread_default ());
  return g_steal_pointer (&self);
}

const char *
kapka_notify_listener_get_path (const KapkaNotifyListener *self) {
  return self->path;
}

void
kapka_notify_listener_free (KapkaNotifyListener *self) {
  if (self == NULL)
    return;
  if (self->source != NULL) {
    g_source_destroy (self->source);
    g_source_unref (self->source);
    g_unlink (self->path);
  }
  g_clear_object (&self->socket);
  g_free (self->path);
  g_free (self);
}
