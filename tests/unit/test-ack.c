// SPDX-License-Identifier: GPL-3.0-or-later
#include <string.h>

#include "base/digest.h"
#include "base/error.h"
#include "sync/ack.h"
#include "sync/signed-answer.h"

#define STREAM "6f1c0000-0000-4000-8000-000000000001"
#define RECEIVER "d0d00000-0000-4000-8000-000000000001"
#define REQUEST "0b0e0000-0000-4000-8000-000000000001"
#define DIGEST_1 "sha256:036547b4ec2296594ecd4e8540ffdebe2a08fc6447979e6b2e8c5707177ef9fb"
#define DIGEST_2 "sha256:565945df14f0f9b18e5e2e85bfd592fbec0bbba0d3db6aee02a87aac876d79d1"
#define RESULT_1                                                                                   \
  "{\"stream\":\"" STREAM "\",\"day\":\"2026-03-02\",\"status\":\"stored\",\"rev\":41,"            \
  "\"digest\":\"" DIGEST_1 "\"}"
#define RESULT_2                                                                                   \
  "{\"stream\":\"" STREAM "\",\"day\":\"2026-03-03\",\"status\":\"unchanged\",\"rev\":45,"         \
  "\"digest\":\"" DIGEST_2 "\"}"
#define GOOD                                                                                       \
  "{\"v\":1,\"request_id\":\"" REQUEST "\",\"receiver_id\":\"" RECEIVER                            \
  "\",\"time\":\"2026-03-03T21:14:08Z\",\"accepted\":391,\"fragments\":\"stored\","                \
  "\"reconcile\":false,\"results\":[" RESULT_1 "," RESULT_2 "]}"

static KapkaEnrolment enrolment = {
  .receiver_id = (char *)RECEIVER,
  .token = (char *)"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
};

static void
add_document (GPtrArray *documents, const char *day, gint64 revision, const char *digest) {
  KapkaDayDocument *document = g_new0 (KapkaDayDocument, 1);

  document->stream_id = g_strdup (STREAM);
  document->counts = g_ptr_array_new ();
  document->digest = g_strdup (digest);
  document->revision = revision;
  g_strlcpy (document->day, day, sizeof document->day);
  g_ptr_array_add (documents, document);
}

static GPtrArray *
make_documents (void) {
  GPtrArray *documents = g_ptr_array_new_with_free_func ((GDestroyNotify)kapka_day_document_free);

  add_document (documents, "2026-03-02", 41, DIGEST_1);
  add_document (documents, "2026-03-03", 45, DIGEST_2);
  return documents;
}

static char *
sign (const char *body) {
  guint8 mac[KAPKA_DIGEST_BYTES];

  kapka_signature_make (enrolment.token, body, strlen (body), mac);
  return kapka_digest_to_base64 (mac, sizeof mac);
}

static KapkaHttpAnswer *
make_answer (const char *body) {
  KapkaHttpAnswer *answer = kapka_http_answer_new (KAPKA_HTTP_ANSWERED);

  answer->status = 200;
  answer->ack_mac = sign (body);
  g_byte_array_append (answer->body, (const guint8 *)body, (guint)strlen (body));
  return answer;
}

static void
assert_refused (const KapkaHttpAnswer *answer, KapkaError code) {
  g_autoptr (GPtrArray) documents = make_documents ();
  g_autoptr (GError) error = NULL;

  g_assert_null (kapka_ack_parse (answer, &enrolment, REQUEST, documents, &error));
  g_assert_error (error, KAPKA_ERROR, (int)code);
}

/* Returns GOOD with the first @from replaced by @to. */
static char *
change (const char *from, const char *to) {
  g_auto (GStrv) parts = g_strsplit (GOOD, from, 2);

  g_assert_cmpuint (g_strv_length (parts), ==, 2);
  return g_strjoinv (to, parts);
}

