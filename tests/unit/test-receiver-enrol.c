// SPDX-License-Identifier: GPL-3.0-or-later
// Who is enrolled by a code, and what becomes of the installs before.
#include "test-receiver-centre.h"

#include <string.h>

#define ANOTHER_CODE "K7QF-2M8P-XW3K"

/* The answer may be lost: who asks again is answered as before, somebody else is not; row 22. */
static void
test_enrolment (KapkaStorePlace *place, gconstpointer data) {
  g_auto (ReceiverCentre) centre = { 0 };
  CentreKiosk kiosk;
  CentreKiosk other;
  CentreKiosk imposter;
  g_autofree char *first = NULL;
  g_autofree char *again = NULL;

  receiver_centre_init (&centre, place);
  centre_add_library (place->store, 1);
  centre_add_code (place->store, CODE, 1, LATER_MS);
  centre_kiosk_init (&kiosk, 1, 0);
  centre_kiosk_init (&other, 1, 1);
  first = receiver_centre_enrol_text (&centre, &kiosk, CODE);
  g_assert_nonnull (strstr (first, "\"library\":\"18-0001\""));
  g_assert_nonnull (strstr (first, "\"terminal\":\"PC-1\""));
  g_assert_nonnull (strstr (first, "\"tz\":\"Europe/Samara\""));
  again = receiver_centre_enrol_text (&centre, &kiosk, "k7qf2m8pxw3d");
  g_assert_cmpstr (again, ==, first);
  receiver_assert_problem (receiver_centre_enrol (&centre, &other, CODE, NULL), 409, "code_used");
  // The name of the install without its token.
  imposter = other;
  g_strlcpy (imposter.install_id, kiosk.install_id, sizeof imposter.install_id);
  receiver_assert_problem (receiver_centre_enrol (&centre, &imposter, CODE, NULL), 409,
                           "code_used");
  // Also when the code has run out in the meantime.
  kapka_clock_set_utc_ms (centre.clock, LATER_MS + 1);
  g_free (receiver_centre_enrol_text (&centre, &kiosk, CODE));
  receiver_centre_upload (&centre, &kiosk, centre_one_day_json (&kiosk, 1, DAY, 1, "users=1"),
                          "stored");
  receiver_centre_assert_answer (&centre, "SELECT count(*) FROM install", "1");
}

static void
test_codes (KapkaStorePlace *place, gconstpointer data) {
  g_auto (ReceiverCentre) centre = { 0 };
  CentreKiosk kiosk;
  KapkaResponse *response;

  receiver_centre_init (&centre, place);
  centre_add_library (place->store, 1);
  centre_add_code (place->store, CODE, 1, NOW_MS);
  centre_kiosk_init (&kiosk, 1, 0);
  receiver_assert_problem (receiver_centre_enrol (&centre, &kiosk, CODE, NULL), 410,
                           "code_expired");
  response = receiver_centre_enrol (&centre, &kiosk, "K7QF-2M8P-XW3E", NULL);
  g_assert_cmpuint (response->delay_ms, ==, 1000);
  receiver_assert_problem (response, 404, "unknown_code");
  response = receiver_centre_enrol (&centre, &kiosk, "no code at all", NULL);
  g_assert_cmpuint (response->delay_ms, ==, 1000);
  receiver_assert_problem (response, 404, "unknown_code");
  kapka_clock_set_utc_ms (centre.clock, NOW_MS - 1);
  kapka_store_run_for_test (place->store, "UPDATE terminal SET retired_on = '2026-01-01'");
  receiver_assert_problem (receiver_centre_enrol (&centre, &kiosk, CODE, NULL), 410,
                           "code_expired");
  kapka_store_run_for_test (place->store, "UPDATE terminal SET retired_on = NULL");
  // None of this has used the code up.
  g_free (receiver_centre_enrol_text (&centre, &kiosk, CODE));
}

/* A new enrolment of the terminal ends the earlier ones, whose days stay. */
static void
test_enrol_again (KapkaStorePlace *place, gconstpointer data) {
  g_auto (ReceiverCentre) centre = { 0 };
  CentreKiosk first;
  CentreKiosk second;
  g_autofree char *days = NULL;
  g_autofree char *old = NULL;
  g_autofree char *new = NULL;

  receiver_centre_init (&centre, place);
  receiver_centre_add_kiosk (&centre, &first, 1);
  receiver_centre_upload (&centre, &first, centre_one_day_json (&first, 1, DAY, 1, "users=1"),
                          "stored");
  centre_add_code (place->store, CODE, 1, LATER_MS);
  centre_kiosk_init (&second, 1, 1);
  kapka_json_unref (
      receiver_take_signed (receiver_centre_enrol (&centre, &second, CODE, &first), &second));
  receiver_assert_problem (receiver_centre_post (&centre, &first, "/v1/upload",
                                                 centre_one_day_json (&first, 1, DAY, 2, "")),
                           403, "revoked");
  old = centre_day_json (1, &first, DAY, 2, "users=2");
  new = centre_day_json (2, &second, DAY, 1, "users=10");
  days = g_strjoin (",", old, new, NULL);
  receiver_centre_upload (&centre, &second, centre_upload_json (&second, days, NULL),
                          "stored stored");
  receiver_centre_assert_answer (&centre, "SELECT n FROM day_key WHERE key = 'users'", "12");
}

