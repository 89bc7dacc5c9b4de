// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib-object.h>

#include "central/sql-values.h"

/**
 * KapkaStore:
 * One session with the database of the centre (sync.md §5.4), used by one thread at a time. It
 * speaks SQL and knows nothing of libraries and days. There are two: SQLite and PostgreSQL.
 *
 * Statements are written once, in PostgreSQL's words with `?` for parameters, and use only what
 * both databases, and those that speak PostgreSQL's protocol, understand. Each store puts them into
 * its own words: numbered parameters there, SQLite's types here.
 */
#define KAPKA_TYPE_STORE (kapka_store_get_type ())
G_DECLARE_DERIVABLE_TYPE (KapkaStore, kapka_store, KAPKA, STORE, GObject)

/** KapkaStoreAccess: what a transaction is for. */
typedef enum {
  KAPKA_STORE_READ,  // One unchanging view of the data; nothing may be written.
  KAPKA_STORE_WRITE, // READ COMMITTED on PostgreSQL; SQLite takes its lock at the beginning.
} KapkaStoreAccess;

struct _KapkaStoreClass {
  GObjectClass parent_class;
  gboolean (*begin) (KapkaStore *store, KapkaStoreAccess access, GError **error);
  gboolean (*commit) (KapkaStore *store, GError **error);
  void (*rollback) (KapkaStore *store);
  KapkaSqlRows *(*query) (KapkaStore *store,
                          const char *sql,
                          const KapkaSqlValues *values,
                          GError **error);
  /* (nullable): kapka_store_query_many() by other means than slices. */
  KapkaSqlRows *(*query_many) (KapkaStore *store,
                               const char *head,
                               const char *tuple,
                               const char *tail,
                               const KapkaSqlValues *values,
                               guint n_rows,
                               GError **error);
  const char *schema_probe; // Statement that gives a row when the schema is there.
  const char *schema_mark;  // (nullable) Statement that comes before a new schema.
};

/**
 * kapka_store_check_address:
 *
 * Errors: USAGE.
 *
 * Returns: whether @address is of a kind that kapka_store_open() takes; nothing is opened.
 */
gboolean kapka_store_check_address (const char *address, GError **error);

/**
 * kapka_store_open:
 * @address: `sqlite:PATH`, or an address of libpq, `postgresql://…` (also `postgres://…`)
 * @error: return location
 *
 * Opens the database, makes the schema where there is none, migrates an older one, and gives a new
 * store its receiver id. A connection that is lost later is made again by the next transaction.
 *
 * Errors: USAGE (no such address), NEWER (schema of a newer version), NETWORK (the server is away),
 * FULL, READ_ONLY, IO, CORRUPT, DENIED.
 *
 * Returns: (transfer full): the store, or %NULL.
 */
KapkaStore *kapka_store_open (const char *address, GError **error);

/**
 * KapkaStoreFunc:
 * @store: inside a transaction
 * @user_data: as given
 *
 * One whole transaction. It may be run again from its beginning, so it must not keep anything of an
 * earlier try.
 */
typedef gboolean (*KapkaStoreFunc) (KapkaStore *store, gpointer user_data, GError **error);

/**
 * kapka_store_transact:
 * Runs @func inside a transaction and commits it when it returns %TRUE. The whole is repeated at
 * most three times, with jitter, when the database says that it lost a race, or cannot say whether
 * COMMIT came through (SQLSTATE 40001, 40P01, 23505, 40003, class 08, 57P01; SQLITE_BUSY): every
 * transaction of Kapka may be repeated.
 *
 * Errors: BUSY after the last try; NETWORK, FULL, READ_ONLY, IO, CORRUPT: the database cannot be
 * used now; DATA: a statement was refused for what it holds; those of @func.
 */
gboolean kapka_store_transact (KapkaStore *store,
                               KapkaStoreAccess access,
                               KapkaStoreFunc func,
                               gpointer user_data,
                               GError **error);

/**
 * kapka_store_query:
 * @sql: one statement, its parameters `?`
 * @values: (nullable): the parameters in their order
 * @error: return location
 *
 * Runs one statement inside the transaction of kapka_store_transact(). Statements are prepared once
 * for a session.
 *
 * Returns: (transfer full): its rows, none for a statement that gives none; %NULL on error.
 */
KapkaSqlRows *kapka_store_query (KapkaStore *store,
                                 const char *sql,
                                 const KapkaSqlValues *values,
                                 GError **error);

/** Like kapka_store_query() for a statement whose rows nobody wants. */
gboolean
kapka_store_run (KapkaStore *store, const char *sql, const KapkaSqlValues *values, GError **error);

/**
 * kapka_store_query_many:
 * @head: the statement up to and with `VALUES`
 * @tuple: one row of parameters, as in `(?, ?)`, also with casts and constants
 * @tail: what follows the rows, or ""
 * @values: the parameters of all rows
 * @n_rows: how many, at least 1
 *
 * Runs a statement over many rows, in their order. SQLite does it in slices of at most 64 rows,
 * each of a power of two, so that few different statements are prepared; PostgreSQL at once, with
 * an array for each parameter.
 *
 * Returns: (transfer full): the rows of all slices; %NULL on error.
 */
KapkaSqlRows *kapka_store_query_many (KapkaStore *store,
                                      const char *head,
                                      const char *tuple,
                                      const char *tail,
                                      const KapkaSqlValues *values,
                                      guint n_rows,
                                      GError **error);

/** Returns: (transfer full): a value of `receiver_meta`; inside a transaction. %NULL without @error
 * when it is not there. */
char *kapka_store_get_meta (KapkaStore *store, const char *key, GError **error);
gboolean
kapka_store_set_meta (KapkaStore *store, const char *key, const char *value, GError **error);
