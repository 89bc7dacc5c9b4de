// SPDX-License-Identifier: GPL-3.0-or-later
// From a touch on the tile of a portal to its page on the screen, watched from outside; the portal
// is a page on the same machine. Behind a door the kiosk has the process of the next portal ready.
// The peer is the same touch in the same kiosk when that process was killed the moment before, so
// that it has to be started.
//
// usage: bench-portal-open, by meson, which sets KAPKA, KAPKA_DATA_DIR and TEXTDOMAINDIR.
#include <signal.h>
#include <stdio.h>

#include "eye.h"
#include "memory.h"
#include "portal-server.h"
#include "steps.h"
#include "table.h"
#include "wait.h"

#define WIDTH 1280
#define HEIGHT 1024
#define DEADLINE_MS 60000
#define STILL_MS 1000

/* The first round fills the caches of disk and fonts. */
#define N_ROUNDS 9

#define DOOR "Узнать об услуге"
#define PORTAL "Учебный портал"

/* No screen of the kiosk has this colour. */
#define COLOUR 0x2468ac
#define PAGE_HTML "<!doctype html><meta charset=utf-8><body style='background:#2468ac'>"

/* As the kernel cuts the name of WebKitWebProcess. */
#define PAGE_PROCESS "WebKitWebProces"

typedef struct {
  KapkaTestKiosk *kiosk;
  KapkaBenchEye *eye;
  GArray *ready_ms;
  GArray *started_ms;
} Bench;

static gboolean
is_page_process (GPid pid) {
  g_autofree char *path = g_strdup_printf ("/proc/%d/comm", pid);
  g_autofree char *name = NULL;

  return g_file_get_contents (path, &name, NULL, NULL) &&
         g_str_equal (g_strstrip (name), PAGE_PROCESS);
}

/* Returns: how many there are; each gets @signal_number, 0 for none. */
static guint
signal_pages (Bench *bench, int signal_number) {
  GPid kiosk = kapka_test_program_get_pid (kapka_test_kiosk_get_program (bench->kiosk));
  g_autoptr (GArray) pids = kapka_bench_list_tree (kiosk);
  guint n = 0;

  for (guint i = 0; i < pids->len; i++)
    if (is_page_process (g_array_index (pids, GPid, i))) {
      kill (g_array_index (pids, GPid, i), signal_number);
      n++;
    }
  return n;
}

static gboolean
is_ready_cb (gpointer data) {
  return signal_pages (data, 0) > 0;
}

static gboolean
is_dead_cb (gpointer data) {
  return signal_pages (data, 0) == 0;
}

static void
expect (KapkaTestCondition condition, Bench *bench, const char *what) {
  if (!kapka_test_wait_until (condition, bench, DEADLINE_MS))
    g_error ("%s", what);
}

static double
touch_tile (Bench *bench) {
  KapkaTestScreen *screen = kapka_test_kiosk_get_screen (bench->kiosk);
  g_autoptr (KapkaTestElement) tile =
      kapka_test_screen_wait_for (screen, ATSPI_ROLE_PUSH_BUTTON, PORTAL, DEADLINE_MS);
  gint64 begun_usec = g_get_monotonic_time ();

  kapka_test_screen_click (screen, tile);
  return (double)(kapka_bench_eye_wait_colour (bench->eye, WIDTH / 2, HEIGHT / 2, COLOUR,
                                               DEADLINE_MS) -
                  begun_usec) /
         G_TIME_SPAN_MILLISECOND;
}

/* A visitor of his own each time: what one portal has loaded does not help the next. */
static double
open_portal (Bench *bench, gboolean ready) {
  double ms;

  kapka_test_begin_visit (bench->kiosk);
  kapka_test_kiosk_press (bench->kiosk, DOOR);
  expect (is_ready_cb, bench, "No process of a page is made ready");
  kapka_bench_eye_wait_still (bench->eye, STILL_MS, DEADLINE_MS);
  if (!ready) {
    signal_pages (bench, SIGKILL);
    expect (is_dead_cb, bench, "The process of the page does not end");
  }
  ms = touch_tile (bench);
  kapka_test_end_visit (bench->kiosk);
  kapka_test_kiosk_expect (bench->kiosk, "Коснитесь экрана");
  return ms;
}

static void
measure (Bench *bench) {
  for (guint round = 0; round <= N_ROUNDS; round++) {
    double ready_ms = open_portal (bench, TRUE);
    double started_ms = open_portal (bench, FALSE);

    if (round == 0)
      continue;
    g_array_append_val (bench->ready_ms, ready_ms);
    g_array_append_val (bench->started_ms, started_ms);
  }
}

int
main (int argc, char **argv) {
  KapkaTestPortalServer *server = kapka_test_portal_server_new ("127.0.0.1", NULL);
  g_autofree char *url = kapka_test_portal_server_get_uri (server, "/portal");
  Bench bench = { kapka_test_kiosk_new (WIDTH, HEIGHT), NULL,
                  g_array_new (FALSE, FALSE, sizeof (double)),
                  g_array_new (FALSE, FALSE, sizeof (double)) };

  kapka_test_portal_server_set_html (server, "/portal", PAGE_HTML);
  kapka_test_kiosk_add_portal (bench.kiosk, "portal", PORTAL, url, "s3");
  kapka_test_kiosk_start (bench.kiosk);
  bench.eye = kapka_bench_eye_new (g_environ_getenv (
      (char **)kapka_test_desktop_get_environment (kapka_test_kiosk_get_desktop (bench.kiosk)),
      "DISPLAY"));
  measure (&bench);
  kapka_bench_print_spread ("touch to the page, process ready, ms", bench.ready_ms);
  kapka_bench_print_spread ("touch to the page, process to be started, ms", bench.started_ms);
  kapka_bench_print_row ("touch on a tile to its page, ready beside started, ms",
                         kapka_bench_median (bench.ready_ms), kapka_bench_median (bench.started_ms),
                         0.2);
  kapka_test_kiosk_stop (bench.kiosk);
  kapka_bench_eye_free (bench.eye);
  kapka_test_kiosk_free (bench.kiosk);
  kapka_test_portal_server_free (server);
  g_array_unref (bench.ready_ms);
  g_array_unref (bench.started_ms);
  return 0;
}
