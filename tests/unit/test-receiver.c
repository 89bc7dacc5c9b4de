// SPDX-License-Identifier: GPL-3.0-or-later
// The receiver as a function of a request and the store, on both stores.
#include "test-receiver-centre.h"

static void
test_ping (KapkaStorePlace *place, gconstpointer data) {
  g_auto (ReceiverCentre) centre = { 0 };
  g_autofree char *id = kapka_store_ask_for_test (
      place->store, "SELECT value FROM receiver_meta WHERE key = 'receiver_id'");
  g_autofree char *expected = NULL;
  KapkaResponse *response;
  g_autoptr (KapkaJson) json = NULL;
  g_autofree char *text = NULL;

  receiver_centre_init (&centre, place);
  response = kapka_receiver_handle (centre.receiver, centre_request_new (NULL, "/v1/ping?x", NULL));
  g_assert_cmpuint (response->status, ==, 200);
  json = receiver_parse_body (response);
  text = kapka_json_to_string (json);
  expected = g_strdup_printf ("{\"receiver_id\":\"%s\",\"service\":\"kapka-central\","
                              "\"time\":\"2026-03-03T20:54:08Z\",\"v\":[1]}",
                              id);
  g_assert_cmpstr (text, ==, expected);
  kapka_response_free (response);
}

static void
test_upload (KapkaStorePlace *place, gconstpointer data) {
  g_auto (ReceiverCentre) centre = { 0 };
  CentreKiosk kiosk;
  g_autoptr (KapkaJson) answer = NULL;
  gint64 accepted;
  gboolean reconcile;

  receiver_centre_init (&centre, place);
  receiver_centre_add_kiosk (&centre, &kiosk, 1);
  answer = receiver_take_signed (
      receiver_centre_post (&centre, &kiosk, "/v1/upload",
                            centre_one_day_json (&kiosk, 1, DAY, 3, "s3=1 users=1")),
      &kiosk);
  g_assert_cmpstr (kapka_json_get_string (answer, "request_id", NULL), ==,
                   "0b0e0000-0000-4000-8000-000000000003");
  g_assert_cmpstr (kapka_json_get_string (answer, "time", NULL), ==, "2026-03-03T20:54:08Z");
  g_assert_cmpstr (kapka_json_get_string (answer, "fragments", NULL), ==, "stored");
  g_assert_true (kapka_json_get_int (answer, "accepted", 1, 1, &accepted, NULL));
  g_assert_true (kapka_json_get_boolean (answer, "reconcile", &reconcile, NULL));
  g_assert_false (reconcile);
  receiver_centre_upload (&centre, &kiosk, centre_one_day_json (&kiosk, 1, DAY, 3, "s3=1 users=1"),
                          "unchanged");
  receiver_centre_upload (&centre, &kiosk, centre_one_day_json (&kiosk, 1, DAY, 2, "s3=1"),
                          "stale");
  receiver_centre_upload (&centre, &kiosk, centre_one_day_json (&kiosk, 1, DAY, 3, "s3=7"),
                          "conflict");
}

static void
test_rejected_fragments (KapkaStorePlace *place, gconstpointer data) {
  g_auto (ReceiverCentre) centre = { 0 };
  CentreKiosk kiosk;
  g_autofree char *good = NULL;
  g_autofree char *late = NULL;
  g_autofree char *both = NULL;
  g_autoptr (KapkaJson) answer = NULL;
  KapkaJson *row;

  receiver_centre_init (&centre, place);
  receiver_centre_add_kiosk (&centre, &kiosk, 1);
  good = centre_fragment_json (1, &kiosk, DAY, 1, "users=1");
  late = centre_fragment_json (1, &kiosk, "2030-01-01", 2, "users=1");
  both = g_strdup_printf ("%s,%s", good, late);
  answer = receiver_take_signed (
      receiver_centre_post (&centre, &kiosk, "/v1/upload", centre_upload_json (&kiosk, NULL, both)),
      &kiosk);
  g_assert_cmpstr (kapka_json_get_string (answer, "fragments", NULL), ==, "rejected");
  row = kapka_json_get_element_array (kapka_json_get_array (answer, "rejected_fragments", NULL), 0,
                                      NULL);
  g_assert_cmpstr (kapka_json_get_element_string (row, 2, NULL), ==, "future_day");
  receiver_centre_assert_answer (&centre, "SELECT seq FROM fragment", "1");
}

/* One bad day keeps no other back (row 21). */
static void
test_bad_day (KapkaStorePlace *place, gconstpointer data) {
  g_auto (ReceiverCentre) centre = { 0 };
  CentreKiosk kiosk;
  g_autofree char *days = NULL;
  g_autofree char *first = NULL;
  g_autofree char *future = NULL;
  g_autofree char *wrong = NULL;
  g_autofree char *last = NULL;

  receiver_centre_init (&centre, place);
  receiver_centre_add_kiosk (&centre, &kiosk, 1);
  first = centre_day_json (1, &kiosk, "2026-03-01", 1, "users=1");
  future = centre_day_json (1, &kiosk, "2038-01-19", 2, "users=1");
  wrong = centre_day_json (1, &kiosk, "2026-03-03", 3, "Users=1");
  last = centre_day_json (1, &kiosk, "2026-03-02", 4, "users=1");
  days = g_strjoin (",", first, future, wrong, last, NULL);
  receiver_centre_upload (&centre, &kiosk, centre_upload_json (&kiosk, days, NULL),
                          "stored rejected:future_day rejected:bad_key stored");
  receiver_centre_assert_answer (&centre, "SELECT day FROM day_report ORDER BY day",
                                 "2026-03-01 2026-03-02");
}

