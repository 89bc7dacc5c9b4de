// SPDX-License-Identifier: GPL-3.0-or-later
// The data rule, on both stores.
#include "central/batch.h"

#include <string.h>

#include "base/error.h"
#include "test-centre-kiosk.h"
#include "test-store-place.h"

#define NOW_MS G_GINT64_CONSTANT (1772571248000) // 2026-03-03T20:54:08Z
#define DAY "2026-03-02"

/* A batch in the making. */
typedef struct {
  KapkaStore *store;
  GArray *entries; // Of KapkaBatchEntry; the uploads are theirs.
  char *receiver_id;
} Batch;

static void
batch_init (Batch *batch, KapkaStorePlace *place) {
  batch->store = place->store;
  batch->entries = g_array_new (FALSE, TRUE, sizeof (KapkaBatchEntry));
  batch->receiver_id = NULL;
}

static void
batch_clear (Batch *batch) {
  for (guint i = 0; i < batch->entries->len; i++) {
    KapkaBatchEntry *entry = &g_array_index (batch->entries, KapkaBatchEntry, i);

    kapka_batch_entry_clear (entry);
    kapka_upload_request_free ((KapkaUploadRequest *)entry->upload);
  }
  g_array_unref (batch->entries);
  g_free (batch->receiver_id);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Batch, batch_clear)

/* Takes @json. */
static void
add (Batch *batch, const CentreKiosk *kiosk, char *json) {
  g_autoptr (GError) error = NULL;
  KapkaBatchEntry entry = { .now_ms = NOW_MS };

  entry.upload = kapka_upload_request_parse (json, strlen (json), &error);
  g_assert_no_error (error);
  g_strlcpy (entry.token_sha256, kiosk->token_sha256, sizeof entry.token_sha256);
  g_array_append_val (batch->entries, entry);
  g_free (json);
}

static void
store (Batch *batch) {
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&batch->receiver_id, g_free);
  kapka_batch_store (batch->store, (KapkaBatchEntry *)(void *)batch->entries->data,
                     batch->entries->len, &batch->receiver_id, &error);
  g_assert_no_error (error);
  g_assert_true (g_uuid_string_is_valid (batch->receiver_id));
}

/* Returns what became of entry @index, as in `stored:3 rejected:future_day`. */
static char *
describe (const Batch *batch, guint index) {
  const KapkaBatchEntry *entry = &g_array_index (batch->entries, KapkaBatchEntry, index);
  GString *words = g_string_new (NULL);

  if (entry->outcome != KAPKA_BATCH_STORED)
    g_string_append (words, entry->outcome == KAPKA_BATCH_REVOKED ? "revoked" : "bad_token");
  for (guint i = 0; entry->results != NULL && i < entry->results->len; i++) {
    const KapkaBatchResult *result = g_ptr_array_index (entry->results, i);

    g_string_append_printf (words, "%s%s:", words->len == 0 ? "" : " ", result->status);
    if (result->error != NULL)
      g_string_append (words, result->error);
    else
      g_string_append_printf (words, "%" G_GINT64_FORMAT, result->revision);
  }
  return g_string_free (words, FALSE);
}

static void
assert_words (const Batch *batch, guint index, const char *expected) {
  g_autofree char *words = describe (batch, index);

  g_assert_cmpstr (words, ==, expected);
}

/* Stores one upload alone. */
static void
send (KapkaStorePlace *place, const CentreKiosk *kiosk, char *json, const char *expected) {
  g_auto (Batch) batch = { 0 };

  batch_init (&batch, place);
  add (&batch, kiosk, json);
  store (&batch);
  assert_words (&batch, 0, expected);
}

static void
send_day (KapkaStorePlace *place,
          const CentreKiosk *kiosk,
          guint stream,
          gint64 revision,
          const char *counts,
          const char *expected) {
  send (place, kiosk, centre_one_day_json (kiosk, stream, DAY, revision, counts), expected);
}

static void
add_kiosk (KapkaStorePlace *place, CentreKiosk *kiosk, guint number) {
  centre_kiosk_init (kiosk, number, 0);
  centre_add_library (place->store, number);
  centre_enrol (place->store, kiosk, NULL);
}

static void
assert_answer (KapkaStorePlace *place, const char *sql, const char *expected) {
  kapka_store_assert_answer (place->store, sql, expected);
}

