// SPDX-License-Identifier: GPL-3.0-or-later
// Each test runs on every kind of store.
#include <string.h>

#include "central/network-status.h"
#include "central/upload-request.h"
#include "test-store-place.h"
#include "text.h"

#define NOW_MS G_GINT64_CONSTANT (1772430000000) // 2026-03-02
#define MS_PER_DAY G_GINT64_CONSTANT (86400000)
#define LONG_AGO_MS G_GINT64_CONSTANT (1700000000000)
#define BOOT "11111111-1111-4111-8111-111111111111"
#define WELL "{\"state\":\"ok\",\"last_reason\":\"ok\",\"pending_days\":1,\"quick_check\":\"ok\"}"

static void run (KapkaStorePlace *place, const char *format, ...) G_GNUC_PRINTF (2, 3);

static void
run (KapkaStorePlace *place, const char *format, ...) {
  g_autofree char *sql = NULL;
  va_list arguments;

  va_start (arguments, format);
  sql = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  kapka_store_run_for_test (place->store, sql);
}

static void
add_library (KapkaStorePlace *place) {
  run (place, "INSERT INTO library(library_id, code, tz) VALUES (5, '18-5', 'Europe/Samara')");
  run (place, "INSERT INTO library_period(library_id, valid_from, name, district, rural) VALUES "
              "(5, '2020-01-01', 'Старая', 'Район', 1), (5, '2026-03-01', 'Новая', 'Район', 1)");
}

static void
add_terminal (KapkaStorePlace *place, int number) {
  run (place, "INSERT INTO terminal(library_id, terminal_id, code) VALUES (5, %d, 'PC-%d')", number,
       number);
}

static void
add_install (KapkaStorePlace *place,
             int terminal,
             int number,
             const char *state,
             gint64 enrolled_ms) {
  run (place,
       "INSERT INTO install(install_id, library_id, terminal_id, token_sha256, status, "
       "enrolled_ms) VALUES ('7f1c0000-0000-4000-8000-%012d', 5, %d, 'hash%d', '%s', "
       "%" G_GINT64_FORMAT ")",
       number, terminal, number, state, enrolled_ms);
}

static void
hear (KapkaStorePlace *place, int number, gint64 last_seen_ms, const char *word) {
  run (place,
       "INSERT INTO install_seen(library_id, install_id, accepted, last_seen_ms, boot_id, status) "
       "VALUES (5, '7f1c0000-0000-4000-8000-%012d', 1, %" G_GINT64_FORMAT ", 'b', '%s')",
       number, last_seen_ms, word);
}

static void
add_day (KapkaStorePlace *place, int terminal, const char *day, const char *counts) {
  g_autofree char *stream = g_uuid_string_random ();

  run (place,
       "INSERT INTO day_report(library_id, stream_id, day, terminal_id, install_id, revision, "
       "digest, counts, software, received_ms) VALUES (5, '%s', '%s', %d, "
       "'7f1c0000-0000-4000-8000-000000000001', 7, 'd', '%s', '1', 1)",
       stream, day, terminal, counts);
}

/* A terminal that was connected long ago and heard an hour ago. */
static void
add_heard (KapkaStorePlace *place, int number, const char *word) {
  add_terminal (place, number);
  add_install (place, number, number, "active", LONG_AGO_MS);
  hear (place, number, NOW_MS - 3600000, word);
}

/* And one that was used yesterday. */
static void
add_used (KapkaStorePlace *place, int number, const char *word) {
  add_heard (place, number, word);
  add_day (place, number, "2026-03-01", "{\"_on\":1,\"users\":2}");
}

static KapkaNetworkStatus *
make (KapkaStorePlace *place) {
  g_autoptr (KapkaClock) clock = kapka_clock_new_manual ("UTC", NOW_MS, BOOT);
  g_autoptr (GError) error = NULL;
  KapkaNetworkStatus *status = kapka_network_status_new (place->store, clock, 7, &error);

  g_assert_no_error (error);
  return status;
}

static const KapkaTerminalStatus *
get (const KapkaNetworkStatus *status, guint index) {
  g_assert_cmpuint (index, <, status->terminals->len);
  return g_ptr_array_index (status->terminals, index);
}

static void
assert_troubles (KapkaStorePlace *place, guint expected) {
  g_autoptr (KapkaNetworkStatus) status = make (place);

  g_assert_cmpuint (status->terminals->len, ==, 1);
  g_assert_cmphex (get (status, 0)->troubles, ==, expected);
}

