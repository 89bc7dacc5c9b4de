// SPDX-License-Identifier: GPL-3.0-or-later
// Uploads through HTTP into the real centre, with all that the protocol asks of it, beside one raw
// upsert of the same row in each transaction: pgbench for PostgreSQL, a loop for SQLite. Both sides
// in turn, on the same cores, and on a disk that is synced.
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "journal/db.h"
#include "load.h"
#include "postgres.h"
#include "real-centre.h"
#include "table.h"

#define ROUNDS 3
#define PEER_CLIENTS "16"
#define P99_AIM_MS 250.0

// The country: kiosks, and days in one request when all of a year is sent again.
#define N_TERMINALS 80000.0
#define DAYS_OF_A_YEAR 365.0
#define DAYS_AT_ONCE 200
#define CONNECTIONS_OF_A_YEAR 8

typedef struct {
  double seconds; // Of each turn.
  int n_kiosks;
  int n_connections;
} Options;

/* One centre and what has been sent to it. */
typedef struct {
  const Options *options;
  KapkaTestDir *dir;
  KapkaCrowd *crowd;
  KapkaRealCentre *centre;
  guint64 n_sent;
} Side;

static KapkaStore *
open_store (const char *address) {
  g_autoptr (GError) error = NULL;
  KapkaStore *store = kapka_store_open (address, &error);

  g_assert_no_error (error);
  return store;
}

static void
start_side (Side *side, const Options *options, KapkaTestDir *dir, const char *address) {
  g_autoptr (KapkaStore) store = open_store (address);

  side->options = options;
  side->dir = dir;
  side->crowd = kapka_crowd_new ((guint)options->n_kiosks);
  kapka_crowd_enrol (side->crowd, store);
  side->centre = kapka_real_centre_new (kapka_test_dir_get_path (dir), address);
  kapka_real_centre_start (side->centre, NULL);
}

static void
stop_side (Side *side) {
  kapka_real_centre_stop (side->centre);
  kapka_real_centre_free (side->centre);
  kapka_crowd_free (side->crowd);
}

/* Sends for one turn: as fast as it goes, or @rate uploads a second. */
static void
send_uploads (Side *side, guint n_connections, double rate, KapkaLoadResult *result) {
  const KapkaLoad load = {
    .crowd = side->crowd,
    .socket = kapka_real_centre_get_socket (side->centre),
    .n_connections = n_connections,
    .first = side->n_sent,
    .seconds = side->options->seconds,
    .rate = rate,
  };

  kapka_load_run (&load, result);
  side->n_sent += result->n_acked + load.n_connections;
  if (result->n_wrong > 0)
    g_error ("not an answer to an upload: %s", result->wrong);
}

static double
measure_ours (Side *side) {
  g_auto (KapkaLoadResult) result = { 0 };

  send_uploads (side, (guint)side->options->n_connections, 0, &result);
  printf ("  centre: %.0f uploads/s, p50 %.1f ms, p99 %.1f ms, refused %" G_GUINT64_FORMAT
          ", lost %" G_GUINT64_FORMAT "\n",
          (double)result.n_acked / result.seconds, kapka_load_result_percentile (&result, 50),
          kapka_load_result_percentile (&result, 99), result.n_refused, result.n_lost);
  return (double)result.n_acked / result.seconds;
}

static void
measure_half (Side *side, const char *name, double rate) {
  g_auto (KapkaLoadResult) result = { 0 };

  send_uploads (side, (guint)side->options->n_connections, rate / 2, &result);
  kapka_bench_print_row (name, kapka_load_result_percentile (&result, 99), P99_AIM_MS, 1);
}

/* What the whole country would take: one night, and everything of a year after a loss. */
static void
measure_country (Side *side, const char *store, double rate) {
  g_auto (KapkaLoadResult) result = { 0 };
  g_autofree char *night = g_strconcat (store, ", one night of 80,000 kiosks, s", NULL);
  g_autofree char *year = g_strconcat (store, ", a year of 80,000 kiosks sent again, h", NULL);
  double days_a_second;

  kapka_bench_print_row (night, N_TERMINALS / rate, NAN, NAN);
  kapka_crowd_set_days (side->crowd, DAYS_AT_ONCE);
  send_uploads (side, CONNECTIONS_OF_A_YEAR, 0, &result);
  days_a_second = (double)result.n_acked * DAYS_AT_ONCE / result.seconds;
  printf ("  %s: %.0f days/s in uploads of %d days\n", store, days_a_second, DAYS_AT_ONCE);
  kapka_bench_print_row (year, N_TERMINALS * DAYS_OF_A_YEAR / days_a_second / 3600, NAN, NAN);
}

