// SPDX-License-Identifier: GPL-3.0-or-later
#include "test-journal-place.h"

#include <glib/gstdio.h>

#include "journal/db.h"

KapkaPlace *
kapka_place_new (const char *time_zone, const char *time) {
  g_autoptr (GError) error = NULL;
  KapkaPlace *place = g_new0 (KapkaPlace, 1);

  place->root = g_dir_make_tmp ("kapka-journal-XXXXXX", &error);
  g_assert_no_error (error);
  place->state_dir = g_build_filename (place->root, "state", NULL);
  place->runtime_dir = g_build_filename (place->root, "run", NULL);
  place->path = g_build_filename (place->state_dir, "journal.db", NULL);
  place->clock = kapka_clock_new_manual (time_zone, kapka_place_parse_ms (time), PLACE_BOOT_1);
  return place;
}

void
kapka_place_remove_tree (const char *path) {
  g_autoptr (GDir) dir =
      g_file_test (path, G_FILE_TEST_IS_SYMLINK) ? NULL : g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *child = g_build_filename (path, name, NULL);

    kapka_place_remove_tree (child);
  }
  g_assert_cmpint (g_remove (path), ==, 0);
}

void
kapka_place_free (KapkaPlace *place) {
  kapka_place_remove_tree (place->root);
  g_free (place->root);
  g_free (place->state_dir);
  g_free (place->runtime_dir);
  g_free (place->path);
  kapka_clock_unref (place->clock);
  g_free (place);
}

void
kapka_place_reboot (KapkaPlace *place, const char *time_zone, const char *boot_id) {
  KapkaInstant now;

  kapka_clock_now (place->clock, &now);
  kapka_clock_unref (place->clock);
  place->clock = kapka_clock_new_manual (time_zone, now.utc_ms, boot_id);
}

gint64
kapka_place_parse_ms (const char *time) {
  g_autoptr (GDateTime) parsed = g_date_time_new_from_iso8601 (time, NULL);

  g_assert_nonnull (parsed);
  return g_date_time_to_unix (parsed) * 1000;
}

void
kapka_place_set_time (KapkaPlace *place, const char *time) {
  kapka_clock_set_utc_ms (place->clock, kapka_place_parse_ms (time));
}

KapkaJournal *
kapka_place_open (KapkaPlace *place) {
  g_autoptr (GError) error = NULL;
  KapkaJournal *journal = kapka_journal_open (place->state_dir, place->runtime_dir, place->clock,
                                              KAPKA_JOURNAL_EVENTS, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (journal);
  return journal;
}

char *
kapka_place_read_text (KapkaPlace *place, const char *sql) {
  g_autoptr (GError) error = NULL;
  g_autoptr (KapkaDb) db = kapka_db_open (place->path, KAPKA_DB_READ, &error);
  g_autoptr (KapkaStmt) stmt = NULL;
  KapkaStep step;

  g_assert_no_error (error);
  stmt = kapka_db_prepare (db, sql);
  step = kapka_stmt_step (stmt, &error);
  g_assert_no_error (error);
  return step == KAPKA_STEP_ROW ? g_strdup (kapka_stmt_get_text (stmt, 0)) : NULL;
}

gint64
kapka_place_read_int (KapkaPlace *place, const char *sql) {
  g_autofree char *text = kapka_place_read_text (place, sql);

  g_assert_nonnull (text);
  return g_ascii_strtoll (text, NULL, 10);
}

gboolean
kapka_place_run (KapkaPlace *place, const char *sql, GError **error) {
  g_autoptr (GError) open_error = NULL;
  g_autoptr (KapkaDb) db = kapka_db_open (place->path, KAPKA_DB_WRITE, &open_error);

  g_assert_no_error (open_error);
  return kapka_db_run_script (db, sql, error);
}

void
kapka_place_copy (const char *from, const char *to) {
  g_autoptr (GError) error = NULL;
  g_autofree char *bytes = NULL;
  gsize length;

  g_file_get_contents (from, &bytes, &length, &error);
  g_assert_no_error (error);
  g_file_set_contents (to, bytes, (gssize)length, &error);
  g_assert_no_error (error);
}

guint
kapka_place_count_files (const char *directory) {
  g_autoptr (GDir) dir = g_dir_open (directory, 0, NULL);
  guint n = 0;

  while (dir != NULL && g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

KapkaEvent *
kapka_place_begin (KapkaPlace *place, const char *visit) {
  KapkaEvent *event = kapka_event_new (KAPKA_EVENT_BEGIN, place->clock);

  event->visit = g_strdup (visit);
  return event;
}

KapkaEvent *
kapka_place_request (KapkaPlace *place,
                     const char *visit,
                     const char *item,
                     const char *service,
                     gboolean first_of_visit) {
  KapkaEvent *event = kapka_event_new (KAPKA_EVENT_REQUEST, place->clock);

  event->visit = g_strdup (visit);
  event->item = g_strdup (item);
  event->service = g_strdup (service);
  kapka_event_add_count (event, service, 1);
  kapka_event_add_count (event, "users", first_of_visit ? 1 : 0);
  return event;
}

KapkaEvent *
kapka_place_end (KapkaPlace *place, const char *visit, const char *reason) {
  KapkaEvent *event = kapka_event_new (KAPKA_EVENT_END, place->clock);

  event->visit = g_strdup (visit);
  event->reason = g_strdup (reason);
  return event;
}

KapkaEvent *
kapka_place_manual (KapkaPlace *place, const char *day, const char *reason) {
  KapkaEvent *event = kapka_event_new (KAPKA_EVENT_MANUAL, place->clock);

  g_strlcpy (event->at.day, day, sizeof event->at.day);
  event->author = g_strdup ("desk");
  event->reason = g_strdup (reason);
  return event;
}

KapkaEvent *
kapka_place_correction (KapkaPlace *place, const KapkaEvent *wrong) {
  KapkaEvent *event = kapka_event_new (KAPKA_EVENT_CORRECTION, place->clock);

  g_strlcpy (event->at.day, wrong->at.day, sizeof event->at.day);
  event->corrects = g_strdup (wrong->event_id);
  event->visit = g_strdup (wrong->visit);
  event->item = g_strdup (wrong->item);
  event->service = g_strdup (wrong->service);
  event->author = g_strdup ("desk");
  event->reason = g_strdup ("wrong_service");
  return event;
}

void
kapka_place_append (KapkaJournal *journal, KapkaEvent *event) {
  g_autoptr (GError) error = NULL;

  kapka_journal_append (journal, event, &error);
  g_assert_no_error (error);
  kapka_event_free (event);
}