static void
test_predecessors (KapkaStorePlace *place, gconstpointer data) {
  g_auto (ReceiverCentre) centre = { 0 };
  CentreKiosk known;
  CentreKiosk lost;
  CentreKiosk liar;
  CentreKiosk kiosk;
  g_autofree char *days = NULL;

  receiver_centre_init (&centre, place);
  receiver_centre_add_kiosk (&centre, &known, 1);
  centre_kiosk_init (&lost, 1, 5);
  centre_kiosk_init (&kiosk, 1, 1);
  centre_add_code (place->store, CODE, 1, LATER_MS);
  liar = lost;
  g_strlcpy (liar.install_id, known.install_id, sizeof liar.install_id);
  receiver_assert_problem (receiver_centre_enrol (&centre, &kiosk, CODE, &liar), 403,
                           "bad_predecessor");
  receiver_assert_problem (receiver_centre_enrol (&centre, &kiosk, CODE, &kiosk), 400,
                           "bad_request");
  receiver_assert_problem (receiver_centre_enrol (&centre, &known, CODE, NULL), 409,
                           "install_used");
  kapka_json_unref (
      receiver_take_signed (receiver_centre_enrol (&centre, &kiosk, CODE, &lost), &kiosk));
  receiver_centre_assert_answer (
      &centre, "SELECT status, count(*) FROM install GROUP BY status ORDER BY status",
      "active 1 revoked 2");
  days = centre_day_json (1, &lost, DAY, 1, "users=1");
  receiver_centre_upload (&centre, &kiosk, centre_upload_json (&kiosk, days, NULL), "stored");
  receiver_assert_problem (
      receiver_centre_post (&centre, &lost, "/v1/upload", centre_upload_json (&lost, days, NULL)),
      403, "revoked");
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
  g_auto (ReceiverCentre) centre = { 0 };
  CentreKiosk other;
  CentreKiosk liar;
  CentreKiosk kiosk[3];
  g_autofree char *days = NULL;

  receiver_centre_init (&centre, place);
  receiver_centre_add_kiosk (&centre, &other, 2);
  centre_add_library (place->store, 1);
  centre_kiosk_init (&liar, 1, 5);
  g_strlcpy (liar.install_id, other.install_id, sizeof liar.install_id);
  for (guint i = 0; i < G_N_ELEMENTS (kiosk); i++)
    centre_kiosk_init (&kiosk[i], 1, i);
  centre_add_code (place->store, CODE, 1, LATER_MS);
  kapka_json_unref (receiver_take_signed (
      receiver_centre_post (&centre, NULL, "/v1/enroll",
                            enrol_with_earlier (&kiosk[1], CODE, &kiosk[0], &liar)),
      &kiosk[1]));
  centre_add_code (place->store, ANOTHER_CODE, 1, LATER_MS);
  kapka_json_unref (receiver_take_signed (
      receiver_centre_post (&centre, NULL, "/v1/enroll",
                            enrol_with_earlier (&kiosk[2], ANOTHER_CODE, &kiosk[1], &kiosk[0])),
      &kiosk[2]));
  days = centre_day_json (1, &kiosk[0], DAY, 1, "users=1");
  receiver_centre_upload (&centre, &kiosk[2], centre_upload_json (&kiosk[2], days, NULL), "stored");
  g_free (days);
  days = centre_day_json (2, &other, DAY, 1, "users=1");
  receiver_centre_upload (&centre, &kiosk[2], centre_upload_json (&kiosk[2], days, NULL),
                          "rejected:stream_owned");
}

static const KapkaStorePlaceCase cases[] = {
  { "codes", test_codes },
  { "enrol-again", test_enrol_again },
  { "predecessors", test_predecessors },
  { "earlier-installs", test_earlier },
};

int
main (int argc, char **argv) {
  KapkaStoreServer server = { 0 };

  g_test_init (&argc, &argv, NULL);
  kapka_store_place_add_both ("receiver", cases, G_N_ELEMENTS (cases), &server);
  kapka_store_place_add_both ("matrix/22-code-used-again",
                              &(KapkaStorePlaceCase){ "receiver", test_enrolment }, 1, &server);
  return kapka_store_place_run_all (&server);
}
