// SPDX-License-Identifier: GPL-3.0-or-later
#include "visit/idle.h"

#define MS G_TIME_SPAN_MILLISECOND
#define SECONDS G_TIME_SPAN_SECOND
#define MINUTES G_TIME_SPAN_MINUTE
#define START (1000 * SECONDS)

/* Tiles 60 s, portals 300 s, countdown 20 s. */
static KapkaIdle
make_idle (guint limit_minutes) {
  return (KapkaIdle){ .idle_seconds = 60,
                      .portal_idle_seconds = 300,
                      .warning_seconds = 20,
                      .limit_minutes = limit_minutes };
}

typedef struct {
  gboolean in_portal;
  gint64 touched_ms;
  gint64 now_ms;
  KapkaIdleState state;
  guint seconds;
  gint64 next_ms;
} Case;

/* Limit 10 min; times count from the start. */
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
  { TRUE, 200000, 299000, KAPKA_IDLE_ACTIVE, 0, 1000 },
  { TRUE, 200000, 300000, KAPKA_IDLE_ACTIVE, 0, 60000 },
  { TRUE, 420000, 539500, KAPKA_IDLE_ACTIVE, 0, 500 },
  { FALSE, 599000, 599500, KAPKA_IDLE_ACTIVE, 0, 500 },
  { FALSE, 599000, 600000, KAPKA_IDLE_LIMIT, 0, 0 },
  { FALSE, 0, 600000, KAPKA_IDLE_LIMIT, 0, 0 },
  { FALSE, 0, 900000, KAPKA_IDLE_LIMIT, 0, 0 },
  /* A countdown that the limit cuts short. */
  { FALSE, 535000, 595000, KAPKA_IDLE_WARNING, 5, 1000 },
  { FALSE, 539700, 599800, KAPKA_IDLE_WARNING, 1, 200 },
};

static void
test_cases (void) {
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    const Case *c = &cases[i];
    KapkaIdle idle = make_idle (10);
    gint64 now_usec = START + c->now_ms * MS;
    guint seconds = 99;

    g_test_message ("case %" G_GSIZE_FORMAT, i);
    idle.in_portal = c->in_portal;
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
  KapkaIdle idle = make_idle (0);
  gint64 year_usec = 365 * G_TIME_SPAN_DAY;

  kapka_idle_start (&idle, START);
  kapka_idle_touch (&idle, START + year_usec);
  g_assert_cmpint (kapka_idle_check (&idle, START + year_usec, NULL), ==, KAPKA_IDLE_ACTIVE);
  g_assert_cmpuint (kapka_idle_get_minutes_left (&idle, START + year_usec), ==, 0);
}

/* The greatest settings that kapka.conf may have. */
static void
test_long_times (void) {
  KapkaIdle idle = make_idle (1440);

  idle.idle_seconds = 86400;
  idle.warning_seconds = 3600;
  kapka_idle_start (&idle, START);
  kapka_idle_touch (&idle, START + 1 * SECONDS);
  g_assert_cmpint (kapka_idle_check (&idle, START + G_TIME_SPAN_DAY - 1, NULL), ==,
                   KAPKA_IDLE_ACTIVE);
  g_assert_cmpint (kapka_idle_check (&idle, START + G_TIME_SPAN_DAY, NULL), ==, KAPKA_IDLE_LIMIT);
  idle.limit_minutes = 0;
  g_assert_cmpint (kapka_idle_check (&idle, START + G_TIME_SPAN_DAY, NULL), ==, KAPKA_IDLE_ACTIVE);
  g_assert_cmpint (kapka_idle_check (&idle, START + G_TIME_SPAN_DAY + 1 * SECONDS, NULL), ==,
                   KAPKA_IDLE_WARNING);
}

static void
test_start_again (void) {
  KapkaIdle idle = make_idle (10);

  kapka_idle_start (&idle, START);
  kapka_idle_hold (&idle, START);
  kapka_idle_start (&idle, START + 11 * MINUTES);
  g_assert_cmpint (kapka_idle_check (&idle, START + 11 * MINUTES, NULL), ==, KAPKA_IDLE_ACTIVE);
  g_assert_cmpint (kapka_idle_check (&idle, START + 12 * MINUTES, NULL), ==, KAPKA_IDLE_WARNING);
}

typedef struct {
  guint limit_minutes;
  gint64 left_ms;
  guint minutes;
} LimitCase;

