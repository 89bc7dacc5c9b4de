// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

/**
 * kapka_seal_files_find:
 * @state_dir: directory of the journal
 * @backup_dir: where the backups are; empty: `backup` in @state_dir
 *
 * Returns: (transfer full) (element-type utf8): the paths of all that makes this kiosk the one it
 * is: journal, desk, enrolment, people, their backups and what was put into quarantine, sorted.
 * What Kapka has not made is left out.
 */
GPtrArray *kapka_seal_files_find (const char *state_dir, const char *backup_dir);

/**
 * kapka_seal_files_find_user:
 * @files: (element-type utf8): paths
 *
 * Returns: the number of a process that has one of @files open, as a kiosk that runs has its
 * journal; 0 when there is none.
 */
int kapka_seal_files_find_user (const GPtrArray *files);

/**
 * kapka_seal_files_remove:
 * @files: (element-type utf8): paths
 * @error: return location
 *
 * Removes them; they are gone after a power cut, too. After a failure those that follow are still
 * there.
 *
 * Errors: READ_ONLY, DENIED, IO.
 */
gboolean kapka_seal_files_remove (const GPtrArray *files, GError **error);
