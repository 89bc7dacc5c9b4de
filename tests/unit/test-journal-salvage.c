// SPDX-License-Identifier: GPL-3.0-or-later
#define _GNU_SOURCE /* for memmem() */
#include "journal/salvage.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "base/error.h"
#include "journal/fold.h"
#include "journal/upload.h"
#include "journal/wreck-page.h"
#include "journal/wreck.h"
#include "test-journal-place.h"

#define SAMARA "Europe/Samara"
#define BOOT_3 "33333333-3333-4333-8333-333333333333"
#define RECEIVER "d0d0d0d0-0000-4000-8000-000000000001"
#define INSTALL "7f1c0000-0000-4000-8000-000000000007"
#define PAGE 4096
#define MANY 100000u
#define N_EVENTS 300
#define LIST_EVENTS                                                                                \
  "SELECT group_concat(line, x'0a') FROM (SELECT s.stream_id || ' ' || e.seq || ' ' || "           \
  "e.event_id || ' ' || e.row_sum AS line FROM event e JOIN stream s USING(stream_no) WHERE "      \
  "s.stream_id <> (SELECT stream_id FROM stream ORDER BY stream_no DESC LIMIT 1) ORDER BY "        \
  "s.stream_id, e.seq)"

static KapkaPlace *
make_place (void) {
  return kapka_place_new (SAMARA, "2026-03-02T09:00:00+04:00");
}

static void
append_some (KapkaPlace *place, KapkaJournal *journal, guint n) {
  for (guint i = 0; i < n; i++) {
    g_autofree char *visit = g_uuid_string_random ();

    kapka_place_append (journal, kapka_place_begin (place, visit));
    kapka_place_append (journal, kapka_place_request (place, visit, "gosuslugi", "s3", TRUE));
  }
}

/** Two boots, and a third one that only began. */
static KapkaPlace *
make_model (void) {
  KapkaPlace *place = make_place ();
  KapkaJournal *journal = kapka_place_open (place);

  kapka_journal_append_on (journal, NULL);
  append_some (place, journal, N_EVENTS / 4);
  kapka_place_set_time (place, "2026-03-03T09:00:00+04:00");
  append_some (place, journal, N_EVENTS / 4);
  kapka_journal_close (journal);
  kapka_place_reboot (place, SAMARA, PLACE_BOOT_2);
  journal = kapka_place_open (place);
  append_some (place, journal, 10);
  kapka_journal_close (journal);
  kapka_place_reboot (place, SAMARA, BOOT_3);
  journal = kapka_place_open (place);
  kapka_place_append (journal, kapka_place_begin (place, PLACE_VISIT_1));
  kapka_journal_close (journal);
  return place;
}

/** Puts a copy of the model into @place and the clock where the model stopped. */
static void
fill (KapkaPlace *place, const KapkaPlace *model) {
  kapka_place_reboot (place, SAMARA, BOOT_3);
  kapka_place_set_time (place, "2026-03-03T09:00:00+04:00");
  g_assert_cmpint (g_mkdir (place->state_dir, 0750), ==, 0);
  kapka_place_copy (model->path, place->path);
}

static char *
list_events (KapkaPlace *place) {
  return kapka_place_read_text (place, LIST_EVENTS);
}

static void
write_at (const char *path, gsize offset, const void *bytes, gsize length) {
  g_autofree char *content = NULL;
  gsize size;

  g_assert_true (g_file_get_contents (path, &content, &size, NULL));
  g_assert_cmpuint (offset + length, <=, size);
  memcpy (content + offset, bytes, length);
  g_assert_true (g_file_set_contents (path, content, (gssize)size, NULL));
}

static void
spoil_page (const char *path, guint page) {
  char bytes[PAGE];

  memset (bytes, 0xa5, sizeof bytes);
  write_at (path, (page - 1) * (gsize)PAGE, bytes, sizeof bytes);
}

/** Opens what is left, which must be a fresh journal. */
static KapkaJournal *
open_wreck (KapkaPlace *place) {
  g_autoptr (GError) error = NULL;
  KapkaJournalNotice notice;
  KapkaJournal *journal = kapka_journal_open (place->state_dir, place->runtime_dir, place->clock,
                                              KAPKA_JOURNAL_EVENTS, &notice, &error);

  g_assert_no_error (error);
  g_assert_cmpint (notice, ==, KAPKA_JOURNAL_QUARANTINED);
  return journal;
}

