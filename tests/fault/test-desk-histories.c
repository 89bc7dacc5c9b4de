// SPDX-License-Identifier: GPL-3.0-or-later
// Whatever a librarian does, in whatever order, between visits, restarts, closings and uploads over
// a line that loses things: events, roll-up, reports and centre say the same afterwards. And when
// all of it is taken back, the newest first, the journal counts what the visitors did and nothing
// else.
//
// KAPKA_SEED=N       the seed of the first history
// KAPKA_HISTORIES=N  how many histories of each store
#include "desk-history-judge.h"
#include "memory-disk.h"
#include "test-store-place.h"

#define SEED 20261126
#define SHORT_RUN 30
#define LONG_RUN 1500
#define MOST_STEPS 60

static guint
read_number (const char *name, guint otherwise) {
  const char *text = g_getenv (name);

  return text == NULL ? otherwise : (guint)g_ascii_strtoull (text, NULL, 10);
}

static void
run_history (KapkaStore *store,
             guint32 seed,
             guint number,
             const KapkaSettings *settings,
             const KapkaCatalog *catalog) {
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  g_autoptr (DeskHistory) history = desk_history_new (rand, store, number);
  int n_steps = g_rand_int_range (rand, 1, MOST_STEPS);

  for (int i = 0; i < n_steps; i++)
    desk_history_step (history);
  desk_history_judge (history, settings, catalog);
  desk_history_reopen_months (history);
  g_assert_cmpint (kapka_journal_end_open_visits (history->place->journal, NULL), >=, 0);
  desk_history_undo_all (history);
  // What was moved to its right day after it was corrected stays there as it was corrected.
  if (!history->misdated)
    desk_history_judge_untouched (history);
  desk_history_judge (history, settings, catalog);
}

static void
test_histories (KapkaStorePlace *place, gconstpointer data) {
  guint n = read_number ("KAPKA_HISTORIES", g_getenv ("KAPKA_LONG") != NULL ? LONG_RUN : SHORT_RUN);
  guint32 seed = read_number ("KAPKA_SEED", SEED);
  g_autoptr (KapkaSettings) settings = kapka_settings_load ("no such file", NULL);
  g_autoptr (KapkaCatalog) catalog = kapka_catalog_load (g_getenv ("KAPKA_DATA_DIR"), NULL, NULL);

  for (guint i = 0; i < n; i++) {
    g_test_message ("KAPKA_SEED=%u KAPKA_HISTORIES=1 tells this history again", seed + i);
    run_history (place->store, seed + i, i + 1, settings, catalog);
  }
}

int
main (int argc, char **argv) {
  static const KapkaStorePlaceCase cases[] = { { "equal-everywhere", test_histories } };
  KapkaStoreServer server = { 0 };

  g_test_init (&argc, &argv, NULL);
  kapka_memory_disk_mount (g_get_tmp_dir ());
  kapka_store_place_add_both ("desk-histories", cases, G_N_ELEMENTS (cases), &server);
  return kapka_store_place_run_all (&server);
}
