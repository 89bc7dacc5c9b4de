// SPDX-License-Identifier: GPL-3.0-or-later
// The receiver as a function of a request and the store, on both stores.
#include "central/receiver.h"

#include <string.h>

#include "base/error.h"
#include "bundle/bundle.h"
#include "test-centre-kiosk.h"
#include "test-store-place.h"

#define NOW_MS G_GINT64_CONSTANT (1772571248000) // 2026-03-03T20:54:08Z
#define LATER_MS (NOW_MS + G_GINT64_CONSTANT (14) * 24 * 60 * 60 * 1000)
#define DAY "2026-03-02"
#define CODE "K7QF-2M8P-XW3D"
#define ANOTHER_CODE "K7QF-2M8P-XW3K"
#define COUNT_DAYS "SELECT count(*) FROM day_report"

/* A receiver at the store of the place. */
typedef struct {
  KapkaStorePlace *place;
  KapkaClock *clock;
  KapkaLimits *limits;
  KapkaReceiver *receiver;
} Centre;

static void
centre_init (Centre *centre, KapkaStorePlace *place) {
  centre->place = place;
  centre->clock = kapka_clock_new_manual ("UTC", NOW_MS, "c2aa0000-0000-4000-8000-000000000009");
  centre->limits = kapka_limits_new ();
  centre->receiver = kapka_receiver_new (place->store, centre->clock, centre->limits);
}

static void
centre_clear (Centre *centre) {
  kapka_receiver_free (centre->receiver);
  kapka_limits_free (centre->limits);
  kapka_clock_unref (centre->clock);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Centre, centre_clear)

static void
add_kiosk (Centre *centre, CentreKiosk *kiosk, guint number) {
  centre_kiosk_init (kiosk, number, 0);
  centre_add_library (centre->place->store, number);
  centre_enrol (centre->place->store, kiosk, NULL);
}

static void
assert_answer (Centre *centre, const char *sql, const char *expected) {
  kapka_store_assert_answer (centre->place->store, sql, expected);
}

static KapkaJson *
parse_body (const KapkaResponse *response) {
  g_autoptr (GError) error = NULL;
  gsize length;
  const void *data = g_bytes_get_data (response->body, &length);
  KapkaJson *json = kapka_json_parse (data, length, length, NULL, &error);

  g_assert_no_error (error);
  return json;
}

/* Takes @response and fails the test unless it is this problem. */
static void
assert_problem (KapkaResponse *response, guint status, const char *code) {
  g_autoptr (KapkaJson) json = parse_body (response);
  gint64 written = 0;

  g_assert_cmpuint (response->status, ==, status);
  g_assert_cmpstr (kapka_json_get_string (json, "code", NULL), ==, code);
  g_assert_true (kapka_json_get_int (json, "status", 100, 599, &written, NULL));
  g_assert_cmpint (written, ==, status);
  g_assert_cmpstr (kapka_response_get_header (response, "Content-Type"), ==,
                   "application/problem+json");
  g_assert_null (kapka_response_get_header (response, "Ack-Mac"));
  if (status == 429 || status == 503) {
    const char *seconds = kapka_response_get_header (response, "Retry-After");

    g_assert_cmpint (g_ascii_strtoll (seconds, NULL, 10), >=, 1);
    g_assert_cmpint (g_ascii_strtoll (seconds, NULL, 10), <=, 60);
  }
  kapka_response_free (response);
}

/* Takes @response and returns its body, signed for @kiosk. */
static KapkaJson *
take_signed (KapkaResponse *response, const CentreKiosk *kiosk) {
  KapkaJson *json = parse_body (response);
  gsize length;
  const void *data = g_bytes_get_data (response->body, &length);

  g_assert_cmpuint (response->status, ==, 200);
  g_assert_cmpstr (kapka_response_get_header (response, "Content-Type"), ==, "application/json");
  centre_assert_mac (kiosk, kapka_response_get_header (response, "Ack-Mac"), data, length);
  kapka_response_free (response);
  return json;
}

/* Takes @body. */
static KapkaResponse *
post (Centre *centre, const CentreKiosk *kiosk, const char *path, char *body) {
  KapkaRequest *request = centre_request_new (kiosk, path, body);

  g_free (body);
  return kapka_receiver_handle (centre->receiver, request);
}

static void
upload (Centre *centre, const CentreKiosk *kiosk, char *body, const char *expected) {
  g_autoptr (KapkaJson) answer = take_signed (post (centre, kiosk, "/v1/upload", body), kiosk);
  g_autofree char *words = centre_read_words (answer);

  g_assert_cmpstr (words, ==, expected);
}

static void
test_ping (KapkaStorePlace *place, gconstpointer data) {
  g_auto (Centre) centre = { 0 };
  g_autofree char *id = kapka_store_ask_for_test (
      place->store, "SELECT value FROM receiver_meta WHERE key = 'receiver_id'");
  g_autofree char *expected = NULL;
  KapkaResponse *response;
  g_autoptr (KapkaJson) json = NULL;
  g_autofree char *text = NULL;

  centre_init (&centre, place);
  response = kapka_receiver_handle (centre.receiver, centre_request_new (NULL, "/v1/ping?x", NULL));
  g_assert_cmpuint (response->status, ==, 200);
  json = parse_body (response);
  text = kapka_json_to_string (json);
  expected = g_strdup_printf ("{\"receiver_id\":\"%s\",\"service\":\"kapka-central\","
                              "\"time\":\"2026-03-03T20:54:08Z\",\"v\":[1]}",
                              id);
  g_assert_cmpstr (text, ==, expected);
  kapka_response_free (response);
}

