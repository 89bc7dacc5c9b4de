// SPDX-License-Identifier: GPL-3.0-or-later
#include <string.h>

#include "base/digest.h"

static void
test_sha256 (void) {
  guint8 hash[KAPKA_DIGEST_BYTES];
  g_autofree char *hex = kapka_digest_sha256_hex ("abc", 3);
  g_autofree char *same = NULL;

  // The example of FIPS 180-4.
  g_assert_cmpstr (hex, ==, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  kapka_digest_sha256 ("abc", 3, hash);
  same = kapka_digest_to_base64 (hash, sizeof hash);
  g_assert_cmpstr (same, ==, "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=");
}

static void
test_ack_mac (void) {
  g_autofree char *token = g_strnfill (43, 'A');
  g_autofree char *text = NULL;
  guint8 key[KAPKA_DIGEST_BYTES];
  guint8 mac[KAPKA_DIGEST_BYTES];

  // The vector of the wire protocol.
  kapka_digest_sha256 (token, strlen (token), key);
  kapka_digest_hmac_sha256 (key, sizeof key, "{\"v\":1}", 7, mac);
  text = kapka_digest_to_base64 (mac, sizeof mac);
  g_assert_cmpstr (text, ==, "WCU8TOjPh5XXvdQXDwrc70Mzst5u4CjKVgC7lO5hOfc=");
}

static void
test_hmac_long_key (void) {
  guint8 key[131];
  guint8 mac[KAPKA_DIGEST_BYTES];
  const char *data = "Test Using Larger Than Block-Size Key - Hash Key First";
  const guint8 begin[] = { 0x60, 0xe4, 0x31, 0x59, 0x1e, 0xe0, 0xb6, 0x7f };

  // Test case 6 of RFC 4231.
  memset (key, 0xaa, sizeof key);
  kapka_digest_hmac_sha256 (key, sizeof key, data, strlen (data), mac);
  g_assert_cmpmem (mac, sizeof begin, begin, sizeof begin);
}

static void
test_equal (void) {
  g_assert_true (kapka_digest_equal ("abcd", "abcd", 4));
  g_assert_true (kapka_digest_equal ("abcd", "abcx", 3));
  g_assert_false (kapka_digest_equal ("abcd", "abce", 4));
  g_assert_false (kapka_digest_equal ("xbcd", "abcd", 4));
}

static void
test_base64url (void) {
  guint8 bytes[KAPKA_DIGEST_BYTES];
  guint8 back[KAPKA_DIGEST_BYTES];
  g_autofree char *text = NULL;

  memset (bytes, 0xfb, sizeof bytes);
  text = kapka_digest_to_base64url (bytes, sizeof bytes);
  g_assert_cmpuint (strlen (text), ==, 43);
  g_assert_null (strpbrk (text, "+/="));
  g_assert_true (kapka_digest_from_base64url (text, back, sizeof back));
  g_assert_cmpmem (back, sizeof back, bytes, sizeof bytes);
}

static void
test_base64_refused (void) {
  static const char *const texts[] = {
    "",     "AAA",   "AAAA",   "AAAAAA=", "AAAAAAA==", "AAAAA",
    "AAB=", "AA A=", "AAA=\n", "AA-_",    "AA==",      "AAAAAAAA",
  };
  guint8 two[2];

  g_assert_true (kapka_digest_from_base64 ("AAA=", two, sizeof two));
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_test_message ("%s", texts[i]);
    g_assert_false (kapka_digest_from_base64 (texts[i], two, sizeof two));
  }
  g_assert_true (kapka_digest_from_base64url ("AAA", two, sizeof two));
  g_assert_false (kapka_digest_from_base64url ("AAA=", two, sizeof two));
  g_assert_false (kapka_digest_from_base64url ("AA+", two, sizeof two));
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/digest/sha256", test_sha256);
  g_test_add_func ("/digest/ack-mac", test_ack_mac);
  g_test_add_func ("/digest/hmac-long-key", test_hmac_long_key);
  g_test_add_func ("/digest/equal", test_equal);
  g_test_add_func ("/digest/base64url", test_base64url);
  g_test_add_func ("/digest/base64-refused", test_base64_refused);
  return g_test_run ();
}
