// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

/**
 * kapka_identity_find:
 * @state_dir: directory of the journal
 *
 * Looks for the install that a fresh journal belongs to, so that a lost database keeps its identity
 * (sync.md §2.4): in enrol.json, else in a journal of a newer version that is there, else in the
 * newest wreck of `quarantine/`.
 *
 * Returns: (transfer full) (nullable): the install_id; %NULL when this is a new kiosk.
 */
char *kapka_identity_find (const char *state_dir);
