// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

/**
 * kapka_central_conf_read_database:
 * @path: (nullable): the configuration of the centre; %NULL for /etc/kapka/central.conf, which need
 * not be there
 *
 * Reads `[central] database=`. The service and every command ask here, so that all work on one
 * database. A file with mistakes, each of which is printed by its line, gives none: another
 * database in its place would look like an empty network.
 *
 * Errors: CONFIG; DENIED when this user may not read the file.
 *
 * Returns: (transfer full): the address as kapka_store_open() takes it; where the file says none,
 * that of the SQLite database of the service.
 */
char *kapka_central_conf_read_database (const char *path, GError **error);
