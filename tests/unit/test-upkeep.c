// SPDX-License-Identifier: GPL-3.0-or-later
#include "health/upkeep.h"

#include <glib/gstdio.h>
#include <utime.h>

#include "journal/care.h"
#include "journal/quarantine.h"
#include "test-journal-place.h"

typedef struct {
  KapkaPlace *place;
  KapkaJournal *journal;
  KapkaSettings *settings;
  char *config;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data) {
  g_autofree char *text = NULL;
  g_autoptr (GPtrArray) problems = kapka_problems_new ();

  fixture->place = kapka_place_new ("Europe/Samara", "2026-03-02T04:10:00+04:00");
  fixture->config = g_build_filename (fixture->place->root, "kapka.conf", NULL);
  text = g_strdup_printf ("[storage]\nstate_dir=%s\nruntime_dir=%s\n", fixture->place->state_dir,
                          fixture->place->runtime_dir);
  g_assert_true (g_file_set_contents (fixture->config, text, -1, NULL));
  fixture->settings = kapka_settings_load (fixture->config, problems);
  g_assert_cmpuint (problems->len, ==, 0);
  fixture->journal = kapka_place_open (fixture->place);
  g_assert_true (kapka_journal_append_on (fixture->journal, NULL));
  g_mkdir_with_parents (fixture->place->runtime_dir, 0700);
}

static void
tear_down (Fixture *fixture, gconstpointer data) {
  kapka_journal_close (fixture->journal);
  kapka_settings_unref (fixture->settings);
  kapka_place_free (fixture->place);
  g_free (fixture->config);
}

static gboolean
run (Fixture *fixture) {
  const KapkaHealthPlace place = { .config_path = fixture->config,
                                   .data_dir = g_getenv ("KAPKA_DATA_DIR"),
                                   .root = fixture->place->root,
                                   .in_use = fixture->settings };
  g_autoptr (GError) error = NULL;
  KapkaInstant now;
  gboolean done = FALSE;

  kapka_clock_now (fixture->place->clock, &now);
  kapka_upkeep_run (fixture->journal, &place, &now, &done, &error);
  g_assert_no_error (error);
  return done;
}

static void
take_care (Fixture *fixture) {
  g_autoptr (KapkaCare) care = kapka_care_new (fixture->journal, NULL, FALSE);

  while (kapka_care_step (care, TRUE) == KAPKA_CARE_MORE)
    ;
}

/* The journal is looked after first, then the rest, once a day. */
static void
test_once_a_day (Fixture *fixture, gconstpointer data) {
  g_autofree char *status = g_build_filename (fixture->place->state_dir, "status.json", NULL);

  g_assert_false (run (fixture));
  g_assert_false (g_file_test (status, G_FILE_TEST_EXISTS));
  take_care (fixture);
  g_assert_true (run (fixture));
  g_assert_true (g_file_test (status, G_FILE_TEST_EXISTS));
  g_assert_false (run (fixture));
  kapka_place_set_time (fixture->place, "2026-03-03T04:00:00+04:00");
  g_assert_false (run (fixture));
  take_care (fixture);
  g_assert_true (run (fixture));
}

static void
add_wreck (Fixture *fixture, const char *name, gboolean through) {
  g_autofree char *quarantine = g_build_filename (fixture->place->state_dir, "quarantine", NULL);
  g_autofree char *path = g_build_filename (quarantine, name, NULL);
  g_autofree char *beside = g_strconcat (path, "-journal", NULL);
  g_autofree char *key = g_strconcat ("salvaged ", name, NULL);

  g_mkdir_with_parents (quarantine, 0750);
  g_assert_true (g_file_set_contents (path, "wreck", -1, NULL));
  g_assert_true (g_file_set_contents (beside, "", -1, NULL));
  if (through)
    g_assert_true (kapka_journal_set_meta (fixture->journal, key, "1", NULL));
}

static gboolean
has_wreck (Fixture *fixture, const char *name) {
  g_autofree char *path = g_build_filename (fixture->place->state_dir, "quarantine", name, NULL);
  g_autofree char *beside = g_strconcat (path, "-journal", NULL);
  gboolean there = g_file_test (path, G_FILE_TEST_EXISTS);

  g_assert_cmpint (g_file_test (beside, G_FILE_TEST_EXISTS), ==, there);
  return there;
}

static void
trim (Fixture *fixture) {
  g_autoptr (GError) error = NULL;
  KapkaInstant now;

  kapka_clock_now (fixture->place->clock, &now);
  kapka_quarantine_trim (fixture->journal, &now, &error);
  g_assert_no_error (error);
}

