// SPDX-License-Identifier: GPL-3.0-or-later
#include <glib/gstdio.h>
#include <signal.h>
#include <unistd.h>

#include "config/last-good.h"
#include "journal/upload.h"
#include "journald.h"
#include "outcome.h"
#include "sync-kiosk.h"

#define PROBLEM "Content-Type: application/problem+json\r\n"
#define PAGE "Content-Type: text/html; charset=utf-8\r\n"
#define JSON "Content-Type: application/json\r\n"

static SyncKiosk *
make_kiosk (void) {
  SyncKiosk *kiosk = sync_kiosk_new ();

  sync_kiosk_put_bad_server (kiosk);
  return kiosk;
}

static SyncKiosk *
make_busy_kiosk (void) {
  SyncKiosk *kiosk = make_kiosk ();

  sync_kiosk_work (kiosk, "2026-03-02", 3);
  sync_kiosk_work (kiosk, "2026-03-03", 0);
  sync_kiosk_work (kiosk, "2026-03-04", 5);
  return kiosk;
}

static gint64
count_days (SyncKiosk *kiosk) {
  return kapka_test_centre_read_int (kiosk->centre, "SELECT count(*) FROM day_report");
}

static void
test_all_pending (void) {
  g_autoptr (SyncKiosk) kiosk = make_busy_kiosk ();

  sync_kiosk_assert_run (kiosk, "--once", 0, "ok");
  sync_kiosk_assert_recorded (kiosk, 0, "ok");
  sync_kiosk_assert_agrees (kiosk);
  g_assert_cmpint (count_days (kiosk), ==, 3);
  g_assert_cmpint (sync_kiosk_sum_at_centre (kiosk, "users"), ==, 8);
  g_assert_cmpuint (kapka_test_bad_server_count_requests (kiosk->bad), ==, 1);
  // There is nothing left to say.
  sync_kiosk_assert_run (kiosk, "--once", 0, "ok");
  sync_kiosk_assert_run (kiosk, NULL, 0, "ok");
  g_assert_cmpuint (kapka_test_bad_server_count_requests (kiosk->bad), ==, 1);
}

static gint64
count_runs_of (SyncKiosk *kiosk, gboolean success_only) {
  g_autoptr (KapkaJournal) journal = sync_kiosk_open (kiosk, KAPKA_JOURNAL_READ);
  g_auto (KapkaSyncRun) run = { 0 };

  return kapka_upload_get_last_run (journal, success_only, &run, NULL) ? 1 : 0;
}

static void
test_if_pending (void) {
  g_autoptr (SyncKiosk) kiosk = make_kiosk ();
  g_autoptr (KapkaJournal) empty = sync_kiosk_open (kiosk, KAPKA_JOURNAL_EVENTS);

  sync_kiosk_assert_run (kiosk, "--if-pending", 0, "ok");
  g_assert_cmpint (count_runs_of (kiosk, FALSE), ==, 0);
  g_assert_cmpuint (kapka_test_bad_server_count_requests (kiosk->bad), ==, 0);
  sync_kiosk_work (kiosk, "2026-03-02", 1);
  sync_kiosk_assert_run (kiosk, "--if-pending", 0, "ok");
  g_assert_cmpint (count_runs_of (kiosk, TRUE), ==, 1);
  sync_kiosk_assert_agrees (kiosk);
}

static void
test_correction (void) {
  g_autoptr (SyncKiosk) kiosk = make_busy_kiosk ();

  sync_kiosk_assert_run (kiosk, "--once", 0, "ok");
  sync_kiosk_correct (kiosk, "2026-03-02");
  g_assert_cmpint (sync_kiosk_count_pending (kiosk), ==, 1);
  sync_kiosk_assert_run (kiosk, "--once", 0, "ok");
  sync_kiosk_assert_agrees (kiosk);
  g_assert_cmpuint (kapka_test_bad_server_count_words (kiosk->bad, "stored"), ==, 4);
  g_assert_cmpint (count_days (kiosk), ==, 3);
}

typedef struct {
  const char *path;
  KapkaTestMood mood;
  guint status; // Of a canned answer.
  const char *headers;
  const char *body;
  int exit_code;
  const char *reason;
} Misbehaviour;

