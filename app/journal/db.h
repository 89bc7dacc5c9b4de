// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

/**
 * KapkaDb:
 * One SQLite connection, used by the thread that opened it and by no other; each function asserts
 * that. The files `db*` are the only ones of this room that speak to SQLite, and every result of
 * SQLite leaves them as an error of KAPKA_ERROR.
 */
typedef struct _KapkaDb KapkaDb;

/** KapkaStmt: a prepared statement in use. Releasing it gives it back to its connection, which
 * keeps it for the next time. */
typedef struct _KapkaStmt KapkaStmt;

/** KapkaTransaction: rolled back when it is freed without having been committed. */
typedef struct _KapkaTransaction KapkaTransaction;

/** KapkaDbMode: how a file is opened. */
typedef enum {
  KAPKA_DB_READ,   // The file must exist; no statement may write, though a hot journal is still
                   // rolled back.
  KAPKA_DB_WRITE,  // The file must exist and be writable.
  KAPKA_DB_CREATE, // The file is made when missing.
  KAPKA_DB_MEMORY, // No file at all.
} KapkaDbMode;

/** KapkaStep: what a step of a statement came to. */
typedef enum {
  KAPKA_STEP_ERROR,
  KAPKA_STEP_ROW,
  KAPKA_STEP_DONE,
} KapkaStep;

/** KapkaTransactionKind: whether the lock for writing is taken at the beginning, so that no later
 * statement can be refused it. */
typedef enum {
  KAPKA_TRANSACTION_READ,
  KAPKA_TRANSACTION_WRITE,
} KapkaTransactionKind;

/**
 * kapka_db_open:
 * @path: file name; ignored for KAPKA_DB_MEMORY
 * @mode: how to open it
 * @error: return location
 *
 * Opens a connection with the settings of sync.md §2.1, but for the journal mode
 * (kapka_db_use_rollback_journal()). The content of the file is not judged. A lock of somebody else
 * is waited for at most 10 seconds.
 *
 * Errors: NOT_FOUND, READ_ONLY, IO, FULL, CORRUPT (not a database, a directory), BUSY.
 *
 * Returns: (transfer full): the connection, or %NULL.
 */
KapkaDb *kapka_db_open (const char *path, KapkaDbMode mode, GError **error);
void kapka_db_close (KapkaDb *db);

/** Sets journal_mode=DELETE and reads it back, because SQLite answers with the old mode rather than
 * with an error when it cannot change it. */
gboolean kapka_db_use_rollback_journal (KapkaDb *db, GError **error);

/** Like kapka_db_use_rollback_journal() for journal_mode=TRUNCATE, which leaves the file of the
 * rollback journal in place and so has one entry of the directory less to sync. */
gboolean kapka_db_use_truncated_journal (KapkaDb *db, GError **error);

/** Makes the calling thread the owner of @db; the former owner may not use it any more. */
void kapka_db_take_over (KapkaDb *db);

/** Runs the statements of @sql, which return no rows. */
gboolean kapka_db_run_script (KapkaDb *db, const char *sql, GError **error);

/** Reads the integer in the first column of the first row of @sql; an answer without rows is an
 * error INTERNAL. */
gboolean kapka_db_read_int (KapkaDb *db, const char *sql, gint64 *out_value, GError **error);

/** Copies all of @db, as it is at one moment, into the new file @path; the caller syncs it. Errors:
 * BUSY, FULL, READ_ONLY, IO. */
gboolean kapka_db_backup (KapkaDb *db, const char *path, GError **error);

/**
 * kapka_db_prepare:
 * @sql: one statement with parameters `?`
 *
 * Never fails: what was wrong is reported by the first step, so that a statement needs one check
 * and not one per parameter.
 *
 * Returns: (transfer full): the statement; all its parameters must be added in their order before
 * the first step.
 */
KapkaStmt *kapka_db_prepare (KapkaDb *db, const char *sql);
void kapka_stmt_release (KapkaStmt *stmt);

/** Adds the next parameter; %NULL is NULL. */
void kapka_stmt_add_text (KapkaStmt *stmt, const char *text);
void kapka_stmt_add_int (KapkaStmt *stmt, gint64 value);

/** Returns: whether there is a row to read, no more rows, or an error. */
KapkaStep kapka_stmt_step (KapkaStmt *stmt, GError **error);

/** Steps to the end; rows are passed over. */
gboolean kapka_stmt_run (KapkaStmt *stmt, GError **error);

/** Returns: how many columns the rows have, 0 when there are none to come. */
int kapka_stmt_get_n_columns (KapkaStmt *stmt);

/** Returns: (transfer none) (nullable): the text of column @column (from 0), valid until the next
 * step; %NULL for NULL. */
const char *kapka_stmt_get_text (KapkaStmt *stmt, int column);

/** Returns: the integer of column @column (from 0), 0 for NULL. */
gint64 kapka_stmt_get_int (KapkaStmt *stmt, int column);
gboolean kapka_stmt_is_null (KapkaStmt *stmt, int column);

KapkaTransaction *kapka_transaction_begin (KapkaDb *db, KapkaTransactionKind kind, GError **error);

/** Makes the changes last. After an error nothing is known but that the caller may not report
 * success. */
gboolean kapka_transaction_commit (KapkaTransaction *transaction, GError **error);
void kapka_transaction_free (KapkaTransaction *transaction);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KapkaDb, kapka_db_close)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KapkaStmt, kapka_stmt_release)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KapkaTransaction, kapka_transaction_free)
