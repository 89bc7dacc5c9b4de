// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync-kiosk.h"

#include <glib/gstdio.h>
#include <string.h>

#include "journal/db.h"
#include "journal/upload.h"
#include "sync/enrolment.h"

#define BEGIN_MS G_GINT64_CONSTANT (1740799800000) // 2025-03-01 07:30 in Izhevsk.
#define RUN_MS 60000

static const char *const all_keys[] = {
  "_on", "users", "s1", "s2", "s3", "s4", "s5", "s6", "pages", "lang_udm", "lang_en", "assisted",
};

static KapkaClock *
new_clock (gint64 utc_ms) {
  g_autofree char *boot = g_uuid_string_random ();

  return kapka_clock_new_manual ("Europe/Samara", utc_ms, boot);
}

SyncKiosk *
sync_kiosk_new_alone (void) {
  SyncKiosk *kiosk = g_new0 (SyncKiosk, 1);

  kiosk->dir = kapka_test_dir_new ();
  kiosk->state_dir = kapka_test_dir_make (kiosk->dir, "state");
  kiosk->config = kapka_test_dir_join (kiosk->dir, "kapka.conf");
  kiosk->enrolment = kapka_test_dir_join (kiosk->dir, "state/enrol.json");
  kiosk->clock = new_clock (BEGIN_MS);
  return kiosk;
}

SyncKiosk *
sync_kiosk_new_at (KapkaTestCentre *centre, const char *library, const char *terminal) {
  SyncKiosk *kiosk = sync_kiosk_new_alone ();
  g_autofree char *code = kapka_test_centre_add_terminal (centre, library, terminal);
  g_autofree char *lines = g_strdup_printf ("url=%s\n", kapka_test_centre_get_url (centre));

  kiosk->library = g_strdup (library);
  kiosk->terminal = g_strdup (terminal);
  kiosk->centre = centre;
  sync_kiosk_configure (kiosk, lines);
  sync_kiosk_enrol (kiosk, code);
  return kiosk;
}

SyncKiosk *
sync_kiosk_new (void) {
  SyncKiosk *kiosk = sync_kiosk_new_at (kapka_test_centre_new (), "18-0142", "PC-2");

  kiosk->owns_centre = TRUE;
  return kiosk;
}

static void
free_bad_server (KapkaTestBadServer *bad) {
  g_autofree char *complaint = kapka_test_bad_server_get_complaint (bad);

  g_assert_cmpstr (complaint, ==, NULL);
  kapka_test_bad_server_free (bad);
}

void
sync_kiosk_free (SyncKiosk *kiosk) {
  g_clear_pointer (&kiosk->bad, free_bad_server);
  if (kiosk->owns_centre)
    kapka_test_centre_free (kiosk->centre);
  kapka_clock_unref (kiosk->clock);
  kapka_test_dir_free (kiosk->dir);
  g_free (kiosk->state_dir);
  g_free (kiosk->config);
  g_free (kiosk->enrolment);
  g_free (kiosk->library);
  g_free (kiosk->terminal);
  g_free (kiosk->runtime_dir);
  g_free (kiosk->boot_file);
  g_free (kiosk);
}

void
sync_kiosk_put_bad_server (SyncKiosk *kiosk) {
  const char *socket = kapka_test_centre_get_upstream (kiosk->centre) + strlen ("unix:");
  g_autoptr (GError) error = NULL;
  g_autoptr (KapkaEnrolment) enrolment = kapka_enrolment_load (kiosk->state_dir, &error);
  g_autofree char *lines = NULL;

  g_assert_no_error (error);
  kiosk->bad = kapka_test_bad_server_new (socket, enrolment->token);
  lines = g_strdup_printf ("url=%s\n", kapka_test_bad_server_get_url (kiosk->bad));
  sync_kiosk_configure (kiosk, lines);
}

static void
write_boot (SyncKiosk *kiosk) {
  g_autofree char *text = g_strconcat (kapka_clock_get_boot_id (kiosk->clock), "\n", NULL);

  g_free (kapka_test_dir_write (kiosk->dir, "boot_id", text));
}

void
sync_kiosk_make_machine (SyncKiosk *kiosk) {
  kiosk->boot_file = kapka_test_dir_join (kiosk->dir, "boot_id");
  write_boot (kiosk);
}

