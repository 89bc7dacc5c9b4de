// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tmpdir.h"

/**
 * kapka_test_write_cupsd_config:
 * @dir: where to write
 * @socket: the only address CUPS listens at
 *
 * Everyone in reach of the socket may do anything; the log goes to the standard error.
 *
 * Returns: (transfer full): the path of the configuration
 */
char *kapka_test_write_cupsd_config (KapkaTestDir *dir, const char *socket);

/**
 * kapka_test_write_cups_files_config:
 * @dir: where to write
 * @state_dir: where CUPS keeps all its files; its filters, which run as another user, reach it
 *
 * Returns: (transfer full): the path of the configuration
 */
char *kapka_test_write_cups_files_config (KapkaTestDir *dir, const char *state_dir);

/** kapka_test_write_avahi_config: Returns: (transfer full): the path of the configuration */
char *kapka_test_write_avahi_config (KapkaTestDir *dir);

/**
 * kapka_test_write_receiver:
 * @dir: where to write
 * @printed_dir: where the documents go, named by their number: 1.pdf, 2.pdf, …; beside each
 *   a file 1.copies, 2.copies, … says how many copies were asked for
 *
 * Writes the command that the printer runs for each document once it has received it completely.
 *
 * Returns: (transfer full): the path of the command
 */
char *kapka_test_write_receiver (KapkaTestDir *dir, const char *printed_dir);
