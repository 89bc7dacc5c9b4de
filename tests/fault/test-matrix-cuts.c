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
} Sweep;

static const Sweep sweeps[] = {
  { "/matrix/02-request-closed", KAPKA_TEST_WAY_REQUEST, KAPKA_TEST_CUT_CLOSE },
  { "/matrix/02-request-reset", KAPKA_TEST_WAY_REQUEST, KAPKA_TEST_CUT_RESET },
  { "/matrix/03-answer-closed", KAPKA_TEST_WAY_ANSWER, KAPKA_TEST_CUT_CLOSE },
  { "/matrix/03-answer-reset", KAPKA_TEST_WAY_ANSWER, KAPKA_TEST_CUT_RESET },
};

/* One more visit, of which the centre learns in a request that is cut. It is there whole or not at
 * all, the kiosk takes nothing for granted, and the next request makes it right.
 *
 * Returns FALSE when there was nothing to cut at this place any more. */
static gboolean
try_cut (SyncKiosk *kiosk, const Sweep *sweep, guint64 after) {
  KapkaTestCutProxy *network = kapka_test_centre_get_network (kiosk->centre);
  guint cuts = kapka_test_cut_proxy_count_cuts (network);
  gint64 before = sync_kiosk_sum_at_centre (kiosk, "users");
  g_autoptr (KapkaTestProgram) program = NULL;

  g_test_message ("after byte %" G_GUINT64_FORMAT, after);
  sync_kiosk_work (kiosk, DAY, 1);
  kapka_test_cut_proxy_cut (
      network, &(KapkaTestFate){ .way = sweep->way, .after = after, .cut = sweep->cut });
  program = sync_kiosk_start (kiosk, "--once");
  kapka_test_program_wait (program, RUN_MS);
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
  g_autoptr (SyncKiosk) kiosk = sync_kiosk_new ();
  KapkaTestCutProxy *network = kapka_test_centre_get_network (kiosk->centre);
  guint64 length;

  for (guint i = 0; i < 2; i++) {
    sync_kiosk_work (kiosk, DAY, 10);
    sync_kiosk_assert_run (kiosk, "--once", 0, "ok");
  }
  length = kapka_test_cut_proxy_get_bytes (network, sweep->way);
  g_assert_cmpuint (length, >, 200);
  for (guint64 after = 0; try_cut (kiosk, sweep, after);)
    after += get_step (after, length);
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (sweeps); i++)
    g_test_add_data_func (sweeps[i].path, &sweeps[i], test_sweep);
  return g_test_run ();
}
