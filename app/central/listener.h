// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

/** KapkaListener: a socket at which requests come in. */
typedef struct {
  int fd;             // -1 once somebody else has it.
  char *address;      // As it can be written behind `--listen=`, with the real port.
  char *socket_path;  // (nullable) File of a unix socket.
  gboolean is_public; // It can be reached from outside.
} KapkaListener;

/**
 * kapka_listener_open:
 * @address: `unix:PATH`, `127.0.0.1:PORT` or `[::1]:PORT`; port 0 is any that is free
 * @allow_public: whether other addresses may be used: without a web server in front the receiver is
 * not fit for them (sync.md §5.1)
 * @error: return location
 *
 * A unix socket may be used by the group of its file. One that was left behind is replaced, one at
 * which somebody listens is not.
 *
 * Errors: USAGE (no such address); BUSY (somebody listens there); DENIED, IO.
 *
 * Returns: (transfer full): the listener, or %NULL.
 */
KapkaListener *kapka_listener_open (const char *address, gboolean allow_public, GError **error);

/** Closes the socket and removes its file. */
void kapka_listener_close (KapkaListener *listener);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KapkaListener, kapka_listener_close)
