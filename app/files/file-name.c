// SPDX-License-Identifier: GPL-3.0-or-later
#include "files/file-name.h"

#include <string.h>

/* Letters with a meaning to some file system, shell or web page. */
#define UNWANTED "\"*/:<>?\\|`$%"

/* What has no shape of its own: control characters, marks that turn a text around or join what is
 * apart, private and unassigned characters. */
static gboolean
is_shapeless (gunichar c) {
  switch (g_unichar_type (c)) {
  case G_UNICODE_CONTROL:
  case G_UNICODE_FORMAT:
  case G_UNICODE_SURROGATE:
  case G_UNICODE_PRIVATE_USE:
  case G_UNICODE_UNASSIGNED:
  case G_UNICODE_LINE_SEPARATOR:
  case G_UNICODE_PARAGRAPH_SEPARATOR:
    return TRUE;
  default:
    return g_unichar_iszerowidth (c) && !g_unichar_ismark (c);
  }
}

static const char *
last_part (const char *path) {
  const char *part = path;

  for (const char *c = path; *c != '\0'; c++)
    if (*c == '/' || *c == '\\')
      part = c + 1;
  return part;
}

static gboolean
ends_in_space (const GString *name) {
  return name->len == 0 || name->str[name->len - 1] == ' ';
}

static GString *
keep_visible (const char *text) {
  GString *name = g_string_new (NULL);

  for (const char *c = text; *c != '\0'; c = g_utf8_next_char (c)) {
    gunichar character = g_utf8_get_char (c);

    if (g_unichar_isspace (character)) {
      if (!ends_in_space (name))
        g_string_append_c (name, ' ');
    } else if (character < 0x80 && strchr (UNWANTED, (char)character) != NULL) {
      g_string_append_c (name, '_');
    } else if (!is_shapeless (character)) {
      g_string_append_unichar (name, character);
    }
  }
  return name;
}

/* A trailing dot or space is lost on a flash drive. */
static void
strip_end (GString *name) {
  while (name->len > 0 && strchr (". ", name->str[name->len - 1]) != NULL)
    g_string_truncate (name, name->len - 1);
}

/* A leading dot hides a file. */
static void
strip (GString *name) {
  g_string_erase (name, 0, (gssize)strspn (name->str, ". "));
  strip_end (name);
}

static void
shorten (GString *name, gsize max_chars, gsize max_bytes) {
  const char *end = name->str;

  for (gsize n = 0; n < max_chars && *end != '\0'; n++) {
    const char *next = g_utf8_next_char (end);

    if ((gsize)(next - name->str) > max_bytes)
      break;
    end = next;
  }
  g_string_truncate (name, (gsize)(end - name->str));
  strip (name);
}

/* What Windows takes for a device whatever follows the first dot, and so neither opens nor deletes.
 */
static gboolean
is_device (const char *name) {
  static const char *const devices[] = { "con", "prn", "aux", "nul", NULL };
  g_autofree char *first = g_strchomp (g_strndup (name, strcspn (name, ".")));
  g_autofree char *folded = g_utf8_strdown (first, -1);

  if (g_str_has_prefix (folded, "com") || g_str_has_prefix (folded, "lpt"))
    return g_utf8_strlen (folded, -1) == 4 && strstr ("0123456789¹²³", folded + 3) != NULL;
  return g_strv_contains (devices, folded);
}

static gsize
stem_length (const char *name) {
  const char *dot = strrchr (name, '.');

  return dot == NULL ? strlen (name) : (gsize)(dot - name);
}

/* Takes the ending off @name and returns it with its dot, as it is written there. */
static char *
take_ending (GString *name, const char *ending) {
  gsize length = stem_length (name->str);
  char *tail = g_strdup (name->str + length);

  if (ending != NULL && (*tail == '\0' || g_ascii_strcasecmp (tail + 1, ending) != 0)) {
    g_free (tail);
    return g_strconcat (".", ending, NULL);
  }
  g_string_truncate (name, length);
  return tail;
}

char *
kapka_file_name_clean (const char *suggested, const char *ending, const char *fallback) {
  g_autofree char *text = g_utf8_make_valid (suggested == NULL ? "" : last_part (suggested), -1);
  g_autofree char *composed = g_utf8_normalize (text, -1, G_NORMALIZE_NFC);
  g_autoptr (GString) name = keep_visible (composed);
  g_autofree char *tail = NULL;

  strip_end (name);
  tail = take_ending (name, ending);
  if (strlen (tail) > KAPKA_FILE_NAME_MAX_BYTES / 4)
    tail[0] = '\0';
  strip (name);
  if (is_device (name->str))
    g_string_prepend_c (name, '_');
  shorten (name, KAPKA_FILE_NAME_MAX_CHARS - strlen (tail),
           KAPKA_FILE_NAME_MAX_BYTES - strlen (tail));
  return g_strconcat (name->len == 0 ? fallback : name->str, tail, NULL);
}

char *
kapka_file_name_number (const char *name, guint number) {
  gsize length = stem_length (name);

  return g_strdup_printf ("%.*s (%u)%s", (int)length, name, number, name + length);
}