static void
test_upload (KapkaStorePlace *place, gconstpointer data) {
  g_auto (Centre) centre = { 0 };
  CentreKiosk kiosk;
  g_autoptr (KapkaJson) answer = NULL;
  gint64 accepted;
  gboolean reconcile;

  centre_init (&centre, place);
  add_kiosk (&centre, &kiosk, 1);
  answer = take_signed (
      post (&centre, &kiosk, "/v1/upload", centre_one_day_json (&kiosk, 1, DAY, 3, "s3=1 users=1")),
      &kiosk);
  g_assert_cmpstr (kapka_json_get_string (answer, "request_id", NULL), ==,
                   "0b0e0000-0000-4000-8000-000000000003");
  g_assert_cmpstr (kapka_json_get_string (answer, "time", NULL), ==, "2026-03-03T20:54:08Z");
  g_assert_cmpstr (kapka_json_get_string (answer, "fragments", NULL), ==, "stored");
  g_assert_true (kapka_json_get_int (answer, "accepted", 1, 1, &accepted, NULL));
  g_assert_true (kapka_json_get_boolean (answer, "reconcile", &reconcile, NULL));
  g_assert_false (reconcile);
  upload (&centre, &kiosk, centre_one_day_json (&kiosk, 1, DAY, 3, "s3=1 users=1"), "unchanged");
  upload (&centre, &kiosk, centre_one_day_json (&kiosk, 1, DAY, 2, "s3=1"), "stale");
  upload (&centre, &kiosk, centre_one_day_json (&kiosk, 1, DAY, 3, "s3=7"), "conflict");
}

static void
test_rejected_fragments (KapkaStorePlace *place, gconstpointer data) {
  g_auto (Centre) centre = { 0 };
  CentreKiosk kiosk;
  g_autofree char *good = NULL;
  g_autofree char *late = NULL;
  g_autofree char *both = NULL;
  g_autoptr (KapkaJson) answer = NULL;
  KapkaJson *row;

  centre_init (&centre, place);
  add_kiosk (&centre, &kiosk, 1);
  good = centre_fragment_json (1, &kiosk, DAY, 1, "users=1");
  late = centre_fragment_json (1, &kiosk, "2030-01-01", 2, "users=1");
  both = g_strdup_printf ("%s,%s", good, late);
  answer = take_signed (
      post (&centre, &kiosk, "/v1/upload", centre_upload_json (&kiosk, NULL, both)), &kiosk);
  g_assert_cmpstr (kapka_json_get_string (answer, "fragments", NULL), ==, "rejected");
  row = kapka_json_get_element_array (kapka_json_get_array (answer, "rejected_fragments", NULL), 0,
                                      NULL);
  g_assert_cmpstr (kapka_json_get_element_string (row, 2, NULL), ==, "future_day");
  assert_answer (&centre, "SELECT seq FROM fragment", "1");
}

/* One bad day keeps no other back (row 21). */
static void
test_bad_day (KapkaStorePlace *place, gconstpointer data) {
  g_auto (Centre) centre = { 0 };
  CentreKiosk kiosk;
  g_autofree char *days = NULL;
  g_autofree char *first = NULL;
  g_autofree char *future = NULL;
  g_autofree char *wrong = NULL;
  g_autofree char *last = NULL;

  centre_init (&centre, place);
  add_kiosk (&centre, &kiosk, 1);
  first = centre_day_json (1, &kiosk, "2026-03-01", 1, "users=1");
  future = centre_day_json (1, &kiosk, "2038-01-19", 2, "users=1");
  wrong = centre_day_json (1, &kiosk, "2026-03-03", 3, "Users=1");
  last = centre_day_json (1, &kiosk, "2026-03-02", 4, "users=1");
  days = g_strjoin (",", first, future, wrong, last, NULL);
  upload (&centre, &kiosk, centre_upload_json (&kiosk, days, NULL),
          "stored rejected:future_day rejected:bad_key stored");
  assert_answer (&centre, "SELECT day FROM day_report ORDER BY day", "2026-03-01 2026-03-02");
}

typedef struct {
  const char *method;
  const char *path;
  const char *headers; // Lines `Name: value`.
  const char *body;
  guint status;
  const char *code;
} Form;

#define JSON "Content-Type: application/json\n"
#define TOKEN "Authorization: Bearer AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\n"

