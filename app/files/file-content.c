// SPDX-License-Identifier: GPL-3.0-or-later
#include "files/file-content.h"

#include <string.h>

/* The object identifier of signed data (RFC 5652), as DER has it. */
static const guint8 signed_data[] = { 0x06, 0x09, 0x2a, 0x86, 0x48, 0x86,
                                      0xf7, 0x0d, 0x01, 0x07, 0x02 };

typedef struct {
  const char *bytes;
  gsize length;
  KapkaFileContent content;
} Magic;

#define MAGIC(bytes, content)                                                                      \
  { bytes, sizeof bytes - 1, content }

static const Magic magics[] = {
  MAGIC ("%PDF-", KAPKA_FILE_CONTENT_PDF),
  MAGIC ("\xEF\xBB\xBF%PDF-", KAPKA_FILE_CONTENT_PDF),
  MAGIC ("PK\3\4", KAPKA_FILE_CONTENT_ZIP),
  MAGIC ("PK\5\6", KAPKA_FILE_CONTENT_ZIP), // An empty one.
  MAGIC ("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", KAPKA_FILE_CONTENT_OLE),
  MAGIC ("{\\rtf", KAPKA_FILE_CONTENT_RTF),
  MAGIC ("\xFF\xD8\xFF", KAPKA_FILE_CONTENT_JPEG),
  MAGIC ("\x89PNG\r\n\x1A\n", KAPKA_FILE_CONTENT_PNG),
  MAGIC ("GIF87a", KAPKA_FILE_CONTENT_GIF),
  MAGIC ("GIF89a", KAPKA_FILE_CONTENT_GIF),
  MAGIC ("II*\0", KAPKA_FILE_CONTENT_TIFF),
  MAGIC ("MM\0*", KAPKA_FILE_CONTENT_TIFF),
  MAGIC ("-----BEGIN PKCS7-----", KAPKA_FILE_CONTENT_CMS),
  MAGIC ("-----BEGIN CMS-----", KAPKA_FILE_CONTENT_CMS),
};

static KapkaFileContent
find_magic (const guint8 *head, gsize length) {
  for (gsize i = 0; i < G_N_ELEMENTS (magics); i++)
    if (length >= magics[i].length && memcmp (head, magics[i].bytes, magics[i].length) == 0)
      return magics[i].content;
  return KAPKA_FILE_CONTENT_OTHER;
}

static gboolean
is_webp (const guint8 *head, gsize length) {
  return length >= 12 && memcmp (head, "RIFF", 4) == 0 && memcmp (head + 8, "WEBP", 4) == 0;
}

/* Two letters alone are any text; the four zeros and the size of the next header are no text. */
static gboolean
is_bmp (const guint8 *head, gsize length) {
  static const guint8 zeros[4] = { 0 };

  return length >= 26 && memcmp (head, "BM", 2) == 0 && memcmp (head + 6, zeros, 4) == 0 &&
         head[14] >= 12 && memcmp (head + 15, zeros, 3) == 0;
}

/* A SEQUENCE, of whatever length, that begins with the identifier of signed data. */
static gboolean
is_der_cms (const guint8 *head, gsize length) {
  gsize skip = 2;

  if (length < 2 || head[0] != 0x30)
    return FALSE;
  if (head[1] > 0x80)
    skip += head[1] & 0x7f;
  return skip <= 6 && length >= skip + sizeof signed_data &&
         memcmp (head + skip, signed_data, sizeof signed_data) == 0;
}

/* Programs for signing like to write the same without the lines around it. */
static gboolean
is_base64_cms (const guint8 *head, gsize length) {
  char text[33] = "";
  gsize n_text = 0;
  gsize n_bytes;
  g_autofree guint8 *bytes = NULL;

  for (gsize i = 0; i < length && n_text < sizeof text - 1; i++) {
    if (g_ascii_isspace (head[i]))
      continue;
    if (!g_ascii_isalnum (head[i]) && head[i] != '+' && head[i] != '/')
      return FALSE;
    text[n_text++] = (char)head[i];
  }
  bytes = g_base64_decode (text, &n_bytes);
  return is_der_cms (bytes, n_bytes);
}