static const LimitCase limit_cases[] = {
  { 0, 60000, 0 },
  { 10, 600000, 0 },
  { 10, 300001, 0 },
  { 10, 300000, 5 },
  { 10, 240001, 5 },
  { 10, 240000, 4 },
  { 10, 60001, 2 },
  { 10, 60000, 1 },
  { 10, 1, 1 },
  { 10, 0, 0 },
  { 10, -5000, 0 },
  { 90, 300000, 5 },
  { 90, 300001, 0 },
  /* Who has just come is not told how short the visit is. */
  { 5, 300000, 0 },
  { 5, 240001, 0 },
  { 5, 240000, 4 },
  { 3, 120001, 0 },
  { 3, 120000, 2 },
  { 3, 60000, 1 },
  { 2, 60001, 0 },
  { 2, 60000, 1 },
  { 1, 60000, 0 },
  { 1, 1, 0 },
};

static void
test_limit_notices (void) {
  for (gsize i = 0; i < G_N_ELEMENTS (limit_cases); i++) {
    const LimitCase *c = &limit_cases[i];
    KapkaIdle idle = make_idle (c->limit_minutes);
    gint64 end_usec = START + c->limit_minutes * MINUTES;

    g_test_message ("case %" G_GSIZE_FORMAT, i);
    kapka_idle_start (&idle, START);
    g_assert_cmpuint (kapka_idle_get_minutes_left (&idle, end_usec - c->left_ms * MS), ==,
                      c->minutes);
  }
}

/* A timer set by kapka_idle_next_usec() is there at each change, and one microsecond earlier
 * nothing has changed yet. */
static guint
count_steps (KapkaIdle *idle, gint64 *now_usec) {
  guint steps = 0;
  guint seconds = 0;
  guint minutes = 0;
  KapkaIdleState state = KAPKA_IDLE_ACTIVE;

  while (state != KAPKA_IDLE_OVER && state != KAPKA_IDLE_LIMIT && steps < 100) {
    gint64 wait_usec = kapka_idle_next_usec (idle, *now_usec);
    guint before;

    g_assert_cmpint (wait_usec, >, 0);
    g_assert_cmpint (kapka_idle_check (idle, *now_usec + wait_usec - 1, &before), ==, state);
    g_assert_cmpuint (before, ==, seconds);
    g_assert_cmpuint (kapka_idle_get_minutes_left (idle, *now_usec + wait_usec - 1), ==, minutes);
    *now_usec += wait_usec;
    state = kapka_idle_check (idle, *now_usec, &seconds);
    minutes = kapka_idle_get_minutes_left (idle, *now_usec);
    steps++;
  }
  return steps;
}

static void
test_timer (void) {
  KapkaIdle idle = make_idle (1);
  gint64 now_usec = START;

  idle.idle_seconds = 3;
  idle.warning_seconds = 5;
  kapka_idle_start (&idle, START);
  g_assert_cmpuint (count_steps (&idle, &now_usec), ==, 6);
  g_assert_cmpint (now_usec, ==, START + 8 * SECONDS);
}

static void
test_timer_of_limit (void) {
  KapkaIdle idle = make_idle (7);
  gint64 now_usec = START;

  idle.idle_seconds = 600;
  kapka_idle_start (&idle, START);
  g_assert_cmpuint (count_steps (&idle, &now_usec), ==, 6);
  g_assert_cmpint (now_usec, ==, START + 7 * MINUTES);
}

/* What the visitor waits for is no silence; afterwards the patience begins anew. */
static void
test_hold (void) {
  KapkaIdle idle = make_idle (0);

  kapka_idle_start (&idle, START);
  kapka_idle_hold (&idle, START + 10 * SECONDS);
  g_assert_cmpint (kapka_idle_check (&idle, START + 20 * MINUTES, NULL), ==, KAPKA_IDLE_ACTIVE);
  kapka_idle_hold (&idle, START + 20 * MINUTES);
  g_assert_true (kapka_idle_release (&idle, START + 21 * MINUTES));
  g_assert_cmpint (kapka_idle_check (&idle, START + 23 * MINUTES, NULL), ==, KAPKA_IDLE_ACTIVE);
  g_assert_true (kapka_idle_release (&idle, START + 25 * MINUTES));
  g_assert_cmpint (kapka_idle_check (&idle, START + 26 * MINUTES - 1, NULL), ==, KAPKA_IDLE_ACTIVE);
  g_assert_cmpint (kapka_idle_check (&idle, START + 26 * MINUTES, NULL), ==, KAPKA_IDLE_WARNING);
}

