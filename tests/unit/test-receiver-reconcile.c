// SPDX-License-Identifier: GPL-3.0-or-later
// What a kiosk has, beside what the receiver holds.
#include "test-receiver-centre.h"

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
  g_auto (ReceiverCentre) centre = { 0 };
  CentreKiosk kiosk;
  CentreKiosk other;
  g_auto (GStrv) rows = g_new0 (char *, 7);
  g_autofree char *joined = NULL;
  g_autoptr (KapkaJson) answer = NULL;
  g_autofree char *text = NULL;
  KapkaJson *missing;

  receiver_centre_init (&centre, place);
  receiver_centre_add_kiosk (&centre, &kiosk, 1);
  receiver_centre_add_kiosk (&centre, &other, 2);
  for (guint stream = 1; stream <= 4; stream++)
    receiver_centre_upload (
        &centre, &kiosk, centre_one_day_json (&kiosk, stream, DAY, 5, stream == 4 ? "users=1" : ""),
        "stored");
  rows[0] = have_row (1, &kiosk, DAY, 5);
  rows[1] = have_row (2, &kiosk, DAY, 4); // An old image: the receiver holds more.
  rows[2] = have_row (3, &kiosk, DAY, 6); // Held lower.
  rows[3] = have_row (4, &kiosk, DAY, 5); // Held differently.
  rows[4] = have_row (1, &kiosk, "2026-03-01", 3);
  rows[5] = have_row (1, &other, DAY, 5); // Not its own.
  joined = g_strjoinv (",", rows);
  answer = receiver_take_signed (
      receiver_centre_post (&centre, &kiosk, "/v1/reconcile", receiver_have_json (&kiosk, joined)),
      &kiosk);
  missing = kapka_json_get_array (answer, "missing", NULL);
  text = kapka_json_to_string (missing);
  g_assert_cmpstr (text, ==,
                   "[[\"6f1c0000-0000-4000-8000-000000000003\",\"2026-03-02\",5],"
                   "[\"6f1c0000-0000-4000-8000-000000000004\",\"2026-03-02\",5],"
                   "[\"6f1c0000-0000-4000-8000-000000000001\",\"2026-03-01\",0],"
                   "[\"6f1c0000-0000-4000-8000-000000000001\",\"2026-03-02\",0]]");
  receiver_assert_problem (
      receiver_centre_post (&centre, &kiosk, "/v1/reconcile", receiver_have_json (&kiosk, "[1]")),
      400, "bad_request");
  receiver_assert_problem (
      receiver_centre_post (&centre, &kiosk, "/v1/reconcile", receiver_have_json (&other, "")), 401,
      "bad_token");
  kapka_store_run_for_test (place->store, "UPDATE install SET status = 'revoked'");
  receiver_assert_problem (
      receiver_centre_post (&centre, &kiosk, "/v1/reconcile", receiver_have_json (&kiosk, "")), 403,
      "revoked");
}

static void
test_reconcile_page (KapkaStorePlace *place, gconstpointer data) {
  g_auto (ReceiverCentre) centre = { 0 };
  CentreKiosk kiosk;
  g_autoptr (GString) rows = g_string_new (NULL);
  g_autoptr (KapkaJson) answer = NULL;

  receiver_centre_init (&centre, place);
  receiver_centre_add_kiosk (&centre, &kiosk, 1);
  for (guint i = 1; i <= 1000; i++) {
    g_autofree char *row = have_row (i, &kiosk, DAY, 1);

    g_string_append_printf (rows, "%s%s", i == 1 ? "" : ",", row);
  }
  answer = receiver_take_signed (receiver_centre_post (&centre, &kiosk, "/v1/reconcile",
                                                       receiver_have_json (&kiosk, rows->str)),
                                 &kiosk);
  g_assert_cmpuint (kapka_json_get_length (kapka_json_get_array (answer, "missing", NULL)), ==,
                    1000);
  g_string_append (rows, ",[]");
  receiver_assert_problem (receiver_centre_post (&centre, &kiosk, "/v1/reconcile",
                                                 receiver_have_json (&kiosk, rows->str)),
                           400, "bad_request");
}

static const KapkaStorePlaceCase cases[] = {
  { "reconcile", test_reconcile },
  { "reconcile-page", test_reconcile_page },
};

int
main (int argc, char **argv) {
  KapkaStoreServer server = { 0 };

  g_test_init (&argc, &argv, NULL);
  kapka_store_place_add_both ("receiver", cases, G_N_ELEMENTS (cases), &server);
  return kapka_store_place_run_all (&server);
}
