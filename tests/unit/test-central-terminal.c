// SPDX-License-Identifier: GPL-3.0-or-later
// Each test runs on every kind of store.
#include <string.h>

#include "base/error.h"
#include "central/enrol-code.h"
#include "central/terminal.h"
#include "test-store-place.h"

#define NOW_MS G_GINT64_CONSTANT (1772430000000)
#define MS_PER_DAY G_GINT64_CONSTANT (86400000)
#define BOOT "11111111-1111-4111-8111-111111111111"

static KapkaClock *
make_clock (void) {
  return kapka_clock_new_manual ("UTC", NOW_MS, BOOT);
}

static void
add_library (KapkaStorePlace *place) {
  kapka_store_run_for_test (place->store, "INSERT INTO library(library_id, code, tz) VALUES "
                                          "(5, '18-5', 'Europe/Samara')");
}

static char *
add (KapkaStorePlace *place, const char *code) {
  g_autoptr (KapkaClock) clock = make_clock ();
  g_autoptr (GError) error = NULL;
  char *enrol_code = kapka_terminal_add (place->store, clock, "18-5", code, &error);

  g_assert_no_error (error);
  return enrol_code;
}

static char *
ask_about_code (KapkaStorePlace *place, const char *enrol_code) {
  g_autofree char *hash = kapka_enrol_code_hash (enrol_code);
  g_autofree char *sql =
      g_strdup_printf ("SELECT library_id, terminal_id, expires_ms FROM enroll_code "
                       "WHERE code_sha256 = '%s'",
                       hash);

  return kapka_store_ask_for_test (place->store, sql);
}

static void
test_add (KapkaStorePlace *place, gconstpointer data) {
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *row = NULL;
  g_autofree char *expected = g_strdup_printf ("5 2 %" G_GINT64_FORMAT, NOW_MS + 14 * MS_PER_DAY);

  add_library (place);
  first = add (place, "PC-1");
  second = add (place, "PC-2");
  g_assert_cmpuint (strlen (first), ==, strlen ("XXXX-XXXX-XXXX"));
  g_assert_cmpstr (first, !=, second);
  row = ask_about_code (place, second);
  g_assert_cmpstr (row, ==, expected);
  kapka_store_assert_answer (place->store,
                             "SELECT library_id, terminal_id, code FROM terminal ORDER BY 2",
                             "5 1 PC-1 5 2 PC-2");
}

static void
test_add_refused (KapkaStorePlace *place, gconstpointer data) {
  static const struct {
    const char *library;
    const char *code;
    KapkaError problem;
  } cases[] = {
    { "18-6", "PC-1", KAPKA_ERROR_NOT_FOUND },
    { "18-5", "PC 1", KAPKA_ERROR_DATA },
    { "18-5", "", KAPKA_ERROR_DATA },
    { "18-5", "PC-1", KAPKA_ERROR_USAGE },
  };
  g_autoptr (KapkaClock) clock = make_clock ();
  g_autofree char *enrol_code = NULL;

  add_library (place);
  enrol_code = add (place, "PC-1");
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GError) error = NULL;

    g_assert_null (
        kapka_terminal_add (place->store, clock, cases[i].library, cases[i].code, &error));
    g_assert_error (error, KAPKA_ERROR, (int)cases[i].problem);
  }
  kapka_store_assert_answer (place->store, "SELECT count(*) FROM enroll_code", "1");
}

static void
test_renew (KapkaStorePlace *place, gconstpointer data) {
  g_autoptr (KapkaClock) clock = make_clock ();
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *first_row = NULL;
  g_autofree char *second_row = NULL;
  g_autofree char *expired = g_strdup_printf ("5 1 %" G_GINT64_FORMAT, NOW_MS);
  g_autofree char *good = g_strdup_printf ("5 1 %" G_GINT64_FORMAT, NOW_MS + 14 * MS_PER_DAY);
  g_autoptr (GError) error = NULL;

  add_library (place);
  first = add (place, "PC-1");
  second = kapka_terminal_renew_code (place->store, clock, "18-5", "PC-1", &error);
  g_assert_no_error (error);
  first_row = ask_about_code (place, first);
  second_row = ask_about_code (place, second);
  g_assert_cmpstr (first_row, ==, expired);
  g_assert_cmpstr (second_row, ==, good);
}

static void
add_install (KapkaStorePlace *place, int number, int terminal_id, const char *status) {
  g_autofree char *sql =
      g_strdup_printf ("INSERT INTO install(install_id, library_id, terminal_id, token_sha256, "
                       "status, enrolled_ms) VALUES "
                       "('7f1c0000-0000-4000-8000-00000000000%d', 5, %d, 'hash%d', '%s', 1)",
                       number, terminal_id, number, status);

  kapka_store_run_for_test (place->store, sql);
}