static const Form forms[] = {
  { "GET", "/", "", "", 404, "not_found" },
  { "GET", "/v1/upload/", "", "", 404, "not_found" },
  { "GET", "/v2/ping", "", "", 404, "not_found" },
  { "GET", "/V1/ping", "", "", 404, "not_found" },
  { "GET", "/v1/ping/../upload", "", "", 404, "not_found" },
  { "POST", "/v1/ping", JSON, "{}", 405, "bad_method" },
  { "HEAD", "/v1/ping", "", "", 405, "bad_method" },
  { "GET", "/v1/upload", "", "", 405, "bad_method" },
  { "PUT", "/v1/upload", JSON TOKEN, "{}", 405, "bad_method" },
  { "TRACE", "/v1/enroll", "", "", 405, "bad_method" },
  { "POST", "/v1/upload", TOKEN, "{}", 415, "bad_type" },
  { "POST", "/v1/upload", "Content-Type: text/plain\n" TOKEN, "{}", 415, "bad_type" },
  { "POST", "/v1/upload", "Content-Type: application/jsonx\n" TOKEN, "{}", 415, "bad_type" },
  { "POST", "/v1/upload", JSON "Content-Encoding: gzip\n" TOKEN, "{}", 415, "bad_type" },
  { "POST", "/v1/upload", JSON JSON TOKEN, "{}", 400, "bad_request" },
  { "POST", "/v1/upload", JSON, "{}", 401, "bad_token" },
  { "POST", "/v1/upload", JSON TOKEN TOKEN, "{}", 400, "bad_request" },
  { "POST", "/v1/upload", JSON "Authorization: Bearer \n", "{}", 401, "bad_token" },
  { "POST", "/v1/upload", JSON "Authorization: Bearer AAAA\n", "{}", 401, "bad_token" },
  { "POST", "/v1/upload", JSON "Authorization: Basic QTpB\n", "{}", 401, "bad_token" },
  { "POST", "/v1/upload", JSON TOKEN, "{}", 400, "bad_request" },
  { "POST", "/v1/reconcile", JSON, "{}", 401, "bad_token" },
  { "POST", "/v1/reconcile", JSON TOKEN, "{}", 400, "bad_request" },
  { "POST", "/v1/catalog", JSON TOKEN, "{}", 405, "bad_method" },
  { "HEAD", "/v1/catalog", TOKEN, "", 405, "bad_method" },
  { "GET", "/v1/catalog", "", "", 401, "bad_token" },
  { "GET", "/v1/catalog", TOKEN, "", 401, "bad_token" },
  { "POST", "/v1/enroll", JSON, "{}", 400, "bad_request" },
  { "POST", "/v1/enroll", JSON "Content-Length: 2\nTransfer-Encoding: chunked\n", "{}", 400,
    "bad_request" },
  { "POST", "/v1/enroll", JSON "Content-Length: 2\nContent-Length: 2\n", "{}", 400, "bad_request" },
  { "POST", "/v1/enroll", JSON "Content-Length: +2\n", "{}", 400, "bad_request" },
  { "POST", "/v1/enroll", JSON "Content-Length: 0x2\n", "{}", 400, "bad_request" },
  { "POST", "/v1/enroll", JSON "Content-Length: \n", "{}", 400, "bad_request" },
  { "POST", "/v1/enroll", JSON "Content-Length: 262145\n", "{}", 413, "too_large" },
  { "POST", "/v1/enroll", JSON "Content-Length: 99999999999999999999\n", "{}", 413, "too_large" },
  { "POST", "/v1/enroll", JSON "Transfer-Encoding: chunked\n", "{}", 411, "length_required" },
};

static KapkaRequest *
make_request (const Form *form) {
  KapkaRequest *request = kapka_request_new (form->method, form->path);
  g_auto (GStrv) lines = g_strsplit (form->headers, "\n", -1);

  for (guint i = 0; lines[i] != NULL && *lines[i] != '\0'; i++) {
    g_auto (GStrv) pair = g_strsplit (lines[i], ": ", 2);

    kapka_request_add_header (request, pair[0], pair[1]);
  }
  g_byte_array_append (request->body, (const guint8 *)form->body, (guint)strlen (form->body));
  return request;
}

static void
test_forms (KapkaStorePlace *place, gconstpointer data) {
  g_auto (Centre) centre = { 0 };

  centre_init (&centre, place);
  for (gsize i = 0; i < G_N_ELEMENTS (forms); i++) {
    g_test_message ("%s %s %s", forms[i].method, forms[i].path, forms[i].headers);
    assert_problem (kapka_receiver_handle (centre.receiver, make_request (&forms[i])),
                    forms[i].status, forms[i].code);
  }
}

/* Bodies that a parser may stumble over; row 52. The good one shows that the rest of the request is
 * not what they are refused for. */
