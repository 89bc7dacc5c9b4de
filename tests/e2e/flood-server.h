// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gio/gio.h>

/**
 * KapkaTestFloodServer: a web server that no decent library would let anybody write. It knows:
 *
 * - `/huge`: a page of 4 GiB
 * - `/huge-file`: an archive of 4 GiB
 * - `/drip-headers`: a header every now and then, and never the last
 * - `/drip-body`: a page of a letter every now and then
 *
 * Each connection has a thread of its own, which ends when the other side hangs up.
 */
typedef struct _KapkaTestFloodServer KapkaTestFloodServer;

/** kapka_test_flood_server_new: Returns: (transfer full): a server at a free port of 127.0.0.1 */
KapkaTestFloodServer *kapka_test_flood_server_new (void);

/** kapka_test_flood_server_free: @server: (nullable) (transfer full): stopped, connections cut */
void kapka_test_flood_server_free (KapkaTestFloodServer *server);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KapkaTestFloodServer, kapka_test_flood_server_free)

/** kapka_test_flood_server_get_uri: Returns: (transfer full): the address of @path */
char *kapka_test_flood_server_get_uri (KapkaTestFloodServer *server, const char *path);

/** kapka_test_flood_server_wait_request: waits until @path has been asked for @number times */
void kapka_test_flood_server_wait_request (KapkaTestFloodServer *server,
                                           const char *path,
                                           guint number,
                                           guint deadline_ms);
