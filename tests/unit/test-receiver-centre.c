// SPDX-License-Identifier: GPL-3.0-or-later
#include "test-receiver-centre.h"

void
receiver_centre_init (ReceiverCentre *centre, KapkaStorePlace *place) {
  centre->place = place;
  centre->clock = kapka_clock_new_manual ("UTC", NOW_MS, "c2aa0000-0000-4000-8000-000000000009");
  centre->limits = kapka_limits_new ();
  centre->receiver = kapka_receiver_new (place->store, centre->clock, centre->limits);
}

void
receiver_centre_clear (ReceiverCentre *centre) {
  kapka_receiver_free (centre->receiver);
  kapka_limits_free (centre->limits);
  kapka_clock_unref (centre->clock);
}

void
receiver_centre_add_kiosk (ReceiverCentre *centre, CentreKiosk *kiosk, guint number) {
  centre_kiosk_init (kiosk, number, 0);
  centre_add_library (centre->place->store, number);
  centre_enrol (centre->place->store, kiosk, NULL);
}

void
receiver_centre_assert_answer (ReceiverCentre *centre, const char *sql, const char *expected) {
  kapka_store_assert_answer (centre->place->store, sql, expected);
}

KapkaJson *
receiver_parse_body (const KapkaResponse *response) {
  g_autoptr (GError) error = NULL;
  gsize length;
  const void *data = g_bytes_get_data (response->body, &length);
  KapkaJson *json = kapka_json_parse (data, length, length, NULL, &error);

  g_assert_no_error (error);
  return json;
}

void
receiver_assert_problem (KapkaResponse *response, guint status, const char *code) {
  g_autoptr (KapkaJson) json = receiver_parse_body (response);
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

KapkaJson *
receiver_take_signed (KapkaResponse *response, const CentreKiosk *kiosk) {
  KapkaJson *json = receiver_parse_body (response);
  gsize length;
  const void *data = g_bytes_get_data (response->body, &length);

  g_assert_cmpuint (response->status, ==, 200);
  g_assert_cmpstr (kapka_response_get_header (response, "Content-Type"), ==, "application/json");
  centre_assert_mac (kiosk, kapka_response_get_header (response, "Ack-Mac"), data, length);
  kapka_response_free (response);
  return json;
}

KapkaResponse *
receiver_centre_post (ReceiverCentre *centre,
                      const CentreKiosk *kiosk,
                      const char *path,
                      char *body) {
  KapkaRequest *request = centre_request_new (kiosk, path, body);

  g_free (body);
  return kapka_receiver_handle (centre->receiver, request);
}

void
receiver_centre_upload (ReceiverCentre *centre,
                        const CentreKiosk *kiosk,
                        char *body,
                        const char *expected) {
  g_autoptr (KapkaJson) answer =
      receiver_take_signed (receiver_centre_post (centre, kiosk, "/v1/upload", body), kiosk);
  g_autofree char *words = centre_read_words (answer);

  g_assert_cmpstr (words, ==, expected);
}

KapkaResponse *
receiver_centre_enrol (ReceiverCentre *centre,
                       const CentreKiosk *kiosk,
                       const char *code,
                       const CentreKiosk *predecessor) {
  return receiver_centre_post (centre, NULL, "/v1/enroll",
                               centre_enrol_json (kiosk, code, predecessor));
}

char *
receiver_centre_enrol_text (ReceiverCentre *centre, const CentreKiosk *kiosk, const char *code) {
  g_autoptr (KapkaJson) answer =
      receiver_take_signed (receiver_centre_enrol (centre, kiosk, code, NULL), kiosk);

  return kapka_json_to_string (answer);
}

char *
receiver_have_json (const CentreKiosk *kiosk, const char *rows) {
  return g_strdup_printf ("{\"v\":1,\"request_id\":\"0b0e0000-0000-4000-8000-000000000003\","
                          "\"install_id\":\"%s\",\"have\":[%s]}",
                          kiosk->install_id, rows);
}
