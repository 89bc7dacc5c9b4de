// SPDX-License-Identifier: GPL-3.0-or-later
#include "central/enrol-code.h"

#include <string.h>

#include "base/digest.h"

static void
test_new (void) {
  g_autofree char *code = kapka_enrol_code_new ();
  g_autofree char *other = kapka_enrol_code_new ();

  g_assert_true (
      g_regex_match_simple ("^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){2}$", code, 0, 0));
  g_assert_cmpstr (code, !=, other);
}

static void
test_hash (void) {
  static const char *const same[] = {
    "K0QF-2M8P-XW1D", "k0qf2m8pxw1d", " KOQF 2M8P XWID", "К0QF–2М8Р—ХW1D", "kоqf-2м8р-хwld",
  };
  static const char *const none[] = { "",     "K7QF-2M8P",     "K7QF-2M8P-XW3DD", "K7QF-2M8P-XW3!",
                                      "\xff", "ЖЖЖЖ-2M8P-XW3D" };
  g_autofree char *expected = kapka_digest_sha256_hex ("K0QF2M8PXW1D", 12);

  for (gsize i = 0; i < G_N_ELEMENTS (same); i++) {
    g_autofree char *hash = kapka_enrol_code_hash (same[i]);

    g_assert_cmpstr (hash, ==, expected);
  }
  for (gsize i = 0; i < G_N_ELEMENTS (none); i++)
    g_assert_null (kapka_enrol_code_hash (none[i]));
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/enrol-code/new", test_new);
  g_test_add_func ("/enrol-code/hash", test_hash);
  return g_test_run ();
}
