// SPDX-License-Identifier: GPL-3.0-or-later
#include "central/listener.h"

#include <errno.h>
#include <gio/gio.h>
#include <gio/gunixsocketaddress.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "base/error.h"
#include "base/log.h"

#define UNIX_PREFIX "unix:"
#define SOCKET_MODE 0660
#define BACKLOG 512

void
kapka_listener_close (KapkaListener *listener) {
  if (listener == NULL)
    return;
  if (listener->socket_path != NULL)
    g_unlink (listener->socket_path);
  if (listener->fd >= 0)
    close (listener->fd);
  g_free (listener->address);
  g_free (listener->socket_path);
  g_free (listener);
}

static gboolean
refuse_address (const char *address, GError **error) {
  g_set_error (error, KAPKA_ERROR, KAPKA_ERROR_USAGE,
               _ ("\"%s\" is no address to listen at; expected unix:PATH, 127.0.0.1:PORT or "
                  "[::1]:PORT"),
               address);
  return FALSE;
}

/* Splits `HOST:PORT` or `[HOST]:PORT`. */
static GInetSocketAddress *
parse_inet (const char *address, GError **error) {
  const char *colon = strrchr (address, ':');
  g_autofree char *host = colon == NULL ? NULL : g_strndup (address, (gsize)(colon - address));
  gsize length = host == NULL ? 0 : strlen (host);
  GSocketAddress *parsed = NULL;
  guint64 port = 0;

  if (length > 2 && host[0] == '[' && host[length - 1] == ']') {
    memmove (host, host + 1, length - 2);
    host[length - 2] = '\0';
  }
  if (length > 0 && g_ascii_string_to_unsigned (colon + 1, 10, 0, G_MAXUINT16, &port, NULL))
    parsed = g_inet_socket_address_new_from_string (host, (guint)port);
  if (parsed == NULL)
    refuse_address (address, error);
  return (GInetSocketAddress *)parsed;
}

static gboolean
check_private (GInetSocketAddress *address,
               const char *text,
               gboolean allow_public,
               GError **error) {
  if (allow_public || g_inet_address_get_is_loopback (g_inet_socket_address_get_address (address)))
    return TRUE;
  g_set_error (error, KAPKA_ERROR, KAPKA_ERROR_USAGE,
               _ ("%s can be reached from outside. The receiver belongs behind a web server; who "
                  "wants it bare adds --allow-public"),
               text);
  return FALSE;
}

static gboolean
is_answered (GSocketAddress *address) {
  g_autoptr (GSocket) socket =
      g_socket_new (G_SOCKET_FAMILY_UNIX, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_DEFAULT, NULL);

  return socket != NULL && g_socket_connect (socket, address, NULL, NULL);
}

/* A receiver that was killed leaves its socket behind. */
static gboolean
clear_way (GSocketAddress *address, const char *path, GError **error) {
  GStatBuf info;

  if (g_lstat (path, &info) != 0)
    return TRUE;
  if (S_ISSOCK (info.st_mode) && !is_answered (address)) {
    g_unlink (path);
    return TRUE;
  }
  g_set_error (error, KAPKA_ERROR, KAPKA_ERROR_BUSY,
               S_ISSOCK (info.st_mode) ? _ ("somebody listens at %s already")
                                       : _ ("%s is there and is no socket"),
               path);
  return FALSE;
}

/* Returns the listening socket, -1 on error. */
static int
bind_socket (GSocketAddress *address, GSocketAddress **out_bound, GError **error) {
  g_autoptr (GError) failure = NULL;
  g_autoptr (GSocket) socket =
      g_socket_new (g_socket_address_get_family (address), G_SOCKET_TYPE_STREAM,
                    G_SOCKET_PROTOCOL_DEFAULT, &failure);

  if (socket != NULL)
    g_socket_set_listen_backlog (socket, BACKLOG);
  if (socket == NULL || !g_socket_bind (socket, address, TRUE, &failure) ||
      !g_socket_listen (socket, &failure)) {
    g_set_error (error, KAPKA_ERROR,
                 g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_ADDRESS_IN_USE)
                     ? KAPKA_ERROR_BUSY
                     : KAPKA_ERROR_DENIED,
                 _ ("cannot listen: %s"), failure->message);
    return -1;
  }
  *out_bound = g_socket_get_local_address (socket, NULL);
  return dup (g_socket_get_fd (socket));
}

static KapkaListener *
open_unix (const char *path, GError **error) {
  g_autoptr (GSocketAddress) address = g_unix_socket_address_new (path);
  g_autoptr (GSocketAddress) bound = NULL;
  KapkaListener *listener;
  int fd;

  if (!clear_way (address, path, error))
    return NULL;
  fd = bind_socket (address, &bound, error);
  if (fd < 0)
    return NULL;
  listener = g_new0 (KapkaListener, 1);
  listener->fd = fd;
  listener->socket_path = g_strdup (path);
  listener->address = g_strconcat (UNIX_PREFIX, path, NULL);
  if (g_chmod (path, SOCKET_MODE) != 0)
    kapka_log_detail (G_LOG_LEVEL_WARNING, "socket-failed",
                      "The socket cannot be opened to its group", g_strerror (errno));
  return listener;
}

static char *
format_inet (GInetSocketAddress *address) {
  GInetAddress *host = g_inet_socket_address_get_address (address);
  g_autofree char *text = g_inet_address_to_string (host);
  gboolean is_ipv6 = g_inet_address_get_family (host) == G_SOCKET_FAMILY_IPV6;

  return g_strdup_printf (is_ipv6 ? "[%s]:%u" : "%s:%u", text,
                          g_inet_socket_address_get_port (address));
}

static KapkaListener *
open_inet (const char *text, gboolean allow_public, GError **error) {
  g_autoptr (GInetSocketAddress) address = parse_inet (text, error);
  g_autoptr (GSocketAddress) bound = NULL;
  KapkaListener *listener;
  int fd;

  if (address == NULL || !check_private (address, text, allow_public, error))
    return NULL;
  fd = bind_socket (G_SOCKET_ADDRESS (address), &bound, error);
  if (fd < 0)
    return NULL;
  listener = g_new0 (KapkaListener, 1);
  listener->fd = fd;
  listener->address = format_inet (G_INET_SOCKET_ADDRESS (bound));
  listener->is_public =
      !g_inet_address_get_is_loopback (g_inet_socket_address_get_address (address));
  return listener;
}

KapkaListener *
kapka_listener_open (const char *address, gboolean allow_public, GError **error) {
  if (!g_str_has_prefix (address, UNIX_PREFIX))
    return open_inet (address, allow_public, error);
  if (address[strlen (UNIX_PREFIX)] == '/')
    return open_unix (address + strlen (UNIX_PREFIX), error);
  refuse_address (address, error);
  return NULL;
}
