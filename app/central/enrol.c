// SPDX-License-Identifier: GPL-3.0-or-later
#include "central/enrol.h"

#include "base/error.h"
#include "central/receiver-id.h"

/* One try. */
typedef struct {
  const KapkaEnrolRequest *request;
  gint64 now_ms;
  gboolean refused;
  KapkaProblemCode problem;
  gint64 library_id; // Of the code.
  gint64 terminal_id;
  KapkaJson *answer;
} Enrolment;

/* Nothing is written when an enrolment is refused. */
static gboolean
refuse (Enrolment *enrolment, KapkaProblemCode problem) {
  enrolment->refused = TRUE;
  enrolment->problem = problem;
  return TRUE;
}

/* Returns: the rows, after the parameters that are texts. */
static KapkaSqlRows *
query_texts (KapkaStore *store, const char *sql, GError **error, const char *first, ...) {
  g_autoptr (KapkaSqlValues) values = kapka_sql_values_new ();
  va_list args;

  va_start (args, first);
  for (const char *text = first; text != NULL; text = va_arg (args, const char *))
    kapka_sql_values_add_text (values, text);
  va_end (args);
  return kapka_store_query (store, sql, values, error);
}

/* Takes the code for this install, if it is free; the row stays locked, so that of two kiosks with
 * one code the second sees what the first has done. */
static gboolean
take_code (KapkaStore *store, Enrolment *enrolment, gboolean *out_taken, GError **error) {
  g_autoptr (KapkaSqlValues) values = kapka_sql_values_new ();
  g_autoptr (KapkaSqlRows) rows = NULL;

  kapka_sql_values_add_text (values, enrolment->request->install_id);
  kapka_sql_values_add_int (values, enrolment->now_ms);
  kapka_sql_values_add_text (values, enrolment->request->code_sha256);
  kapka_sql_values_add_int (values, enrolment->now_ms);
  rows = kapka_store_query (store,
                            "UPDATE enroll_code SET install_id = ?, used_ms = ?"
                            " WHERE code_sha256 = ? AND install_id IS NULL AND expires_ms > ?"
                            " RETURNING library_id, terminal_id",
                            values, error);
  if (rows == NULL)
    return FALSE;
  *out_taken = kapka_sql_rows_get_length (rows) > 0;
  if (*out_taken) {
    enrolment->library_id = kapka_sql_rows_get_int (rows, 0, 0);
    enrolment->terminal_id = kapka_sql_rows_get_int (rows, 0, 1);
  }
  return TRUE;
}

static gboolean
is_same_install (KapkaStore *store, Enrolment *enrolment, gboolean *out_same, GError **error) {
  const KapkaEnrolRequest *request = enrolment->request;
  g_autoptr (KapkaSqlRows) rows =
      query_texts (store, "SELECT token_sha256 FROM install WHERE install_id = ?", error,
                   request->install_id, NULL);

  if (rows == NULL)
    return FALSE;
  *out_same = kapka_sql_rows_get_length (rows) > 0 &&
              kapka_digest_equal (kapka_sql_rows_get_text (rows, 0, 0), request->token_sha256,
                                  2 * (gsize)KAPKA_DIGEST_BYTES);
  return TRUE;
}

/* The code was not free. A kiosk whose answer was lost asks again, and is answered as before. */
static gboolean
examine_code (KapkaStore *store, Enrolment *enrolment, GError **error) {
  g_autoptr (KapkaSqlRows) rows = query_texts (
      store, "SELECT library_id, terminal_id, install_id FROM enroll_code WHERE code_sha256 = ?",
      error, enrolment->request->code_sha256, NULL);
  gboolean same = FALSE;

  if (rows == NULL)
    return FALSE;
  if (kapka_sql_rows_get_length (rows) == 0)
    return refuse (enrolment, KAPKA_PROBLEM_UNKNOWN_CODE);
  if (kapka_sql_rows_get_text (rows, 0, 2) == NULL)
    return refuse (enrolment, KAPKA_PROBLEM_CODE_EXPIRED);
  if (!g_str_equal (kapka_sql_rows_get_text (rows, 0, 2), enrolment->request->install_id))
    return refuse (enrolment, KAPKA_PROBLEM_CODE_USED);
  if (!is_same_install (store, enrolment, &same, error))
    return FALSE;
  if (!same)
    return refuse (enrolment, KAPKA_PROBLEM_CODE_USED);
  enrolment->library_id = kapka_sql_rows_get_int (rows, 0, 0);
  enrolment->terminal_id = kapka_sql_rows_get_int (rows, 0, 1);
  return TRUE;
}