#define SUM_USERS "SELECT coalesce(sum(n), 0) FROM day_key WHERE key = 'users'"
#define ACCEPTED "SELECT accepted FROM install_seen ORDER BY library_id"
#define COUNT_LOG "SELECT count(*) FROM day_report_log"

static void
test_words (KapkaStorePlace *place, gconstpointer data) {
  CentreKiosk kiosk;

  add_kiosk (place, &kiosk, 1);
  send_day (place, &kiosk, 1, 3, "s3=2 users=1", "stored:3");
  send_day (place, &kiosk, 1, 3, "s3=2 users=1", "unchanged:3");
  send_day (place, &kiosk, 1, 5, "s3=3 users=2", "stored:5");
  send_day (place, &kiosk, 1, 3, "s3=2 users=1", "stale:5");
  send_day (place, &kiosk, 1, 5, "s3=9 users=9", "conflict:5");
  send_day (place, &kiosk, 2, 1, "users=4", "stored:1");
  assert_answer (place, SUM_USERS, "6");
  assert_answer (place, ACCEPTED, "3");
  // What was stored, and the other side of the conflict.
  assert_answer (place, COUNT_LOG, "4");
  assert_answer (place, "SELECT revision, versions FROM day_conflict", "5 2");
}

static void
test_merged (KapkaStorePlace *place, gconstpointer data) {
  static const char *const expected[] = { "stale:5", "stored:5", "unchanged:5", "stale:5",
                                          "conflict:5" };
  CentreKiosk kiosk;
  g_auto (Batch) batch = { 0 };

  add_kiosk (place, &kiosk, 1);
  batch_init (&batch, place);
  add (&batch, &kiosk, centre_one_day_json (&kiosk, 1, DAY, 3, "users=3"));
  add (&batch, &kiosk, centre_one_day_json (&kiosk, 1, DAY, 5, "users=5"));
  add (&batch, &kiosk, centre_one_day_json (&kiosk, 1, DAY, 5, "users=5"));
  add (&batch, &kiosk, centre_one_day_json (&kiosk, 1, DAY, 4, "users=4"));
  add (&batch, &kiosk, centre_one_day_json (&kiosk, 1, DAY, 5, "users=6"));
  store (&batch);
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++) {
    assert_words (&batch, i, expected[i]);
    g_assert_cmpint (g_array_index (batch.entries, KapkaBatchEntry, i).accepted, ==, 1);
  }
  assert_answer (place, SUM_USERS, "5");
  assert_answer (place, COUNT_LOG, "2");
}

/* A request that comes again after a newer one changes nothing. */
static void
test_old_after_newer (KapkaStorePlace *place, gconstpointer data) {
  CentreKiosk kiosk;

  add_kiosk (place, &kiosk, 1);
  for (gint64 revision = 1; revision <= 3; revision++) {
    g_autofree char *counts = g_strdup_printf ("users=%d", (int)revision);

    send_day (place, &kiosk, 1, revision * 10, counts,
              revision == 1   ? "stored:10"
              : revision == 2 ? "stored:20"
                              : "stored:30");
    send_day (place, &kiosk, 1, 5, "users=100",
              revision == 1   ? "stale:10"
              : revision == 2 ? "stale:20"
                              : "stale:30");
  }
  assert_answer (place, SUM_USERS, "3");
  assert_answer (place, ACCEPTED, "3");
}

/* A day that was sent is corrected twice while answers are lost and requests come again: the last
 * word stands, and every word is in the log. */
static void
test_corrected (KapkaStorePlace *place, gconstpointer data) {
  CentreKiosk kiosk;

  add_kiosk (place, &kiosk, 1);
  send_day (place, &kiosk, 1, 3, "s3=2 users=1", "stored:3");
  send_day (place, &kiosk, 1, 5, "s3=1 s5=1 users=1", "stored:5");
  send_day (place, &kiosk, 1, 3, "s3=2 users=1", "stale:5");
  send_day (place, &kiosk, 1, 8, "s3=0 s5=1 users=1", "stored:8");
  send_day (place, &kiosk, 1, 5, "s3=1 s5=1 users=1", "stale:8");
  send_day (place, &kiosk, 1, 8, "s5=1 users=1", "unchanged:8");
  assert_answer (place, "SELECT key, n FROM day_key ORDER BY key", "s5 1 users 1");
  assert_answer (place, "SELECT revision FROM day_report_log ORDER BY revision", "3 5 8");
}

