// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/ack.h"

#include "base/error.h"
#include "base/json.h"
#include "sync/signed-answer.h"

static const char *const status_words[] = {
  [KAPKA_ACK_STORED] = "stored",     [KAPKA_ACK_UNCHANGED] = "unchanged",
  [KAPKA_ACK_STALE] = "stale",       [KAPKA_ACK_CONFLICT] = "conflict",
  [KAPKA_ACK_REJECTED] = "rejected",
};

void
kapka_day_ack_free (KapkaDayAck *ack) {
  if (ack == NULL)
    return;
  g_free (ack->digest);
  g_free (ack->error);
  g_free (ack);
}

static gboolean
G_GNUC_PRINTF (2, 3) refuse (GError **error, const char *format, ...) {
  g_autofree char *text = NULL;
  va_list args;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  g_set_error_literal (error, KAPKA_ERROR, KAPKA_ERROR_PROTOCOL, text);
  return FALSE;
}

static gboolean
find_status (const char *word, KapkaAckStatus *out_status) {
  for (gsize i = 0; i < G_N_ELEMENTS (status_words); i++)
    if (g_str_equal (status_words[i], word)) {
      *out_status = (KapkaAckStatus)i;
      return TRUE;
    }
  return FALSE;
}

/* Whether what the receiver says it holds fits its word. */
static gboolean
check_held (const KapkaDayAck *ack, GError **error) {
  const KapkaDayDocument *sent = ack->document;
  gboolean same_digest = g_strcmp0 (ack->digest, sent->digest) == 0;
  gboolean fits = FALSE;

  switch (ack->status) {
  case KAPKA_ACK_STORED:
  case KAPKA_ACK_UNCHANGED:
    fits = ack->revision == sent->revision && same_digest;
    break;
  case KAPKA_ACK_STALE:
    fits = ack->revision > sent->revision;
    break;
  case KAPKA_ACK_CONFLICT:
  case KAPKA_ACK_REJECTED:
  default:
    fits = TRUE;
    break;
  }
  if (!fits)
    return refuse (error, "\"%s\" for %s names another revision or digest",
                   status_words[ack->status], sent->day);
  return TRUE;
}

/* Reads the members of @result that its word asks for. A refused day has nothing held to tell of.
 */
static gboolean
take_held (KapkaDayAck *ack, const KapkaJson *result, GError **error) {
  const char *text;

  if (ack->status == KAPKA_ACK_REJECTED) {
    text = kapka_json_get_string (result, "error", error);
    ack->error = g_strdup (text);
    ack->revision = ack->document->revision;
    return text != NULL;
  }
  if (!kapka_json_get_int (result, "rev", 1, KAPKA_JSON_INT_LIMIT - 1, &ack->revision, error))
    return FALSE;
  text = kapka_json_get_string (result, "digest", error);
  ack->digest = g_strdup (text);
  return text != NULL && check_held (ack, error);
}

static KapkaDayAck *
read_result (const KapkaDayDocument *document, const KapkaJson *result, GError **error) {
  g_autoptr (KapkaDayAck) ack = g_new0 (KapkaDayAck, 1);
  const char *word = kapka_json_get_string (result, "status", error);

  if (word == NULL)
    return NULL;
  if (!find_status (word, &ack->status)) {
    refuse (error, "a day of the answer has an unknown status");
    return NULL;
  }
  ack->document = document;
  return take_held (ack, result, error) ? g_steal_pointer (&ack) : NULL;
}

static char *
make_key (const char *stream, const char *day) {
  return g_strdup_printf ("%s %s", stream, day);
}

/* Returns stream and day → result; %NULL when a day comes twice. */
static GHashTable *
index_results (const KapkaJson *results, GError **error) {
  g_autoptr (GHashTable) index = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (gsize i = 0; i < kapka_json_get_length (results); i++) {
    KapkaJson *result = kapka_json_get_element (results, i, error);
    const char *stream = result == NULL ? NULL : kapka_json_get_string (result, "stream", error);
    const char *day = stream == NULL ? NULL : kapka_json_get_string (result, "day", error);

    if (day == NULL)
      return NULL;
    if (!g_hash_table_insert (index, make_key (stream, day), result)) {
      refuse (error, "a day is twice in the answer");
      return NULL;
    }
  }
  return g_steal_pointer (&index);
}

