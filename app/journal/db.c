// SPDX-License-Identifier: GPL-3.0-or-later
#include "journal/db.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/error.h"
#include "journal/db-private.h"

#define BUSY_TIMEOUT_MS 10000

// Without trusted_schema a tampered file cannot make its views and triggers call functions with
// effects; recursive triggers make OR REPLACE meet the triggers that forbid deletion; without mmap
// an I/O error is an error and not a signal.
static const char settings[] = "PRAGMA trusted_schema=OFF;"
                               "PRAGMA cell_size_check=ON;"
                               "PRAGMA mmap_size=0;"
                               "PRAGMA foreign_keys=ON;"
                               "PRAGMA recursive_triggers=ON;"
                               "PRAGMA synchronous=EXTRA;"
                               "PRAGMA temp_store=MEMORY;";

static KapkaError
error_from_system (sqlite3 *handle, KapkaError otherwise) {
  int saved_errno = sqlite3_system_errno (handle);

  return saved_errno == 0 ? otherwise : kapka_error_from_errno (saved_errno);
}

static KapkaError
error_from_result (sqlite3 *handle, int result) {
  // A journal that was moved aside under an open connection is no longer ours to write, but the
  // place is not read-only.
  if (result == SQLITE_READONLY_DBMOVED)
    return KAPKA_ERROR_IO;
  if (result == SQLITE_CANTOPEN_ISDIR)
    return KAPKA_ERROR_CORRUPT;
  switch (result & 0xff) {
  case SQLITE_FULL:
    return KAPKA_ERROR_FULL;
  case SQLITE_READONLY:
  case SQLITE_PERM:
  case SQLITE_AUTH:
    return KAPKA_ERROR_READ_ONLY;
  case SQLITE_IOERR:
  case SQLITE_CANTOPEN:
    return error_from_system (handle, KAPKA_ERROR_IO);
  case SQLITE_CORRUPT:
  case SQLITE_NOTADB:
    return KAPKA_ERROR_CORRUPT;
  case SQLITE_BUSY:
  case SQLITE_LOCKED:
  case SQLITE_PROTOCOL:
    return KAPKA_ERROR_BUSY;
  case SQLITE_CONSTRAINT:
  case SQLITE_MISMATCH:
  case SQLITE_TOOBIG:
    return KAPKA_ERROR_DATA;
  default:
    return KAPKA_ERROR_INTERNAL;
  }
}

void
kapka_db_set_error (KapkaDb *db, int result, const char *what, GError **error) {
  g_set_error (error, KAPKA_ERROR, error_from_result (db->handle, result), "%s: %s (SQLite %d)",
               what, sqlite3_errmsg (db->handle), result);
}

static int
open_flags (KapkaDbMode mode) {
  int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;

  // A reader too may have to roll back what a crash left half-written, hence not
  // SQLITE_OPEN_READONLY.
  if (mode == KAPKA_DB_CREATE)
    flags |= SQLITE_OPEN_CREATE;
  if (mode == KAPKA_DB_MEMORY)
    flags |= SQLITE_OPEN_CREATE | SQLITE_OPEN_MEMORY;
  return flags;
}

/* SQLite would let everybody read what it makes. And what root makes by running a command has to be
 * the kiosk's own, or it could count no visit. */
static gboolean
make_for_owner (const char *path, GError **error) {
  g_autofree char *directory = g_path_get_dirname (path);
  int fd = open (path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  gboolean given = TRUE;
  struct stat info;

  if (fd < 0)
    return TRUE; // It is there, or SQLite says why it cannot be.
  if (geteuid () == 0 && stat (directory, &info) == 0 && fchown (fd, info.st_uid, info.st_gid) != 0)
    given = kapka_error_set_errno (error, errno, path);
  close (fd);
  return given;
}

static gboolean
configure (KapkaDb *db, KapkaDbMode mode, GError **error) {
  int result = sqlite3_db_config (db->handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);

  if (result == SQLITE_OK)
    result = sqlite3_busy_timeout (db->handle, BUSY_TIMEOUT_MS);
  if (result != SQLITE_OK) {
    kapka_db_set_error (db, result, "cannot set up the connection", error);
    return FALSE;
  }
  if (!kapka_db_run_script (db, settings, error))
    return FALSE;
  if (mode == KAPKA_DB_READ)
    return kapka_db_run_script (db, "PRAGMA query_only=ON", error);
  if (sqlite3_db_readonly (db->handle, "main") == 1) {
    g_set_error_literal (error, KAPKA_ERROR, KAPKA_ERROR_READ_ONLY,
                         "the database may not be written");
    return FALSE;
  }
  return TRUE;
}

KapkaDb *
kapka_db_open (const char *path, KapkaDbMode mode, GError **error) {
  g_autoptr (KapkaDb) db = g_new0 (KapkaDb, 1);
  int result;

  if (mode == KAPKA_DB_CREATE && !make_for_owner (path, error))
    return NULL;
  db->owner = g_thread_self ();
  db->statements =
      g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify)kapka_stmt_destroy);
  result = sqlite3_open_v2 (mode == KAPKA_DB_MEMORY ? ":memory:" : path, &db->handle,
                            open_flags (mode), NULL);
  if (result != SQLITE_OK) {
    kapka_db_set_error (db, result, "cannot open the database", error);
    return NULL;
  }
  if (!configure (db, mode, error))
    return NULL;
  return g_steal_pointer (&db);
}

