// SPDX-License-Identifier: GPL-3.0-or-later
// One byte of a journal is another one: that is found or does no harm, and no count grows by it.
#include <glib/gstdio.h>
#include <string.h>

#include "base/error.h"
#include "journal/care.h"
#include "journal/db.h"
#include "journal/fold.h"
#include "journal/salvage.h"
#include "journal/upload.h"
#include "test-journal-place.h"

#define SEED 20260302u
#define SAMARA "Europe/Samara"
#define RECEIVER "d0d0d0d0-0000-4000-8000-000000000001"
#define BOOT_3 "33333333-3333-4333-8333-333333333333"
#define PAGE 4096
#define MANY 100000u
// Every count of an event or a folded day under what a centre would know it by.
#define LIST_COUNTS                                                                                \
  "SELECT s.stream_id || ' ' || e.day || ' ' || e.seq || ' ' || c.key, c.delta FROM event e JOIN " \
  "stream s USING(stream_no) JOIN event_count c USING(stream_no, seq) UNION ALL SELECT "           \
  "s.stream_id || ' ' || f.day || ' fold ' || j.key, j.value FROM day_fold f JOIN stream s "       \
  "USING(stream_no), json_each(f.counts) j"

static void
append_some (KapkaPlace *place, KapkaJournal *journal, guint n) {
  for (guint i = 0; i < n; i++) {
    g_autofree char *visit = g_uuid_string_random ();

    kapka_place_append (journal, kapka_place_begin (place, visit));
    kapka_place_append (journal, kapka_place_request (place, visit, "gosuslugi", "s3", TRUE));
  }
}

static void
ack_and_fold (KapkaPlace *place, KapkaJournal *journal) {
  g_autoptr (GPtrArray) documents = kapka_upload_list_pending (journal, MANY, NULL);
  KapkaInstant now;

  kapka_journal_set_meta (journal, "receiver_id", RECEIVER, NULL);
  kapka_upload_write_acks (journal, RECEIVER, documents, NULL, 1, NULL);
  kapka_clock_now (place->clock, &now);
  g_assert_cmpint (kapka_journal_fold (journal, &now, TRUE, MANY, NULL), ==, 1);
}

/** A boot of long ago that is folded, a boot of some pages, and the one of today. */
static KapkaPlace *
make_model (void) {
  KapkaPlace *place = kapka_place_new (SAMARA, "2026-03-02T09:00:00+04:00");
  KapkaJournal *journal = kapka_place_open (place);

  append_some (place, journal, 4);
  kapka_place_set_time (place, "2026-03-03T09:00:00+04:00");
  append_some (place, journal, 4);
  kapka_journal_close (journal);
  kapka_place_set_time (place, "2028-09-01T09:00:00+04:00");
  kapka_place_reboot (place, SAMARA, PLACE_BOOT_2);
  journal = kapka_place_open (place);
  kapka_journal_append_on (journal, NULL);
  append_some (place, journal, 40);
  ack_and_fold (place, journal);
  kapka_journal_close (journal);
  kapka_place_reboot (place, SAMARA, BOOT_3);
  journal = kapka_place_open (place);
  append_some (place, journal, 3);
  kapka_journal_close (journal);
  return place;
}

/** Reads the counts of a journal. Returns: (transfer full): by name. */
static GHashTable *
read_counts (const char *path) {
  g_autoptr (GError) error = NULL;
  g_autoptr (KapkaDb) db = kapka_db_open (path, KAPKA_DB_READ, &error);
  g_autoptr (KapkaStmt) stmt = kapka_db_prepare (db, LIST_COUNTS);
  GHashTable *counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  while (kapka_stmt_step (stmt, &error) == KAPKA_STEP_ROW)
    g_hash_table_insert (counts, g_strdup (kapka_stmt_get_text (stmt, 0)),
                         GINT_TO_POINTER ((int)kapka_stmt_get_int (stmt, 1)));
  g_assert_no_error (error);
  return counts;
}

/** Never above the truth: each count that is there was there before. */
static void
assert_within (GHashTable *counts, GHashTable *truth, const char *what) {
  GHashTableIter iter;
  gpointer name;
  gpointer value;

  g_hash_table_iter_init (&iter, counts);
  while (g_hash_table_iter_next (&iter, &name, &value)) {
    if (!g_hash_table_contains (truth, name) || g_hash_table_lookup (truth, name) != value)
      g_error ("%s: %s is %d", what, (char *)name, GPOINTER_TO_INT (value));
  }
}

static KapkaPlace *
copy_model (const KapkaPlace *model) {
  KapkaPlace *place = kapka_place_new (SAMARA, "2028-09-01T10:00:00+04:00");

  kapka_place_reboot (place, SAMARA, BOOT_3);
  g_assert_cmpint (g_mkdir (place->state_dir, 0750), ==, 0);
  kapka_place_copy (model->path, place->path);
  return place;
}

