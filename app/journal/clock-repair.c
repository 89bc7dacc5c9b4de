// SPDX-License-Identifier: GPL-3.0-or-later
#include "journal/clock-repair.h"

#include <string.h>

#include "journal/correction-record.h"
#include "journal/journal-private.h"

// Half a day: no drift of a running clock comes near it.
#define LARGE_MS "43200000"

/** KapkaMisdated: an event of a wrong clock. */
typedef struct {
  char *event_id;
  char *visit;   // (nullable)
  char *item;    // (nullable)
  char *service; // (nullable)
  char day[11];
  gint64 boottime_ms;
} KapkaMisdated;

static void
misdated_free (KapkaMisdated *event) {
  g_free (event->event_id);
  g_free (event->visit);
  g_free (event->item);
  g_free (event->service);
  g_free (event);
}

static KapkaMisdated *
read_misdated (KapkaStmt *stmt) {
  KapkaMisdated *event = g_new0 (KapkaMisdated, 1);

  event->event_id = g_strdup (kapka_stmt_get_text (stmt, 0));
  event->visit = g_strdup (kapka_stmt_get_text (stmt, 1));
  event->item = g_strdup (kapka_stmt_get_text (stmt, 2));
  event->service = g_strdup (kapka_stmt_get_text (stmt, 3));
  g_strlcpy (event->day, kapka_stmt_get_text (stmt, 4), sizeof event->day);
  event->boottime_ms = kapka_stmt_get_int (stmt, 5);
  return event;
}

/** Lists the events of this boot that count, or have staff count something, and whose moment was
 * doubted. The moment of a `power` end is that of a boot before. A correction and a batch were put
 * on their day by hand, a tally was not. */
static GPtrArray *
list_misdated (KapkaJournal *journal, const KapkaInstant *now, GError **error) {
  g_autoptr (GPtrArray) events = g_ptr_array_new_with_free_func ((GDestroyNotify)misdated_free);
  g_autoptr (KapkaStmt) stmt = kapka_db_prepare (
      journal->db,
      "SELECT event_id, visit, item, service, day, boottime_ms FROM event e JOIN stream s"
      " USING(stream_no) WHERE s.boot_id = ?"
      " AND (clock_ok = 0 OR abs(utc_ms - boottime_ms - ?) > " LARGE_MS ")"
      " AND (kind IN ('on', 'request', 'print', 'end') OR (kind = 'manual' AND reason = 'tally'))"
      " AND ((kind = 'end' AND reason <> 'power')"
      "  OR EXISTS(SELECT 1 FROM event_count c WHERE c.stream_no = e.stream_no AND c.seq = e.seq))"
      " AND NOT EXISTS(SELECT 1 FROM event o WHERE o.corrects = e.event_id AND o.reason = 'clock'"
      "  AND o.author = 'system')"
      " ORDER BY stream_no, seq");
  KapkaStep step;

  kapka_stmt_add_text (stmt, kapka_clock_get_boot_id (journal->clock));
  kapka_stmt_add_int (stmt, now->utc_ms - now->boottime_ms);
  while ((step = kapka_stmt_step (stmt, error)) == KAPKA_STEP_ROW)
    g_ptr_array_add (events, read_misdated (stmt));
  return step == KAPKA_STEP_DONE ? g_steal_pointer (&events) : NULL;
}

/** Adds up what the event and its earlier corrections left on the wrong day. */
static GPtrArray *
read_rest (KapkaJournal *journal, const KapkaMisdated *wrong, GError **error) {
  g_autoptr (KapkaRecord) record = kapka_record_load (journal->db, wrong->event_id, error);
  const KapkaRest *rest;

  if (record == NULL)
    return NULL;
  rest =
      kapka_record_find_rest_on (record, kapka_record_find (record, wrong->event_id), wrong->day);
  return rest == NULL ? kapka_counts_new () : g_ptr_array_ref (rest->counts);
}

static KapkaEvent *
make_correction (KapkaJournal *journal,
                 const KapkaMisdated *wrong,
                 const char *day,
                 GPtrArray *counts,
                 int sign) {
  KapkaEvent *event = kapka_event_new (KAPKA_EVENT_CORRECTION, journal->clock);

  event->corrects = g_strdup (wrong->event_id);
  event->visit = g_strdup (wrong->visit);
  event->item = g_strdup (wrong->item);
  event->service = g_strdup (wrong->service);
  event->author = g_strdup ("system");
  event->reason = g_strdup ("clock");
  g_strlcpy (event->at.day, day, sizeof event->at.day);
  kapka_counts_add_all (event->counts, counts, sign);
  return event;
}

static gboolean
move_counts (KapkaJournal *journal,
             const KapkaMisdated *wrong,
             const char *right_day,
             GPtrArray *counts,
             GError **error) {
  g_autoptr (GPtrArray) pair = g_ptr_array_new_with_free_func ((GDestroyNotify)kapka_event_free);

  g_ptr_array_add (pair, make_correction (journal, wrong, wrong->day, counts, -1));
  g_ptr_array_add (pair, make_correction (journal, wrong, right_day, counts, 1));
  return kapka_journal_append_all (journal, pair, error);
}

/** Returns: 1 when the event was corrected, 0 when it need not be, -1 on error. */
static int
repair (KapkaJournal *journal, const KapkaMisdated *wrong, GError **error) {
  g_autoptr (GPtrArray) counts = NULL;
  KapkaInstant now;
  KapkaInstant right;

  kapka_clock_now (journal->clock, &now);
  kapka_clock_at (journal->clock, now.utc_ms - (now.boottime_ms - wrong->boottime_ms), &right);
  if (strcmp (right.day, wrong->day) == 0)
    return 0;
  counts = read_rest (journal, wrong, error);
  if (counts == NULL)
    return -1;
  if (counts->len == 0)
    return 0;
  return move_counts (journal, wrong, right.day, counts, error) ? 1 : -1;
}

int
kapka_journal_repair_clock (KapkaJournal *journal, GError **error) {
  g_autoptr (GPtrArray) events = NULL;
  KapkaInstant now;
  int n = 0;

  kapka_clock_now (journal->clock, &now);
  if (!now.synced)
    return 0;
  events = list_misdated (journal, &now, error);
  if (events == NULL)
    return -1;
  for (guint i = 0; i < events->len; i++) {
    int repaired = repair (journal, g_ptr_array_index (events, i), error);

    if (repaired < 0)
      return -1;
    n += repaired;
  }
  return n;
}
