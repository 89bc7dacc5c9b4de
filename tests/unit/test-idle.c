// SPDX-License-Identifier: GPL-3.0-or-later
#include "visit/idle.h"

#define MS (G_USEC_PER_SEC / 1000)
#define START (1000 * G_USEC_PER_SEC)

typedef struct {
  gboolean in_portal;
  gint64 touched_ms;
  gint64 now_ms;
  KapkaIdleState state;
  guint seconds;
  gint64 next_ms;
} Case;

/* Tiles 60 s, portals 300 s, countdown 20 s, limit 10 min; times count from the start. */
static const Case cases[] = {
  { FALSE, 0, 0, KAPKA_IDLE_ACTIVE, 0, 60000 },
  { FALSE, 0, 59999, KAPKA_IDLE_ACTIVE, 0, 1 },
  { FALSE, 0, 60000, KAPKA_IDLE_WARNING, 20, 1000 },
  { FALSE, 0, 60001, KAPKA_IDLE_WARNING, 20, 999 },
  { FALSE, 0, 61000, KAPKA_IDLE_WARNING, 19, 1000 },
  { FALSE, 0, 79000, KAPKA_IDLE_WARNING, 1, 1000 },
  { FALSE, 0, 79999, KAPKA_IDLE_WARNING, 1, 1 },
  { FALSE, 0, 80000, KAPKA_IDLE_OVER, 0, 0 },
  { FALSE, 59000, 80000, KAPKA_IDLE_ACTIVE, 0, 39000 },
  { FALSE, 59000, 119000, KAPKA_IDLE_WARNING, 20, 1000 },
  { TRUE, 0, 80000, KAPKA_IDLE_ACTIVE, 0, 220000 },
  { TRUE, 0, 300000, KAPKA_IDLE_WARNING, 20, 1000 },
  { TRUE, 0, 320000, KAPKA_IDLE_OVER, 0, 0 },
  { FALSE, 599000, 599500, KAPKA_IDLE_ACTIVE, 0, 500 },
  { FALSE, 599000, 600000, KAPKA_IDLE_LIMIT, 0, 0 },
  { FALSE, 539700, 599800, KAPKA_IDLE_WARNING, 20, 200 },
  { FALSE, 0, 600000, KAPKA_IDLE_LIMIT, 0, 0 },
  { FALSE, 0, 900000, KAPKA_IDLE_LIMIT, 0, 0 },
};

static void
test_cases (void) {
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    const Case *c = &cases[i];
    KapkaIdle idle = { 60, 300, 20, 10, c->in_portal, 0, 0 };
    gint64 now_usec = START + c->now_ms * MS;
    guint seconds = 99;

    g_test_message ("case %" G_GSIZE_FORMAT, i);
    kapka_idle_start (&idle, START);
    kapka_idle_touch (&idle, START + c->touched_ms * MS);
    g_assert_cmpint (kapka_idle_check (&idle, now_usec, &seconds), ==, c->state);
    g_assert_cmpint (kapka_idle_check (&idle, now_usec, NULL), ==, c->state);
    g_assert_cmpuint (seconds, ==, c->seconds);
    g_assert_cmpint (kapka_idle_next_usec (&idle, now_usec), ==, c->next_ms * MS);
  }
}

static void
test_no_limit (void) {
  KapkaIdle idle = { 60, 300, 20, 0, FALSE, 0, 0 };
  gint64 year_usec = 365LL * 24 * 3600 * G_USEC_PER_SEC;

  kapka_idle_start (&idle, START);
  kapka_idle_touch (&idle, START + year_usec);
  g_assert_cmpint (kapka_idle_check (&idle, START + year_usec, NULL), ==, KAPKA_IDLE_ACTIVE);
}

static void
test_start_again (void) {
  KapkaIdle idle = { 60, 300, 20, 10, FALSE, 0, 0 };

  kapka_idle_start (&idle, START);
  kapka_idle_start (&idle, START + 700000 * MS);
  g_assert_cmpint (kapka_idle_check (&idle, START + 700000 * MS, NULL), ==, KAPKA_IDLE_ACTIVE);
}

/* A timer set by kapka_idle_next_usec() sees each second of the countdown, and one microsecond
 * earlier nothing has changed yet. */
static void
test_timer (void) {
  KapkaIdle idle = { 3, 300, 5, 1, FALSE, 0, 0 };
  gint64 now_usec = START;
  guint steps = 0;
  guint seconds = 0;
  KapkaIdleState state = KAPKA_IDLE_ACTIVE;

  kapka_idle_start (&idle, START);
  while (state != KAPKA_IDLE_OVER && steps < 100) {
    gint64 wait_usec = kapka_idle_next_usec (&idle, now_usec);
    guint before;

    g_assert_cmpint (wait_usec, >, 0);
    g_assert_cmpint (kapka_idle_check (&idle, now_usec + wait_usec - 1, &before), ==, state);
    g_assert_cmpuint (before, ==, seconds);
    now_usec += wait_usec;
    state = kapka_idle_check (&idle, now_usec, &seconds);
    steps++;
  }
  g_assert_cmpuint (steps, ==, 6);
  g_assert_cmpint (now_usec, ==, START + 8 * G_USEC_PER_SEC);
}

int
main (int argc, char *argv[]) {
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/idle/cases", test_cases);
  g_test_add_func ("/idle/no-limit", test_no_limit);
  g_test_add_func ("/idle/start-again", test_start_again);
  g_test_add_func ("/idle/timer", test_timer);
  return g_test_run ();
}
