// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/number.h"

static void
assert_number (gint64 number, const char *expected) {
  g_autofree char *text = kapka_number_format (number);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_groups (void) {
  assert_number (0, "0");
  assert_number (999, "999");
  assert_number (1000, "1\u00A0000");
  assert_number (37547, "37\u00A0547");
  assert_number (-1234567, "-1\u00A0234\u00A0567");
  assert_number (G_MININT64, "-9\u00A0223\u00A0372\u00A0036\u00A0854\u00A0775\u00A0808");
}

static void
assert_tenths (const char *language, gint64 tenths, const char *expected) {
  g_autofree char *text = kapka_number_format_tenths (language, tenths);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_tenths (void) {
  assert_tenths ("ru", 15, "1,5");
  assert_tenths ("udm", 155, "15,5");
  assert_tenths ("en", 15, "1.5");
  assert_tenths ("ru", 0, "0,0");
  assert_tenths ("ru", -3, "-0,3");
  assert_tenths ("en", 123456, "12\u00A0345.6");
}

int
main (int argc, char *argv[]) {
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/number/groups", test_groups);
  g_test_add_func ("/number/tenths", test_tenths);
  return g_test_run ();
}