static void
test_hostile_bodies (KapkaStorePlace *place, gconstpointer data) {
  g_auto (Centre) centre = { 0 };
  CentreKiosk kiosk;
  g_autofree char *good = NULL;
  g_autoptr (GPtrArray) bodies = g_ptr_array_new_with_free_func ((GDestroyNotify)g_bytes_unref);
  static const char *const inserts[] = {
    "\"x\":NaN,",
    "\"x\":1e400,",
    "\"x\":-Infinity,",
    "\"x\":1.5,",
    "\"v\":1,",
    "\"x\":\"\\u0000\",",
    "\"x\":\"\\ud800\",",
    "\"x\":\"\xff\",",
    "\"x\":9007199254740992,",
    "\"x\":[[[[[[[[]]]]]]]],",
    "\"x\":123456789012345678901234567890,",
    "/**/",
    "'x':1,",
    ",",
  };

  centre_init (&centre, place);
  kapka_limits_set_token_rate (centre.limits, 0);
  add_kiosk (&centre, &kiosk, 1);
  good = centre_one_day_json (&kiosk, 1, DAY, 3, "s3=1 users=1");
  for (gsize i = 0; i < G_N_ELEMENTS (inserts); i++) {
    char *body = g_strdup_printf ("{%s%s", inserts[i], good + 1);

    g_ptr_array_add (bodies, g_bytes_new_take (body, strlen (body)));
  }
  {
    g_autofree char *deep = g_strnfill (200000, '[');
    g_autofree char *nul = g_strdup_printf ("%s ", good);
    g_autofree char *utf16 = NULL;
    gsize length;
    GString *many = g_string_new ("{\"days\":[");

    nul[strlen (nul) - 1] = '\0';
    utf16 = g_convert (good, -1, "UTF-16", "UTF-8", NULL, &length, NULL);
    g_ptr_array_add (bodies, g_bytes_new (deep, strlen (deep)));
    g_ptr_array_add (bodies, g_bytes_new (nul, strlen (good) + 1));
    g_ptr_array_add (bodies, g_bytes_new (utf16, length));
    g_ptr_array_add (bodies, g_bytes_new ("", 0));
    for (guint i = 0; i < 100000; i++)
      g_string_append (many, "{},");
    g_ptr_array_add (bodies, g_string_free_to_bytes (many));
    many = g_string_new ("{\"days\":[");
    for (guint i = 0; i < 50000; i++)
      g_string_append (many, "{},");
    g_ptr_array_add (bodies, g_string_free_to_bytes (many));
  }
  for (guint cut = 0; cut < strlen (good); cut += 7)
    g_ptr_array_add (bodies, g_bytes_new (good, cut));
  for (guint i = 0; i < bodies->len; i++) {
    KapkaRequest *request = centre_request_new (&kiosk, "/v1/upload", "");
    gsize length;
    const void *bytes = g_bytes_get_data (g_ptr_array_index (bodies, i), &length);
    gboolean too_large = length > KAPKA_REQUEST_MAX_BYTES;

    g_test_message ("body %u", i);
    g_byte_array_append (request->body, bytes, (guint)length);
    assert_problem (kapka_receiver_handle (centre.receiver, request), too_large ? 413 : 400,
                    too_large ? "too_large" : "bad_request");
  }
  assert_answer (&centre, COUNT_DAYS, "0");
  assert_answer (&centre, "SELECT count(*) FROM install_seen", "0");
  upload (&centre, &kiosk, g_strdup (good), "stored");
}

/* Takes the answer to an enrolment of @kiosk by @code. */
static KapkaResponse *
enrol (Centre *centre, const CentreKiosk *kiosk, const char *code, const CentreKiosk *predecessor) {
  return post (centre, NULL, "/v1/enroll", centre_enrol_json (kiosk, code, predecessor));
}

static char *
enrol_text (Centre *centre, const CentreKiosk *kiosk, const char *code) {
  g_autoptr (KapkaJson) answer = take_signed (enrol (centre, kiosk, code, NULL), kiosk);

  return kapka_json_to_string (answer);
}

/* The answer may be lost: who asks again is answered as before, somebody else is not; row 22. */
static void
test_enrolment (KapkaStorePlace *place, gconstpointer data) {
  g_auto (Centre) centre = { 0 };
  CentreKiosk kiosk;
  CentreKiosk other;
  CentreKiosk imposter;
  g_autofree char *first = NULL;
  g_autofree char *again = NULL;

  centre_init (&centre, place);
  centre_add_library (place->store, 1);
  centre_add_code (place->store, CODE, 1, LATER_MS);
  centre_kiosk_init (&kiosk, 1, 0);
  centre_kiosk_init (&other, 1, 1);
  first = enrol_text (&centre, &kiosk, CODE);
  g_assert_nonnull (strstr (first, "\"library\":\"18-0001\""));
  g_assert_nonnull (strstr (first, "\"terminal\":\"PC-1\""));
  g_assert_nonnull (strstr (first, "\"tz\":\"Europe/Samara\""));
  again = enrol_text (&centre, &kiosk, "k7qf2m8pxw3d");
  g_assert_cmpstr (again, ==, first);
  assert_problem (enrol (&centre, &other, CODE, NULL), 409, "code_used");
  // The name of the install without its token.
  imposter = other;
  g_strlcpy (imposter.install_id, kiosk.install_id, sizeof imposter.install_id);
  assert_problem (enrol (&centre, &imposter, CODE, NULL), 409, "code_used");
  // Also when the code has run out in the meantime.
  kapka_clock_set_utc_ms (centre.clock, LATER_MS + 1);
  g_free (enrol_text (&centre, &kiosk, CODE));
  upload (&centre, &kiosk, centre_one_day_json (&kiosk, 1, DAY, 1, "users=1"), "stored");
  assert_answer (&centre, "SELECT count(*) FROM install", "1");
}

static void
test_codes (KapkaStorePlace *place, gconstpointer data) {
  g_auto (Centre) centre = { 0 };
  CentreKiosk kiosk;
  KapkaResponse *response;

  centre_init (&centre, place);
  centre_add_library (place->store, 1);
  centre_add_code (place->store, CODE, 1, NOW_MS);
  centre_kiosk_init (&kiosk, 1, 0);
  assert_problem (enrol (&centre, &kiosk, CODE, NULL), 410, "code_expired");
  response = enrol (&centre, &kiosk, "K7QF-2M8P-XW3E", NULL);
  g_assert_cmpuint (response->delay_ms, ==, 1000);
  assert_problem (response, 404, "unknown_code");
  response = enrol (&centre, &kiosk, "no code at all", NULL);
  g_assert_cmpuint (response->delay_ms, ==, 1000);
  assert_problem (response, 404, "unknown_code");
  kapka_clock_set_utc_ms (centre.clock, NOW_MS - 1);
  kapka_store_run_for_test (place->store, "UPDATE terminal SET retired_on = '2026-01-01'");
  assert_problem (enrol (&centre, &kiosk, CODE, NULL), 410, "code_expired");
  kapka_store_run_for_test (place->store, "UPDATE terminal SET retired_on = NULL");
  // None of this has used the code up.
  g_free (enrol_text (&centre, &kiosk, CODE));
}

