// SPDX-License-Identifier: GPL-3.0-or-later
#include "journal/wreck-page.h"

#include <string.h>

// The kinds of pages that hold rows, as their first byte says.
enum {
  PAGE_INDEX_INSIDE = 2,
  PAGE_INDEX_LEAF = 10,
  PAGE_TABLE_LEAF = 13,
};

/** KapkaWreckBytes: what is left to read. */
typedef struct {
  const guint8 *at;
  gsize left;
} KapkaWreckBytes;

static guint
read_u16 (const guint8 *bytes) {
  return (guint)bytes[0] << 8 | bytes[1];
}

static guint32
read_u32 (const guint8 *bytes) {
  return (guint32)bytes[0] << 24 | (guint32)bytes[1] << 16 | (guint32)bytes[2] << 8 | bytes[3];
}

/** Takes a number of one to nine bytes, seven bits in each but the ninth. */
static gboolean
take_varint (KapkaWreckBytes *bytes, guint64 *out_value) {
  guint64 value = 0;

  for (guint i = 0; i < 9 && i < bytes->left; i++) {
    guint8 byte = bytes->at[i];

    value = i == 8 ? value << 8 | byte : value << 7 | (byte & 0x7f);
    if (i < 8 && (byte & 0x80) != 0)
      continue;
    bytes->at += i + 1;
    bytes->left -= i + 1;
    *out_value = value;
    return TRUE;
  }
  return FALSE;
}

static gsize
header_length (guint8 kind) {
  return kind == PAGE_INDEX_INSIDE ? 12 : 8;
}

guint
kapka_wreck_page_count_cells (const guint8 *page, gsize size, gsize offset) {
  guint8 kind = page[offset];
  guint n = read_u16 (page + offset + 3);

  if (kind != PAGE_INDEX_INSIDE && kind != PAGE_INDEX_LEAF && kind != PAGE_TABLE_LEAF)
    return 0;
  return offset + header_length (kind) + 2 * (gsize)n <= size ? n : 0;
}

/** How much of a payload its own page keeps. */
static gsize
local_length (guint8 kind, gsize size, gsize length) {
  gsize most = kind == PAGE_TABLE_LEAF ? size - 35 : (size - 12) * 64 / 255 - 23;
  gsize least = (size - 12) * 32 / 255 - 23;
  gsize kept;

  if (length <= most)
    return length;
  kept = least + (length - least) % (size - 4);
  return kept <= most ? kept : least;
}

gboolean
kapka_wreck_page_get_cell (const guint8 *page,
                           gsize size,
                           gsize offset,
                           guint index,
                           KapkaWreckCell *cell) {
  guint8 kind = page[offset];
  guint start = read_u16 (page + offset + header_length (kind) + 2 * (gsize)index);
  gsize skipped = kind == PAGE_INDEX_INSIDE ? 4 : 0;
  KapkaWreckBytes bytes = { page + start + skipped, size - start - skipped };
  guint64 length;
  guint64 rowid = 0;

  if (start + skipped >= size || !take_varint (&bytes, &length) || length > G_MAXINT32 ||
      (kind == PAGE_TABLE_LEAF && !take_varint (&bytes, &rowid)))
    return FALSE;
  cell->rowid = (gint64)rowid;
  cell->length = length;
  cell->local = bytes.at;
  cell->local_length = local_length (kind, size, length);
  cell->of_table = kind == PAGE_TABLE_LEAF;
  cell->overflow = 0;
  if (cell->local_length > bytes.left)
    return FALSE;
  if (cell->local_length == cell->length)
    return TRUE;
  if (bytes.left - cell->local_length < 4)
    return FALSE;
  // A payload that should go on and names no page is only a part: as a whole it would be read past
  // its page.
  cell->overflow = read_u32 (bytes.at + cell->local_length);
  return cell->overflow != 0;
}

/** Reads a big-endian integer with a sign. */
static gint64
read_int (const guint8 *bytes, gsize length) {
  guint64 value = (bytes[0] & 0x80) != 0 ? G_MAXUINT64 : 0;

  for (gsize i = 0; i < length; i++)
    value = value << 8 | bytes[i];
  return (gint64)value;
}

/** Splits the serial type of a column into type and length. */
static void
read_serial_type (guint64 serial, KapkaWreckValue *value) {
  static const guint8 int_lengths[] = { 0, 1, 2, 3, 4, 6, 8 };

  value->type = KAPKA_WRECK_OTHER;
  value->length = 0;
  if (serial == 0) {
    value->type = KAPKA_WRECK_NULL;
  } else if (serial < G_N_ELEMENTS (int_lengths)) {
    value->type = KAPKA_WRECK_INT;
    value->length = int_lengths[serial];
  } else if (serial == 7) {
    value->length = 8;
  } else if (serial == 8 || serial == 9) {
    value->type = KAPKA_WRECK_INT;
    value->number = (gint64)serial - 8;
  } else if (serial >= 12) {
    value->type = serial % 2 == 1 ? KAPKA_WRECK_TEXT : KAPKA_WRECK_OTHER;
    value->length = (gsize)((serial - 12) / 2);
  }
}

static gboolean
take_value (KapkaWreckBytes *body, KapkaWreckValue *value) {
  if (value->length > body->left)
    return FALSE;
  if (value->type == KAPKA_WRECK_INT && value->length > 0)
    value->number = read_int (body->at, value->length);
  value->text = (const char *)body->at;
  // Also refuses a NUL inside.
  if (value->type == KAPKA_WRECK_TEXT && !g_utf8_validate_len (value->text, value->length, NULL))
    value->type = KAPKA_WRECK_OTHER;
  body->at += value->length;
  body->left -= value->length;
  return TRUE;
}

guint
kapka_wreck_record_read (const guint8 *payload, gsize length, KapkaWreckValue *values) {
  KapkaWreckBytes header = { payload, length };
  KapkaWreckBytes body;
  guint64 header_bytes;
  guint n = 0;

  if (!take_varint (&header, &header_bytes) || header_bytes > length ||
      header_bytes < length - header.left)
    return 0;
  body = (KapkaWreckBytes){ payload + header_bytes, length - (gsize)header_bytes };
  header.left = (gsize)(payload + header_bytes - header.at);
  while (header.left > 0) {
    guint64 serial;

    if (n == KAPKA_WRECK_COLUMNS || !take_varint (&header, &serial))
      return 0;
    read_serial_type (serial, &values[n]);
    if (!take_value (&body, &values[n]))
      return 0;
    n++;
  }
  return body.left == 0 ? n : 0;
}
