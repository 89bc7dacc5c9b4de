// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync-kiosk.h"
#include "http/http-client.h"
#include "sync/retry.h"
#include "sync/run.h"

/* A run inside the test: what it would wait for is written down and over at once. */
typedef struct {
  SyncKiosk *kiosk;
  GArray *waits_ms; // Of gint64.
  guint stop_after; // Waits after which the run is asked to stop; 0 for never.
  KapkaSyncRun record;
} Rehearsal;

static gboolean
wait_cb (gint64 ms, gpointer data) {
  Rehearsal *rehearsal = data;

  // The question whether to stop, asked between two requests, is no wait.
  if (ms > 0)
    g_array_append_val (rehearsal->waits_ms, ms);
  return rehearsal->stop_after == 0 || rehearsal->waits_ms->len < rehearsal->stop_after;
}

static void
rehearsal_start (Rehearsal *rehearsal) {
  rehearsal->kiosk = sync_kiosk_new ();
  sync_kiosk_put_bad_server (rehearsal->kiosk);
  rehearsal->waits_ms = g_array_new (FALSE, FALSE, sizeof (gint64));
  sync_kiosk_work (rehearsal->kiosk, "2026-03-02", 2);
}

static void
rehearsal_clear (Rehearsal *rehearsal) {
  g_clear_pointer (&rehearsal->kiosk, sync_kiosk_free);
  g_clear_pointer (&rehearsal->waits_ms, g_array_unref);
  kapka_sync_run_clear (&rehearsal->record);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Rehearsal, rehearsal_clear)

static const char *
run (Rehearsal *rehearsal) {
  SyncKiosk *kiosk = rehearsal->kiosk;
  g_autoptr (GError) error = NULL;
  g_autoptr (KapkaEnrolment) enrolment = kapka_enrolment_load (kiosk->state_dir, &error);
  g_autoptr (KapkaJournal) journal = sync_kiosk_open (kiosk, KAPKA_JOURNAL_SYNC);
  const KapkaHttpOptions http = {
    .url = kapka_test_bad_server_get_url (kiosk->bad),
    .ca_file = "",
    .proxy = "",
    .proxy_auth = "none",
  };
  const KapkaTransport transport = kapka_http_client_get_transport (&http);
  KapkaRunSetup setup = {
    .journal = journal,
    .clock = kiosk->clock,
    .enrolment = enrolment,
    .transport = &transport,
    .state_dir = kiosk->state_dir,
    .wait = wait_cb,
    .user_data = rehearsal,
  };

  return kapka_sync_reason_to_string (kapka_run_upload (&setup, &rehearsal->record));
}

static gint64
get_wait_ms (const Rehearsal *rehearsal, guint index) {
  return g_array_index (rehearsal->waits_ms, gint64, index);
}

static void
test_comes_right (void) {
  static const guint statuses[] = { 500, 502, 503 };

  for (gsize i = 0; i < G_N_ELEMENTS (statuses); i++) {
    g_auto (Rehearsal) rehearsal = { 0 };

    rehearsal_start (&rehearsal);
    kapka_test_bad_server_set_canned (rehearsal.kiosk->bad, statuses[i], "", "");
    kapka_test_bad_server_set_mood (rehearsal.kiosk->bad, KAPKA_TEST_MOOD_CANNED, 5);
    g_assert_cmpstr (run (&rehearsal), ==, "ok");
    g_assert_cmpint (rehearsal.record.attempts, ==, 6);
    g_assert_cmpint (rehearsal.record.acked, ==, 1);
    g_assert_cmpint (rehearsal.record.http_status, ==, 200);
    g_assert_null (rehearsal.record.detail);
    for (guint j = 0; j < rehearsal.waits_ms->len; j++)
      g_assert_cmpint (get_wait_ms (&rehearsal, j), <=, 5000 << j);
    sync_kiosk_assert_agrees (rehearsal.kiosk);
  }
}

static void
assert_gives_up (KapkaTestMood mood, const char *reason) {
  g_auto (Rehearsal) rehearsal = { 0 };

  rehearsal_start (&rehearsal);
  kapka_test_bad_server_set_canned (rehearsal.kiosk->bad, 502, "", "");
  kapka_test_bad_server_set_mood (rehearsal.kiosk->bad, mood, 0);
  g_assert_cmpstr (run (&rehearsal), ==, reason);
  g_assert_cmpint (rehearsal.record.attempts, ==, KAPKA_RETRY_MAX_FAILURES);
  g_assert_cmpint (rehearsal.record.acked, ==, 0);
  g_assert_cmpint (sync_kiosk_count_pending (rehearsal.kiosk), ==, 1);
}

static void
test_network_gives_up (void) {
  assert_gives_up (KAPKA_TEST_MOOD_CUT_WITH_LENGTH, "network");
}

static void
test_storm_gives_up (void) {
  assert_gives_up (KAPKA_TEST_MOOD_CANNED, "server_busy");
}

/* What libcurl makes of each form of the header, and what we make of that. */
static void
test_retry_after (void) {
  static const struct {
    const char *header;
    gint64 asked_ms; // -1: the run ends.
  } rows[] = {
    { "Retry-After: 5\r\n", 5000 },
    { "Retry-After: 7000\r\n", 7000000 },
    { "Retry-After: 0\r\n", 0 },
    { "Retry-After: -1\r\n", 0 },
    { "Retry-After: soon\r\n", 0 },
    { "Retry-After: Sun, 06 Nov 1994 08:49:37 GMT\r\n", 0 },
    { "Retry-After: 100000000000\r\n", -1 },
    { "Retry-After: 99999999999999999999999999\r\n", 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_auto (Rehearsal) rehearsal = { .stop_after = 1 };

    g_test_message ("%s", rows[i].header);
    rehearsal_start (&rehearsal);
    kapka_test_bad_server_set_canned (rehearsal.kiosk->bad, 503, rows[i].header, "");
    kapka_test_bad_server_set_mood (rehearsal.kiosk->bad, KAPKA_TEST_MOOD_CANNED, 0);
    g_assert_cmpstr (run (&rehearsal), ==, rows[i].asked_ms < 0 ? "server_busy" : "stopped");
    if (rows[i].asked_ms < 0) {
      g_assert_cmpuint (rehearsal.waits_ms->len, ==, 0);
      continue;
    }
    g_assert_cmpint (get_wait_ms (&rehearsal, 0), >=, rows[i].asked_ms);
    g_assert_cmpint (get_wait_ms (&rehearsal, 0), <=, rows[i].asked_ms + 5000);
  }
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/matrix/01-gives-up-after-eight-tries", test_network_gives_up);
  g_test_add_func ("/matrix/11-storm-comes-right", test_comes_right);
  g_test_add_func ("/matrix/11-storm-goes-on", test_storm_gives_up);
  g_test_add_func ("/matrix/12-retry-after", test_retry_after);
  return g_test_run ();
}