static void
test_well (KapkaStorePlace *place, gconstpointer data) {
  g_autoptr (KapkaNetworkStatus) status = NULL;

  add_library (place);
  add_used (place, 1, WELL);
  status = make (place);
  g_assert_cmphex (get (status, 0)->troubles, ==, 0);
  g_assert_cmpstr (get (status, 0)->name, ==, "Новая");
  g_assert_cmpstr (get (status, 0)->last_on, ==, "2026-03-01");
  g_assert_cmpstr (get (status, 0)->last_users, ==, "2026-03-01");
  g_assert_cmpint (get (status, 0)->pending_days, ==, 1);
}

static void
test_never (KapkaStorePlace *place, gconstpointer data) {
  add_library (place);
  add_terminal (place, 1);
  assert_troubles (place, KAPKA_TROUBLE_NEVER);
  add_install (place, 1, 1, "active", NOW_MS);
  assert_troubles (place, KAPKA_TROUBLE_NEVER);
}

static void
test_silent (KapkaStorePlace *place, gconstpointer data) {
  add_library (place);
  add_terminal (place, 1);
  add_install (place, 1, 1, "active", LONG_AGO_MS);
  hear (place, 1, NOW_MS - 7 * MS_PER_DAY - 1, WELL);
  add_day (place, 1, "2026-03-01", "{\"_on\":1}"); // Brought by hand.
  assert_troubles (place, KAPKA_TROUBLE_SILENT);
}

static void
test_no_presence (KapkaStorePlace *place, gconstpointer data) {
  add_library (place);
  add_heard (place, 1, WELL);
  add_day (place, 1, "2026-02-22", "{\"_on\":1,\"users\":2}");
  add_day (place, 1, "2026-03-01", "{\"users\":2}");
  assert_troubles (place, KAPKA_TROUBLE_NO_PRESENCE);
}

static void
test_no_users (KapkaStorePlace *place, gconstpointer data) {
  add_library (place);
  add_heard (place, 1, WELL);
  add_day (place, 1, "2026-02-23", "{\"_on\":1}");
  add_day (place, 1, "2026-02-22", "{\"_on\":1,\"users\":2}");
  assert_troubles (place, KAPKA_TROUBLE_NO_USERS);
  run (place, "INSERT INTO fragment(library_id, stream_id, seq, terminal_id, install_id, day, "
              "counts, received_ms) VALUES (5, '6f1c0000-0000-4000-8000-000000000001', 7, 1, "
              "'7f1c0000-0000-4000-8000-000000000001', '2026-03-01', '{\"users\":1}', 1)");
  assert_troubles (place, 0);
}

/* A kiosk that was connected a day ago has not had a week. */
static void
test_new_kiosk (KapkaStorePlace *place, gconstpointer data) {
  add_library (place);
  add_terminal (place, 1);
  add_install (place, 1, 1, "active", NOW_MS - MS_PER_DAY);
  hear (place, 1, NOW_MS - 1000, WELL);
  assert_troubles (place, 0);
}

static void
test_pending (KapkaStorePlace *place, gconstpointer data) {
  add_library (place);
  add_used (place, 1,
            "{\"state\":\"late\",\"last_reason\":\"rejected\",\"pending_days\":12,"
            "\"oldest_pending\":\"2026-01-05\"}");
  assert_troubles (place, KAPKA_TROUBLE_PENDING);
}

static void
test_journal (KapkaStorePlace *place, gconstpointer data) {
  add_library (place);
  add_used (place, 1, "{\"state\":\"ok\",\"quick_check\":\"damaged\"}");
  assert_troubles (place, KAPKA_TROUBLE_JOURNAL);
  run (place, "UPDATE install_seen SET status = '{\"damaged_streams\":1}'");
  assert_troubles (place, KAPKA_TROUBLE_JOURNAL);
}

/* What a kiosk has found of itself: errors and warnings are for somebody to look after, and what is
 * no code never gets onto the screen of the centre. */
