// SPDX-License-Identifier: GPL-3.0-or-later
#include "crowd.h"

#include <string.h>

#include "base/digest.h"

// The first document of the protocol's vectors.
#define COUNTS "{\"_on\":1,\"pages\":3,\"s1\":2,\"s3\":7,\"s4\":1,\"users\":6}"
#define DIGEST "sha256:036547b4ec2296594ecd4e8540ffdebe2a08fc6447979e6b2e8c5707177ef9fb"
#define BOOT_ID "c2aa0000-0000-4000-8000-000000000009"

// A prime that is no divisor of any number of kiosks: steps of it meet each of them once.
#define STEP 1000003

#define UUID_LENGTH 36

typedef struct {
  char install_id[37];
  char token[44];
  char token_sha256[2 * KAPKA_DIGEST_BYTES + 1];
  guint8 key[KAPKA_DIGEST_BYTES]; // Of Ack-Mac.
} Kiosk;

struct _KapkaCrowd {
  guint n_kiosks;
  guint n_days; // In one upload.
  Kiosk *kiosks;
  char days[KAPKA_CROWD_DAYS][11];
};

/* A UUID that looks random, as those of real kiosks do, so that keys lie as far apart in an
 * index. */
static void
make_uuid (const char *kind, guint number, char uuid[37]) {
  g_autofree char *name = g_strdup_printf ("%s %u", kind, number);
  g_autofree char *hex = kapka_digest_sha256_hex (name, strlen (name));

  g_snprintf (uuid, 37, "%.8s-%.4s-4%.3s-8%.3s-%.12s", hex, hex + 8, hex + 12, hex + 15, hex + 18);
}

static void
make_kiosk (Kiosk *kiosk, guint number) {
  g_autofree char *name = g_strdup_printf ("token %u", number);
  guint8 hash[KAPKA_DIGEST_BYTES];
  g_autofree char *token = NULL;
  g_autofree char *hex = NULL;

  make_uuid ("install", number, kiosk->install_id);
  kapka_digest_sha256 (name, strlen (name), hash);
  token = kapka_digest_to_base64url (hash, sizeof hash);
  g_strlcpy (kiosk->token, token, sizeof kiosk->token);
  kapka_digest_sha256 (token, strlen (token), kiosk->key);
  hex = kapka_digest_sha256_hex (token, strlen (token));
  g_strlcpy (kiosk->token_sha256, hex, sizeof kiosk->token_sha256);
}

KapkaCrowd *
kapka_crowd_new (guint n_kiosks) {
  KapkaCrowd *crowd = g_new0 (KapkaCrowd, 1);
  GDate date;

  crowd->n_kiosks = n_kiosks;
  crowd->n_days = 1;
  crowd->kiosks = g_new0 (Kiosk, n_kiosks);
  for (guint i = 0; i < n_kiosks; i++)
    make_kiosk (&crowd->kiosks[i], i);
  g_date_set_dmy (&date, 1, G_DATE_JANUARY, 2024);
  for (guint i = 0; i < KAPKA_CROWD_DAYS; i++) {
    g_date_strftime (crowd->days[i], sizeof crowd->days[i], "%Y-%m-%d", &date);
    g_date_add_days (&date, 1);
  }
  return crowd;
}

void
kapka_crowd_free (KapkaCrowd *crowd) {
  if (crowd == NULL)
    return;
  g_free (crowd->kiosks);
  g_free (crowd);
}

guint
kapka_crowd_get_length (const KapkaCrowd *crowd) {
  return crowd->n_kiosks;
}

void
kapka_crowd_set_days (KapkaCrowd *crowd, guint n_days) {
  crowd->n_days = n_days;
}

static void
insert (KapkaStore *store,
        const char *head,
        const char *tuple,
        const KapkaSqlValues *values,
        guint n_rows,
        GError **error) {
  g_autoptr (KapkaSqlRows) rows =
      kapka_store_query_many (store, head, tuple, "", values, n_rows, error);

  g_assert_true (rows != NULL || error == NULL || *error != NULL);
}

