// SPDX-License-Identifier: GPL-3.0-or-later
// Uploads from a file. Each test runs on every kind of store.
#include "central/inbox.h"

#include <string.h>
#include <sys/stat.h>

#include "base/digest.h"
#include "base/error.h"
#include "base/json.h"
#include "central/message.h"
#include "journal/upload.h"
#include "test-store-place.h"

#define NOW_MS G_GINT64_CONSTANT (1772430000000) // 2026-03-02
#define BOOT "11111111-1111-4111-8111-111111111111"
#define STREAM "6f1c0000-0000-4000-8000-000000000001"
#define KNOWN "7f1c0000-0000-4000-8000-000000000001"
#define OTHER "7f1c0000-0000-4000-8000-000000000002"
#define REVOKED "7f1c0000-0000-4000-8000-000000000003"
#define STRANGER "7f1c0000-0000-4000-8000-000000000009"
#define DAYS "SELECT day, revision FROM day_report ORDER BY stream_id, day"

/* Tokens are 43 times one letter, the last digit of the install's id after A. */
static char *
token_hash_of (const char *install_id) {
  char token[44];

  memset (token, 'A' + install_id[strlen (install_id) - 1] - '1', 43);
  return kapka_digest_sha256_hex (token, 43);
}

static void
add_install (KapkaStorePlace *place, const char *install_id, int terminal_id, const char *status) {
  g_autofree char *hash = token_hash_of (install_id);
  g_autofree char *sql =
      g_strdup_printf ("INSERT INTO install(install_id, library_id, terminal_id, token_sha256, "
                       "status, enrolled_ms) VALUES ('%s', 5, %d, '%s', '%s', 1)",
                       install_id, terminal_id, hash, status);

  kapka_store_run_for_test (place->store, sql);
}

static void
add_kiosks (KapkaStorePlace *place) {
  kapka_store_run_for_test (place->store, "INSERT INTO library(library_id, code, tz) VALUES "
                                          "(5, '18-5', 'Europe/Samara')");
  kapka_store_run_for_test (place->store, "INSERT INTO terminal(library_id, terminal_id, code) "
                                          "VALUES (5, 1, 'PC-1'), (5, 2, 'PC-2')");
  add_install (place, KNOWN, 1, "active");
  add_install (place, OTHER, 2, "active");
  add_install (place, REVOKED, 2, "revoked");
}

/* One day with `s3` of @count; the number makes stream and request its own. */
static char *
make_document (const char *install_id, int number, int revision, int count) {
  g_autoptr (GPtrArray) counts = kapka_counts_new ();
  KapkaCount *s3 = g_new0 (KapkaCount, 1);
  g_autofree char *digest = NULL;

  s3->key = g_strdup ("s3");
  s3->delta = count;
  g_ptr_array_add (counts, s3);
  digest = kapka_day_document_digest (counts);
  return g_strdup_printf (
      "{\"v\":1,\"request_id\":\"0b0e0000-0000-4000-8000-%012d\",\"install_id\":\"%s\","
      "\"boot_id\":\"" BOOT "\",\"software\":\"1\",\"days\":[{\"stream\":"
      "\"6f1c0000-0000-4000-8000-%012d\",\"install\":\"%s\",\"day\":\"2026-03-01\",\"rev\":%d,"
      "\"digest\":\"%s\",\"counts\":{\"s3\":%d}}]}",
      number, install_id, number, install_id, revision, digest, count);
}

static char *
sign (const char *install_id, const char *text) {
  g_autofree char *hash = token_hash_of (install_id);
  guint8 key[KAPKA_DIGEST_BYTES];
  guint8 mac[KAPKA_DIGEST_BYTES];

  for (gsize i = 0; i < sizeof key; i++)
    key[i] =
        (guint8)(g_ascii_xdigit_value (hash[2 * i]) << 4 | g_ascii_xdigit_value (hash[2 * i + 1]));
  kapka_digest_hmac_sha256 (key, sizeof key, text, strlen (text), mac);
  return kapka_digest_to_base64 (mac, sizeof mac);
}

