// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/digest.h"

#include <sodium.h>

char *
kapka_digest_sha256_hex (const void *data, gsize length) {
  unsigned char hash[crypto_hash_sha256_BYTES];
  char *hex = g_malloc (2 * sizeof hash + 1);

  crypto_hash_sha256 (hash, data, length);
  return sodium_bin2hex (hex, 2 * sizeof hash + 1, hash, sizeof hash);
}