/* Calls @func with every order of five numbers. */
static guint
permute (guint *numbers,
         guint n,
         void (*func) (const guint *numbers, gpointer data),
         gpointer data) {
  guint calls = 0;

  if (n == 1) {
    func (numbers, data);
    return 1;
  }
  for (guint i = 0; i < n; i++) {
    guint swap = n % 2 == 0 ? i : 0;
    guint last = numbers[n - 1];

    calls += permute (numbers, n - 1, func, data);
    numbers[n - 1] = numbers[swap];
    numbers[swap] = last;
  }
  return calls;
}

typedef struct {
  KapkaStorePlace *place;
  CentreKiosk kiosk;
  guint stream;
} Orders;

static char *
make_revision (Orders *orders, guint revision) {
  g_autofree char *counts = g_strdup_printf ("users=%u", revision);

  return centre_one_day_json (&orders->kiosk, orders->stream, DAY, revision, counts);
}

/* Once one after another, once all in one batch. */
static void
try_order_cb (const guint *numbers, gpointer data) {
  Orders *orders = data;
  guint highest = 0;
  g_auto (Batch) batch = { 0 };

  orders->stream++;
  for (guint i = 0; i < 5; i++) {
    g_autofree char *expected = NULL;

    expected = g_strdup_printf ("%s:%u", numbers[i] > highest ? "stored" : "stale",
                                MAX (numbers[i], highest));
    highest = MAX (highest, numbers[i]);
    send (orders->place, &orders->kiosk, make_revision (orders, numbers[i]), expected);
  }
  orders->stream++;
  batch_init (&batch, orders->place);
  for (guint i = 0; i < 5; i++)
    add (&batch, &orders->kiosk, make_revision (orders, numbers[i]));
  store (&batch);
  for (guint i = 0; i < 5; i++)
    assert_words (&batch, i, numbers[i] == 5 ? "stored:5" : "stale:5");
}

static void
test_orders (KapkaStorePlace *place, gconstpointer data) {
  guint numbers[] = { 1, 2, 3, 4, 5 };
  Orders orders = { .place = place };

  add_kiosk (place, &orders.kiosk, 1);
  g_assert_cmpuint (permute (numbers, 5, try_order_cb, &orders), ==, 120);
  assert_answer (place, SUM_USERS, "1200");
  assert_answer (place, "SELECT count(*), min(revision), max(revision) FROM day_report", "240 5 5");
  assert_answer (place, "SELECT count(*) FROM day_conflict", "0");
}

static void
test_owner (KapkaStorePlace *place, gconstpointer data) {
  CentreKiosk mine;
  CentreKiosk other;
  g_autofree char *day = NULL;

  add_kiosk (place, &mine, 1);
  add_kiosk (place, &other, 2);
  send_day (place, &mine, 1, 3, "users=1", "stored:3");
  // Under my name, and under its own: with the same day, a newer one, and another day.
  day = centre_day_json (1, &mine, DAY, 9, "users=9");
  send (place, &other, centre_upload_json (&other, day, NULL), "rejected:stream_owned");
  send_day (place, &other, 1, 9, "users=9", "rejected:stream_owned");
  send (place, &other, centre_one_day_json (&other, 1, "2026-03-01", 9, "users=9"),
        "rejected:stream_owned");
  send_day (place, &mine, 1, 4, "users=2", "stored:4");
  assert_answer (place, "SELECT count(*) FROM day_report", "1");
  assert_answer (place, SUM_USERS, "2");
  assert_answer (place, COUNT_LOG, "2");
  assert_answer (place, ACCEPTED, "2 0");
}

/* A wreck may not say whose a stream was. It is counted where the former install has it. */
static void
test_lost_owner (KapkaStorePlace *place, gconstpointer data) {
  CentreKiosk first;
  CentreKiosk second;

  add_kiosk (place, &first, 1);
  centre_kiosk_init (&second, 2, 0);
  centre_add_library (place->store, 2);
  centre_enrol (place->store, &second, &first);
  send_day (place, &first, 1, 3, "users=1", "stored:3");
  send_day (place, &second, 1, 3, "users=1", "unchanged:3");
  send_day (place, &second, 1, 4, "users=2", "stored:4");
  assert_answer (place, "SELECT library_id, n FROM day_key", "1 2");
  // A copy of the disk from before the second enrolment has another stream, which the second holds.
  send_day (place, &second, 2, 1, "users=1", "stored:1");
  send_day (place, &first, 2, 2, "users=10", "stored:2");
  assert_answer (place, "SELECT library_id, n FROM day_key ORDER BY library_id", "1 2 2 10");
}

