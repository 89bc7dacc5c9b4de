// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

/**
 * kapka_digest_sha256_hex:
 * @data: bytes
 * @length: how many
 *
 * Returns: (transfer full): SHA-256 (FIPS 180-4) of @data in 64 lower-case hex digits.
 */
char *kapka_digest_sha256_hex (const void *data, gsize length);