/* Uploads never meet a row that is there already, and neither does the peer: each of its clients
 * counts its own rows, and the rows lie as those of the crowd. */
static const char peer_script[] =
    "\\set n :i * " PEER_CLIENTS " + :client_id\n"
    "\\set i :i + 1\n"
    "\\set k :n * 1000003 % :kiosks\n"
    "\\set d :n / :kiosks\n"
    "INSERT INTO day_report AS t(library_id, stream_id, day, terminal_id, install_id, revision,"
    " digest, counts, software, received_ms) VALUES (CAST(:k AS bigint) / 10 + 1,"
    " CAST(md5(CAST(:n AS text)) AS uuid), DATE '2024-01-01' + CAST(:d AS int),"
    " CAST(:k AS bigint) % 10 + 1, CAST(md5(CAST(:k AS text)) AS uuid), 41,"
    " 'sha256:036547b4ec2296594ecd4e8540ffdebe2a08fc6447979e6b2e8c5707177ef9fb',"
    " '{\"_on\":1,\"pages\":3,\"s1\":2,\"s3\":7,\"s4\":1,\"users\":6}', '1.4.0', 1772430000000)"
    " ON CONFLICT(library_id, stream_id, day) DO UPDATE SET revision = excluded.revision,"
    " digest = excluded.digest, counts = excluded.counts, software = excluded.software,"
    " received_ms = excluded.received_ms WHERE excluded.revision > t.revision"
    " AND excluded.install_id = t.install_id;\n";

static double
measure_pgbench (const Options *options, KapkaTestDir *dir, const char *address) {
  g_autofree char *pgbench = kapka_test_postgres_find ("pgbench");
  g_autofree char *script = kapka_test_dir_write (dir, "peer.sql", peer_script);
  g_autofree char *seconds = g_strdup_printf ("%.0f", options->seconds);
  g_autofree char *kiosks = g_strdup_printf ("kiosks=%d", options->n_kiosks);
  const char *argv[] = { pgbench, "-n",   "-c", PEER_CLIENTS, "-M", "prepared", "-T",    seconds,
                         "-D",    kiosks, "-D", "i=0",        "-f", script,     address, NULL };
  g_autofree char *out =
      kapka_test_program_run (argv, NULL, (guint)(options->seconds * 1000) + 60000);
  const char *tps = strstr (out, "tps = ");

  g_assert_nonnull (tps);
  return g_ascii_strtod (tps + strlen ("tps = "), NULL);
}

static void
print_result (const char *name, GArray *ours, GArray *peers) {
  g_autofree char *ours_name = g_strconcat (name, ", centre", NULL);
  g_autofree char *peer_name = g_strconcat (name, ", raw upsert", NULL);
  g_autofree char *row = g_strconcat (name, ", uploads/s", NULL);

  kapka_bench_print_spread (ours_name, ours);
  kapka_bench_print_spread (peer_name, peers);
  kapka_bench_print_rate_row (row, kapka_bench_median (ours), kapka_bench_median (peers), 1);
}

static void
bench_postgres (const Options *options) {
  g_autoptr (KapkaTestDir) dir = kapka_test_dir_new ();
  const KapkaTestPostgresOptions durable = { .durable = TRUE };
  g_autoptr (KapkaTestPostgres) postgres = kapka_test_postgres_new (dir, &durable);
  g_autofree char *address = kapka_test_postgres_add_database (postgres, NULL);
  g_autofree char *peer_address = kapka_test_postgres_add_database (postgres, NULL);
  g_autoptr (GArray) ours = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) peers = g_array_new (FALSE, FALSE, sizeof (double));
  Side side = { 0 };

  start_side (&side, options, dir, address);
  g_object_unref (open_store (peer_address));
  for (int i = 0; i < ROUNDS; i++) {
    double peer;
    double our;

    g_free (kapka_test_postgres_run (postgres, peer_address, "TRUNCATE day_report"));
    peer = measure_pgbench (options, dir, peer_address);
    our = measure_ours (&side);
    printf ("  pgbench: %.0f/s\n", peer);
    g_array_append_val (peers, peer);
    g_array_append_val (ours, our);
  }
  print_result ("PostgreSQL", ours, peers);
  measure_half (&side, "PostgreSQL, p99 at half load, ms", kapka_bench_median (ours));
  measure_country (&side, "PostgreSQL", kapka_bench_median (ours));
  stop_side (&side);
}

