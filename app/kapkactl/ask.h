// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

/**
 * kapka_command_read_line:
 *
 * Reads a line of the standard input, byte by byte, so that what follows it is left for others.
 *
 * Returns: (transfer full): the line without blanks around it, of at most 1,024 bytes; %NULL at the
 * end of the input or when it is no UTF-8.
 */
char *kapka_command_read_line (void);

/** kapka_command_is_yes: Returns: whether @word says yes, in English or in Russian */
gboolean kapka_command_is_yes (const char *word);

/** kapka_command_is_no: Returns: whether @word says no, in English or in Russian */
gboolean kapka_command_is_no (const char *word);

/** kapka_command_say: prints @sentence and ends its line. Errors: FULL, READ_ONLY, IO. */
gboolean kapka_command_say (const char *sentence, GError **error);

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
