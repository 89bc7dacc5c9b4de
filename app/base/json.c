// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/json.h"

#include <jansson.h>
#include <stdlib.h>

#include "base/error.h"

static gboolean check_value (const json_t *value, guint depth, GError **error);

static gboolean
check_children (const json_t *value, guint depth, GError **error) {
  const char *key;
  json_t *child;
  gsize index;

  if (depth > KAPKA_JSON_MAX_DEPTH) {
    g_set_error (error, KAPKA_ERROR, KAPKA_ERROR_DATA, "JSON is nested deeper than %d",
                 KAPKA_JSON_MAX_DEPTH);
    return FALSE;
  }
  json_object_foreach ((json_t *)value, key,
                       child) if (!check_value (child, depth + 1, error)) return FALSE;
  json_array_foreach (value, index, child) if (!check_value (child, depth + 1, error)) return FALSE;
  return TRUE;
}

/* @depth is that of @value when it is an object or an array. */
static gboolean
check_value (const json_t *value, guint depth, GError **error) {
  json_int_t number = json_integer_value (value);

  if (json_is_object (value) || json_is_array (value))
    return check_children (value, depth, error);
  if (json_is_real (value)) {
    g_set_error_literal (error, KAPKA_ERROR, KAPKA_ERROR_DATA,
                         "JSON has a number that is no integer");
    return FALSE;
  }
  if (number >= KAPKA_JSON_INT_LIMIT || number <= -KAPKA_JSON_INT_LIMIT) {
    g_set_error (error, KAPKA_ERROR, KAPKA_ERROR_DATA,
                 "JSON has an integer out of range: %" JSON_INTEGER_FORMAT, number);
    return FALSE;
  }
  return TRUE;
}

/* Returns how much of @data is left without a character at its end that is cut in half. */
static gsize
whole_length (const char *data, gsize length) {
  for (gsize back = 1; back <= 3 && back <= length; back++)
    if (g_utf8_get_char_validated (data + length - back, (gssize)back) == (gunichar)-2)
      return length - back;
  return length;
}

KapkaJson *
kapka_json_parse (const void *data,
                  gsize length,
                  gsize max_bytes,
                  gboolean *out_cut,
                  GError **error) {
  g_autoptr (KapkaJson) json = NULL;
  json_error_t mistake = { 0 };

  if (out_cut != NULL)
    *out_cut = FALSE;
  if (length > max_bytes) {
    g_set_error (error, KAPKA_ERROR, KAPKA_ERROR_DATA,
                 "JSON is longer than %" G_GSIZE_FORMAT " bytes", max_bytes);
    return NULL;
  }
  json = json_loadb (length > 0 ? data : "", length, JSON_REJECT_DUPLICATES, &mistake);
  if (json == NULL) {
    // A reader that stopped at the very end was waiting for more.
    if (out_cut != NULL)
      *out_cut = (gsize)MAX (mistake.position, 0) >= whole_length (data, length);
    g_set_error (error, KAPKA_ERROR, KAPKA_ERROR_DATA, "not JSON at byte %d: %s", mistake.position,
                 mistake.text);
    return NULL;
  }
  if (!check_value (json, 1, error))
    return NULL;
  return g_steal_pointer (&json);
}

KapkaJson *
kapka_json_new_object (void) {
  return json_object ();
}

KapkaJson *
kapka_json_new_array (void) {
  return json_array ();
}

KapkaJson *
kapka_json_ref (KapkaJson *json) {
  return json_incref (json);
}

void
kapka_json_unref (KapkaJson *json) {
  json_decref (json);
}

char *
kapka_json_to_string (const KapkaJson *json) {
  char *text = json_dumps (json, JSON_COMPACT | JSON_SORT_KEYS);
  char *copy = g_strdup (text);

  free (text);
  return copy;
}

/* Returns the member @key of @object when it is a @type, else NULL with an error that says
 * @expected. */
static json_t *
get_member (const json_t *object,
            const char *key,
            json_type type,
            const char *expected,
            GError **error) {
  json_t *member = json_object_get (object, key);

  if (member != NULL && json_typeof (member) == type)
    return member;
  g_set_error (error, KAPKA_ERROR, KAPKA_ERROR_DATA, "\"%s\" is %s, expected %s", key,
               member == NULL ? "missing" : "of another type", expected);
  return NULL;
}

const char *
kapka_json_get_string (const KapkaJson *object, const char *key, GError **error) {
  return json_string_value (get_member (object, key, JSON_STRING, "a string", error));
}

gboolean
kapka_json_get_int (const KapkaJson *object,
                    const char *key,
                    gint64 min,
                    gint64 max,
                    gint64 *out_value,
                    GError **error) {
  json_t *member = get_member (object, key, JSON_INTEGER, "an integer", error);

  if (member == NULL)
    return FALSE;
  if (json_integer_value (member) < min || json_integer_value (member) > max) {
    g_set_error (error, KAPKA_ERROR, KAPKA_ERROR_DATA,
                 "\"%s\" is %" JSON_INTEGER_FORMAT ", expected %" G_GINT64_FORMAT
                 "…%" G_GINT64_FORMAT,
                 key, json_integer_value (member), min, max);
    return FALSE;
  }
  *out_value = json_integer_value (member);
  return TRUE;
}

