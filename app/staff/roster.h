// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gio/gio.h>

#include "staff/people.h"

/** KapkaRosterChange: what is to become of one person of the list. */
typedef struct {
  const char *name;
  const KapkaRole *role; // (nullable) %NULL: as it is.
  const char *pin;       // (nullable) %NULL: as it is.
  gboolean remove;       // Takes the person away; nothing else is looked at.
  gboolean first;        // Only while nobody is in the list.
  gboolean force;        // Also when no administrator is left.
} KapkaRosterChange;

/**
 * kapka_roster_change:
 * @state_dir: where `staff` lies; made when missing
 *
 * Changes the list of people under the lock of the directory: two administrators at a time would
 * overwrite each other's. A new PIN also ends the wait after wrong ones. The last administrator
 * stays.
 *
 * Errors: DATA with what is wrong with name or PIN; DENIED when no administrator would be left, or
 * somebody is in the list already (@first); NOT_FOUND; USAGE when a new person has no role or no
 * PIN; those of kapka_people_load(), kapka_people_save() and kapka_lock_take().
 */
gboolean
kapka_roster_change (const char *state_dir, const KapkaRosterChange *change, GError **error);

/** Does kapka_roster_change() in a thread of its own: each person costs about 100 ms. */
void kapka_roster_change_async (const char *state_dir,
                                const KapkaRosterChange *change,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
gboolean kapka_roster_change_finish (GAsyncResult *result, GError **error);
