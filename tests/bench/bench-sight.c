// SPDX-License-Identifier: GPL-3.0-or-later
// From a touch on a choice of the version for low vision to the screen that has changed for the
// last time, watched from outside. The aim is 100 ms.
//
// usage: bench-sight, by meson, which sets KAPKA, KAPKA_DATA_DIR and TEXTDOMAINDIR.
#include <math.h>
#include <stdio.h>

#include "eye.h"
#include "steps.h"
#include "table.h"

#define DEADLINE_MS 60000
#define STILL_MS 400

/* The round that loads each scheme for the first time comes before these. */
#define N_ROUNDS 7

static const char *const schemes[] = {
  "Чёрным по белому",       "Белым по чёрному",       "Тёмно-синим по голубому",
  "Коричневым по бежевому", "Зелёным по коричневому",
};
static const char *const sizes[] = { "Крупные буквы", "Обычные буквы" };

static double
touch (KapkaTestKiosk *kiosk, KapkaBenchEye *eye, const char *name) {
  KapkaTestScreen *screen = kapka_test_kiosk_get_screen (kiosk);
  g_autoptr (KapkaTestElement) button =
      kapka_test_screen_wait_for (screen, ATSPI_ROLE_RADIO_BUTTON, name, DEADLINE_MS);
  gint64 begun_usec = g_get_monotonic_time ();

  kapka_test_screen_click (screen, button);
  return (double)(kapka_bench_eye_wait_still (eye, STILL_MS, DEADLINE_MS) - begun_usec) /
         G_TIME_SPAN_MILLISECOND;
}

static void
measure (KapkaTestKiosk *kiosk,
         KapkaBenchEye *eye,
         const char *const *names,
         guint n_names,
         const char *row) {
  g_autoptr (GArray) times_ms = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint round = 0; round <= N_ROUNDS; round++)
    for (guint i = 0; i < n_names; i++) {
      double ms = touch (kiosk, eye, names[i]);

      if (round > 0)
        g_array_append_val (times_ms, ms);
    }
  kapka_bench_print_spread (row, times_ms);
  kapka_bench_print_row (row, kapka_bench_median (times_ms), NAN, NAN);
}

int
main (int argc, char **argv) {
  g_autoptr (KapkaTestKiosk) kiosk = kapka_test_kiosk_new (1280, 1024);
  g_autoptr (KapkaBenchEye) eye = NULL;
  char **environment =
      (char **)kapka_test_desktop_get_environment (kapka_test_kiosk_get_desktop (kiosk));

  kapka_test_kiosk_set (kiosk, "visit", "idle_seconds", "3600");
  kapka_test_kiosk_start (kiosk);
  kapka_test_begin_visit (kiosk);
  kapka_test_kiosk_press (kiosk, "Версия для слабовидящих");
  kapka_test_kiosk_expect (kiosk, "Чёрным по белому");
  eye = kapka_bench_eye_new (g_environ_getenv (environment, "DISPLAY"));
  measure (kiosk, eye, schemes, G_N_ELEMENTS (schemes), "touch to another scheme, ms (aim 100)");
  measure (kiosk, eye, sizes, G_N_ELEMENTS (sizes), "touch to another size of text, ms (aim 100)");
  kapka_test_kiosk_stop (kiosk);
  return 0;
}
