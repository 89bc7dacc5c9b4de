// SPDX-License-Identifier: GPL-3.0-or-later
/* A network that comes and goes many times in a row, while people go on using the kiosk: the counts
 * arrive, each once, and nobody knocks more often than he may. */
#include <string.h>

#include "http/http-client.h"
#include "journal/db.h"
#include "sync-kiosk.h"
#include "sync/retry.h"
#include "sync/run.h"
#include "wait.h"

#define SEED 20261127
#define ROUNDS 40
#define LONG_ROUNDS 1000
#define RUN_MS 60000
#define KEPT_RUNS 500
#define FIRST_DAY "2025-03-02"

/* How the network fails. */
typedef enum {
  FLAP_REFUSED, // Nobody is there.
  FLAP_REQUEST_CLOSED,
  FLAP_REQUEST_RESET,
  FLAP_ANSWER_CLOSED,
  FLAP_ANSWER_RESET,
  FLAP_SILENT,        // Somebody takes the connection and no more, until the network is gone.
  FLAP_ANSWER_SILENT, // The centre has stored; the network is silent, and gone afterwards.
  N_FLAPS,
} Flap;

typedef struct {
  SyncKiosk *kiosk;
  KapkaTestCutProxy *network;
  GRand *rand;
  GDateTime *day;
  guint before;  // Connections of the enrolment.
  guint runs;    // Of kapka-sync that had something to send.
  guint refused; // Of these.
} Flapping;

static void
flapping_start (Flapping *f) {
  f->kiosk = sync_kiosk_new ();
  f->network = kapka_test_centre_get_network (f->kiosk->centre);
  f->before = kapka_test_cut_proxy_count_connections (f->network);
  f->rand = g_rand_new_with_seed (SEED);
  f->day = g_date_time_new_from_iso8601 (FIRST_DAY "T00:00:00Z", NULL);
}

