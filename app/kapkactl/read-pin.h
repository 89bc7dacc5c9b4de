// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

/**
 * kapka_read_pin:
 * @error: return location
 *
 * Reads a new PIN from the standard input: on a terminal twice without showing it, else one line.
 * A signal that ends the program meanwhile leaves the terminal as it was.
 *
 * Errors: USAGE when nothing came or the two are different.
 *
 * Returns: (transfer full): what was typed, to be checked, wiped and freed by the caller; or %NULL.
 */
char *kapka_read_pin (GError **error);
