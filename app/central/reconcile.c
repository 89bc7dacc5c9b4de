// SPDX-License-Identifier: GPL-3.0-or-later
#include "central/reconcile.h"

#include "base/day.h"
#include "base/error.h"
#include "central/installs.h"
#include "central/message.h"
#include "central/receiver-id.h"
#include "central/request-fields.h"
#include "central/signed-answer.h"

#define ROW_LENGTH 5

static void
day_free (KapkaReconcileDay *day) {
  g_free (day->stream_id);
  g_free (day->install_id);
  g_free (day->digest);
  g_free (day);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KapkaReconcileDay, day_free)

void
kapka_reconcile_request_free (KapkaReconcileRequest *request) {
  if (request == NULL)
    return;
  g_free (request->request_id);
  g_free (request->install_id);
  g_clear_pointer (&request->have, g_ptr_array_unref);
  g_free (request);
}

/* `["stream","install","day",rev,"sha256:…"]`; a later version may add to it. */
static KapkaReconcileDay *
read_day (const KapkaJson *row, GError **error) {
  g_autoptr (KapkaReconcileDay) day = g_new0 (KapkaReconcileDay, 1);
  const char *texts[ROW_LENGTH] = { NULL };
  static gboolean (*const checks[ROW_LENGTH]) (const char *text) = {
    kapka_field_is_uuid, kapka_field_is_uuid, kapka_day_is_valid, NULL, kapka_field_is_digest,
  };

  for (gsize i = 0; i < ROW_LENGTH; i++) {
    if (checks[i] == NULL)
      continue;
    texts[i] = kapka_field_get_element (row, i, checks[i], error);
    if (texts[i] == NULL)
      return NULL;
  }
  if (!kapka_json_get_element_int (row, 3, 1, KAPKA_JSON_INT_LIMIT - 1, &day->revision, error))
    return NULL;
  day->stream_id = g_strdup (texts[0]);
  day->install_id = g_strdup (texts[1]);
  g_strlcpy (day->day, texts[2], sizeof day->day);
  day->digest = g_strdup (texts[4]);
  return g_steal_pointer (&day);
}

static gboolean
read_days (const KapkaJson *json, GPtrArray *days, GError **error) {
  const KapkaJson *have = kapka_json_get_array (json, "have", error);

  if (have == NULL)
    return FALSE;
  if (kapka_json_get_length (have) > KAPKA_RECONCILE_MAX_ROWS) {
    g_set_error_literal (error, KAPKA_ERROR, KAPKA_ERROR_DATA, "the page is too long");
    return FALSE;
  }
  for (gsize i = 0; i < kapka_json_get_length (have); i++) {
    const KapkaJson *row = kapka_json_get_element_array (have, i, error);
    KapkaReconcileDay *day = row == NULL ? NULL : read_day (row, error);

    if (day == NULL)
      return FALSE;
    g_ptr_array_add (days, day);
  }
  return TRUE;
}

KapkaReconcileRequest *
kapka_reconcile_request_parse (const void *data, gsize length, GError **error) {
  g_autoptr (KapkaJson) json =
      kapka_json_parse (data, length, KAPKA_REQUEST_MAX_BYTES, NULL, error);
  g_autoptr (KapkaReconcileRequest) request = g_new0 (KapkaReconcileRequest, 1);
  gint64 version;

  request->have = g_ptr_array_new_with_free_func ((GDestroyNotify)day_free);
  if (json == NULL || !kapka_json_get_int (json, "v", 1, 1, &version, error))
    return NULL;
  request->request_id = g_strdup (kapka_field_get (json, "request_id", kapka_field_is_uuid, error));
  if (request->request_id == NULL)
    return NULL;
  request->install_id = g_strdup (kapka_field_get (json, "install_id", kapka_field_is_uuid, error));
  if (request->install_id == NULL || !read_days (json, request->have, error))
    return NULL;
  return g_steal_pointer (&request);
}

/* One try. */
typedef struct {
  const KapkaReconcileRequest *request;
  const char *token_sha256;
  KapkaReconcileOutcome outcome;
  KapkaInstalls *installs;
  const KapkaInstall *caller;
  KapkaJson *missing;
  char *receiver_id;
} Reconcile;

static void
reconcile_clear (Reconcile *reconcile) {
  g_clear_pointer (&reconcile->installs, kapka_installs_free);
  g_clear_pointer (&reconcile->missing, kapka_json_unref);
  g_clear_pointer (&reconcile->receiver_id, g_free);
}

static gboolean
authenticate (KapkaStore *store, Reconcile *reconcile, GError **error) {
  g_autoptr (GPtrArray) tokens = g_ptr_array_new ();

  g_ptr_array_add (tokens, (char *)reconcile->token_sha256);
  if (!kapka_installs_load_tokens (reconcile->installs, store, tokens, error))
    return FALSE;
  reconcile->caller = kapka_installs_find_token (reconcile->installs, reconcile->token_sha256);
  if (reconcile->caller == NULL ||
      !g_str_equal (reconcile->caller->install_id, reconcile->request->install_id))
    reconcile->outcome = KAPKA_RECONCILE_BAD_TOKEN;
  else if (reconcile->caller->revoked)
    reconcile->outcome = KAPKA_RECONCILE_REVOKED;
  else
    reconcile->outcome = KAPKA_RECONCILE_ANSWERED;
  return reconcile->outcome != KAPKA_RECONCILE_ANSWERED ||
         kapka_installs_load_predecessors (reconcile->installs, store, reconcile->caller, error);
}

static char *
make_name (const char *library, const char *stream_id, const char *day) {
  return g_strdup_printf ("%s %s %s", library, stream_id, day);
}

