// SPDX-License-Identifier: GPL-3.0-or-later
#include "history-kiosk.h"

#include "history-disk.h"
#include "history-events.h"
#include "journal/db.h"

#define TIME_ZONE "Europe/Samara"

HistoryKiosk *
history_kiosk_new (const HistoryWorld *world, const char *name, const char *place) {
  HistoryKiosk *kiosk = g_new0 (HistoryKiosk, 1);
  g_autofree char *runtime_name = g_strconcat (name, ".run", NULL);

  kiosk->name = g_strdup (name);
  kiosk->place = place;
  kiosk->state_dir = g_build_filename (world->root, name, NULL);
  kiosk->runtime_dir = g_build_filename (world->root, runtime_name, NULL);
  kiosk->rand = world->rand;
  kiosk->ledger = world->ledger;
  kiosk->story = world->story;
  return kiosk;
}

void
history_kiosk_free (HistoryKiosk *kiosk) {
  history_kiosk_stop (kiosk);
  g_clear_pointer (&kiosk->clock, kapka_clock_unref);
  g_free (kiosk->wrecked_boot);
  g_free (kiosk->code);
  g_free (kiosk->name);
  g_free (kiosk->state_dir);
  g_free (kiosk->runtime_dir);
  g_free (kiosk);
}

char *
history_kiosk_path (const HistoryKiosk *kiosk, const char *name) {
  return g_build_filename (kiosk->state_dir, name, NULL);
}

/* The journal writes the presence of a day and the end of an open visit by itself, and nothing
 * else. */
static gboolean
is_meant (HistoryKiosk *kiosk, const char *event_id, const char *kind) {
  return g_str_equal (kind, "on") || g_str_equal (kind, "end") ||
         g_hash_table_contains (kiosk->ledger->meant, event_id);
}

/* Takes one row into the ledger; the rows of an event follow each other, one for each count. */
static void
learn_row (HistoryKiosk *kiosk, KapkaStmt *stmt, HistoryEvent **event) {
  const char *event_id = kapka_stmt_get_text (stmt, 0);
  const char *stream_id = kapka_stmt_get_text (stmt, 1);
  gint64 seq = kapka_stmt_get_int (stmt, 2);
  const HistoryEvent *known = history_ledger_find (kiosk->ledger, event_id);
  const HistoryEvent *there = history_ledger_find_place (kiosk->ledger, stream_id, seq);

  if (known == NULL && !is_meant (kiosk, event_id, kapka_stmt_get_text (stmt, 7)))
    history_story_fail (kiosk->story, "%s: nobody wrote event %s", kiosk->name, event_id);
  else if (known == NULL && there == NULL)
    *event = history_ledger_add (kiosk->ledger, event_id, stream_id, seq,
                                 kapka_stmt_get_text (stmt, 3), kapka_stmt_get_text (stmt, 4));
  else if (known != there)
    history_story_fail (kiosk->story, "%s: event %s is at %s %d, where another one was",
                        kiosk->name, event_id, stream_id, (int)seq);
  if (*event != NULL && *event == history_ledger_find (kiosk->ledger, event_id) &&
      !kapka_stmt_is_null (stmt, 5))
    kapka_counts_add ((*event)->counts, kapka_stmt_get_text (stmt, 5),
                      kapka_stmt_get_int (stmt, 6));
}

/* Takes what is new in the newest streams into the ledger: also what the journal wrote by itself.
 */
