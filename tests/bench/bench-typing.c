// SPDX-License-Identifier: GPL-3.0-or-later
// From a touch on a key of the on-screen keyboard to the letter in the field of a page, and beside
// it, in the same field, from a key of a hardware keyboard, which takes the way of the toolkit
// itself. The aim is a p95 of 30 ms.
//
// usage: bench-typing, by meson, which sets KAPKA, KAPKACTL, KAPKA_DATA_DIR and TEXTDOMAINDIR.
#include <math.h>
#include <stdlib.h>

#include "portal-server.h"
#include "steps.h"
#include "table.h"

#define DEADLINE_MS 60000
#define N_KEYS 100

/* The rest of a hand between two keys, in which the letter is drawn. */
#define PAUSE_USEC 120000

/* Two keys in turn: the same key at once again would be a double click. Neither offers anything
 * when it is held, as a slow machine may take it for. */
static const char *const letters[] = { "а", "р" };

/** KapkaTypingBench: the kiosk whose keys are struck. */
typedef struct {
  KapkaTestPortalServer *server;
  KapkaTestKiosk *kiosk;
  int x[G_N_ELEMENTS (letters)]; // Middles of the keys.
  int y[G_N_ELEMENTS (letters)];
} KapkaTypingBench;

/* The page tells of each letter when it had it, on the clock that the benchmark reads too. */
static void
set_page (KapkaTypingBench *bench) {
  kapka_test_portal_server_set_html (
      bench->server, "/portal",
      "<!doctype html><meta charset=utf-8><input autocomplete=off style='position:fixed;inset:0;"
      "width:100%;height:100%;box-sizing:border-box;font-size:60px'><script>"
      "const field = document.querySelector ('input'), say = (what) => fetch ('/report?' + what);"
      "onmousedown = () => fetch ('/touched'); onresize = () => say ('resized=1');"
      "field.oninput = () => {"
      "  const at = (performance.timeOrigin + performance.now ()).toFixed (1); say ('at=' + at); };"
      "</script><script>" KAPKA_TEST_SHOWN ("1") "</script>");
}

static void
open_field (KapkaTypingBench *bench) {
  g_autofree char *url = kapka_test_portal_server_get_uri (bench->server, "/portal");

  set_page (bench);
  kapka_test_kiosk_add_portal (bench->kiosk, "services", "Учебный портал", url, "s3");
  kapka_test_kiosk_start (bench->kiosk);
  kapka_test_begin_visit (bench->kiosk);
  kapka_test_open_tile (bench->kiosk, "Узнать об услуге", "Учебный портал");
  kapka_test_portal_server_expect_report (bench->server, "shown", "1");
  g_free (kapka_test_touch_page (bench->kiosk, bench->server));
  kapka_test_portal_server_expect_report (bench->server, "resized", "1");
}

static KapkaTestXDisplay *
get_display (KapkaTypingBench *bench) {
  return kapka_test_desktop_get_display (kapka_test_kiosk_get_desktop (bench->kiosk));
}

static void
find_keys (KapkaTypingBench *bench) {
  KapkaTestScreen *screen = kapka_test_kiosk_get_screen (bench->kiosk);
  GPid pid = kapka_test_program_get_pid (kapka_test_kiosk_get_program (bench->kiosk));
  KapkaTestRect window;

  g_assert_true (kapka_test_x_display_find_window (get_display (bench), pid, &window));
  for (guint i = 0; i < G_N_ELEMENTS (letters); i++) {
    g_autoptr (KapkaTestElement) key =
        kapka_test_screen_wait_for (screen, ATSPI_ROLE_PUSH_BUTTON, letters[i], DEADLINE_MS);
    KapkaTestRect rect;

    g_assert_true (kapka_test_element_get_rect (key, &rect));
    bench->x[i] = window.x + rect.x + rect.width / 2;
    bench->y[i] = window.y + rect.y + rect.height / 2;
  }
}

static void
touch_key (KapkaTypingBench *bench, guint at) {
  kapka_test_x_display_click (get_display (bench), bench->x[at], bench->y[at]);
}

static void
strike_hardware (KapkaTypingBench *bench, guint at) {
  static const char *const keys[] = { "a", "r" };

  kapka_test_x_display_type_key (get_display (bench), keys[at]);
}

/* Returns: how long each of @N_KEYS letters took, in milliseconds. */
static GArray *
measure (KapkaTypingBench *bench, void (*strike) (KapkaTypingBench *bench, guint at)) {
  GArray *times_ms = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint i = 0; i < N_KEYS; i++) {
    double begun_ms = (double)g_get_real_time () / G_TIME_SPAN_MILLISECOND;
    g_autofree char *report = NULL;
    double ms;

    strike (bench, i % G_N_ELEMENTS (letters));
    report = kapka_test_portal_server_wait_report (bench->server, "at", DEADLINE_MS);
    ms = g_ascii_strtod (report, NULL) - begun_ms;
    g_array_append_val (times_ms, ms);
    g_usleep (PAUSE_USEC);
  }
  return times_ms;
}

static double
get_p95 (GArray *sorted) {
  return g_array_index (sorted, double, sorted->len * 95 / 100);
}

int
main (int argc, char **argv) {
  KapkaTypingBench bench = { .server = kapka_test_portal_server_new ("127.0.0.1", NULL),
                             .kiosk = kapka_test_kiosk_new (1280, 1024) };
  g_autoptr (GArray) first = NULL;
  g_autoptr (GArray) ours = NULL;
  g_autoptr (GArray) theirs = NULL;

  open_field (&bench);
  find_keys (&bench);
  first = measure (&bench, touch_key); // Warms up both ways as far as they are one.
  ours = measure (&bench, touch_key);
  theirs = measure (&bench, strike_hardware);
  kapka_bench_print_spread ("key of the screen to letter in the page, ms", ours);
  kapka_bench_print_spread ("key of a hardware keyboard to letter in the page, ms", theirs);
  kapka_bench_print_row (
      "keyboard: touch to letter in the page, median, ms (beside a hardware key)",
      kapka_bench_median (ours), kapka_bench_median (theirs), NAN);
  kapka_bench_print_row ("keyboard: touch to letter in the page, p95, ms (aim 30)", get_p95 (ours),
                         get_p95 (theirs), NAN);
  kapka_test_kiosk_stop (bench.kiosk);
  kapka_test_kiosk_free (bench.kiosk);
  kapka_test_portal_server_free (bench.server);
  return 0;
}
