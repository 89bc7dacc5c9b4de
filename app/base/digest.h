// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

/** Bytes of a SHA-256 digest and of an HMAC-SHA-256. */
#define KAPKA_DIGEST_BYTES 32

/**
 * kapka_digest_sha256_hex:
 * @data: bytes
 * @length: how many
 *
 * Returns: (transfer full): SHA-256 (FIPS 180-4) of @data in 64 lower-case hex digits.
 */
char *kapka_digest_sha256_hex (const void *data, gsize length);

/** Writes SHA-256 (FIPS 180-4) of @data to @hash. */
void kapka_digest_sha256 (const void *data, gsize length, guint8 hash[KAPKA_DIGEST_BYTES]);

/** Writes HMAC-SHA-256 (RFC 2104) of @data under the key of @key_length bytes to @mac. */
void kapka_digest_hmac_sha256 (const void *key,
                               gsize key_length,
                               const void *data,
                               gsize length,
                               guint8 mac[KAPKA_DIGEST_BYTES]);

/** Returns: whether the @length bytes at @a and @b are the same, in a time that does not depend on
 * where they differ. */
gboolean kapka_digest_equal (const void *a, const void *b, gsize length);

/** Returns: (transfer full): @data in base64 with padding (RFC 4648 §4). */
char *kapka_digest_to_base64 (const void *data, gsize length);

/** Returns: (transfer full): @data in base64url without padding (RFC 4648 §5). */
char *kapka_digest_to_base64url (const void *data, gsize length);

/**
 * kapka_digest_from_base64:
 * @text: base64 with padding, and nothing else
 * @data: (out): where @length bytes are written
 * @length: how many bytes @text has to hold
 *
 * Returns: whether @text is the one right way to write some @length bytes.
 */
gboolean kapka_digest_from_base64 (const char *text, void *data, gsize length);

/** Like kapka_digest_from_base64() for base64url without padding. */
gboolean kapka_digest_from_base64url (const char *text, void *data, gsize length);