/* A new enrolment of the terminal ends the earlier ones, whose days stay. */
static void
test_enrol_again (KapkaStorePlace *place, gconstpointer data) {
  g_auto (Centre) centre = { 0 };
  CentreKiosk first;
  CentreKiosk second;
  g_autofree char *days = NULL;
  g_autofree char *old = NULL;
  g_autofree char *new = NULL;

  centre_init (&centre, place);
  add_kiosk (&centre, &first, 1);
  upload (&centre, &first, centre_one_day_json (&first, 1, DAY, 1, "users=1"), "stored");
  centre_add_code (place->store, CODE, 1, LATER_MS);
  centre_kiosk_init (&second, 1, 1);
  kapka_json_unref (take_signed (enrol (&centre, &second, CODE, &first), &second));
  assert_problem (post (&centre, &first, "/v1/upload", centre_one_day_json (&first, 1, DAY, 2, "")),
                  403, "revoked");
  old = centre_day_json (1, &first, DAY, 2, "users=2");
  new = centre_day_json (2, &second, DAY, 1, "users=10");
  days = g_strjoin (",", old, new, NULL);
  upload (&centre, &second, centre_upload_json (&second, days, NULL), "stored stored");
  assert_answer (&centre, "SELECT n FROM day_key WHERE key = 'users'", "12");
}

static void
test_predecessors (KapkaStorePlace *place, gconstpointer data) {
  g_auto (Centre) centre = { 0 };
  CentreKiosk known;
  CentreKiosk lost;
  CentreKiosk liar;
  CentreKiosk kiosk;
  g_autofree char *days = NULL;

  centre_init (&centre, place);
  add_kiosk (&centre, &known, 1);
  centre_kiosk_init (&lost, 1, 5);
  centre_kiosk_init (&kiosk, 1, 1);
  centre_add_code (place->store, CODE, 1, LATER_MS);
  liar = lost;
  g_strlcpy (liar.install_id, known.install_id, sizeof liar.install_id);
  assert_problem (enrol (&centre, &kiosk, CODE, &liar), 403, "bad_predecessor");
  assert_problem (enrol (&centre, &kiosk, CODE, &kiosk), 400, "bad_request");
  assert_problem (enrol (&centre, &known, CODE, NULL), 409, "install_used");
  kapka_json_unref (take_signed (enrol (&centre, &kiosk, CODE, &lost), &kiosk));
  assert_answer (&centre, "SELECT status, count(*) FROM install GROUP BY status ORDER BY status",
                 "active 1 revoked 2");
  days = centre_day_json (1, &lost, DAY, 1, "users=1");
  upload (&centre, &kiosk, centre_upload_json (&kiosk, days, NULL), "stored");
  assert_problem (post (&centre, &lost, "/v1/upload", centre_upload_json (&lost, days, NULL)), 403,
                  "revoked");
}

/* Returns the request of @kiosk that names two former installs: the first came after the second. */
static char *
enrol_with_earlier (const CentreKiosk *kiosk,
                    const char *code,
                    const CentreKiosk *predecessor,
                    const CentreKiosk *earlier) {
  g_autofree char *text = centre_enrol_json (kiosk, code, predecessor);

  text[strlen (text) - 1] = '\0';
  return g_strdup_printf ("%s,\"earlier\":[{\"install_id\":\"%s\",\"token\":\"%s\"}]}", text,
                          earlier->install_id, earlier->token);
}

/* A receiver that lost everything learns of each former install whose it is; one that somebody else
 * has is passed over. */
static void
test_earlier (KapkaStorePlace *place, gconstpointer data) {
  g_auto (Centre) centre = { 0 };
  CentreKiosk other;
  CentreKiosk liar;
  CentreKiosk kiosk[3];
  g_autofree char *days = NULL;

  centre_init (&centre, place);
  add_kiosk (&centre, &other, 2);
  centre_add_library (place->store, 1);
  centre_kiosk_init (&liar, 1, 5);
  g_strlcpy (liar.install_id, other.install_id, sizeof liar.install_id);
  for (guint i = 0; i < G_N_ELEMENTS (kiosk); i++)
    centre_kiosk_init (&kiosk[i], 1, i);
  centre_add_code (place->store, CODE, 1, LATER_MS);
  kapka_json_unref (take_signed (
      post (&centre, NULL, "/v1/enroll", enrol_with_earlier (&kiosk[1], CODE, &kiosk[0], &liar)),
      &kiosk[1]));
  centre_add_code (place->store, ANOTHER_CODE, 1, LATER_MS);
  kapka_json_unref (
      take_signed (post (&centre, NULL, "/v1/enroll",
                         enrol_with_earlier (&kiosk[2], ANOTHER_CODE, &kiosk[1], &kiosk[0])),
                   &kiosk[2]));
  days = centre_day_json (1, &kiosk[0], DAY, 1, "users=1");
  upload (&centre, &kiosk[2], centre_upload_json (&kiosk[2], days, NULL), "stored");
  g_free (days);
  days = centre_day_json (2, &other, DAY, 1, "users=1");
  upload (&centre, &kiosk[2], centre_upload_json (&kiosk[2], days, NULL), "rejected:stream_owned");
}

static char *
have_json (const CentreKiosk *kiosk, const char *rows) {
  return g_strdup_printf ("{\"v\":1,\"request_id\":\"0b0e0000-0000-4000-8000-000000000003\","
                          "\"install_id\":\"%s\",\"have\":[%s]}",
                          kiosk->install_id, rows);
}