/* Only what is old, saved, and not among the last ones is let go. */
static void
test_quarantine (Fixture *fixture, gconstpointer data) {
  static const struct {
    const char *name;
    gboolean through;
    gboolean stays;
  } wrecks[] = {
    { "journal-20240101T000000Z-1.db", TRUE, FALSE },
    { "journal-20240102T000000Z-1.db", FALSE, TRUE }, // Still to be read.
    { "journal-20250120T000000Z-1.db", TRUE, FALSE },
    { "journal-20250220T000000Z-1.db", TRUE, TRUE }, // Not old enough.
    { "journal-2024-01-05-odd.db", TRUE, TRUE },     // Not named by us.
    { "journal-20240103T000000Z-1.db", TRUE, FALSE },
    { "journal-20251230T000000Z-1.db", TRUE, TRUE },
    { "journal-20251231T000000Z-1.db", TRUE, TRUE },
    { "journal-20260101T000000Z-1.db", TRUE, TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (wrecks); i++)
    add_wreck (fixture, wrecks[i].name, wrecks[i].through);
  trim (fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (wrecks); i++) {
    g_test_message ("%s", wrecks[i].name);
    g_assert_cmpint (has_wreck (fixture, wrecks[i].name), ==, wrecks[i].stays);
  }
}

static void
test_last_wrecks (Fixture *fixture, gconstpointer data) {
  static const char *const names[] = { "journal-20240101T000000Z-1.db",
                                       "journal-20240101T000000Z-2.db",
                                       "journal-20240102T000000Z-1.db" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    add_wreck (fixture, names[i], TRUE);
  trim (fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    g_assert_true (has_wreck (fixture, names[i]));
}

/* A clock in the far future makes nothing old. */
static void
test_wrong_clock (Fixture *fixture, gconstpointer data) {
  static const char *const names[] = { "journal-20260101T000000Z-1.db",
                                       "journal-20260102T000000Z-1.db",
                                       "journal-20260103T000000Z-1.db",
                                       "journal-20260104T000000Z-1.db" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    add_wreck (fixture, names[i], TRUE);
  kapka_place_set_time (fixture->place, "2038-01-01T04:00:00+04:00");
  g_assert_true (kapka_place_run (fixture->place,
                                  "DROP TRIGGER event_ro; UPDATE event SET clock_ok = 0", NULL));
  trim (fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    g_assert_true (has_wreck (fixture, names[i]));
}

static char *
add_file (Fixture *fixture, const char *name, gint64 age_seconds) {
  char *path = g_build_filename (fixture->place->runtime_dir, name, NULL);
  KapkaInstant now;
  struct utimbuf times;

  kapka_clock_now (fixture->place->clock, &now);
  times.actime = times.modtime = now.utc_ms / 1000 - age_seconds;
  g_assert_true (g_file_set_contents (path, "paper of somebody", -1, NULL));
  g_assert_cmpint (utime (path, &times), ==, 0);
  return path;
}

/* It is a part of the care of the day, also of a machine that is off at night. */
static void
test_care (Fixture *fixture, gconstpointer data) {
  static const char *const names[] = { "journal-20240101T000000Z-1.db",
                                       "journal-20240102T000000Z-1.db",
                                       "journal-20240103T000000Z-1.db",
                                       "journal-20240104T000000Z-1.db" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    add_wreck (fixture, names[i], TRUE);
  take_care (fixture);
  g_assert_false (has_wreck (fixture, names[0]));
  g_assert_true (has_wreck (fixture, names[1]));
}

/* What a dead program left of a visitor's goes; what is on its way or not ours stays. */
static void
test_stale_papers (Fixture *fixture, gconstpointer data) {
  g_autofree char *stale = add_file (fixture, "paper-aB3xYz.pdf", 3700);
  g_autofree char *fresh = add_file (fixture, "paper-aB3xYy.pdf", 60);
  g_autofree char *other = add_file (fixture, "last", 100000);

  take_care (fixture);
  g_assert_true (run (fixture));
  g_assert_false (g_file_test (stale, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (fresh, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (other, G_FILE_TEST_EXISTS));
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) g_test_add ("/upkeep/" path, Fixture, NULL, set_up, function, tear_down)
  ADD ("once-a-day", test_once_a_day);
  ADD ("quarantine", test_quarantine);
  ADD ("last-wrecks", test_last_wrecks);
  ADD ("wrong-clock", test_wrong_clock);
  ADD ("care", test_care);
  ADD ("stale-papers", test_stale_papers);
#undef ADD
  return g_test_run ();
}
