// SPDX-License-Identifier: GPL-3.0-or-later
#include "test-centre-kiosk.h"

#include <string.h>

#include "base/digest.h"
#include "central/enrol-code.h"
#include "test-store-place.h"

#define REQUEST_ID "0b0e0000-0000-4000-8000-000000000003"

void
centre_kiosk_init (CentreKiosk *kiosk, guint number, guint generation) {
  g_autofree char *seed = g_strdup_printf ("kiosk %u, enrolment %u", number, generation);
  guint8 secret[KAPKA_DIGEST_BYTES];
  g_autofree char *token = NULL;
  g_autofree char *hash = NULL;

  kapka_digest_sha256 (seed, strlen (seed), secret);
  token = kapka_digest_to_base64url (secret, sizeof secret);
  hash = kapka_digest_sha256_hex (token, strlen (token));
  kiosk->number = number;
  g_snprintf (kiosk->install_id, sizeof kiosk->install_id, "7f1c%04x-0000-4000-8000-%012x",
              generation, number);
  g_snprintf (kiosk->boot_id, sizeof kiosk->boot_id, "c2aa0000-0000-4000-8000-%012x", number);
  g_strlcpy (kiosk->token, token, sizeof kiosk->token);
  g_strlcpy (kiosk->token_sha256, hash, sizeof kiosk->token_sha256);
}

static void
run (KapkaStore *store, char *sql) {
  kapka_store_run_for_test (store, sql);
  g_free (sql);
}

void
centre_add_library (KapkaStore *store, guint number) {
  run (store, g_strdup_printf ("INSERT INTO library(library_id, code, tz)"
                               " VALUES (%u, '18-%04u', 'Europe/Samara')",
                               number, number));
  run (store, g_strdup_printf ("INSERT INTO terminal(library_id, terminal_id, code)"
                               " VALUES (%u, 1, 'PC-1')",
                               number));
}

void
centre_add_code (KapkaStore *store, const char *code, guint number, gint64 expires_ms) {
  g_autofree char *hash = kapka_enrol_code_hash (code);

  g_assert_nonnull (hash);
  run (store, g_strdup_printf ("INSERT INTO enroll_code(code_sha256, library_id, terminal_id,"
                               " expires_ms) VALUES ('%s', %u, 1, %" G_GINT64_FORMAT ")",
                               hash, number, expires_ms));
}

void
centre_enrol (KapkaStore *store, const CentreKiosk *kiosk, const CentreKiosk *predecessor) {
  g_autofree char *before =
      predecessor == NULL ? g_strdup ("NULL") : g_strdup_printf ("'%s'", predecessor->install_id);

  run (store, g_strdup_printf ("INSERT INTO install(install_id, library_id, terminal_id,"
                               " token_sha256, status, predecessor, enrolled_ms)"
                               " VALUES ('%s', %u, 1, '%s', 'active', %s, 1)",
                               kiosk->install_id, kiosk->number, kiosk->token_sha256, before));
}

void
centre_stream_id (guint number, char id[37]) {
  g_snprintf (id, 37, "6f1c0000-0000-4000-8000-%012x", number);
}

/* Returns `"s3":2,"users":1` and what a digest is taken of. @counts has its keys sorted. */
static char *
print_counts (const char *counts, GString *lines) {
  g_auto (GStrv) words = g_strsplit (counts, " ", -1);
  GString *json = g_string_new (NULL);

  for (guint i = 0; words[i] != NULL && *words[i] != '\0'; i++) {
    g_auto (GStrv) pair = g_strsplit (words[i], "=", 2);

    g_string_append_printf (json, "%s\"%s\":%s", i == 0 ? "" : ",", pair[0], pair[1]);
    if (!g_str_equal (pair[1], "0"))
      g_string_append_printf (lines, "%s\n", words[i]);
  }
  return g_string_free (json, FALSE);
}

char *
centre_day_json (guint stream,
                 const CentreKiosk *owner,
                 const char *day,
                 gint64 revision,
                 const char *counts) {
  g_autoptr (GString) lines = g_string_new (NULL);
  g_autofree char *json = print_counts (counts, lines);
  g_autofree char *digest = kapka_digest_sha256_hex (lines->str, lines->len);
  char id[37];

  centre_stream_id (stream, id);
  return g_strdup_printf ("{\"stream\":\"%s\",\"install\":\"%s\",\"day\":\"%s\","
                          "\"rev\":%" G_GINT64_FORMAT ",\"digest\":\"sha256:%s\",\"counts\":{%s}}",
                          id, owner->install_id, day, revision, digest, json);
}

