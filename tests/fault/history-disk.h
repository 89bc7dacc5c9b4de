// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

/** Copies the directory @from with all that is in it to @to, which goes away first. */
void history_disk_copy (const char *from, const char *to);

/** Removes @path with all that is in it, if it is there. */
void history_disk_remove (const char *path);

/** Copies the file @from to @to, or removes @to when there is no @from. */
void history_disk_copy_file (const char *from, const char *to);

/**
 * history_disk_damage:
 * @path: a file of SQLite with pages of 4096 bytes
 * @spared: number of a page that stays whole besides the first
 *
 * Does to it what dying disks do: a few pages become empty, become noise, or have one byte changed.
 * The first page stays, so that what is left is still a database; a wreck without it is a matter of
 * the journal's own tests.
 *
 * Returns: (transfer full): what was done, in words.
 */
char *history_disk_damage (const char *path, GRand *rand, int spared);
