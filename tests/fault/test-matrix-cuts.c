// SPDX-License-Identifier: GPL-3.0-or-later
/* The connection between kiosk and centre breaks at every byte of request and answer. */
#include "cut-proxy.h"
#include "sync-kiosk.h"

#define DAY "2026-03-02"
#define RUN_MS 60000
#define MARGIN 3 // Bytes before the end, where no place is left out.

typedef struct {
  const char *path;
  KapkaTestWay way;
  KapkaTestCut cut;
} Sweep;

static const Sweep sweeps[] = {
  { "/matrix/02-request-closed", KAPKA_TEST_WAY_REQUEST, KAPKA_TEST_CUT_CLOSE },
  { "/matrix/02-request-reset", KAPKA_TEST_WAY_REQUEST, KAPKA_TEST_CUT_RESET },
  { "/matrix/03-answer-closed", KAPKA_TEST_WAY_ANSWER, KAPKA_TEST_CUT_CLOSE },
  { "/matrix/03-answer-reset", KAPKA_TEST_WAY_ANSWER, KAPKA_TEST_CUT_RESET },
};

/* A kiosk whose way to the centre leads over a proxy that cuts. */
typedef struct {
  SyncKiosk *kiosk;
  KapkaTestCutProxy *proxy;
} Fixture;

static void
fixture_start (Fixture *fixture) {
  g_autofree char *lines = NULL;

  fixture->kiosk = sync_kiosk_new (NULL);
  fixture->proxy = kapka_test_cut_proxy_new_for_port (sync_kiosk_get_centre_port (fixture->kiosk));
  lines = g_strdup_printf ("url=http://127.0.0.1:%u/\n",
                           kapka_test_cut_proxy_get_port (fixture->proxy));
  sync_kiosk_configure (fixture->kiosk, lines);
}

static void
fixture_clear (Fixture *fixture) {
  g_clear_pointer (&fixture->kiosk, sync_kiosk_free);
  g_clear_pointer (&fixture->proxy, kapka_test_cut_proxy_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Fixture, fixture_clear)

/* One more visit, of which the centre learns in a request that is cut. It is there whole or not at
 * all, the kiosk takes nothing for granted, and the next request makes it right.
 *
 * Returns FALSE when there was nothing to cut at this place any more. */
static gboolean
try_cut (Fixture *fixture, const Sweep *sweep, guint64 after) {
  SyncKiosk *kiosk = fixture->kiosk;
  guint cuts = kapka_test_cut_proxy_count_cuts (fixture->proxy);
  gint64 before = sync_kiosk_sum_at_centre (kiosk, "users");
  g_autoptr (KapkaTestProgram) program = NULL;

  g_test_message ("after byte %" G_GUINT64_FORMAT, after);
  sync_kiosk_work (kiosk, DAY, 1);
  kapka_test_cut_proxy_cut (
      fixture->proxy, &(KapkaTestFate){ .way = sweep->way, .after = after, .cut = sweep->cut });
  program = sync_kiosk_start (kiosk, "--once");
  kapka_test_program_wait (program, RUN_MS);
  kapka_test_cut_proxy_heal (fixture->proxy);
  if (kapka_test_cut_proxy_count_cuts (fixture->proxy) == cuts) {
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

  fixture_start (&fixture);
  for (guint i = 0; i < 2; i++) {
    sync_kiosk_work (fixture.kiosk, DAY, 10);
    sync_kiosk_assert_run (fixture.kiosk, "--once", 0, "ok");
  }
  length = kapka_test_cut_proxy_get_bytes (fixture.proxy, sweep->way);
  g_assert_cmpuint (length, >, 200);
  for (guint64 after = 0; try_cut (&fixture, sweep, after);)
    after += get_step (after, length);
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (sweeps); i++)
    g_test_add_data_func (sweeps[i].path, &sweeps[i], test_sweep);
  return g_test_run ();
}