static void
insert_libraries (KapkaStore *store, guint n, GError **error) {
  g_autoptr (KapkaSqlValues) libraries = kapka_sql_values_new ();
  g_autoptr (KapkaSqlValues) periods = kapka_sql_values_new ();

  for (guint i = 1; i <= n; i++) {
    g_autofree char *code = g_strdup_printf ("18-%05u", i);
    g_autofree char *district = g_strdup_printf ("Район %u", i % 30 + 1);

    kapka_sql_values_add_int (libraries, i);
    kapka_sql_values_add_text (libraries, code);
    kapka_sql_values_add_int (periods, i);
    kapka_sql_values_add_text (periods, code);
    kapka_sql_values_add_text (periods, district);
    kapka_sql_values_add_int (periods, i % 2);
  }
  insert (store, "INSERT INTO library(library_id, code, tz) VALUES", "(?, ?, 'Europe/Samara')",
          libraries, n, error);
  insert (store, "INSERT INTO library_period VALUES", "(?, '2024-01-01', ?, ?, ?)", periods, n,
          error);
}

static void
insert_installs (const KapkaCrowd *crowd, KapkaStore *store, GError **error) {
  g_autoptr (KapkaSqlValues) terminals = kapka_sql_values_new ();
  g_autoptr (KapkaSqlValues) installs = kapka_sql_values_new ();

  for (guint i = 0; i < crowd->n_kiosks; i++) {
    gint64 library_id = i / KAPKA_CROWD_TERMINALS + 1;
    gint64 terminal_id = i % KAPKA_CROWD_TERMINALS + 1;
    g_autofree char *code = g_strdup_printf ("PC-%d", (int)terminal_id);

    kapka_sql_values_add_int (terminals, library_id);
    kapka_sql_values_add_int (terminals, terminal_id);
    kapka_sql_values_add_text (terminals, code);
    kapka_sql_values_add_text (installs, crowd->kiosks[i].install_id);
    kapka_sql_values_add_int (installs, library_id);
    kapka_sql_values_add_int (installs, terminal_id);
    kapka_sql_values_add_text (installs, crowd->kiosks[i].token_sha256);
  }
  insert (store, "INSERT INTO terminal(library_id, terminal_id, code) VALUES", "(?, ?, ?)",
          terminals, crowd->n_kiosks, error);
  insert (store,
          "INSERT INTO install(install_id, library_id, terminal_id, token_sha256, status,"
          " enrolled_ms) VALUES",
          "(?, ?, ?, ?, 'active', 0)", installs, crowd->n_kiosks, error);
}

static gboolean
enrol_cb (KapkaStore *store, gpointer user_data, GError **error) {
  const KapkaCrowd *crowd = user_data;
  guint n_libraries = (crowd->n_kiosks + KAPKA_CROWD_TERMINALS - 1) / KAPKA_CROWD_TERMINALS;
  g_autoptr (GError) failure = NULL;

  insert_libraries (store, n_libraries, &failure);
  g_assert_no_error (failure);
  insert_installs (crowd, store, &failure);
  g_assert_no_error (failure);
  return TRUE;
}

void
kapka_crowd_enrol (KapkaCrowd *crowd, KapkaStore *store) {
  g_autoptr (GError) error = NULL;

  kapka_store_transact (store, KAPKA_STORE_WRITE, enrol_cb, crowd, &error);
  g_assert_no_error (error);
}

static guint
get_kiosk (const KapkaCrowd *crowd, guint64 upload) {
  return (guint)(upload * STEP % crowd->n_kiosks);
}

/* Of the document number @index of an upload. */
static const char *
get_day (const KapkaCrowd *crowd, guint64 upload, guint index) {
  return crowd->days[(upload / crowd->n_kiosks + index) % KAPKA_CROWD_DAYS];
}

/* Numbers that follow each other become streams that lie far apart. */
static void
make_stream (guint64 upload, guint index, char stream[UUID_LENGTH + 1]) {
  guint64 number = upload * KAPKA_CROWD_DAYS + index;
  guint64 x = (number + 1) * G_GUINT64_CONSTANT (0x9E3779B97F4A7C15);

  x ^= x >> 32;
  x *= G_GUINT64_CONSTANT (0xD6E8FEB86659FD93);
  x ^= x >> 32;
  g_snprintf (stream, UUID_LENGTH + 1, "%08x-%04x-4000-8000-%012" G_GINT64_MODIFIER "x",
              (guint)(x >> 32), (guint)(x >> 16 & 0xffff), number);
}

static void
make_request_id (guint64 upload, char request_id[UUID_LENGTH + 1]) {
  g_snprintf (request_id, UUID_LENGTH + 1, "0b0e0000-0000-4000-8000-%012" G_GINT64_MODIFIER "x",
              upload);
}

