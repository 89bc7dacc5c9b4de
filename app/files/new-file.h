// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "files/drive.h"

/**
 * kapka_new_file_write:
 * @directory: where to
 * @name: a clean name; when a file there has it already, a number follows: `отчёт (2).pdf`
 * @contents: all of it
 * @error: FULL, READ_ONLY, NOT_FOUND (no such directory), IO
 *
 * Writes a file whole or not at all, and on the disk when this returns. No file that is there is
 * changed. Takes as long as the disk does.
 *
 * Returns: (transfer full): its path, or %NULL.
 */
char *
kapka_new_file_write (const char *directory, const char *name, GBytes *contents, GError **error);

/**
 * kapka_new_file_write_to_drive:
 * The same on a flash drive, at its top; never on what lies in its place when it was pulled out:
 * that is NOT_FOUND.
 */
char *kapka_new_file_write_to_drive (const KapkaDrive *drive,
                                     const char *name,
                                     GBytes *contents,
                                     GError **error);
