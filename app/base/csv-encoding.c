// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/csv-encoding.h"

#include <glib/gi18n.h>
#include <string.h>

#define BYTE_ORDER_MARK "\xEF\xBB\xBF"

// Beside the letters А to я, which are the bytes from 0xC0 on: Ё ё № « » – — and the space that
// does not break. In the code page of DOS most letters are other bytes below 0xB0.
static const char signs[] = "\xA8\xB8\xB9\xAB\xBB\x96\x97\xA0";

static gboolean
is_windows_1251 (const char *byte) {
  guchar code = (guchar)*byte;

  return code < 0x80 || code >= 0xC0 || strchr (signs, *byte) != NULL;
}

/** Returns: the first byte of @text that a Russian table in Windows-1251 would not have. */
static const char *
find_foreign (const char *text) {
  while (*text != '\0' && is_windows_1251 (text))
    text++;
  return text;
}

static guint
count_lines (const char *text, const char *end) {
  guint line = 1;

  for (; text < end; text++)
    line += *text == '\n' ? 1 : 0;
  return line;
}

char *
kapka_csv_decode (const char *path, const char *text, KapkaProblems *problems) {
  gboolean marked = g_str_has_prefix (text, BYTE_ORDER_MARK);
  const char *foreign;

  if (marked)
    text += strlen (BYTE_ORDER_MARK);
  if (g_utf8_validate (text, -1, &foreign))
    return g_strdup (text);
  if (!marked)
    foreign = find_foreign (text);
  if (*foreign == '\0')
    return g_convert (text, -1, "UTF-8", "CP1251", NULL, NULL, NULL);
  kapka_problems_add (
      problems, path, count_lines (text, foreign),
      _ ("this is neither UTF-8 nor Windows-1251; save the table as \"CSV UTF-8\""));
  return NULL;
}