static void
change_byte (const char *path, gsize offset, guint8 mask) {
  g_autofree char *bytes = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  g_assert_cmpuint (offset, <, length);
  bytes[offset] ^= (char)mask;
  g_assert_true (g_file_set_contents (path, bytes, (gssize)length, NULL));
}

/** What the kiosk does: start, look after the journal, start anew when that found damage. */
static KapkaJournal *
start_and_care (KapkaPlace *place, gboolean *found) {
  KapkaJournal *journal = NULL;
  KapkaCareAnswer answer;

  do {
    g_autoptr (KapkaCare) care = NULL;

    g_clear_pointer (&journal, kapka_journal_close);
    journal = kapka_place_open (place);
    g_assert_true (kapka_journal_append_on (journal, NULL));
    care = kapka_care_new (journal, NULL, TRUE);
    do {
      answer = kapka_care_step (care, TRUE);
    } while (answer == KAPKA_CARE_MORE);
  } while (answer == KAPKA_CARE_REOPEN);
  g_assert_true (kapka_journal_check (journal, NULL));
  g_autofree char *quarantine = g_build_filename (place->state_dir, "quarantine", NULL);
  *found = g_file_test (quarantine, G_FILE_TEST_EXISTS);
  return journal;
}

/** What the kiosk wrote itself meanwhile is not the wreck's. */
static void
drop_own (GHashTable *counts) {
  GHashTableIter iter;
  gpointer name;

  g_hash_table_iter_init (&iter, counts);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    if (g_str_has_suffix (name, " _on"))
      g_hash_table_iter_remove (&iter);
}

/** Returns: whether the change was found. */
static gboolean
flip (const KapkaPlace *model, GHashTable *truth, gsize offset, guint8 mask) {
  g_autoptr (KapkaPlace) place = copy_model (model);
  g_autofree char *what =
      g_strdup_printf ("byte %" G_GSIZE_FORMAT " of page %" G_GSIZE_FORMAT " ^ %02x", offset % PAGE,
                       offset / PAGE + 1, mask);
  g_autoptr (KapkaJournal) journal = NULL;
  g_autoptr (GHashTable) counts = NULL;
  gboolean found;

  change_byte (place->path, offset, mask);
  journal = start_and_care (place, &found);
  counts = read_counts (place->path);
  drop_own (counts);
  assert_within (counts, truth, what);
  // At most a page of rows is lost.
  g_assert_cmpuint (g_hash_table_size (counts) + 60, >=, g_hash_table_size (truth));
  return found;
}

static void
test_each_page (gconstpointer data) {
  const KapkaPlace *model = data;
  g_autoptr (GRand) rand = g_rand_new_with_seed (SEED);
  g_autoptr (GHashTable) truth = read_counts (model->path);
  guint per_page = g_getenv ("KAPKA_LONG") == NULL ? 4 : 200;
  guint n_found = 0;
  guint n = 0;
  GStatBuf info;

  drop_own (truth);
  g_assert_cmpint (g_stat (model->path, &info), ==, 0);
  for (gsize page = 0; page < (gsize)info.st_size / PAGE; page++) {
    for (guint i = 0; i < per_page; i++, n++) {
      gsize offset = page * PAGE + (gsize)g_rand_int_range (rand, 0, PAGE);

      n_found += flip (model, truth, offset, (guint8)g_rand_int_range (rand, 1, 256)) ? 1 : 0;
    }
  }
  g_test_message ("seed %u: of %u changed bytes %u were found, the others did no harm", SEED, n,
                  n_found);
  g_assert_cmpuint (n_found, >, 0);
}

/** Each byte of one row in turn: its count must not grow by any. */
static void
test_each_byte_of_a_row (gconstpointer data) {
  const KapkaPlace *model = data;
  g_autoptr (GHashTable) truth = read_counts (model->path);
  g_autofree char *bytes = NULL;
  gsize length;
  const char *row;

  drop_own (truth);
  g_assert_true (g_file_get_contents (model->path, &bytes, &length, NULL));
  for (row = bytes; row < bytes + length - 9 && memcmp (row, "gosuslugi", 9) != 0;)
    row++;
  for (gsize i = 0; i < 128; i += g_getenv ("KAPKA_LONG") == NULL ? 5 : 1)
    flip (model, truth, (gsize)(row - bytes) - 64 + i, 1);
}

int
main (int argc, char **argv) {
  g_autoptr (KapkaPlace) model = NULL;

  g_setenv ("TMPDIR", "/dev/shm", TRUE);
  g_test_init (&argc, &argv, NULL);
  model = make_model ();
  g_test_add_data_func ("/matrix/29-byte-of-each-page", model, test_each_page);
  g_test_add_data_func ("/matrix/29-each-byte-of-a-row", model, test_each_byte_of_a_row);
  return g_test_run ();
}