/* A kiosk that has moved sends what it counted before for the library where it counted. */
static void
test_predecessor (KapkaStorePlace *place, gconstpointer data) {
  CentreKiosk first;
  CentreKiosk second;
  CentreKiosk third;
  g_autofree char *days = NULL;
  g_autofree char *old = NULL;
  g_autofree char *older = NULL;
  g_autofree char *new = NULL;

  add_kiosk (place, &first, 1);
  centre_kiosk_init (&second, 1, 1);
  centre_enrol (place->store, &second, &first);
  centre_kiosk_init (&third, 2, 2);
  centre_add_library (place->store, 2);
  centre_enrol (place->store, &third, &second);
  older = centre_day_json (1, &first, DAY, 1, "users=1");
  old = centre_day_json (2, &second, DAY, 1, "users=10");
  new = centre_day_json (3, &third, DAY, 1, "users=100");
  days = g_strdup_printf ("%s,%s,%s", older, old, new);
  send (place, &third, centre_upload_json (&third, days, NULL), "stored:1 stored:1 stored:1");
  assert_answer (place, "SELECT library_id, n FROM day_key ORDER BY library_id", "1 11 2 100");
  // All of it came from the new install.
  assert_answer (place, "SELECT library_id, accepted FROM install_seen", "2 3");
  // The successor does not speak for the future of its predecessor's predecessor, nor these for it.
  send (place, &first, centre_upload_json (&first, new, NULL), "rejected:stream_owned");
}

static void
test_same_key (KapkaStorePlace *place, gconstpointer data) {
  CentreKiosk first;
  CentreKiosk second;
  g_auto (Batch) batch = { 0 };

  add_kiosk (place, &first, 1);
  centre_kiosk_init (&second, 1, 1);
  centre_enrol (place->store, &second, NULL);
  send_day (place, &second, 1, 3, "users=3", "stored:3");
  send_day (place, &first, 2, 3, "users=3", "stored:3");
  batch_init (&batch, place);
  for (guint stream = 1; stream <= 3; stream++) {
    add (&batch, &first, centre_one_day_json (&first, stream, DAY, 7, "users=7"));
    add (&batch, &second, centre_one_day_json (&second, stream, DAY, 9, "users=9"));
  }
  store (&batch);
  assert_words (&batch, 0, "rejected:stream_owned");
  assert_words (&batch, 1, "stored:9");
  assert_words (&batch, 2, "stored:7");
  assert_words (&batch, 3, "rejected:stream_owned");
  // Nobody has the third: one of them gets it.
  assert_words (&batch, 4, "stored:7");
  assert_words (&batch, 5, "rejected:stream_owned");
  assert_answer (place, "SELECT count(*), sum(revision) FROM day_report", "3 23");
}

static const KapkaBatchResult *
get_fragment_result (const Batch *batch, guint entry, guint index) {
  return g_ptr_array_index (g_array_index (batch->entries, KapkaBatchEntry, entry).fragment_results,
                            index);
}

static void
send_fragments (KapkaStorePlace *place,
                const CentreKiosk *kiosk,
                const char *fragments,
                const char *error) {
  g_auto (Batch) batch = { 0 };

  batch_init (&batch, place);
  add (&batch, kiosk, centre_upload_json (kiosk, NULL, fragments));
  store (&batch);
  g_assert_cmpstr (get_fragment_result (&batch, 0, 0)->error, ==, error);
}