static void
test_findings (KapkaStorePlace *place, gconstpointer data) {
  static const struct {
    const char *findings;
    guint troubles;
    const char *part; // (nullable)
  } cases[] = {
    { "{}", 0, NULL },
    { "{\"NO-CENTRE\":\"note\"}", 0, NULL },
    { "{\"DISK-LOW\":\"warning\",\"NO-CENTRE\":\"note\",\"PRINTER-GONE\":\"error\"}",
      KAPKA_TROUBLE_FINDINGS, "(DISK-LOW PRINTER-GONE)" },
    { "{\"disk low\":\"warning\",\"DISK\":\"Иванов\",\"CPU\":7}", 0, NULL },
    { "[\"DISK-LOW\"]", 0, NULL },
  };

  add_library (place);
  add_used (place, 1, WELL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *body =
        g_strdup_printf ("{\"v\":1,\"request_id\":\"" BOOT "\",\"install_id\":\"" BOOT
                         "\",\"boot_id\":\"b\",\"software\":\"1\",\"status\":"
                         "{\"state\":\"ok\",\"findings\":%s}}",
                         cases[i].findings);
    g_autoptr (KapkaUploadRequest) upload = kapka_upload_request_parse (body, strlen (body), NULL);
    g_autoptr (KapkaNetworkStatus) status = NULL;
    g_autofree char *text = NULL;
    g_autofree char *json = NULL;

    run (place, "UPDATE install_seen SET status = '%s'", upload->status);
    assert_troubles (place, cases[i].troubles);
    status = make (place);
    text = kapka_network_status_to_text (status);
    json = kapka_network_status_to_json (status);
    g_assert_null (strstr (text, "Иванов"));
    g_assert_null (strstr (json, "Иванов"));
    if (cases[i].part == NULL)
      continue;
    g_assert_nonnull (strstr (text, cases[i].part));
    g_assert_nonnull (strstr (json, "\"findings\":{\"DISK-LOW\":\"warning\""));
    g_assert_nonnull (strstr (json, "\"troubles\":[\"findings\"]"));
  }
}

/* What an upload says of its clock comes through to the status. */
static void
test_clock (KapkaStorePlace *place, gconstpointer data) {
  static const struct {
    const char *members;
    guint troubles;
  } cases[] = {
    { ",\"sent_at\":\"2026-03-02T04:40:00Z\",\"clock\":{\"synced\":true}", 0 },
    { ",\"sent_at\":\"2026-03-02T04:40:00Z\",\"clock\":{\"synced\":false}", KAPKA_TROUBLE_CLOCK },
    { ",\"sent_at\":\"2026-03-02T04:20:00Z\",\"clock\":{\"synced\":true}", KAPKA_TROUBLE_CLOCK },
    { ",\"sent_at\":\"2038-03-02T04:20:00Z\",\"clock\":{\"synced\":true}", KAPKA_TROUBLE_CLOCK },
    { ",\"sent_at\":\"yesterday\",\"clock\":[]", 0 },
    { "", 0 },
  };

  add_library (place);
  add_used (place, 1, WELL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *body = g_strdup_printf ("{\"v\":1,\"request_id\":\"" BOOT
                                             "\",\"install_id\":\"" BOOT "\",\"boot_id\":\"b\","
                                             "\"software\":\"1\",\"status\":" WELL "%s}",
                                             cases[i].members);
    g_autoptr (GError) error = NULL;
    g_autoptr (KapkaUploadRequest) upload =
        kapka_upload_request_parse (body, strlen (body), &error);

    g_assert_no_error (error);
    run (place, "UPDATE install_seen SET status = '%s'", upload->status);
    assert_troubles (place, cases[i].troubles);
  }
}

static void
test_clone (KapkaStorePlace *place, gconstpointer data) {
  add_library (place);
  add_used (place, 1, WELL);
  run (place, "UPDATE install_seen SET clone_ms = 1000");
  assert_troubles (place, KAPKA_TROUBLE_CLONE);
  run (place, "UPDATE install SET status = 'revoked'");
  assert_troubles (place, 0);
}

/* The kiosk that was heard last speaks for the terminal. */
static void
test_replaced (KapkaStorePlace *place, gconstpointer data) {
  g_autoptr (KapkaNetworkStatus) status = NULL;

  add_library (place);
  add_used (place, 1, WELL);
  add_install (place, 1, 2, "revoked", LONG_AGO_MS - 1);
  hear (place, 2, LONG_AGO_MS, "{\"state\":\"failing\"}");
  status = make (place);
  g_assert_cmpuint (status->terminals->len, ==, 1);
  g_assert_cmphex (get (status, 0)->troubles, ==, 0);
  g_assert_cmpstr (get (status, 0)->install_id, ==, "7f1c0000-0000-4000-8000-000000000001");
}

