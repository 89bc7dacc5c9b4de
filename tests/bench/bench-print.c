// SPDX-License-Identifier: GPL-3.0-or-later
// From a touch on Print to a job in the print system, beside `lp` with the same file and options,
// in turn, in one run. Of both the print system itself is asked when it has the job. The jobs are
// held, so that none is printed meanwhile.
//
// usage: bench-print, by meson, which sets KAPKA, KAPKA_DATA_DIR and TEXTDOMAINDIR.
#include "kiosk.h"
#include "print-server.h"
#include "print/job.h"
#include "program.h"
#include "steps.h"
#include "table.h"

#define DEADLINE_MS 60000
#define N_ROUNDS 20
#define AIM 1.5

#define FORM "Обращение в орган власти"

typedef struct {
  KapkaTestPrintServer *server;
  KapkaTestKiosk *kiosk;
  char **environment; // Of lp.
  char *path;
  int last_job;
  GArray *ours;
  GArray *peers;
} Bench;

/* Waits until the print system has the next job. Returns: how long after @begun_usec that was. */
static double
wait_for_job (Bench *bench, gint64 begun_usec) {
  const char *queue = kapka_test_print_server_get_queue (bench->server);
  KapkaJobState state;

  bench->last_job++;
  while (!kapka_job_look (queue, bench->last_job, &state, NULL))
    g_assert_cmpint (g_get_monotonic_time () - begun_usec, <,
                     (gint64)DEADLINE_MS * G_TIME_SPAN_MILLISECOND);
  return (double)(g_get_monotonic_time () - begun_usec) / G_TIME_SPAN_MILLISECOND;
}

static void
print_by_touch (Bench *bench, gboolean counted) {
  KapkaTestScreen *screen = kapka_test_kiosk_get_screen (bench->kiosk);
  g_autoptr (KapkaTestElement) button =
      kapka_test_screen_wait_for (screen, ATSPI_ROLE_PUSH_BUTTON, "Печатать", DEADLINE_MS);
  gint64 begun_usec = g_get_monotonic_time ();
  double ms;

  kapka_test_screen_click (screen, button);
  ms = wait_for_job (bench, begun_usec);
  kapka_test_kiosk_expect (bench->kiosk, "Документ *ечат*");
  if (counted)
    g_array_append_val (bench->ours, ms);
}

static void
print_by_lp (Bench *bench, gboolean counted) {
  const char *argv[] = { "lp",
                         "-d",
                         kapka_test_print_server_get_queue (bench->server),
                         "-o",
                         "sides=one-sided",
                         "-o",
                         "media=iso_a4_210x297mm",
                         "-o",
                         "print-scaling=none",
                         bench->path,
                         NULL };
  gint64 begun_usec = g_get_monotonic_time ();
  g_autoptr (KapkaTestProgram) lp =
      kapka_test_program_start (argv, (const char *const *)bench->environment);
  double ms = wait_for_job (bench, begun_usec);

  g_assert_cmpint (kapka_test_program_wait (lp, DEADLINE_MS), ==, 0);
  if (counted)
    g_array_append_val (bench->peers, ms);
}

static void
measure (Bench *bench) {
  for (int i = 0; i <= N_ROUNDS; i++) {
    print_by_touch (bench, i > 0);
    print_by_lp (bench, i > 0);
  }
  kapka_bench_print_spread ("Print touch to job, ms", bench->ours);
  kapka_bench_print_spread ("lp to job, ms", bench->peers);
  kapka_bench_print_row ("Print touch to job accepted, ms", kapka_bench_median (bench->ours),
                         kapka_bench_median (bench->peers), AIM);
}

static void
bench_init (Bench *bench) {
  bench->server = kapka_test_print_server_new ();
  kapka_test_print_server_set_holding (bench->server, TRUE);
  bench->environment = kapka_test_print_server_add_environment (bench->server, g_get_environ ());
  g_setenv ("CUPS_SERVER", g_environ_getenv (bench->environment, "CUPS_SERVER"), TRUE);
  bench->path = g_build_filename (g_getenv ("KAPKA_DATA_DIR"), "forms", "obraschenie.pdf", NULL);
  bench->ours = g_array_new (FALSE, FALSE, sizeof (double));
  bench->peers = g_array_new (FALSE, FALSE, sizeof (double));
  bench->kiosk = kapka_test_kiosk_new (1280, 1024);
  kapka_test_kiosk_set_print_server (bench->kiosk, bench->server);
  kapka_test_kiosk_set (bench->kiosk, "print", "max_pages_per_visit", "10000");
  kapka_test_kiosk_set (bench->kiosk, "visit", "idle_seconds", "3600");
}

static void
bench_clear (Bench *bench) {
  kapka_test_kiosk_free (bench->kiosk);
  kapka_test_print_server_free (bench->server);
  g_array_unref (bench->ours);
  g_array_unref (bench->peers);
  g_strfreev (bench->environment);
  g_free (bench->path);
}

int
main (void) {
  Bench bench = { 0 };

  bench_init (&bench);
  kapka_test_kiosk_start (bench.kiosk);
  kapka_test_begin_visit (bench.kiosk);
  kapka_test_open_tile (bench.kiosk, "Напечатать бланк", FORM);
  kapka_test_kiosk_expect (bench.kiosk, "Будут напечатаны 2 страницы.*");
  measure (&bench);
  kapka_test_kiosk_stop (bench.kiosk);
  bench_clear (&bench);
  return 0;
}