static void
salvage (KapkaJournal *journal) {
  g_autoptr (GError) error = NULL;

  kapka_journal_salvage (journal, &error);
  g_assert_no_error (error);
}

static void
assert_healthy (KapkaPlace *place, KapkaJournal *journal) {
  g_autoptr (GError) error = NULL;

  kapka_journal_check (journal, &error);
  g_assert_no_error (error);
  g_assert_cmpint (kapka_place_read_int (place, "SELECT count(*) FROM day_count_diff"), ==, 0);
}

static void
test_bad_header (gconstpointer data) {
  g_autoptr (KapkaPlace) place = make_place ();
  g_autoptr (KapkaJournal) journal = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *reconcile = NULL;

  fill (place, data);
  // The stream of the third boot lies in the wreck like any other.
  before = kapka_place_read_text (place, "SELECT count(*) || ' ' || sum(seq) FROM event");
  spoil_page (place->path, 1);
  journal = open_wreck (place);
  g_assert_true (kapka_journal_append_on (journal, NULL));
  salvage (journal);
  after = kapka_place_read_text (
      place, "SELECT count(*) || ' ' || sum(seq) FROM event WHERE stream_no < 1");
  g_assert_cmpstr (after, ==, before);
  g_assert_cmpint (
      kapka_place_read_int (place, "SELECT count(*) FROM stream WHERE state = 'whole'"), ==, 4);
  assert_healthy (place, journal);
  reconcile = kapka_journal_get_meta (journal, KAPKA_META_RECONCILE_DAY, NULL);
  g_assert_cmpstr (reconcile, <, "2026-03-02");
}

static void
test_identity_is_kept (gconstpointer data) {
  g_autoptr (KapkaPlace) place = make_place ();
  g_autoptr (KapkaJournal) journal = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *install = NULL;

  fill (place, data);
  before = list_events (place);
  install = kapka_place_read_text (place, "SELECT value FROM meta WHERE key = 'install_id'");
  spoil_page (place->path, 1);
  journal = open_wreck (place);
  salvage (journal);
  after = kapka_place_read_text (
      place,
      "SELECT group_concat(line, x'0a') FROM (SELECT s.stream_id || ' ' || e.seq || ' ' || "
      "e.event_id || ' ' || e.row_sum AS line FROM event e JOIN stream s USING(stream_no) WHERE "
      "s.boot_id <> '" BOOT_3 "' ORDER BY s.stream_id, e.seq)");
  g_assert_cmpstr (after, ==, before);
  // The streams of the wreck and the current one are all of the same install.
  g_assert_cmpint (kapka_place_read_int (place, "SELECT count(DISTINCT install_id) FROM stream"),
                   ==, 1);
  g_free (before);
  before = kapka_place_read_text (place, "SELECT install_id FROM stream");
  g_assert_cmpstr (before, ==, install);
}

static void
test_enrolment_names_the_install (gconstpointer data) {
  g_autoptr (KapkaPlace) place = make_place ();
  g_autoptr (KapkaJournal) journal = NULL;
  g_autofree char *path = g_build_filename (place->state_dir, "enrol.json", NULL);
  g_autofree char *install = NULL;

  fill (place, data);
  g_file_set_contents (path, "{\"v\":1,\"install_id\":\"" INSTALL "\",\"token\":\"x\"}", -1, NULL);
  spoil_page (place->path, 1);
  journal = open_wreck (place);
  install = kapka_journal_get_meta (journal, "install_id", NULL);
  g_assert_cmpstr (install, ==, INSTALL);
  salvage (journal);
  // What was written under another install stays with it.
  g_assert_cmpint (kapka_place_read_int (place, "SELECT count(*) FROM stream WHERE install_id = "
                                                "'" INSTALL "'"),
                   ==, 1);
}

/** Finds a leaf page of the table with the most rows on it, but for the last. */
static guint
find_page_of_events (const char *path, guint nth) {
  g_autofree char *content = NULL;
  gsize size;

  g_assert_true (g_file_get_contents (path, &content, &size, NULL));
  for (guint page = 2; page <= size / PAGE; page++) {
    const char *bytes = content + (page - 1) * (gsize)PAGE;

    if (bytes[0] == 10 && memmem (bytes, PAGE, "gosuslugi", 9) != NULL && nth-- == 0)
      return page;
  }
  g_assert_not_reached ();
}