#define EMPTY "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"

static char *
have_row (guint stream, const CentreKiosk *owner, const char *day, guint revision) {
  char id[37];

  centre_stream_id (stream, id);
  return g_strdup_printf ("[\"%s\",\"%s\",\"%s\",%u,\"" EMPTY "\"]", id, owner->install_id, day,
                          revision);
}

static void
test_reconcile (KapkaStorePlace *place, gconstpointer data) {
  g_auto (Centre) centre = { 0 };
  CentreKiosk kiosk;
  CentreKiosk other;
  g_auto (GStrv) rows = g_new0 (char *, 7);
  g_autofree char *joined = NULL;
  g_autoptr (KapkaJson) answer = NULL;
  g_autofree char *text = NULL;
  KapkaJson *missing;

  centre_init (&centre, place);
  add_kiosk (&centre, &kiosk, 1);
  add_kiosk (&centre, &other, 2);
  for (guint stream = 1; stream <= 4; stream++)
    upload (&centre, &kiosk,
            centre_one_day_json (&kiosk, stream, DAY, 5, stream == 4 ? "users=1" : ""), "stored");
  rows[0] = have_row (1, &kiosk, DAY, 5);
  rows[1] = have_row (2, &kiosk, DAY, 4); // An old image: the receiver holds more.
  rows[2] = have_row (3, &kiosk, DAY, 6); // Held lower.
  rows[3] = have_row (4, &kiosk, DAY, 5); // Held differently.
  rows[4] = have_row (1, &kiosk, "2026-03-01", 3);
  rows[5] = have_row (1, &other, DAY, 5); // Not its own.
  joined = g_strjoinv (",", rows);
  answer =
      take_signed (post (&centre, &kiosk, "/v1/reconcile", have_json (&kiosk, joined)), &kiosk);
  missing = kapka_json_get_array (answer, "missing", NULL);
  text = kapka_json_to_string (missing);
  g_assert_cmpstr (text, ==,
                   "[[\"6f1c0000-0000-4000-8000-000000000003\",\"2026-03-02\",5],"
                   "[\"6f1c0000-0000-4000-8000-000000000004\",\"2026-03-02\",5],"
                   "[\"6f1c0000-0000-4000-8000-000000000001\",\"2026-03-01\",0],"
                   "[\"6f1c0000-0000-4000-8000-000000000001\",\"2026-03-02\",0]]");
  assert_problem (post (&centre, &kiosk, "/v1/reconcile", have_json (&kiosk, "[1]")), 400,
                  "bad_request");
  assert_problem (post (&centre, &kiosk, "/v1/reconcile", have_json (&other, "")), 401,
                  "bad_token");
  kapka_store_run_for_test (place->store, "UPDATE install SET status = 'revoked'");
  assert_problem (post (&centre, &kiosk, "/v1/reconcile", have_json (&kiosk, "")), 403, "revoked");
}

/* Asks for the catalogue, as who has @etag: (nullable). */
static KapkaResponse *
get_catalog (Centre *centre, const CentreKiosk *kiosk, const char *etag) {
  KapkaRequest *request = centre_request_new (kiosk, "/v1/catalog", NULL);

  if (etag != NULL)
    kapka_request_add_header (request, "If-None-Match", etag);
  return kapka_receiver_handle (centre->receiver, request);
}

/* Returns the ETag of an answer with as many bytes. */
static char *
assert_catalog (KapkaResponse *response, gsize size) {
  char *etag = g_strdup (kapka_response_get_header (response, "ETag"));

  g_assert_cmpuint (response->status, ==, 200);
  g_assert_cmpint (response->fd, >=, 0);
  g_assert_cmpuint (response->fd_bytes, ==, size);
  g_assert_cmpuint (strlen (etag), ==, 66);
  kapka_response_free (response);
  return etag;
}

static void
assert_known_catalog (Centre *centre,
                      const CentreKiosk *kiosk,
                      const char *before,
                      const char *etag,
                      const char *after) {
  g_autofree char *header = g_strconcat (before, etag, after, NULL);
  g_autoptr (KapkaResponse) response = get_catalog (centre, kiosk, header);

  g_assert_cmpuint (response->status, ==, 304);
  g_assert_cmpint (response->fd, ==, -1);
  g_assert_cmpuint (g_bytes_get_size (response->body), ==, 0);
  g_assert_cmpstr (kapka_response_get_header (response, "ETag"), ==, etag);
}

static gsize
write_bundle (const char *path, gint64 version) {
  g_autoptr (KapkaSigningKey) key = kapka_signing_key_new ();
  g_autoptr (GPtrArray) files = g_ptr_array_new ();
  g_autoptr (GBytes) bytes = kapka_bundle_build (version, files, key);
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  g_assert_true (g_file_set_contents (path, data, (gssize)size, NULL));
  return size;
}

