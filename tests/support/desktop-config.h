// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tmpdir.h"

/**
 * kapka_test_write_bus_config:
 * @dir: where the configuration and the socket live
 * @name: of the bus, a file name
 *
 * Writes the configuration of a message bus on which everyone in reach of the socket may do
 * anything and which starts no services: what is not started by the test is not there.
 *
 * Returns: (transfer full): the path of the configuration
 */
char *kapka_test_write_bus_config (KapkaTestDir *dir, const char *name);

/** kapka_test_get_bus_address: Returns: (transfer full): the address of the bus @name in @dir */
char *kapka_test_get_bus_address (KapkaTestDir *dir, const char *name);

/**
 * kapka_test_write_openbox_config:
 * @dir: where to write
 *
 * Writes the configuration of a window manager that gives new windows the focus, raises what is
 * clicked, and has no shortcuts and no menus: as with cage, each key reaches the program.
 *
 * Returns: (transfer full): the path of the configuration
 */
char *kapka_test_write_openbox_config (KapkaTestDir *dir);

/**
 * kapka_test_desktop_build_environment:
 * @dir: where the directories and sockets of the desktop live
 * @home: HOME of the programs
 *
 * Returns: (transfer full): see kapka_test_desktop_get_environment(); the display and the buses are
 *   added when they are known
 */
char **kapka_test_desktop_build_environment (KapkaTestDir *dir, const char *home);