static void
test_lost_page (gconstpointer data) {
  g_autoptr (KapkaPlace) place = make_place ();
  g_autoptr (KapkaJournal) journal = NULL;
  gint64 before;
  gint64 sum;

  fill (place, data);
  before = kapka_place_read_int (place, "SELECT count(*) FROM event");
  spoil_page (place->path, find_page_of_events (place->path, 3));
  journal = open_wreck (place);
  salvage (journal);
  g_assert_cmpint (kapka_place_read_int (place, "SELECT count(*) FROM event"), <, before);
  g_assert_cmpint (kapka_place_read_int (place, "SELECT count(*) FROM event"), >, before - 40);
  g_assert_cmpint (
      kapka_place_read_int (place, "SELECT count(*) FROM stream WHERE state = 'damaged'"), ==, 1);
  g_assert_true (kapka_journal_sum (journal, "s3", "2026-01-01", "2026-12-31", &sum, NULL, NULL));
  g_assert_cmpint (
      sum, ==, kapka_place_read_int (place, "SELECT sum(delta) FROM event_count WHERE key = 's3'"));
  g_assert_cmpint (kapka_place_read_int (place, "SELECT count(*) FROM pending_fragment"), >, 0);
  assert_healthy (place, journal);
}

/** The rows of the streams are gone, but each identity stands in an index too. */
static void
test_lost_streams (gconstpointer data) {
  g_autoptr (KapkaPlace) place = make_place ();
  g_autoptr (KapkaJournal) journal = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  guint page;

  fill (place, data);
  before = kapka_place_read_text (place, "SELECT count(*) || ' ' || sum(seq) FROM event");
  page = (guint)kapka_place_read_int (place,
                                      "SELECT rootpage FROM sqlite_schema WHERE name = 'stream'");
  spoil_page (place->path, page);
  journal = open_wreck (place);
  salvage (journal);
  after = kapka_place_read_text (place, "SELECT count(*) || ' ' || sum(seq) FROM event");
  g_assert_cmpstr (after, ==, before);
  assert_healthy (place, journal);
}

static void
test_twice_is_once (gconstpointer data) {
  g_autoptr (KapkaPlace) place = make_place ();
  g_autoptr (KapkaJournal) journal = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  fill (place, data);
  spoil_page (place->path, 1);
  journal = open_wreck (place);
  salvage (journal);
  before = list_events (place);
  g_assert_true (kapka_place_run (place, "DELETE FROM meta WHERE key LIKE 'salvaged%'", NULL));
  salvage (journal);
  after = list_events (place);
  g_assert_cmpstr (after, ==, before);
  g_assert_cmpint (kapka_place_read_int (place, "SELECT count(*) FROM stream"), ==, 4);
  assert_healthy (place, journal);
}

/** Does @n slices. Returns: whether there is more. */
static gboolean
do_slices (KapkaJournal *journal, guint n) {
  g_autoptr (KapkaSalvage) self = kapka_salvage_new (journal, NULL);
  gboolean more = TRUE;

  for (guint i = 0; i < n && more; i++)
    g_assert_true (kapka_salvage_step (self, &more, NULL));
  return more;
}

static void
test_cut_short (gconstpointer data) {
  gboolean more = TRUE;

  for (guint n = 1; more; n++) {
    g_autoptr (KapkaPlace) place = make_place ();
    g_autoptr (KapkaJournal) journal = NULL;
    gint64 sum;

    fill (place, data);
    spoil_page (place->path, 1);
    journal = open_wreck (place);
    more = do_slices (journal, n);
    assert_healthy (place, journal);
    kapka_journal_close (g_steal_pointer (&journal));
    journal = kapka_place_open (place);
    salvage (journal);
    g_assert_true (kapka_journal_sum (journal, "s3", "2026-01-01", "2026-12-31", &sum, NULL, NULL));
    g_assert_cmpint (sum, ==, N_EVENTS / 4 * 2 + 10);
    assert_healthy (place, journal);
    g_assert_cmpuint (n, <, 100);
  }
}

