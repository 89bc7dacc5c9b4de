// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/reconcile.h"

#include <string.h>

#include "base/error.h"
#include "sync/signed-answer.h"
#include "test-journal-place.h"

#define TOKEN "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
#define REQUEST "0b0e0000-0000-4000-8000-000000000001"
#define RECEIVER "d0d00000-0000-4000-8000-000000000001"
#define STREAM "6f1c0000-0000-4000-8000-000000000001"
#define INSTALL "7f1c0000-0000-4000-8000-000000000001"
#define HEAD "{\"v\":1,\"request_id\":\"" REQUEST "\",\"receiver_id\":\"" RECEIVER "\",\"missing\":"

static void
add_document (GPtrArray *documents, const char *day, gint64 revision) {
  KapkaDayDocument *document = g_new0 (KapkaDayDocument, 1);

  document->stream_id = g_strdup (STREAM);
  document->install_id = g_strdup (INSTALL);
  document->digest = g_strdup ("sha256:00");
  document->revision = revision;
  g_strlcpy (document->day, day, sizeof document->day);
  g_ptr_array_add (documents, document);
}

static GPtrArray *
make_documents (void) {
  GPtrArray *documents = g_ptr_array_new_with_free_func ((GDestroyNotify)kapka_day_document_free);

  add_document (documents, "2026-03-02", 41);
  add_document (documents, "2026-03-03", 45);
  return documents;
}

static GPtrArray *
parse (GPtrArray *documents, const char *missing, GError **error) {
  g_autoptr (KapkaHttpAnswer) answer = kapka_http_answer_new (KAPKA_HTTP_ANSWERED);
  g_autofree char *body = g_strconcat (HEAD, missing, "}", NULL);
  g_autofree char *receiver_id = NULL;
  guint8 mac[KAPKA_DIGEST_BYTES];

  kapka_signature_make (TOKEN, body, strlen (body), mac);
  answer->status = 200;
  answer->ack_mac = kapka_digest_to_base64 (mac, sizeof mac);
  g_byte_array_append (answer->body, (const guint8 *)body, (guint)strlen (body));
  return kapka_reconcile_parse (answer, TOKEN, REQUEST, documents, &receiver_id, error);
}

static void
test_request (void) {
  g_autoptr (GPtrArray) documents = make_documents ();
  g_autofree char *body = kapka_reconcile_build (INSTALL, REQUEST, documents);

  g_assert_cmpstr (body, ==,
                   "{\"have\":[[\"" STREAM "\",\"" INSTALL "\",\"2026-03-02\",41,\"sha256:00\"],"
                   "[\"" STREAM "\",\"" INSTALL "\",\"2026-03-03\",45,\"sha256:00\"]],"
                   "\"install_id\":\"" INSTALL "\",\"request_id\":\"" REQUEST "\",\"v\":1}");
}

static void
test_missing (void) {
  g_autoptr (GPtrArray) documents = make_documents ();
  g_autoptr (GPtrArray) none = parse (documents, "[]", NULL);
  g_autoptr (GPtrArray) one = parse (documents, "[[\"" STREAM "\",\"2026-03-03\",0]]", NULL);

  g_assert_cmpuint (none->len, ==, 0);
  g_assert_cmpuint (one->len, ==, 1);
  g_assert_true (g_ptr_array_index (one, 0) == g_ptr_array_index (documents, 1));
}

/* Each of these is signed with the right key. */
static void
test_wrong (void) {
  static const char *const rows[] = {
    "{}",
    "1",
    "[1]",
    "[[]]",
    "[[\"" STREAM "\",\"2026-03-03\"]]",
    "[[\"" STREAM "\",\"2026-03-03\",-1]]",
    "[[\"" STREAM "\",\"2026-03-03\",\"0\"]]",
    "[[\"" STREAM "\",\"2026-03-04\",0]]",
    "[[\"" INSTALL "\",\"2026-03-03\",0]]",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GPtrArray) documents = make_documents ();
    g_autoptr (GError) error = NULL;

    g_test_message ("%s", rows[i]);
    g_assert_null (parse (documents, rows[i], &error));
    g_assert_error (error, KAPKA_ERROR, KAPKA_ERROR_PROTOCOL);
  }
}

static gboolean
is_due (KapkaPlace *place, KapkaJournal *journal) {
  gboolean due = FALSE;

  g_assert_true (kapka_reconcile_is_due (journal, place->clock, &due, NULL));
  return due;
}

static void
test_due (void) {
  g_autoptr (KapkaPlace) place = kapka_place_new ("Europe/Samara", "2026-03-02T09:00:00+04:00");
  g_autoptr (KapkaJournal) journal = kapka_place_open (place);

  // The first one is within a week, and every next one about a week after the last.
  g_assert_false (is_due (place, journal));
  kapka_place_set_time (place, "2026-03-09T09:00:00+04:00");
  g_assert_true (is_due (place, journal));
  g_assert_true (kapka_reconcile_plan (journal, place->clock, KAPKA_RECONCILE_LATER, NULL));
  kapka_place_set_time (place, "2026-03-12T09:00:00+04:00");
  g_assert_false (is_due (place, journal));
  kapka_place_set_time (place, "2026-03-19T09:00:00+04:00");
  g_assert_true (is_due (place, journal));
  // A clock that ran ahead does not put it off for years.
  g_assert_true (kapka_journal_set_meta (journal, "reconcile_day", "2038-01-19", NULL));
  g_assert_true (is_due (place, journal));
  g_assert_true (kapka_reconcile_plan (journal, place->clock, KAPKA_RECONCILE_LATER, NULL));
  g_assert_false (is_due (place, journal));
  g_assert_true (kapka_reconcile_plan (journal, place->clock, KAPKA_RECONCILE_NOW, NULL));
  g_assert_true (is_due (place, journal));
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/reconcile/request", test_request);
  g_test_add_func ("/reconcile/missing", test_missing);
  g_test_add_func ("/reconcile/wrong", test_wrong);
  g_test_add_func ("/reconcile/due", test_due);
  return g_test_run ();
}
