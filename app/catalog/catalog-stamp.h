// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

/**
 * kapka_catalog_stamp:
 * @data_dir: as for kapka_catalog_load()
 * @override_dirs: (nullable) (array zero-terminated=1): as for kapka_catalog_load()
 *
 * Looks at the names, sizes and times of all files a catalogue may be read from, not into them.
 *
 * Returns: (transfer full): another text as soon as one of them has come, gone or changed.
 */
char *kapka_catalog_stamp (const char *data_dir, const char *const *override_dirs);