/* What the store refuses of one kiosk does not keep the others of the batch back. */
static void
test_poisoned_batch (KapkaStorePlace *place, gconstpointer data) {
  g_auto (ReceiverCentre) centre = { 0 };
  CentreKiosk kiosks[3];
  KapkaWork *works[3];
  GLogLevelFlags fatal;

  receiver_centre_init (&centre, place);
  kapka_store_run_for_test (
      place->store, place->server == NULL
                        ? "CREATE TRIGGER poison BEFORE INSERT ON day_report"
                          " WHEN NEW.library_id = 2 BEGIN SELECT RAISE(ABORT, 'poison'); END"
                        : "ALTER TABLE day_report ADD CONSTRAINT poison CHECK (library_id <> 2)");
  for (guint i = 0; i < 3; i++) {
    g_autofree char *body = NULL;

    receiver_centre_add_kiosk (&centre, &kiosks[i], i + 1);
    body = centre_one_day_json (&kiosks[i], i, DAY, 1, "users=1");
    works[i] = kapka_work_new (centre_request_new (&kiosks[i], "/v1/upload", body), centre.clock,
                               centre.limits);
  }
  fatal = g_log_set_always_fatal (G_LOG_FATAL_MASK);
  kapka_receiver_settle (centre.receiver, works, 3);
  g_log_set_always_fatal (fatal);
  for (guint i = 0; i < 3; i++) {
    KapkaResponse *response = kapka_work_take_response (works[i]);

    if (i == 1)
      receiver_assert_problem (response, 500, "internal");
    else
      kapka_json_unref (receiver_take_signed (response, &kiosks[i]));
    kapka_work_free (works[i]);
  }
  receiver_centre_assert_answer (&centre, "SELECT library_id FROM day_report ORDER BY library_id",
                                 "1 3");
}

/* Without its database the receiver promises nothing, and asks to come again. */
static void
test_no_database (KapkaStorePlace *place, gconstpointer data) {
  g_auto (ReceiverCentre) centre = { 0 };
  CentreKiosk kiosk;
  static const char *const paths[] = { "/v1/upload", "/v1/reconcile", "/v1/enroll" };

  GLogLevelFlags fatal;

  receiver_centre_init (&centre, place);
  receiver_centre_add_kiosk (&centre, &kiosk, 1);
  kapka_test_postgres_stop (place->server->postgres);
  fatal = g_log_set_always_fatal (G_LOG_FATAL_MASK);
  for (gsize i = 0; i < G_N_ELEMENTS (paths); i++) {
    receiver_assert_problem (
        receiver_centre_post (&centre, &kiosk, paths[i],
                              i == 0   ? centre_one_day_json (&kiosk, 1, DAY, 1, "users=1")
                              : i == 1 ? receiver_have_json (&kiosk, "")
                                       : centre_enrol_json (&kiosk, CODE, NULL)),
        503, "unavailable");
  }
  g_log_set_always_fatal (fatal);
  kapka_test_postgres_start (place->server->postgres);
  receiver_centre_upload (&centre, &kiosk, centre_one_day_json (&kiosk, 1, DAY, 1, "users=1"),
                          "stored");
}

/* Reads a request as an older or a newer kiosk has sent it, for the kiosk of the test. */
static char *
read_recorded (const char *name, const CentreKiosk *kiosk) {
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "requests", name, NULL);
  g_autofree char *text = NULL;
  g_autoptr (GString) body = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  body = g_string_new (text);
  g_assert_cmpuint (g_string_replace (body, "INSTALL", kiosk->install_id, 0), >, 0);
  return g_strdup (body->str);
}

/* Row 48. */
static void
test_recorded (KapkaStorePlace *place, gconstpointer data) {
  g_auto (ReceiverCentre) centre = { 0 };
  CentreKiosk kiosk;

  receiver_centre_init (&centre, place);
  receiver_centre_add_kiosk (&centre, &kiosk, 1);
  receiver_centre_upload (&centre, &kiosk, read_recorded ("upload-0.1.0.json", &kiosk),
                          "stored stored");
  receiver_centre_upload (&centre, &kiosk, read_recorded ("upload-newer.json", &kiosk), "stored");
  receiver_centre_assert_answer (
      &centre, "SELECT key, n FROM day_key WHERE day = '2026-02-27' ORDER BY key", "s3 -1 s5 1");
  receiver_centre_assert_answer (&centre,
                                 "SELECT key, n FROM day_key WHERE day = '2026-03-03' ORDER BY key",
                                 "_on 1 of_a_later_version 3 s7 2 users 1");
}

static const KapkaStorePlaceCase cases[] = {
  { "ping", test_ping },
  { "upload", test_upload },
  { "rejected-fragments", test_rejected_fragments },
  { "poisoned-batch", test_poisoned_batch },
};

int
main (int argc, char **argv) {
  KapkaStoreServer server = { 0 };

  g_test_init (&argc, &argv, NULL);
  kapka_store_place_add_both ("receiver", cases, G_N_ELEMENTS (cases), &server);
  kapka_store_place_add_both ("matrix/21-one-bad-day",
                              &(KapkaStorePlaceCase){ "receiver", test_bad_day }, 1, &server);
  kapka_store_place_add_both ("matrix/48-recorded-requests",
                              &(KapkaStorePlaceCase){ "receiver", test_recorded }, 1, &server);
  // The file of SQLite does not go away by itself.
  kapka_store_place_add ("receiver", "no-database", &server, test_no_database);
  return kapka_store_place_run_all (&server);
}
