// SPDX-License-Identifier: GPL-3.0-or-later
#define _GNU_SOURCE /* for memmem() */
#include "paper/pdf-scan.h"

#include <gio/gio.h>
#include <string.h>

#define LONGEST_NAME 24

/* What all object streams of one file may be unpacked to: a real one has a hundredth. */
#define MAX_UNPACKED (64 * 1024 * 1024)

/* How far the dictionary of a stream goes before its data. */
#define MAX_DICTIONARY 4096

static const struct {
  const char *name;
  guint trait;
} names[] = {
  { "JavaScript", KAPKA_PDF_JAVASCRIPT },
  { "Rendition", KAPKA_PDF_JAVASCRIPT | KAPKA_PDF_MEDIA },
  { "Launch", KAPKA_PDF_LAUNCH },
  { "SubmitForm", KAPKA_PDF_SENDS },
  { "ImportData", KAPKA_PDF_SENDS },
  { "GoToE", KAPKA_PDF_FILES },
  { "EmbeddedFile", KAPKA_PDF_FILES },
  { "EmbeddedFiles", KAPKA_PDF_FILES },
  { "FileAttachment", KAPKA_PDF_FILES },
  { "RichMedia", KAPKA_PDF_MEDIA },
  { "Movie", KAPKA_PDF_MEDIA },
  { "Sound", KAPKA_PDF_MEDIA },
  { "3D", KAPKA_PDF_MEDIA },
  { "XFA", KAPKA_PDF_XFA },
  { "Encrypt", KAPKA_PDF_ENCRYPTED },
};

typedef struct {
  const guint8 *data;
  gsize length;
} Bytes;

static gboolean
ends_name (guint8 byte) {
  return byte <= ' ' || strchr ("()<>[]{}/%", byte) != NULL;
}

/* Reads a letter of a name, which may be written as #4c. */
static char
read_letter (Bytes text, gsize *at) {
  char letter = (char)text.data[*at];

  if (letter == '#' && *at + 2 < text.length && g_ascii_isxdigit (text.data[*at + 1]) &&
      g_ascii_isxdigit (text.data[*at + 2])) {
    letter = (char)(g_ascii_xdigit_value ((char)text.data[*at + 1]) * 16 +
                    g_ascii_xdigit_value ((char)text.data[*at + 2]));
    *at += 2;
  }
  *at += 1;
  return letter;
}

/* Reads the name behind the slash at @at; one that is longer is none of ours. */
static void
read_name (Bytes text, gsize at, char name[LONGEST_NAME + 1]) {
  guint n = 0;

  for (at++; at < text.length && !ends_name (text.data[at]) && n < LONGEST_NAME;)
    name[n++] = read_letter (text, &at);
  name[n] = '\0';
}

static guint
find_trait (const char *name) {
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (names[i].name, name))
      return names[i].trait;
  return 0;
}

/* Appends what the deflated bytes at the beginning of @packed hold; FALSE when they are broken or
 * grow beyond what is left of the allowance. */
static gboolean
unpack (Bytes packed, GByteArray *unpacked) {
  g_autoptr (GConverter) inflater =
      G_CONVERTER (g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB));
  GConverterResult result = G_CONVERTER_CONVERTED;
  guint8 buffer[16 * 1024];

  while (result == G_CONVERTER_CONVERTED && unpacked->len < MAX_UNPACKED) {
    gsize n_read;
    gsize n_written;

    result = g_converter_convert (inflater, packed.data, packed.length, buffer, sizeof buffer,
                                  G_CONVERTER_INPUT_AT_END, &n_read, &n_written, NULL);
    if (result == G_CONVERTER_ERROR)
      return FALSE;
    g_byte_array_append (unpacked, buffer, (guint)n_written);
    packed.data += n_read;
    packed.length -= n_read;
  }
  return result == G_CONVERTER_FINISHED;
}

static const guint8 *
find_last (Bytes text, const char *word) {
  const guint8 *found = NULL;

  for (const guint8 *at = text.data;
       (at = memmem (at, (gsize)(text.data + text.length - at), word, strlen (word))) != NULL; at++)
    found = at;
  return found;
}

/* Returns what stands around the name at @at, from the beginning of its object to the data. */
static Bytes
find_dictionary (Bytes file, gsize at) {
  gsize back = MIN (at, MAX_DICTIONARY);
  const guint8 *from = find_last ((Bytes){ file.data + at - back, back }, "obj");
  const guint8 *to =
      memmem (file.data + at, MIN (file.length - at, MAX_DICTIONARY), "stream", strlen ("stream"));

  if (from == NULL || to == NULL)
    return (Bytes){ NULL, 0 };
  return (Bytes){ from, (gsize)(to - from) };
}

static guint
count_names (Bytes text, const char *wanted) {
  char name[LONGEST_NAME + 1];
  guint n = 0;

  for (gsize at = 0; at < text.length; at++) {
    if (text.data[at] != '/')
      continue;
    read_name (text, at, name);
    n += g_str_equal (name, wanted);
  }
  return n;
}

/* Packed once, by the one way that is usual. */
static gboolean
is_plainly_packed (Bytes dictionary) {
  return count_names (dictionary, "FlateDecode") == 1 && count_names (dictionary, "Filter") == 1 &&
         count_names (dictionary, "DecodeParms") == 0 &&
         memchr (dictionary.data, '(', dictionary.length) == NULL;
}

/* Returns the bytes behind the word `stream` that ends @dictionary. */
static Bytes
find_data (Bytes file, Bytes dictionary) {
  const guint8 *at = dictionary.data + dictionary.length + strlen ("stream");
  const guint8 *end = file.data + file.length;

  while (at < end && (*at == '\r' || *at == '\n'))
    at++;
  return (Bytes){ at, (gsize)(end - at) };
}

/* Unpacks the object stream that is named at @at. */
static gboolean
unpack_objects (Bytes file, gsize at, GByteArray *unpacked) {
  Bytes dictionary = find_dictionary (file, at);

  return dictionary.data != NULL && is_plainly_packed (dictionary) &&
         unpack (find_data (file, dictionary), unpacked);
}

static guint
scan (Bytes text, GByteArray *unpacked) {
  char name[LONGEST_NAME + 1];
  guint traits = 0;

  for (gsize at = 0; at < text.length; at++) {
    if (text.data[at] != '/')
      continue;
    read_name (text, at, name);
    traits |= find_trait (name);
    if (unpacked != NULL && g_str_equal (name, "ObjStm") && !unpack_objects (text, at, unpacked))
      traits |= KAPKA_PDF_OPAQUE;
  }
  return traits;
}

guint
kapka_pdf_scan (const guint8 *data, gsize length) {
  g_autoptr (GByteArray) unpacked = g_byte_array_new ();
  guint traits = scan ((Bytes){ data, length }, unpacked);

  return traits | scan ((Bytes){ unpacked->data, unpacked->len }, NULL);
}