/* Columns: the three of the key, revision, digest. Days of installs that are not the caller's are
 * not asked for: they are nobody else's business, and count as missing. */
static KapkaSqlRows *
read_held (KapkaStore *store, Reconcile *reconcile, GError **error) {
  GPtrArray *have = reconcile->request->have;
  g_autoptr (KapkaSqlValues) values = kapka_sql_values_new ();
  guint n_rows = 0;

  for (guint i = 0; i < have->len; i++) {
    const KapkaReconcileDay *day = g_ptr_array_index (have, i);
    const KapkaInstall *owner =
        kapka_installs_find_own (reconcile->installs, reconcile->caller, day->install_id);

    if (owner == NULL)
      continue;
    kapka_sql_values_add_int (values, owner->library_id);
    kapka_sql_values_add_text (values, day->stream_id);
    kapka_sql_values_add_text (values, day->day);
    n_rows++;
  }
  if (n_rows == 0)
    return kapka_sql_rows_new (0);
  return kapka_store_query_many (
      store, "WITH v(library_id, stream_id, day) AS (VALUES",
      "(CAST(? AS bigint), CAST(? AS uuid), CAST(? AS date))",
      ") SELECT d.library_id, d.stream_id, d.day, d.revision, d.digest FROM v JOIN day_report d"
      " ON d.library_id = v.library_id AND d.stream_id = v.stream_id AND d.day = v.day",
      values, n_rows, error);
}

static void
add_missing (KapkaJson *missing, const KapkaReconcileDay *day, gint64 held) {
  KapkaJson *row = kapka_json_new_array ();

  kapka_json_append_string (row, day->stream_id);
  kapka_json_append_string (row, day->day);
  kapka_json_append_int (row, held);
  kapka_json_append_take (missing, row);
}

/* Name → row of @held, counted from 1. */
static GHashTable *
index_held (const KapkaSqlRows *held) {
  GHashTable *index = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < kapka_sql_rows_get_length (held); i++)
    g_hash_table_insert (index,
                         make_name (kapka_sql_rows_get_text (held, i, 0),
                                    kapka_sql_rows_get_text (held, i, 1),
                                    kapka_sql_rows_get_text (held, i, 2)),
                         GUINT_TO_POINTER (i + 1));
  return index;
}

/* Returns the row of @held for @day, counted from 1; 0 when it is not held. */
static guint
find_held (Reconcile *reconcile, GHashTable *index, const KapkaReconcileDay *day) {
  const KapkaInstall *owner =
      kapka_installs_find_own (reconcile->installs, reconcile->caller, day->install_id);
  g_autofree char *library =
      owner == NULL ? NULL : g_strdup_printf ("%" G_GINT64_FORMAT, owner->library_id);
  g_autofree char *name = owner == NULL ? NULL : make_name (library, day->stream_id, day->day);

  return name == NULL ? 0 : GPOINTER_TO_UINT (g_hash_table_lookup (index, name));
}

static void
compare (Reconcile *reconcile, const KapkaSqlRows *held) {
  g_autoptr (GHashTable) index = index_held (held);

  reconcile->missing = kapka_json_new_array ();
  for (guint i = 0; i < reconcile->request->have->len; i++) {
    const KapkaReconcileDay *day = g_ptr_array_index (reconcile->request->have, i);
    guint row = find_held (reconcile, index, day);
    gint64 revision = row == 0 ? 0 : kapka_sql_rows_get_int (held, row - 1, 3);

    if (revision < day->revision ||
        (revision == day->revision &&
         !g_str_equal (kapka_sql_rows_get_text (held, row - 1, 4), day->digest)))
      add_missing (reconcile->missing, day, revision);
  }
}

static gboolean
reconcile_cb (KapkaStore *store, gpointer user_data, GError **error) {
  Reconcile *reconcile = user_data;
  g_autoptr (KapkaSqlRows) held = NULL;

  reconcile_clear (reconcile);
  reconcile->installs = kapka_installs_new ();
  reconcile->receiver_id = kapka_receiver_id_read (store, error);
  if (reconcile->receiver_id == NULL || !authenticate (store, reconcile, error))
    return FALSE;
  if (reconcile->outcome != KAPKA_RECONCILE_ANSWERED)
    return TRUE;
  held = read_held (store, reconcile, error);
  if (held == NULL)
    return FALSE;
  compare (reconcile, held);
  return TRUE;
}

static KapkaJson *
build_answer (Reconcile *reconcile, gint64 now_ms) {
  KapkaJson *body = kapka_json_new_object ();
  g_autofree char *time = kapka_answer_format_time (now_ms);

  kapka_json_set_int (body, "v", 1);
  kapka_json_set_string (body, "request_id", reconcile->request->request_id);
  kapka_json_set_string (body, "receiver_id", reconcile->receiver_id);
  kapka_json_set_string (body, "time", time);
  kapka_json_set_take (body, "missing", g_steal_pointer (&reconcile->missing));
  return body;
}

KapkaReconcileOutcome
kapka_reconcile_answer (KapkaStore *store,
                        const KapkaReconcileRequest *request,
                        const char *token_sha256,
                        gint64 now_ms,
                        KapkaJson **out_answer,
                        GError **error) {
  Reconcile reconcile = { .request = request, .token_sha256 = token_sha256 };

  if (!kapka_store_transact (store, KAPKA_STORE_READ, reconcile_cb, &reconcile, error))
    reconcile.outcome = KAPKA_RECONCILE_FAILED;
  else if (reconcile.outcome == KAPKA_RECONCILE_ANSWERED)
    *out_answer = build_answer (&reconcile, now_ms);
  reconcile_clear (&reconcile);
  return reconcile.outcome;
}