void
sync_kiosk_reboot (SyncKiosk *kiosk) {
  KapkaInstant now;

  kapka_clock_now (kiosk->clock, &now);
  kapka_clock_unref (kiosk->clock);
  kiosk->clock = new_clock (now.utc_ms + 60000);
  if (kiosk->boot_file != NULL)
    write_boot (kiosk);
}

static void
copy (const char *from, const char *to) {
  const char *const argv[] = { "cp", "-a", "--no-target-directory", from, to, NULL };

  g_free (kapka_test_program_run (argv, NULL, RUN_MS));
}

void
sync_kiosk_save_disk (SyncKiosk *kiosk, const char *image) {
  g_autofree char *path = kapka_test_dir_join (kiosk->dir, image);

  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  copy (kiosk->state_dir, path);
}

void
sync_kiosk_restore_disk (SyncKiosk *kiosk, const char *image) {
  g_autofree char *path = kapka_test_dir_join (kiosk->dir, image);
  const char *const argv[] = { "rm", "-r", kiosk->state_dir, NULL };

  g_free (kapka_test_program_run (argv, NULL, RUN_MS));
  copy (path, kiosk->state_dir);
}

SyncKiosk *
sync_kiosk_clone (SyncKiosk *kiosk) {
  SyncKiosk *clone = sync_kiosk_new_alone ();
  g_autofree char *lines = g_strdup_printf ("url=%s\n", kapka_test_centre_get_url (kiosk->centre));
  KapkaInstant now;

  kapka_clock_now (kiosk->clock, &now);
  kapka_clock_set_utc_ms (clone->clock, now.utc_ms);
  clone->library = g_strdup (kiosk->library);
  clone->terminal = g_strdup (kiosk->terminal);
  clone->centre = kiosk->centre;
  copy (kiosk->state_dir, clone->state_dir);
  sync_kiosk_configure (clone, lines);
  if (kiosk->boot_file != NULL)
    sync_kiosk_make_machine (clone);
  return clone;
}

void
sync_kiosk_configure (SyncKiosk *kiosk, const char *lines) {
  g_autofree char *text = g_strdup_printf ("[sync]\n%s\n[storage]\nstate_dir=%s\nruntime_dir=%s\n",
                                           lines, kiosk->state_dir, kiosk->state_dir);

  g_free (kapka_test_dir_write (kiosk->dir, "kapka.conf", text));
}

void
sync_kiosk_enrol (SyncKiosk *kiosk, const char *code) {
  g_autofree char *config = g_strconcat ("--config=", kiosk->config, NULL);
  const char *const argv[] = { g_getenv ("KAPKACTL"), config, "enroll", code, NULL };

  g_free (kapka_test_program_run (argv, NULL, RUN_MS));
}

KapkaJournal *
sync_kiosk_open (SyncKiosk *kiosk, KapkaJournalAccess access) {
  g_autoptr (GError) error = NULL;
  KapkaJournal *journal =
      kapka_journal_open (kiosk->state_dir, kiosk->runtime_dir, kiosk->clock, access, NULL, &error);

  g_assert_no_error (error);
  return journal;
}

static void
append (KapkaJournal *journal, KapkaEvent *event) {
  g_autoptr (GError) error = NULL;

  kapka_journal_append (journal, event, &error);
  g_assert_no_error (error);
  kapka_event_free (event);
}

static KapkaEvent *
new_event (SyncKiosk *kiosk, KapkaEventKind kind, const char *visit) {
  KapkaInstant now;

  kapka_clock_now (kiosk->clock, &now);
  kapka_clock_set_utc_ms (kiosk->clock, now.utc_ms + 1000);
  KapkaEvent *event = kapka_event_new (kind, kiosk->clock);

  event->visit = g_strdup (visit);
  return event;
}

static void
append_request (SyncKiosk *kiosk,
                KapkaJournal *journal,
                const char *visit,
                const char *service,
                gboolean first) {
  KapkaEvent *event = new_event (kiosk, KAPKA_EVENT_REQUEST, visit);

  event->item = g_strconcat ("tile-", service, NULL);
  event->service = g_strdup (service);
  kapka_event_add_count (event, service, 1);
  kapka_event_add_count (event, "users", first ? 1 : 0);
  append (journal, event);
}

