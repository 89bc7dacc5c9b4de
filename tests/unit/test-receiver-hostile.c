// SPDX-License-Identifier: GPL-3.0-or-later
// Requests that no kiosk sends.
#include "test-receiver-centre.h"

#include <string.h>

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
  g_auto (ReceiverCentre) centre = { 0 };

  receiver_centre_init (&centre, place);
  for (gsize i = 0; i < G_N_ELEMENTS (forms); i++) {
    g_test_message ("%s %s %s", forms[i].method, forms[i].path, forms[i].headers);
    receiver_assert_problem (kapka_receiver_handle (centre.receiver, make_request (&forms[i])),
                             forms[i].status, forms[i].code);
  }
}

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

static void
add_bytes (GPtrArray *bodies, const char *bytes, gsize length) {
  g_ptr_array_add (bodies, g_bytes_new (bytes, length));
}

static void
add_many_days (GPtrArray *bodies, guint n_days) {
  GString *many = g_string_new ("{\"days\":[");

  for (guint i = 0; i < n_days; i++)
    g_string_append (many, "{},");
  g_ptr_array_add (bodies, g_string_free_to_bytes (many));
}

/* What is no text of JSON at all, or too much of it. */
static void
add_strange (GPtrArray *bodies, const char *good) {
  g_autofree char *deep = g_strnfill (200000, '[');
  g_autofree char *nul = g_strdup_printf ("%s ", good);
  g_autofree char *utf16 = NULL;
  gsize length;

  nul[strlen (nul) - 1] = '\0';
  utf16 = g_convert (good, -1, "UTF-16", "UTF-8", NULL, &length, NULL);
  add_bytes (bodies, deep, strlen (deep));
  add_bytes (bodies, nul, strlen (good) + 1);
  add_bytes (bodies, utf16, length);
  add_bytes (bodies, "", 0);
  add_many_days (bodies, 100000);
  add_many_days (bodies, 50000);
}

/* Returns (transfer full) (element-type GBytes): bodies that a parser may stumble over. */
static GPtrArray *
list_hostile (const char *good) {
  GPtrArray *bodies = g_ptr_array_new_with_free_func ((GDestroyNotify)g_bytes_unref);

  for (gsize i = 0; i < G_N_ELEMENTS (inserts); i++) {
    g_autofree char *body = g_strdup_printf ("{%s%s", inserts[i], good + 1);

    add_bytes (bodies, body, strlen (body));
  }
  add_strange (bodies, good);
  for (guint cut = 0; cut < strlen (good); cut += 7)
    add_bytes (bodies, good, cut);
  return bodies;
}

static void
assert_body_refused (ReceiverCentre *centre, const CentreKiosk *kiosk, GBytes *body) {
  KapkaRequest *request = centre_request_new (kiosk, "/v1/upload", "");
  gsize length;
  const void *bytes = g_bytes_get_data (body, &length);
  gboolean too_large = length > KAPKA_REQUEST_MAX_BYTES;

  g_byte_array_append (request->body, bytes, (guint)length);
  receiver_assert_problem (kapka_receiver_handle (centre->receiver, request), too_large ? 413 : 400,
                           too_large ? "too_large" : "bad_request");
}

/* Row 52. The good body shows that the rest of the request is not what the others are refused for.
 */
static void
test_hostile_bodies (KapkaStorePlace *place, gconstpointer data) {
  g_auto (ReceiverCentre) centre = { 0 };
  CentreKiosk kiosk;
  g_autofree char *good = NULL;
  g_autoptr (GPtrArray) bodies = NULL;

  receiver_centre_init (&centre, place);
  kapka_limits_set_token_rate (centre.limits, 0);
  receiver_centre_add_kiosk (&centre, &kiosk, 1);
  good = centre_one_day_json (&kiosk, 1, DAY, 3, "s3=1 users=1");
  bodies = list_hostile (good);
  for (guint i = 0; i < bodies->len; i++) {
    g_test_message ("body %u", i);
    assert_body_refused (&centre, &kiosk, g_ptr_array_index (bodies, i));
  }
  receiver_centre_assert_answer (&centre, "SELECT count(*) FROM day_report", "0");
  receiver_centre_assert_answer (&centre, "SELECT count(*) FROM install_seen", "0");
  receiver_centre_upload (&centre, &kiosk, g_strdup (good), "stored");
}

static const KapkaStorePlaceCase cases[] = {
  { "forms", test_forms },
};

int
main (int argc, char **argv) {
  KapkaStoreServer server = { 0 };

  g_test_init (&argc, &argv, NULL);
  kapka_store_place_add_both ("receiver", cases, G_N_ELEMENTS (cases), &server);
  kapka_store_place_add_both ("matrix/52-hostile-bodies",
                              &(KapkaStorePlaceCase){ "receiver", test_hostile_bodies }, 1,
                              &server);
  return kapka_store_place_run_all (&server);
}
