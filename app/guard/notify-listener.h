// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gio/gio.h>

/**
 * KapkaNotifyListener:
 * The other side of sd_notify(3): a socket at which programs say that they are up and alive.
 */
typedef struct _KapkaNotifyListener KapkaNotifyListener;

/**
 * KapkaNotifyFunc:
 * @sender: the process that the kernel says it is
 * @ready: it is up
 * @alive: it lives
 */
typedef void (*KapkaNotifyFunc) (GPid sender, gboolean ready, gboolean alive, gpointer user_data);

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