static const Misbehaviour misbehaviours[] = {
  { "/matrix/15-no-mac", KAPKA_TEST_MOOD_NO_MAC, 0, NULL, NULL, 76, "protocol" },
  { "/matrix/15-wrong-mac", KAPKA_TEST_MOOD_WRONG_MAC, 0, NULL, NULL, 76, "protocol" },
  { "/matrix/15-wrong-request-id", KAPKA_TEST_MOOD_WRONG_REQUEST_ID, 0, NULL, NULL, 76,
    "protocol" },
  { "/matrix/15-duplicate-keys", KAPKA_TEST_MOOD_DUPLICATE_KEYS, 0, NULL, NULL, 76, "protocol" },
  { "/matrix/15-deep", KAPKA_TEST_MOOD_DEEP, 0, NULL, NULL, 76, "protocol" },
  { "/matrix/15-nan", KAPKA_TEST_MOOD_NAN, 0, NULL, NULL, 76, "protocol" },
  { "/matrix/15-wrong-type", KAPKA_TEST_MOOD_WRONG_TYPE, 0, NULL, NULL, 76, "protocol" },
  { "/matrix/15-a-day-left-out", KAPKA_TEST_MOOD_LEAVE_OUT_A_DAY, 0, NULL, NULL, 76, "protocol" },
  { "/matrix/15-other-digest", KAPKA_TEST_MOOD_OTHER_DIGEST, 0, NULL, NULL, 76, "protocol" },
  { "/matrix/03-half-of-the-length", KAPKA_TEST_MOOD_CUT_WITH_LENGTH, 0, NULL, NULL, 75,
    "network" },
  { "/matrix/03-half-without-length", KAPKA_TEST_MOOD_CUT_WITHOUT_LENGTH, 0, NULL, NULL, 75,
    "network" },
  { "/matrix/18-endless-body", KAPKA_TEST_MOOD_FLOOD, 0, NULL, NULL, 76, "protocol" },
  { "/matrix/18-endless-headers", KAPKA_TEST_MOOD_HEADER_FLOOD, 0, NULL, NULL, 76, "protocol" },
  { "/matrix/11-500", KAPKA_TEST_MOOD_CANNED, 500, PAGE, "<html>", 75, "server_busy" },
  { "/matrix/11-503", KAPKA_TEST_MOOD_CANNED, 503, "Retry-After: 5\r\n", "", 75, "server_busy" },
  { "/matrix/12-far-retry-after", KAPKA_TEST_MOOD_CANNED, 429, "Retry-After: 99999999999\r\n", "",
    75, "server_busy" },
  { "/matrix/16-redirect", KAPKA_TEST_MOOD_CANNED, 302, "Location: https://127.0.0.1:1/\r\n", "",
    76, "protocol" },
  { "/sync/not-found", KAPKA_TEST_MOOD_CANNED, 404, JSON, "{}", 76, "protocol" },
  { "/sync/401-in-plain-text", KAPKA_TEST_MOOD_CANNED, 401, "Content-Type: text/plain\r\n", "no",
    76, "protocol" },
  { "/matrix/14-401-page", KAPKA_TEST_MOOD_CANNED, 401, PAGE, "<html>", 75, "portal" },
  { "/sync/bad-token", KAPKA_TEST_MOOD_CANNED, 401, PROBLEM, "{\"code\":\"bad_token\"}", 77,
    "token" },
  { "/matrix/20-revoked-by-a-word", KAPKA_TEST_MOOD_CANNED, 403, PROBLEM, "{\"code\":\"revoked\"}",
    77, "revoked" },
  { "/sync/forbidden-otherwise", KAPKA_TEST_MOOD_CANNED, 403, PROBLEM, "{\"code\":\"other\"}", 76,
    "protocol" },
  { "/matrix/14-403-page", KAPKA_TEST_MOOD_CANNED, 403, PAGE, "<html>", 75, "portal" },
  { "/sync/407-without-a-proxy", KAPKA_TEST_MOOD_CANNED, 407, "", "", 76, "protocol" },
  { "/matrix/14-200-page", KAPKA_TEST_MOOD_CANNED, 200, PAGE, "<!DOCTYPE html><title>Wi-Fi</title>",
    75, "portal" },
  { "/matrix/15-empty-object", KAPKA_TEST_MOOD_CANNED, 200, JSON, "{}", 76, "protocol" },
  { "/matrix/03-empty-body", KAPKA_TEST_MOOD_CANNED, 200, JSON, "", 75, "network" },
  { "/matrix/15-array", KAPKA_TEST_MOOD_CANNED, 200, JSON, "[1]", 76, "protocol" },
  { "/matrix/18-encoded-body", KAPKA_TEST_MOOD_CANNED, 200, JSON "Content-Encoding: gzip\r\n",
    "\x1f\x8b\x08", 76, "protocol" },
  { "/matrix/15-wrong-receiver-id", KAPKA_TEST_MOOD_WRONG_RECEIVER_ID, 0, NULL, NULL, 76,
    "protocol" },
  { "/matrix/11-502", KAPKA_TEST_MOOD_CANNED, 502, PAGE, "<html>", 75, "server_busy" },
  { "/matrix/18-split-header", KAPKA_TEST_MOOD_CANNED, 200,
    JSON "Ack-Mac: x\r\nAck-Mac: y\r\nX-Split: a\r\n\r\nb: c\r\n", "{}", 76, "protocol" },
  { "/matrix/18-folded-header", KAPKA_TEST_MOOD_CANNED, 200, JSON "Ack-Mac: x\r\n y\r\n", "{}", 76,
    "protocol" },
};

