// SPDX-License-Identifier: GPL-3.0-or-later
// Which touches are the hidden gesture of the staff, and which are a visitor's.

#include "ui/staff/corner.h"

/* Touches @times times in the corner, @pause_ms apart; returns whether the last made the gesture.
 */
static gboolean
touch (KapkaCorner *corner, guint32 start_ms, guint times, guint32 pause_ms) {
  gboolean made = FALSE;

  for (guint i = 0; i < times; i++) {
    g_assert_false (made);
    made = kapka_corner_take_touch (corner, TRUE, start_ms + i * pause_ms);
  }
  return made;
}

static void
test_five (void) {
  g_autoptr (KapkaCorner) corner = g_object_new (KAPKA_TYPE_CORNER, NULL);

  g_assert_true (touch (corner, 10000, 5, 300));
  g_assert_false (touch (corner, 12000, 4, 300));
  g_assert_true (touch (corner, 13500, 1, 0));
}

static void
test_touch_elsewhere (void) {
  g_autoptr (KapkaCorner) corner = g_object_new (KAPKA_TYPE_CORNER, NULL);

  g_assert_false (touch (corner, 10000, 4, 100));
  g_assert_false (kapka_corner_take_touch (corner, FALSE, 10500));
  g_assert_false (touch (corner, 10600, 4, 100));
  g_assert_true (touch (corner, 11000, 1, 0));
}

/* Somebody who goes back again and again by the button in the corner does not get there. */
static void
test_slow (void) {
  g_autoptr (KapkaCorner) corner = g_object_new (KAPKA_TYPE_CORNER, NULL);

  g_assert_false (touch (corner, 10000, 50, 1001));
  g_assert_true (touch (corner, 100000, 5, 1000));
}

static void
test_time_wraps (void) {
  g_autoptr (KapkaCorner) corner = g_object_new (KAPKA_TYPE_CORNER, NULL);

  g_assert_false (touch (corner, G_MAXUINT32 - 9000, 2, 100));
  g_assert_true (touch (corner, G_MAXUINT32 - 200, 5, 100));
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/corner/five", test_five);
  g_test_add_func ("/corner/touch-elsewhere", test_touch_elsewhere);
  g_test_add_func ("/corner/slow", test_slow);
  g_test_add_func ("/corner/time-wraps", test_time_wraps);
  return g_test_run ();
}