char *
centre_fragment_json (guint stream,
                      const CentreKiosk *owner,
                      const char *day,
                      gint64 seq,
                      const char *counts) {
  g_autoptr (GString) lines = g_string_new (NULL);
  g_autofree char *json = print_counts (counts, lines);
  char id[37];

  centre_stream_id (stream, id);
  return g_strdup_printf ("{\"stream\":\"%s\",\"install\":\"%s\",\"day\":\"%s\","
                          "\"seq\":%" G_GINT64_FORMAT ",\"counts\":{%s}}",
                          id, owner->install_id, day, seq, json);
}

char *
centre_upload_json (const CentreKiosk *kiosk, const char *days, const char *fragments) {
  return g_strdup_printf ("{\"v\":1,\"request_id\":\"" REQUEST_ID
                          "\",\"install_id\":\"%s\",\"boot_id\":\"%s\","
                          "\"software\":\"1.4.0\",\"sent_at\":\"2026-03-03T21:14:07Z\","
                          "\"clock\":{\"synced\":true,\"utc_off_min\":240},"
                          "\"days\":[%s],\"fragments\":[%s],\"status\":{\"state\":\"ok\"}}",
                          kiosk->install_id, kiosk->boot_id, days == NULL ? "" : days,
                          fragments == NULL ? "" : fragments);
}

char *
centre_one_day_json (const CentreKiosk *kiosk,
                     guint stream,
                     const char *day,
                     gint64 revision,
                     const char *counts) {
  g_autofree char *json = centre_day_json (stream, kiosk, day, revision, counts);

  return centre_upload_json (kiosk, json, NULL);
}

char *
centre_enrol_json (const CentreKiosk *kiosk, const char *code, const CentreKiosk *predecessor) {
  g_autofree char *before =
      predecessor == NULL
          ? g_strdup ("")
          : g_strdup_printf (",\"predecessor\":{\"install_id\":\"%s\",\"token\":\"%s\"}",
                             predecessor->install_id, predecessor->token);

  return g_strdup_printf ("{\"v\":1,\"request_id\":\"" REQUEST_ID "\",\"code\":\"%s\","
                          "\"install_id\":\"%s\",\"token_sha256\":\"%s\","
                          "\"machine_hash\":\"%s\"%s}",
                          code, kiosk->install_id, kiosk->token_sha256, kiosk->token_sha256,
                          before);
}

KapkaRequest *
centre_request_new (const CentreKiosk *kiosk, const char *path, const char *body) {
  KapkaRequest *request = kapka_request_new (body == NULL ? "GET" : "POST", path);
  g_autofree char *authorization = NULL;

  if (kiosk != NULL) {
    authorization = g_strdup_printf ("Bearer %s", kiosk->token);
    kapka_request_add_header (request, "Authorization", authorization);
  }
  if (body != NULL) {
    kapka_request_add_header (request, "Content-Type", "application/json");
    g_byte_array_append (request->body, (const guint8 *)body, (guint)strlen (body));
  }
  return request;
}

void
centre_assert_mac (const CentreKiosk *kiosk, const char *mac, gconstpointer body, gsize length) {
  guint8 key[KAPKA_DIGEST_BYTES];
  guint8 expected[KAPKA_DIGEST_BYTES];
  g_autofree char *text = NULL;

  kapka_digest_sha256 (kiosk->token, strlen (kiosk->token), key);
  kapka_digest_hmac_sha256 (key, sizeof key, body, length, expected);
  text = kapka_digest_to_base64 (expected, sizeof expected);
  g_assert_cmpstr (mac, ==, text);
}

char *
centre_read_words (const KapkaJson *answer) {
  const KapkaJson *results = kapka_json_get_array (answer, "results", NULL);
  GString *words = g_string_new (NULL);

  g_assert_nonnull (results);
  for (gsize i = 0; i < kapka_json_get_length (results); i++) {
    const KapkaJson *result = kapka_json_get_element (results, i, NULL);

    g_string_append_printf (words, "%s%s", i == 0 ? "" : " ",
                            kapka_json_get_string (result, "status", NULL));
    if (kapka_json_has (result, "error"))
      g_string_append_printf (words, ":%s", kapka_json_get_string (result, "error", NULL));
  }
  return g_string_free (words, FALSE);
}
