// SPDX-License-Identifier: GPL-3.0-or-later
#include <string.h>

#include "sync/answer.h"
#include "sync/retry.h"

#define HALF 0.5

static void
test_grows_to_the_limit (void) {
  static const gint64 longest_ms[] = { 5000, 10000, 20000, 40000, 80000, 160000, 320000 };

  for (guint i = 0; i < G_N_ELEMENTS (longest_ms); i++) {
    g_assert_cmpint (kapka_retry_wait_ms (KAPKA_SYNC_REASON_NETWORK, i + 1, 0, 0, 0.0), ==, 0);
    g_assert_cmpint (kapka_retry_wait_ms (KAPKA_SYNC_REASON_NETWORK, i + 1, 0, 0, HALF), ==,
                     longest_ms[i] / 2);
  }
  g_assert_cmpint (kapka_retry_wait_ms (KAPKA_SYNC_REASON_NETWORK, 8, 0, 0, HALF), ==, -1);
  g_assert_cmpint (kapka_retry_wait_ms (KAPKA_SYNC_REASON_NETWORK, 1000, 0, 0, HALF), ==, -1);
}

static void
test_retry_after (void) {
  static const struct {
    gint64 asked_seconds;
    gint64 wait_ms; // Without the jitter.
  } rows[] = {
    { 5, 5000 },   { 1, 1000 },       { 0, 0 },          { -1, 0 },
    { -86400, 0 }, { G_MININT64, 0 }, { 7200, 7200000 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_cmpint (
        kapka_retry_wait_ms (KAPKA_SYNC_REASON_SERVER_BUSY, 1, 0, rows[i].asked_seconds, 0.0), ==,
        rows[i].wait_ms);
  // The jitter comes on top, so that all who were told the same do not come at once.
  g_assert_cmpint (kapka_retry_wait_ms (KAPKA_SYNC_REASON_SERVER_BUSY, 1, 0, 5, HALF), ==, 7500);
}

static void
test_run_is_bounded (void) {
  // What is asked for is longer than a run may last: the next trigger goes on.
  g_assert_cmpint (kapka_retry_wait_ms (KAPKA_SYNC_REASON_SERVER_BUSY, 1, 0,
                                        G_GINT64_CONSTANT (100000000000), 0.0),
                   ==, -1);
  g_assert_cmpint (kapka_retry_wait_ms (KAPKA_SYNC_REASON_SERVER_BUSY, 1, 0, 7201, 0.0), ==, -1);
  g_assert_cmpint (
      kapka_retry_wait_ms (KAPKA_SYNC_REASON_NETWORK, 1, KAPKA_RETRY_RUN_MS - 2500, 0, HALF), ==,
      2500);
  g_assert_cmpint (
      kapka_retry_wait_ms (KAPKA_SYNC_REASON_NETWORK, 1, KAPKA_RETRY_RUN_MS - 2499, 0, HALF), ==,
      -1);
}

static void
test_what_is_retried (void) {
  for (int reason = 0; reason < KAPKA_SYNC_N_REASONS; reason++) {
    gint64 wait_ms = kapka_retry_wait_ms ((KapkaSyncReason)reason, 1, 0, 0, HALF);
    gboolean may_pass = reason == KAPKA_SYNC_REASON_NETWORK || reason == KAPKA_SYNC_REASON_PROXY ||
                        reason == KAPKA_SYNC_REASON_SERVER_BUSY;

    g_assert_cmpint (wait_ms, ==, may_pass ? 2500 : -1);
  }
}

typedef struct {
  int status;
  const char *content_type;
  const char *body;
  KapkaSyncReason reason;
} AnswerRow;

static const AnswerRow answers[] = {
  { 200, "application/json", "{}", KAPKA_SYNC_REASON_OK },
  { 200, NULL, "{}", KAPKA_SYNC_REASON_OK },
  { 200, "text/html", "{}", KAPKA_SYNC_REASON_PORTAL },
  { 200, "Text/HTML; charset=utf-8", "", KAPKA_SYNC_REASON_PORTAL },
  { 200, "application/json", " \n<!DOCTYPE html>", KAPKA_SYNC_REASON_PORTAL },
  { 200, "text/htmlx", "{}", KAPKA_SYNC_REASON_OK },
  { 201, "application/json", "{}", KAPKA_SYNC_REASON_PROTOCOL },
  { 204, NULL, "", KAPKA_SYNC_REASON_PROTOCOL },
  { 301, NULL, "", KAPKA_SYNC_REASON_PROTOCOL },
  { 302, "text/html", "<a>", KAPKA_SYNC_REASON_PROTOCOL },
  { 307, NULL, "", KAPKA_SYNC_REASON_PROTOCOL },
  { 400, "application/problem+json", "{\"code\":\"bad_request\"}", KAPKA_SYNC_REASON_PROTOCOL },
  { 401, "application/problem+json", "{\"code\":\"bad_token\"}", KAPKA_SYNC_REASON_TOKEN },
  { 401, "application/problem+json; charset=utf-8", "{\"code\":\"bad_token\"}",
    KAPKA_SYNC_REASON_TOKEN },
  { 401, "application/problem+json", "{\"code\":\"revoked\"}", KAPKA_SYNC_REASON_PROTOCOL },
  { 401, "application/problem+json", "{\"code\":1}", KAPKA_SYNC_REASON_PROTOCOL },
  { 401, "application/problem+json", "{\"code\":\"bad_token\",\"code\":\"bad_token\"}",
    KAPKA_SYNC_REASON_PROTOCOL },
  { 401, "application/json", "{\"code\":\"bad_token\"}", KAPKA_SYNC_REASON_PROTOCOL },
  { 401, "text/plain", "no", KAPKA_SYNC_REASON_PROTOCOL },
  { 401, "text/html", "<html>", KAPKA_SYNC_REASON_PORTAL },
  { 403, "application/problem+json", "{\"code\":\"revoked\"}", KAPKA_SYNC_REASON_REVOKED },
  { 403, "application/problem+json", "{\"code\":\"bad_token\"}", KAPKA_SYNC_REASON_PROTOCOL },
  { 403, "text/html", "<html>", KAPKA_SYNC_REASON_PORTAL },
  { 404, NULL, "", KAPKA_SYNC_REASON_PROTOCOL },
  { 409, NULL, "", KAPKA_SYNC_REASON_PROTOCOL },
  { 429, NULL, "", KAPKA_SYNC_REASON_SERVER_BUSY },
  { 500, "text/html", "<html>", KAPKA_SYNC_REASON_SERVER_BUSY },
  { 502, NULL, "", KAPKA_SYNC_REASON_SERVER_BUSY },
  { 503, NULL, "", KAPKA_SYNC_REASON_SERVER_BUSY },
  { 511, "text/html", "<html>", KAPKA_SYNC_REASON_PORTAL },
};

static KapkaHttpAnswer *
make_answer (KapkaHttpResult result, int status, const char *content_type, const char *body) {
  KapkaHttpAnswer *answer = g_new0 (KapkaHttpAnswer, 1);

  answer->result = result;
  answer->status = status;
  answer->content_type = g_strdup (content_type);
  answer->body = g_byte_array_new ();
  g_byte_array_append (answer->body, (const guint8 *)body, (guint)strlen (body));
  return answer;
}

static void
test_answers (void) {
  for (gsize i = 0; i < G_N_ELEMENTS (answers); i++) {
    const AnswerRow *row = &answers[i];
    g_autoptr (KapkaHttpAnswer) answer =
        make_answer (KAPKA_HTTP_ANSWERED, row->status, row->content_type, row->body);

    g_test_message ("%d %s %s", row->status, row->content_type, row->body);
    g_assert_cmpstr (kapka_sync_reason_to_string (kapka_answer_classify (answer)), ==,
                     kapka_sync_reason_to_string (row->reason));
  }
}

/* What a lost connection left behind of an answer never counts, however good it looks. */
static void
test_no_answer (void) {
  static const struct {
    KapkaHttpResult result;
    KapkaSyncReason reason;
  } rows[] = {
    { KAPKA_HTTP_NETWORK, KAPKA_SYNC_REASON_NETWORK },
    { KAPKA_HTTP_NO_NAME, KAPKA_SYNC_REASON_NETWORK },
    { KAPKA_HTTP_DECLINED, KAPKA_SYNC_REASON_NETWORK },
    { KAPKA_HTTP_CUT, KAPKA_SYNC_REASON_NETWORK },
    { KAPKA_HTTP_TIMEOUT, KAPKA_SYNC_REASON_NETWORK },
    { KAPKA_HTTP_PROXY, KAPKA_SYNC_REASON_PROXY },
    { KAPKA_HTTP_PROXY_AUTH, KAPKA_SYNC_REASON_PROXY_AUTH },
    { KAPKA_HTTP_TLS_CA, KAPKA_SYNC_REASON_TLS_CA },
    { KAPKA_HTTP_TLS_NAME, KAPKA_SYNC_REASON_TLS_NAME },
    { KAPKA_HTTP_TLS_CLOCK, KAPKA_SYNC_REASON_TLS_CLOCK },
    { KAPKA_HTTP_CONFIG, KAPKA_SYNC_REASON_CONFIG },
    { KAPKA_HTTP_NOT_HTTP, KAPKA_SYNC_REASON_PROTOCOL },
    { KAPKA_HTTP_STOPPED, KAPKA_SYNC_REASON_STOPPED },
    { KAPKA_HTTP_INTERNAL, KAPKA_SYNC_REASON_INTERNAL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (KapkaHttpAnswer) answer =
        make_answer (rows[i].result, 200, "application/json", "{}");

    g_assert_cmpint (kapka_answer_classify (answer), ==, rows[i].reason);
  }
}

/* The table of the specification, word for word. */
static void
test_exit_codes (void) {
  static const struct {
    int exit_code;
    const char *words;
  } rows[] = {
    { 0, "ok" },
    { 64, "usage" },
    { 65, "rejected conflict" },
    { 66, "no_journal" },
    { 70, "internal" },
    { 73, "disk_full read_only" },
    { 74, "journal_damaged io" },
    { 75, "network proxy portal server_busy tls_clock busy stopped" },
    { 76, "protocol" },
    { 77, "not_enrolled token revoked" },
    { 78, "no_centre config tls_ca tls_name proxy_auth journal_newer" },
  };
  guint n_words = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_auto (GStrv) words = g_strsplit (rows[i].words, " ", -1);

    for (guint j = 0; words[j] != NULL; j++, n_words++) {
      KapkaSyncReason reason;

      g_assert_true (kapka_sync_reason_from_string (words[j], &reason));
      g_assert_cmpint (kapka_sync_reason_exit_code (reason), ==, rows[i].exit_code);
    }
  }
  g_assert_cmpuint (n_words, ==, KAPKA_SYNC_N_REASONS);
}

static void
test_sentences (void) {
  g_autofree char *days =
      kapka_sync_reason_sentence (KAPKA_SYNC_REASON_REJECTED, "2026-03-02 (%s)");
  KapkaSyncReason reason;

  g_assert_cmpstr (days, ==, "Some days were not accepted: 2026-03-02 (%s).");
  for (int i = 0; i < KAPKA_SYNC_N_REASONS; i++) {
    g_autofree char *sentence = kapka_sync_reason_sentence ((KapkaSyncReason)i, NULL);

    g_assert_true (g_str_has_suffix (sentence, "."));
  }
  g_assert_false (kapka_sync_reason_from_string ("", &reason));
  g_assert_false (kapka_sync_reason_from_string (NULL, &reason));
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/retry/grows-to-the-limit", test_grows_to_the_limit);
  g_test_add_func ("/retry/retry-after", test_retry_after);
  g_test_add_func ("/retry/run-is-bounded", test_run_is_bounded);
  g_test_add_func ("/retry/what-is-retried", test_what_is_retried);
  g_test_add_func ("/retry/answers", test_answers);
  g_test_add_func ("/retry/no-answer", test_no_answer);
  g_test_add_func ("/retry/exit-codes", test_exit_codes);
  g_test_add_func ("/retry/sentences", test_sentences);
  return g_test_run ();
}
