// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

/** Has all that this program and its children write below @path from now on stay in memory, if this
 * user may have it so: thousands of commits then need not wait for a disk. Before the first thread.
 */
gboolean kapka_memory_disk_mount (const char *path);
void kapka_memory_disk_unmount (const char *path);
