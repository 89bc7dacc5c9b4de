// SPDX-License-Identifier: GPL-3.0-or-later
#include "history-disk.h"
#include "history-sync.h"
#include "history.h"
#include "journal/db.h"

#define HOUR_MS G_GINT64_CONSTANT (3600000)
#define DAY_MS (24 * HOUR_MS)
#define FEWEST_STEPS 30
#define MOST_STEPS 60
#define MOST_IMAGES 4

/* More, and the days would reach the present of the centre. */
#define MOST_LONG_PAUSES 2

/* What happens to one kiosk, or to the centre, or to all. */
typedef void (*Happen) (History *history, HistoryKiosk *kiosk);

typedef struct {
  const char *what;
  int weight;
  Happen happen;
} Step;

static void
write_events (History *history, HistoryKiosk *kiosk) {
  int n = g_rand_int_range (history->rand, 1, 5);

  for (int i = 0; i < n; i++)
    history_kiosk_write (kiosk);
}

static void
correct (History *history, HistoryKiosk *kiosk) {
  history_kiosk_correct (kiosk);
}

static void
pass_time (History *history, HistoryKiosk *kiosk) {
  history_pass_time (history, g_rand_int_range (history->rand, 1, 60) * HOUR_MS);
}

static void
look_after (History *history, HistoryKiosk *kiosk) {
  history_kiosk_care (kiosk);
}

/* A kiosk that has slept for years folds once it has sent. */
static void
pass_years (History *history, HistoryKiosk *kiosk) {
  if (history->n_long_pauses++ >= MOST_LONG_PAUSES)
    return;
  history_pass_time (history, 26 * 31 * DAY_MS);
  for (guint i = 0; i < HISTORY_N_KIOSKS; i++) {
    history_kiosk_boot (history->kiosks[i], history->now_ms);
    history_sync (history, history->kiosks[i]);
    history_kiosk_care (history->kiosks[i]);
  }
}

static void
restart (History *history, HistoryKiosk *kiosk) {
  history_kiosk_start (kiosk);
}

static void
reboot (History *history, HistoryKiosk *kiosk) {
  history_kiosk_boot (kiosk, history->now_ms);
}

/* A kiosk that is not connected yet is, as soon as somebody notices. */
static void
sync_now (History *history, HistoryKiosk *kiosk) {
  if (history_sync (history, kiosk) == KAPKA_SYNC_REASON_NOT_ENROLLED &&
      g_rand_boolean (history->rand))
    history_enrol (history, kiosk);
}

static void
enrol (History *history, HistoryKiosk *kiosk) {
  history_enrol (history, kiosk);
}

static void
move (History *history, HistoryKiosk *kiosk) {
  kiosk->place = g_str_equal (kiosk->place, "18-0001") ? "18-0002" : "18-0001";
  history_enrol (history, kiosk);
}

static guint
find_number (History *history, const HistoryKiosk *kiosk) {
  guint number = 0;

  while (history->kiosks[number] != kiosk)
    number++;
  return number;
}

static void
take_image (History *history, HistoryKiosk *kiosk) {
  HistoryImage *image = g_new0 (HistoryImage, 1);
  g_autofree char *name = g_strdup_printf ("image-%u", ++history->n_images);

  if (history->images->len == MOST_IMAGES)
    g_ptr_array_remove_index (history->images, 0);
  image->path = g_build_filename (history->root, name, NULL);
  image->boot_id = g_strdup (kapka_clock_get_boot_id (kiosk->clock));
  image->kiosk = find_number (history, kiosk);
  history_disk_copy (kiosk->state_dir, image->path);
  g_ptr_array_add (history->images, image);
}

static HistoryImage *
pick_image (History *history) {
  return history->images->len == 0
             ? NULL
             : g_ptr_array_index (history->images, g_rand_int_range (history->rand, 0,
                                                                     (gint32)history->images->len));
}

static void
put_image (History *history, HistoryKiosk *kiosk, const HistoryImage *image) {
  history_story_tell (history->story, "  %s gets %s of PC-%u", kiosk->name,
                      strrchr (image->path, '/') + 1, image->kiosk + 1);
  history_kiosk_stop (kiosk);
  history_disk_copy (image->path, kiosk->state_dir);
  history_kiosk_boot (kiosk, history->now_ms);
}

static void
restore_image (History *history, HistoryKiosk *kiosk) {
  const HistoryImage *image = pick_image (history);

  if (image != NULL)
    put_image (history, history->kiosks[image->kiosk], image);
}

static void
clone_image (History *history, HistoryKiosk *kiosk) {
  const HistoryImage *image = pick_image (history);

  if (image != NULL)
    put_image (history, kiosk, image);
}

/* The database is put back while the machine stays on: the boot and its mark are the same. */
static void
roll_back (History *history, HistoryKiosk *kiosk) {
  const HistoryImage *image = pick_image (history);
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;

  if (image == NULL)
    return;
  kiosk = history->kiosks[image->kiosk];
  if (g_strcmp0 (image->boot_id, kapka_clock_get_boot_id (kiosk->clock)) != 0)
    return;
  from = g_build_filename (image->path, "journal.db", NULL);
  to = history_kiosk_path (kiosk, "journal.db");
  history_story_tell (history->story, "  that of %s, to %s", kiosk->name,
                      strrchr (image->path, '/') + 1);
  history_kiosk_stop (kiosk);
  history_disk_copy_file (from, to);
  history_kiosk_start (kiosk);
}

static void
start_or_boot (History *history, HistoryKiosk *kiosk) {
  if (g_rand_boolean (history->rand))
    history_kiosk_boot (kiosk, history->now_ms);
  else
    history_kiosk_start (kiosk);
}