gboolean
kapka_json_get_boolean (const KapkaJson *object,
                        const char *key,
                        gboolean *out_value,
                        GError **error) {
  json_t *member = json_object_get (object, key);

  if (!json_is_boolean (member)) {
    get_member (object, key, JSON_TRUE, "true or false", error);
    return FALSE;
  }
  *out_value = json_is_true (member);
  return TRUE;
}

KapkaJson *
kapka_json_get_object (const KapkaJson *object, const char *key, GError **error) {
  return get_member (object, key, JSON_OBJECT, "an object", error);
}

KapkaJson *
kapka_json_get_array (const KapkaJson *object, const char *key, GError **error) {
  return get_member (object, key, JSON_ARRAY, "an array", error);
}

gboolean
kapka_json_has (const KapkaJson *object, const char *key) {
  return json_object_get (object, key) != NULL;
}

static int
compare_keys (gconstpointer a, gconstpointer b) {
  return g_strcmp0 (*(const char *const *)a, *(const char *const *)b);
}

GStrv
kapka_json_list_keys (const KapkaJson *object) {
  g_autoptr (GPtrArray) keys = g_ptr_array_new ();
  const char *key;
  json_t *value;

  json_object_foreach ((json_t *)object, key, value) g_ptr_array_add (keys, g_strdup (key));
  g_ptr_array_sort (keys, compare_keys);
  g_ptr_array_add (keys, NULL);
  return (GStrv)g_ptr_array_steal (keys, NULL);
}

gsize
kapka_json_get_length (const KapkaJson *array) {
  return json_array_size (array);
}

/* Returns the element @index of @array when it is a @type, else NULL with an error that says
 * @expected. */
static json_t *
get_element (const json_t *array,
             gsize index,
             json_type type,
             const char *expected,
             GError **error) {
  json_t *element = json_array_get (array, index);

  if (element != NULL && json_typeof (element) == type)
    return element;
  g_set_error (error, KAPKA_ERROR, KAPKA_ERROR_DATA, "element %" G_GSIZE_FORMAT " is %s", index,
               expected);
  return NULL;
}

KapkaJson *
kapka_json_get_element (const KapkaJson *array, gsize index, GError **error) {
  return get_element (array, index, JSON_OBJECT, "no object", error);
}

KapkaJson *
kapka_json_get_element_array (const KapkaJson *array, gsize index, GError **error) {
  return get_element (array, index, JSON_ARRAY, "no array", error);
}

const char *
kapka_json_get_element_string (const KapkaJson *array, gsize index, GError **error) {
  return json_string_value (get_element (array, index, JSON_STRING, "no string", error));
}

gboolean
kapka_json_get_element_int (const KapkaJson *array,
                            gsize index,
                            gint64 min,
                            gint64 max,
                            gint64 *out_value,
                            GError **error) {
  json_t *element = get_element (array, index, JSON_INTEGER, "no integer", error);

  if (element == NULL)
    return FALSE;
  if (json_integer_value (element) < min || json_integer_value (element) > max) {
    g_set_error (error, KAPKA_ERROR, KAPKA_ERROR_DATA,
                 "element %" G_GSIZE_FORMAT " is %" JSON_INTEGER_FORMAT
                 ", expected %" G_GINT64_FORMAT "…%" G_GINT64_FORMAT,
                 index, json_integer_value (element), min, max);
    return FALSE;
  }
  *out_value = json_integer_value (element);
  return TRUE;
}

/* Setting fails for want of memory alone, which ends the program in GLib's own functions too. */
static void
insist (int result) {
  if (result != 0)
    g_error ("JSON could not be put together");
}

void
kapka_json_set_string (KapkaJson *object, const char *key, const char *value) {
  g_autofree char *text = value == NULL ? NULL : g_utf8_make_valid (value, -1);

  insist (json_object_set_new (object, key, text == NULL ? json_null () : json_string (text)));
}

void
kapka_json_set_int (KapkaJson *object, const char *key, gint64 value) {
  insist (json_object_set_new (object, key, json_integer (value)));
}

void
kapka_json_set_boolean (KapkaJson *object, const char *key, gboolean value) {
  insist (json_object_set_new (object, key, json_boolean (value)));
}

void
kapka_json_set_take (KapkaJson *object, const char *key, KapkaJson *value) {
  insist (json_object_set_new (object, key, value));
}

void
kapka_json_append_take (KapkaJson *array, KapkaJson *value) {
  insist (json_array_append_new (array, value));
}

void
kapka_json_append_string (KapkaJson *array, const char *value) {
  g_autofree char *text = g_utf8_make_valid (value, -1);

  insist (json_array_append_new (array, json_string (text)));
}

void
kapka_json_append_int (KapkaJson *array, gint64 value) {
  insist (json_array_append_new (array, json_integer (value)));
}