static void
test_retired (KapkaStorePlace *place, gconstpointer data) {
  g_autoptr (KapkaNetworkStatus) before = NULL;
  g_autoptr (KapkaNetworkStatus) after = NULL;

  add_library (place);
  add_terminal (place, 1);
  run (place, "UPDATE terminal SET retired_on = '2026-03-03'");
  before = make (place);
  g_assert_cmpuint (before->terminals->len, ==, 1);
  run (place, "UPDATE terminal SET retired_on = '2026-03-02'");
  after = make (place);
  g_assert_cmpuint (after->terminals->len, ==, 0);
}

static void
test_conflict (KapkaStorePlace *place, gconstpointer data) {
  g_autoptr (KapkaNetworkStatus) status = NULL;
  g_autofree char *json = NULL;
  g_autofree char *text = NULL;
  const KapkaDayConflict *conflict;

  add_library (place);
  add_terminal (place, 2);
  run (place, "INSERT INTO day_report(library_id, stream_id, day, terminal_id, install_id, "
              "revision, digest, counts, software, received_ms) VALUES (5, '" BOOT
              "', '2026-03-01', 2, '7f1c0000-0000-4000-8000-000000000001', 7, 'a', '{}', '1', 1)");
  run (place,
       "INSERT INTO day_report_log(library_id, stream_id, day, revision, digest, counts, "
       "install_id, received_ms) VALUES "
       "(5, '" BOOT "', '2026-03-01', 7, 'a', '{}', '7f1c0000-0000-4000-8000-000000000001', 1), "
       "(5, '" BOOT "', '2026-03-01', 7, 'b', '{}', '7f1c0000-0000-4000-8000-000000000001', 1), "
       "(5, '" BOOT "', '2026-03-01', 6, 'c', '{}', '7f1c0000-0000-4000-8000-000000000001', 1)");
  status = make (place);
  g_assert_cmpuint (status->conflicts->len, ==, 1);
  conflict = g_ptr_array_index (status->conflicts, 0);
  g_assert_cmpstr (conflict->library, ==, "18-5");
  g_assert_cmpstr (conflict->terminal, ==, "PC-2");
  g_assert_cmpint (conflict->revision, ==, 7);
  g_assert_cmpint (conflict->n_versions, ==, 2);
  json = kapka_network_status_to_json (status);
  text = kapka_network_status_to_text (status);
  kapka_test_assert_has (json, "\"conflicts\":[{\"day\":\"2026-03-01\",\"install\":"
                               "\"7f1c0000-0000-4000-8000-000000000001\",\"library\":\"18-5\",");
  kapka_test_assert_has (text, "  18-5 PC-2  2026-03-01  ");
}

static void
test_written (KapkaStorePlace *place, gconstpointer data) {
  g_autoptr (KapkaNetworkStatus) status = NULL;
  g_autofree char *json = NULL;
  g_autofree char *text = NULL;

  add_library (place);
  add_used (place, 1, WELL);
  add_terminal (place, 2);
  add_heard (place, 3, "{\"state\":\"late\",\"clock_synced\":false}");
  status = make (place);
  json = kapka_network_status_to_json (status);
  text = kapka_network_status_to_text (status);
  kapka_test_assert_has (json, "\"terminal\":\"PC-1\",\"troubles\":[]}");
  kapka_test_assert_has (json, "\"terminal\":\"PC-2\",\"troubles\":[\"never\"]}");
  kapka_test_assert_has (
      json, "\"terminal\":\"PC-3\",\"troubles\":[\"no_presence\",\"pending\",\"clock\"]}");
  kapka_test_assert_has (json, "\"last_seen\":\"2026-03-02T04:40:00Z\"");
  kapka_test_assert_has (json, "\"days\":7");
  kapka_test_assert_has (text, "  18-5 PC-2  Новая\n");
}

int
main (int argc, char **argv) {
  static const KapkaStorePlaceCase tests[] = {
    { "well", test_well },         { "never", test_never },
    { "silent", test_silent },     { "no-presence", test_no_presence },
    { "no-users", test_no_users }, { "new-kiosk", test_new_kiosk },
    { "pending", test_pending },   { "journal", test_journal },
    { "clock", test_clock },       { "clone", test_clone },
    { "replaced", test_replaced }, { "retired", test_retired },
    { "conflict", test_conflict }, { "written", test_written },
    { "findings", test_findings },
  };
  KapkaStoreServer server = { 0 };

  g_test_init (&argc, &argv, NULL);
  kapka_store_place_add_both ("central-status", tests, G_N_ELEMENTS (tests), &server);
  return kapka_store_place_run_all (&server);
}