static void
test_misbehaviour (gconstpointer data) {
  const Misbehaviour *row = data;
  g_autoptr (SyncKiosk) kiosk = make_busy_kiosk ();

  if (row->mood == KAPKA_TEST_MOOD_CANNED)
    kapka_test_bad_server_set_canned (kiosk->bad, row->status, row->headers, row->body);
  kapka_test_bad_server_set_mood (kiosk->bad, row->mood, 0);
  sync_kiosk_assert_run (kiosk, "--once", row->exit_code, row->reason);
  sync_kiosk_assert_recorded (kiosk, row->exit_code, row->reason);
  g_assert_cmpint (sync_kiosk_count_pending (kiosk), ==, 3);
  // Whether it is a receiver at all is asked where it has no such path.
  g_assert_cmpuint (kapka_test_bad_server_count_requests (kiosk->bad), ==,
                    row->status == 404 ? 2 : 1);
  g_assert_cmpuint (kapka_test_bad_server_get_bytes_sent (kiosk->bad), <, 16 << 20);
  kapka_test_bad_server_set_mood (kiosk->bad, KAPKA_TEST_MOOD_FAITHFUL, 0);
  sync_kiosk_assert_run (kiosk, "--once", 0, "ok");
  sync_kiosk_assert_agrees (kiosk);
}

/* Each of these takes 30 seconds, so they are waited for together. */
static void
test_too_slow (void) {
  g_autoptr (SyncKiosk) dripped = make_busy_kiosk ();
  g_autoptr (SyncKiosk) ignored = make_busy_kiosk ();
  g_autoptr (KapkaTestProgram) first = NULL;
  g_autoptr (KapkaTestProgram) second = NULL;
  gint64 start_usec = g_get_monotonic_time ();

  kapka_test_bad_server_set_mood (dripped->bad, KAPKA_TEST_MOOD_DRIP, 0);
  kapka_test_bad_server_set_mood (ignored->bad, KAPKA_TEST_MOOD_SILENT, 0);
  first = sync_kiosk_start (dripped, "--once");
  second = sync_kiosk_start (ignored, "--once");
  sync_kiosk_assert_end (first, 75, "network");
  sync_kiosk_assert_end (second, 75, "network");
  g_assert_cmpint (g_get_monotonic_time () - start_usec, <, 40 * G_USEC_PER_SEC);
  g_assert_cmpint (sync_kiosk_count_pending (dripped), ==, 3);
  g_assert_cmpint (sync_kiosk_count_pending (ignored), ==, 3);
}

