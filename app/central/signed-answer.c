// SPDX-License-Identifier: GPL-3.0-or-later
#include "central/signed-answer.h"

#include <string.h>
#include <time.h>

char *
kapka_answer_format_time (gint64 utc_ms) {
  time_t seconds = (time_t)(utc_ms / 1000);
  struct tm utc;
  char text[32];

  gmtime_r (&seconds, &utc);
  strftime (text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &utc);
  return g_strdup (text);
}

KapkaResponse *
kapka_plain_answer_new (const KapkaJson *body) {
  char *text = kapka_json_to_string (body);
  g_autoptr (GBytes) bytes = g_bytes_new_take (text, strlen (text));

  return kapka_response_new (200, "application/json", bytes);
}

static void
read_hex (const char *hex, guint8 bytes[KAPKA_DIGEST_BYTES]) {
  for (gsize i = 0; i < KAPKA_DIGEST_BYTES; i++)
    bytes[i] =
        (guint8)(g_ascii_xdigit_value (hex[2 * i]) << 4 | g_ascii_xdigit_value (hex[2 * i + 1]));
}

void
kapka_answer_sign (const char *token_sha256,
                   const void *data,
                   gsize length,
                   guint8 mac[KAPKA_DIGEST_BYTES]) {
  guint8 key[KAPKA_DIGEST_BYTES];

  read_hex (token_sha256, key);
  kapka_digest_hmac_sha256 (key, sizeof key, data, length, mac);
}

KapkaResponse *
kapka_signed_answer_new (const KapkaJson *body, const char *token_sha256) {
  KapkaResponse *response = kapka_plain_answer_new (body);
  guint8 mac[KAPKA_DIGEST_BYTES];
  g_autofree char *text = NULL;

  kapka_answer_sign (token_sha256, g_bytes_get_data (response->body, NULL),
                     g_bytes_get_size (response->body), mac);
  text = kapka_digest_to_base64 (mac, sizeof mac);
  kapka_response_add_header (response, "Ack-Mac", text);
  return response;
}
