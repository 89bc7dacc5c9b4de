// SPDX-License-Identifier: GPL-3.0-or-later
/* The connection between kiosk and centre breaks at every byte of request and answer. */
#include "sync-kiosk.h"

#define DAY "2026-03-02"
#define RUN_MS 60000
#define MARGIN 3 // Bytes before the end, where no place is left out.

typedef struct {
  const char *path;
  KapkaTestWay way;
  KapkaTestCut cut;
  gboolean without_length; // The end of an answer is that of its connection.
} Sweep;

static const Sweep sweeps[] = {
  { "/matrix/02-request-closed", KAPKA_TEST_WAY_REQUEST, KAPKA_TEST_CUT_CLOSE, FALSE },
  { "/matrix/02-request-reset", KAPKA_TEST_WAY_REQUEST, KAPKA_TEST_CUT_RESET, FALSE },
  { "/matrix/03-answer-closed", KAPKA_TEST_WAY_ANSWER, KAPKA_TEST_CUT_CLOSE, FALSE },
  { "/matrix/03-answer-reset", KAPKA_TEST_WAY_ANSWER, KAPKA_TEST_CUT_RESET, FALSE },
  { "/matrix/03-answer-without-length-closed", KAPKA_TEST_WAY_ANSWER, KAPKA_TEST_CUT_CLOSE, TRUE },
  { "/matrix/03-answer-without-length-reset", KAPKA_TEST_WAY_ANSWER, KAPKA_TEST_CUT_RESET, TRUE },
};

/* A kiosk, and the stretch of its network that is cut. */
typedef struct {
  SyncKiosk *kiosk;
  KapkaTestCutProxy *network;
  KapkaTestCutProxy *own_network; // (nullable)
} Fixture;

/* Answers have no length when what is between kiosk and centre sends them so. */
static void
take_lengths_away (Fixture *fixture) {
  g_autofree char *lines = NULL;

  sync_kiosk_put_bad_server (fixture->kiosk);
  kapka_test_bad_server_set_mood (fixture->kiosk->bad, KAPKA_TEST_MOOD_WITHOUT_LENGTH, 0);
  fixture->own_network =
      kapka_test_cut_proxy_new_for_port (kapka_test_bad_server_get_port (fixture->kiosk->bad));
  fixture->network = fixture->own_network;
  lines = g_strdup_printf ("url=http://127.0.0.1:%u/\n",
                           kapka_test_cut_proxy_get_port (fixture->network));
  sync_kiosk_configure (fixture->kiosk, lines);
}

static void
fixture_start (Fixture *fixture, const Sweep *sweep) {
  fixture->kiosk = sync_kiosk_new ();
  fixture->network = kapka_test_centre_get_network (fixture->kiosk->centre);
  if (sweep->without_length)
    take_lengths_away (fixture);
}