static void
test_redirect_is_not_followed (void) {
  g_autoptr (SyncKiosk) kiosk = make_busy_kiosk ();
  g_autoptr (SyncKiosk) other = make_kiosk ();
  static const guint statuses[] = { 301, 302, 303, 307, 308 };

  for (gsize i = 0; i < G_N_ELEMENTS (statuses); i++) {
    g_autofree char *location =
        g_strdup_printf ("Location: %sv1/upload\r\n", kapka_test_bad_server_get_url (other->bad));

    kapka_test_bad_server_set_canned (kiosk->bad, statuses[i], location, "");
    kapka_test_bad_server_set_mood (kiosk->bad, KAPKA_TEST_MOOD_CANNED, 1);
    sync_kiosk_assert_run (kiosk, NULL, 76, "protocol");
  }
  g_assert_cmpuint (kapka_test_bad_server_count_requests (other->bad), ==, 0);
}

static void
test_stale (void) {
  g_autoptr (SyncKiosk) kiosk = make_busy_kiosk ();

  kapka_test_bad_server_set_mood (kiosk->bad, KAPKA_TEST_MOOD_STALE, 1);
  sync_kiosk_assert_run (kiosk, "--once", 0, "ok");
  g_assert_cmpint (sync_kiosk_count_pending (kiosk), ==, 0);
  // The kiosk has adopted the revision of the other copy.
  g_assert_cmpint (sync_kiosk_read_int (kiosk, "SELECT max(revision) FROM ack"), >, 1000);
  // What comes afterwards goes to a stream of its own: none of it is taken for known.
  sync_kiosk_work (kiosk, "2026-03-02", 1);
  g_assert_cmpint (sync_kiosk_count_pending (kiosk), >=, 1);
  sync_kiosk_assert_run (kiosk, "--once", 0, "ok");
  sync_kiosk_assert_agrees (kiosk);
}