/* Texts are looked at in UTF-8; one in an 8-bit code keeps its bytes, whose Latin part is the same.
 */
static GString *
to_text (const guint8 *head, gsize length) {
  const char *charset = NULL;
  g_autofree char *converted = NULL;
  gsize n_converted = 0;

  if (length >= 2 && head[0] == 0xFF && head[1] == 0xFE)
    charset = "UTF-16LE";
  else if (length >= 2 && head[0] == 0xFE && head[1] == 0xFF)
    charset = "UTF-16BE";
  if (charset != NULL)
    converted = g_convert ((const char *)head + 2, (gssize)((length - 2) & ~(gsize)3), "UTF-8",
                           charset, NULL, &n_converted, NULL);
  if (converted != NULL)
    return g_string_new_len (converted, (gssize)n_converted);
  if (length >= 3 && memcmp (head, "\xEF\xBB\xBF", 3) == 0)
    return g_string_new_len ((const char *)head + 3, (gssize)length - 3);
  return g_string_new_len ((const char *)head, (gssize)length);
}

static gboolean
has_control (const GString *text) {
  for (gsize i = 0; i < text->len; i++)
    if (g_ascii_iscntrl (text->str[i]) && !g_ascii_isspace (text->str[i]))
      return TRUE;
  return FALSE;
}

/* Returns where @end has been passed, NULL when it does not come. */
static const char *
pass (const char *text, const char *end) {
  const char *found = strstr (text, end);

  return found == NULL ? NULL : found + strlen (end);
}

/* Passes what stands before the root element of XML. */
static const char *
find_root (const char *text) {
  while (text != NULL) {
    while (g_ascii_isspace (*text))
      text++;
    if (g_str_has_prefix (text, "<!--"))
      text = pass (text, "-->");
    else if (g_str_has_prefix (text, "<?"))
      text = pass (text, "?>");
    else if (g_ascii_strncasecmp (text, "<!doctype html", 14) != 0 &&
             g_str_has_prefix (text, "<!DOCTYPE"))
      text = pass (text, ">");
    else
      break;
  }
  return text;
}

/* The name without its prefix; letters of other alphabets may be in it as they are. */
static char *
dup_root_name (const char *text) {
  gsize length = strcspn (text + 1, " \t\r\n/>");
  char *name = g_ascii_strdown (text + 1, (gssize)length);
  char *colon = strchr (name, ':');

  if (colon != NULL)
    memmove (name, colon + 1, strlen (colon + 1) + 1);
  return name;
}

/* What a browser would run: web pages also when they call themselves XML, and drawings. */
static gboolean
is_for_browsers (const char *name) {
  static const char *const names[] = { "html", "svg",    "script", "head",       "body", "iframe",
                                       "div",  "object", "embed",  "stylesheet", NULL };

  return g_strv_contains (names, name);
}

static KapkaFileContent
judge_text (const GString *text) {
  const char *root;

  if (has_control (text) || g_str_has_prefix (text->str, "#!"))
    return KAPKA_FILE_CONTENT_OTHER;
  root = find_root (text->str);
  if (root == NULL)
    return KAPKA_FILE_CONTENT_OTHER;
  if (*root != '<')
    return KAPKA_FILE_CONTENT_TEXT;

  g_autofree char *name = dup_root_name (root);
  gboolean named = g_ascii_isalpha (*name) || *name == '_' || (*name & 0x80) != 0;

  return named && !is_for_browsers (name) ? KAPKA_FILE_CONTENT_XML : KAPKA_FILE_CONTENT_OTHER;
}

KapkaFileContent
kapka_file_content_guess (const guint8 *head, gsize length) {
  KapkaFileContent content = find_magic (head, length);
  g_autoptr (GString) text = NULL;

  if (content != KAPKA_FILE_CONTENT_OTHER || length == 0)
    return content;
  if (is_webp (head, length))
    return KAPKA_FILE_CONTENT_WEBP;
  if (is_bmp (head, length))
    return KAPKA_FILE_CONTENT_BMP;
  if (is_der_cms (head, length) || is_base64_cms (head, length))
    return KAPKA_FILE_CONTENT_CMS;
  text = to_text (head, MIN (length, KAPKA_FILE_HEAD_BYTES));
  return judge_text (text);
}
