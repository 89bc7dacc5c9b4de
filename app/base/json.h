// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

/** The deepest nesting that is read or written: `{"a":[1]}` has depth 2 (sync.md §4). */
#define KAPKA_JSON_MAX_DEPTH 8

/** No integer reaches this value or its negative: beyond it, readers that keep numbers as doubles
 * would round it. */
#define KAPKA_JSON_INT_LIMIT (G_GINT64_CONSTANT (1) << 53)

/**
 * KapkaJson:
 * One JSON object or array, reference counted. What a getter returns is borrowed from the value
 * that was asked.
 */
typedef struct json_t KapkaJson;

/**
 * kapka_json_parse:
 * @data: UTF-8 text, not necessarily ended by NUL
 * @length: bytes in @data
 * @max_bytes: longer texts are refused unread
 * @out_cut: (out) (optional): set to whether the text ended before the value did, as an answer does
 * whose connection was cut
 * @error: return location
 *
 * Reads one object or array and nothing around it. Refused are: a key that comes twice, fractions
 * and exponents, integers of %KAPKA_JSON_INT_LIMIT and more, NUL characters, broken UTF-8, and
 * nesting below %KAPKA_JSON_MAX_DEPTH.
 *
 * Errors: DATA.
 *
 * Returns: (transfer full): the value, or %NULL.
 */
KapkaJson *kapka_json_parse (const void *data,
                             gsize length,
                             gsize max_bytes,
                             gboolean *out_cut,
                             GError **error);

KapkaJson *kapka_json_new_object (void);
KapkaJson *kapka_json_new_array (void);
KapkaJson *kapka_json_ref (KapkaJson *json);
void kapka_json_unref (KapkaJson *json);

/** Returns: (transfer full): the text with sorted keys and no spaces, so that equal values have
 * equal bytes. */
char *kapka_json_to_string (const KapkaJson *json);

/**
 * kapka_json_get_string:
 * @object: an object
 * @key: name of a member that has to be there
 * @error: return location
 *
 * The getters refuse a member that is missing or has another type (DATA), so a hostile answer ends
 * as an error.
 *
 * Returns: (transfer none): the string, or %NULL.
 */
const char *kapka_json_get_string (const KapkaJson *object, const char *key, GError **error);

/** Like kapka_json_get_string() for an integer of at least @min and at most @max. */
gboolean kapka_json_get_int (const KapkaJson *object,
                             const char *key,
                             gint64 min,
                             gint64 max,
                             gint64 *out_value,
                             GError **error);

/** Like kapka_json_get_string() for true or false. */
gboolean kapka_json_get_boolean (const KapkaJson *object,
                                 const char *key,
                                 gboolean *out_value,
                                 GError **error);

/** Like kapka_json_get_string() for an object. Returns: (transfer none): it, or %NULL. */
KapkaJson *kapka_json_get_object (const KapkaJson *object, const char *key, GError **error);

/** Like kapka_json_get_string() for an array. Returns: (transfer none): it, or %NULL. */
KapkaJson *kapka_json_get_array (const KapkaJson *object, const char *key, GError **error);

/** Returns: whether @object has a member @key, of any type. */
gboolean kapka_json_has (const KapkaJson *object, const char *key);

/** Returns: (transfer full): the names of the members of @object in byte order. */
GStrv kapka_json_list_keys (const KapkaJson *object);

/** Returns: how many elements @array has. */
gsize kapka_json_get_length (const KapkaJson *array);

/** Returns: (transfer none): the element at @index, which has to be an object (else DATA), or
 * %NULL. */
KapkaJson *kapka_json_get_element (const KapkaJson *array, gsize index, GError **error);

/** Like kapka_json_get_element() for an array within an array. */
KapkaJson *kapka_json_get_element_array (const KapkaJson *array, gsize index, GError **error);

/** Like kapka_json_get_element() for a string. Returns: (transfer none): it, or %NULL. */
const char *kapka_json_get_element_string (const KapkaJson *array, gsize index, GError **error);

/** Like kapka_json_get_element() for an integer of at least @min and at most @max. */
gboolean kapka_json_get_element_int (const KapkaJson *array,
                                     gsize index,
                                     gint64 min,
                                     gint64 max,
                                     gint64 *out_value,
                                     GError **error);

/** Sets a member of @object; a @value of %NULL is written as null, and what is not UTF-8 in it is
 * replaced by U+FFFD. */
void kapka_json_set_string (KapkaJson *object, const char *key, const char *value);

/** Sets a member of @object; @value lies within %KAPKA_JSON_INT_LIMIT. */
void kapka_json_set_int (KapkaJson *object, const char *key, gint64 value);

void kapka_json_set_boolean (KapkaJson *object, const char *key, gboolean value);

/** Sets a member of @object to @value: (transfer full). */
void kapka_json_set_take (KapkaJson *object, const char *key, KapkaJson *value);

/** Adds @value: (transfer full) at the end of @array. */
void kapka_json_append_take (KapkaJson *array, KapkaJson *value);

/** Adds a string at the end of @array; what is not UTF-8 in it is replaced by U+FFFD. */
void kapka_json_append_string (KapkaJson *array, const char *value);

/** Adds @value, which lies within %KAPKA_JSON_INT_LIMIT, at the end of @array. */
void kapka_json_append_int (KapkaJson *array, gint64 value);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KapkaJson, kapka_json_unref)
