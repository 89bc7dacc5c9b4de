// SPDX-License-Identifier: GPL-3.0-or-later
#include "central/terminal.h"

#include <glib/gi18n.h>

#include "base/error.h"
#include "central/enrol-code.h"
#include "central/library-register.h"
#include "central/library.h"
#include "central/store-ask.h"

#define MS_PER_DAY (G_TIME_SPAN_DAY / 1000)

/* What the transactions here are about. */
typedef struct {
  const char *library;
  const char *code;
  const char *day;   // (nullable)
  char *code_sha256; // Of the new enrolment code.
  gint64 now_ms;
  guint n_installs;
} Task;

void
kapka_terminal_free (KapkaTerminal *terminal) {
  if (terminal == NULL)
    return;
  g_free (terminal->library);
  g_free (terminal->code);
  g_free (terminal->retired_on);
  g_free (terminal);
}

static gint64
now_ms (KapkaClock *clock) {
  KapkaInstant now;

  kapka_clock_now (clock, &now);
  return now.utc_ms;
}

/* Returns FALSE on error; @out_terminal_id is 0 when the library has no such terminal. */
static gboolean
look_up (KapkaStore *store,
         const char *library,
         const char *code,
         gint64 *out_library_id,
         gint64 *out_terminal_id,
         GError **error) {
  g_autoptr (KapkaSqlRows) rows = NULL;

  if (!kapka_library_find (store, library, out_library_id, error))
    return FALSE;
  rows = kapka_store_ask (store, error,
                          "SELECT terminal_id FROM terminal WHERE library_id = ? AND code = ?",
                          "it", *out_library_id, code);
  if (rows == NULL)
    return FALSE;
  *out_terminal_id =
      kapka_sql_rows_get_length (rows) == 0 ? 0 : kapka_sql_rows_get_int (rows, 0, 0);
  return TRUE;
}

gboolean
kapka_terminal_find (KapkaStore *store,
                     const char *library,
                     const char *code,
                     gint64 *out_library_id,
                     gint64 *out_terminal_id,
                     GError **error) {
  if (!look_up (store, library, code, out_library_id, out_terminal_id, error))
    return FALSE;
  if (*out_terminal_id != 0)
    return TRUE;
  g_set_error (error, KAPKA_ERROR, KAPKA_ERROR_NOT_FOUND,
               _ ("library \"%s\" has no terminal \"%s\""), library, code);
  return FALSE;
}

static gboolean
insert_code (KapkaStore *store,
             const Task *task,
             gint64 library_id,
             gint64 terminal_id,
             GError **error) {
  return kapka_store_tell (store, error,
                           "INSERT INTO enroll_code(code_sha256, library_id, terminal_id, "
                           "expires_ms) VALUES (?, ?, ?, ?)",
                           "tiii", task->code_sha256, library_id, terminal_id,
                           task->now_ms + KAPKA_ENROL_CODE_DAYS * MS_PER_DAY);
}

/* A transaction whose COMMIT was in doubt comes again and finds its own code. */
static gboolean
is_done (KapkaStore *store, const Task *task, gboolean *out_done, GError **error) {
  g_autoptr (KapkaSqlRows) rows = kapka_store_ask (
      store, error, "SELECT 1 FROM enroll_code WHERE code_sha256 = ?", "t", task->code_sha256);

  *out_done = rows != NULL && kapka_sql_rows_get_length (rows) > 0;
  return rows != NULL;
}

static gboolean
insert (KapkaStore *store, const Task *task, gint64 library_id, GError **error) {
  g_autoptr (KapkaSqlRows) rows = kapka_store_ask (
      store, error,
      "INSERT INTO terminal(library_id, terminal_id, code) SELECT CAST(? AS bigint), "
      "coalesce(max(terminal_id), 0) + 1, CAST(? AS text) FROM terminal WHERE library_id = ? "
      "RETURNING terminal_id",
      "iti", library_id, task->code, library_id);

  return rows != NULL &&
         insert_code (store, task, library_id, kapka_sql_rows_get_int (rows, 0, 0), error);
}

static gboolean
add_cb (KapkaStore *store, gpointer user_data, GError **error) {
  const Task *task = user_data;
  gint64 library_id;
  gint64 terminal_id;
  gboolean done;

  if (!is_done (store, task, &done, error) ||
      (!done && !look_up (store, task->library, task->code, &library_id, &terminal_id, error)))
    return FALSE;
  if (done)
    return TRUE;
  if (terminal_id == 0)
    return insert (store, task, library_id, error);
  g_set_error (error, KAPKA_ERROR, KAPKA_ERROR_USAGE,
               _ ("library \"%s\" has terminal \"%s\" already; \"terminal code\" gives it a new "
                  "enrolment code"),
               task->library, task->code);
  return FALSE;
}

/* Runs @func with a new enrolment code and returns that. */
static char *
run_with_code (KapkaStore *store, KapkaStoreFunc func, Task *task, GError **error) {
  g_autofree char *enrol_code = kapka_enrol_code_new ();
  g_autofree char *code_sha256 = kapka_enrol_code_hash (enrol_code);

  task->code_sha256 = code_sha256;
  if (!kapka_store_transact (store, KAPKA_STORE_WRITE, func, task, error))
    return NULL;
  return g_steal_pointer (&enrol_code);
}

