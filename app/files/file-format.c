// SPDX-License-Identifier: GPL-3.0-or-later
#include "files/file-format.h"

#include <string.h>

#define OOXML "application/vnd.openxmlformats-officedocument."
#define ODF "application/vnd.oasis.opendocument."

#define ZIP KAPKA_FILE_CONTENT_ZIP
#define OLE KAPKA_FILE_CONTENT_OLE
#define RTF KAPKA_FILE_CONTENT_RTF
#define CMS KAPKA_FILE_CONTENT_CMS
#define TEXT KAPKA_FILE_CONTENT_TEXT

/* The first format that fits is that of a file whose name has no ending. */
static const KapkaFileFormat formats[] = {
  { "pdf",
    KAPKA_FILE_KIND_PDF,
    KAPKA_FILE_CONTENT_PDF,
    { "application/pdf", "application/x-pdf" } },
  { "zip",
    KAPKA_FILE_KIND_ARCHIVE,
    ZIP,
    { "application/zip", "application/x-zip", "application/x-zip-compressed", "multipart/x-zip" } },
  { "rtf", KAPKA_FILE_KIND_TEXT, RTF, { "application/rtf", "text/rtf" } },
  { "doc",
    KAPKA_FILE_KIND_TEXT,
    OLE | RTF,
    { "application/msword", "application/vnd.ms-word", "application/doc" } },
  { "docx", KAPKA_FILE_KIND_TEXT, ZIP, { OOXML "wordprocessingml.document" } },
  { "odt", KAPKA_FILE_KIND_TEXT, ZIP, { ODF "text" } },
  { "txt", KAPKA_FILE_KIND_TEXT, TEXT, { "text/plain" } },
  { "xls",
    KAPKA_FILE_KIND_TABLE,
    OLE,
    { "application/vnd.ms-excel", "application/msexcel", "application/x-msexcel" } },
  { "xlsx", KAPKA_FILE_KIND_TABLE, ZIP, { OOXML "spreadsheetml.sheet" } },
  { "ods", KAPKA_FILE_KIND_TABLE, ZIP, { ODF "spreadsheet" } },
  { "csv", KAPKA_FILE_KIND_TABLE, TEXT, { "text/csv", "application/csv" } },
  { "ppt",
    KAPKA_FILE_KIND_SLIDES,
    OLE,
    { "application/vnd.ms-powerpoint", "application/mspowerpoint" } },
  { "pptx", KAPKA_FILE_KIND_SLIDES, ZIP, { OOXML "presentationml.presentation" } },
  { "odp", KAPKA_FILE_KIND_SLIDES, ZIP, { ODF "presentation" } },
  { "jpg",
    KAPKA_FILE_KIND_PICTURE,
    KAPKA_FILE_CONTENT_JPEG,
    { "image/jpeg", "image/jpg", "image/pjpeg" } },
  { "jpeg",
    KAPKA_FILE_KIND_PICTURE,
    KAPKA_FILE_CONTENT_JPEG,
    { "image/jpeg", "image/jpg", "image/pjpeg" } },
  { "png", KAPKA_FILE_KIND_PICTURE, KAPKA_FILE_CONTENT_PNG, { "image/png", "image/x-png" } },
  { "gif", KAPKA_FILE_KIND_PICTURE, KAPKA_FILE_CONTENT_GIF, { "image/gif" } },
  { "bmp",
    KAPKA_FILE_KIND_PICTURE,
    KAPKA_FILE_CONTENT_BMP,
    { "image/bmp", "image/x-ms-bmp", "image/x-bmp" } },
  { "tif", KAPKA_FILE_KIND_PICTURE, KAPKA_FILE_CONTENT_TIFF, { "image/tiff", "image/tif" } },
  { "tiff", KAPKA_FILE_KIND_PICTURE, KAPKA_FILE_CONTENT_TIFF, { "image/tiff", "image/tif" } },
  { "webp", KAPKA_FILE_KIND_PICTURE, KAPKA_FILE_CONTENT_WEBP, { "image/webp" } },
  { "xml", KAPKA_FILE_KIND_XML, KAPKA_FILE_CONTENT_XML, { "application/xml", "text/xml" } },
  { "p7s",
    KAPKA_FILE_KIND_SIGNATURE,
    CMS,
    { "application/pkcs7-signature", "application/x-pkcs7-signature" } },
  { "sig",
    KAPKA_FILE_KIND_SIGNATURE,
    CMS,
    { "application/pgp-signature", "application/sig", "application/pkcs7-signature",
      "application/x-pkcs7-signature" } },
};

