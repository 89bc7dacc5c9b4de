// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gio/gio.h>

/**
 * KapkaTestAcceptor: listens, and gives each connection a thread of its own, so that it goes on
 * while the test waits.
 */
typedef struct _KapkaTestAcceptor KapkaTestAcceptor;

/** @connection: borrowed, closed afterwards; @number: its place among all that came, from 1. */
typedef void (*KapkaTestAccept) (GSocket *connection, guint number, gpointer user_data);

/**
 * kapka_test_acceptor_new:
 * @path: (nullable): of a unix socket; %NULL for a free port of 127.0.0.1
 * @accept: what is done with each connection
 *
 * Returns: (transfer full): the acceptor; the test fails when it cannot listen
 */
KapkaTestAcceptor *
kapka_test_acceptor_new (const char *path, KapkaTestAccept accept, gpointer user_data);

/** kapka_test_acceptor_free: @acceptor: (nullable) (transfer full): waits for the connections that
 * are open */
void kapka_test_acceptor_free (KapkaTestAcceptor *acceptor);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KapkaTestAcceptor, kapka_test_acceptor_free)

/** kapka_test_acceptor_get_port: Returns: the port of 127.0.0.1 */
guint kapka_test_acceptor_get_port (const KapkaTestAcceptor *acceptor);