void
kapka_db_close (KapkaDb *db) {
  if (db == NULL)
    return;
  g_assert (db->owner == g_thread_self ());
  g_hash_table_unref (db->statements);
  // Never SQLITE_BUSY: all statements are gone. What an unfinished transaction wrote is rolled
  // back.
  sqlite3_close (db->handle);
  g_free (db);
}

void
kapka_db_take_over (KapkaDb *db) {
  db->owner = g_thread_self ();
}

static gboolean
use_journal (KapkaDb *db, const char *pragma, const char *mode, GError **error) {
  g_autoptr (KapkaStmt) stmt = kapka_db_prepare (db, pragma);

  if (kapka_stmt_step (stmt, error) != KAPKA_STEP_ROW)
    return FALSE;
  if (g_strcmp0 (kapka_stmt_get_text (stmt, 0), mode) != 0) {
    g_set_error (error, KAPKA_ERROR, KAPKA_ERROR_BUSY, "the database stays in journal mode %s",
                 kapka_stmt_get_text (stmt, 0));
    return FALSE;
  }
  return kapka_stmt_run (stmt, error);
}

gboolean
kapka_db_use_rollback_journal (KapkaDb *db, GError **error) {
  return use_journal (db, "PRAGMA journal_mode=DELETE", "delete", error);
}

gboolean
kapka_db_use_truncated_journal (KapkaDb *db, GError **error) {
  return use_journal (db, "PRAGMA journal_mode=TRUNCATE", "truncate", error);
}

gboolean
kapka_db_run_script (KapkaDb *db, const char *sql, GError **error) {
  int result;

  g_assert (db->owner == g_thread_self ());
  result = sqlite3_exec (db->handle, sql, NULL, NULL, NULL);
  if (result != SQLITE_OK)
    kapka_db_set_error (db, result, "cannot run a script", error);
  return result == SQLITE_OK;
}

gboolean
kapka_db_read_int (KapkaDb *db, const char *sql, gint64 *out_value, GError **error) {
  g_autoptr (KapkaStmt) stmt = kapka_db_prepare (db, sql);

  switch (kapka_stmt_step (stmt, error)) {
  case KAPKA_STEP_ROW:
    *out_value = kapka_stmt_get_int (stmt, 0);
    return TRUE;
  case KAPKA_STEP_DONE:
    g_set_error (error, KAPKA_ERROR, KAPKA_ERROR_INTERNAL, "no answer to: %s", sql);
    return FALSE;
  case KAPKA_STEP_ERROR:
  default:
    return FALSE;
  }
}

struct _KapkaTransaction {
  KapkaDb *db; // Borrowed.
};

static gboolean
run_statement (KapkaDb *db, const char *sql, GError **error) {
  g_autoptr (KapkaStmt) stmt = kapka_db_prepare (db, sql);

  return kapka_stmt_run (stmt, error);
}

KapkaTransaction *
kapka_transaction_begin (KapkaDb *db, KapkaTransactionKind kind, GError **error) {
  KapkaTransaction *transaction;

  if (!run_statement (db, kind == KAPKA_TRANSACTION_WRITE ? "BEGIN IMMEDIATE" : "BEGIN", error))
    return NULL;
  transaction = g_new0 (KapkaTransaction, 1);
  transaction->db = db;
  return transaction;
}

gboolean
kapka_transaction_commit (KapkaTransaction *transaction, GError **error) {
  return run_statement (transaction->db, "COMMIT", error);
}

void
kapka_transaction_free (KapkaTransaction *transaction) {
  if (transaction == NULL)
    return;
  // SQLite rolls back by itself after some errors. If a rollback fails here, the journal on the
  // disk stays hot and the next opening repeats it.
  if (!sqlite3_get_autocommit (transaction->db->handle))
    run_statement (transaction->db, "ROLLBACK", NULL);
  g_free (transaction);
}
