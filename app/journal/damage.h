// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

#include "base/clock.h"

/**
 * kapka_damage_quarantine:
 * @state_dir: directory of the file, whose KapkaLock the caller holds
 * @name: of the file in it
 * @clock: names the moment in the new file name
 * @error: return location
 *
 * Moves what lies at @name, whatever it is, together with its -journal, -wal and -shm to
 * `quarantine/STEM-TIME.db…`, where the stem is `journal` for a journal, and syncs both
 * directories. A database without its journal may not be readable any more, so they stay together;
 * nothing is deleted (sync.md §2.5). Without any such file nothing is done.
 *
 * Errors: FULL, READ_ONLY, IO.
 */
gboolean kapka_damage_quarantine (const char *state_dir,
                                  const char *name,
                                  KapkaClock *clock,
                                  GError **error);

/** Returns: whether @name, of a file in quarantine, is that of a wrecked journal. */
gboolean kapka_damage_is_journal (const char *name);

/** Removes the database at @path with what SQLite keeps beside it; what is not there is fine. */
void kapka_damage_remove (const char *path);

/** Makes a whole database in the new file @path, synced. */
typedef gboolean (*KapkaDamageMake) (const char *path, gconstpointer data, GError **error);

/**
 * kapka_damage_replace:
 * @make: makes the database, given @data
 *
 * Makes a database at @name, which must not be there; KapkaLock is held. It comes into place
 * whole, so that an empty or half-made file at that place is always damage.
 */
gboolean kapka_damage_replace (const char *state_dir,
                               const char *name,
                               KapkaDamageMake make,
                               gconstpointer data,
                               GError **error);

/**
 * kapka_damage_make_fresh:
 * Makes an empty journal at @name by kapka_damage_replace(). It belongs to the install that the
 * lost one belonged to.
 */
gboolean kapka_damage_make_fresh (const char *state_dir, const char *name, GError **error);
