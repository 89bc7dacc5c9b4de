// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

/**
 * The ballast: a file of 4 MiB in the state directory, thrown off when the disk is full. A month of
 * visits fits into its place, and somebody has time to make room (sync.md §2.5).
 */

/** Makes the ballast unless it is there or the disk has little more space than it takes. It is not
 * worth an error: without it all works as before. */
void kapka_ballast_ensure (const char *state_dir);

/** Throws the ballast off. Returns: whether there was one. */
gboolean kapka_ballast_release (const char *state_dir);

/** Returns: whether the disk is so full that the ballast is off. */
gboolean kapka_ballast_is_missing (const char *state_dir);
