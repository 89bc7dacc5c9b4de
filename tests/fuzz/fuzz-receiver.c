// SPDX-License-Identifier: GPL-3.0-or-later
/* The receiver, without its sockets. Whatever is asked, it answers in the words of the protocol; it
 * writes nothing unless it says so, nothing for an install that is not the caller's, and nothing
 * older over what it holds. */
#include "base/digest.h"
#include "base/json.h"
#include "central/receiver.h"
#include "fuzz.h"
#include "receiver-input.h"
#include "receiver-place.h"

#define NOW_MS G_GINT64_CONSTANT (1772572448000) // 2026-03-03T21:14:08Z

/** Place: what lives from one input to the next. */
typedef struct {
  KapkaStore *store;
  KapkaClock *clock;
  gint64 rows; // With nothing received.
} Place;

static Place *
place_new (void) {
  Place *place = g_new0 (Place, 1);
  g_autoptr (GError) error = NULL;
  g_autofree char *directory = g_dir_make_tmp ("kapka-fuzz-XXXXXX", &error);

  g_assert_no_error (error);
  place->store = fuzz_receiver_store_new (directory);
  place->clock = kapka_clock_new_manual ("UTC", NOW_MS, FUZZ_INSTALL);
  place->rows = fuzz_receiver_store_count_rows (place->store);
  return place;
}

static KapkaResponse *
ask (Place *place, KapkaRequest *request) {
  // New limits for each: else the answer would depend on the inputs before.
  g_autoptr (KapkaLimits) limits = kapka_limits_new ();
  g_autoptr (KapkaReceiver) receiver = kapka_receiver_new (place->store, place->clock, limits);

  return kapka_receiver_handle (receiver, request);
}

/* Returns: (transfer full): the body of @response, which has to be an object of strict JSON. */
static KapkaJson *
read_body (const KapkaResponse *response) {
  gsize length;
  const void *data = g_bytes_get_data (response->body, &length);
  g_autoptr (GError) error = NULL;
  KapkaJson *json = kapka_json_parse (data, length, 1024 * 1024, NULL, &error);

  g_assert_no_error (error);
  return json;
}

static void
check_problem (const KapkaResponse *response) {
  g_autoptr (KapkaJson) json = read_body (response);
  const char *retry_after = kapka_response_get_header (response, "Retry-After");
  gboolean asks_again = response->status == 429 || response->status == 503;
  gint64 status;

  g_assert_cmpstr (kapka_response_get_header (response, "Content-Type"), ==,
                   "application/problem+json");
  g_assert_null (kapka_response_get_header (response, "Ack-Mac"));
  g_assert_true (kapka_json_get_int (json, "status", 400, 599, &status, NULL));
  g_assert_cmpint (status, ==, response->status);
  g_assert_nonnull (kapka_json_get_string (json, "code", NULL));
  g_assert_true (asks_again == (retry_after != NULL));
  // Nothing of the store is broken here, and nothing of the receiver may be.
  g_assert_cmpuint (response->status, <, 500);
}

/* Whether the store holds what the answer says of one day. */
static void
check_held (Place *place, const KapkaJson *result) {
  const char *stream = kapka_json_get_string (result, "stream", NULL);
  const char *day = kapka_json_get_string (result, "day", NULL);
  const char *digest = kapka_json_get_string (result, "digest", NULL);
  g_autofree char *sql = NULL;
  gint64 revision;

  if (g_strcmp0 (kapka_json_get_string (result, "status", NULL), "rejected") == 0)
    return;
  g_assert_true (stream != NULL && day != NULL && digest != NULL);
  g_assert_true (kapka_json_get_int (result, "rev", 1, KAPKA_JSON_INT_LIMIT - 1, &revision, NULL));
  sql = g_strdup_printf ("SELECT count(*) FROM day_report WHERE stream_id = '%s' AND day = '%s' "
                         "AND revision = %" G_GINT64_FORMAT " AND digest = '%s'",
                         stream, day, revision, digest);
  g_assert_cmpint (fuzz_receiver_store_read_int (place->store, sql), ==, 1);
}

static void
check_accepted (Place *place, const KapkaResponse *response) {
  g_autoptr (KapkaJson) json = read_body (response);
  KapkaJson *results =
      kapka_json_has (json, "results") ? kapka_json_get_array (json, "results", NULL) : NULL;

  g_assert_true (kapka_json_has (json, "service") ||
                 kapka_response_get_header (response, "Ack-Mac") != NULL);
  for (gsize i = 0; results != NULL && i < kapka_json_get_length (results); i++)
    check_held (place, kapka_json_get_element (results, i, NULL));
}

static void
check_answer (Place *place, const KapkaResponse *response) {
  gint64 rows = fuzz_receiver_store_count_rows (place->store);

  if (response->status == 200)
    check_accepted (place, response);
  else
    check_problem (response);
  g_assert_true (rows == place->rows || response->status == 200);
  fuzz_receiver_store_check (place->store);
  if (response->status == 200)
    fuzz_receiver_store_reset (place->store);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size) {
  static Place *place = NULL;
  g_autoptr (KapkaResponse) response = NULL;

  if (place == NULL)
    place = place_new ();
  response = ask (place, fuzz_receiver_read_input (data, size, FUZZ_TOKEN));
  check_answer (place, response);
  return 0;
}