/** Visitors come while the wreck is read: their events go to the current stream. */
static void
test_beside_visitors (gconstpointer data) {
  g_autoptr (KapkaPlace) place = make_place ();
  g_autoptr (KapkaJournal) journal = NULL;
  g_autoptr (KapkaSalvage) self = NULL;
  gboolean more = TRUE;
  guint n = 0;

  fill (place, data);
  spoil_page (place->path, 1);
  journal = open_wreck (place);
  self = kapka_salvage_new (journal, NULL);
  for (; more; n++) {
    g_assert_true (kapka_salvage_step (self, &more, NULL));
    append_some (place, journal, 1);
  }
  g_assert_cmpint (kapka_place_read_int (place, "SELECT count(*) FROM event WHERE stream_no ="
                                                " (SELECT max(stream_no) FROM stream)"),
                   ==, 2 * n);
  g_assert_cmpint (kapka_place_read_int (place, "SELECT count(*) FROM stream"), ==, 4);
  assert_healthy (place, journal);
}

/** An event whose writing failed and was repeated in the fresh journal counts once. */
static void
test_repeated_event (void) {
  g_autoptr (KapkaPlace) place = make_place ();
  g_autoptr (KapkaEvent) event = kapka_place_request (place, PLACE_VISIT_2, "mfc", "s2", TRUE);
  g_autoptr (KapkaJournal) journal = NULL;
  gint64 sum;

  journal = kapka_place_open (place);
  kapka_place_append (journal, kapka_event_copy (event));
  kapka_place_append (journal, kapka_place_begin (place, PLACE_VISIT_1));
  kapka_journal_close (g_steal_pointer (&journal));
  spoil_page (place->path, 1);
  journal = open_wreck (place);
  kapka_place_append (journal, kapka_event_copy (event));
  salvage (journal);
  g_assert_true (kapka_journal_sum (journal, "s2", "2026-01-01", "2026-12-31", &sum, NULL, NULL));
  g_assert_cmpint (sum, ==, 1);
  g_assert_cmpint (kapka_place_read_int (place, "SELECT count(*) FROM event"), ==, 2);
  assert_healthy (place, journal);
}

/** Two wrecks hold two beginnings of one stream, each with another page lost. */
static void
test_union (gconstpointer data) {
  g_autoptr (KapkaPlace) place = make_place ();
  g_autoptr (KapkaJournal) journal = NULL;
  g_autofree char *quarantine = g_build_filename (place->state_dir, "quarantine", NULL);
  g_autofree char *other = g_build_filename (quarantine, "journal-20250101T000000Z-1.db", NULL);
  gint64 before;

  fill (place, data);
  before = kapka_place_read_int (place, "SELECT count(*) FROM event");
  g_mkdir (quarantine, 0750);
  kapka_place_copy (place->path, other);
  spoil_page (other, find_page_of_events (other, 5));
  spoil_page (place->path, find_page_of_events (place->path, 2));
  journal = open_wreck (place);
  salvage (journal);
  g_assert_cmpint (kapka_place_read_int (place, "SELECT count(*) FROM event"), ==, before);
  g_assert_cmpint (
      kapka_place_read_int (place, "SELECT count(*) FROM stream WHERE state <> 'whole'"), ==, 0);
  assert_healthy (place, journal);
}

/** Folds the streams of the first two boots. */
static void
fold_all (KapkaPlace *place, gboolean with_acks) {
  g_autoptr (KapkaJournal) journal = kapka_place_open (place);
  g_autoptr (GPtrArray) documents = kapka_upload_list_pending (journal, MANY, NULL);
  KapkaInstant now;

  if (with_acks)
    kapka_journal_set_meta (journal, "receiver_id", RECEIVER, NULL);
  if (with_acks)
    kapka_upload_write_acks (journal, RECEIVER, documents, NULL, 1, NULL);
  kapka_place_set_time (place, "2028-09-01T09:00:00+04:00");
  kapka_clock_now (place->clock, &now);
  g_assert_cmpint (kapka_journal_fold (journal, &now, FALSE, MANY, NULL), ==, 2);
}