static void
append_visit (SyncKiosk *kiosk, KapkaJournal *journal) {
  static const char *const services[] = { "s1", "s2", "s3", "s5", "s6" };
  g_autofree char *visit = g_uuid_string_random ();
  guint number = kiosk->n_visits++;
  KapkaEvent *event;

  append (journal, new_event (kiosk, KAPKA_EVENT_BEGIN, visit));
  append_request (kiosk, journal, visit, "s3", TRUE);
  append_request (kiosk, journal, visit, services[number % G_N_ELEMENTS (services)], FALSE);
  event = new_event (kiosk, KAPKA_EVENT_PRINT, visit);
  event->item = g_strdup ("form");
  event->service = g_strdup ("s4");
  kapka_event_add_count (event, "s4", 1);
  kapka_event_add_count (event, "pages", 1 + number % 3);
  kiosk->n_pages += 1 + number % 3;
  append (journal, event);
  event = new_event (kiosk, KAPKA_EVENT_END, visit);
  event->reason = g_strdup ("finished");
  kapka_event_add_count (event, "lang_udm", number % 2);
  append (journal, event);
}

void
sync_kiosk_work (SyncKiosk *kiosk, const char *day, guint visits) {
  g_autofree char *morning = g_strconcat (day, "T08:00:00+04", NULL);
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (morning, NULL);
  g_autoptr (KapkaJournal) journal = sync_kiosk_open (kiosk, KAPKA_JOURNAL_EVENTS);
  g_autoptr (GError) error = NULL;
  KapkaInstant now;

  kapka_clock_now (kiosk->clock, &now);
  kapka_clock_set_utc_ms (kiosk->clock, MAX (now.utc_ms, g_date_time_to_unix (time) * 1000));
  kapka_journal_append_on (journal, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < visits; i++)
    append_visit (kiosk, journal);
}

void
sync_kiosk_live_a_year (SyncKiosk *kiosk, const char *boot_id, const char *first_day) {
  g_autofree char *morning = g_strconcat (first_day, "T08:00:00+04", NULL);
  g_autoptr (GDateTime) first = g_date_time_new_from_iso8601 (morning, NULL);
  g_autoptr (KapkaJournal) journal = NULL;

  kapka_clock_unref (kiosk->clock);
  kiosk->clock =
      kapka_clock_new_manual ("Europe/Samara", g_date_time_to_unix (first) * 1000, boot_id);
  journal = sync_kiosk_open (kiosk, KAPKA_JOURNAL_EVENTS);
  for (int i = 0; i < 365; i++) {
    g_autoptr (GDateTime) day = g_date_time_add_days (first, i);

    kapka_clock_set_utc_ms (kiosk->clock, g_date_time_to_unix (day) * 1000);
    g_assert_true (kapka_journal_append_on (journal, NULL));
    if (i % 10 == 0)
      append_visit (kiosk, journal);
  }
}

void
sync_kiosk_correct (SyncKiosk *kiosk, const char *day) {
  g_autoptr (KapkaJournal) journal = sync_kiosk_open (kiosk, KAPKA_JOURNAL_EVENTS);
  KapkaEvent *event = new_event (kiosk, KAPKA_EVENT_CORRECTION, NULL);

  g_strlcpy (event->at.day, day, sizeof event->at.day);
  event->corrects = g_uuid_string_random ();
  event->author = g_strdup ("staff");
  event->reason = g_strdup ("wrong_service");
  kapka_event_add_count (event, "s3", -1);
  kapka_event_add_count (event, "s5", 1);
  append (journal, event);
}

/* The words that let a program see another boot id than that of this machine. */
#define MACHINE "mount --bind \"$0\" /proc/sys/kernel/random/boot_id && exec \"$@\""

/* The proxies of the environment must be of no interest to the program. */
KapkaTestProgram *
sync_kiosk_start (SyncKiosk *kiosk, const char *option) {
  const char *const argv[] = { "unshare",
                               "--mount",
                               "--",
                               "/bin/sh",
                               "-c",
                               MACHINE,
                               kiosk->boot_file,
                               g_getenv ("KAPKA_SYNC"),
                               "--config",
                               kiosk->config,
                               option,
                               NULL };
  const char *const envp[] = { "PATH=/usr/sbin:/usr/bin:/sbin:/bin",
                               "http_proxy=http://127.0.0.1:1", "https_proxy=http://127.0.0.1:1",
                               "ALL_PROXY=http://127.0.0.1:1", NULL };

  return kapka_test_program_start (kiosk->boot_file == NULL ? argv + 7 : argv, envp);
}