static void
test_revoke (KapkaStorePlace *place, gconstpointer data) {
  g_autoptr (KapkaClock) clock = make_clock ();
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *row = NULL;
  g_autofree char *expired = g_strdup_printf ("5 1 %" G_GINT64_FORMAT, NOW_MS);
  g_autoptr (GError) error = NULL;
  guint n_installs = 0;

  add_library (place);
  first = add (place, "PC-1");
  second = add (place, "PC-2");
  add_install (place, 1, 1, "revoked");
  add_install (place, 2, 1, "active");
  add_install (place, 3, 2, "active");
  g_assert_true (kapka_terminal_revoke (place->store, clock, "18-5", "PC-1", &n_installs, &error));
  g_assert_cmpuint (n_installs, ==, 1);
  row = ask_about_code (place, first);
  g_assert_cmpstr (row, ==, expired);
  kapka_store_assert_answer (place->store,
                             "SELECT token_sha256, status FROM install ORDER BY token_sha256",
                             "hash1 revoked hash2 revoked hash3 active");
}

static void
test_retire (KapkaStorePlace *place, gconstpointer data) {
  g_autoptr (KapkaClock) clock = make_clock ();
  g_autofree char *first = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) refused = NULL;
  g_autoptr (GError) no_day = NULL;

  add_library (place);
  first = add (place, "PC-1");
  g_assert_true (kapka_terminal_retire (place->store, "18-5", "PC-1", "2026-05-17", &error));
  kapka_store_assert_answer (place->store, "SELECT retired_on FROM terminal", "2026-05-17");
  g_assert_null (kapka_terminal_renew_code (place->store, clock, "18-5", "PC-1", &refused));
  g_assert_error (refused, KAPKA_ERROR, KAPKA_ERROR_USAGE);
  g_assert_true (kapka_terminal_retire (place->store, "18-5", "PC-1", NULL, &error));
  kapka_store_assert_answer (place->store, "SELECT count(*) FROM terminal WHERE retired_on IS NULL",
                             "1");
  g_assert_false (kapka_terminal_retire (place->store, "18-5", "PC-1", "2026-02-30", &no_day));
  g_assert_error (no_day, KAPKA_ERROR, KAPKA_ERROR_DATA);
}

static void
test_list (KapkaStorePlace *place, gconstpointer data) {
  g_autoptr (KapkaClock) clock = make_clock ();
  g_autofree char *second = NULL;
  g_autofree char *first = NULL;
  g_autoptr (GPtrArray) terminals = NULL;
  g_autoptr (GError) error = NULL;
  const KapkaTerminal *terminal;

  add_library (place);
  second = add (place, "PC-2");
  first = add (place, "PC-1");
  add_install (place, 1, 1, "active");
  add_install (place, 2, 1, "revoked");
  kapka_store_run_for_test (place->store,
                            "INSERT INTO install_seen(library_id, install_id, accepted, "
                            "last_seen_ms, boot_id, status) VALUES "
                            "(5, '7f1c0000-0000-4000-8000-000000000001', 3, 77000, 'b', '{}')");
  kapka_store_run_for_test (place->store,
                            "UPDATE enroll_code SET used_ms = 3 WHERE terminal_id = 1");
  terminals = kapka_terminal_list (place->store, clock, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (terminals->len, ==, 2);
  terminal = g_ptr_array_index (terminals, 0);
  g_assert_cmpstr (terminal->code, ==, "PC-1");
  g_assert_cmpuint (terminal->n_active, ==, 0);
  g_assert_cmpint (terminal->code_expires_ms, ==, NOW_MS + 14 * MS_PER_DAY);
  terminal = g_ptr_array_index (terminals, 1);
  g_assert_cmpuint (terminal->n_active, ==, 1);
  g_assert_cmpint (terminal->last_seen_ms, ==, 77000);
  g_assert_cmpint (terminal->code_expires_ms, ==, 0);
}

int
main (int argc, char **argv) {
  static const KapkaStorePlaceCase tests[] = {
    { "add", test_add },       { "add-refused", test_add_refused }, { "renew", test_renew },
    { "revoke", test_revoke }, { "retire", test_retire },           { "list", test_list },
  };
  KapkaStoreServer server = { 0 };

  g_test_init (&argc, &argv, NULL);
  kapka_store_place_add_both ("central-terminal", tests, G_N_ELEMENTS (tests), &server);
  return kapka_store_place_run_all (&server);
}