static void
test_catalog (KapkaStorePlace *place, gconstpointer data) {
  g_auto (Centre) centre = { 0 };
  CentreKiosk kiosk;
  g_autofree char *path = kapka_test_dir_join (place->dir, "catalog.kapka");
  g_autofree char *etag = NULL;
  g_autofree char *other = NULL;
  gsize size;

  centre_init (&centre, place);
  add_kiosk (&centre, &kiosk, 1);
  assert_problem (get_catalog (&centre, &kiosk, NULL), 404, "not_found");
  kapka_receiver_set_bundle (centre.receiver, path);
  assert_problem (get_catalog (&centre, &kiosk, NULL), 404, "not_found");
  g_assert_true (g_file_set_contents (path, "rubbish", -1, NULL));
  assert_problem (get_catalog (&centre, &kiosk, NULL), 404, "not_found");
  size = write_bundle (path, G_GINT64_CONSTANT (2026112701));
  etag = assert_catalog (get_catalog (&centre, &kiosk, NULL), size);
  assert_known_catalog (&centre, &kiosk, "", etag, "");
  assert_known_catalog (&centre, &kiosk, "W/", etag, "");
  assert_known_catalog (&centre, &kiosk, "\"a\", ", etag, " , \"b\"");
  size = write_bundle (path, G_GINT64_CONSTANT (2026112702));
  other = assert_catalog (get_catalog (&centre, &kiosk, etag), size);
  g_assert_cmpstr (other, !=, etag);
  kapka_store_run_for_test (place->store, "UPDATE install SET status = 'revoked'");
  assert_problem (get_catalog (&centre, &kiosk, NULL), 403, "revoked");
}

static void
test_reconcile_page (KapkaStorePlace *place, gconstpointer data) {
  g_auto (Centre) centre = { 0 };
  CentreKiosk kiosk;
  g_autoptr (GString) rows = g_string_new (NULL);
  g_autoptr (KapkaJson) answer = NULL;

  centre_init (&centre, place);
  add_kiosk (&centre, &kiosk, 1);
  for (guint i = 1; i <= 1000; i++) {
    g_autofree char *row = have_row (i, &kiosk, DAY, 1);

    g_string_append_printf (rows, "%s%s", i == 1 ? "" : ",", row);
  }
  answer =
      take_signed (post (&centre, &kiosk, "/v1/reconcile", have_json (&kiosk, rows->str)), &kiosk);
  g_assert_cmpuint (kapka_json_get_length (kapka_json_get_array (answer, "missing", NULL)), ==,
                    1000);
  g_string_append (rows, ",[]");
  assert_problem (post (&centre, &kiosk, "/v1/reconcile", have_json (&kiosk, rows->str)), 400,
                  "bad_request");
}

static KapkaResponse *
ask_from (Centre *centre, const CentreKiosk *kiosk, const char *address) {
  g_autofree char *body = centre_upload_json (kiosk, NULL, NULL);
  KapkaRequest *request = centre_request_new (kiosk, "/v1/upload", body);

  kapka_request_add_header (request, "X-Real-IP", address);
  return kapka_receiver_handle (centre->receiver, request);
}

/* Returns how many requests were answered otherwise than by 429, of at most @n. */
static guint
count_until_limited (Centre *centre, const CentreKiosk *kiosk, const char *address, guint n) {
  for (guint i = 0; i < n; i++) {
    KapkaResponse *response = ask_from (centre, kiosk, address);

    if (response->status == 429) {
      assert_problem (response, 429, "too_many_requests");
      return i;
    }
    kapka_response_free (response);
  }
  return n;
}

/* Guessing is slowed down by address, also with ever new tokens; row 53. Neighbours that know
 * theirs are not. */
static void
test_guessing (KapkaStorePlace *place, gconstpointer data) {
  g_auto (Centre) centre = { 0 };
  CentreKiosk kiosk;
  guint passed = 0;

  centre_init (&centre, place);
  kapka_limits_set_token_rate (centre.limits, 0);
  add_kiosk (&centre, &kiosk, 1);
  g_assert_cmpuint (count_until_limited (&centre, &kiosk, "192.0.2.1", 300), ==, 300);
  for (guint i = 0; i < 300; i++) {
    CentreKiosk guess;

    centre_kiosk_init (&guess, 1, i + 1);
    passed += count_until_limited (&centre, &guess, "192.0.2.1", 1);
  }
  g_assert_cmpuint (passed, ==, 100);
  g_assert_cmpuint (count_until_limited (&centre, &kiosk, "192.0.2.2", 1), ==, 1);
  // Two a second come back.
  kapka_clock_set_utc_ms (centre.clock, NOW_MS + 5000);
  g_assert_cmpuint (count_until_limited (&centre, &kiosk, "192.0.2.1", 300), ==, 300);
  assert_answer (&centre, COUNT_DAYS, "0");
}

static void
test_token_rate (KapkaStorePlace *place, gconstpointer data) {
  g_auto (Centre) centre = { 0 };
  CentreKiosk kiosk;
  CentreKiosk other;

  centre_init (&centre, place);
  add_kiosk (&centre, &kiosk, 1);
  add_kiosk (&centre, &other, 2);
  g_assert_cmpuint (count_until_limited (&centre, &kiosk, "192.0.2.1", 300), ==,
                    20 * KAPKA_LIMITS_TOKEN_RATE);
  g_assert_cmpuint (count_until_limited (&centre, &other, "192.0.2.1", 10), ==, 10);
  kapka_clock_set_utc_ms (centre.clock, NOW_MS + 1000);
  g_assert_cmpuint (count_until_limited (&centre, &kiosk, "192.0.2.1", 300), ==,
                    KAPKA_LIMITS_TOKEN_RATE);
}