/* Fails with %NULL rows; a retired terminal has no place any more. */
static gboolean
build_answer (KapkaStore *store, Enrolment *enrolment, const char *receiver_id, GError **error) {
  g_autoptr (KapkaSqlValues) values = kapka_sql_values_new ();
  g_autoptr (KapkaSqlRows) rows = NULL;

  kapka_sql_values_add_int (values, enrolment->library_id);
  kapka_sql_values_add_int (values, enrolment->terminal_id);
  rows = kapka_store_query (store,
                            "SELECT l.code, t.code, l.tz, t.retired_on FROM terminal t"
                            " JOIN library l ON l.library_id = t.library_id"
                            " WHERE t.library_id = ? AND t.terminal_id = ?",
                            values, error);
  if (rows == NULL)
    return FALSE;
  if (kapka_sql_rows_get_length (rows) == 0 || kapka_sql_rows_get_text (rows, 0, 3) != NULL)
    return refuse (enrolment, KAPKA_PROBLEM_CODE_EXPIRED);
  enrolment->answer = kapka_json_new_object ();
  kapka_json_set_int (enrolment->answer, "v", 1);
  kapka_json_set_string (enrolment->answer, "request_id", enrolment->request->request_id);
  kapka_json_set_string (enrolment->answer, "receiver_id", receiver_id);
  kapka_json_set_string (enrolment->answer, "library", kapka_sql_rows_get_text (rows, 0, 0));
  kapka_json_set_string (enrolment->answer, "terminal", kapka_sql_rows_get_text (rows, 0, 1));
  kapka_json_set_string (enrolment->answer, "tz", kapka_sql_rows_get_text (rows, 0, 2));
  return TRUE;
}

/* One row of `install`. */
typedef struct {
  const char *install_id;
  const char *token_sha256;
  const char *machine_hash; // (nullable)
  const char *status;
  const char *predecessor; // (nullable)
} Row;

