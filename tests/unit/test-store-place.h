// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "central/store.h"
#include "postgres.h"
#include "tmpdir.h"

/** KapkaStoreServer: the PostgreSQL that all tests of a program share; the first one that needs it
 * starts it. Begins as zeroes. */
typedef struct {
  KapkaTestDir *dir;
  KapkaTestPostgres *postgres;
} KapkaStoreServer;

/** KapkaStorePlace: a fixture with an empty store of its own. */
typedef struct {
  KapkaStoreServer *server; // (nullable) borrowed; NULL with SQLite.
  KapkaTestDir *dir;
  char *address;
  KapkaStore *store; // (nullable) when a test has closed it.
} KapkaStorePlace;

typedef void (*KapkaStorePlaceTest) (KapkaStorePlace *place, gconstpointer data);

/**
 * kapka_store_place_add:
 * @group: first word of the path
 * @name: what is tested
 * @server: (nullable): where the database is; %NULL for SQLite
 *
 * Adds the test `/group/sqlite/name` or `/group/postgres/name`.
 */
void kapka_store_place_add (const char *group,
                            const char *name,
                            KapkaStoreServer *server,
                            KapkaStorePlaceTest test);

/** KapkaStorePlaceCase: a line in a table of tests. */
typedef struct {
  const char *name;
  KapkaStorePlaceTest test;
} KapkaStorePlaceCase;

/** Adds each of @cases for SQLite and for @server. */
void kapka_store_place_add_both (const char *group,
                                 const KapkaStorePlaceCase *cases,
                                 gsize n_cases,
                                 KapkaStoreServer *server);

/** Runs the tests and stops the server. Returns: the exit code of the program. */
int kapka_store_place_run_all (KapkaStoreServer *server);

/** Returns: (transfer full): the address of one more database of the same kind, still empty. */
char *kapka_store_place_add_database (KapkaStorePlace *place, const char *name);

/** Returns: (transfer full): the store at @address; the test fails when it cannot be opened. */
KapkaStore *kapka_store_open_for_test (const char *address);

/** Runs one statement in a transaction of its own; the test fails with it. */
void kapka_store_run_for_test (KapkaStore *store, const char *sql);

/** Like kapka_store_run_for_test() for a statement that may fail. */
gboolean kapka_store_try_for_test (KapkaStore *store, const char *sql, GError **error);

/** Runs @func in a transaction that writes; the test fails with it. */
void kapka_store_transact_for_test (KapkaStore *store, KapkaStoreFunc func, gpointer user_data);

/** Returns: (transfer full): all values that @sql answers, row by row, with spaces between. */
char *kapka_store_ask_for_test (KapkaStore *store, const char *sql);

/** Fails the test unless @sql answers just this. */
void kapka_store_assert_answer (KapkaStore *store, const char *sql, const char *expected);
