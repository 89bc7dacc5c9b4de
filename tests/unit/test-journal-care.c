// SPDX-License-Identifier: GPL-3.0-or-later
#include "journal/care.h"

#include <glib/gstdio.h>
#include <string.h>

#include "base/error.h"
#include "journal/backup.h"
#include "journal/ballast.h"
#include "journal/clock-repair.h"
#include "journal/journal-private.h"
#include "journal/rollup.h"
#include "journal/salvage.h"
#include "journal/spool.h"
#include "test-journal-place.h"

#define SAMARA "Europe/Samara"

static KapkaPlace *
make_place (void) {
  return kapka_place_new (SAMARA, "2026-03-02T09:00:00+04:00");
}

static KapkaJournal *
fill (KapkaPlace *place, guint n) {
  KapkaJournal *journal = kapka_place_open (place);

  kapka_journal_append_on (journal, NULL);
  for (guint i = 0; i < n; i++)
    kapka_place_append (journal,
                        kapka_place_request (place, PLACE_VISIT_1, "gosuslugi", "s3", FALSE));
  return journal;
}

static gint64
sum (KapkaJournal *journal, const char *key, const char *day) {
  gint64 value;

  g_assert_true (kapka_journal_sum (journal, key, day, day, &value, NULL, NULL));
  return value;
}

static void
test_wrong_rollup (void) {
  g_autoptr (KapkaPlace) place = make_place ();
  g_autoptr (KapkaJournal) journal = fill (place, 5);
  gboolean repaired;

  g_assert_true (kapka_journal_repair_rollup (journal, &repaired, NULL));
  g_assert_false (repaired);
  g_assert_true (kapka_place_run (place,
                                  "UPDATE day_count SET value = 9 WHERE key = 's3';"
                                  "DELETE FROM day_count WHERE key = '_on';"
                                  "INSERT INTO day_count VALUES('2025-01-01', 's1', 7)",
                                  NULL));
  g_assert_true (kapka_journal_repair_rollup (journal, &repaired, NULL));
  g_assert_true (repaired);
  g_assert_cmpint (sum (journal, "s3", "2026-03-02"), ==, 5);
  g_assert_cmpint (sum (journal, "_on", "2026-03-02"), ==, 1);
  g_assert_cmpint (sum (journal, "s1", "2025-01-01"), ==, 0);
  g_assert_true (kapka_journal_check (journal, NULL));
}

static void
test_backups (void) {
  g_autoptr (KapkaPlace) place = make_place ();
  g_autoptr (KapkaJournal) journal = fill (place, 3);
  g_autofree char *directory = g_build_filename (place->root, "backup", NULL);
  g_autofree char *newest = g_build_filename (directory, "journal-2026-03-10.db", NULL);
  g_autofree char *oldest = g_build_filename (directory, "journal-2026-03-04.db", NULL);
  g_autofree char *draft = g_build_filename (directory, "journal.db.new", NULL);
  g_autoptr (GError) error = NULL;

  g_mkdir (directory, 0750);
  // What a crash left of an earlier try.
  g_file_set_contents (draft, "half a backup", -1, NULL);
  for (guint i = 1; i <= 10; i++) {
    g_autofree char *day = g_strdup_printf ("2026-03-%02u", i);

    kapka_backup_write_day (journal->db, directory, "journal", day, &error);
    g_assert_no_error (error);
  }
  g_assert_cmpuint (kapka_place_count_files (directory), ==, 7);
  g_assert_true (g_file_test (oldest, G_FILE_TEST_EXISTS));
  // A backup is a journal: put into place, it opens and is whole.
  kapka_journal_close (g_steal_pointer (&journal));
  kapka_place_copy (newest, place->path);
  journal = kapka_place_open (place);
  g_assert_true (kapka_journal_check (journal, NULL));
  g_assert_cmpint (kapka_place_read_int (place, "SELECT count(*) FROM event"), ==, 4);
}

