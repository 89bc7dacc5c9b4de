// SPDX-License-Identifier: GPL-3.0-or-later
// When a kiosk that ends is given a rest, and what its screen is told.

#include "guard/compositor.h"
#include "guard/end-code.h"
#include "guard/ends.h"
#include "guard/touch-rules.h"
#include "tmpdir.h"

#include <string.h>

#define SECOND G_USEC_PER_SEC

static void
test_ends_often (void) {
  KapkaEnds ends = { 0 };

  for (gint64 i = 1; i < KAPKA_ENDS_MOST; i++)
    g_assert_false (kapka_ends_add (&ends, i * SECOND));
  g_assert_true (kapka_ends_add (&ends, 10 * SECOND));
  // One more try after the rest, and it is the same again.
  g_assert_true (kapka_ends_add (&ends, 20 * SECOND));
}

/* Once in a while is no reason to rest, however long it goes on. */
static void
test_ends_seldom (void) {
  KapkaEnds ends = { 0 };

  for (gint64 i = 1; i < 100; i++)
    g_assert_false (kapka_ends_add (&ends, i * 151 * SECOND));
}

/* At the first four ends there is no fifth, however young the clock is. */
static void
test_ends_window (void) {
  KapkaEnds ends = { 0 };

  for (gint64 i = 0; i < KAPKA_ENDS_MOST - 1; i++)
    g_assert_false (kapka_ends_add (&ends, 1));
  g_assert_true (kapka_ends_add (&ends, 1 + KAPKA_ENDS_WINDOW_S * SECOND));
  g_assert_false (kapka_ends_add (&ends, 2 + 2 * KAPKA_ENDS_WINDOW_S * SECOND));
}

static void
test_codes (void) {
  g_assert_cmpuint (kapka_end_code (78 << 8), ==, 178);
  g_assert_cmpuint (kapka_end_code (11), ==, 411);
  g_assert_cmpuint (kapka_end_code (0x80 | 6), ==, 406);
}

static KapkaSettings *
load (const char *text) {
  g_autoptr (KapkaTestDir) dir = kapka_test_dir_new ();
  g_autofree char *path = kapka_test_dir_write (dir, "kapka.conf", text);
  g_autoptr (GPtrArray) problems = kapka_problems_new ();
  KapkaSettings *settings = kapka_settings_load (path, problems);

  g_assert_cmpuint (problems->len, ==, 0);
  return settings;
}

static void
check_command (const char *text, const char *expected) {
  const char *const inside[] = { "kapka-guard", "--config", "a b", NULL };
  g_autoptr (KapkaSettings) settings = load (text);
  g_auto (GStrv) argv = kapka_compositor_build_command (settings, inside);
  g_autofree char *command = g_strjoinv ("|", argv);

  g_assert_cmpstr (command, ==, expected);
}

static void
test_compositor (void) {
  check_command ("", "cage|-d|--|kapka-guard|--config|a b");
  check_command ("[screen]\nrotation=270\n", "cage|-d|-r|-r|-r|--|kapka-guard|--config|a b");
}

static void
check_rules (const char *text, const char *expected) {
  g_autoptr (KapkaSettings) settings = load (text);
  g_autofree char *rules = kapka_touch_rules_build (settings);
  const char *matrix = strstr (rules, "ENV{LIBINPUT_CALIBRATION_MATRIX}=\"");

  if (expected == NULL)
    g_assert_null (matrix);
  else
    g_assert_cmpstr (matrix, ==, expected);
}

/* A screen that is turned takes its touches along, unless somebody has measured. */
static void
test_touch_rules (void) {
  check_rules ("", NULL);
  check_rules ("[screen]\nrotation=180\n", "ENV{LIBINPUT_CALIBRATION_MATRIX}=\"-1 0 1 0 -1 1\"\n");
  check_rules ("[screen]\nrotation=90\ntouch_matrix=1.02 0 -0.01 0 1 0\n",
               "ENV{LIBINPUT_CALIBRATION_MATRIX}=\"1.02 0 -0.01 0 1 0\"\n");
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/guard/ends/often", test_ends_often);
  g_test_add_func ("/guard/ends/seldom", test_ends_seldom);
  g_test_add_func ("/guard/ends/window", test_ends_window);
  g_test_add_func ("/guard/codes", test_codes);
  g_test_add_func ("/guard/compositor", test_compositor);
  g_test_add_func ("/guard/touch-rules", test_touch_rules);
  return g_test_run ();
}