/* The day that is not taken stays, is named, and keeps nothing else back. */
static void
test_refused_day (void) {
  static const struct {
    KapkaTestMood mood;
    const char *reason;
  } rows[] = {
    { KAPKA_TEST_MOOD_REJECTED, "rejected" },
    { KAPKA_TEST_MOOD_CONFLICT, "conflict" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (SyncKiosk) kiosk = make_busy_kiosk ();
    g_autoptr (KapkaJournal) journal = NULL;
    g_auto (KapkaSyncRun) run = { 0 };

    kapka_test_bad_server_set_mood (kiosk->bad, rows[i].mood, 1);
    sync_kiosk_assert_run (kiosk, NULL, 65, rows[i].reason);
    sync_kiosk_assert_recorded (kiosk, 65, rows[i].reason);
    g_assert_cmpint (sync_kiosk_count_pending (kiosk), ==, 1);
    g_assert_cmpuint (kapka_test_bad_server_count_requests (kiosk->bad), ==, 1);
    journal = sync_kiosk_open (kiosk, KAPKA_JOURNAL_READ);
    g_assert_true (kapka_upload_get_last_run (journal, FALSE, &run, NULL));
    g_assert_true (g_str_has_prefix (run.detail, "2026-03-02 ("));
    g_assert_cmpint (run.acked, ==, 2);
  }
}

static void
test_too_large (void) {
  g_autoptr (SyncKiosk) kiosk = make_busy_kiosk ();

  for (guint i = 5; i < 28; i++) {
    g_autofree char *day = g_strdup_printf ("2026-03-%02u", i);

    sync_kiosk_work (kiosk, day, 1);
  }
  kapka_test_bad_server_set_mood (kiosk->bad, KAPKA_TEST_MOOD_TOO_LARGE, 0);
  sync_kiosk_assert_run (kiosk, "--once", 0, "ok");
  sync_kiosk_assert_agrees (kiosk);
}

/* A year without a connection goes in requests of at most 200 days; the centre counts them. */
static void
test_long_backlog (void) {
  g_autoptr (SyncKiosk) kiosk = make_kiosk ();
  g_autoptr (GDateTime) first = g_date_time_new_utc (2025, 3, 2, 0, 0, 0);

  for (int i = 0; i < 365; i++) {
    g_autoptr (GDateTime) date = g_date_time_add_days (first, i);
    g_autofree char *day = g_date_time_format (date, "%Y-%m-%d");

    sync_kiosk_work (kiosk, day, i % 7 == 0 ? 1 : 0);
  }
  sync_kiosk_assert_run (kiosk, "--once", 0, "ok");
  g_assert_cmpint (count_days (kiosk), ==, 365);
  g_assert_cmpuint (kapka_test_bad_server_count_requests (kiosk->bad), ==, 2);
  sync_kiosk_assert_agrees (kiosk);
}

static void
test_killed_before_the_ack (void) {
  g_autoptr (SyncKiosk) kiosk = make_busy_kiosk ();
  g_autoptr (KapkaTestProgram) program = NULL;

  kapka_test_bad_server_set_mood (kiosk->bad, KAPKA_TEST_MOOD_SILENT, 1);
  program = sync_kiosk_start (kiosk, NULL);
  kapka_test_bad_server_wait_requests (kiosk->bad, 1, 20000);
  kapka_test_program_kill (program);
  g_assert_cmpint (sync_kiosk_count_pending (kiosk), ==, 3);
  g_assert_cmpint (count_days (kiosk), ==, 3);
  sync_kiosk_assert_run (kiosk, "--once", 0, "ok");
  g_assert_cmpuint (kapka_test_bad_server_count_words (kiosk->bad, "unchanged"), ==, 3);
  g_assert_cmpuint (kapka_test_bad_server_count_words (kiosk->bad, "stored"), ==, 3);
  sync_kiosk_assert_agrees (kiosk);
}

static void
test_two_at_once (void) {
  g_autoptr (SyncKiosk) kiosk = make_busy_kiosk ();
  g_autoptr (KapkaTestProgram) first = NULL;

  kapka_test_bad_server_set_mood (kiosk->bad, KAPKA_TEST_MOOD_SILENT, 1);
  first = sync_kiosk_start (kiosk, NULL);
  kapka_test_bad_server_wait_requests (kiosk->bad, 1, 20000);
  sync_kiosk_assert_run (kiosk, NULL, 75, "busy");
  g_assert_cmpint (count_runs_of (kiosk, FALSE), ==, 0);
  g_assert_true (kapka_test_program_is_running (first));
}

static void
test_asked_to_stop (void) {
  g_autoptr (SyncKiosk) kiosk = make_busy_kiosk ();
  static const KapkaTestMood moods[] = { KAPKA_TEST_MOOD_SILENT, KAPKA_TEST_MOOD_CANNED };

  // In the middle of a transfer, and in a wait between two.
  kapka_test_bad_server_set_canned (kiosk->bad, 503, "Retry-After: 600\r\n", "");
  for (guint i = 0; i < G_N_ELEMENTS (moods); i++) {
    g_autoptr (KapkaTestProgram) program = NULL;
    gint64 signalled_usec;

    kapka_test_bad_server_set_mood (kiosk->bad, moods[i], 1);
    program = sync_kiosk_start (kiosk, NULL);
    kapka_test_bad_server_wait_requests (kiosk->bad, i + 1, 20000);
    signalled_usec = g_get_monotonic_time ();
    kapka_test_program_signal (program, SIGTERM);
    sync_kiosk_assert_end (program, 75, "stopped");
    // libcurl looks at least once a second.
    g_assert_cmpint (g_get_monotonic_time () - signalled_usec, <, 10 * G_USEC_PER_SEC);
    sync_kiosk_assert_recorded (kiosk, 75, "stopped");
  }
  g_assert_cmpint (sync_kiosk_count_pending (kiosk), ==, 3);
}

static void
test_enrolment (void) {
  g_autoptr (SyncKiosk) kiosk = make_busy_kiosk ();
  g_autofree char *moved = kapka_test_dir_join (kiosk->dir, "elsewhere.json");

  g_assert_cmpint (g_chmod (kiosk->enrolment, 0644), ==, 0);
  sync_kiosk_assert_run (kiosk, "--once", 78, "config");
  g_assert_cmpint (g_chmod (kiosk->enrolment, 0600), ==, 0);
  g_assert_cmpint (g_rename (kiosk->enrolment, moved), ==, 0);
  sync_kiosk_assert_run (kiosk, "--once", 77, "not_enrolled");
  sync_kiosk_assert_recorded (kiosk, 77, "not_enrolled");
  g_assert_cmpint (symlink (moved, kiosk->enrolment), ==, 0);
  sync_kiosk_assert_run (kiosk, "--once", 78, "config");
  g_assert_cmpint (g_unlink (kiosk->enrolment), ==, 0);
  g_free (kapka_test_dir_write (kiosk->dir, "state/enrol.json", "{\"v\":1"));
  g_assert_cmpint (g_chmod (kiosk->enrolment, 0600), ==, 0);
  sync_kiosk_assert_run (kiosk, "--once", 78, "config");
  g_assert_cmpuint (kapka_test_bad_server_count_requests (kiosk->bad), ==, 0);
  g_assert_cmpint (g_rename (moved, kiosk->enrolment), ==, 0);
  sync_kiosk_assert_run (kiosk, "--once", 0, "ok");
}

static void
test_configuration (void) {
  static const struct {
    const char *lines;
    int exit_code;
    const char *reason;
  } rows[] = {
    { "", 78, "no_centre" },
    { "url=\n", 78, "no_centre" },
    { "url=http://centre.example.org/\n", 78, "config" },
    { "url=nonsense\n", 78, "config" },
    { "url=https://name:word@127.0.0.1/\n", 78, "config" },
    { "url=https://127.0.0.1/?query\n", 78, "config" },
    { "url=https://127.0.0.1:1/\n", 75, "network" },
    { "url=https://127.0.0.1:1/\nca_file=/nonexistent/ca.pem\n", 75, "network" },
    { "url=https://127.0.0.1:1/\nproxy=http://127.0.0.1:1\n", 75, "proxy" },
  };
  g_autoptr (SyncKiosk) kiosk = make_busy_kiosk ();

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_test_message ("%s", rows[i].lines);
    sync_kiosk_configure (kiosk, rows[i].lines);
    sync_kiosk_assert_run (kiosk, "--once", rows[i].exit_code, rows[i].reason);
    sync_kiosk_assert_recorded (kiosk, rows[i].exit_code, rows[i].reason);
  }
}