static gboolean
read_boot (HistoryKiosk *kiosk, GError **error) {
  g_autofree char *path = history_kiosk_path (kiosk, "journal.db");
  g_autoptr (KapkaStmt) stmt = NULL;
  HistoryEvent *event = NULL;
  KapkaStep step;

  if (kiosk->reader == NULL)
    kiosk->reader = kapka_db_open (path, KAPKA_DB_READ, error);
  if (kiosk->reader == NULL)
    return FALSE;
  stmt = kapka_db_prepare (kiosk->reader,
                           "SELECT e.event_id, s.stream_id, e.seq, s.install_id, e.day, c.key, "
                           "c.delta, e.kind FROM event e JOIN stream s USING(stream_no)"
                           " LEFT JOIN event_count c ON c.stream_no = e.stream_no AND c.seq = "
                           "e.seq WHERE s.boot_id IN (?, ?, '') OR s.stream_no = (SELECT "
                           "max(stream_no) FROM stream) ORDER BY e.stream_no, e.seq");
  kapka_stmt_add_text (stmt, kapka_clock_get_boot_id (kiosk->clock));
  kapka_stmt_add_text (stmt, kiosk->wrecked_boot);
  while ((step = kapka_stmt_step (stmt, error)) == KAPKA_STEP_ROW)
    learn_row (kiosk, stmt, &event);
  return step == KAPKA_STEP_DONE;
}

/* What cannot be read is broken, and a start of the program repairs it. */
static void
learn (HistoryKiosk *kiosk) {
  g_autoptr (GError) error = NULL;

  if (read_boot (kiosk, &error))
    return;
  if (kiosk->wrecked)
    history_kiosk_start (kiosk);
  else
    history_story_fail (kiosk->story, "%s: %s", kiosk->name, error->message);
}

void
history_kiosk_stop (HistoryKiosk *kiosk) {
  g_clear_pointer (&kiosk->reader, kapka_db_close);
  g_clear_pointer (&kiosk->care, kapka_care_free);
  g_clear_pointer (&kiosk->journal, kapka_journal_close);
  g_clear_pointer (&kiosk->visit, g_free);
}

/* Returns whether there is more to do. */
static gboolean
care_slice (HistoryKiosk *kiosk, gboolean daily) {
  KapkaCareAnswer answer =
      kiosk->care == NULL ? KAPKA_CARE_DONE : kapka_care_step (kiosk->care, daily);

  if (answer == KAPKA_CARE_REOPEN)
    history_kiosk_start (kiosk);
  else if (kiosk->care != NULL)
    learn (kiosk);
  return answer != KAPKA_CARE_DONE && kiosk->story->failure == NULL;
}

void
history_kiosk_care (HistoryKiosk *kiosk) {
  while (care_slice (kiosk, TRUE))
    ;
}

/* What is left of a wreck comes back at once, or later between other events. */
static void
begin_care (HistoryKiosk *kiosk) {
  gboolean more = g_rand_boolean (kiosk->rand);

  kiosk->care = kapka_care_new (kiosk->journal, NULL, TRUE);
  while (more)
    more = care_slice (kiosk, FALSE);
}

void
history_kiosk_note_wreck (HistoryKiosk *kiosk) {
  g_clear_pointer (&kiosk->reader, kapka_db_close);
  kiosk->wrecked = TRUE;
  g_free (kiosk->wrecked_boot);
  kiosk->wrecked_boot = g_strdup (kapka_clock_get_boot_id (kiosk->clock));
}

void
history_kiosk_start (HistoryKiosk *kiosk) {
  g_autoptr (GError) error = NULL;
  KapkaJournalNotice notice = KAPKA_JOURNAL_OPENED;

  history_kiosk_stop (kiosk);
  kiosk->wrecked = FALSE;
  kiosk->journal = kapka_journal_open (kiosk->state_dir, kiosk->runtime_dir, kiosk->clock,
                                       KAPKA_JOURNAL_EVENTS, &notice, &error);
  if (kiosk->journal == NULL || !kapka_journal_append_on (kiosk->journal, &error) ||
      kapka_journal_end_open_visits (kiosk->journal, &error) < 0) {
    history_story_fail (kiosk->story, "%s does not start: %s", kiosk->name, error->message);
    return;
  }
  if (notice == KAPKA_JOURNAL_QUARANTINED)
    history_story_tell (kiosk->story, "  %s found its journal damaged", kiosk->name);
  learn (kiosk);
  begin_care (kiosk);
}

