// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/signing.h"

#include <glib/gstdio.h>
#include <string.h>

#include "base/error.h"
#include "tmpdir.h"

static void
test_sign (void) {
  g_autoptr (KapkaSigningKey) key = kapka_signing_key_new ();
  g_autoptr (KapkaSigningKey) other = kapka_signing_key_new ();
  g_autofree char *public_key = kapka_signing_key_get_public (key);
  g_autofree char *other_key = kapka_signing_key_get_public (other);
  guint8 signature[KAPKA_SIGNATURE_BYTES];

  g_assert_true (kapka_public_key_is_valid (public_key));
  kapka_signing_key_sign (key, "text", 4, signature);
  g_assert_true (kapka_public_key_verify (public_key, "text", 4, signature));
  g_assert_false (kapka_public_key_verify (public_key, "texT", 4, signature));
  g_assert_false (kapka_public_key_verify (public_key, "text", 3, signature));
  g_assert_false (kapka_public_key_verify (other_key, "text", 4, signature));
  signature[0] ^= 1;
  g_assert_false (kapka_public_key_verify (public_key, "text", 4, signature));
}

/* RFC 8032, 7.1, TEST 2. */
static void
test_known (void) {
  static const guint8 signature[KAPKA_SIGNATURE_BYTES] = {
    0x92, 0xa0, 0x09, 0xa9, 0xf0, 0xd4, 0xca, 0xb8, 0x72, 0x0e, 0x82, 0x0b, 0x5f, 0x64, 0x25, 0x40,
    0xa2, 0xb2, 0x7b, 0x54, 0x16, 0x50, 0x3f, 0x8f, 0xb3, 0x76, 0x22, 0x23, 0xeb, 0xdb, 0x69, 0xda,
    0x08, 0x5a, 0xc1, 0xe4, 0x3e, 0x15, 0x99, 0x6e, 0x45, 0x8f, 0x36, 0x13, 0xd0, 0xf1, 0x1d, 0x8c,
    0x38, 0x7b, 0x2e, 0xae, 0xb4, 0x30, 0x2a, 0xee, 0xb0, 0x0d, 0x29, 0x16, 0x12, 0xbb, 0x0c, 0x00
  };
  static const char public_key[] = "ed25519:PUAXw-hDiVqStwqnTRt-vJyYLM8uxJaMwM1V8Sr0Zgw";

  g_assert_true (kapka_public_key_is_valid (public_key));
  g_assert_true (kapka_public_key_verify (public_key, "\x72", 1, signature));
}

static void
test_public_key (void) {
  static const char *const wrong[] = {
    "",
    "ed25519:",
    "PUAXw-hDiVqStwqnTRt-vJyYLM8uxJaMwM1V8Sr0Zgw",
    "ed25519:PUAXw-hDiVqStwqnTRt-vJyYLM8uxJaMwM1V8Sr0Zg",
    "ed25519:PUAXw-hDiVqStwqnTRt-vJyYLM8uxJaMwM1V8Sr0Zgw=",
    "ed25519:PUAXw-hDiVqStwqnTRt-vJyYLM8uxJaMwM1V8Sr0Zgw ",
    // Points of small order, for which anybody can sign.
    "ed25519:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
    "ed25519:AQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    g_assert_false (kapka_public_key_is_valid (wrong[i]));
}

static void
assert_no_key (const char *path, KapkaError code) {
  g_autoptr (GError) error = NULL;

  g_assert_null (kapka_signing_key_load (path, &error));
  g_assert_error (error, KAPKA_ERROR, (int)code);
}

static void
test_file (void) {
  g_autoptr (KapkaTestDir) dir = kapka_test_dir_new ();
  g_autofree char *path = kapka_test_dir_join (dir, "centre.key");
  g_autofree char *rubbish = kapka_test_dir_write (dir, "rubbish", "kapka-signing-key:xyz\n");
  g_autoptr (KapkaSigningKey) key = kapka_signing_key_new ();
  g_autofree char *public_key = kapka_signing_key_get_public (key);
  g_autoptr (KapkaSigningKey) read = NULL;
  g_autofree char *read_key = NULL;
  g_autoptr (GError) error = NULL;
  GStatBuf info;

  assert_no_key (path, KAPKA_ERROR_NOT_FOUND);
  g_assert_true (kapka_signing_key_save (key, path, &error));
  g_assert_no_error (error);
  g_assert_cmpint (g_stat (path, &info), ==, 0);
  g_assert_cmpuint (info.st_mode & 07777, ==, 0600);
  read = kapka_signing_key_load (path, &error);
  g_assert_no_error (error);
  read_key = kapka_signing_key_get_public (read);
  g_assert_cmpstr (read_key, ==, public_key);
  g_assert_false (kapka_signing_key_save (key, path, &error));
  g_assert_error (error, KAPKA_ERROR, KAPKA_ERROR_USAGE);
  g_assert_cmpint (g_chmod (path, 0640), ==, 0);
  assert_no_key (path, KAPKA_ERROR_CONFIG);
  g_assert_cmpint (g_chmod (rubbish, 0600), ==, 0);
  assert_no_key (rubbish, KAPKA_ERROR_DATA);
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/signing/sign", test_sign);
  g_test_add_func ("/signing/known", test_known);
  g_test_add_func ("/signing/public-key", test_public_key);
  g_test_add_func ("/signing/file", test_file);
  return g_test_run ();
}
