// SPDX-License-Identifier: GPL-3.0-or-later
// What adjustments and recounts of months make of the days. Each test runs on every kind of store.
#include <string.h>

#include "base/error.h"
#include "central/adjustment.h"
#include "central/months.h"
#include "test-store-place.h"

#define NOW_MS G_GINT64_CONSTANT (1772430000000) // 2026-03-02
#define BOOT "11111111-1111-4111-8111-111111111111"
#define MONTHS                                                                                     \
  "SELECT terminal_id, month, key, value FROM month_count WHERE library_id = 5 "                   \
  "ORDER BY terminal_id, month, key"
#define MARKS "SELECT library_id, month FROM dirty_month ORDER BY library_id, month"

static void
add_library (KapkaStorePlace *place) {
  kapka_store_run_for_test (place->store, "INSERT INTO library(library_id, code, tz) VALUES "
                                          "(5, '18-5', 'Europe/Samara'), "
                                          "(6, '18-6', 'Europe/Samara')");
  kapka_store_run_for_test (place->store, "INSERT INTO terminal(library_id, terminal_id, code) "
                                          "VALUES (5, 1, 'PC-1'), (5, 2, 'PC-2')");
}

/* Stores a day as an upload would, mark and all. */
static void
add_day (KapkaStorePlace *place,
         int library_id,
         int terminal_id,
         int stream,
         const char *day,
         const char *counts) {
  g_autofree char *report = g_strdup_printf (
      "INSERT INTO day_report(library_id, stream_id, day, terminal_id, install_id, revision, "
      "digest, counts, software, received_ms) VALUES (%d, '6f1c0000-0000-4000-8000-%012d', '%s', "
      "%d, '7f1c0000-0000-4000-8000-000000000001', 7, 'd', '%s', '1', 1)",
      library_id, stream, day, terminal_id, counts);
  g_autofree char *mark = g_strdup_printf ("INSERT INTO dirty_month(library_id, month, touched_ms) "
                                           "VALUES (%d, '%.7s-01', 1) ON CONFLICT DO NOTHING",
                                           library_id, day);

  kapka_store_run_for_test (place->store, report);
  kapka_store_run_for_test (place->store, mark);
}

static guint
recount (KapkaStorePlace *place) {
  g_autoptr (GError) error = NULL;
  guint n_months = 0;

  kapka_months_recount (place->store, &n_months, &error);
  g_assert_no_error (error);
  return n_months;
}

static void
test_recount (KapkaStorePlace *place, gconstpointer data) {
  add_library (place);
  add_day (place, 5, 1, 1, "2026-02-28", "{\"_on\":1,\"s3\":2,\"users\":1}");
  add_day (place, 5, 1, 1, "2026-03-01", "{\"_on\":1,\"s3\":4,\"users\":2,\"new_key\":9}");
  add_day (place, 5, 1, 2, "2026-03-01", "{\"_on\":1,\"s3\":1,\"users\":1}"); // After a reboot.
  add_day (place, 5, 2, 3, "2026-03-01", "{\"_on\":1}");
  add_day (place, 5, 2, 3, "2026-03-31", "{\"_on\":1,\"s6\":1,\"users\":1}");
  add_day (place, 6, 1, 4, "2026-03-01", "{\"s1\":100}");
  g_assert_cmpuint (recount (place), ==, 3);
  kapka_store_assert_answer (place->store, MARKS, "");
  kapka_store_assert_answer (place->store, MONTHS,
                             "1 2026-02-01 _on 1 1 2026-02-01 s3 2 1 2026-02-01 users 1 "
                             "1 2026-03-01 _on 1 1 2026-03-01 new_key 9 1 2026-03-01 s3 5 "
                             "1 2026-03-01 users 3 "
                             "2 2026-03-01 _on 2 2 2026-03-01 s6 1 2 2026-03-01 users 1");
}

/* Recounted, never incremented: the second count takes the place of the first. */
static void
test_recount_again (KapkaStorePlace *place, gconstpointer data) {
  add_library (place);
  add_day (place, 5, 1, 1, "2026-12-31", "{\"s3\":2,\"s4\":1}");
  recount (place);
  kapka_store_run_for_test (place->store, "UPDATE day_report SET counts = '{\"s3\":5}'");
  g_assert_cmpuint (recount (place), ==, 0);
  kapka_store_assert_answer (place->store, MONTHS, "1 2026-12-01 s3 2 1 2026-12-01 s4 1");
  kapka_store_run_for_test (place->store, "INSERT INTO dirty_month(library_id, month, touched_ms) "
                                          "VALUES (5, '2026-12-01', 1)");
  g_assert_cmpuint (recount (place), ==, 1);
  kapka_store_assert_answer (place->store, MONTHS, "1 2026-12-01 s3 5");
}