static void
append_pair (GString *file, const char *install_id, int number, int revision, int count) {
  g_autofree char *document = make_document (install_id, number, revision, count);
  g_autofree char *mac = sign (install_id, document);

  g_string_append_printf (file, "%s\n%s\n", document, mac);
}

typedef struct {
  KapkaInboxTotals totals;
  KapkaProblems *problems;
  char *answers;
} Outcome;

static void
outcome_clear (Outcome *outcome) {
  g_ptr_array_unref (outcome->problems);
  g_free (outcome->answers);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Outcome, outcome_clear)

static Outcome
receive (KapkaStorePlace *place, const char *text, gssize length) {
  g_autofree char *path = kapka_test_dir_join (place->dir, "export");
  g_autoptr (KapkaClock) clock = kapka_clock_new_manual ("UTC", NOW_MS, BOOT);
  g_autoptr (GOutputStream) answers = g_memory_output_stream_new_resizable ();
  g_autoptr (GError) error = NULL;
  Outcome outcome = { .problems = kapka_problems_new () };

  g_file_set_contents (path, text, length, &error);
  g_assert_no_error (error);
  kapka_inbox_receive (place->store, clock, path, answers, &outcome.totals, outcome.problems,
                       &error);
  g_assert_no_error (error);
  g_output_stream_write (answers, "", 1, NULL, NULL);
  g_output_stream_close (answers, NULL, NULL);
  outcome.answers = g_memory_output_stream_steal_data (G_MEMORY_OUTPUT_STREAM (answers));
  g_assert_cmpuint (outcome.problems->len, ==, outcome.totals.n_refused);
  return outcome;
}

static void
assert_problem (const Outcome *outcome, guint index, guint line) {
  g_assert_cmpuint (outcome->problems->len, >, index);
  g_assert_cmpuint (((KapkaProblem *)g_ptr_array_index (outcome->problems, index))->line, ==, line);
}

/* The answers are signed as over HTTP, and name the requests in their order. */
static void
assert_answers (const Outcome *outcome, guint n, const char *status) {
  g_auto (GStrv) lines = g_strsplit (outcome->answers, "\n", -1);

  g_assert_cmpuint (g_strv_length (lines), ==, 2 * n + 1);
  for (guint i = 0; i < n; i++) {
    g_autofree char *mac = sign (KNOWN, lines[2 * i]);
    g_autofree char *id = g_strdup_printf ("-%012u\"", i + 1);
    g_autofree char *word = g_strdup_printf ("\"status\":\"%s\"", status);

    g_assert_cmpstr (lines[2 * i + 1], ==, mac);
    g_assert_nonnull (strstr (lines[2 * i], id));
    g_assert_nonnull (strstr (lines[2 * i], word));
  }
}

static void
test_taken (KapkaStorePlace *place, gconstpointer data) {
  g_autoptr (GString) file = g_string_new (NULL);
  g_auto (Outcome) first = { 0 };
  g_auto (Outcome) again = { 0 };

  add_kiosks (place);
  append_pair (file, KNOWN, 1, 7, 3);
  append_pair (file, KNOWN, 2, 2, 5);
  first = receive (place, file->str, -1);
  g_assert_cmpuint (first.totals.n_taken, ==, 2);
  g_assert_cmpuint (first.totals.n_refused, ==, 0);
  g_assert_cmpuint (first.totals.n_days, ==, 2);
  assert_answers (&first, 2, "stored");
  again = receive (place, file->str, -1);
  g_assert_cmpuint (again.totals.n_known, ==, 2);
  assert_answers (&again, 2, "unchanged");
  kapka_store_assert_answer (place->store,
                             "SELECT library_id, terminal_id, day, revision FROM day_report "
                             "ORDER BY stream_id",
                             "5 1 2026-03-01 7 5 1 2026-03-01 2");
  kapka_store_assert_answer (place->store, "SELECT sum(n) FROM day_key WHERE key = 's3'", "8");
  kapka_store_assert_answer (place->store, "SELECT month FROM dirty_month", "2026-03-01");
}