static void
test_hold_is_bounded (void) {
  KapkaIdle idle = make_idle (0);
  gint64 end_usec = START + KAPKA_IDLE_HOLD_MINUTES * MINUTES;

  kapka_idle_start (&idle, START);
  kapka_idle_hold (&idle, START);
  g_assert_cmpint (kapka_idle_next_usec (&idle, START), ==, end_usec - START);
  g_assert_cmpint (kapka_idle_check (&idle, end_usec - 1, NULL), ==, KAPKA_IDLE_ACTIVE);
  g_assert_true (kapka_idle_is_held (&idle, end_usec - 1));
  g_assert_false (kapka_idle_is_held (&idle, end_usec));
  g_assert_cmpint (kapka_idle_check (&idle, end_usec, NULL), ==, KAPKA_IDLE_WARNING);
  g_assert_cmpint (kapka_idle_check (&idle, end_usec + 20 * SECONDS, NULL), ==, KAPKA_IDLE_OVER);
  /* One film after the other is no way round it. */
  g_assert_true (kapka_idle_release (&idle, end_usec - 1 * SECONDS));
  kapka_idle_hold (&idle, end_usec - 1 * SECONDS);
  g_assert_cmpint (kapka_idle_check (&idle, end_usec, NULL), ==, KAPKA_IDLE_WARNING);
  kapka_idle_touch (&idle, end_usec + 1 * SECONDS);
  g_assert_cmpint (kapka_idle_check (&idle, end_usec + 29 * MINUTES, NULL), ==, KAPKA_IDLE_ACTIVE);
}

/* The last touch came shortly before the end of what went on: its patience is not cut. */
static void
test_touch_while_held (void) {
  KapkaIdle idle = make_idle (0);

  kapka_idle_start (&idle, START);
  kapka_idle_hold (&idle, START);
  kapka_idle_touch (&idle, START + 25 * MINUTES);
  g_assert_true (kapka_idle_release (&idle, START + 25 * MINUTES + 1 * SECONDS));
  g_assert_cmpint (kapka_idle_check (&idle, START + 26 * MINUTES, NULL), ==, KAPKA_IDLE_ACTIVE);
  g_assert_cmpint (kapka_idle_check (&idle, START + 26 * MINUTES + 1 * SECONDS, NULL), ==,
                   KAPKA_IDLE_WARNING);
}

/* Only the visitor answers the countdown, not a film that begins by itself. */
static void
test_hold_in_countdown (void) {
  KapkaIdle idle = make_idle (0);

  kapka_idle_start (&idle, START);
  kapka_idle_hold (&idle, START + 61 * SECONDS);
  g_assert_cmpint (kapka_idle_check (&idle, START + 62 * SECONDS, NULL), ==, KAPKA_IDLE_WARNING);
  kapka_idle_hold (&idle, START + 62 * SECONDS);
  g_assert_false (kapka_idle_release (&idle, START + 63 * SECONDS));
  g_assert_cmpint (kapka_idle_check (&idle, START + 63 * SECONDS, NULL), ==, KAPKA_IDLE_WARNING);
  kapka_idle_touch (&idle, START + 64 * SECONDS);
  g_assert_cmpint (kapka_idle_check (&idle, START + 10 * MINUTES, NULL), ==, KAPKA_IDLE_ACTIVE);
  g_assert_true (kapka_idle_release (&idle, START + 10 * MINUTES));
  g_assert_cmpint (kapka_idle_check (&idle, START + 11 * MINUTES, NULL), ==, KAPKA_IDLE_WARNING);
}

static void
test_limit_ends_hold (void) {
  KapkaIdle idle = make_idle (10);

  kapka_idle_start (&idle, START);
  kapka_idle_hold (&idle, START);
  g_assert_cmpint (kapka_idle_check (&idle, START + 10 * MINUTES, NULL), ==, KAPKA_IDLE_LIMIT);
  g_assert_true (kapka_idle_is_held (&idle, START + 10 * MINUTES));
}

int
main (int argc, char *argv[]) {
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/idle/cases", test_cases);
  g_test_add_func ("/idle/no-limit", test_no_limit);
  g_test_add_func ("/idle/long-times", test_long_times);
  g_test_add_func ("/idle/start-again", test_start_again);
  g_test_add_func ("/idle/limit-notices", test_limit_notices);
  g_test_add_func ("/idle/timer", test_timer);
  g_test_add_func ("/idle/timer-of-limit", test_timer_of_limit);
  g_test_add_func ("/idle/hold", test_hold);
  g_test_add_func ("/idle/hold-is-bounded", test_hold_is_bounded);
  g_test_add_func ("/idle/touch-while-held", test_touch_while_held);
  g_test_add_func ("/idle/hold-in-countdown", test_hold_in_countdown);
  g_test_add_func ("/idle/limit-ends-hold", test_limit_ends_hold);
  return g_test_run ();
}