void
history_kiosk_boot (HistoryKiosk *kiosk, gint64 now_ms) {
  g_autofree char *boot_id = g_uuid_string_random ();

  history_kiosk_stop (kiosk);
  history_disk_remove (kiosk->runtime_dir);
  g_clear_pointer (&kiosk->clock, kapka_clock_unref);
  kiosk->clock = kapka_clock_new_manual (TIME_ZONE, now_ms, boot_id);
  history_kiosk_start (kiosk);
}

/* Returns whether the ledger has learnt @event from the disk exactly as it was meant. */
static gboolean
is_learnt (HistoryKiosk *kiosk, KapkaEvent *event) {
  const HistoryEvent *known = history_ledger_find (kiosk->ledger, event->event_id);
  g_autoptr (GString) meant = g_string_new (NULL);
  g_autoptr (GString) found = g_string_new (NULL);

  if (known == NULL)
    return FALSE;
  kapka_counts_print (event->counts, meant);
  kapka_counts_print (known->counts, found);
  return g_string_equal (meant, found) && g_str_equal (known->day, event->at.day);
}

static void
write_event (HistoryKiosk *kiosk, KapkaEvent *event) {
  g_autoptr (GError) error = NULL;
  gboolean wrecked = kiosk->wrecked;

  g_hash_table_add (kiosk->ledger->meant, g_strdup (event->event_id));
  if (kiosk->journal != NULL && !kapka_journal_append (kiosk->journal, event, &error)) {
    history_story_tell (kiosk->story, "%s could not write: %s", kiosk->name, error->message);
    g_clear_error (&error);
    history_kiosk_start (kiosk);
    if (kiosk->journal != NULL && !kapka_journal_append (kiosk->journal, event, &error))
      history_story_fail (kiosk->story, "%s cannot write: %s", kiosk->name, error->message);
  }
  if (kiosk->journal == NULL)
    return;
  learn (kiosk);
  care_slice (kiosk, FALSE);
  // An event may fall victim to damage that nobody has noticed yet.
  if (!kiosk->wrecked && !wrecked && !is_learnt (kiosk, event))
    history_story_fail (kiosk->story, "%s: an event is not in the journal as it was written",
                        kiosk->name);
}

void
history_kiosk_write (HistoryKiosk *kiosk) {
  g_autoptr (KapkaEvent) event = history_event_make (kiosk->rand, kiosk->clock, &kiosk->visit);

  write_event (kiosk, event);
}

/* Finds an event on the disk that counts something. */
static gboolean
find_target (HistoryKiosk *kiosk, HistoryTarget *target) {
  g_autoptr (KapkaStmt) stmt = NULL;

  if (kiosk->reader == NULL)
    return FALSE;
  stmt = kapka_db_prepare (kiosk->reader,
                           "SELECT event_id, visit FROM event e WHERE kind <> 'on' AND EXISTS"
                           "(SELECT 1 FROM event_count c WHERE c.stream_no = e.stream_no AND "
                           "c.seq = e.seq) ORDER BY (stream_no * 7919 + seq * 104729) % ?"
                           " LIMIT 1");
  kapka_stmt_add_int (stmt, g_rand_int_range (kiosk->rand, 1, 100));
  if (kapka_stmt_step (stmt, NULL) != KAPKA_STEP_ROW)
    return FALSE;
  target->event = history_ledger_find (kiosk->ledger, kapka_stmt_get_text (stmt, 0));
  target->visit = g_strdup (kapka_stmt_get_text (stmt, 1));
  return target->event != NULL;
}

void
history_kiosk_correct (HistoryKiosk *kiosk) {
  HistoryTarget target = { 0 };

  if (find_target (kiosk, &target)) {
    g_autoptr (KapkaEvent) event =
        history_event_make_correction (kiosk->rand, kiosk->clock, &target);

    write_event (kiosk, event);
  }
  g_free (target.visit);
}