/* More than one transaction takes, from two kiosks, the lines of a spreadsheet's ends. */
static void
test_many (KapkaStorePlace *place, gconstpointer data) {
  g_autoptr (GString) file = g_string_new ("\n");
  g_auto (Outcome) outcome = { 0 };

  add_kiosks (place);
  for (int i = 1; i <= 70; i++)
    append_pair (file, i % 2 == 0 ? KNOWN : OTHER, i, 1, 1);
  g_string_replace (file, "\n", "\r\n\r\n", 0);
  outcome = receive (place, file->str, -1);
  g_assert_cmpuint (outcome.totals.n_taken, ==, 70);
  g_assert_cmpuint (outcome.totals.n_refused, ==, 0);
  kapka_store_assert_answer (place->store, "SELECT sum(n) FROM day_key WHERE key = 's3'", "70");
}

/* The same stream in one file twice, the older revision last. */
static void
test_old_revision (KapkaStorePlace *place, gconstpointer data) {
  g_autoptr (GString) file = g_string_new (NULL);
  g_auto (Outcome) outcome = { 0 };

  add_kiosks (place);
  append_pair (file, KNOWN, 1, 7, 3);
  append_pair (file, KNOWN, 1, 6, 2);
  outcome = receive (place, file->str, -1);
  g_assert_cmpuint (outcome.totals.n_taken, ==, 2);
  kapka_store_assert_answer (place->store, DAYS, "2026-03-01 7");
}

/* What is wrong is named by its line, and what is right around it is stored. */
static void
test_wrong_pairs (KapkaStorePlace *place, gconstpointer data) {
  g_autoptr (GString) file = g_string_new (NULL);
  g_autofree char *document = make_document (KNOWN, 9, 1, 100);
  g_autofree char *others_mac = sign (OTHER, document);
  g_auto (Outcome) outcome = { 0 };
  static const guint lines[] = { 3, 7, 8, 12, 16, 18, 20, 22, 24 };

  add_kiosks (place);
  append_pair (file, KNOWN, 1, 1, 1);                               // 1, 2
  g_string_append_printf (file, "%s\n%s\n", document, others_mac);  // 3, 4
  append_pair (file, KNOWN, 2, 1, 1);                               // 5, 6
  g_string_append_printf (file, "%s\n", document);                  // 7
  g_string_append (file, "{\"v\":1}\nAAAA\n");                      // 8, 9
  append_pair (file, KNOWN, 3, 1, 1);                               // 10, 11
  g_string_append (file, "no document\n");                          // 12
  append_pair (file, KNOWN, 4, 1, 1);                               // 13, 14
  g_string_append (file, "\n");                                     // 15
  append_pair (file, STRANGER, 5, 1, 100);                          // 16, 17
  append_pair (file, REVOKED, 6, 1, 100);                           // 18, 19
  g_string_append_printf (file, "%s\nnot base64\n", document);      // 20, 21
  g_string_append_printf (file, "{%s\n%s\n", document, others_mac); // 22, 23
  g_string_append_printf (file, "%s", document);                    // 24
  outcome = receive (place, file->str, -1);
  g_assert_cmpuint (outcome.totals.n_taken, ==, 4);
  g_assert_cmpuint (outcome.totals.n_refused, ==, G_N_ELEMENTS (lines));
  kapka_store_assert_answer (place->store, "SELECT sum(n) FROM day_key WHERE key = 's3'", "4");
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++) {
    gboolean found = FALSE;

    for (guint j = 0; j < outcome.problems->len; j++)
      found = found || ((KapkaProblem *)g_ptr_array_index (outcome.problems, j))->line == lines[i];
    if (!found)
      g_error ("line %u is not named", lines[i]);
  }
}

