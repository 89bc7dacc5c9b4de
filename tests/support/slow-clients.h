// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gio/gio.h>

/**
 * KapkaTestSlowClients: clients that hold a server's places: they make a connection with TLS, begin
 * a request, and add a byte now and then; half of them are in the head of it, half in the body. Who
 * is thrown out comes again. They work from threads of their own.
 */
typedef struct _KapkaTestSlowClients KapkaTestSlowClients;

/** Returns: (transfer full): @n clients of a port of 127.0.0.1, from addresses of their own. */
KapkaTestSlowClients *kapka_test_slow_clients_new (guint port, guint n);

/** kapka_test_slow_clients_free: @clients: (nullable) (transfer full): they all hang up */
void kapka_test_slow_clients_free (KapkaTestSlowClients *clients);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KapkaTestSlowClients, kapka_test_slow_clients_free)

/** Waits until all of them have called; fails the test after @deadline_ms. */
void kapka_test_slow_clients_wait (KapkaTestSlowClients *clients, guint deadline_ms);

/** Returns: how often they have called. */
guint kapka_test_slow_clients_count (KapkaTestSlowClients *clients);
