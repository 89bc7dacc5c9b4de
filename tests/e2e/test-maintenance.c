// SPDX-License-Identifier: GPL-3.0-or-later
// In the hour of the night the real kiosk does its work and starts anew, unless somebody is here.

#include <glib/gstdio.h>
#include <string.h>

#include "base/json.h"
#include "journal/journal.h"
#include "steps.h"

// The kiosk looks twice a minute.
#define DEADLINE_MS 150000
#define LOOKED_USEC (35 * G_USEC_PER_SEC)
#define ZONE "Europe/Samara"

typedef struct {
  KapkaTestKiosk *kiosk;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data) {
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (ZONE);
  g_autoptr (GDateTime) now = g_date_time_new_now (zone);
  g_autoptr (GDateTime) soon = g_date_time_add_seconds (now, 75);
  g_autofree char *hour = g_strdup_printf ("%d", g_date_time_get_hour (soon));

  fixture->kiosk = kapka_test_kiosk_new (1024, 768);
  kapka_test_kiosk_set (fixture->kiosk, "maintenance", "hour", hour);
  kapka_test_kiosk_set (fixture->kiosk, "visit", "idle_seconds", "600");
}

static void
tear_down (Fixture *fixture, gconstpointer data) {
  kapka_test_kiosk_free (fixture->kiosk);
}

/* The journal has been looked after today, which a kiosk does ten minutes after its start. */
static void
take_care (Fixture *fixture) {
  g_autoptr (KapkaClock) clock = kapka_clock_new_system (ZONE, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (KapkaJournal) journal =
      kapka_journal_open (kapka_test_kiosk_get_state_dir (fixture->kiosk), NULL, clock,
                          KAPKA_JOURNAL_EVENTS, NULL, &error);
  KapkaInstant now;

  g_assert_no_error (error);
  kapka_clock_now (clock, &now);
  g_assert_true (kapka_journal_set_meta (journal, "desk_backup_day", now.day, NULL));
}

static void
expect_status (Fixture *fixture) {
  g_autofree char *path =
      g_build_filename (kapka_test_kiosk_get_state_dir (fixture->kiosk), "status.json", NULL);
  g_autofree char *text = NULL;
  g_autoptr (KapkaJson) json = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  json = kapka_json_parse (text, strlen (text), strlen (text), NULL, NULL);
  g_assert_nonnull (json);
  g_assert_true (kapka_json_has (kapka_json_get_object (json, "findings", NULL), "PIN-MISSING"));
}

/* A program that was killed while it printed has left the paper of its visitor. */
static void
test_left_paper (Fixture *fixture, gconstpointer data) {
  g_autofree char *place = g_path_get_dirname (kapka_test_kiosk_get_state_dir (fixture->kiosk));
  g_autofree char *paper = g_build_filename (place, "run", "paper-aB3xYz.pdf", NULL);
  g_autofree char *other = g_build_filename (place, "run", "paper.pdf", NULL);

  g_assert_true (g_file_set_contents (paper, "%PDF", -1, NULL));
  g_assert_true (g_file_set_contents (other, "%PDF", -1, NULL));
  kapka_test_kiosk_start (fixture->kiosk);
  g_assert_false (g_file_test (paper, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (other, G_FILE_TEST_EXISTS));
  kapka_test_kiosk_stop (fixture->kiosk);
}

static void
test_night (Fixture *fixture, gconstpointer data) {
  take_care (fixture);
  kapka_test_kiosk_start (fixture->kiosk);
  kapka_test_screen_wait_restart (kapka_test_kiosk_get_screen (fixture->kiosk), DEADLINE_MS);
  expect_status (fixture);
  kapka_test_kiosk_expect_query (
      fixture->kiosk,
      "SELECT (SELECT value FROM meta WHERE key = 'maintained_day') = max(day) FROM day_count",
      "1");
  kapka_test_begin_visit (fixture->kiosk);
  kapka_test_end_visit (fixture->kiosk);
  kapka_test_kiosk_expect_query (fixture->kiosk, "SELECT end_reason FROM visit", "finished");
  kapka_test_kiosk_stop (fixture->kiosk);
}

static void
copy_program (const char *from, const char *to) {
  g_autoptr (GFile) source = g_file_new_for_path (from);
  g_autoptr (GFile) target = g_file_new_for_path (to);
  g_autoptr (GError) error = NULL;

  g_file_copy (source, target, G_FILE_COPY_NONE, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
}

/* What an upgrade has installed by day runs from the night on. */
static void
test_upgrade (Fixture *fixture, gconstpointer data) {
  g_autoptr (KapkaTestDir) dir = kapka_test_dir_new ();
  g_autofree char *installed = g_strdup (g_getenv ("KAPKA"));
  g_autofree char *earlier = kapka_test_dir_join (dir, "earlier");
  g_autofree char *mark = kapka_test_dir_join (dir, "mark");
  g_autofree char *script = g_strdup_printf ("#!/bin/sh\n: >%s\nexec %s \"$@\"\n", mark, installed);
  g_autofree char *later = kapka_test_dir_write (dir, "kapka", script);

  g_assert_cmpint (g_chmod (later, 0755), ==, 0);
  copy_program (installed, earlier);
  take_care (fixture);
  g_setenv ("KAPKA", earlier, TRUE);
  kapka_test_kiosk_start (fixture->kiosk);
  g_setenv ("KAPKA", installed, TRUE);
  kapka_test_screen_wait_restart (kapka_test_kiosk_get_screen (fixture->kiosk), DEADLINE_MS);
  g_assert_true (g_file_test (mark, G_FILE_TEST_EXISTS));
  kapka_test_kiosk_stop (fixture->kiosk);
}

/* A night owl is served first: nothing is restarted under the hands of a visitor. */
static void
test_visitor (Fixture *fixture, gconstpointer data) {
  gint64 until = g_get_monotonic_time () + LOOKED_USEC;

  take_care (fixture);
  kapka_test_kiosk_start (fixture->kiosk);
  kapka_test_begin_visit (fixture->kiosk);
  while (g_get_monotonic_time () < until) {
    kapka_test_kiosk_press (fixture->kiosk, "Узнать об услуге");
    kapka_test_go_home (fixture->kiosk);
  }
  kapka_test_end_visit (fixture->kiosk);
  kapka_test_kiosk_press (fixture->kiosk, "Хорошо");
  kapka_test_screen_wait_restart (kapka_test_kiosk_get_screen (fixture->kiosk), DEADLINE_MS);
  kapka_test_kiosk_expect_query (fixture->kiosk, "SELECT end_reason FROM visit", "finished");
  kapka_test_kiosk_stop (fixture->kiosk);
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/maintenance/night", Fixture, NULL, set_up, test_night, tear_down);
  g_test_add ("/maintenance/upgrade", Fixture, NULL, set_up, test_upgrade, tear_down);
  g_test_add ("/maintenance/left-paper", Fixture, NULL, set_up, test_left_paper, tear_down);
  g_test_add ("/maintenance/visitor", Fixture, NULL, set_up, test_visitor, tear_down);
  return g_test_run ();
}