void
sync_kiosk_assert_end (KapkaTestProgram *program, int exit_code, const char *reason) {
  int ended_with = kapka_test_program_wait (program, RUN_MS);
  g_autofree char *out = kapka_test_program_get_text (program, KAPKA_TEST_STREAM_OUT);
  g_autofree char *description = kapka_test_program_describe (program);
  g_auto (GStrv) parts = g_strsplit (out, ": ", 2);

  g_test_message ("%s", description);
  g_assert_cmpstr (parts[0], ==, reason);
  g_assert_cmpint (ended_with, ==, exit_code);
  // Exactly one line.
  g_assert_nonnull (parts[1]);
  g_assert_cmpstr (strchr (parts[1], '\n'), ==, "\n");
}

void
sync_kiosk_assert_run (SyncKiosk *kiosk, const char *option, int exit_code, const char *reason) {
  g_autoptr (KapkaTestProgram) program = sync_kiosk_start (kiosk, option);

  sync_kiosk_assert_end (program, exit_code, reason);
}

void
sync_kiosk_assert_recorded (SyncKiosk *kiosk, int exit_code, const char *reason) {
  g_autoptr (KapkaJournal) journal = sync_kiosk_open (kiosk, KAPKA_JOURNAL_READ);
  g_autoptr (GError) error = NULL;
  g_auto (KapkaSyncRun) run = { 0 };

  g_assert_true (kapka_upload_get_last_run (journal, FALSE, &run, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (run.reason, ==, reason);
  g_assert_cmpint (run.exit_code, ==, exit_code);
  g_assert_cmpint (run.ended_ms, >=, run.started_ms);
}

gint64
sync_kiosk_count_pending (SyncKiosk *kiosk) {
  g_autoptr (KapkaJournal) journal = sync_kiosk_open (kiosk, KAPKA_JOURNAL_READ);
  g_autoptr (GError) error = NULL;
  gint64 pending = kapka_upload_count_pending (journal, NULL, &error);

  g_assert_no_error (error);
  return pending;
}

gint64
sync_kiosk_read_int (SyncKiosk *kiosk, const char *sql) {
  g_autofree char *path = kapka_test_dir_join (kiosk->dir, "state/journal.db");
  g_autoptr (GError) error = NULL;
  g_autoptr (KapkaDb) db = kapka_db_open (path, KAPKA_DB_READ, &error);
  g_autoptr (KapkaStmt) stmt = NULL;

  g_assert_no_error (error);
  stmt = kapka_db_prepare (db, sql);
  g_assert_cmpint (kapka_stmt_step (stmt, &error), ==, KAPKA_STEP_ROW);
  return kapka_stmt_get_int (stmt, 0);
}

gint64
sync_kiosk_sum_at_centre (SyncKiosk *kiosk, const char *key) {
  return kapka_test_centre_sum (kiosk->centre, kiosk->library, kiosk->terminal, key);
}

void
sync_kiosk_assert_counted (SyncKiosk *kiosk, guint visits, guint pages) {
  g_assert_cmpint (sync_kiosk_count_pending (kiosk), ==, 0);
  g_assert_cmpint (sync_kiosk_sum_at_centre (kiosk, "users"), ==, visits);
  g_assert_cmpint (sync_kiosk_sum_at_centre (kiosk, "s4"), ==, visits);
  g_assert_cmpint (sync_kiosk_sum_at_centre (kiosk, "pages"), ==, pages);
}

void
sync_kiosk_assert_centre_empty (SyncKiosk *kiosk) {
  g_assert_cmpint (sync_kiosk_count_pending (kiosk), >, 0);
  g_assert_cmpint (sync_kiosk_read_int (kiosk, "SELECT count(*) FROM ack"), ==, 0);
  g_assert_cmpint (sync_kiosk_sum_at_centre (kiosk, "_on"), ==, 0);
}

void
sync_kiosk_assert_agrees (SyncKiosk *kiosk) {
  g_autoptr (KapkaJournal) journal = sync_kiosk_open (kiosk, KAPKA_JOURNAL_READ);

  g_assert_cmpint (sync_kiosk_count_pending (kiosk), ==, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (all_keys); i++) {
    g_autoptr (GError) error = NULL;
    gint64 sum = -1;

    kapka_journal_sum (journal, all_keys[i], "2025-01-01", "2029-12-31", &sum, NULL, &error);
    g_assert_no_error (error);
    g_assert_cmpint (sync_kiosk_sum_at_centre (kiosk, all_keys[i]), ==, sum);
  }
}