static KapkaReceipt *
parse_good (const char *body, GPtrArray *documents) {
  g_autoptr (KapkaHttpAnswer) answer = make_answer (body);
  g_autoptr (GError) error = NULL;
  KapkaReceipt *receipt = kapka_ack_parse (answer, &enrolment, REQUEST, documents, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (receipt->days->len, ==, documents->len);
  return receipt;
}

static void
test_good (void) {
  g_autoptr (GPtrArray) documents = make_documents ();
  g_autoptr (KapkaReceipt) receipt = parse_good (GOOD, documents);
  const KapkaDayAck *first = g_ptr_array_index (receipt->days, 0);
  const KapkaDayAck *second = g_ptr_array_index (receipt->days, 1);

  g_assert_true (first->document == g_ptr_array_index (documents, 0));
  g_assert_cmpint (first->status, ==, KAPKA_ACK_STORED);
  g_assert_cmpint (first->revision, ==, 41);
  g_assert_cmpstr (first->digest, ==, DIGEST_1);
  g_assert_cmpint (second->status, ==, KAPKA_ACK_UNCHANGED);
}

static void
test_accepted_variants (void) {
  static const struct {
    const char *from;
    const char *to;
    KapkaAckStatus status; // Of the first day.
    gint64 revision;
  } rows[] = {
    { "\"v\":1,", "\"v\":1,\"unknown\":{\"x\":[1]},", KAPKA_ACK_STORED, 41 },
    { "\"fragments\":\"stored\",", "", KAPKA_ACK_STORED, 41 },
    { RESULT_1 "," RESULT_2, RESULT_2 "," RESULT_1, KAPKA_ACK_STORED, 41 },
    { "\"stored\",\"rev\":41", "\"stale\",\"rev\":42", KAPKA_ACK_STALE, 42 },
    { "\"stored\",\"rev\":41,\"digest\":\"" DIGEST_1, "\"stale\",\"rev\":42,\"digest\":\"other",
      KAPKA_ACK_STALE, 42 },
    { "\"stored\",\"rev\":41,\"digest\":\"" DIGEST_1, "\"conflict\",\"rev\":41,\"digest\":\"other",
      KAPKA_ACK_CONFLICT, 41 },
    { "\"stored\",\"rev\":41,\"digest\":\"" DIGEST_1 "\"", "\"rejected\",\"error\":\"future_day\"",
      KAPKA_ACK_REJECTED, 41 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *body = change (rows[i].from, rows[i].to);
    g_autoptr (GPtrArray) documents = make_documents ();
    g_autoptr (KapkaReceipt) receipt = parse_good (body, documents);
    const KapkaDayAck *first = g_ptr_array_index (receipt->days, 0);

    g_test_message ("%s", rows[i].to);
    g_assert_cmpint (first->status, ==, rows[i].status);
    g_assert_cmpint (first->revision, ==, rows[i].revision);
  }
}

static void
test_receipt (void) {
  g_autofree char *other = change (RECEIVER, "d0d00000-0000-4000-8000-000000000002");
  g_autofree char *refusing =
      change ("\"stored\"", "\"rejected\",\"rejected_fragments\":[[\"" STREAM "\",7,\"bad_key\"]]");
  g_autoptr (GPtrArray) documents = make_documents ();
  g_autoptr (KapkaReceipt) good = parse_good (GOOD, documents);
  g_autoptr (KapkaReceipt) renamed = parse_good (other, documents);
  g_autoptr (KapkaReceipt) refused = parse_good (refusing, documents);
  const KapkaFragmentRefusal *refusal = g_ptr_array_index (refused->refusals, 0);

  g_assert_cmpint (good->accepted, ==, 391);
  g_assert_cmpstr (good->receiver_id, ==, RECEIVER);
  g_assert_true (good->fragments_stored);
  g_assert_false (good->reconcile);
  g_assert_cmpstr (good->time, ==, "2026-03-03T21:14:08Z");
  // A new store of the centre can sign too.
  g_assert_cmpstr (renamed->receiver_id, ==, "d0d00000-0000-4000-8000-000000000002");
  g_assert_false (refused->fragments_stored);
  g_assert_cmpstr (refusal->stream_id, ==, STREAM);
  g_assert_cmpint (refusal->seq, ==, 7);
  g_assert_cmpstr (refusal->error, ==, "bad_key");
}

/* Each of these is signed with the right key: it is the content that is refused. */
static void
test_wrong_content (void) {
  static const struct {
    const char *from;
    const char *to;
  } rows[] = {
    { "\"v\":1,", "" },
    { "\"v\":1", "\"v\":2" },
    { "\"v\":1", "\"v\":true" },
    { "\"v\":1", "\"v\":1,\"v\":1" },
    { "\"v\":1", "\"v\":1,\"x\":NaN" },
    { "\"v\":1", "\"v\":1,\"x\":[[[[[[[[[1]]]]]]]]]" },
    { REQUEST, "0b0e0000-0000-4000-8000-000000000002" },
    { RECEIVER, "d0d0" },
    { "\"accepted\":391,", "" },
    { "\"accepted\":391", "\"accepted\":-1" },
    { "\"accepted\":391", "\"accepted\":\"391\"" },
    { "\"accepted\":391", "\"accepted\":391.0" },
    { "\"reconcile\":false,", "" },
    { "\"reconcile\":false", "\"reconcile\":0" },
    { "\"fragments\":\"stored\"", "\"fragments\":1" },
    { "\"fragments\":\"stored\"", "\"rejected_fragments\":{}" },
    { "\"fragments\":\"stored\"", "\"rejected_fragments\":[1]" },
    { "\"fragments\":\"stored\"", "\"rejected_fragments\":[[\"a\",0,\"b\"]]" },
    { "[" RESULT_1 "," RESULT_2 "]", "{}" },
    { RESULT_1 "," RESULT_2, "" },
    { RESULT_1 ",", "" },
    { RESULT_1, RESULT_2 },
    { RESULT_1, RESULT_1 "," RESULT_1 },
    { RESULT_1, RESULT_1 ",{\"stream\":\"" STREAM "\",\"day\":\"2026-03-01\"}" },
    { RESULT_1, "1" },
    { "\"stored\",\"rev\"", "\"kept\",\"rev\"" },
    { "\"stored\",\"rev\"", "1,\"rev\"" },
    { "\"rev\":41", "\"rev\":40" },
    { "\"rev\":41", "\"rev\":42" },
    { "\"rev\":41", "\"rev\":\"41\"" },
    { ",\"rev\":41", "" },
    { DIGEST_1, DIGEST_2 },
    { "\"" DIGEST_1 "\"", "null" },
    { ",\"digest\":\"" DIGEST_1 "\"", "" },
    { "\"stored\",\"rev\":41", "\"stale\",\"rev\":41" },
    { "\"stored\",\"rev\":41", "\"stale\",\"rev\":40" },
    { "\"stored\",\"rev\":41", "\"rejected\",\"rev\":41" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *body = change (rows[i].from, rows[i].to);
    g_autoptr (KapkaHttpAnswer) answer = make_answer (body);

    g_test_message ("%s → %s", rows[i].from, rows[i].to);
    assert_refused (answer, KAPKA_ERROR_PROTOCOL);
  }
}

static void
test_wrong_mac (void) {
  g_autoptr (KapkaHttpAnswer) answer = make_answer (GOOD);
  g_autofree char *good_mac = g_strdup (answer->ack_mac);
  g_autofree char *padded = g_strconcat (good_mac, "=", NULL);
  const char *const macs[] = { NULL, "", "AAAA", padded,
                               "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=" };

  for (gsize i = 0; i < G_N_ELEMENTS (macs); i++) {
    g_free (answer->ack_mac);
    answer->ack_mac = g_strdup (macs[i]);
    assert_refused (answer, KAPKA_ERROR_PROTOCOL);
  }
}

/* The signature covers the bytes, not the meaning. */
static void
test_changed_after_signing (void) {
  g_autoptr (KapkaHttpAnswer) answer = make_answer (GOOD);

  g_byte_array_append (answer->body, (const guint8 *)" ", 1);
  assert_refused (answer, KAPKA_ERROR_PROTOCOL);
}

static void
test_transfer_failed (void) {
  g_autoptr (KapkaHttpAnswer) answer = make_answer (GOOD);

  answer->result = KAPKA_HTTP_NETWORK;
  assert_refused (answer, KAPKA_ERROR_PROTOCOL);
  answer->result = KAPKA_HTTP_ANSWERED;
  answer->status = 201;
  assert_refused (answer, KAPKA_ERROR_PROTOCOL);
}

static void
test_cut_anywhere (void) {
  for (guint length = 0; length < strlen (GOOD); length++) {
    g_autoptr (KapkaHttpAnswer) answer = make_answer (GOOD);

    g_byte_array_set_size (answer->body, length);
    assert_refused (answer, KAPKA_ERROR_NETWORK);
  }
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ack/good", test_good);
  g_test_add_func ("/ack/receipt", test_receipt);
  g_test_add_func ("/ack/accepted-variants", test_accepted_variants);
  g_test_add_func ("/ack/wrong-content", test_wrong_content);
  g_test_add_func ("/ack/wrong-mac", test_wrong_mac);
  g_test_add_func ("/ack/changed-after-signing", test_changed_after_signing);
  g_test_add_func ("/ack/transfer-failed", test_transfer_failed);
  g_test_add_func ("/ack/cut-anywhere", test_cut_anywhere);
  return g_test_run ();
}