/* The counts go up by the settings that the kiosk goes by, as they do from the librarian's desk;
 * who reads along is told where the mistake is. */
static void
test_earlier_settings (void) {
  g_autoptr (SyncKiosk) kiosk = make_busy_kiosk ();
  g_autoptr (GPtrArray) problems = kapka_problems_new ();
  gboolean stale;
  g_autoptr (KapkaSettings) kept = kapka_last_good_load (kiosk->config, problems, &stale);
  g_autofree char *place = g_strconcat (kiosk->config, ":3: ", NULL);
  g_autoptr (KapkaTestProgram) program = NULL;
  g_autofree char *err = NULL;

  g_assert_false (stale);
  sync_kiosk_configure (kiosk, "url=https://127.0.0.1:1/\nstray");
  program = sync_kiosk_start (kiosk, NULL);
  sync_kiosk_assert_end (program, 0, "ok");
  err = kapka_test_program_get_text (program, KAPKA_TEST_STREAM_ERR);
  g_assert_true (g_str_has_prefix (err, place));
  sync_kiosk_assert_recorded (kiosk, 0, "ok");
  sync_kiosk_assert_agrees (kiosk);
}

/* As systemd starts it, with nobody who reads along. */
static void
assert_unwatched (SyncKiosk *kiosk, const char *option, int exit_code) {
  g_autofree char *program = kapka_test_journald_wrap (kiosk->dir, g_getenv ("KAPKA_SYNC"));
  const char *const argv[] = { program, "--config", kiosk->config, option, NULL };
  g_auto (KapkaTestOutcome) outcome = kapka_test_outcome_run (argv, NULL, 60000);

  g_assert_cmpint (outcome.exit_code, ==, exit_code);
}

/* A library without a centre has nothing that could fail each night; a mistake that hides the
 * address is one. */
static void
test_timers_without_a_centre (void) {
  g_autoptr (SyncKiosk) kiosk = sync_kiosk_new_alone ();
  g_autoptr (KapkaTestJournald) journald = kapka_test_journald_new (TRUE);

  sync_kiosk_work (kiosk, "2026-03-02", 1);
  sync_kiosk_configure (kiosk, "url=\n");
  assert_unwatched (kiosk, NULL, 0);
  assert_unwatched (kiosk, "--if-pending", 0);
  g_assert_cmpint (count_runs_of (kiosk, FALSE), ==, 0);
  sync_kiosk_assert_run (kiosk, NULL, 78, "no_centre");
  sync_kiosk_configure (kiosk, "url=nonsense\n");
  assert_unwatched (kiosk, "--if-pending", 78);
  sync_kiosk_assert_recorded (kiosk, 78, "config");
}