static void
append_day (const KapkaCrowd *crowd, guint64 upload, guint index, GString *body) {
  char stream[UUID_LENGTH + 1];

  make_stream (upload, index, stream);
  g_string_append_printf (body,
                          "%s{\"stream\":\"%s\",\"install\":\"%s\",\"day\":\"%s\",\"rev\":41,"
                          "\"digest\":\"" DIGEST "\",\"counts\":" COUNTS "}",
                          index == 0 ? "" : ",", stream,
                          crowd->kiosks[get_kiosk (crowd, upload)].install_id,
                          get_day (crowd, upload, index));
}

static void
make_body (const KapkaCrowd *crowd, guint64 upload, GString *body) {
  char request_id[UUID_LENGTH + 1];

  make_request_id (upload, request_id);
  g_string_printf (body,
                   "{\"v\":1,\"request_id\":\"%s\",\"install_id\":\"%s\",\"boot_id\":\"" BOOT_ID
                   "\","
                   "\"software\":\"1.4.0\",\"sent_at\":\"2026-03-03T21:14:07Z\","
                   "\"clock\":{\"synced\":true,\"utc_off_min\":240},\"days\":[",
                   request_id, crowd->kiosks[get_kiosk (crowd, upload)].install_id);
  for (guint i = 0; i < crowd->n_days; i++)
    append_day (crowd, upload, i, body);
  g_string_append (body, "],\"fragments\":[],\"status\":{\"state\":\"ok\",\"pending_days\":0,"
                         "\"oldest_pending\":null,\"quick_check\":\"ok\",\"disk_free_mb\":812,"
                         "\"damaged_streams\":0,\"last_reason\":\"ok\"}}");
}

void
kapka_crowd_make_upload (const KapkaCrowd *crowd, guint64 upload, GString *request) {
  g_autoptr (GString) body = g_string_sized_new (1024);

  make_body (crowd, upload, body);
  g_string_printf (request,
                   "POST /v1/upload HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\n"
                   "Content-Type: application/json\r\nContent-Length: %" G_GSIZE_FORMAT "\r\n\r\n",
                   crowd->kiosks[get_kiosk (crowd, upload)].token, body->len);
  g_string_append_len (request, body->str, (gssize)body->len);
}

char *
kapka_crowd_name_document (const KapkaCrowd *crowd, guint64 upload) {
  char stream[UUID_LENGTH + 1];

  make_stream (upload, 0, stream);
  return g_strjoin (" ", stream, get_day (crowd, upload, 0), NULL);
}

static gboolean
is_signed (const Kiosk *kiosk, const char *mac, const char *body, gsize length) {
  guint8 expected[KAPKA_DIGEST_BYTES];
  guint8 received[KAPKA_DIGEST_BYTES];

  if (mac == NULL || !kapka_digest_from_base64 (mac, received, sizeof received))
    return FALSE;
  kapka_digest_hmac_sha256 (kiosk->key, sizeof kiosk->key, body, length, expected);
  return kapka_digest_equal (expected, received, sizeof expected);
}

static gboolean
has (const char *body, gsize length, const char *part) {
  return memmem (body, length, part, strlen (part)) != NULL;
}

/* How often @part is in @body. */
static guint
count (const char *body, gsize length, const char *part) {
  const char *end = body + length;
  guint n = 0;

  for (const char *at = body; (at = memmem (at, (gsize)(end - at), part, strlen (part))) != NULL;
       at++)
    n++;
  return n;
}

/* What is signed is well-formed, so its words may be looked for as text. */
gboolean
kapka_crowd_is_ack (const KapkaCrowd *crowd,
                    guint64 upload,
                    const char *mac,
                    const char *body,
                    gsize length) {
  guint last = crowd->n_days - 1;
  char request_id[UUID_LENGTH + 1];
  char stream[UUID_LENGTH + 1];

  make_request_id (upload, request_id);
  make_stream (upload, last, stream);
  return is_signed (&crowd->kiosks[get_kiosk (crowd, upload)], mac, body, length) &&
         has (body, length, request_id) && has (body, length, stream) &&
         has (body, length, get_day (crowd, upload, last)) &&
         count (body, length, DIGEST) == crowd->n_days &&
         count (body, length, "\"rev\":41") == crowd->n_days &&
         count (body, length, "\"status\":\"stored\"") +
                 count (body, length, "\"status\":\"unchanged\"") ==
             crowd->n_days;
}
