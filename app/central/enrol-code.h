// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

/** Characters of an enrolment code, dashes not counted (sync.md §4). */
#define KAPKA_ENROL_CODE_LENGTH 12

/**
 * kapka_enrol_code_new:
 *
 * Returns: (transfer full): a random code as a person reads it, `K7QF-2M8P-XW3D`: 60 bits in
 * letters and digits that cannot be taken for each other.
 */
char *kapka_enrol_code_new (void);

/**
 * kapka_enrol_code_hash:
 * @code: what a person typed
 *
 * Case, spaces and dashes do not matter, nor whether a letter that looks the same in both was typed
 * in Latin or in Cyrillic.
 *
 * Returns: (transfer full) (nullable): `enroll_code.code_sha256` of it, %NULL when it cannot be a
 * code.
 */
char *kapka_enrol_code_hash (const char *code);
