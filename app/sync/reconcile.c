// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/reconcile.h"

#include "base/error.h"
#include "journal/salvage.h"
#include "sync/signed-answer.h"

#define DAY_MS (G_GINT64_CONSTANT (24) * 60 * 60 * 1000)
#define LONGEST_DAYS 10

/* A network of kiosks that were set up on one day must not all ask on one day. */
static gint64
choose_days (KapkaReconcileWhen when) {
  switch (when) {
  case KAPKA_RECONCILE_SOON:
    return g_random_int_range (1, 8);
  case KAPKA_RECONCILE_LATER:
    return g_random_int_range (4, LONGEST_DAYS + 1);
  case KAPKA_RECONCILE_NOW:
  default:
    return 0;
  }
}

static void
find_day (KapkaClock *clock, gint64 days_ahead, KapkaInstant *instant) {
  kapka_clock_now (clock, instant);
  kapka_clock_at (clock, instant->utc_ms + days_ahead * DAY_MS, instant);
}

gboolean
kapka_reconcile_plan (KapkaJournal *journal,
                      KapkaClock *clock,
                      KapkaReconcileWhen when,
                      GError **error) {
  KapkaInstant instant;

  find_day (clock, choose_days (when), &instant);
  return kapka_journal_set_meta (journal, KAPKA_META_RECONCILE_DAY, instant.day, error);
}

gboolean
kapka_reconcile_is_due (KapkaJournal *journal,
                        KapkaClock *clock,
                        gboolean *out_due,
                        GError **error) {
  g_autoptr (GError) failure = NULL;
  g_autofree char *day = kapka_journal_get_meta (journal, KAPKA_META_RECONCILE_DAY, &failure);
  KapkaInstant today;
  KapkaInstant farthest;

  if (failure != NULL) {
    g_propagate_error (error, g_steal_pointer (&failure));
    return FALSE;
  }
  *out_due = FALSE;
  if (day == NULL)
    return kapka_reconcile_plan (journal, clock, KAPKA_RECONCILE_SOON, error);
  find_day (clock, 0, &today);
  find_day (clock, LONGEST_DAYS + 1, &farthest);
  *out_due = g_strcmp0 (day, today.day) <= 0 || g_strcmp0 (day, farthest.day) > 0;
  return TRUE;
}

static KapkaJson *
build_row (const KapkaDayDocument *document) {
  KapkaJson *row = kapka_json_new_array ();

  kapka_json_append_string (row, document->stream_id);
  kapka_json_append_string (row, document->install_id);
  kapka_json_append_string (row, document->day);
  kapka_json_append_int (row, document->revision);
  kapka_json_append_string (row, document->digest);
  return row;
}

char *
kapka_reconcile_build (const char *install_id, const char *request_id, GPtrArray *documents) {
  g_autoptr (KapkaJson) body = kapka_json_new_object ();
  KapkaJson *have = kapka_json_new_array ();

  for (guint i = 0; i < documents->len; i++)
    kapka_json_append_take (have, build_row (g_ptr_array_index (documents, i)));
  kapka_json_set_int (body, "v", 1);
  kapka_json_set_string (body, "request_id", request_id);
  kapka_json_set_string (body, "install_id", install_id);
  kapka_json_set_take (body, "have", have);
  return kapka_json_to_string (body);
}

static char *
make_key (const char *stream, const char *day) {
  return g_strconcat (stream, " ", day, NULL);
}

/* Returns stream and day → document. */
static GHashTable *
index_documents (GPtrArray *documents) {
  GHashTable *index = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < documents->len; i++) {
    KapkaDayDocument *document = g_ptr_array_index (documents, i);

    g_hash_table_insert (index, make_key (document->stream_id, document->day), document);
  }
  return index;
}

static KapkaDayDocument *
read_row (const KapkaJson *row, GHashTable *index, GError **error) {
  const char *stream = kapka_json_get_element_string (row, 0, error);
  const char *day = stream == NULL ? NULL : kapka_json_get_element_string (row, 1, error);
  g_autofree char *key = NULL;
  KapkaDayDocument *document;
  gint64 held;

  if (day == NULL ||
      !kapka_json_get_element_int (row, 2, 0, KAPKA_JSON_INT_LIMIT - 1, &held, error))
    return NULL;
  key = make_key (stream, day);
  document = g_hash_table_lookup (index, key);
  if (document == NULL)
    g_set_error_literal (error, KAPKA_ERROR, KAPKA_ERROR_PROTOCOL,
                         "the answer misses a day that it was not told of");
  return document;
}

static GPtrArray *
read_missing (const KapkaJson *json, GPtrArray *documents, GError **error) {
  g_autoptr (GHashTable) index = index_documents (documents);
  g_autoptr (GPtrArray) missing = g_ptr_array_new ();
  const KapkaJson *rows = kapka_json_get_array (json, "missing", error);

  if (rows == NULL)
    return NULL;
  for (gsize i = 0; i < kapka_json_get_length (rows); i++) {
    const KapkaJson *row = kapka_json_get_element_array (rows, i, error);
    KapkaDayDocument *document = row == NULL ? NULL : read_row (row, index, error);

    if (document == NULL)
      return NULL;
    g_ptr_array_add (missing, document);
  }
  return g_steal_pointer (&missing);
}

GPtrArray *
kapka_reconcile_parse (const KapkaHttpAnswer *answer,
                       const char *token,
                       const char *request_id,
                       GPtrArray *documents,
                       char **out_receiver_id,
                       GError **error) {
  g_autoptr (GError) mistake = NULL;
  g_autofree char *receiver_id = NULL;
  g_autoptr (KapkaJson) json =
      kapka_signed_answer_open (answer, token, request_id, &receiver_id, error);
  GPtrArray *missing;

  if (json == NULL)
    return NULL;
  missing = read_missing (json, documents, &mistake);
  if (missing == NULL)
    g_set_error_literal (error, KAPKA_ERROR, KAPKA_ERROR_PROTOCOL, mistake->message);
  else
    *out_receiver_id = g_steal_pointer (&receiver_id);
  return missing;
}
