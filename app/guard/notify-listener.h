// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gio/gio.h>

/**
 * KapkaNotifyListener:
 * The other side of sd_notify(3): a socket at which programs say that they are up and alive.
 */
typedef struct _KapkaNotifyListener KapkaNotifyListener;

/** KapkaNotifyWords: what one message says. */
typedef enum {
  KAPKA_NOTIFY_READY = 1 << 0,     // It is up.
  KAPKA_NOTIFY_ALIVE = 1 << 1,     // It lives.
  KAPKA_NOTIFY_RELOADING = 1 << 2, // It starts itself anew, and is not up until it says so.
} KapkaNotifyWords;

/**
 * KapkaNotifyFunc:
 * @sender: the process that the kernel says it is
 */
typedef void (*KapkaNotifyFunc) (GPid sender, KapkaNotifyWords words, gpointer user_data);

/**
 * kapka_notify_listener_new:
 * @name: of the socket, a file name
 * @func: called from the main context for each message that says something
 * @user_data: handed to @func
 *
 * The socket lies in the directory of the user's session, where no page and no sandbox reaches it.
 *
 * Returns: (transfer full) (nullable): the listener. Errors: those of bind(2).
 */
KapkaNotifyListener *kapka_notify_listener_new (const char *name,
                                                KapkaNotifyFunc func,
                                                gpointer user_data,
                                                GError **error);

/** Returns: (transfer none): what NOTIFY_SOCKET is to be. */
const char *kapka_notify_listener_get_path (const KapkaNotifyListener *self);

/** Removes the socket. @self: (nullable) (transfer full) */
void kapka_notify_listener_free (KapkaNotifyListener *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KapkaNotifyListener, kapka_notify_listener_free)
