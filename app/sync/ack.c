// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/ack.h"

#include "base/digest.h"
#include "base/error.h"
#include "base/json.h"

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
check_mac (const KapkaHttpAnswer *answer, const KapkaEnrolment *enrolment, GError **error) {
  guint8 key[KAPKA_DIGEST_BYTES];
  guint8 expected[KAPKA_DIGEST_BYTES];
  guint8 found[KAPKA_DIGEST_BYTES];

  if (answer->ack_mac == NULL || !kapka_digest_from_base64 (answer->ack_mac, found, sizeof found))
    return refuse (error, "the answer has no usable Ack-Mac");
  kapka_enrolment_get_mac_key (enrolment, key);
  kapka_digest_hmac_sha256 (key, sizeof key, answer->body->data, answer->body->len, expected);
  if (!kapka_digest_equal (expected, found, sizeof found))
    return refuse (error, "the Ack-Mac of the answer is wrong");
  return TRUE;
}

static gboolean
check_string (const KapkaJson *json, const char *key, const char *expected, GError **error) {
  const char *found = kapka_json_get_string (json, key, error);

  if (found == NULL)
    return FALSE;
  if (!g_str_equal (found, expected))
    return refuse (error, "the answer has another %s", key);
  return TRUE;
}

/* Members that are used by nobody yet are still read, so that a receiver that means something else
 * by them is noticed. */
static gboolean
check_header (const KapkaJson *json,
              const KapkaEnrolment *enrolment,
              const char *request_id,
              GError **error) {
  gint64 version;
  gint64 accepted;
  gboolean reconcile;

  if (!kapka_json_get_int (json, "v", 1, 1, &version, error) ||
      !check_string (json, "request_id", request_id, error) ||
      !check_string (json, "receiver_id", enrolment->receiver_id, error) ||
      !kapka_json_get_int (json, "accepted", 0, KAPKA_JSON_INT_LIMIT - 1, &accepted, error) ||
      !kapka_json_get_boolean (json, "reconcile", &reconcile, error))
    return FALSE;
  return !kapka_json_has (json, "fragments") ||
         kapka_json_get_string (json, "fragments", error) != NULL;
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

static GPtrArray *
parse_body (const KapkaHttpAnswer *answer,
            const KapkaEnrolment *enrolment,
            const char *request_id,
            GPtrArray *documents,
            gboolean *out_cut,
            GError **error) {
  g_autoptr (KapkaJson) json = kapka_json_parse (answer->body->data, answer->body->len,
                                                 KAPKA_HTTP_MAX_BYTES, out_cut, error);
  KapkaJson *results;

  if (json == NULL || !check_mac (answer, enrolment, error) ||
      !check_header (json, enrolment, request_id, error))
    return NULL;
  results = kapka_json_get_array (json, "results", error);
  return results == NULL ? NULL : match_results (results, documents, error);
}

GPtrArray *
kapka_ack_parse (const KapkaHttpAnswer *answer,
                 const KapkaEnrolment *enrolment,
                 const char *request_id,
                 GPtrArray *documents,
                 GError **error) {
  g_autoptr (GError) mistake = NULL;
  gboolean cut = FALSE;
  GPtrArray *acks = NULL;

  if (answer->result == KAPKA_HTTP_ANSWERED && answer->status == 200)
    acks = parse_body (answer, enrolment, request_id, documents, &cut, &mistake);
  else
    refuse (&mistake, "status %d acks nothing", answer->status);
  // An answer of unannounced length may be cut without libcurl noticing: that is a fault of the
  // network, and passes.
  if (acks == NULL)
    g_set_error_literal (error, KAPKA_ERROR, cut ? KAPKA_ERROR_NETWORK : KAPKA_ERROR_PROTOCOL,
                         mistake->message);
  return acks;
}