static void
test_code_attempts (KapkaStorePlace *place, gconstpointer data) {
  g_auto (Centre) centre = { 0 };
  CentreKiosk kiosk;
  CentreKiosk other;

  centre_init (&centre, place);
  centre_add_library (place->store, 1);
  centre_add_code (place->store, CODE, 1, LATER_MS);
  centre_kiosk_init (&kiosk, 1, 0);
  centre_kiosk_init (&other, 1, 1);
  // Who is right may ask as often as answers are lost.
  for (guint i = 0; i < 50; i++)
    g_free (enrol_text (&centre, &kiosk, CODE));
  for (guint i = 0; i < 10; i++)
    assert_problem (enrol (&centre, &other, CODE, NULL), 409, "code_used");
  assert_problem (enrol (&centre, &other, CODE, NULL), 429, "too_many_requests");
}

/* What the store refuses of one kiosk does not keep the others of the batch back. */
static void
test_poisoned_batch (KapkaStorePlace *place, gconstpointer data) {
  g_auto (Centre) centre = { 0 };
  CentreKiosk kiosks[3];
  KapkaWork *works[3];
  GLogLevelFlags fatal;

  centre_init (&centre, place);
  kapka_store_run_for_test (
      place->store, place->server == NULL
                        ? "CREATE TRIGGER poison BEFORE INSERT ON day_report"
                          " WHEN NEW.library_id = 2 BEGIN SELECT RAISE(ABORT, 'poison'); END"
                        : "ALTER TABLE day_report ADD CONSTRAINT poison CHECK (library_id <> 2)");
  for (guint i = 0; i < 3; i++) {
    g_autofree char *body = NULL;

    add_kiosk (&centre, &kiosks[i], i + 1);
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
      assert_problem (response, 500, "internal");
    else
      kapka_json_unref (take_signed (response, &kiosks[i]));
    kapka_work_free (works[i]);
  }
  assert_answer (&centre, "SELECT library_id FROM day_report ORDER BY library_id", "1 3");
}

/* Without its database the receiver promises nothing, and asks to come again. */
static void
test_no_database (KapkaStorePlace *place, gconstpointer data) {
  g_auto (Centre) centre = { 0 };
  CentreKiosk kiosk;
  static const char *const paths[] = { "/v1/upload", "/v1/reconcile", "/v1/enroll" };

  GLogLevelFlags fatal;

  centre_init (&centre, place);
  add_kiosk (&centre, &kiosk, 1);
  kapka_test_postgres_stop (place->server->postgres);
  fatal = g_log_set_always_fatal (G_LOG_FATAL_MASK);
  for (gsize i = 0; i < G_N_ELEMENTS (paths); i++) {
    assert_problem (post (&centre, &kiosk, paths[i],
                          i == 0   ? centre_one_day_json (&kiosk, 1, DAY, 1, "users=1")
                          : i == 1 ? have_json (&kiosk, "")
                                   : centre_enrol_json (&kiosk, CODE, NULL)),
                    503, "unavailable");
  }
  g_log_set_always_fatal (fatal);
  kapka_test_postgres_start (place->server->postgres);
  upload (&centre, &kiosk, centre_one_day_json (&kiosk, 1, DAY, 1, "users=1"), "stored");
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
  g_auto (Centre) centre = { 0 };
  CentreKiosk kiosk;

  centre_init (&centre, place);
  add_kiosk (&centre, &kiosk, 1);
  upload (&centre, &kiosk, read_recorded ("upload-0.1.0.json", &kiosk), "stored stored");
  upload (&centre, &kiosk, read_recorded ("upload-newer.json", &kiosk), "stored");
  assert_answer (&centre, "SELECT key, n FROM day_key WHERE day = '2026-02-27' ORDER BY key",
                 "s3 -1 s5 1");
  assert_answer (&centre, "SELECT key, n FROM day_key WHERE day = '2026-03-03' ORDER BY key",
                 "_on 1 of_a_later_version 3 s7 2 users 1");
}

typedef struct {
  const char *group;
  const char *name;
  KapkaStorePlaceTest test;
} Case;

static const Case cases[] = {
  { "receiver", "ping", test_ping },
  { "receiver", "upload", test_upload },
  { "receiver", "rejected-fragments", test_rejected_fragments },
  { "receiver", "forms", test_forms },
  { "receiver", "codes", test_codes },
  { "receiver", "enrol-again", test_enrol_again },
  { "receiver", "predecessors", test_predecessors },
  { "receiver", "earlier-installs", test_earlier },
  { "receiver", "reconcile", test_reconcile },
  { "receiver", "reconcile-page", test_reconcile_page },
  { "receiver", "catalog", test_catalog },
  { "receiver", "token-rate", test_token_rate },
  { "receiver", "code-attempts", test_code_attempts },
  { "receiver", "poisoned-batch", test_poisoned_batch },
  { "matrix/21-one-bad-day", "receiver", test_bad_day },
  { "matrix/22-code-used-again", "receiver", test_enrolment },
  { "matrix/48-recorded-requests", "receiver", test_recorded },
  { "matrix/52-hostile-bodies", "receiver", test_hostile_bodies },
  { "matrix/53-token-guessing", "receiver", test_guessing },
};

int
main (int argc, char **argv) {
  KapkaStoreServer server = { 0 };
  KapkaStoreServer *servers[] = { NULL, &server };

  g_test_init (&argc, &argv, NULL);
  for (gsize s = 0; s < G_N_ELEMENTS (servers); s++)
    for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
      kapka_store_place_add (cases[i].group, cases[i].name, servers[s], cases[i].test);
  // The file of SQLite does not go away by itself.
  kapka_store_place_add ("receiver", "no-database", &server, test_no_database);
  return kapka_store_place_run_all (&server);
}
