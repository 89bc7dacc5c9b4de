// SPDX-License-Identifier: GPL-3.0-or-later
#include "journal/journal.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <stdlib.h>

#include "base/error.h"
#include "journal/check.h"
#include "journal/damage.h"
#include "journal/disk.h"
#include "journal/journal-private.h"
#include "journal/lock.h"
#include "journal/schema.h"

#define MAIN_NAME "journal.db"
#define SIDE_NAME "journal-side.db"

static gboolean
check_file (const char *path, GError **error) {
  GStatBuf info;

  if (g_stat (path, &info) != 0) {
    int saved_errno = errno;

    kapka_error_set_errno (error, saved_errno, path);
    return FALSE;
  }
  // An empty file would pass for a new database with SQLite; for us it is a journal that was cut
  // off.
  if (!S_ISREG (info.st_mode) || info.st_size == 0) {
    g_set_error (error, KAPKA_ERROR, KAPKA_ERROR_CORRUPT, _ ("%s is not a journal"), path);
    return FALSE;
  }
  return TRUE;
}

static KapkaDb *
open_file (const char *path, KapkaJournalAccess access, GError **error) {
  g_autoptr (KapkaDb) db = NULL;
  gboolean newer;

  if (!check_file (path, error))
    return NULL;
  db = kapka_db_open (path, access == KAPKA_JOURNAL_READ ? KAPKA_DB_READ : KAPKA_DB_WRITE, error);
  if (db == NULL || !kapka_schema_check (&kapka_journal_schema, db, &newer, error))
    return NULL;
  if (access == KAPKA_JOURNAL_READ)
    return g_steal_pointer (&db);
  if (newer) {
    g_set_error (error, KAPKA_ERROR, KAPKA_ERROR_NEWER,
                 _ ("%s was written by a newer version of Kapka"), path);
    return NULL;
  }
  return kapka_db_use_rollback_journal (db, error) ? g_steal_pointer (&db) : NULL;
}

static KapkaDb *
open_checked (const char *path, KapkaClock *clock, GError **error) {
  g_autoptr (KapkaDb) db = open_file (path, KAPKA_JOURNAL_EVENTS, error);

  if (db == NULL || !kapka_schema_migrate (&kapka_journal_schema, db, error) ||
      !kapka_check_at_start (db, clock, error))
    return NULL;
  return g_steal_pointer (&db);
}

/** Opens what is there. What seems damaged is looked at once more over another handle: a passing
 * error of the disk must not put a healthy journal aside. */
static KapkaDb *
open_at_second_sight (const char *path, KapkaClock *clock, GError **error) {
  g_autoptr (GError) local_error = NULL;
  KapkaDb *db = open_checked (path, clock, &local_error);

  if (g_error_matches (local_error, KAPKA_ERROR, KAPKA_ERROR_CORRUPT))
    return open_checked (path, clock, error);
  if (db == NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));
  return db;
}

/** Opens what is there, or puts a wreck aside and makes a fresh journal; the caller holds the lock
 * of @state_dir. */
static KapkaDb *
open_for_events (const char *state_dir,
                 const char *name,
                 KapkaClock *clock,
                 KapkaJournalNotice *notice,
                 GError **error) {
  g_autofree char *path = g_build_filename (state_dir, name, NULL);
  g_autoptr (GError) local_error = NULL;
  KapkaDb *db = open_at_second_sight (path, clock, &local_error);

  *notice = KAPKA_JOURNAL_OPENED;
  if (db != NULL)
    return db;
  if (g_error_matches (local_error, KAPKA_ERROR, KAPKA_ERROR_NOT_FOUND)) {
    *notice = KAPKA_JOURNAL_CREATED;
  } else if (g_error_matches (local_error, KAPKA_ERROR, KAPKA_ERROR_CORRUPT)) {
    *notice = KAPKA_JOURNAL_QUARANTINED;
  } else {
    g_propagate_error (error, g_steal_pointer (&local_error));
    return NULL;
  }
  // Also when the database is missing: a -journal left alone would be rolled back into the fresh
  // one.
  if (!kapka_damage_quarantine (state_dir, name, clock, error) ||
      !kapka_damage_make_fresh (state_dir, name, error))
    return NULL;
  return open_file (path, KAPKA_JOURNAL_EVENTS, error);
}

/** Hands what an older program wrote beside a newer journal over to the salvage. */
static gboolean
take_side_over (const char *state_dir, KapkaClock *clock, GError **error) {
  g_autofree char *path = g_build_filename (state_dir, SIDE_NAME, NULL);
  g_autoptr (KapkaDb) side = NULL;

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return TRUE;
  // Opening it rolls back what a crash left half-written, which the salvage could not.
  side = open_file (path, KAPKA_JOURNAL_EVENTS, NULL);
  g_clear_pointer (&side, kapka_db_close);
  return kapka_damage_quarantine (state_dir, SIDE_NAME, clock, error);
}

/** An older program does not write into a newer journal but beside it. */
static KapkaDb *
open_locked (const char *state_dir,
             KapkaClock *clock,
             const char **out_name,
             KapkaJournalNotice *notice,
             GError **error) {
  g_autoptr (KapkaLock) lock = kapka_lock_take (state_dir, error);
  g_autoptr (GError) local_error = NULL;
  KapkaDb *db;

  if (lock == NULL)
    return NULL;
  *out_name = MAIN_NAME;
  db = open_for_events (state_dir, MAIN_NAME, clock, notice, &local_error);
  if (db != NULL && !take_side_over (state_dir, clock, &local_error))
    g_clear_pointer (&db, kapka_db_close);
  if (g_error_matches (local_error, KAPKA_ERROR, KAPKA_ERROR_NEWER)) {
    *out_name = SIDE_NAME;
    db = open_for_events (state_dir, SIDE_NAME, clock, notice, error);
    *notice = KAPKA_JOURNAL_BESIDE;
  } else if (local_error != NULL) {
    g_propagate_error (error, g_steal_pointer (&local_error));
  }
  return db;
}

