// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "journal/db.h"

/**
 * kapka_backup_write_day:
 * @db: a database that has just been checked
 * @directory: where to, best on another disk; made when missing
 * @stem: what the names of its backups begin with, as in `journal`
 * @day: local day, `YYYY-MM-DD`
 * @error: return location
 *
 * Writes `STEM-DAY.db`, whole or not at all, and keeps the newest 7 of these.
 *
 * Errors: BUSY, FULL, READ_ONLY, IO.
 */
gboolean kapka_backup_write_day (KapkaDb *db,
                                 const char *directory,
                                 const char *stem,
                                 const char *day,
                                 GError **error);

/** Returns: (transfer full) (element-type utf8): the paths of the backups of @stem in @directory,
 * the oldest first; empty when there are none. */
GPtrArray *kapka_backup_list (const char *directory, const char *stem);
