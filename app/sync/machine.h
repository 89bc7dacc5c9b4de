// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

/**
 * kapka_machine_hash:
 * @sysfs: `/sys`, or what stands in for it in a test
 *
 * Recognises a machine by what any user may read of its hardware: maker, model and board, and the
 * addresses of its built-in network cards. It tells when a disk was put into another machine; no
 * part of it can be read back.
 *
 * Returns: (transfer full): 64 hex digits.
 */
char *kapka_machine_hash (const char *sysfs);