static const char plain_upsert[] =
    "INSERT INTO day_report AS t(library_id, stream_id, day, terminal_id, install_id, revision,"
    " digest, counts, software, received_ms) VALUES (?, ?, ?, ?, ?, 41,"
    " 'sha256:036547b4ec2296594ecd4e8540ffdebe2a08fc6447979e6b2e8c5707177ef9fb',"
    " '{\"_on\":1,\"pages\":3,\"s1\":2,\"s3\":7,\"s4\":1,\"users\":6}', '1.4.0', 1772430000000)"
    " ON CONFLICT(library_id, stream_id, day) DO UPDATE SET revision = excluded.revision,"
    " digest = excluded.digest, counts = excluded.counts, software = excluded.software,"
    " received_ms = excluded.received_ms WHERE excluded.revision > t.revision"
    " AND excluded.install_id = t.install_id";

static void
upsert_plain (KapkaDb *db, const KapkaCrowd *crowd, guint64 n) {
  gint64 kiosk = (gint64)(n * 1000003 % kapka_crowd_get_length (crowd));
  g_autofree char *name = kapka_crowd_name_document (crowd, n);
  g_auto (GStrv) parts = g_strsplit (name, " ", 2);
  g_autoptr (GError) error = NULL;
  g_autoptr (KapkaTransaction) transaction =
      kapka_transaction_begin (db, KAPKA_TRANSACTION_WRITE, &error);
  g_autoptr (KapkaStmt) stmt = kapka_db_prepare (db, plain_upsert);

  kapka_stmt_add_int (stmt, kiosk / KAPKA_CROWD_TERMINALS + 1);
  kapka_stmt_add_text (stmt, parts[0]);
  kapka_stmt_add_text (stmt, parts[1]);
  kapka_stmt_add_int (stmt, kiosk % KAPKA_CROWD_TERMINALS + 1);
  kapka_stmt_add_text (stmt, parts[0]);
  kapka_stmt_run (stmt, &error);
  kapka_transaction_commit (transaction, &error);
  g_assert_no_error (error);
}

static double
measure_plain (KapkaDb *db, const Side *side, guint64 *n) {
  gint64 start_usec = g_get_monotonic_time ();
  gint64 end_usec = start_usec + (gint64)(side->options->seconds * G_USEC_PER_SEC);
  guint64 first = *n;

  while (g_get_monotonic_time () < end_usec)
    upsert_plain (db, side->crowd, (*n)++);
  return (double)(*n - first) * G_USEC_PER_SEC / (double)(g_get_monotonic_time () - start_usec);
}

static KapkaDb *
open_plain (const char *path) {
  g_autofree char *address = g_strconcat ("sqlite:", path, NULL);
  g_autoptr (GError) error = NULL;
  KapkaDb *db;

  g_object_unref (open_store (address));
  db = kapka_db_open (path, KAPKA_DB_WRITE, &error);
  g_assert_no_error (error);
  kapka_db_use_truncated_journal (db, &error);
  g_assert_no_error (error);
  return db;
}

static void
bench_sqlite (const Options *options) {
  g_autoptr (KapkaTestDir) dir = kapka_test_dir_new ();
  g_autofree char *address =
      g_strdup_printf ("sqlite:%s/central.db", kapka_test_dir_get_path (dir));
  g_autofree char *plain_path = kapka_test_dir_join (dir, "plain.db");
  g_autoptr (KapkaDb) plain = open_plain (plain_path);
  g_autoptr (GArray) ours = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) peers = g_array_new (FALSE, FALSE, sizeof (double));
  guint64 n_plain = 0;
  Side side = { 0 };

  start_side (&side, options, dir, address);
  for (int i = 0; i < ROUNDS; i++) {
    double peer = measure_plain (plain, &side, &n_plain);
    double our = measure_ours (&side);

    printf ("  plain SQLite: %.0f/s\n", peer);
    g_array_append_val (peers, peer);
    g_array_append_val (ours, our);
  }
  print_result ("SQLite", ours, peers);
  measure_half (&side, "SQLite, p99 at half load, ms", kapka_bench_median (ours));
  measure_country (&side, "SQLite", kapka_bench_median (ours));
  stop_side (&side);
}

int
main (int argc, char **argv) {
  Options options = { .seconds = 30, .n_kiosks = 80000, .n_connections = 256 };
  const GOptionEntry entries[] = {
    { "seconds", 0, 0, G_OPTION_ARG_DOUBLE, &options.seconds, "Length of each turn", "S" },
    { "kiosks", 0, 0, G_OPTION_ARG_INT, &options.n_kiosks, "Kiosks of the crowd", "N" },
    { "connections", 0, 0, G_OPTION_ARG_INT, &options.n_connections, "Kept at a time", "N" },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);

  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, NULL))
    return EXIT_FAILURE;
  setlinebuf (stdout);
  bench_postgres (&options);
  bench_sqlite (&options);
  return EXIT_SUCCESS;
}