static void
fixture_clear (Fixture *fixture) {
  g_clear_pointer (&fixture->own_network, kapka_test_cut_proxy_free);
  g_clear_pointer (&fixture->kiosk, sync_kiosk_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Fixture, fixture_clear)

static KapkaTestProgram *
run_to_its_end (SyncKiosk *kiosk) {
  KapkaTestProgram *program = sync_kiosk_start (kiosk, "--once");

  kapka_test_program_wait (program, RUN_MS);
  return program;
}

/* One more visit, of which the centre learns in a request that is cut. It is there whole or not at
 * all, the kiosk takes nothing for granted, and the next request makes it right.
 *
 * Returns FALSE when there was nothing to cut at this place any more. */
static gboolean
try_cut (Fixture *fixture, const Sweep *sweep, guint64 after) {
  SyncKiosk *kiosk = fixture->kiosk;
  KapkaTestCutProxy *network = fixture->network;
  guint cuts = kapka_test_cut_proxy_count_cuts (network);
  gint64 before = sync_kiosk_sum_at_centre (kiosk, "users");
  g_autoptr (KapkaTestProgram) program = NULL;

  g_test_message ("after byte %" G_GUINT64_FORMAT, after);
  sync_kiosk_work (kiosk, DAY, 1);
  kapka_test_cut_proxy_cut (
      network, &(KapkaTestFate){ .way = sweep->way, .after = after, .cut = sweep->cut });
  program = run_to_its_end (kiosk);
  kapka_test_cut_proxy_heal (network);
  if (kapka_test_cut_proxy_count_cuts (network) == cuts) {
    sync_kiosk_assert_end (program, 0, "ok");
    sync_kiosk_assert_agrees (kiosk);
    return FALSE;
  }
  sync_kiosk_assert_end (program, 75, "network");
  g_assert_cmpint (sync_kiosk_count_pending (kiosk), ==, 1);
  g_assert_cmpint (sync_kiosk_sum_at_centre (kiosk, "users"), ==,
                   before + (sweep->way == KAPKA_TEST_WAY_ANSWER ? 1 : 0));
  sync_kiosk_assert_run (kiosk, "--once", 0, "ok");
  sync_kiosk_assert_agrees (kiosk);
  return TRUE;
}

/* Every byte in the long suite, otherwise both ends and some between. */
static guint64
get_step (guint64 after, guint64 length) {
  gboolean at_an_end = after < 2 || after + MARGIN >= length;

  if (at_an_end || g_getenv ("KAPKA_LONG") != NULL)
    return 1;
  return CLAMP (length / 12, 1, length - MARGIN - after);
}

/* The requests differ by some bytes in length, so the cut advances until it meets nothing. */
static void
test_sweep (gconstpointer data) {
  const Sweep *sweep = data;
  g_auto (Fixture) fixture = { 0 };
  guint64 length;

  fixture_start (&fixture, sweep);
  for (guint i = 0; i < 2; i++) {
    sync_kiosk_work (fixture.kiosk, DAY, 10);
    sync_kiosk_assert_run (fixture.kiosk, "--once", 0, "ok");
  }
  length = kapka_test_cut_proxy_get_bytes (fixture.network, sweep->way);
  g_assert_cmpuint (length, >, 200);
  for (guint64 after = 0; try_cut (&fixture, sweep, after);)
    after += get_step (after, length);
}

/* Each of these takes 30 seconds, so they are waited for together. */
static void
test_stall (void) {
  static const struct {
    KapkaTestWay way;
    guint64 after;
  } places[] = {
    { KAPKA_TEST_WAY_REQUEST, 0 },
    { KAPKA_TEST_WAY_REQUEST, 400 },
    { KAPKA_TEST_WAY_ANSWER, 0 },
    { KAPKA_TEST_WAY_ANSWER, 100 },
  };
  SyncKiosk *kiosks[G_N_ELEMENTS (places)];
  KapkaTestProgram *programs[G_N_ELEMENTS (places)];
  gint64 begin_usec = g_get_monotonic_time ();

  for (gsize i = 0; i < G_N_ELEMENTS (places); i++) {
    kiosks[i] = sync_kiosk_new ();
    sync_kiosk_work (kiosks[i], DAY, 2);
    kapka_test_cut_proxy_cut (kapka_test_centre_get_network (kiosks[i]->centre),
                              &(KapkaTestFate){ .way = places[i].way,
                                                .after = places[i].after,
                                                .cut = KAPKA_TEST_CUT_STALL });
    programs[i] = sync_kiosk_start (kiosks[i], "--once");
  }
  for (gsize i = 0; i < G_N_ELEMENTS (places); i++) {
    sync_kiosk_assert_end (programs[i], 75, "network");
    g_assert_cmpint (g_get_monotonic_time () - begin_usec, <, 50 * G_USEC_PER_SEC);
    kapka_test_program_free (programs[i]);
    kapka_test_cut_proxy_heal (kapka_test_centre_get_network (kiosks[i]->centre));
    sync_kiosk_assert_run (kiosks[i], "--once", 0, "ok");
    sync_kiosk_assert_agrees (kiosks[i]);
    sync_kiosk_free (kiosks[i]);
  }
}

/* A year without a connection, with three boots a day: 1095 documents. */
static void
work_a_year (SyncKiosk *kiosk) {
  g_autoptr (GDateTime) first = g_date_time_new_utc (2025, 3, 2, 0, 0, 0);

  for (int i = 0; i < 365 * 3; i++) {
    g_autoptr (GDateTime) date = g_date_time_add_days (first, i / 3);
    g_autofree char *day = g_date_time_format (date, "%Y-%m-%d");

    sync_kiosk_work (kiosk, day, i % 21 == 0 ? 1 : 0);
    sync_kiosk_reboot (kiosk);
  }
}

/* Each run loses its connection somewhere, and the next one goes on where it was. */
static void
test_backlog (void) {
  g_autoptr (SyncKiosk) kiosk = sync_kiosk_new ();
  KapkaTestCutProxy *network = kapka_test_centre_get_network (kiosk->centre);
  gint64 pending = 365 * 3;

  work_a_year (kiosk);
  g_assert_cmpint (sync_kiosk_count_pending (kiosk), ==, pending);
  for (guint i = 0; i < 10 && pending > 0; i++) {
    gint64 left;

    kapka_test_cut_proxy_cut (
        network,
        &(KapkaTestFate){ .way = i % 2 == 0 ? KAPKA_TEST_WAY_REQUEST : KAPKA_TEST_WAY_ANSWER,
                          .after = (guint64)g_test_rand_int_range (0, 20000),
                          .cut = KAPKA_TEST_CUT_RESET,
                          .skip = i % 3 == 0 ? 0 : 1,
                          .times = 1 });
    kapka_test_program_free (run_to_its_end (kiosk));
    left = sync_kiosk_count_pending (kiosk);
    g_test_message ("%" G_GINT64_FORMAT " left", left);
    g_assert_cmpint (left, <=, pending);
    pending = left;
  }
  kapka_test_cut_proxy_heal (network);
  sync_kiosk_assert_run (kiosk, "--once", 0, "ok");
  sync_kiosk_assert_agrees (kiosk);
  g_assert_cmpint (kapka_test_centre_read_int (kiosk->centre, "SELECT count(*) FROM day_report"),
                   ==, 365 * 3);
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (sweeps); i++)
    g_test_add_data_func (sweeps[i].path, &sweeps[i], test_sweep);
  g_test_add_func ("/matrix/02-03-stalled", test_stall);
  g_test_add_func ("/matrix/37-year-offline", test_backlog);
  return g_test_run ();
}
