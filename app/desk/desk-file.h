// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "journal/db.h"

/** The file of the desk in the state directory; its backups bear the same stem. */
#define KAPKA_DESK_FILE "desk.db"

/** Opens the file of @state_dir to look; a missing one is an empty desk. Errors: CORRUPT, NEWER,
 * IO, BUSY. */
KapkaDb *kapka_desk_file_open_to_look (const char *state_dir, GError **error);

/**
 * kapka_desk_file_open_to_write:
 * Opens the file of @state_dir, makes it when missing, and brings it up to date. A damaged one goes
 * into `quarantine/`, and the newest good backup of `backup/` takes its place; without one the desk
 * begins empty.
 *
 * Errors: READ_ONLY, FULL, IO, BUSY, NEWER.
 */
KapkaDb *kapka_desk_file_open_to_write (const char *state_dir, KapkaClock *clock, GError **error);
