// SPDX-License-Identifier: GPL-3.0-or-later
/* The readers of signed answers: of the receipt of an upload, and of what the receiver lacks. Every
 * input is an answer of status 200 that is signed with the right key, as a receiver might send it
 * that is wrong or was taken over: without that, nothing behind the signature would ever be
 * reached. */
#include <string.h>

#include "base/error.h"
#include "fuzz.h"
#include "sync/ack.h"
#include "sync/reconcile.h"
#include "sync/signed-answer.h"

#define STREAM_1 "6f1c0000-0000-4000-8000-000000000001"
#define STREAM_2 "a9010000-0000-4000-8000-000000000002"
#define RECEIVER "d0d00000-0000-4000-8000-00000000000d"
#define REQUEST "0b0e0000-0000-4000-8000-000000000003"
#define DIGEST_1 "sha256:036547b4ec2296594ecd4e8540ffdebe2a08fc6447979e6b2e8c5707177ef9fb"
#define DIGEST_2 "sha256:565945df14f0f9b18e5e2e85bfd592fbec0bbba0d3db6aee02a87aac876d79d1"

static const KapkaEnrolment enrolment = {
  .receiver_id = (char *)RECEIVER,
  .token = (char *)"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
};

static GPtrArray *
make_documents (KapkaDayDocument *first, KapkaDayDocument *second) {
  GPtrArray *documents = g_ptr_array_new ();

  *first = (KapkaDayDocument){
    .stream_id = (char *)STREAM_1, .day = "2026-03-02", .revision = 41, .digest = (char *)DIGEST_1
  };
  *second = (KapkaDayDocument){
    .stream_id = (char *)STREAM_2, .day = "2026-02-27", .revision = 3, .digest = (char *)DIGEST_2
  };
  g_ptr_array_add (documents, first);
  g_ptr_array_add (documents, second);
  return documents;
}

static char *
sign (const uint8_t *data, size_t size) {
  guint8 mac[KAPKA_DIGEST_BYTES];

  kapka_signature_make (enrolment.token, data, size, mac);
  return kapka_digest_to_base64 (mac, sizeof mac);
}

static KapkaHttpAnswer *
make_answer (const uint8_t *data, size_t size) {
  KapkaHttpAnswer *answer = kapka_http_answer_new (KAPKA_HTTP_ANSWERED);

  answer->status = 200;
  answer->ack_mac = sign (data, size);
  g_byte_array_append (answer->body, data, (guint)size);
  return answer;
}

/* What an ack may be (sync.md §3.3). */
static void
check_ack (const KapkaDayAck *ack, const KapkaDayDocument *sent) {
  g_assert_true (ack->document == sent);
  if (ack->status == KAPKA_ACK_STORED || ack->status == KAPKA_ACK_UNCHANGED) {
    g_assert_cmpint (ack->revision, ==, sent->revision);
    g_assert_cmpstr (ack->digest, ==, sent->digest);
  }
  if (ack->status == KAPKA_ACK_STALE)
    g_assert_cmpint (ack->revision, >, sent->revision);
  g_assert_true ((ack->status == KAPKA_ACK_REJECTED) == (ack->error != NULL));
}

static void
check_receipt (const KapkaReceipt *receipt, GPtrArray *documents, const GError *error) {
  GPtrArray *acks = receipt == NULL ? NULL : receipt->days;

  g_assert_true ((acks == NULL) == (error != NULL));
  for (guint i = 0; acks != NULL && i < documents->len; i++)
    check_ack (g_ptr_array_index (acks, i), g_ptr_array_index (documents, i));
  g_assert_true (acks == NULL || acks->len == documents->len);
  g_assert_true (error == NULL || error->domain == KAPKA_ERROR);
}

/* A refusal has its reason, and is there exactly when not all were stored. */
static void
check_refusals (const KapkaReceipt *receipt) {
  for (guint i = 0; receipt != NULL && i < receipt->refusals->len; i++) {
    const KapkaFragmentRefusal *refusal = g_ptr_array_index (receipt->refusals, i);

    g_assert_true (refusal->stream_id != NULL && refusal->error != NULL && refusal->seq > 0);
  }
  g_assert_true (receipt == NULL || !receipt->fragments_stored || receipt->refusals->len == 0);
}

/* What the receiver lacks is some of what it was told of. */
static void
check_missing (const KapkaHttpAnswer *answer, GPtrArray *documents) {
  g_autofree char *receiver_id = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) missing =
      kapka_reconcile_parse (answer, enrolment.token, REQUEST, documents, &receiver_id, &error);

  g_assert_true ((missing == NULL) == (error != NULL));
  g_assert_true ((missing == NULL) == (receiver_id == NULL));
  g_assert_true (missing == NULL || missing->len <= documents->len);
  for (guint i = 0; missing != NULL && i < missing->len; i++)
    g_assert_true (g_ptr_array_find (documents, g_ptr_array_index (missing, i), NULL));
}

/* The same bytes, signed by somebody else, say nothing. */
static void
check_forged (KapkaHttpAnswer *answer, GPtrArray *documents) {
  char *receiver_id = NULL;

  answer->ack_mac[0] = answer->ack_mac[0] == 'A' ? 'B' : 'A';
  g_assert_null (kapka_ack_parse (answer, &enrolment, REQUEST, documents, NULL));
  g_assert_null (
      kapka_reconcile_parse (answer, enrolment.token, REQUEST, documents, &receiver_id, NULL));
  g_assert_null (receiver_id);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size) {
  KapkaDayDocument first;
  KapkaDayDocument second;
  g_autoptr (GPtrArray) documents = make_documents (&first, &second);
  g_autoptr (KapkaHttpAnswer) answer = make_answer (data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (KapkaReceipt) receipt =
      kapka_ack_parse (answer, &enrolment, REQUEST, documents, &error);

  check_receipt (receipt, documents, error);
  check_refusals (receipt);
  check_missing (answer, documents);
  check_forged (answer, documents);
  return 0;
}