static void
test_command_line (void) {
  static const char *const wrong[] = { "--export", "--nonsense", "argument" };
  g_autoptr (SyncKiosk) kiosk = make_busy_kiosk ();
  g_autoptr (KapkaTestProgram) version = sync_kiosk_start (kiosk, "--version");
  g_autoptr (KapkaTestProgram) help = sync_kiosk_start (kiosk, "--help");

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    sync_kiosk_assert_run (kiosk, wrong[i], 64, "usage");
  g_assert_cmpint (kapka_test_program_wait (version, 20000), ==, 0);
  g_assert_cmpint (kapka_test_program_wait (help, 20000), ==, 0);
  g_assert_cmpint (count_runs_of (kiosk, FALSE), ==, 0);
}

static void
test_no_journal (void) {
  g_autoptr (SyncKiosk) kiosk = make_kiosk ();

  sync_kiosk_assert_run (kiosk, "--once", 66, "no_journal");
  g_free (kapka_test_dir_write (kiosk->dir, "state/journal.db",
                                "not a journal, whatever it is called"));
  sync_kiosk_assert_run (kiosk, "--once", 74, "journal_damaged");
  g_free (kiosk->state_dir);
  kiosk->state_dir = kapka_test_dir_join (kiosk->dir, "nowhere");
  sync_kiosk_configure (kiosk, "url=https://127.0.0.1:1/\n");
  sync_kiosk_assert_run (kiosk, "--once", 66, "no_journal");
}

static void
test_proxy_wants_a_password (void) {
  g_autoptr (SyncKiosk) kiosk = make_busy_kiosk ();
  const char *url = kapka_test_bad_server_get_url (kiosk->bad);
  g_autofree char *lines = g_strdup_printf ("url=%s\nproxy=%s\n", url, url);

  kapka_test_bad_server_set_canned (kiosk->bad, 407, "Proxy-Authenticate: Basic realm=\"x\"\r\n",
                                    "");
  kapka_test_bad_server_set_mood (kiosk->bad, KAPKA_TEST_MOOD_CANNED, 1);
  sync_kiosk_configure (kiosk, lines);
  sync_kiosk_assert_run (kiosk, NULL, 78, "proxy_auth");
  g_assert_cmpuint (kapka_test_bad_server_count_requests (kiosk->bad), ==, 1);
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sync/all-pending", test_all_pending);
  g_test_add_func ("/sync/if-pending", test_if_pending);
  g_test_add_func ("/sync/correction", test_correction);
  for (gsize i = 0; i < G_N_ELEMENTS (misbehaviours); i++)
    g_test_add_data_func (misbehaviours[i].path, &misbehaviours[i], test_misbehaviour);
  g_test_add_func ("/matrix/16-redirect-is-not-followed", test_redirect_is_not_followed);
  g_test_add_func ("/sync/stale", test_stale);
  g_test_add_func ("/matrix/21-refused-day", test_refused_day);
  g_test_add_func ("/matrix/21-too-large", test_too_large);
  g_test_add_func ("/sync/long-backlog", test_long_backlog);
  g_test_add_func ("/matrix/25-killed-before-the-ack", test_killed_before_the_ack);
  g_test_add_func ("/matrix/31-two-at-once", test_two_at_once);
  g_test_add_func ("/sync/asked-to-stop", test_asked_to_stop);
  g_test_add_func ("/sync/enrolment", test_enrolment);
  g_test_add_func ("/sync/configuration", test_configuration);
  g_test_add_func ("/sync/earlier-settings", test_earlier_settings);
  g_test_add_func ("/sync/timers-without-a-centre", test_timers_without_a_centre);
  g_test_add_func ("/sync/command-line", test_command_line);
  g_test_add_func ("/sync/no-journal", test_no_journal);
  g_test_add_func ("/matrix/19-407-without-tunnel", test_proxy_wants_a_password);
  g_test_add_func ("/matrix/09-drip-and-silence", test_too_slow);
  return g_test_run ();
}