static void
test_fragments (KapkaStorePlace *place, gconstpointer data) {
  add_library (place);
  add_day (place, 5, 1, 1, "2026-03-01", "{\"s3\":2}"); // Revision 7.
  kapka_store_run_for_test (
      place->store,
      "INSERT INTO fragment(library_id, stream_id, seq, terminal_id, install_id, day, counts, "
      "received_ms) VALUES "
      "(5, '6f1c0000-0000-4000-8000-000000000001', 7, 1, "
      "'7f1c0000-0000-4000-8000-000000000001', '2026-03-01', '{\"s3\":10}', 1), "
      "(5, '6f1c0000-0000-4000-8000-000000000001', 8, 1, "
      "'7f1c0000-0000-4000-8000-000000000001', '2026-03-01', '{\"s3\":100}', 1)");
  recount (place);
  kapka_store_assert_answer (place->store, MONTHS, "1 2026-03-01 s3 102");
}

static void
add_fragment (KapkaStorePlace *place, int stream, int seq, const char *day, const char *counts) {
  g_autofree char *sql = g_strdup_printf (
      "INSERT INTO fragment(library_id, stream_id, seq, terminal_id, install_id, day, counts, "
      "received_ms) VALUES (5, '6f1c0000-0000-4000-8000-%012d', %d, 1, "
      "'7f1c0000-0000-4000-8000-000000000001', '%s', '%s', 1)",
      stream, seq, day, counts);

  kapka_store_run_for_test (place->store, sql);
}

#define VIEW                                                                                       \
  "(SELECT library_id, terminal_id, CAST(substr(CAST(day AS text), 1, 7) || '-01' AS date) AS "    \
  "month, key, sum(CASE WHEN key <> '_on' THEN n WHEN n > 0 THEN 1 ELSE 0 END) AS value "          \
  "FROM day_key GROUP BY 1, 2, 3, 4)"

/* The count of a month is the view of the days, whatever the days are. */
static void
test_as_the_view (KapkaStorePlace *place, gconstpointer data) {
  g_autoptr (GRand) rand = g_rand_new_with_seed (5);

  add_library (place);
  for (int stream = 1; stream <= 40; stream++) {
    g_autofree char *day = g_strdup_printf ("2026-%02d-%02d", g_rand_int_range (rand, 1, 4),
                                            g_rand_int_range (rand, 1, 4));
    g_autofree char *counts =
        g_strdup_printf ("{\"_on\":%d,\"users\":%d}", g_rand_int_range (rand, -1, 2),
                         g_rand_int_range (rand, -3, 9));

    add_day (place, g_rand_int_range (rand, 5, 7), g_rand_int_range (rand, 1, 3), stream, day,
             counts);
    add_fragment (place, stream, 7, day, "{\"users\":100,\"_on\":1}");
    add_fragment (place, stream, 8, day, "{\"s3\":1,\"_on\":1}");
    add_fragment (place, 100 + stream, 1, day, "{\"s4\":1}");
  }
  kapka_store_run_for_test (place->store,
                            "INSERT INTO dirty_month(library_id, month, touched_ms) VALUES "
                            "(5, '2026-01-01', 1), (5, '2026-02-01', 1), (5, '2026-03-01', 1) "
                            "ON CONFLICT DO NOTHING");
  recount (place);
  kapka_store_assert_answer (place->store,
                             "SELECT count(*) FROM " VIEW " v FULL JOIN month_count c "
                             "ON c.library_id = v.library_id AND c.terminal_id = v.terminal_id "
                             "AND c.month = v.month AND c.key = v.key "
                             "WHERE c.value IS NULL OR v.value IS NULL OR c.value <> v.value",
                             "0");
}

/* More marks than a page of them. */
static gboolean
add_marks_cb (KapkaStore *store, gpointer user_data, GError **error) {
  g_autoptr (KapkaSqlValues) values = kapka_sql_values_new ();
  g_autoptr (KapkaSqlRows) rows = NULL;
  guint n_marks = GPOINTER_TO_UINT (user_data);

  for (guint i = 0; i < n_marks; i++) {
    g_autofree char *month = g_strdup_printf ("%04u-%02u-01", 2000 + i / 12, i % 12 + 1);

    kapka_sql_values_add_int (values, 5 + i % 2);
    kapka_sql_values_add_text (values, month);
  }
  rows = kapka_store_query_many (store,
                                 "INSERT INTO dirty_month(library_id, month, touched_ms) VALUES",
                                 "(?, ?, 1)", "", values, n_marks, error);
  return rows != NULL;
}

