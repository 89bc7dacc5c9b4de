// SPDX-License-Identifier: GPL-3.0-or-later
#include "central/request-fields.h"

#include <string.h>

#include "base/digest.h"
#include "base/error.h"

#define DIGEST_PREFIX "sha256:"
#define WORD_MAX 64

gboolean
kapka_field_is_uuid (const char *text) {
  return strlen (text) == KAPKA_UUID_LENGTH && strpbrk (text, "ABCDEF") == NULL &&
         g_uuid_string_is_valid (text);
}

gboolean
kapka_field_is_hash (const char *text) {
  return strlen (text) == 2 * KAPKA_DIGEST_BYTES &&
         strspn (text, "0123456789abcdef") == 2 * KAPKA_DIGEST_BYTES;
}

gboolean
kapka_field_is_digest (const char *text) {
  return g_str_has_prefix (text, DIGEST_PREFIX) &&
         kapka_field_is_hash (text + strlen (DIGEST_PREFIX));
}

gboolean
kapka_field_is_word (const char *text) {
  glong length = g_utf8_strlen (text, -1);

  for (const char *next = text; *next != '\0'; next = g_utf8_next_char (next))
    if (!g_unichar_isprint (g_utf8_get_char (next)))
      return FALSE;
  return length >= 1 && length <= WORD_MAX;
}

static const char *
check (const char *text, const char *name, gboolean (*is_good) (const char *text), GError **error) {
  if (text == NULL || is_good (text))
    return text;
  g_set_error (error, KAPKA_ERROR, KAPKA_ERROR_DATA, "\"%s\" is not what it should be", name);
  return NULL;
}

const char *
kapka_field_get (const KapkaJson *object,
                 const char *key,
                 gboolean (*is_good) (const char *text),
                 GError **error) {
  return check (kapka_json_get_string (object, key, error), key, is_good, error);
}

const char *
kapka_field_get_element (const KapkaJson *array,
                         gsize index,
                         gboolean (*is_good) (const char *text),
                         GError **error) {
  g_autofree char *name = g_strdup_printf ("element %" G_GSIZE_FORMAT, index);

  return check (kapka_json_get_element_string (array, index, error), name, is_good, error);
}
