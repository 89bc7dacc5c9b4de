// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/digest.h"

#include <sodium.h>
#include <string.h>

char *
kapka_digest_sha256_hex (const void *data, gsize length) {
  unsigned char hash[crypto_hash_sha256_BYTES];
  char *hex = g_malloc (2 * sizeof hash + 1);

  crypto_hash_sha256 (hash, data, length);
  return sodium_bin2hex (hex, 2 * sizeof hash + 1, hash, sizeof hash);
}

void
kapka_digest_sha256 (const void *data, gsize length, guint8 hash[KAPKA_DIGEST_BYTES]) {
  G_STATIC_ASSERT (crypto_hash_sha256_BYTES == KAPKA_DIGEST_BYTES);

  crypto_hash_sha256 (hash, data, length);
}

void
kapka_digest_hmac_sha256 (const void *key,
                          gsize key_length,
                          const void *data,
                          gsize length,
                          guint8 mac[KAPKA_DIGEST_BYTES]) {
  crypto_auth_hmacsha256_state state;

  crypto_auth_hmacsha256_init (&state, key, key_length);
  crypto_auth_hmacsha256_update (&state, data, length);
  crypto_auth_hmacsha256_final (&state, mac);
  sodium_memzero (&state, sizeof state);
}

gboolean
kapka_digest_equal (const void *a, const void *b, gsize length) {
  return sodium_memcmp (a, b, length) == 0;
}

static char *
encode (const void *data, gsize length, int variant) {
  gsize size = sodium_base64_encoded_len (length, variant);

  return sodium_bin2base64 (g_malloc (size), size, data, length, variant);
}

/* libsodium refuses characters outside the alphabet, wrong padding and stray bits at the end. */
static gboolean
decode (const char *text, void *data, gsize length, int variant) {
  g_autofree guint8 *bytes = g_malloc (length + 1);
  gsize found = 0;
  gsize text_length = strlen (text);

  if (sodium_base642bin (bytes, length, text, text_length, NULL, &found, NULL, variant) != 0 ||
      found != length)
    return FALSE;
  memcpy (data, bytes, length);
  sodium_memzero (bytes, length);
  return TRUE;
}

char *
kapka_digest_to_base64 (const void *data, gsize length) {
  return encode (data, length, sodium_base64_VARIANT_ORIGINAL);
}

char *
kapka_digest_to_base64url (const void *data, gsize length) {
  return encode (data, length, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
}

gboolean
kapka_digest_from_base64 (const char *text, void *data, gsize length) {
  return decode (text, data, length, sodium_base64_VARIANT_ORIGINAL);
}

gboolean
kapka_digest_from_base64url (const char *text, void *data, gsize length) {
  return decode (text, data, length, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
}