static void
test_pages (KapkaStorePlace *place, gconstpointer data) {
  add_library (place);
  kapka_store_transact_for_test (place->store, add_marks_cb, GUINT_TO_POINTER (250));
  g_assert_cmpuint (recount (place), ==, 250);
  kapka_store_assert_answer (place->store, MARKS, "");
}

static KapkaAdjustment *
make (const char *terminal, const char *day, const char *counts) {
  KapkaAdjustment *adjustment = kapka_adjustment_new ();
  g_auto (GStrv) words = g_strsplit (counts, " ", -1);
  g_autoptr (GError) error = NULL;

  adjustment->library = g_strdup ("18-5");
  adjustment->terminal = g_strdup (terminal);
  adjustment->day = g_strdup (day);
  adjustment->author = g_strdup ("Методист");
  adjustment->reason = g_strdup ("Два журнала");
  for (gsize i = 0; *counts != '\0' && words[i] != NULL; i++)
    kapka_adjustment_add_count (adjustment, words[i], &error);
  g_assert_no_error (error);
  return adjustment;
}

static void
adjust (KapkaStorePlace *place, KapkaAdjustment *adjustment) {
  g_autoptr (KapkaClock) clock = kapka_clock_new_manual ("UTC", NOW_MS, BOOT);
  g_autoptr (GError) error = NULL;

  kapka_adjustment_store (place->store, clock, adjustment, &error);
  g_assert_no_error (error);
}

/* Row 46 of the fault matrix, at the centre: a sum below zero is allowed and shown. */
static void
test_adjust (KapkaStorePlace *place, gconstpointer data) {
  g_autoptr (KapkaAdjustment) whole = make (NULL, "2026-03-01", "s3=-3 users=+1");
  g_autoptr (KapkaAdjustment) terminal = make ("PC-2", "2026-02-28", "s4=7");

  add_library (place);
  add_day (place, 5, 1, 1, "2026-03-01", "{\"s3\":2,\"users\":1}");
  recount (place);
  adjust (place, whole);
  adjust (place, whole); // As after a COMMIT in doubt.
  adjust (place, terminal);
  kapka_store_assert_answer (place->store, MARKS, "5 2026-02-01 5 2026-03-01");
  recount (place);
  kapka_store_assert_answer (place->store, MONTHS,
                             "0 2026-03-01 s3 -3 0 2026-03-01 users 1 "
                             "1 2026-03-01 s3 2 1 2026-03-01 users 1 2 2026-02-01 s4 7");
}

static void
revoke (KapkaStorePlace *place, const char *id) {
  g_autoptr (KapkaClock) clock = kapka_clock_new_manual ("UTC", NOW_MS + 1, BOOT);
  g_autoptr (GError) error = NULL;

  kapka_adjustment_revoke (place->store, clock, id, &error);
  g_assert_no_error (error);
}

