// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "journal/db.h"

/** The file of the desk in the state directory, and what its backups begin with. */
#define KAPKA_DESK_FILE "desk.db"
#define KAPKA_DESK_STEM "desk"

/** Opens the file of @state_dir to look; a missing one is an empty desk. Errors: CORRUPT, NEWER,
 * IO, BUSY. */
KapkaDb *kapka_desk_file_open_to_look (const char *state_dir, GError **error);

/** KapkaDeskFound: what opening to write had to do. */
typedef enum {
  KAPKA_DESK_OPENED,   // Nothing, or to make the first file.
  KAPKA_DESK_RESTORED, // The file was damaged or gone; its newest good backup took its place.
  KAPKA_DESK_EMPTIED,  // It was damaged, and there was no good backup.
} KapkaDeskFound;

/**
 * kapka_desk_file_open_to_write:
 * @out_found: (out): what had to be done
 *
 * Opens the file of @state_dir, makes it when missing, and brings it up to date. A damaged one goes
 * into `quarantine/`, and the newest good backup of `backup/` takes its place.
 *
 * Errors: READ_ONLY, FULL, IO, BUSY, NEWER.
 */
KapkaDb *kapka_desk_file_open_to_write (const char *state_dir,
                                        KapkaClock *clock,
                                        KapkaDeskFound *out_found,
                                        GError **error);
