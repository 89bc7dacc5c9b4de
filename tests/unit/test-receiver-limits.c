// SPDX-License-Identifier: GPL-3.0-or-later
// How often one may ask.
#include "test-receiver-centre.h"

static KapkaResponse *
ask_from (ReceiverCentre *centre, const CentreKiosk *kiosk, const char *address) {
  g_autofree char *body = centre_upload_json (kiosk, NULL, NULL);
  KapkaRequest *request = centre_request_new (kiosk, "/v1/upload", body);

  kapka_request_add_header (request, "X-Real-IP", address);
  return kapka_receiver_handle (centre->receiver, request);
}

/* Returns how many requests were answered otherwise than by 429, of at most @n. */
static guint
count_until_limited (ReceiverCentre *centre,
                     const CentreKiosk *kiosk,
                     const char *address,
                     guint n) {
  for (guint i = 0; i < n; i++) {
    KapkaResponse *response = ask_from (centre, kiosk, address);

    if (response->status == 429) {
      receiver_assert_problem (response, 429, "too_many_requests");
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
  g_auto (ReceiverCentre) centre = { 0 };
  CentreKiosk kiosk;
  guint passed = 0;

  receiver_centre_init (&centre, place);
  kapka_limits_set_token_rate (centre.limits, 0);
  receiver_centre_add_kiosk (&centre, &kiosk, 1);
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
  receiver_centre_assert_answer (&centre, "SELECT count(*) FROM day_report", "0");
}

static void
test_token_rate (KapkaStorePlace *place, gconstpointer data) {
  g_auto (ReceiverCentre) centre = { 0 };
  CentreKiosk kiosk;
  CentreKiosk other;

  receiver_centre_init (&centre, place);
  receiver_centre_add_kiosk (&centre, &kiosk, 1);
  receiver_centre_add_kiosk (&centre, &other, 2);
  g_assert_cmpuint (count_until_limited (&centre, &kiosk, "192.0.2.1", 300), ==,
                    20 * KAPKA_LIMITS_TOKEN_RATE);
  g_assert_cmpuint (count_until_limited (&centre, &other, "192.0.2.1", 10), ==, 10);
  kapka_clock_set_utc_ms (centre.clock, NOW_MS + 1000);
  g_assert_cmpuint (count_until_limited (&centre, &kiosk, "192.0.2.1", 300), ==,
                    KAPKA_LIMITS_TOKEN_RATE);
}

static void
test_code_attempts (KapkaStorePlace *place, gconstpointer data) {
  g_auto (ReceiverCentre) centre = { 0 };
  CentreKiosk kiosk;
  CentreKiosk other;

  receiver_centre_init (&centre, place);
  centre_add_library (place->store, 1);
  centre_add_code (place->store, CODE, 1, LATER_MS);
  centre_kiosk_init (&kiosk, 1, 0);
  centre_kiosk_init (&other, 1, 1);
  // Who is right may ask as often as answers are lost.
  for (guint i = 0; i < 50; i++)
    g_free (receiver_centre_enrol_text (&centre, &kiosk, CODE));
  for (guint i = 0; i < 10; i++)
    receiver_assert_problem (receiver_centre_enrol (&centre, &other, CODE, NULL), 409, "code_used");
  receiver_assert_problem (receiver_centre_enrol (&centre, &other, CODE, NULL), 429,
                           "too_many_requests");
}

static const KapkaStorePlaceCase cases[] = {
  { "token-rate", test_token_rate },
  { "code-attempts", test_code_attempts },
};

int
main (int argc, char **argv) {
  KapkaStoreServer server = { 0 };

  g_test_init (&argc, &argv, NULL);
  kapka_store_place_add_both ("receiver", cases, G_N_ELEMENTS (cases), &server);
  kapka_store_place_add_both ("matrix/53-token-guessing",
                              &(KapkaStorePlaceCase){ "receiver", test_guessing }, 1, &server);
  return kapka_store_place_run_all (&server);
}
