// SPDX-License-Identifier: GPL-3.0-or-later
#include "receiver-place.h"

#include <string.h>

#include "base/digest.h"
#include "base/json.h"
#include "central/enrol-code.h"

#define COUNT_ROWS                                                                                 \
  "SELECT (SELECT count(*) FROM day_report) + (SELECT count(*) FROM day_report_log) + "            \
  "(SELECT count(*) FROM fragment) + (SELECT count(*) FROM install_seen) + "                       \
  "(SELECT count(*) FROM dirty_month) + (SELECT count(*) FROM install) + "                         \
  "(SELECT count(*) FROM enroll_code WHERE used_ms IS NOT NULL)"

#define OURS "('" FUZZ_INSTALL "', '" FUZZ_PREDECESSOR "')"
#define COUNT_FOREIGN                                                                              \
  "SELECT (SELECT count(*) FROM day_report WHERE install_id NOT IN " OURS ") + "                   \
  "(SELECT count(*) FROM fragment WHERE install_id NOT IN " OURS ")"

#define COUNT_GONE_BACK                                                                            \
  "SELECT 1 - count(*) FROM day_report WHERE stream_id = '" FUZZ_HELD_STREAM "' AND day = "        \
  "'2026-03-02' AND (revision > 41 OR (revision = 41 AND digest = '" FUZZ_HELD_DIGEST "'))"

/* From the leaves to the root. */
static const char *const forget[] = {
  "DELETE FROM day_report",  "DELETE FROM day_report_log", "DELETE FROM fragment",
  "DELETE FROM dirty_month", "DELETE FROM install_seen",   "DELETE FROM enroll_code",
  "DELETE FROM install",     "DELETE FROM terminal",       "DELETE FROM library_period",
  "DELETE FROM library",
};

static const char *const remember[] = {
  "INSERT INTO library(library_id, code, tz) VALUES (1, '18-0142', 'Europe/Samara'), "
  "(2, '18-0007', 'Europe/Samara')",
  "INSERT INTO library_period(library_id, valid_from, name, district, rural) VALUES "
  "(1, '2020-01-01', 'A', 'B', 1), (2, '2020-01-01', 'C', 'B', 0)",
  "INSERT INTO terminal(library_id, terminal_id, code) VALUES (1, 1, 'PC-1'), (1, 2, 'PC-2'), "
  "(2, 1, 'PC-1')",
  "INSERT INTO day_report(library_id, stream_id, day, terminal_id, install_id, revision, digest, "
  "counts, software, received_ms) VALUES (1, '" FUZZ_HELD_STREAM
  "', '2026-03-02', 1, '" FUZZ_INSTALL "', 41, '" FUZZ_HELD_DIGEST
  "', '{\"_on\":1,\"pages\":3,\"s1\":2,\"s3\":7,\"s4\":1,\"users\":6}', "
  "'1.4.0', 0)",
};

static void
run (KapkaStore *store, const char *sql, const KapkaSqlValues *values) {
  g_autoptr (GError) error = NULL;

  if (!kapka_store_run (store, sql, values, &error))
    g_error ("%s: %s", sql, error->message);
}

static void
add_install (KapkaStore *store,
             const char *install_id,
             int library_id,
             const char *token,
             const char *status,
             const char *predecessor) {
  g_autofree char *hash = kapka_digest_sha256_hex (token, strlen (token));
  g_autoptr (KapkaSqlValues) values = kapka_sql_values_new ();

  kapka_sql_values_add_text (values, install_id);
  kapka_sql_values_add_int (values, library_id);
  kapka_sql_values_add_text (values, hash);
  kapka_sql_values_add_text (values, status);
  kapka_sql_values_add_text (values, predecessor);
  run (store,
       "INSERT INTO install(install_id, library_id, terminal_id, token_sha256, status, "
       "predecessor, enrolled_ms) VALUES (?, ?, 1, ?, ?, ?, 0)",
       values);
}

static void
add_code (KapkaStore *store) {
  g_autofree char *hash = kapka_enrol_code_hash (FUZZ_CODE);
  g_autoptr (KapkaSqlValues) values = kapka_sql_values_new ();

  kapka_sql_values_add_text (values, hash);
  kapka_sql_values_add_int (values, KAPKA_JSON_INT_LIMIT - 1);
  run (store,
       "INSERT INTO enroll_code(code_sha256, library_id, terminal_id, expires_ms) VALUES (?, 1, "
       "2, ?)",
       values);
}

static gboolean
reset_cb (KapkaStore *store, gpointer user_data, GError **error) {
  for (gsize i = 0; i < G_N_ELEMENTS (forget); i++)
    run (store, forget[i], NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (remember); i++)
    run (store, remember[i], NULL);
  add_install (store, FUZZ_PREDECESSOR, 2, "predecessor", "revoked", NULL);
  add_install (store, FUZZ_STRANGER, 2, "stranger", "active", NULL);
  add_install (store, FUZZ_INSTALL, 1, FUZZ_TOKEN, "active", FUZZ_PREDECESSOR);
  add_code (store);
  return TRUE;
}

static gboolean
read_int_cb (KapkaStore *store, gpointer user_data, GError **error) {
  gpointer *pair = user_data;
  g_autoptr (KapkaSqlRows) rows = kapka_store_query (store, pair[0], NULL, error);

  if (rows == NULL)
    return FALSE;
  *(gint64 *)pair[1] = kapka_sql_rows_get_int (rows, 0, 0);
  return TRUE;
}

static void
transact (KapkaStore *store, KapkaStoreAccess access, KapkaStoreFunc func, gpointer user_data) {
  g_autoptr (GError) error = NULL;

  if (!kapka_store_transact (store, access, func, user_data, &error))
    g_error ("%s", error->message);
}

KapkaStore *
fuzz_receiver_store_new (const char *directory) {
  g_autofree char *address = g_strdup_printf ("sqlite:%s/central.db", directory);
  g_autoptr (GError) error = NULL;
  KapkaStore *store = kapka_store_open (address, &error);

  if (store == NULL)
    g_error ("%s", error->message);
  fuzz_receiver_store_reset (store);
  return store;
}

void
fuzz_receiver_store_reset (KapkaStore *store) {
  transact (store, KAPKA_STORE_WRITE, reset_cb, NULL);
}

gint64
fuzz_receiver_store_read_int (KapkaStore *store, const char *sql) {
  gint64 number = 0;
  gpointer pair[] = { (gpointer)sql, &number };

  transact (store, KAPKA_STORE_READ, read_int_cb, pair);
  return number;
}

gint64
fuzz_receiver_store_count_rows (KapkaStore *store) {
  return fuzz_receiver_store_read_int (store, COUNT_ROWS);
}

void
fuzz_receiver_store_check (KapkaStore *store) {
  g_assert_cmpint (fuzz_receiver_store_read_int (store, COUNT_FOREIGN), ==, 0);
  g_assert_cmpint (fuzz_receiver_store_read_int (store, COUNT_GONE_BACK), ==, 0);
}