static void
test_revoke (KapkaStorePlace *place, gconstpointer data) {
  g_autoptr (KapkaAdjustment) adjustment = make (NULL, "2026-03-01", "s3=-3");
  g_autoptr (KapkaAdjustment) other = make (NULL, "2026-03-01", "s3=1");
  g_autoptr (KapkaClock) clock = kapka_clock_new_manual ("UTC", NOW_MS, BOOT);
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (GError) unknown = NULL;
  g_autoptr (GError) no_id = NULL;
  g_autoptr (GError) error = NULL;

  add_library (place);
  adjust (place, adjustment);
  adjust (place, other);
  recount (place);
  revoke (place, adjustment->id);
  revoke (place, adjustment->id);
  kapka_store_assert_answer (place->store, MARKS, "5 2026-03-01");
  recount (place);
  kapka_store_assert_answer (place->store, MONTHS, "0 2026-03-01 s3 1");
  g_assert_false (kapka_adjustment_revoke (place->store, clock,
                                           "7f1c0000-0000-4000-8000-00000000000f", &unknown));
  g_assert_error (unknown, KAPKA_ERROR, KAPKA_ERROR_NOT_FOUND);
  g_assert_false (kapka_adjustment_revoke (place->store, clock, "7", &no_id));
  g_assert_error (no_id, KAPKA_ERROR, KAPKA_ERROR_DATA);
  list = kapka_adjustment_list (place->store, "18-5", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (list->len, ==, 2);
}

static void
test_list (KapkaStorePlace *place, gconstpointer data) {
  g_autoptr (KapkaAdjustment) adjustment = make ("PC-2", "2026-03-01", "s3=-3 s4=1");
  g_autoptr (GPtrArray) all = NULL;
  g_autoptr (GPtrArray) other = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *counts = NULL;
  const KapkaAdjustment *read;

  add_library (place);
  adjust (place, adjustment);
  revoke (place, adjustment->id);
  all = kapka_adjustment_list (place->store, NULL, &error);
  other = kapka_adjustment_list (place->store, "18-6", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (other->len, ==, 0);
  g_assert_cmpuint (all->len, ==, 1);
  read = g_ptr_array_index (all, 0);
  counts = kapka_json_to_string (read->counts);
  g_assert_cmpstr (read->id, ==, adjustment->id);
  g_assert_cmpstr (read->library, ==, "18-5");
  g_assert_cmpstr (read->terminal, ==, "PC-2");
  g_assert_cmpstr (read->day, ==, "2026-03-01");
  g_assert_cmpstr (counts, ==, "{\"s3\":-3,\"s4\":1}");
  g_assert_cmpstr (read->author, ==, "Методист");
  g_assert_cmpstr (read->reason, ==, "Два журнала");
  g_assert_cmpint (read->created_ms, ==, NOW_MS);
  g_assert_cmpint (read->revoked_ms, ==, NOW_MS + 1);
}

static void
assert_refused (KapkaStorePlace *place, KapkaAdjustment *adjustment, KapkaError code) {
  g_autoptr (KapkaAdjustment) owned = adjustment;
  g_autoptr (KapkaClock) clock = kapka_clock_new_manual ("UTC", NOW_MS, BOOT);
  g_autoptr (GError) error = NULL;

  g_assert_false (kapka_adjustment_store (place->store, clock, owned, &error));
  g_assert_error (error, KAPKA_ERROR, (int)code);
}

static void
test_refused (KapkaStorePlace *place, gconstpointer data) {
  KapkaAdjustment *nobody = make (NULL, "2026-03-01", "s3=1");
  KapkaAdjustment *two_lines = make (NULL, "2026-03-01", "s3=1");
  KapkaAdjustment *elsewhere = make (NULL, "2026-03-01", "s3=1");

  add_library (place);
  g_clear_pointer (&nobody->author, g_free);
  g_free (two_lines->reason);
  two_lines->reason = g_strdup ("две\nстроки");
  g_free (elsewhere->library);
  elsewhere->library = g_strdup ("18-7");
  assert_refused (place, nobody, KAPKA_ERROR_DATA);
  assert_refused (place, two_lines, KAPKA_ERROR_DATA);
  assert_refused (place, elsewhere, KAPKA_ERROR_NOT_FOUND);
  assert_refused (place, make ("PC-9", "2026-03-01", "s3=1"), KAPKA_ERROR_NOT_FOUND);
  assert_refused (place, make (NULL, "2026-03-04", "s3=1"), KAPKA_ERROR_DATA);
  assert_refused (place, make (NULL, "2026-02-29", "s3=1"), KAPKA_ERROR_DATA);
  assert_refused (place, make (NULL, "", "s3=1"), KAPKA_ERROR_DATA);
  assert_refused (place, make (NULL, "2026-03-01", ""), KAPKA_ERROR_DATA);
  kapka_store_assert_answer (place->store, "SELECT count(*) FROM adjustment", "0");
  kapka_store_assert_answer (place->store, MARKS, "");
}

static void
test_counts_refused (KapkaStorePlace *place, gconstpointer data) {
  static const char *const cases[] = { "s3",
                                       "s3=",
                                       "s3=0",
                                       "s3=1.5",
                                       "s3=1 ",
                                       "s7=1",
                                       "_on=1",
                                       "S3=1",
                                       "s3=+-1",
                                       "=1",
                                       "s3=9007199254740992" };
  g_autoptr (KapkaAdjustment) adjustment = kapka_adjustment_new ();
  g_autoptr (GError) twice = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GError) error = NULL;

    g_assert_false (kapka_adjustment_add_count (adjustment, cases[i], &error));
    g_assert_error (error, KAPKA_ERROR, KAPKA_ERROR_DATA);
  }
  g_assert_true (kapka_adjustment_add_count (adjustment, "s3=-9007199254740991", &twice));
  g_assert_false (kapka_adjustment_add_count (adjustment, "s3=1", &twice));
  g_assert_error (twice, KAPKA_ERROR, KAPKA_ERROR_DATA);
}

int
main (int argc, char **argv) {
  static const KapkaStorePlaceCase tests[] = {
    { "recount", test_recount },     { "recount-again", test_recount_again },
    { "fragments", test_fragments }, { "as-the-view", test_as_the_view },
    { "pages", test_pages },         { "adjust", test_adjust },
    { "revoke", test_revoke },       { "list", test_list },
    { "refused", test_refused },     { "counts-refused", test_counts_refused },
  };
  KapkaStoreServer server = { 0 };

  g_test_init (&argc, &argv, NULL);
  kapka_store_place_add_both ("central-months", tests, G_N_ELEMENTS (tests), &server);
  return kapka_store_place_run_all (&server);
}
