// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/visit/trace.h"

/**
 * KapkaDirectory:
 * The private directory of one visit: `kapka-visit-XXXXXX` (0700) in XDG_RUNTIME_DIR, which is
 * tmpfs, so that nothing of it reaches a disk. It is made when it is first asked for, and locked
 * (flock(2)) as long as its program lives: a directory whose lock is free was left behind.
 */
#define KAPKA_TYPE_DIRECTORY (kapka_directory_get_type ())
G_DECLARE_FINAL_TYPE (KapkaDirectory, kapka_directory, KAPKA, DIRECTORY, GObject)

/** Returns: (transfer full): a directory that is not there yet. */
KapkaDirectory *kapka_directory_new (void);

/** Returns: (transfer none): its path, or %NULL when it cannot be made. Errors: FULL, READ_ONLY,
 * DENIED, IO. */
const char *kapka_directory_get_path (KapkaDirectory *directory, GError **error);

/** KapkaStaleDirectories: the trace of visits whose program died: their directories. */
#define KAPKA_TYPE_STALE_DIRECTORIES (kapka_stale_directories_get_type ())
G_DECLARE_FINAL_TYPE (KapkaStaleDirectories,
                      kapka_stale_directories,
                      KAPKA,
                      STALE_DIRECTORIES,
                      GObject)

/** Returns: (transfer full): what was left behind when it is wiped. */
KapkaStaleDirectories *kapka_stale_directories_new (void);