static void
flapping_clear (Flapping *f) {
  g_clear_pointer (&f->kiosk, sync_kiosk_free);
  g_clear_pointer (&f->rand, g_rand_free);
  g_clear_pointer (&f->day, g_date_time_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Flapping, flapping_clear)

static gboolean
happens (Flapping *f, int of) {
  return g_rand_int_range (f->rand, 0, of) == 0;
}

/* People come, whatever the network does; now and then it is the next day or another boot, or
 * somebody puts right what was counted. */
static void
live (Flapping *f) {
  g_autofree char *day = NULL;

  if (happens (f, 4)) {
    g_autoptr (GDateTime) before = f->day;

    f->day = g_date_time_add_days (before, 1);
  }
  if (happens (f, 8))
    sync_kiosk_reboot (f->kiosk);
  day = g_date_time_format (f->day, "%Y-%m-%d");
  sync_kiosk_work (f->kiosk, day, (guint)g_rand_int_range (f->rand, 1, 3));
  if (happens (f, 5))
    sync_kiosk_correct (f->kiosk, day);
}

/* Each receipt of the journal is for what the centre holds or has held, to the digest. */
static void
assert_receipts (Flapping *f) {
  g_autofree char *path = kapka_test_dir_join (f->kiosk->dir, "state/journal.db");
  g_autoptr (GError) error = NULL;
  g_autoptr (KapkaDb) db = kapka_db_open (path, KAPKA_DB_READ, &error);
  g_autoptr (KapkaStmt) stmt = NULL;
  KapkaStep step;

  g_assert_no_error (error);
  stmt = kapka_db_prepare (db, "SELECT 'stream_id = ''' || s.stream_id || ''' AND day = ''' || "
                               "a.day || ''' AND revision = ' || a.revision || ' AND digest = ''' "
                               "|| a.digest || '''' FROM ack a JOIN stream s USING(stream_no)");
  while ((step = kapka_stmt_step (stmt, &error)) == KAPKA_STEP_ROW) {
    g_autofree char *sql = g_strconcat ("SELECT count(*) FROM day_report_log WHERE ",
                                        kapka_stmt_get_text (stmt, 0), NULL);

    if (kapka_test_centre_read_int (f->kiosk->centre, sql) != 1)
      g_error ("a receipt for what the centre does not hold: %s", sql);
  }
  g_assert_no_error (error);
  g_assert_cmpint (step, ==, KAPKA_STEP_DONE);
}

/* What an administrator reads apart from the sentence: one line, and nothing to be kept secret. */
static void
assert_plain (Flapping *f, KapkaTestProgram *program) {
  g_autofree char *text = kapka_test_program_get_text (program, KAPKA_TEST_STREAM_ERR);
  g_autoptr (KapkaEnrolment) enrolment = kapka_enrolment_load (f->kiosk->state_dir, NULL);

  g_assert_nonnull (strchr (text, '\n'));
  g_assert_cmpstr (strchr (text, '\n'), ==, "\n");
  g_assert_null (strstr (text, enrolment->token));
}

/* Somewhere in a request or an answer, from its first byte on. */
static guint64
find_place (Flapping *f, KapkaTestWay way) {
  return (guint64)g_rand_int_range (f->rand, 0, way == KAPKA_TEST_WAY_REQUEST ? 700 : 400);
}

static void
spoil (Flapping *f, Flap flap) {
  static const KapkaTestFate fates[N_FLAPS] = {
    [FLAP_REQUEST_CLOSED] = { .way = KAPKA_TEST_WAY_REQUEST, .cut = KAPKA_TEST_CUT_CLOSE },
    [FLAP_REQUEST_RESET] = { .way = KAPKA_TEST_WAY_REQUEST, .cut = KAPKA_TEST_CUT_RESET },
    [FLAP_ANSWER_CLOSED] = { .way = KAPKA_TEST_WAY_ANSWER, .cut = KAPKA_TEST_CUT_CLOSE },
    [FLAP_ANSWER_RESET] = { .way = KAPKA_TEST_WAY_ANSWER, .cut = KAPKA_TEST_CUT_RESET },
    [FLAP_SILENT] = { .way = KAPKA_TEST_WAY_REQUEST, .cut = KAPKA_TEST_CUT_STALL },
    [FLAP_ANSWER_SILENT] = { .way = KAPKA_TEST_WAY_ANSWER, .cut = KAPKA_TEST_CUT_STALL },
  };
  KapkaTestFate fate = fates[flap];

  if (flap == FLAP_REFUSED) {
    kapka_test_cut_proxy_go_away (f->network);
    return;
  }
  if (fate.cut != KAPKA_TEST_CUT_STALL)
    fate.after = find_place (f, fate.way);
  kapka_test_cut_proxy_cut (f->network, &fate);
}

typedef struct {
  Flapping *f;
  gint64 users; // What the centre counts once it has heard all.
} Stored;

static gboolean
is_stored_cb (gpointer data) {
  const Stored *stored = data;

  return sync_kiosk_sum_at_centre (stored->f->kiosk, "users") == stored->users;
}

/* The kiosk waits for an answer that does not come: somebody comes to it meanwhile, then the
 * network is gone altogether. */
static void
be_silent (Flapping *f, Flap flap, guint connections) {
  Stored stored = { f, f->kiosk->n_visits };

  kapka_test_cut_proxy_wait_connections (f->network, connections, RUN_MS);
  if (flap == FLAP_ANSWER_SILENT)
    g_assert_true (kapka_test_wait_until (is_stored_cb, &stored, RUN_MS));
  live (f);
  kapka_test_cut_proxy_go_away (f->network);
}

/* One upload into a network that fails: it ends in words, it was tried once, and the kiosk takes
 * nothing for granted. */
static void
fail_once (Flapping *f, Flap flap) {
  SyncKiosk *kiosk = f->kiosk;
  gint64 acks = sync_kiosk_read_int (kiosk, "SELECT count(*) FROM ack");
  guint connections = kapka_test_cut_proxy_count_connections (f->network);
  gint64 held = sync_kiosk_sum_at_centre (kiosk, "users");
  guint told = kiosk->n_visits;
  g_autoptr (KapkaTestProgram) program = NULL;

  g_test_message ("flap %d", flap);
  spoil (f, flap);
  program = sync_kiosk_start (kiosk, "--once");
  if (flap == FLAP_SILENT || flap == FLAP_ANSWER_SILENT)
    be_silent (f, flap, connections + 1);
  sync_kiosk_assert_end (program, 75, "network");
  sync_kiosk_assert_recorded (kiosk, 75, "network");
  assert_plain (f, program);
  f->runs++;
  f->refused += flap == FLAP_REFUSED;
  g_assert_cmpuint (kapka_test_cut_proxy_count_connections (f->network), ==,
                    connections + (flap == FLAP_REFUSED ? 0 : 1));
  g_assert_cmpint (sync_kiosk_count_pending (kiosk), >, 0);
  g_assert_cmpint (sync_kiosk_read_int (kiosk, "SELECT count(*) FROM ack"), ==, acks);
  if (flap == FLAP_ANSWER_CLOSED || flap == FLAP_ANSWER_RESET || flap == FLAP_ANSWER_SILENT)
    g_assert_cmpint (sync_kiosk_sum_at_centre (kiosk, "users"), ==, told);
  else
    g_assert_cmpint (sync_kiosk_sum_at_centre (kiosk, "users"), ==, held);
  assert_receipts (f);
}

static void
heal (Flapping *f, Flap flap) {
  kapka_test_cut_proxy_heal (f->network);
  if (flap == FLAP_REFUSED || flap == FLAP_SILENT || flap == FLAP_ANSWER_SILENT)
    kapka_test_cut_proxy_come_back (f->network);
}

/* Nothing twice, nothing lost, by what the journal says and by what the test knows. */
static void
assert_exact (Flapping *f) {
  sync_kiosk_assert_agrees (f->kiosk);
  sync_kiosk_assert_counted (f->kiosk, f->kiosk->n_visits, f->kiosk->n_pages);
  assert_receipts (f);
}

static void
succeed (Flapping *f) {
  guint connections = kapka_test_cut_proxy_count_connections (f->network);

  sync_kiosk_assert_run (f->kiosk, happens (f, 2) ? "--once" : "--if-pending", 0, "ok");
  sync_kiosk_assert_recorded (f->kiosk, 0, "ok");
  f->runs++;
  g_assert_cmpuint (kapka_test_cut_proxy_count_connections (f->network), ==, connections + 1);
  assert_exact (f);
}

/* When there is nothing to tell, a network that is away is nobody's business. */
static void
keep_quiet (Flapping *f) {
  gint64 runs = sync_kiosk_read_int (f->kiosk, "SELECT count(*) FROM sync_run");
  guint connections = kapka_test_cut_proxy_count_connections (f->network);

  kapka_test_cut_proxy_cut (f->network, &(KapkaTestFate){ .cut = KAPKA_TEST_CUT_RESET });
  sync_kiosk_assert_run (f->kiosk, "--if-pending", 0, "ok");
  kapka_test_cut_proxy_heal (f->network);
  g_assert_cmpuint (kapka_test_cut_proxy_count_connections (f->network), ==, connections);
  g_assert_cmpint (sync_kiosk_read_int (f->kiosk, "SELECT count(*) FROM sync_run"), ==, runs);
}

/* Each way of failing is met, in an order of the seed. */
static void
test_upload (void) {
  guint rounds = g_getenv ("KAPKA_LONG") != NULL ? LONG_ROUNDS : ROUNDS;
  g_auto (Flapping) f = { 0 };

  flapping_start (&f);
  for (guint i = 0; i < rounds; i++) {
    Flap flap = i < N_FLAPS ? (Flap)i : (Flap)g_rand_int_range (f.rand, 0, N_FLAPS);

    live (&f);
    fail_once (&f, flap);
    heal (&f, flap);
    if (!happens (&f, 3))
      continue;
    live (&f);
    succeed (&f);
    if (happens (&f, 2))
      keep_quiet (&f);
  }
  live (&f);
  succeed (&f);
  // No run has tried more than once, and each try was one connection.
  g_assert_cmpint (sync_kiosk_read_int (f.kiosk, "SELECT sum(attempts) FROM sync_run"), ==,
                   MIN (f.runs, KEPT_RUNS));
  g_assert_cmpuint (kapka_test_cut_proxy_count_connections (f.network) + f.refused, ==,
                    f.before + f.runs);
}

/* The real program waits by itself and comes again; what was counted while it waited goes along. */
static void
test_comes_again (void) {
  g_auto (Flapping) f = { 0 };
  g_autoptr (KapkaTestProgram) program = NULL;
  guint connections;

  flapping_start (&f);
  live (&f);
  connections = kapka_test_cut_proxy_count_connections (f.network);
  kapka_test_cut_proxy_cut (
      f.network,
      &(KapkaTestFate){ .way = KAPKA_TEST_WAY_ANSWER, .cut = KAPKA_TEST_CUT_RESET, .times = 1 });
  program = sync_kiosk_start (f.kiosk, NULL);
  sync_kiosk_assert_end (program, 0, "ok");
  g_assert_cmpint (sync_kiosk_read_int (f.kiosk, "SELECT attempts FROM sync_run"), ==, 2);
  g_assert_cmpuint (kapka_test_cut_proxy_count_connections (f.network), ==, connections + 2);
  assert_exact (&f);
}

/* A run inside the test, whose waits are over at once, and at each of which the network becomes
 * another. */
typedef struct {
  Flapping f;
  guint failures;     // One after another, so far.
  guint longest;      // The most of them in a row.
  guint waits;        // In all.
  gint64 waited_ms;   // In all.
  gboolean may_begin; // The last thing heard was the question whether to stop.
  gboolean for_ever;  // It does not become good any more.
  KapkaSyncRun record;
} Rehearsal;

static void
rehearsal_clear (Rehearsal *rehearsal) {
  flapping_clear (&rehearsal->f);
  kapka_sync_run_clear (&rehearsal->record);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Rehearsal, rehearsal_clear)

/* The ways that leave the network there. */
static void
flap (Rehearsal *rehearsal) {
  Flapping *f = &rehearsal->f;

  if (rehearsal->for_ever || !happens (f, 3))
    spoil (f, (Flap)g_rand_int_range (f->rand, FLAP_REQUEST_CLOSED, FLAP_SILENT));
  else
    kapka_test_cut_proxy_heal (f->network);
}

/* Asked before each try for no time at all, and after each that failed for a while. */
static gboolean
wait_cb (gint64 ms, gpointer data) {
  Rehearsal *rehearsal = data;

  if (ms == 0) {
    if (rehearsal->may_begin)
      rehearsal->failures = 0;
    rehearsal->may_begin = TRUE;
    flap (rehearsal);
    return TRUE;
  }
  rehearsal->may_begin = FALSE;
  rehearsal->waits++;
  rehearsal->waited_ms += ms;
  rehearsal->failures++;
  rehearsal->longest = MAX (rehearsal->longest, rehearsal->failures);
  g_test_message ("failure %u: %" G_GINT64_FORMAT " ms", rehearsal->failures, ms);
  g_assert_cmpint (ms, <=, MIN (G_GINT64_CONSTANT (5000) << (rehearsal->failures - 1), 900000));
  return TRUE;
}

static const char *
run (Rehearsal *rehearsal) {
  SyncKiosk *kiosk = rehearsal->f.kiosk;
  g_autoptr (KapkaEnrolment) enrolment = kapka_enrolment_load (kiosk->state_dir, NULL);
  g_autoptr (KapkaJournal) journal = sync_kiosk_open (kiosk, KAPKA_JOURNAL_SYNC);
  const KapkaHttpOptions http = {
    .url = kapka_test_centre_get_url (kiosk->centre),
    .ca_file = "",
    .proxy = "",
    .proxy_auth = "none",
  };
  const KapkaTransport transport = kapka_http_client_get_transport (&http);
  const KapkaRunSetup setup = {
    .journal = journal,
    .clock = kiosk->clock,
    .enrolment = enrolment,
    .transport = &transport,
    .state_dir = kiosk->state_dir,
    .wait = wait_cb,
    .user_data = rehearsal,
  };

  rehearsal->failures = 0;
  rehearsal->may_begin = FALSE;
  kapka_sync_run_clear (&rehearsal->record);
  rehearsal->record = (KapkaSyncRun){ 0 };
  return kapka_sync_reason_to_string (kapka_run_upload (&setup, &rehearsal->record));
}

/* More than one request can take, so that the network fails between two of them as well. */
static void
work_a_backlog (Rehearsal *rehearsal) {
  Flapping *f = &rehearsal->f;

  for (int i = 0; i < 900; i++) {
    g_autoptr (GDateTime) date = g_date_time_add_days (f->day, i / 3);
    g_autofree char *day = g_date_time_format (date, "%Y-%m-%d");

    sync_kiosk_work (f->kiosk, day, i % 30 == 0 ? 1 : 0);
    sync_kiosk_reboot (f->kiosk);
  }
}

/* However often the network comes and goes, each try that fails is followed by a wait that may
 * grow, and a run that has had too many of them leaves the rest to the next one. */
static void
test_backs_off (void) {
  g_auto (Rehearsal) rehearsal = { 0 };
  Flapping *f = &rehearsal.f;
  guint connections;
  const char *reason;

  // The waits are drawn from the numbers of the process.
  g_random_set_seed (SEED);
  flapping_start (f);
  work_a_backlog (&rehearsal);
  rehearsal.for_ever = TRUE;
  connections = kapka_test_cut_proxy_count_connections (f->network);
  g_assert_cmpstr (run (&rehearsal), ==, "network");
  g_assert_cmpuint (kapka_test_cut_proxy_count_connections (f->network), ==,
                    connections + KAPKA_RETRY_MAX_FAILURES);
  g_assert_cmpuint (rehearsal.waits, ==, KAPKA_RETRY_MAX_FAILURES - 1);
  // By chance a wait may be short; all of them together are some minutes.
  g_assert_cmpint (rehearsal.waited_ms, >, 60000);
  rehearsal.for_ever = FALSE;
  do {
    guint waits = rehearsal.waits;
    gint64 pending = sync_kiosk_count_pending (f->kiosk);

    connections = kapka_test_cut_proxy_count_connections (f->network);
    reason = run (&rehearsal);
    connections = kapka_test_cut_proxy_count_connections (f->network) - connections;
    g_test_message ("%s after %u connections", reason, connections);
    g_assert_cmpint (rehearsal.record.attempts, ==, connections);
    // Those after which nobody waited have brought something.
    g_assert_cmpuint (connections - (rehearsal.waits - waits), <=, (pending + 199) / 200 + 1);
    assert_receipts (f);
  } while (g_str_equal (reason, "network"));
  g_assert_cmpstr (reason, ==, "ok");
  g_assert_cmpuint (rehearsal.longest, >=, 2);
  g_assert_cmpuint (rehearsal.longest, <, KAPKA_RETRY_MAX_FAILURES);
  kapka_test_cut_proxy_heal (f->network);
  assert_exact (f);
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/matrix/55-upload", test_upload);
  g_test_add_func ("/matrix/55-comes-again", test_comes_again);
  g_test_add_func ("/matrix/55-backs-off", test_backs_off);
  return g_test_run ();
}
