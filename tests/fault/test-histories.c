// SPDX-License-Identifier: GPL-3.0-or-later
// The property of sync.md §6.1: whatever happens to kiosks, disks, requests and the centre, the
// centre comes to count each event exactly once.
//
// KAPKA_HISTORIES=N  how many histories of each store
// KAPKA_SEED=S       seed of the first; the next have the next numbers
// KAPKA_FIRST_RED=1  end with the first history that is red
#include <stdlib.h>

#include "history.h"
#include "memory-disk.h"
#include "test-store-place.h"

#define SEED 20260302
#define SQLITE_HISTORIES 500
#define POSTGRES_HISTORIES 50
#define LONG_HISTORIES 4000

/* Stories that are printed; more of them say no more. */
#define MOST_STORIES 3

static guint
read_number (const char *name, guint otherwise) {
  const char *text = g_getenv (name);

  return text == NULL ? otherwise : (guint)strtoul (text, NULL, 10);
}

static void
print_story (const History *history) {
  g_auto (GStrv) lines = g_strsplit (g_strchomp (history->story->text->str), "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    g_test_message ("%s", lines[i]);
  g_test_message ("KAPKA_SEED=%u KAPKA_HISTORIES=1 tells this history again", history->seed);
}

/* Returns whether the history is green. */
static gboolean
run_history (HistoryCentre *centre, KapkaTestDir *dir, guint seed, gboolean print) {
  g_autofree char *root = kapka_test_dir_join (dir, "history");
  g_autoptr (History) history = history_new (centre, root, seed);

  if (history->story->failure == NULL)
    history_live (history);
  if (history->story->failure == NULL)
    history_heal (history);
  if (history->story->failure == NULL)
    history_judge (history);
  if (history->story->failure != NULL)
    g_test_message ("seed %u: %s", seed, history->story->failure);
  if (history->story->failure != NULL && print)
    print_story (history);
  return history->story->failure == NULL;
}

static void
run_histories (const char *address, KapkaTestDir *dir, guint n) {
  g_autoptr (HistoryCentre) centre = history_centre_new (address, kapka_test_dir_get_path (dir));
  guint first = read_number ("KAPKA_SEED", SEED);
  gboolean one_is_enough = read_number ("KAPKA_FIRST_RED", 0) != 0;
  guint n_red = 0;
  guint i;

  for (i = 0; i < n && (n_red == 0 || !one_is_enough); i++)
    n_red += !run_history (centre, dir, first + i, n_red < MOST_STORIES);
  g_test_message ("%u of %u histories are red, the first seed was %u", n_red, i, first);
  g_assert_cmpuint (n_red, ==, 0);
}

static guint
choose_length (const KapkaStorePlace *place) {
  guint length = place->server == NULL ? SQLITE_HISTORIES : POSTGRES_HISTORIES;

  return read_number ("KAPKA_HISTORIES", g_getenv ("KAPKA_LONG") != NULL ? LONG_HISTORIES : length);
}

static void
test_histories (KapkaStorePlace *place, gconstpointer data) {
  g_autoptr (KapkaTestDir) dir = kapka_test_dir_new ();
  const char *path = kapka_test_dir_get_path (dir);
  gboolean mounted = kapka_memory_disk_mount (path);
  g_autofree char *sqlite = g_strdup_printf ("sqlite:%s/central.db", path);

  g_clear_object (&place->store);
  run_histories (place->server == NULL ? sqlite : place->address, dir, choose_length (place));
  if (mounted)
    kapka_memory_disk_unmount (path);
}

int
main (int argc, char **argv) {
  KapkaStoreServer server = { 0 };

  g_test_init (&argc, &argv, NULL);
  kapka_store_place_add ("histories", "counted-once", NULL, test_histories);
  kapka_store_place_add ("histories", "counted-once", &server, test_histories);
  return kapka_store_place_run_all (&server);
}