/* Types that say nothing about a file, though it may well be one that is taken. */
static const char *const vague_types[] = { "",
                                           "application/octet-stream",
                                           "binary/octet-stream",
                                           "application/binary",
                                           "application/download",
                                           "application/x-download",
                                           "application/force-download",
                                           "application/x-force-download",
                                           "application/save",
                                           "application/unknown",
                                           "application/x-unknown",
                                           "text/plain",
                                           NULL };

static const KapkaFileFormat *
find_ending (const char *ending) {
  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    if (g_ascii_strcasecmp (formats[i].ending, ending) == 0)
      return &formats[i];
  return NULL;
}

static gboolean
has_type (const KapkaFileFormat *format, const char *type) {
  for (gsize i = 0; i < G_N_ELEMENTS (format->types) && format->types[i] != NULL; i++)
    if (g_ascii_strcasecmp (format->types[i], type) == 0)
      return TRUE;
  return FALSE;
}

/* Returns what a file that is announced as @type may hold; nothing for a type of no taken format.
 */
static guint
contents_of_type (const char *type) {
  guint contents = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    if (has_type (&formats[i], type))
      contents |= formats[i].contents;
  return contents;
}

static gboolean
is_vague (const char *type) {
  g_autofree char *lower = type == NULL ? NULL : g_ascii_strdown (type, -1);

  return lower == NULL || g_strv_contains (vague_types, lower);
}

/* Returns where the ending begins, NULL when there is none. A dot before a number, a space or a
 * long tail belongs to a sentence, as in "Приказ от 01.02.2026". */
static const char *
last_ending (const char *name) {
  const char *dot = strrchr (name, '.');
  gsize length = dot == NULL ? 0 : strlen (dot + 1);
  gboolean has_letter = FALSE;

  if (length > 10)
    return NULL;
  for (gsize i = 1; i <= length; i++) {
    if (!g_ascii_isalnum (dot[i]))
      return NULL;
    has_letter |= g_ascii_isalpha (dot[i]);
  }
  return has_letter ? dot + 1 : NULL;
}

static const KapkaFileFormat *
find_for_content (const char *type, guint content) {
  const KapkaFileFormat *first = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++) {
    if ((formats[i].contents & content) == 0)
      continue;
    if (type != NULL && has_type (&formats[i], type))
      return &formats[i];
    if (first == NULL)
      first = &formats[i];
  }
  return first;
}

const KapkaFileFormat *
kapka_file_format_find (const char *name) {
  const char *ending = last_ending (name);

  return ending == NULL ? NULL : find_ending (ending);
}

gboolean
kapka_file_format_expect (const char *name, const char *type) {
  const KapkaFileFormat *format = kapka_file_format_find (name);

  if (format == NULL && last_ending (name) != NULL)
    return FALSE;
  if (is_vague (type))
    return TRUE;
  if (format == NULL)
    return contents_of_type (type) != 0;
  return (format->contents & contents_of_type (type)) != 0;
}

const KapkaFileFormat *
kapka_file_format_judge (const char *name, const char *type, const guint8 *head, gsize length) {
  const KapkaFileFormat *format = kapka_file_format_find (name);
  guint content = kapka_file_content_guess (head, length);

  if (!kapka_file_format_expect (name, type) ||
      (!is_vague (type) && (contents_of_type (type) & content) == 0))
    return NULL;
  if (format != NULL)
    return (format->contents & content) != 0 ? format : NULL;
  /* Installers are of the same make as old office documents: without a word about it such a file
   * stays outside. */
  if (content == OLE && is_vague (type))
    return NULL;
  return find_for_content (type, content);
}