static void
test_backup_nowhere (void) {
  g_autoptr (KapkaPlace) place = make_place ();
  g_autoptr (KapkaJournal) journal = fill (place, 3);
  g_autofree char *blocked = g_build_filename (place->root, "file", NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (blocked, "", 0, NULL);
  g_assert_false (kapka_backup_write_day (journal->db, blocked, "journal", "2026-03-02", &error));
  g_assert_nonnull (error);
  kapka_place_append (journal, kapka_place_begin (place, PLACE_VISIT_2));
}

static void
test_ballast (void) {
  g_autoptr (KapkaPlace) place = make_place ();
  g_autofree char *path = g_build_filename (place->root, "journal.ballast", NULL);
  GStatBuf info;

  g_assert_false (kapka_ballast_release (place->root));
  kapka_ballast_ensure (place->root);
  g_assert_cmpint (g_stat (path, &info), ==, 0);
  g_assert_cmpint (info.st_size, ==, 4 * 1024 * 1024);
  g_assert_cmpint (info.st_blocks * 512, >=, info.st_size);
  g_assert_false (kapka_ballast_is_missing (place->root));
  g_assert_true (kapka_ballast_release (place->root));
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

static GPtrArray *
make_events (KapkaPlace *place) {
  GPtrArray *events = g_ptr_array_new_with_free_func ((GDestroyNotify)kapka_event_free);
  KapkaEvent *correction = kapka_event_new (KAPKA_EVENT_CORRECTION, place->clock);

  g_ptr_array_add (events, kapka_place_begin (place, PLACE_VISIT_1));
  g_ptr_array_add (events, kapka_place_request (place, PLACE_VISIT_1, "mfc", "s2", TRUE));
  correction->corrects = g_strdup (((KapkaEvent *)g_ptr_array_index (events, 1))->event_id);
  correction->author = g_strdup ("desk");
  correction->reason = g_strdup ("test");
  kapka_event_add_count (correction, "s2", -1);
  g_ptr_array_add (events, correction);
  return events;
}

static void
test_spool (void) {
  g_autoptr (KapkaPlace) place = make_place ();
  g_autoptr (KapkaJournal) journal = fill (place, 1);
  g_autoptr (GPtrArray) events = make_events (place);
  g_autofree char *path = g_build_filename (place->state_dir, "journal.spool", NULL);
  g_autofree char *text = NULL;
  g_autofree char *cut = NULL;
  g_autofree char *kinds = NULL;
  g_autoptr (GError) error = NULL;

  // One of them reached the journal after all.
  g_assert_true (kapka_journal_append (journal, g_ptr_array_index (events, 0), NULL));
  kapka_spool_add (place->state_dir, events, &error);
  g_assert_no_error (error);
  // A line that somebody changed, and one that a crash cut off.
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  cut = g_strconcat (text, "0123456789abcdef {\"kind\":\"begin\"}\n0123456789", NULL);
  g_file_set_contents (path, cut, -1, NULL);
  for (int i = 0; i < 2; i++) {
    kapka_spool_replay (journal, &error);
    g_assert_no_error (error);
    g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  }
  kinds = kapka_place_read_text (
      place, "SELECT group_concat(kind) FROM (SELECT kind FROM event ORDER BY seq)");
  g_assert_cmpstr (kinds, ==, "on,request,begin,request,correction");
  g_assert_cmpint (sum (journal, "s2", "2026-03-02"), ==, 0);
  g_assert_cmpint (sum (journal, "users", "2026-03-02"), ==, 1);
  g_assert_true (kapka_journal_check (journal, NULL));
}

static KapkaEvent *
unsynced (KapkaEvent *event) {
  event->at.synced = FALSE;
  return event;
}

/** What a wrong clock shows at the start, and whether that can be told then. */
typedef struct {
  const char *name;
  const char *time;
  int n_flagged;
} WrongClock;

static const WrongClock wrong_clocks[] = {
  { "1970", "1970-01-01T09:00:00+04:00", 2 },
  { "far-ahead", "2063-01-19T09:00:00+04:00", 2 },
  { "a-year-ahead", "2046-11-28T09:00:00+04:00", 0 },
};

/** The kiosk starts with a wrong clock, and in the same boot the network gives it the time. */
static void
test_clock_right_later (gconstpointer data) {
  const WrongClock *wrong = data;
  g_autoptr (KapkaPlace) place = kapka_place_new (SAMARA, "2045-11-28T09:00:00+04:00");
  g_autoptr (KapkaJournal) journal = fill (place, 1);
  g_autofree char *authors = NULL;
  KapkaEvent *request;
  char wrong_day[11];

  kapka_journal_close (g_steal_pointer (&journal));
  kapka_place_reboot (place, SAMARA, PLACE_BOOT_2);
  kapka_clock_unref (place->clock);
  place->clock = kapka_clock_new_manual (SAMARA, kapka_place_parse_ms (wrong->time), PLACE_BOOT_2);
  journal = kapka_place_open (place);
  request = unsynced (kapka_place_request (place, PLACE_VISIT_1, "mfc", "s2", TRUE));
  g_strlcpy (wrong_day, request->at.day, sizeof wrong_day);
  kapka_place_append (journal, unsynced (kapka_place_begin (place, PLACE_VISIT_1)));
  kapka_place_append (journal, request);
  g_assert_cmpint (kapka_place_read_int (place, "SELECT count(*) FROM event WHERE clock_ok = 0"),
                   ==, wrong->n_flagged);
  kapka_journal_close (g_steal_pointer (&journal));
  // The same boot, at the same time since boot; it is the first hour of 2 December.
  kapka_clock_unref (place->clock);
  place->clock = kapka_clock_new_manual (SAMARA, kapka_place_parse_ms ("2045-12-02T00:30:00+04:00"),
                                         PLACE_BOOT_2);
  kapka_place_set_time (place, "2045-12-02T01:30:00+04:00");
  journal = kapka_place_open (place);
  g_assert_cmpint (kapka_journal_repair_clock (journal, NULL), ==, 1);
  g_assert_cmpint (kapka_journal_repair_clock (journal, NULL), ==, 0);
  g_assert_cmpint (sum (journal, "s2", wrong_day), ==, 0);
  g_assert_cmpint (sum (journal, "users", wrong_day), ==, 0);
  g_assert_cmpint (sum (journal, "s2", "2045-12-02"), ==, 1);
  g_assert_cmpint (sum (journal, "users", "2045-12-02"), ==, 1);
  authors = kapka_place_read_text (
      place, "SELECT group_concat(author || ' ' || reason) FROM event WHERE kind = 'correction'");
  g_assert_cmpstr (authors, ==, "system clock,system clock");
  g_assert_true (kapka_journal_check (journal, NULL));
}

/** Staff took the event back before the clock was right: nothing is left to move. */
static void
test_clock_of_voided_event (void) {
  g_autoptr (KapkaPlace) place = kapka_place_new (SAMARA, "1970-01-01T09:00:00+04:00");
  g_autoptr (KapkaJournal) journal = kapka_place_open (place);
  KapkaEvent *request = unsynced (kapka_place_request (place, PLACE_VISIT_1, "mfc", "s2", TRUE));
  KapkaEvent *correction = unsynced (kapka_event_new (KAPKA_EVENT_CORRECTION, place->clock));

  correction->corrects = g_strdup (request->event_id);
  correction->author = g_strdup ("desk");
  correction->reason = g_strdup ("not_a_visit");
  kapka_event_add_count (correction, "s2", -1);
  kapka_event_add_count (correction, "users", -1);
  kapka_place_append (journal, request);
  kapka_place_append (journal, correction);
  kapka_place_set_time (place, "2026-03-02T10:00:00+04:00");
  g_assert_cmpint (kapka_journal_repair_clock (journal, NULL), ==, 0);
  g_assert_cmpint (kapka_place_read_int (place, "SELECT count(*) FROM event"), ==, 2);
}

/** Does all that is due. Returns: whether the journal has to be opened anew. */
static gboolean
take_care (KapkaJournal *journal) {
  g_autoptr (KapkaCare) care = kapka_care_new (journal, NULL, FALSE);
  KapkaCareAnswer answer;

  do {
    answer = kapka_care_step (care, TRUE);
  } while (answer == KAPKA_CARE_MORE);
  return answer == KAPKA_CARE_REOPEN;
}

static void
test_round_of_care (void) {
  g_autoptr (KapkaPlace) place = make_place ();
  g_autoptr (KapkaJournal) journal = fill (place, 3);
  g_autofree char *backup =
      g_build_filename (place->state_dir, "backup", "journal-2026-03-02.db", NULL);

  g_assert_true (kapka_place_run (place, "UPDATE day_count SET value = 9 WHERE key = 's3'", NULL));
  g_assert_false (take_care (journal));
  g_assert_cmpint (sum (journal, "s3", "2026-03-02"), ==, 3);
  g_assert_true (g_file_test (backup, G_FILE_TEST_EXISTS));
  // Once a day is enough.
  g_unlink (backup);
  g_assert_false (take_care (journal));
  g_assert_false (g_file_test (backup, G_FILE_TEST_EXISTS));
  kapka_place_set_time (place, "2026-03-03T09:00:00+04:00");
  g_assert_false (take_care (journal));
  g_assert_cmpint (kapka_place_read_int (place, "SELECT count(*) FROM event"), ==, 4);
}

/** The desk finds the months of two years read: those that have events. */
static void
test_months_read (void) {
  g_autoptr (KapkaPlace) place = make_place ();
  g_autoptr (KapkaJournal) journal = NULL;

  kapka_place_set_time (place, "2024-12-31T09:00:00+04:00");
  journal = fill (place, 1);
  for (guint i = 0; i < 3; i++) {
    static const char *const times[] = { "2025-02-01T09:00:00+04:00", "2025-12-31T23:00:00+04:00",
                                         "2026-12-01T09:00:00+04:00" };

    kapka_place_set_time (place, times[i]);
    kapka_place_append (journal, kapka_place_request (place, PLACE_VISIT_1, "mfc", "s2", FALSE));
  }
  g_assert_false (take_care (journal));
  g_assert_cmpuint (g_hash_table_size (journal->reviews), ==, 3);
  g_assert_true (g_hash_table_contains (journal->reviews, "2025-02"));
  g_assert_true (g_hash_table_contains (journal->reviews, "2026-12"));
  g_assert_cmpuint (g_hash_table_size (journal->stream_days), ==, 1);
}

/** Damage in an old stream, which the look at the start passes over. */
static void
test_damage_found_by_care (void) {
  g_autoptr (KapkaPlace) place = make_place ();
  g_autoptr (KapkaJournal) journal = fill (place, 3);

  for (int i = 0; i < 4; i++) {
    g_autofree char *boot = g_strdup_printf ("%08d-0000-4000-8000-000000000000", i);

    kapka_journal_close (g_steal_pointer (&journal));
    kapka_place_reboot (place, SAMARA, boot);
    journal = fill (place, 1);
  }
  kapka_journal_close (g_steal_pointer (&journal));
  g_assert_true (kapka_place_run (
      place,
      "DROP TRIGGER count_ro; UPDATE event_count SET delta = 5 WHERE stream_no = 1 AND seq = 3;"
      "CREATE TRIGGER count_ro BEFORE UPDATE ON event_count BEGIN SELECT RAISE(ABORT, 'the journal "
      "is append-only'); END",
      NULL));
  journal = kapka_place_open (place);
  g_assert_true (take_care (journal));
  kapka_journal_close (g_steal_pointer (&journal));
  journal = kapka_place_open (place);
  g_assert_false (take_care (journal));
  g_assert_cmpint (sum (journal, "s3", "2026-03-02"), ==, 6);
  g_assert_cmpint (
      kapka_place_read_int (place, "SELECT count(*) FROM stream WHERE state = 'damaged'"), ==, 1);
  g_assert_true (kapka_journal_check (journal, NULL));
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/journal/care/wrong-rollup", test_wrong_rollup);
  g_test_add_func ("/journal/care/backups", test_backups);
  g_test_add_func ("/journal/care/backup-nowhere", test_backup_nowhere);
  g_test_add_func ("/journal/care/ballast", test_ballast);
  g_test_add_func ("/journal/care/round", test_round_of_care);
  g_test_add_func ("/journal/care/months-read", test_months_read);
  g_test_add_func ("/journal/care/damage-in-old-stream", test_damage_found_by_care);
  g_test_add_func ("/journal/spool", test_spool);
  for (gsize i = 0; i < G_N_ELEMENTS (wrong_clocks); i++) {
    g_autofree char *path = g_strconcat ("/matrix/33-clock-of-", wrong_clocks[i].name, NULL);

    g_test_add_data_func (path, &wrong_clocks[i], test_clock_right_later);
  }
  g_test_add_func ("/matrix/33-voided-event", test_clock_of_voided_event);
  return g_test_run ();
}
