// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

/** KapkaBenchEye: watches the picture of an X screen from outside, as a visitor in front of it
 * does. */
typedef struct _KapkaBenchEye KapkaBenchEye;

/**
 * kapka_bench_eye_new:
 * @display: name of an X display, such as ":5"
 *
 * Fails the benchmark when the display does not answer.
 *
 * Returns: (transfer full): the eye
 */
KapkaBenchEye *kapka_bench_eye_new (const char *display);

void kapka_bench_eye_free (KapkaBenchEye *eye);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KapkaBenchEye, kapka_bench_eye_free)

/**
 * kapka_bench_eye_wait_still:
 * @still_ms: how long nothing may change, in milliseconds
 * @deadline_ms: how long to wait at most for that stillness to begin, in milliseconds
 *
 * Waits until the picture has changed at least once since the last call, and then rests for
 * @still_ms. A drawing that leaves every pixel as it was is no change.
 *
 * Returns: when the picture changed for the last time (g_get_monotonic_time()); fails the benchmark
 * when that does not come
 */
gint64 kapka_bench_eye_wait_still (KapkaBenchEye *eye, guint still_ms, guint deadline_ms);

/**
 * kapka_bench_eye_wait_colour:
 * @colour: 0xRRGGBB, that the pixel has not yet
 * @deadline_ms: how long to wait at most, in milliseconds
 *
 * Returns: when the pixel was first seen in @colour (g_get_monotonic_time()); fails the benchmark
 * when that does not come
 */
gint64
kapka_bench_eye_wait_colour (KapkaBenchEye *eye, int x, int y, guint32 colour, guint deadline_ms);

/**
 * kapka_bench_eye_count_drawings:
 * @watch_ms: how long to look, in milliseconds
 *
 * Returns: how often something was drawn meanwhile, also where no pixel changed by it
 */
guint kapka_bench_eye_count_drawings (KapkaBenchEye *eye, guint watch_ms);

/** kapka_bench_eye_get_colour: Returns: the colour of a pixel of the picture last seen, 0xRRGGBB */
guint32 kapka_bench_eye_get_colour (KapkaBenchEye *eye, int x, int y);