char *
kapka_terminal_add (KapkaStore *store,
                    KapkaClock *clock,
                    const char *library,
                    const char *code,
                    GError **error) {
  Task task = { .library = library, .code = code, .now_ms = now_ms (clock) };

  if (kapka_library_is_code (code))
    return run_with_code (store, add_cb, &task, error);
  g_set_error (error, KAPKA_ERROR, KAPKA_ERROR_DATA,
               _ ("the code of a terminal is expected to be letters and digits, as in PC-2, 32 at "
                  "most"));
  return NULL;
}

static gboolean
expire_codes (KapkaStore *store,
              gint64 library_id,
              gint64 terminal_id,
              gint64 when_ms,
              GError **error) {
  return kapka_store_tell (store, error,
                           "UPDATE enroll_code SET expires_ms = ? WHERE library_id = ? AND "
                           "terminal_id = ? AND used_ms IS NULL AND expires_ms > ?",
                           "iiii", when_ms, library_id, terminal_id, when_ms);
}

static gboolean
check_in_service (KapkaStore *store,
                  const Task *task,
                  gint64 library_id,
                  gint64 terminal_id,
                  GError **error) {
  g_autoptr (KapkaSqlRows) rows = kapka_store_ask (
      store, error,
      "SELECT 1 FROM terminal WHERE library_id = ? AND terminal_id = ? AND retired_on IS NULL",
      "ii", library_id, terminal_id);

  if (rows == NULL || kapka_sql_rows_get_length (rows) > 0)
    return rows != NULL;
  g_set_error (error, KAPKA_ERROR, KAPKA_ERROR_USAGE,
               _ ("terminal \"%s\" is retired; \"terminal retire --undo\" takes it into service "
                  "again"),
               task->code);
  return FALSE;
}

static gboolean
renew_cb (KapkaStore *store, gpointer user_data, GError **error) {
  const Task *task = user_data;
  gint64 library_id;
  gint64 terminal_id;
  gboolean done;

  if (!is_done (store, task, &done, error))
    return FALSE;
  if (done)
    return TRUE;
  return kapka_terminal_find (store, task->library, task->code, &library_id, &terminal_id, error) &&
         check_in_service (store, task, library_id, terminal_id, error) &&
         expire_codes (store, library_id, terminal_id, task->now_ms, error) &&
         insert_code (store, task, library_id, terminal_id, error);
}

char *
kapka_terminal_renew_code (KapkaStore *store,
                           KapkaClock *clock,
                           const char *library,
                           const char *code,
                           GError **error) {
  Task task = { .library = library, .code = code, .now_ms = now_ms (clock) };

  return run_with_code (store, renew_cb, &task, error);
}

static gboolean
revoke_cb (KapkaStore *store, gpointer user_data, GError **error) {
  Task *task = user_data;
  g_autoptr (KapkaSqlRows) rows = NULL;
  gint64 library_id;
  gint64 terminal_id;

  if (!kapka_terminal_find (store, task->library, task->code, &library_id, &terminal_id, error) ||
      !expire_codes (store, library_id, terminal_id, task->now_ms, error))
    return FALSE;
  rows = kapka_store_ask (store, error,
                          "UPDATE install SET status = 'revoked' WHERE library_id = ? AND "
                          "terminal_id = ? AND status = 'active' RETURNING install_id",
                          "ii", library_id, terminal_id);
  task->n_installs = rows == NULL ? 0 : kapka_sql_rows_get_length (rows);
  return rows != NULL;
}

gboolean
kapka_terminal_revoke (KapkaStore *store,
                       KapkaClock *clock,
                       const char *library,
                       const char *code,
                       guint *out_n_installs,
                       GError **error) {
  Task task = { .library = library, .code = code, .now_ms = now_ms (clock) };

  if (!kapka_store_transact (store, KAPKA_STORE_WRITE, revoke_cb, &task, error))
    return FALSE;
  *out_n_installs = task.n_installs;
  return TRUE;
}

static gboolean
retire_cb (KapkaStore *store, gpointer user_data, GError **error) {
  const Task *task = user_data;
  gint64 library_id;
  gint64 terminal_id;

  return kapka_terminal_find (store, task->library, task->code, &library_id, &terminal_id, error) &&
         kapka_store_tell (store, error,
                           "UPDATE terminal SET retired_on = ? WHERE library_id = ? AND "
                           "terminal_id = ?",
                           "tii", task->day, library_id, terminal_id);
}

gboolean
kapka_terminal_retire (KapkaStore *store,
                       const char *library,
                       const char *code,
                       const char *day,
                       GError **error) {
  Task task = { .library = library, .code = code, .day = day };

  return (day == NULL || kapka_library_check_day (day, error)) &&
         kapka_store_transact (store, KAPKA_STORE_WRITE, retire_cb, &task, error);
}
