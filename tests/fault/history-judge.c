// SPDX-License-Identifier: GPL-3.0-or-later
#include "history.h"
#include "journal/db.h"

/* As many differences as a person wants to read. */
#define MOST_DIFFERENCES 12

/* Runs @sql on the journal of @kiosk and gives each row to @take. */
typedef void (*TakeRow) (History *history, KapkaStmt *stmt, GHashTable *alive);

static void
read_disk (History *history,
           const HistoryKiosk *kiosk,
           const char *sql,
           TakeRow take,
           GHashTable *alive) {
  g_autoptr (GError) error = NULL;
  g_autofree char *path = history_kiosk_path (kiosk, "journal.db");
  g_autoptr (KapkaDb) db = kapka_db_open (path, KAPKA_DB_READ, &error);
  g_autoptr (KapkaStmt) stmt = NULL;
  KapkaStep step = KAPKA_STEP_ERROR;

  if (db != NULL) {
    stmt = kapka_db_prepare (db, sql);
    while ((step = kapka_stmt_step (stmt, &error)) == KAPKA_STEP_ROW)
      take (history, stmt, alive);
  }
  if (step == KAPKA_STEP_ERROR)
    history_story_fail (history->story, "%s: %s", kiosk->name, error->message);
}

static void
take_event (History *history, KapkaStmt *stmt, GHashTable *alive) {
  const char *event_id = kapka_stmt_get_text (stmt, 0);

  if (history_ledger_find (history->ledger, event_id) == NULL)
    history_story_fail (history->story, "nobody wrote event %s", event_id);
  else
    g_hash_table_insert (alive, g_strdup (event_id), g_strdup (kapka_stmt_get_text (stmt, 1)));
}

/* A folded day holds each event of its stream up to its revision. */
static void
take_fold (History *history, KapkaStmt *stmt, GHashTable *alive) {
  for (guint i = 0; i < history->ledger->events->len; i++) {
    const HistoryEvent *event = g_ptr_array_index (history->ledger->events, i);

    if (g_strcmp0 (event->stream_id, kapka_stmt_get_text (stmt, 0)) == 0 &&
        g_strcmp0 (event->day, kapka_stmt_get_text (stmt, 1)) == 0 &&
        event->seq <= kapka_stmt_get_int (stmt, 2))
      g_hash_table_insert (alive, g_strdup (event->event_id),
                           g_strdup (kapka_stmt_get_text (stmt, 3)));
  }
}

static void
take_leftover (History *history, KapkaStmt *stmt, GHashTable *alive) {
  history_story_fail (history->story, "left over: %s %s %s", kapka_stmt_get_text (stmt, 0),
                      kapka_stmt_get_text (stmt, 1), kapka_stmt_get_text (stmt, 2));
}

/* Returns the identities of the events that are on a disk, and of which install it says they are.
 */
static GHashTable *
read_disks (History *history) {
  GHashTable *alive = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  for (guint i = 0; i < HISTORY_N_KIOSKS; i++) {
    const HistoryKiosk *kiosk = history->kiosks[i];

    read_disk (history, kiosk,
               "SELECT event_id, install_id FROM event JOIN stream USING(stream_no)", take_event,
               alive);
    read_disk (
        history, kiosk,
        "SELECT stream_id, day, revision, install_id FROM day_fold JOIN stream USING(stream_no)",
        take_fold, alive);
    read_disk (history, kiosk, "SELECT 'pending', stream_id, day FROM pending", take_leftover,
               alive);
    read_disk (history, kiosk, "SELECT 'fragment', stream_id, seq FROM pending_fragment",
               take_leftover, alive);
    read_disk (history, kiosk, "SELECT 'roll-up', day, key FROM day_count_diff", take_leftover,
               alive);
  }
  return alive;
}

static void
add_event (GHashTable *sums, const char *terminal, const HistoryEvent *event) {
  for (guint i = 0; i < event->counts->len; i++) {
    const KapkaCount *count = g_ptr_array_index (event->counts, i);
    char *name = g_strdup_printf ("%s %s %s", terminal, event->day, count->key);
    const gint64 *known = g_hash_table_lookup (sums, name);
    gint64 sum = count->delta + (known == NULL ? 0 : *known);

    if (sum == 0)
      g_hash_table_remove (sums, name);
    else
      g_hash_table_insert (sums, g_strdup (name), g_memdup2 (&sum, sizeof sum));
    g_free (name);
  }
}

/* An install that was never enrolled may get another name when its journal was damaged: then the
 * disk has the only word on it. */
static const char *
find_terminal (History *history, GHashTable *alive, const HistoryEvent *event) {
  const HistoryHeld *held = history->centre->held;
  const char *terminal = history_held_get_terminal (held, event->install_id);
  const char *named = g_hash_table_lookup (alive, event->event_id);

  return terminal != NULL || named == NULL ? terminal : history_held_get_terminal (held, named);
}

/* Returns "library terminal day key" → gint64: each event that is alive or held, once. */
static GHashTable *
add_up (History *history, GHashTable *alive) {
  GHashTable *sums = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  for (guint i = 0; i < history->ledger->events->len; i++) {
    const HistoryEvent *event = g_ptr_array_index (history->ledger->events, i);
    const char *terminal = find_terminal (history, alive, event);

    if (!g_hash_table_contains (alive, event->event_id) &&
        !history_held_has (history->centre->held, event))
      continue;
    if (terminal == NULL)
      history_story_fail (history->story, "install %s was never enrolled", event->install_id);
    else
      add_event (sums, terminal, event);
  }
  return sums;
}

static int
compare_names (gconstpointer a, gconstpointer b) {
  return g_strcmp0 (*(const char *const *)a, *(const char *const *)b);
}

static GPtrArray *
list_names (GHashTable *meant, GHashTable *found) {
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *list = g_ptr_array_new ();
  GHashTable *const tables[] = { meant, found };
  GHashTableIter iter;
  gpointer name;

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++) {
    g_hash_table_iter_init (&iter, tables[i]);
    while (g_hash_table_iter_next (&iter, &name, NULL))
      if (g_hash_table_add (names, name))
        g_ptr_array_add (list, name);
  }
  g_ptr_array_sort (list, compare_names);
  return list;
}

static void
compare (History *history, GHashTable *meant, GHashTable *found) {
  g_autoptr (GPtrArray) names = list_names (meant, found);
  guint n = 0;

  for (guint i = 0; i < names->len && n < MOST_DIFFERENCES; i++) {
    const char *name = g_ptr_array_index (names, i);
    const gint64 *sum = g_hash_table_lookup (meant, name);
    g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, sum == NULL ? 0 : *sum);
    const char *counted = g_hash_table_lookup (found, name);

    if (g_strcmp0 (text, counted == NULL ? "0" : counted) == 0)
      continue;
    history_story_fail (history->story, "%s: there are %s, the centre counts %s", name, text,
                        counted == NULL ? "0" : counted);
    n++;
  }
}

void
history_judge (History *history) {
  g_autoptr (GHashTable) alive = read_disks (history);
  g_autoptr (GHashTable) meant = add_up (history, alive);
  g_autoptr (GHashTable) found = history_centre_read_counts (history->centre);

  compare (history, meant, found);
  if (history_centre_count_conflicts (history->centre) != 0)
    history_story_fail (history->story, "the centre knows of a conflict");
}