/* A changed digit of a count, under the MAC of the true document. */
static void
test_tampered (KapkaStorePlace *place, gconstpointer data) {
  g_autofree char *document = make_document (KNOWN, 1, 1, 3);
  g_autofree char *changed = make_document (KNOWN, 1, 1, 4);
  g_autofree char *mac = sign (KNOWN, document);
  g_autofree char *file = g_strdup_printf ("%s\n%s\n", changed, mac);
  g_auto (Outcome) outcome = { 0 };

  add_kiosks (place);
  outcome = receive (place, file, -1);
  g_assert_cmpuint (outcome.totals.n_taken, ==, 0);
  assert_problem (&outcome, 0, 1);
  g_assert_cmpstr (outcome.answers, ==, "");
  kapka_store_assert_answer (place->store, DAYS, "");
}

/* Long lines are not kept, zero bytes end nothing. */
static void
test_hostile (KapkaStorePlace *place, gconstpointer data) {
  g_autoptr (GString) file = g_string_new ("{");
  g_auto (Outcome) outcome = { 0 };

  add_kiosks (place);
  for (guint i = 0; i < 3 * KAPKA_REQUEST_MAX_BYTES; i++)
    g_string_append_c (file, ' ');
  g_string_append (file, "\nAAAA\n"); // 1, 2
  for (guint i = 0; i < 3 * KAPKA_REQUEST_MAX_BYTES; i++)
    g_string_append_c (file, 'x');
  g_string_append_len (file, "\n\0{\0\n{\0}\n\0\n", 11); // 3, 4, 5 with 6
  append_pair (file, KNOWN, 1, 1, 1);
  outcome = receive (place, file->str, (gssize)file->len);
  g_assert_cmpuint (outcome.totals.n_taken, ==, 1);
  g_assert_cmpuint (outcome.totals.n_refused, ==, 4);
  for (guint i = 0; i < 2; i++)
    assert_problem (&outcome, i, i == 0 ? 1 : 3);
}

static void
test_no_file (KapkaStorePlace *place, gconstpointer data) {
  g_autoptr (KapkaClock) clock = kapka_clock_new_manual ("UTC", NOW_MS, BOOT);
  g_autofree char *missing = kapka_test_dir_join (place->dir, "missing");
  g_autofree char *pipe = kapka_test_dir_join (place->dir, "pipe");
  const char *const paths[] = { missing, kapka_test_dir_get_path (place->dir), "/dev/zero", pipe };

  static const int codes[] = { KAPKA_ERROR_NOT_FOUND, KAPKA_ERROR_DATA, KAPKA_ERROR_DATA,
                               KAPKA_ERROR_DATA };

  g_assert_cmpint (mkfifo (pipe, 0600), ==, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (paths); i++) {
    g_autoptr (GPtrArray) problems = kapka_problems_new ();
    g_autoptr (GError) error = NULL;
    KapkaInboxTotals totals;

    g_assert_false (
        kapka_inbox_receive (place->store, clock, paths[i], NULL, &totals, problems, &error));
    g_assert_error (error, KAPKA_ERROR, codes[i]);
  }
}

int
main (int argc, char **argv) {
  static const KapkaStorePlaceCase tests[] = {
    { "taken", test_taken },
    { "many", test_many },
    { "old-revision", test_old_revision },
    { "wrong-pairs", test_wrong_pairs },
    { "tampered", test_tampered },
    { "hostile", test_hostile },
    { "no-file", test_no_file },
  };
  KapkaStoreServer server = { 0 };

  g_test_init (&argc, &argv, NULL);
  kapka_store_place_add_both ("inbox", tests, G_N_ELEMENTS (tests), &server);
  return kapka_store_place_run_all (&server);
}
