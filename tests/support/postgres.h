// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "room.h"
#include "tmpdir.h"

/**
 * KapkaTestPostgres: a PostgreSQL of a test, in a directory of its own and behind a unix socket
 * alone.
 *
 * PostgreSQL refuses to run as root, so root runs it as the user `postgres`, who keeps the right to
 * go through the directories of the test. There is no password.
 */
typedef struct _KapkaTestPostgres KapkaTestPostgres;

/** KapkaTestPostgresOptions: all of it may be 0. */
typedef struct {
  gboolean durable;            /* syncs to the disk, as in real life */
  KapkaTestRoom *room;         /* (nullable): where it runs */
  const char *const *settings; /* (nullable): more settings, as in `max_connections=5` */
} KapkaTestPostgresOptions;

/**
 * kapka_test_postgres_new:
 * @dir: where its files go; must outlive it
 * @options: (nullable)
 *
 * Makes a cluster and starts it; fails the test when it cannot.
 *
 * Returns: (transfer full): the running server
 */
KapkaTestPostgres *kapka_test_postgres_new (KapkaTestDir *dir,
                                            const KapkaTestPostgresOptions *options);

/** kapka_test_postgres_free: @postgres: (nullable) (transfer full): stopped as by a crash */
void kapka_test_postgres_free (KapkaTestPostgres *postgres);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KapkaTestPostgres, kapka_test_postgres_free)

/** Stops the server at once, as a crash does; what was committed is there after a start. */
void kapka_test_postgres_stop (KapkaTestPostgres *postgres);
void kapka_test_postgres_start (KapkaTestPostgres *postgres);

/**
 * kapka_test_postgres_add_database:
 * @options: (nullable): what follows `CREATE DATABASE name`
 *
 * Makes an empty database.
 *
 * Returns: (transfer full): its address for libpq
 */
char *kapka_test_postgres_add_database (KapkaTestPostgres *postgres, const char *options);

/** kapka_test_postgres_run: Returns: (transfer full): what `psql` prints for @sql, unaligned, in
 * the database with @address, or with %NULL in that of the server itself */
char *kapka_test_postgres_run (KapkaTestPostgres *postgres, const char *address, const char *sql);

/** kapka_test_postgres_find: Returns: (transfer full): the path of a program of PostgreSQL, as in
 * "pgbench" */
char *kapka_test_postgres_find (const char *program);

/** kapka_test_postgres_own: makes the user of the server the owner of @path */
void kapka_test_postgres_own (const char *path);
