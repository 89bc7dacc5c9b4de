// SPDX-License-Identifier: GPL-3.0-or-later
#include "receiver-input.h"

#include <string.h>

#include "base/json.h"
#include "journal/upload.h"

/* Returns: (transfer full): the next line without its end; @text is behind it afterwards. A line is
 * text for HTTP's reader too, so it ends at a NUL. */
static char *
take_line (const char **text, const char *end) {
  const char *line = *text;
  const char *newline = memchr (line, '\n', (size_t)(end - line));

  *text = newline == NULL ? end : newline + 1;
  return g_strndup (line, (gsize)((newline == NULL ? end : newline) - line));
}

static KapkaRequest *
read_first_line (const char *line) {
  g_auto (GStrv) words = g_strsplit (line, " ", 2);
  gboolean whole = words[0] != NULL && words[1] != NULL;

  return kapka_request_new (whole ? words[0] : "POST", whole ? words[1] : "/v1/upload");
}

static void
read_headers (KapkaRequest *request, const char **text, const char *end) {
  while (*text < end) {
    g_autofree char *line = take_line (text, end);
    g_auto (GStrv) parts = g_strsplit (line, ": ", 2);

    if (*line == '\0')
      return;
    if (parts[0] != NULL && parts[1] != NULL)
      kapka_request_add_header (request, parts[0], parts[1]);
  }
}

static GPtrArray *
read_counts (const KapkaJson *counts) {
  g_autoptr (GPtrArray) list = kapka_counts_new ();
  g_auto (GStrv) keys = kapka_json_list_keys (counts);

  for (guint i = 0; keys[i] != NULL; i++) {
    gint64 value;

    if (!kapka_json_get_int (counts, keys[i], 1 - KAPKA_JSON_INT_LIMIT, KAPKA_JSON_INT_LIMIT - 1,
                             &value, NULL))
      return NULL;
    kapka_counts_add (list, keys[i], value);
  }
  return g_steal_pointer (&list);
}

static void
fix_digest (KapkaJson *day) {
  KapkaJson *counts = day == NULL ? NULL : kapka_json_get_object (day, "counts", NULL);
  g_autoptr (GPtrArray) list = counts == NULL ? NULL : read_counts (counts);
  g_autofree char *digest = list == NULL ? NULL : kapka_day_document_digest (list);

  if (digest != NULL)
    kapka_json_set_string (day, "digest", digest);
}

/* A body that is no JSON stays as it is. */
static void
fix_digests (GByteArray *body) {
  g_autoptr (KapkaJson) json =
      kapka_json_parse (body->data, body->len, KAPKA_REQUEST_MAX_BYTES, NULL, NULL);
  KapkaJson *days = json == NULL ? NULL : kapka_json_get_array (json, "days", NULL);
  g_autofree char *text = NULL;

  if (days == NULL)
    return;
  for (gsize i = 0; i < kapka_json_get_length (days); i++)
    fix_digest (kapka_json_get_element (days, i, NULL));
  text = kapka_json_to_string (json);
  g_byte_array_set_size (body, 0);
  g_byte_array_append (body, (const guint8 *)text, (guint)strlen (text));
}

static void
add_right_headers (KapkaRequest *request, const char *token) {
  g_autofree char *bearer = g_strdup_printf ("Bearer %s", token);

  kapka_request_add_header (request, "Content-Type", "application/json");
  kapka_request_add_header (request, "Authorization", bearer);
}

KapkaRequest *
fuzz_receiver_read_input (const uint8_t *data, size_t size, const char *token) {
  const char *text = (const char *)data;
  const char *end = text + size;
  char mark = size > 0 && strchr ("+*-", text[0]) != NULL ? *text++ : '-';
  g_autofree char *first = take_line (&text, end);
  KapkaRequest *request = read_first_line (first);

  read_headers (request, &text, end);
  if (mark != '-')
    add_right_headers (request, token);
  g_byte_array_append (request->body, (const guint8 *)text, (guint)(end - text));
  if (mark == '*')
    fix_digests (request->body);
  return request;
}
