// SPDX-License-Identifier: GPL-3.0-or-later
#include "central/store-postgres-binary.h"

#include <stdlib.h>
#include <string.h>

#include "base/error.h"

#define UUID_BYTES 16
#define JSONB_VERSION 1

// The day PostgreSQL counts from, 2000-01-01, as GLib counts days.
#define EPOCH_JULIAN 730120

typedef gboolean (*Encode) (GByteArray *bytes, const KapkaSqlValue *value);

static void
append_int32 (GByteArray *bytes, gint32 number) {
  gint32 big = GINT32_TO_BE (number);

  g_byte_array_append (bytes, (const guint8 *)&big, sizeof big);
}

static gboolean
encode_bigint (GByteArray *bytes, const KapkaSqlValue *value) {
  gint64 number = value->number;
  gint64 big;

  if (!value->is_number &&
      !g_ascii_string_to_signed (value->text, 10, G_MININT64, G_MAXINT64, &number, NULL))
    return FALSE;
  big = GINT64_TO_BE (number);
  append_int32 (bytes, sizeof big);
  g_byte_array_append (bytes, (const guint8 *)&big, sizeof big);
  return TRUE;
}

/* A number goes into a text, too. */
static gboolean
encode_text (GByteArray *bytes, const KapkaSqlValue *value) {
  g_autofree char *number =
      value->is_number ? g_strdup_printf ("%" G_GINT64_FORMAT, value->number) : NULL;
  const char *text = value->is_number ? number : value->text;
  gsize length = strlen (text);

  append_int32 (bytes, (gint32)length);
  g_byte_array_append (bytes, (const guint8 *)text, (guint)length);
  return TRUE;
}

static gboolean
encode_jsonb (GByteArray *bytes, const KapkaSqlValue *value) {
  gsize length = value->is_number ? 0 : strlen (value->text);
  guint8 version = JSONB_VERSION;

  if (value->is_number)
    return FALSE;
  append_int32 (bytes, (gint32)length + 1);
  g_byte_array_append (bytes, &version, 1);
  g_byte_array_append (bytes, (const guint8 *)value->text, (guint)length);
  return TRUE;
}

static gboolean
encode_uuid (GByteArray *bytes, const KapkaSqlValue *value) {
  guint8 uuid[UUID_BYTES];
  const char *text = value->text;

  if (value->is_number || !g_uuid_string_is_valid (text))
    return FALSE;
  for (gsize i = 0; i < UUID_BYTES; i++) {
    text += *text == '-';
    uuid[i] = (guint8)(g_ascii_xdigit_value (text[0]) << 4 | g_ascii_xdigit_value (text[1]));
    text += 2;
  }
  append_int32 (bytes, UUID_BYTES);
  g_byte_array_append (bytes, uuid, UUID_BYTES);
  return TRUE;
}

static gboolean
is_date_text (const char *text) {
  return strlen (text) == 10 && text[4] == '-' && text[7] == '-' &&
         strspn (text, "0123456789-") == 10;
}

static gboolean
encode_date (GByteArray *bytes, const KapkaSqlValue *value) {
  GDate date;
  int year;
  int month;
  int day;

  if (value->is_number || !is_date_text (value->text))
    return FALSE;
  year = atoi (value->text);
  month = atoi (value->text + 5);
  day = atoi (value->text + 8);
  if (!g_date_valid_dmy ((GDateDay)day, (GDateMonth)month, (GDateYear)year))
    return FALSE;
  g_date_clear (&date, 1);
  g_date_set_dmy (&date, (GDateDay)day, (GDateMonth)month, (GDateYear)year);
  append_int32 (bytes, sizeof (gint32));
  append_int32 (bytes, (gint32)g_date_get_julian (&date) - EPOCH_JULIAN);
  return TRUE;
}

/* The fixed numbers of PostgreSQL's own types. */
static const struct {
  Oid type;
  const char *name;
  Encode encode;
} types[] = {
  { 20, "bigint", encode_bigint }, { 25, "text", encode_text },     { 1082, "date", encode_date },
  { 2950, "uuid", encode_uuid },   { 3802, "jsonb", encode_jsonb },
};

const char *
kapka_store_postgres_get_type_name (Oid type) {
  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    if (types[i].type == type)
      return types[i].name;
  return NULL;
}

static Encode
get_encode (Oid type) {
  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    if (types[i].type == type)
      return types[i].encode;
  g_return_val_if_reached (NULL);
}

static gboolean
append_element (GByteArray *bytes, Encode encode, const KapkaSqlValue *value, GError **error) {
  if (value->text == NULL && !value->is_number) {
    append_int32 (bytes, -1);
    return TRUE;
  }
  if (encode (bytes, value))
    return TRUE;
  g_set_error (error, KAPKA_ERROR, KAPKA_ERROR_DATA, "\"%s\" is not of the type of its column",
               value->is_number ? "a number" : value->text);
  return FALSE;
}

static void
append_head (GByteArray *bytes, Oid type, guint n) {
  append_int32 (bytes, 1); // Dimensions.
  append_int32 (bytes, 1); // There may be NULLs.
  append_int32 (bytes, (gint32)type);
  append_int32 (bytes, (gint32)n);
  append_int32 (bytes, 1); // Number of the first element.
}

GByteArray *
kapka_store_postgres_make_array (Oid type,
                                 const KapkaSqlValues *values,
                                 guint column,
                                 guint width,
                                 GError **error) {
  guint n = kapka_sql_values_get_length (values) / width;
  g_autoptr (GByteArray) bytes = g_byte_array_sized_new (32 * (n + 1));
  Encode encode = get_encode (type);

  append_head (bytes, type, n);
  for (guint row = 0; row < n; row++)
    if (!append_element (bytes, encode, kapka_sql_values_get (values, row * width + column), error))
      return NULL;
  return g_steal_pointer (&bytes);
}
