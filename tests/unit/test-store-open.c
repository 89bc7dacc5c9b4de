// SPDX-License-Identifier: GPL-3.0-or-later
// Which stores are opened, and as whom, on every kind of store.
#include <string.h>

#include "base/error.h"
#include "test-store-place.h"

static void
test_receiver_id (KapkaStorePlace *place, gconstpointer data) {
  g_autofree char *id = kapka_store_ask_for_test (
      place->store, "SELECT value FROM receiver_meta WHERE key = 'receiver_id'");

  g_assert_true (g_uuid_string_is_valid (id));
  g_clear_object (&place->store);
  place->store = kapka_store_open_for_test (place->address);
  kapka_store_assert_answer (place->store,
                             "SELECT value FROM receiver_meta WHERE key = 'receiver_id'", id);
  kapka_store_assert_answer (place->store,
                             "SELECT value FROM receiver_meta WHERE key = 'schema_version'", "1");
}

static void
test_newer (KapkaStorePlace *place, gconstpointer data) {
  g_autoptr (GError) error = NULL;

  kapka_store_run_for_test (place->store,
                            "UPDATE receiver_meta SET value = '2' WHERE key = 'schema_version'");
  g_clear_object (&place->store);
  g_assert_null (kapka_store_open (place->address, &error));
  g_assert_error (error, KAPKA_ERROR, KAPKA_ERROR_NEWER);
}

static void
test_no_version (KapkaStorePlace *place, gconstpointer data) {
  g_autoptr (GError) error = NULL;

  kapka_store_run_for_test (place->store,
                            "UPDATE receiver_meta SET value = 'x' WHERE key = 'schema_version'");
  g_clear_object (&place->store);
  g_assert_null (kapka_store_open (place->address, &error));
  g_assert_error (error, KAPKA_ERROR, KAPKA_ERROR_CORRUPT);
}

static void
assert_not_opened (const char *address, KapkaError code) {
  g_autoptr (GError) error = NULL;

  g_assert_null (kapka_store_open (address, &error));
  g_assert_error (error, KAPKA_ERROR, (int)code);
}

static void
test_not_let_in (KapkaStorePlace *place, gconstpointer data) {
  g_autofree char *nobody = g_strconcat (place->address, "&user=nobody", NULL);
  g_autofree char *reader = g_strconcat (place->address, "&user=reader", NULL);
  g_autofree char *no_database = g_strdup (place->address);
  char *name = strstr (no_database, "centre_");

  memcpy (name, "no", 2);
  assert_not_opened (no_database, KAPKA_ERROR_NOT_FOUND);
  assert_not_opened (nobody, KAPKA_ERROR_DENIED);
  kapka_store_run_for_test (place->store, "CREATE ROLE reader LOGIN");
  assert_not_opened (reader, KAPKA_ERROR_DENIED);
}

static void
test_session (KapkaStorePlace *place, gconstpointer data) {
  kapka_store_assert_answer (place->store,
                             "SELECT concat_ws(' ', current_setting('synchronous_commit'),"
                             " current_setting('statement_timeout'), current_setting('timezone'),"
                             " current_setting('datestyle'), current_setting('client_encoding'),"
                             " current_setting('default_transaction_isolation'),"
                             " current_setting('transaction_isolation'))",
                             "on 30s UTC ISO, MDY UTF8 read committed repeatable read");
}

static void
test_foreign_file (void) {
  g_autoptr (KapkaTestDir) dir = kapka_test_dir_new ();
  g_autofree char *path = kapka_test_dir_write (dir, "foreign.db", "this is a text\n");
  g_autofree char *address = g_strconcat ("sqlite:", path, NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *content = NULL;

  g_assert_null (kapka_store_open (address, &error));
  g_assert_error (error, KAPKA_ERROR, KAPKA_ERROR_CORRUPT);
  g_assert_true (g_file_get_contents (path, &content, NULL, NULL));
  g_assert_cmpstr (content, ==, "this is a text\n");
}

static void
test_addresses (void) {
  static const struct {
    const char *address;
    KapkaError code;
  } rows[] = {
    { "mysql://localhost/kapka", KAPKA_ERROR_USAGE },
    { "", KAPKA_ERROR_USAGE },
    { "sqlite:/no/such/place/central.db", KAPKA_ERROR_NOT_FOUND },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GError) error = NULL;

    g_assert_null (kapka_store_open (rows[i].address, &error));
    g_assert_error (error, KAPKA_ERROR, (int)rows[i].code);
  }
}

static const KapkaStorePlaceCase tests[] = {
  { "receiver-id", test_receiver_id },
  { "newer", test_newer },
  { "no-version", test_no_version },
};

int
main (int argc, char **argv) {
  KapkaStoreServer server = { 0 };

  g_test_init (&argc, &argv, NULL);
  kapka_store_place_add_both ("store", tests, G_N_ELEMENTS (tests), &server);
  kapka_store_place_add ("store", "not-let-in", &server, test_not_let_in);
  kapka_store_place_add ("store", "session", &server, test_session);
  g_test_add_func ("/store/sqlite/foreign-file", test_foreign_file);
  g_test_add_func ("/store/addresses", test_addresses);
  return kapka_store_place_run_all (&server);
}