static void
test_fragments (KapkaStorePlace *place, gconstpointer data) {
  CentreKiosk kiosk;
  CentreKiosk other;
  g_autofree char *low = NULL;
  g_autofree char *high = NULL;
  g_autofree char *late = NULL;
  g_autofree char *foreign = NULL;

  add_kiosk (place, &kiosk, 1);
  add_kiosk (place, &other, 2);
  low = centre_fragment_json (1, &kiosk, DAY, 2, "users=1");
  high = centre_fragment_json (1, &kiosk, DAY, 7, "users=10");
  late = centre_fragment_json (1, &kiosk, "2030-01-01", 8, "users=1000");
  foreign = centre_fragment_json (1, &kiosk, DAY, 9, "users=1000");
  send_fragments (place, &kiosk, low, NULL);
  send_fragments (place, &kiosk, high, NULL);
  send_fragments (place, &kiosk, high, NULL);
  send_fragments (place, &kiosk, late, "future_day");
  send_fragments (place, &other, foreign, "stream_owned");
  assert_answer (place, SUM_USERS, "11");
  assert_answer (place, ACCEPTED, "2 0");
  assert_answer (place, "SELECT library_id, month FROM dirty_month", "1 2026-03-01");
  // Only what lies beyond the revision of the day counts beside it.
  send_day (place, &kiosk, 1, 5, "users=100", "stored:5");
  assert_answer (place, SUM_USERS, "110");
  send_day (place, &kiosk, 1, 7, "users=200", "stored:7");
  assert_answer (place, SUM_USERS, "200");
}

/* Fragments of a stream whose days somebody else holds are as little his as the days. */
static void
test_fragment_owner (KapkaStorePlace *place, gconstpointer data) {
  CentreKiosk mine;
  CentreKiosk other;
  g_autofree char *day_held = NULL;
  g_autofree char *fragment_held = NULL;
  g_autofree char *my_fragment = NULL;

  add_kiosk (place, &mine, 1);
  centre_kiosk_init (&other, 1, 1);
  centre_enrol (place->store, &other, NULL);
  send_day (place, &mine, 1, 3, "users=1", "stored:3");
  my_fragment = centre_fragment_json (2, &mine, DAY, 1, "users=1");
  send_fragments (place, &mine, my_fragment, NULL);
  day_held = centre_fragment_json (1, &other, DAY, 4, "users=1");
  send_fragments (place, &other, day_held, "stream_owned");
  fragment_held = centre_fragment_json (2, &other, DAY, 1, "users=1");
  send_fragments (place, &other, fragment_held, "stream_owned");
  assert_answer (place, SUM_USERS, "2");
}

static void
test_future (KapkaStorePlace *place, gconstpointer data) {
  CentreKiosk kiosk;

  add_kiosk (place, &kiosk, 1);
  // It is 20:54 of the 3rd at Greenwich, hence 10:54 of the 4th where days begin.
  send (place, &kiosk, centre_one_day_json (&kiosk, 1, "2026-03-04", 1, "users=1"), "stored:1");
  send (place, &kiosk, centre_one_day_json (&kiosk, 2, "2026-03-05", 1, "users=1"),
        "rejected:future_day");
  send (place, &kiosk, centre_one_day_json (&kiosk, 2, "9999-12-31", 1, "users=1"),
        "rejected:future_day");
  assert_answer (place, SUM_USERS, "1");
}

static void
test_callers (KapkaStorePlace *place, gconstpointer data) {
  CentreKiosk good;
  CentreKiosk revoked;
  CentreKiosk unknown;
  g_auto (Batch) batch = { 0 };

  add_kiosk (place, &good, 1);
  add_kiosk (place, &revoked, 2);
  centre_kiosk_init (&unknown, 3, 0);
  kapka_store_run_for_test (place->store,
                            "UPDATE install SET status = 'revoked' WHERE library_id = 2");
  batch_init (&batch, place);
  add (&batch, &unknown, centre_one_day_json (&unknown, 1, DAY, 1, "users=1"));
  add (&batch, &revoked, centre_one_day_json (&revoked, 2, DAY, 1, "users=1"));
  add (&batch, &good, centre_one_day_json (&good, 3, DAY, 1, "users=1"));
  // The right token with another name.
  add (&batch, &good, centre_one_day_json (&revoked, 4, DAY, 1, "users=1"));
  store (&batch);
  assert_words (&batch, 0, "bad_token");
  assert_words (&batch, 1, "revoked");
  assert_words (&batch, 2, "stored:1");
  assert_words (&batch, 3, "bad_token");
  assert_answer (place, "SELECT count(*) FROM day_report", "1");
  assert_answer (place, "SELECT library_id FROM install_seen", "1");
}

static void
report_boot (KapkaStorePlace *place,
             CentreKiosk *kiosk,
             const char *boot_id,
             const char *clone_ms) {
  g_strlcpy (kiosk->boot_id, boot_id, sizeof kiosk->boot_id);
  send (place, kiosk, centre_upload_json (kiosk, NULL, NULL), "");
  assert_answer (place, "SELECT coalesce(clone_ms, 0) FROM install_seen", clone_ms);
}