/** Two names of one directory must lead to one mark. */
static char *
resolve_directory (const char *state_dir, GError **error) {
  char *resolved = realpath (state_dir, NULL);

  if (resolved == NULL) {
    int saved_errno = errno;

    kapka_error_set_errno (error, saved_errno, state_dir);
  }
  return resolved;
}

KapkaJournal *
kapka_journal_open (const char *state_dir,
                    const char *runtime_dir,
                    KapkaClock *clock,
                    KapkaJournalAccess access,
                    KapkaJournalNotice *notice,
                    GError **error) {
  g_autoptr (KapkaJournal) journal = g_new0 (KapkaJournal, 1);
  g_autofree char *path = NULL;
  KapkaJournalNotice found = KAPKA_JOURNAL_OPENED;

  journal->name = MAIN_NAME;
  if (access == KAPKA_JOURNAL_EVENTS && !kapka_disk_make_directory (state_dir, error))
    return NULL;
  journal->directory = resolve_directory (state_dir, error);
  if (journal->directory == NULL)
    return NULL;
  journal->clock = kapka_clock_ref (clock);
  if (access == KAPKA_JOURNAL_EVENTS)
    journal->db = open_locked (journal->directory, clock, &journal->name, &found, error);
  path = g_build_filename (journal->directory, journal->name, NULL);
  journal->mark = kapka_mark_new (runtime_dir, path);
  if (access != KAPKA_JOURNAL_EVENTS)
    journal->db = open_file (path, access, error);
  if (journal->db == NULL)
    return NULL;
  if (notice != NULL)
    *notice = found;
  return g_steal_pointer (&journal);
}

void
kapka_journal_close (KapkaJournal *journal) {
  if (journal == NULL)
    return;
  g_clear_pointer (&journal->reviews, g_hash_table_unref);
  g_clear_pointer (&journal->stream_days, g_hash_table_unref);
  g_clear_pointer (&journal->db, kapka_db_close);
  g_clear_pointer (&journal->mark, kapka_mark_free);
  g_clear_pointer (&journal->clock, kapka_clock_unref);
  g_free (journal->directory);
  g_free (journal);
}

gboolean
kapka_journal_put_aside (KapkaJournal *journal, GError **error) {
  g_autoptr (KapkaLock) lock = kapka_lock_take (journal->directory, error);
  g_autoptr (KapkaTransaction) transaction = NULL;

  if (lock == NULL)
    return FALSE;
  // No other program is to be in the middle of a transaction; one that cannot be begun on a
  // damaged file cannot be begun by others either.
  transaction = kapka_transaction_begin (journal->db, KAPKA_TRANSACTION_WRITE, NULL);
  return kapka_damage_quarantine (journal->directory, journal->name, journal->clock, error) &&
         kapka_damage_make_fresh (journal->directory, journal->name, error);
}

gboolean
kapka_journal_sum (KapkaJournal *journal,
                   const char *key,
                   const char *first_day,
                   const char *last_day,
                   gint64 *out_sum,
                   gint64 *out_days,
                   GError **error) {
  g_autoptr (KapkaStmt) stmt =
      kapka_db_prepare (journal->db, "SELECT coalesce(sum(value), 0), count(*) FROM day_count "
                                     "WHERE key = ? AND day BETWEEN ? AND ?");

  kapka_stmt_add_text (stmt, key);
  kapka_stmt_add_text (stmt, first_day);
  kapka_stmt_add_text (stmt, last_day);
  if (kapka_stmt_step (stmt, error) != KAPKA_STEP_ROW)
    return FALSE;
  *out_sum = kapka_stmt_get_int (stmt, 0);
  if (out_days != NULL)
    *out_days = kapka_stmt_get_int (stmt, 1);
  return TRUE;
}

gboolean
kapka_journal_check (KapkaJournal *journal, GError **error) {
  return kapka_check_all (journal->db, error);
}

char *
kapka_journal_get_meta (KapkaJournal *journal, const char *key, GError **error) {
  g_autoptr (KapkaStmt) stmt =
      kapka_db_prepare (journal->db, "SELECT value FROM meta WHERE key = ?");

  kapka_stmt_add_text (stmt, key);
  if (kapka_stmt_step (stmt, error) != KAPKA_STEP_ROW)
    return NULL;
  return g_strdup (kapka_stmt_get_text (stmt, 0));
}

gboolean
kapka_journal_set_meta (KapkaJournal *journal, const char *key, const char *value, GError **error) {
  g_autoptr (KapkaTransaction) transaction =
      kapka_transaction_begin (journal->db, KAPKA_TRANSACTION_WRITE, error);
  g_autoptr (KapkaStmt) stmt = NULL;

  if (transaction == NULL)
    return FALSE;
  stmt = kapka_db_prepare (journal->db, "INSERT INTO meta(key, value) VALUES(?, ?)"
                                        " ON CONFLICT(key) DO UPDATE SET value = excluded.value");
  kapka_stmt_add_text (stmt, key);
  kapka_stmt_add_text (stmt, value);
  return kapka_stmt_run (stmt, error) && kapka_transaction_commit (transaction, error);
}
