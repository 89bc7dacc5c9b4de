// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

/**
 * kapka_command_ask:
 * @question: with all that a person has to know, and a space at its end
 * @error: return location
 *
 * Prints @question and reads a line of the standard input. Nobody to ask is no consent.
 *
 * Errors: DENIED when the answer is anything but yes; IO.
 *
 * Returns: whether the answer was yes, in English or in Russian.
 */
gboolean kapka_command_ask (const char *question, GError **error);
