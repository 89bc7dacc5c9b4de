// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

/** How long a PIN may be, in digits. */
#define KAPKA_PIN_MIN_DIGITS 4
#define KAPKA_PIN_MAX_DIGITS 12

/**
 * kapka_pin_check_new:
 * @pin: what somebody wants to have as PIN
 * @error: return location
 *
 * Refuses what is no PIN and what would be guessed first: one digit repeated, digits in a row.
 *
 * Errors: DATA; the message never holds @pin.
 */
gboolean kapka_pin_check_new (const char *pin, GError **error);

/**
 * kapka_pin_hash:
 * @pin: a PIN
 * @error: return location
 *
 * Takes about 100 ms and 64 MiB: Argon2id with the interactive limits of libsodium and a salt of
 * its own.
 *
 * Errors: INTERNAL when there is not enough memory.
 *
 * Returns: (transfer full): the hash as text, with its salt and its limits, or %NULL.
 */
char *kapka_pin_hash (const char *pin, GError **error);

/** Returns: whether @text is a hash as kapka_pin_hash() writes it. */
gboolean kapka_pin_is_hash (const char *text);

/**
 * kapka_pin_matches:
 * @pin: what was typed
 * @hash: from kapka_pin_hash()
 * @out_matches: (out): whether @hash was made of @pin
 * @error: return location
 *
 * Takes as long and as much memory as kapka_pin_hash(), whatever the answer.
 *
 * Errors: INTERNAL when there is not enough memory.
 */
gboolean
kapka_pin_matches (const char *pin, const char *hash, gboolean *out_matches, GError **error);
