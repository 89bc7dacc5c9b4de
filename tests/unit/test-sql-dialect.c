// SPDX-License-Identifier: GPL-3.0-or-later
// What is said once in SQL is said to each kind of store in its own words.
#include "central/sql-dialect.h"

static void
test_dialects (void) {
  static const struct {
    const char *sql;
    const char *sqlite;
    const char *postgres;
  } rows[] = {
    { "SELECT ?, 'it''s a ? date -- x', \"text?\" FROM t -- why? bigint\n WHERE a = ?",
      "SELECT ?, 'it''s a ? date -- x', \"text?\" FROM t \n WHERE a = ?",
      "SELECT $1, 'it''s a ? date -- x', \"text?\" FROM t \n WHERE a = $2" },
    { "SELECT CAST(? AS bigint), CAST('0001-01-01' AS date) FROM jsonb_each_text(d.counts) c",
      "SELECT CAST(? AS INTEGER), CAST('0001-01-01' AS TEXT) FROM json_each(d.counts) c",
      "SELECT CAST($1 AS bigint), CAST('0001-01-01' AS date) FROM jsonb_each_text(d.counts) c" },
    { "CREATE TABLE t(update_id uuid PRIMARY KEY)",
      "CREATE TABLE t(update_id TEXT PRIMARY KEY) STRICT, WITHOUT ROWID",
      "CREATE TABLE t(update_id uuid PRIMARY KEY)" },
    { "SELECT 'no end ?", "SELECT 'no end ?", "SELECT 'no end ?" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *sqlite = kapka_sql_to_sqlite (rows[i].sql);
    g_autofree char *postgres = kapka_sql_to_postgres (rows[i].sql);

    g_assert_cmpstr (sqlite, ==, rows[i].sqlite);
    g_assert_cmpstr (postgres, ==, rows[i].postgres);
  }
}

static void
test_split (void) {
  g_auto (GStrv) statements = kapka_sql_split ("-- first; comment\nA ';' B; \n\n C -- d;\n e;;\n");

  g_assert_cmpuint (g_strv_length (statements), ==, 2);
  g_assert_cmpstr (statements[0], ==, "A ';' B");
  g_assert_cmpstr (statements[1], ==, "C \n e");
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/dialects", test_dialects);
  g_test_add_func ("/store/split", test_split);
  return g_test_run ();
}