/* Two disks with one identity take turns; a kiosk that is restarted does not come back to a boot.
 */
static void
test_clone (KapkaStorePlace *place, gconstpointer data) {
  CentreKiosk kiosk;

  add_kiosk (place, &kiosk, 1);
  report_boot (place, &kiosk, "boot-1", "0");
  report_boot (place, &kiosk, "boot-1", "0");
  report_boot (place, &kiosk, "boot-2", "0");
  report_boot (place, &kiosk, "boot-3", "0");
  report_boot (place, &kiosk, "boot-2", G_STRINGIFY (1772571248000));
  assert_answer (place, "SELECT last_seen_ms, boot_id, former_boot_id, accepted FROM install_seen",
                 G_STRINGIFY (1772571248000) " boot-2 boot-3 0");
}

/* One row a library and month, whatever the number of days; none for what was not new. */
static void
test_dirty_months (KapkaStorePlace *place, gconstpointer data) {
  CentreKiosk kiosk;
  g_autofree char *days = NULL;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *third = NULL;

  add_kiosk (place, &kiosk, 1);
  first = centre_day_json (1, &kiosk, "2026-02-27", 1, "users=1");
  second = centre_day_json (1, &kiosk, "2026-02-28", 2, "users=1");
  third = centre_day_json (1, &kiosk, "2026-03-01", 3, "users=1");
  days = g_strdup_printf ("%s,%s,%s", third, first, second);
  send (place, &kiosk, centre_upload_json (&kiosk, days, NULL), "stored:3 stored:1 stored:2");
  assert_answer (place, "SELECT month FROM dirty_month ORDER BY month", "2026-02-01 2026-03-01");
  kapka_store_run_for_test (place->store, "DELETE FROM dirty_month");
  send (place, &kiosk, centre_upload_json (&kiosk, days, NULL),
        "unchanged:3 unchanged:1 unchanged:2");
  assert_answer (place, "SELECT count(*) FROM dirty_month", "0");
}

/* More rows than one statement takes, of many kiosks. */
static void
test_large (KapkaStorePlace *place, gconstpointer data) {
  g_auto (Batch) batch = { 0 };

  batch_init (&batch, place);
  for (guint number = 1; number <= 40; number++) {
    CentreKiosk kiosk;

    add_kiosk (place, &kiosk, number);
    for (guint i = 0; i < 5; i++)
      add (&batch, &kiosk, centre_one_day_json (&kiosk, number * 100 + i, DAY, i + 1, "users=1"));
  }
  store (&batch);
  for (guint i = 0; i < batch.entries->len; i++)
    g_assert_cmpint (g_array_index (batch.entries, KapkaBatchEntry, i).accepted, ==, 5);
  assert_answer (place, SUM_USERS, "200");
  assert_answer (place, "SELECT count(*), sum(accepted) FROM install_seen", "40 200");
}

typedef struct {
  const char *name;
  KapkaStorePlaceTest test;
} Case;

static const Case cases[] = {
  { "words", test_words },
  { "merged", test_merged },
  { "predecessor", test_predecessor },
  { "lost-owner", test_lost_owner },
  { "same-key", test_same_key },
  { "fragments", test_fragments },
  { "fragment-owner", test_fragment_owner },
  { "future", test_future },
  { "callers", test_callers },
  { "clone", test_clone },
  { "dirty-months", test_dirty_months },
  { "large", test_large },
};

static const Case matrix[] = {
  { "matrix/07-old-after-newer", test_old_after_newer },
  { "matrix/08-orders-of-revisions", test_orders },
  { "matrix/45-corrected-while-sent", test_corrected },
  { "matrix/53-stream-of-another", test_owner },
};

int
main (int argc, char **argv) {
  KapkaStoreServer server = { 0 };
  KapkaStoreServer *servers[] = { NULL, &server };

  g_test_init (&argc, &argv, NULL);
  for (gsize s = 0; s < G_N_ELEMENTS (servers); s++) {
    for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
      kapka_store_place_add ("batch", cases[i].name, servers[s], cases[i].test);
    for (gsize i = 0; i < G_N_ELEMENTS (matrix); i++)
      kapka_store_place_add (matrix[i].name, "batch", servers[s], matrix[i].test);
  }
  return kapka_store_place_run_all (&server);
}