static void
check_folded (const KapkaPlace *data, gboolean with_acks) {
  g_autoptr (KapkaPlace) place = make_place ();
  g_autoptr (KapkaJournal) journal = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *rollup_before = NULL;
  g_autofree char *rollup_after = NULL;
  const char *folds = "SELECT group_concat(stream_id || day || revision || counts || digest) FROM"
                      " (SELECT * FROM day_fold JOIN stream USING(stream_no) ORDER BY 1, 2)";
  const char *rollup = "SELECT group_concat(key || day || value) FROM (SELECT * FROM day_count"
                       " ORDER BY key, day)";

  fill (place, data);
  fold_all (place, with_acks);
  before = kapka_place_read_text (place, folds);
  rollup_before = kapka_place_read_text (place, rollup);
  spoil_page (place->path, 1);
  journal = open_wreck (place);
  salvage (journal);
  after = kapka_place_read_text (place, folds);
  rollup_after = kapka_place_read_text (place, rollup);
  g_assert_cmpstr (after, ==, before);
  g_assert_cmpstr (rollup_after, ==, rollup_before);
  // Neither are the acks taken along, nor do the events come back that were folded away.
  g_assert_cmpint (kapka_place_read_int (place, "SELECT count(*) FROM ack"), ==, 0);
  g_assert_cmpint (kapka_place_read_int (place, "SELECT count(*) FROM event"), ==, 1);
  assert_healthy (place, journal);
}

static void
test_folded (gconstpointer data) {
  check_folded (data, FALSE);
}

static void
test_folded_and_acked (gconstpointer data) {
  check_folded (data, TRUE);
}

/** Changes one byte of a folded day without its digest noticing: only an ack can tell. */
static void
test_fold_of_another_day (gconstpointer data) {
  g_autoptr (KapkaPlace) place = make_place ();
  g_autoptr (KapkaJournal) journal = NULL;
  g_autofree char *content = NULL;
  gsize size;
  char *day;

  fill (place, data);
  fold_all (place, TRUE);
  g_assert_true (g_file_get_contents (place->path, &content, &size, NULL));
  day = content;
  do {
    day = memmem (day + 1, size - (gsize)(day + 1 - content), "2026-03-02", 10);
    g_assert_nonnull (day);
  } while (memmem (day, 40, "{\"_on\"", 6) == NULL);
  day[8] = '1';
  memset (content, 0, 100);
  g_assert_true (g_file_set_contents (place->path, content, (gssize)size, NULL));
  journal = open_wreck (place);
  salvage (journal);
  g_assert_cmpint (kapka_place_read_int (place, "SELECT count(*) FROM day_fold"), ==, 2);
  g_assert_cmpint (
      kapka_place_read_int (place, "SELECT count(*) FROM day_fold WHERE day = '2026-03-12'"), ==,
      0);
  assert_healthy (place, journal);
}

static void
test_nothing_to_find (void) {
  g_autoptr (KapkaPlace) place = make_place ();
  g_autoptr (KapkaJournal) journal = NULL;
  g_autofree char *quarantine = g_build_filename (place->state_dir, "quarantine", NULL);
  g_autofree char *empty = g_build_filename (quarantine, "journal-1.db", NULL);
  g_autofree char *directory = g_build_filename (quarantine, "journal-2.db", NULL);
  g_autofree char *text = g_build_filename (quarantine, "journal-3.db", NULL);
  g_autofree char *link = g_build_filename (quarantine, "journal-4.db", NULL);

  g_mkdir_with_parents (directory, 0750);
  g_file_set_contents (empty, "", 0, NULL);
  g_file_set_contents (text, "this is no journal, and a short one", -1, NULL);
  g_assert_cmpint (symlink ("/dev/zero", link), ==, 0);
  journal = kapka_place_open (place);
  salvage (journal);
  g_assert_cmpint (
      kapka_place_read_int (place, "SELECT count(*) FROM meta WHERE key LIKE 'salvaged %'"), ==, 4);
  g_assert_cmpint (kapka_place_read_int (place, "SELECT count(*) FROM stream"), ==, 0);
}

