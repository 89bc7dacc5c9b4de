// SPDX-License-Identifier: GPL-3.0-or-later
/* A kiosk that was offline for a year and then has a connection: how long `kapka-sync` takes to
 * send it all to the centre on the same machine, and how much memory. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "journal/db.h"
#include "sync-kiosk.h"
#include "table.h"

#define N_DAYS 365
#define VISITS_A_DAY 8
#define N_RUNS 5
#define LIMIT_SECONDS 2.0
#define LIMIT_MIB 24.0

/* Each day is a boot of its own, as on a machine that is off at night. */
static void
live_a_year (SyncKiosk *kiosk) {
  g_autoptr (GDateTime) first = g_date_time_new_utc (2025, 3, 2, 0, 0, 0);

  for (int i = 0; i < N_DAYS; i++) {
    g_autoptr (GDateTime) date = g_date_time_add_days (first, i);
    g_autofree char *day = g_date_time_format (date, "%Y-%m-%d");

    sync_kiosk_work (kiosk, day, VISITS_A_DAY);
    sync_kiosk_reboot (kiosk);
  }
}

/* Returns the most memory that a process has had so far, in MiB; 0 when it is gone. */
static double
read_peak (GPid pid) {
  g_autofree char *path = g_strdup_printf ("/proc/%d/status", (int)pid);
  g_autofree char *text = NULL;
  const char *line;

  if (!g_file_get_contents (path, &text, NULL, NULL))
    return 0;
  line = strstr (text, "VmHWM:");
  return line == NULL ? 0 : g_ascii_strtod (line + strlen ("VmHWM:"), NULL) / 1024;
}

static void
send_all (SyncKiosk *kiosk, double *out_seconds, double *out_mib) {
  gint64 start_usec = g_get_monotonic_time ();
  g_autoptr (KapkaTestProgram) program = sync_kiosk_start (kiosk, "--once");
  double peak = 0;

  while (kapka_test_program_is_running (program)) {
    double now = read_peak (kapka_test_program_get_pid (program));

    peak = MAX (peak, now);
    g_usleep (500);
  }
  *out_seconds = (double)(g_get_monotonic_time () - start_usec) / G_USEC_PER_SEC;
  *out_mib = peak;
  sync_kiosk_assert_end (program, 0, "ok");
}

/* What was acked is pending again, and the centre has forgotten it. */
static void
begin_anew (SyncKiosk *kiosk) {
  g_autofree char *path = kapka_test_dir_join (kiosk->dir, "state/journal.db");
  g_autoptr (KapkaDb) db = kapka_db_open (path, KAPKA_DB_WRITE, NULL);

  g_assert_true (kapka_db_run_script (db,
                                      "DELETE FROM ack; DELETE FROM meta WHERE key IN"
                                      " ('accepted', 'reconcile_day')",
                                      NULL));
  kapka_test_centre_change (kiosk->centre, "DELETE FROM day_report; DELETE FROM day_report_log");
}

int
main (int argc, char **argv) {
  g_autoptr (SyncKiosk) kiosk = sync_kiosk_new ();
  g_autoptr (GArray) seconds = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) mib = g_array_new (FALSE, FALSE, sizeof (double));

  live_a_year (kiosk);
  for (int i = 0; i < N_RUNS; i++) {
    double time;
    double peak;

    send_all (kiosk, &time, &peak);
    g_array_append_val (seconds, time);
    g_array_append_val (mib, peak);
    sync_kiosk_assert_agrees (kiosk);
    begin_anew (kiosk);
  }
  printf ("events: %d in %d streams\n",
          (int)sync_kiosk_read_int (kiosk, "SELECT count(*) FROM event"),
          (int)sync_kiosk_read_int (kiosk, "SELECT count(*) FROM stream"));
  kapka_bench_print_spread ("backlog of a year, s", seconds);
  kapka_bench_print_spread ("backlog of a year, peak MiB", mib);
  // The peer is the limit of the specification.
  kapka_bench_print_row ("backlog of 365 days, s", kapka_bench_median (seconds), LIMIT_SECONDS, 1);
  kapka_bench_print_row ("backlog of 365 days, peak MiB", kapka_bench_median (mib), LIMIT_MIB, 1);
  return EXIT_SUCCESS;
}
