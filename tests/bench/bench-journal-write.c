// SPDX-License-Identifier: GPL-3.0-or-later
// One confirmed event of the journal beside a one-row insert into a plain table of SQLite with the
// same settings, in turn, in one run.
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "journal/db.h"
#include "table.h"
#include "test-journal-place.h"

#define N_WARM_UP 50
#define N_MEASURED 1000

static int
compare_times (const void *a, const void *b) {
  double left = *(const double *)a;
  double right = *(const double *)b;

  return (left > right) - (left < right);
}

static double
percentile (double *times, guint percent) {
  qsort (times, N_MEASURED, sizeof *times, compare_times);
  return times[N_MEASURED * percent / 100];
}

static KapkaDb *
open_plain (KapkaPlace *place) {
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_build_filename (place->state_dir, "plain.db", NULL);
  KapkaDb *db = kapka_db_open (path, KAPKA_DB_CREATE, &error);

  kapka_db_use_rollback_journal (db, &error);
  kapka_db_run_script (db,
                       "CREATE TABLE event(event_no INTEGER PRIMARY KEY, event_id TEXT, visit TEXT,"
                       " item TEXT, service TEXT, day TEXT, utc_ms INTEGER)",
                       &error);
  g_assert_no_error (error);
  return db;
}

static void
insert_plain (KapkaDb *db, const KapkaEvent *event) {
  g_autoptr (GError) error = NULL;
  g_autoptr (KapkaStmt) stmt = kapka_db_prepare (
      db,
      "INSERT INTO event(event_id, visit, item, service, day, utc_ms) VALUES(?, ?, ?, ?, ?, ?)");

  kapka_stmt_add_text (stmt, event->event_id);
  kapka_stmt_add_text (stmt, event->visit);
  kapka_stmt_add_text (stmt, event->item);
  kapka_stmt_add_text (stmt, event->service);
  kapka_stmt_add_text (stmt, event->at.day);
  kapka_stmt_add_int (stmt, event->at.utc_ms);
  kapka_stmt_run (stmt, &error);
  g_assert_no_error (error);
}

/** Fails the benchmark rather than to print a figure that means nothing. */
static void
append_journal (KapkaJournal *journal, const KapkaEvent *event) {
  g_autoptr (GError) error = NULL;

  kapka_journal_append (journal, event, &error);
  g_assert_no_error (error);
}

static double
elapsed_ms (gint64 start_usec) {
  return (double)(g_get_monotonic_time () - start_usec) / 1000.0;
}

static void
measure (KapkaPlace *place, KapkaJournal *journal, KapkaDb *plain, double *ours, double *theirs) {
  g_autofree char *visit = g_uuid_string_random ();
  g_autoptr (KapkaEvent) event = kapka_place_request (place, visit, "gosuslugi", "s3", TRUE);
  gint64 start_usec = g_get_monotonic_time ();

  append_journal (journal, event);
  *ours = elapsed_ms (start_usec);
  start_usec = g_get_monotonic_time ();
  insert_plain (plain, event);
  *theirs = elapsed_ms (start_usec);
}

int
main (int argc, char **argv) {
  g_autoptr (KapkaPlace) place = kapka_place_new ("Europe/Samara", "2026-03-02T09:00:00+04:00");
  g_autoptr (KapkaJournal) journal = NULL;
  g_autoptr (KapkaDb) plain = NULL;
  double ours[N_MEASURED];
  double theirs[N_MEASURED];
  double ours_p50;
  double theirs_p50;

  // The mark belongs on tmpfs, as it lies on a kiosk.
  g_free (place->runtime_dir);
  place->runtime_dir = g_strdup_printf ("/dev/shm/kapka-bench-%d", (int)getpid ());
  journal = kapka_place_open (place);
  plain = open_plain (place);
  for (int i = 0; i < N_WARM_UP; i++)
    measure (place, journal, plain, &ours[i], &theirs[i]);
  for (int i = 0; i < N_MEASURED; i++)
    measure (place, journal, plain, &ours[i], &theirs[i]);
  ours_p50 = percentile (ours, 50);
  theirs_p50 = percentile (theirs, 50);
  printf ("confirmed event: p50 %.3f ms, p95 %.3f ms\n", ours_p50, percentile (ours, 95));
  printf ("plain insert:    p50 %.3f ms, p95 %.3f ms\n", theirs_p50, percentile (theirs, 95));
  kapka_bench_print_row ("confirmed event, p50, ms", ours_p50, theirs_p50, 1.3);
  kapka_place_remove_tree (place->runtime_dir);
  return EXIT_SUCCESS;
}