/** A row too long for its page that names no page where it goes on is no row. */
static void
test_row_without_its_rest (void) {
  // A leaf of a table with one cell at 100, whose payload is said to have 1,573 bytes.
  guint8 page[512] = { 0x0d, 0, 0, 0, 1, 0, 100, 0, 0, 100 };
  KapkaWreckCell cell;

  page[100] = 0x8c;
  page[101] = 0x25;
  page[102] = 1;
  g_assert_cmpuint (kapka_wreck_page_count_cells (page, sizeof page, 0), ==, 1);
  g_assert_false (kapka_wreck_page_get_cell (page, sizeof page, 0, 0, &cell));
  memset (page + 103, 1, sizeof page - 103);
  g_assert_true (kapka_wreck_page_get_cell (page, sizeof page, 0, 0, &cell));
  g_assert_cmpuint (cell.length, ==, 1573);
  g_assert_cmpuint (cell.local_length, ==, 49);
}

/** Bytes of chance in the shape of pages, and pages with bytes of chance in them. */
static void
test_random_bytes (gconstpointer data) {
  const KapkaPlace *model = data;
  g_autoptr (KapkaPlace) place = make_place ();
  g_autofree char *path = g_build_filename (place->root, "wreck.db", NULL);
  g_autofree char *bytes = NULL;
  gsize length;
  guint n = g_getenv ("KAPKA_LONG") == NULL ? 60 : 5000;

  g_assert_true (g_file_get_contents (model->path, &bytes, &length, NULL));
  for (guint i = 0; i < n; i++) {
    g_autofree char *copy = g_memdup2 (bytes, length);
    guint n_changes = (guint)g_test_rand_int_range (1, 4000);
    KapkaWreck *wreck;

    for (guint j = 0; j < n_changes; j++)
      copy[g_test_rand_int_range (0, (gint32)length)] = (char)g_test_rand_int_range (0, 256);
    g_assert_true (g_file_set_contents_full (path, copy, (gssize)length / (1 + i % 3),
                                             G_FILE_SET_CONTENTS_NONE, 0600, NULL));
    wreck = kapka_wreck_open (path);
    for (guint j = 0; j < kapka_wreck_get_n_streams (wreck); j++) {
      const KapkaWreckStream *stream = kapka_wreck_get_stream (wreck, j);

      for (guint k = 0; k < stream->n_events; k++)
        kapka_event_free (kapka_wreck_read_event (wreck, stream, k, INSTALL));
    }
    kapka_wreck_close (wreck);
  }
}

static void
test_without_wrecks (void) {
  g_autoptr (KapkaPlace) place = make_place ();
  g_autoptr (KapkaJournal) journal = kapka_place_open (place);
  g_autofree char *reconcile = NULL;

  salvage (journal);
  reconcile = kapka_journal_get_meta (journal, KAPKA_META_RECONCILE_DAY, NULL);
  g_assert_null (reconcile);
}

int
main (int argc, char **argv) {
  g_autoptr (KapkaPlace) model = make_model ();

  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/journal/salvage/bad-header", model, test_bad_header);
  g_test_add_data_func ("/journal/salvage/identity", model, test_identity_is_kept);
  g_test_add_data_func ("/journal/salvage/enrolment", model, test_enrolment_names_the_install);
  g_test_add_data_func ("/journal/salvage/lost-page", model, test_lost_page);
  g_test_add_data_func ("/journal/salvage/lost-streams", model, test_lost_streams);
  g_test_add_data_func ("/journal/salvage/twice-is-once", model, test_twice_is_once);
  g_test_add_data_func ("/journal/salvage/cut-short", model, test_cut_short);
  g_test_add_data_func ("/journal/salvage/beside-visitors", model, test_beside_visitors);
  g_test_add_func ("/journal/salvage/repeated-event", test_repeated_event);
  g_test_add_data_func ("/journal/salvage/union", model, test_union);
  g_test_add_data_func ("/journal/salvage/folded", model, test_folded);
  g_test_add_data_func ("/journal/salvage/folded-and-acked", model, test_folded_and_acked);
  g_test_add_data_func ("/journal/salvage/fold-of-another-day", model, test_fold_of_another_day);
  g_test_add_func ("/journal/salvage/nothing-to-find", test_nothing_to_find);
  g_test_add_func ("/journal/salvage/row-without-its-rest", test_row_without_its_rest);
  g_test_add_data_func ("/journal/salvage/random-bytes", model, test_random_bytes);
  g_test_add_func ("/journal/salvage/without-wrecks", test_without_wrecks);
  return g_test_run ();
}