static void
lose_database (History *history, HistoryKiosk *kiosk) {
  g_autofree char *path = history_kiosk_path (kiosk, "journal.db");

  history_kiosk_stop (kiosk);
  history_disk_remove (path);
  start_or_boot (history, kiosk);
}

static void
lose_disk (History *history, HistoryKiosk *kiosk) {
  history_kiosk_stop (kiosk);
  history_disk_remove (kiosk->state_dir);
  history_kiosk_boot (kiosk, history->now_ms);
}

static gboolean
counts_for_two_terminals (History *history, KapkaDb *db) {
  g_autoptr (KapkaStmt) stmt = kapka_db_prepare (db, "SELECT DISTINCT install_id FROM stream");
  const char *first = NULL;
  gboolean two = FALSE;

  for (guint i = 0; kapka_stmt_step (stmt, NULL) == KAPKA_STEP_ROW; i++) {
    const char *terminal =
        history_held_get_terminal (history->centre->held, kapka_stmt_get_text (stmt, 0));

    two = two || (i > 0 && g_strcmp0 (terminal, first) != 0);
    first = terminal;
  }
  return two;
}

/* Returns the page that says whose each stream is. Nothing else on the disk says it; so when it is
 * lost to a kiosk that was moved, the days that nobody has yet go to where the kiosk is now, and
 * there is no truth left to compare the centre with. */
static int
find_spared_page (History *history, const char *path) {
  g_autoptr (KapkaDb) db = kapka_db_open (path, KAPKA_DB_READ, NULL);
  gint64 page = 0;

  if (db != NULL && counts_for_two_terminals (history, db))
    kapka_db_read_int (db, "SELECT rootpage FROM sqlite_master WHERE name = 'stream'", &page, NULL);
  return (int)page;
}

/* The program may be down when it happens, or find out by itself. */
static void
damage (History *history, HistoryKiosk *kiosk) {
  g_autofree char *path = history_kiosk_path (kiosk, "journal.db");
  g_autofree char *words = NULL;
  gboolean running = g_rand_int_range (history->rand, 0, 4) == 0;

  if (!running)
    history_kiosk_stop (kiosk);
  words = history_disk_damage (path, history->rand, find_spared_page (history, path));
  history_story_tell (history->story, "  %s", words);
  if (running)
    history_kiosk_note_wreck (kiosk);
  else
    start_or_boot (history, kiosk);
}

static void
back_up (History *history, HistoryKiosk *kiosk) {
  history_centre_back_up (history->centre);
}

static void
restore (History *history, HistoryKiosk *kiosk) {
  const GPtrArray *backups = history->centre->backups;
  gboolean keep_id = g_rand_boolean (history->rand);

  if (backups->len == 0)
    return;
  history_story_tell (history->story, "  %s", keep_id ? "with the same id" : "with a new id");
  history_centre_restore (
      history->centre,
      g_ptr_array_index (backups, g_rand_int_range (history->rand, 0, (gint32)backups->len)),
      keep_id);
}

static void
empty (History *history, HistoryKiosk *kiosk) {
  history_centre_empty (history->centre);
}

static void
arrive (History *history, HistoryKiosk *kiosk) {
  history_line_deliver_late (history->line);
}

static void
replay (History *history, HistoryKiosk *kiosk) {
  history_line_replay (history->line);
}

static const Step steps[] = {
  { "writes", 24, write_events },
  { "corrects", 8, correct },
  { "time passes", 8, pass_time },
  { "years pass", 1, pass_years },
  { "restarts its program", 2, restart },
  { "reboots", 5, reboot },
  { "looks after its journal", 3, look_after },
  { "sends", 18, sync_now },
  { "enrols anew", 1, enrol },
  { "moves to the other library", 2, move },
  { "has an image taken", 5, take_image },
  { "an image goes back", 4, restore_image },
  { "becomes a clone", 2, clone_image },
  { "the database is rolled back within a boot", 2, roll_back },
  { "loses its database", 1, lose_database },
  { "loses its disk", 1, lose_disk },
  { "has its database damaged", 6, damage },
  { "the centre is backed up", 3, back_up },
  { "the centre gets a backup back", 2, restore },
  { "the centre is emptied", 1, empty },
  { "late requests arrive", 4, arrive },
  { "old requests come again", 3, replay },
};

static const Step *
pick_step (GRand *rand) {
  int all = 0;
  int at;
  guint i = 0;

  for (guint j = 0; j < G_N_ELEMENTS (steps); j++)
    all += steps[j].weight;
  at = g_rand_int_range (rand, 0, all);
  while (at >= steps[i].weight)
    at -= steps[i++].weight;
  return &steps[i];
}

/* Most kiosks are enrolled before they count anything. */
static void
enrol_most (History *history) {
  history->line->calm = TRUE;
  for (guint i = 0; i < HISTORY_N_KIOSKS; i++)
    if (g_rand_int_range (history->rand, 0, 4) != 0)
      history_enrol (history, history->kiosks[i]);
  history->line->calm = FALSE;
}

void
history_live (History *history) {
  int n = g_rand_int_range (history->rand, FEWEST_STEPS, MOST_STEPS + 1);

  enrol_most (history);
  for (int i = 0; i < n && history->story->failure == NULL; i++) {
    const Step *step = pick_step (history->rand);
    HistoryKiosk *kiosk = history->kiosks[g_rand_int_range (history->rand, 0, HISTORY_N_KIOSKS)];

    history_story_tell (history->story, "%d %s: %s", i + 1, kiosk->name, step->what);
    step->happen (history, kiosk);
  }
}