static gboolean
write_install (KapkaStore *store, const Enrolment *enrolment, const Row *row, GError **error) {
  g_autoptr (KapkaSqlValues) values = kapka_sql_values_new ();

  kapka_sql_values_add_text (values, row->install_id);
  kapka_sql_values_add_int (values, enrolment->library_id);
  kapka_sql_values_add_int (values, enrolment->terminal_id);
  kapka_sql_values_add_text (values, row->token_sha256);
  kapka_sql_values_add_text (values, row->machine_hash);
  kapka_sql_values_add_text (values, row->status);
  kapka_sql_values_add_text (values, row->predecessor);
  kapka_sql_values_add_int (values, enrolment->now_ms);
  return kapka_store_run (store,
                          "INSERT INTO install(install_id, library_id, terminal_id, token_sha256,"
                          " machine_hash, status, predecessor, enrolled_ms)"
                          " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                          values, error);
}

/* Mends a chain that was cut: @former was adopted from a kiosk that could not name who came before.
 */
static gboolean
link_predecessor (KapkaStore *store,
                  const KapkaEnrolFormer *former,
                  const char *predecessor,
                  GError **error) {
  g_autoptr (KapkaSqlRows) rows =
      query_texts (store,
                   "UPDATE install SET predecessor = ? WHERE install_id = ?"
                   " AND predecessor IS NULL",
                   error, predecessor, former->install_id, NULL);

  return rows != NULL;
}

/* Whether the only row of @rows is that of @former, with its token. */
static gboolean
is_proved (const KapkaSqlRows *rows, const KapkaEnrolFormer *former) {
  return kapka_sql_rows_get_length (rows) == 1 &&
         g_str_equal (kapka_sql_rows_get_text (rows, 0, 0), former->install_id) &&
         kapka_digest_equal (kapka_sql_rows_get_text (rows, 0, 1), former->token_sha256,
                             2 * (gsize)KAPKA_DIGEST_BYTES);
}

/* A former install that is not known was lost with a part of the store: who has its token is
 * believed, and what it counted has a place again. @predecessor: (inout) (nullable): what came
 * before it; then it itself, if it is proved. */
static gboolean
settle_former (KapkaStore *store,
               const Enrolment *enrolment,
               const KapkaEnrolFormer *former,
               const char **predecessor,
               GError **error) {
  g_autoptr (KapkaSqlRows) rows =
      query_texts (store,
                   "SELECT install_id, token_sha256 FROM install"
                   " WHERE install_id = ? OR token_sha256 = ?",
                   error, former->install_id, former->token_sha256, NULL);
  const Row row = { former->install_id, former->token_sha256, NULL, "revoked", *predecessor };

  if (rows == NULL)
    return FALSE;
  if (kapka_sql_rows_get_length (rows) == 0) {
    *predecessor = former->install_id;
    return write_install (store, enrolment, &row, error);
  }
  if (!is_proved (rows, former))
    return TRUE;
  if (*predecessor != NULL && !link_predecessor (store, former, *predecessor, error))
    return FALSE;
  *predecessor = former->install_id;
  return TRUE;
}

/* Settles the oldest first. @out_predecessor: (out) (nullable): the newest. */
static gboolean
settle_formers (KapkaStore *store,
                Enrolment *enrolment,
                const char **out_predecessor,
                GError **error) {
  const GPtrArray *formers = enrolment->request->formers;
  const KapkaEnrolFormer *newest = formers->len == 0 ? NULL : g_ptr_array_index (formers, 0);

  *out_predecessor = NULL;
  for (guint i = formers->len; i > 0; i--)
    if (!settle_former (store, enrolment, g_ptr_array_index (formers, i - 1), out_predecessor,
                        error))
      return FALSE;
  return newest == NULL || g_strcmp0 (*out_predecessor, newest->install_id) == 0 ||
         refuse (enrolment, KAPKA_PROBLEM_BAD_PREDECESSOR);
}

static gboolean
check_new (KapkaStore *store, Enrolment *enrolment, GError **error) {
  const KapkaEnrolRequest *request = enrolment->request;
  g_autoptr (KapkaSqlRows) rows =
      query_texts (store, "SELECT install_id FROM install WHERE install_id = ? OR token_sha256 = ?",
                   error, request->install_id, request->token_sha256, NULL);

  if (rows == NULL)
    return FALSE;
  return kapka_sql_rows_get_length (rows) == 0 || refuse (enrolment, KAPKA_PROBLEM_INSTALL_USED);
}

static gboolean
revoke_earlier (KapkaStore *store, const Enrolment *enrolment, GError **error) {
  g_autoptr (KapkaSqlValues) values = kapka_sql_values_new ();

  kapka_sql_values_add_int (values, enrolment->library_id);
  kapka_sql_values_add_int (values, enrolment->terminal_id);
  return kapka_store_run (store,
                          "UPDATE install SET status = 'revoked' WHERE library_id = ?"
                          " AND terminal_id = ? AND status = 'active'",
                          values, error);
}

static gboolean
make_install (KapkaStore *store, Enrolment *enrolment, GError **error) {
  const KapkaEnrolRequest *request = enrolment->request;
  Row row = { request->install_id, request->token_sha256, request->machine_hash, "active", NULL };

  if (!check_new (store, enrolment, error))
    return FALSE;
  if (!enrolment->refused && !settle_formers (store, enrolment, &row.predecessor, error))
    return FALSE;
  return enrolment->refused || (revoke_earlier (store, enrolment, error) &&
                                write_install (store, enrolment, &row, error));
}

static gboolean
enrol (KapkaStore *store, Enrolment *enrolment, GError **error) {
  g_autofree char *receiver_id = kapka_receiver_id_read (store, error);
  gboolean taken = FALSE;

  if (receiver_id == NULL || !take_code (store, enrolment, &taken, error))
    return FALSE;
  if (!taken && !examine_code (store, enrolment, error))
    return FALSE;
  if (!enrolment->refused && !build_answer (store, enrolment, receiver_id, error))
    return FALSE;
  return enrolment->refused || !taken || make_install (store, enrolment, error);
}

/* A refusal is rolled back: the code is not used up by it. */
static gboolean
enrol_cb (KapkaStore *store, gpointer user_data, GError **error) {
  Enrolment *enrolment = user_data;

  g_clear_pointer (&enrolment->answer, kapka_json_unref);
  enrolment->refused = FALSE;
  if (!enrol (store, enrolment, error))
    return FALSE;
  if (enrolment->refused)
    g_set_error_literal (error, KAPKA_ERROR, KAPKA_ERROR_DENIED, "the enrolment is refused");
  return !enrolment->refused;
}

KapkaJson *
kapka_enrol_store (KapkaStore *store,
                   const KapkaEnrolRequest *request,
                   gint64 now_ms,
                   KapkaProblemCode *out_problem,
                   GError **error) {
  Enrolment enrolment = { .request = request, .now_ms = now_ms };
  g_autoptr (GError) failure = NULL;

  if (request->code_sha256 == NULL) {
    *out_problem = KAPKA_PROBLEM_UNKNOWN_CODE;
    return NULL;
  }
  if (kapka_store_transact (store, KAPKA_STORE_WRITE, enrol_cb, &enrolment, &failure))
    return enrolment.answer;
  g_clear_pointer (&enrolment.answer, kapka_json_unref);
  if (enrolment.refused)
    *out_problem = enrolment.problem;
  else
    g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}
