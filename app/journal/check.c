// SPDX-License-Identifier: GPL-3.0-or-later
#include "journal/check.h"

#include "base/error.h"
#include "journal/event-rows.h"
#include "journal/fold.h"

#define SMALL_BYTES (50 * 1000 * 1000)
#define LIGHT_PAGES 2000
#define WEEK_MS (G_GINT64_CONSTANT (7) * 24 * 60 * 60 * 1000)

/** @pragma: a check of SQLite that answers `ok`. */
static gboolean
check_file (KapkaDb *db, const char *pragma, GError **error) {
  g_autoptr (KapkaStmt) stmt = kapka_db_prepare (db, pragma);
  const char *answer;

  if (kapka_stmt_step (stmt, error) != KAPKA_STEP_ROW)
    return FALSE;
  answer = kapka_stmt_get_text (stmt, 0);
  if (g_strcmp0 (answer, "ok") != 0)
    g_set_error (error, KAPKA_ERROR, KAPKA_ERROR_CORRUPT, "%s: %s", pragma, answer);
  return g_strcmp0 (answer, "ok") == 0;
}

gboolean
kapka_check_quick (KapkaDb *db, GError **error) {
  return check_file (db, "PRAGMA quick_check(1)", error);
}

/** Fails when @sql has a row; @what and the first two columns say what is wrong. */
static gboolean
check_no_row (KapkaDb *db, const char *what, const char *sql, GError **error) {
  g_autoptr (KapkaStmt) stmt = kapka_db_prepare (db, sql);
  KapkaStep step = kapka_stmt_step (stmt, error);

  if (step == KAPKA_STEP_ROW)
    g_set_error (error, KAPKA_ERROR, KAPKA_ERROR_CORRUPT, "%s: %s %s", what,
                 kapka_stmt_get_text (stmt, 0), kapka_stmt_get_text (stmt, 1));
  return step == KAPKA_STEP_DONE;
}

static gboolean
check_no_gap (KapkaDb *db, GError **error) {
  return check_no_row (
      db, "a whole stream has a gap",
      "SELECT stream_id, max(seq) - count(*) FROM stream JOIN event USING(stream_no)"
      " WHERE state = 'whole' GROUP BY stream_no HAVING count(*) <> max(seq)",
      error);
}

static gboolean
check_row_sums (KapkaDb *db, const char *sql, GError **error) {
  g_autoptr (KapkaStmt) stmt = kapka_db_prepare (db, sql);
  g_autoptr (KapkaEvent) event = NULL;
  KapkaEventRows rows;

  if (!kapka_event_rows_begin (&rows, stmt, error))
    return FALSE;
  do {
    g_clear_pointer (&event, kapka_event_free);
    if (!kapka_event_rows_next (&rows, &event, NULL, error))
      return FALSE;
  } while (event != NULL);
  return TRUE;
}

static gboolean
quick_check_is_due (KapkaDb *db,
                    gint64 now_ms,
                    gboolean *out_due,
                    gboolean *out_large,
                    GError **error) {
  gint64 page_size;
  gint64 page_count;
  gint64 checked_ms;

  if (!kapka_db_read_int (db, "PRAGMA page_size", &page_size, error) ||
      !kapka_db_read_int (db, "PRAGMA page_count", &page_count, error) ||
      !kapka_db_read_int (db,
                          "SELECT coalesce((SELECT CAST(value AS INTEGER) FROM meta"
                          " WHERE key = 'quick_check_ms'), 0)",
                          &checked_ms, error))
    return FALSE;
  *out_large = page_size * page_count >= SMALL_BYTES;
  // A clock set back does not put the check off for ever.
  *out_due = !*out_large || now_ms < checked_ms || now_ms - checked_ms >= WEEK_MS;
  return TRUE;
}

/** An index that contradicts its table refuses events, and quick_check sees no harm in it. A
 * journal of some years is small enough to have both compared at each start; a larger one waits for
 * the check of the day. */
static gboolean
check_structure (KapkaDb *db, GError **error) {
  gint64 page_count;

  if (!kapka_db_read_int (db, "PRAGMA page_count", &page_count, error))
    return FALSE;
  return page_count < LIGHT_PAGES ? check_file (db, "PRAGMA integrity_check(1)", error)
                                  : kapka_check_quick (db, error);
}

static gboolean
remember_quick_check (KapkaDb *db, gint64 now_ms, GError **error) {
  g_autoptr (KapkaStmt) stmt =
      kapka_db_prepare (db, "INSERT INTO meta(key, value) VALUES('quick_check_ms', CAST(? AS TEXT))"
                            " ON CONFLICT(key) DO UPDATE SET value = excluded.value");

  kapka_stmt_add_int (stmt, now_ms);
  return kapka_stmt_run (stmt, error);
}

gboolean
kapka_check_at_start (KapkaDb *db, KapkaClock *clock, GError **error) {
  KapkaInstant now;
  gboolean due;
  gboolean large;

  kapka_clock_now (clock, &now);
  if (!quick_check_is_due (db, now.utc_ms, &due, &large, error))
    return FALSE;
  if (due && !check_structure (db, error))
    return FALSE;
  if (due && large && !remember_quick_check (db, now.utc_ms, error))
    return FALSE;
  return check_no_gap (db, error) &&
         check_row_sums (
             db,
             KAPKA_EVENT_ROWS ("e.stream_no IN"
                               " (SELECT stream_no FROM stream ORDER BY stream_no DESC LIMIT 3)"),
             error);
}

static gboolean
check_folds (KapkaDb *db, GError **error) {
  g_autoptr (KapkaStmt) stmt =
      kapka_db_prepare (db, "SELECT counts, digest, stream_no, day FROM day_fold");
  KapkaStep step;

  while ((step = kapka_stmt_step (stmt, error)) == KAPKA_STEP_ROW)
    if (!kapka_fold_digest_holds (kapka_stmt_get_text (stmt, 0), kapka_stmt_get_text (stmt, 1))) {
      g_set_error (error, KAPKA_ERROR, KAPKA_ERROR_CORRUPT,
                   "the folded %s of stream %s does not match its digest",
                   kapka_stmt_get_text (stmt, 3), kapka_stmt_get_text (stmt, 2));
      return FALSE;
    }
  return step == KAPKA_STEP_DONE;
}

gboolean
kapka_check_records (KapkaDb *db, GError **error) {
  // A day that only an index has would be pending for ever: quick_check does not look there.
  return check_file (db, "PRAGMA integrity_check(1)", error) &&
         check_no_row (db, "a row points nowhere",
                       "SELECT \"table\", parent FROM pragma_foreign_key_check", error) &&
         check_no_gap (db, error) && check_row_sums (db, KAPKA_EVENT_ROWS ("true"), error) &&
         check_folds (db, error);
}

gboolean
kapka_check_all (KapkaDb *db, GError **error) {
  return kapka_check_records (db, error) &&
         check_no_row (db, "the roll-up is wrong",
                       "SELECT day, key || ' ' || diff FROM day_count_diff", error);
}