static GPtrArray *
match_results (const KapkaJson *results, GPtrArray *documents, GError **error) {
  g_autoptr (GHashTable) index = index_results (results, error);
  g_autoptr (GPtrArray) acks = g_ptr_array_new_with_free_func ((GDestroyNotify)kapka_day_ack_free);

  if (index == NULL)
    return NULL;
  if (g_hash_table_size (index) != documents->len) {
    refuse (error, "the answer speaks of %u days, %u were sent", g_hash_table_size (index),
            documents->len);
    return NULL;
  }
  for (guint i = 0; i < documents->len; i++) {
    const KapkaDayDocument *document = g_ptr_array_index (documents, i);
    g_autofree char *key = make_key (document->stream_id, document->day);
    const KapkaJson *result = g_hash_table_lookup (index, key);
    KapkaDayAck *ack = result == NULL ? NULL : read_result (document, result, error);

    if (result == NULL)
      refuse (error, "the answer leaves out %s", document->day);
    if (ack == NULL)
      return NULL;
    g_ptr_array_add (acks, ack);
  }
  return g_steal_pointer (&acks);
}

static void
fragment_refusal_free (KapkaFragmentRefusal *refusal) {
  g_free (refusal->stream_id);
  g_free (refusal->error);
  g_free (refusal);
}

/* `["stream",seq,"error"]` */
static gboolean
read_refusal (GPtrArray *refusals, const KapkaJson *row, GError **error) {
  const char *stream_id = kapka_json_get_element_string (row, 0, error);
  const char *why = stream_id == NULL ? NULL : kapka_json_get_element_string (row, 2, error);
  KapkaFragmentRefusal *refusal;
  gint64 seq;

  if (why == NULL || !kapka_json_get_element_int (row, 1, 1, KAPKA_JSON_INT_LIMIT - 1, &seq, error))
    return FALSE;
  refusal = g_new0 (KapkaFragmentRefusal, 1);
  refusal->stream_id = g_strdup (stream_id);
  refusal->seq = seq;
  refusal->error = g_strdup (why);
  g_ptr_array_add (refusals, refusal);
  return TRUE;
}

static gboolean
read_fragments (KapkaReceipt *receipt, const KapkaJson *json, GError **error) {
  const char *word = "";
  const KapkaJson *rows = NULL;

  receipt->refusals = g_ptr_array_new_with_free_func ((GDestroyNotify)fragment_refusal_free);
  if (kapka_json_has (json, "fragments"))
    word = kapka_json_get_string (json, "fragments", error);
  if (word == NULL)
    return FALSE;
  receipt->fragments_stored = g_str_equal (word, "stored");
  if (!kapka_json_has (json, "rejected_fragments"))
    return TRUE;
  rows = kapka_json_get_array (json, "rejected_fragments", error);
  for (gsize i = 0; rows != NULL && i < kapka_json_get_length (rows); i++) {
    const KapkaJson *row = kapka_json_get_element_array (rows, i, error);

    if (row == NULL || !read_refusal (receipt->refusals, row, error))
      return FALSE;
  }
  return rows != NULL;
}

static gboolean
read_receipt (KapkaReceipt *receipt, const KapkaJson *json, GPtrArray *documents, GError **error) {
  const KapkaJson *results = NULL;

  if (!read_fragments (receipt, json, error) ||
      !kapka_json_get_int (json, "accepted", 0, KAPKA_JSON_INT_LIMIT - 1, &receipt->accepted,
                           error) ||
      !kapka_json_get_boolean (json, "reconcile", &receipt->reconcile, error))
    return FALSE;
  if (kapka_json_has (json, "time"))
    receipt->time = g_strdup (kapka_json_get_string (json, "time", NULL));
  results = kapka_json_get_array (json, "results", error);
  receipt->days = results == NULL ? NULL : match_results (results, documents, error);
  return receipt->days != NULL;
}

void
kapka_receipt_free (KapkaReceipt *receipt) {
  if (receipt == NULL)
    return;
  g_free (receipt->receiver_id);
  g_free (receipt->time);
  g_clear_pointer (&receipt->refusals, g_ptr_array_unref);
  g_clear_pointer (&receipt->days, g_ptr_array_unref);
  g_free (receipt);
}

KapkaReceipt *
kapka_ack_parse (const KapkaHttpAnswer *answer,
                 const KapkaEnrolment *enrolment,
                 const char *request_id,
                 GPtrArray *documents,
                 GError **error) {
  g_autoptr (KapkaReceipt) receipt = g_new0 (KapkaReceipt, 1);
  g_autoptr (GError) mistake = NULL;
  g_autoptr (KapkaJson) json =
      kapka_signed_answer_open (answer, enrolment->token, request_id, &receipt->receiver_id, error);

  if (json == NULL)
    return NULL;
  if (read_receipt (receipt, json, documents, &mistake))
    return g_steal_pointer (&receipt);
  g_set_error_literal (error, KAPKA_ERROR, KAPKA_ERROR_PROTOCOL, mistake->message);
  return NULL;
}
