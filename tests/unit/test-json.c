// SPDX-License-Identifier: GPL-3.0-or-later
#include <string.h>

#include "base/error.h"
#include "base/json.h"

#define MAX_BYTES 1024

static KapkaJson *
parse (const char *text, gboolean *out_cut, GError **error) {
  return kapka_json_parse (text, strlen (text), MAX_BYTES, out_cut, error);
}

static void
test_refused (void) {
  static const char *const texts[] = {
    "",
    " ",
    "1",
    "\"text\"",
    "null",
    "{} {}",
    "{\"a\":1,\"a\":1}",
    "{\"a\":{\"b\":1,\"b\":2}}",
    "{\"a\":1.0}",
    "{\"a\":1e3}",
    "{\"a\":1e400}",
    "{\"a\":NaN}",
    "{\"a\":Infinity}",
    "{\"a\":01}",
    "{\"a\":9007199254740992}",
    "{\"a\":-9007199254740992}",
    "{\"a\":18446744073709551616}",
    "[[[[[[[[[]]]]]]]]]",
    "{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":[]}}}}}}}}",
    "{\"a\":\"\\u0000\"}",
    "{\"a\":\"\xff\"}",
    "\xef\xbb\xbf{}",
    "{'a':1}",
    "{\"a\":1,}",
    "// comment\n{}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_autoptr (GError) error = NULL;

    g_test_message ("row %" G_GSIZE_FORMAT, i);
    g_assert_null (parse (texts[i], NULL, &error));
    g_assert_error (error, KAPKA_ERROR, KAPKA_ERROR_DATA);
  }
}

static void
test_limits (void) {
  g_autoptr (KapkaJson) deep = parse ("[[[[[[[[1]]]]]]]]", NULL, NULL);
  g_autoptr (KapkaJson) large =
      parse ("{\"a\":9007199254740991,\"b\":-9007199254740991}", NULL, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (deep);
  g_assert_nonnull (large);
  g_assert_null (kapka_json_parse ("{}  ", 4, 3, NULL, &error));
  g_assert_error (error, KAPKA_ERROR, KAPKA_ERROR_DATA);
}

static void
test_nul_and_utf16 (void) {
  g_autoptr (GError) error = NULL;

  g_assert_null (kapka_json_parse ("{}\0", 3, MAX_BYTES, NULL, NULL));
  g_assert_null (kapka_json_parse ("{\0}\0", 4, MAX_BYTES, NULL, NULL));
  g_assert_null (kapka_json_parse (NULL, 0, MAX_BYTES, NULL, &error));
  g_assert_error (error, KAPKA_ERROR, KAPKA_ERROR_DATA);
}

/* Wherever a text is cut, it is known for cut and not for wrong. */
static void
test_cut (void) {
  const char *text = "{\"a\":[1,-2,true,null],\"б\":{\"c\":\"д\\u0434\"}}";

  for (gsize length = 0; length < strlen (text); length++) {
    gboolean cut = FALSE;

    g_test_message ("after %" G_GSIZE_FORMAT " bytes", length);
    g_assert_null (kapka_json_parse (text, length, MAX_BYTES, &cut, NULL));
    g_assert_true (cut);
  }
}

static void
test_wrong_is_not_cut (void) {
  static const char *const texts[] = { "{\"a\":NaN}", "{\"a\":1,\"a\":1}", "[1.5]",
                                       "<html></html>" };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++) {
    gboolean cut = TRUE;

    g_assert_null (parse (texts[i], &cut, NULL));
    g_assert_false (cut);
  }
}

static void
test_getters (void) {
  g_autoptr (KapkaJson) json =
      parse ("{\"s\":\"t\",\"i\":7,\"b\":false,\"o\":{\"x\":null},\"a\":[{},3]}", NULL, NULL);
  KapkaJson *array = kapka_json_get_array (json, "a", NULL);
  g_autoptr (GError) error = NULL;
  gboolean flag = TRUE;
  gint64 number = 0;

  g_assert_cmpstr (kapka_json_get_string (json, "s", NULL), ==, "t");
  g_assert_true (kapka_json_get_int (json, "i", 7, 7, &number, NULL));
  g_assert_cmpint (number, ==, 7);
  g_assert_true (kapka_json_get_boolean (json, "b", &flag, NULL));
  g_assert_false (flag);
  g_assert_true (kapka_json_has (kapka_json_get_object (json, "o", NULL), "x"));
  g_assert_cmpuint (kapka_json_get_length (array), ==, 2);
  g_assert_nonnull (kapka_json_get_element (array, 0, NULL));
  g_assert_null (kapka_json_get_element (array, 1, &error));
  g_assert_error (error, KAPKA_ERROR, KAPKA_ERROR_DATA);
}

static void
test_elements (void) {
  static const char text[] = "{\"rows\":[[\"a\",7,{}]]}";
  g_autoptr (KapkaJson) json = kapka_json_parse (text, strlen (text), 100, NULL, NULL);
  KapkaJson *rows = kapka_json_get_array (json, "rows", NULL);
  KapkaJson *row = kapka_json_get_element_array (rows, 0, NULL);
  gint64 number = 0;

  g_assert_cmpstr (kapka_json_get_element_string (row, 0, NULL), ==, "a");
  g_assert_true (kapka_json_get_element_int (row, 1, 7, 7, &number, NULL));
  g_assert_cmpint (number, ==, 7);
  for (gsize i = 1; i < 4; i++) {
    g_autoptr (GError) error = NULL;

    g_assert_null (kapka_json_get_element_string (row, i, &error));
    g_assert_error (error, KAPKA_ERROR, KAPKA_ERROR_DATA);
    g_assert_null (kapka_json_get_element_array (row, i, NULL));
    g_assert_false (kapka_json_get_element_int (row, i, 8, 9, &number, NULL));
  }
}

static gboolean
get_string (const KapkaJson *json, const char *key, GError **error) {
  return kapka_json_get_string (json, key, error) != NULL;
}

static gboolean
get_int (const KapkaJson *json, const char *key, GError **error) {
  gint64 number;

  return kapka_json_get_int (json, key, 0, 6, &number, error);
}

static gboolean
get_boolean (const KapkaJson *json, const char *key, GError **error) {
  gboolean flag;

  return kapka_json_get_boolean (json, key, &flag, error);
}

static gboolean
get_object (const KapkaJson *json, const char *key, GError **error) {
  return kapka_json_get_object (json, key, error) != NULL;
}

static gboolean
get_array (const KapkaJson *json, const char *key, GError **error) {
  return kapka_json_get_array (json, key, error) != NULL;
}

static void
test_wrong_types (void) {
  static const struct {
    gboolean (*get) (const KapkaJson *json, const char *key, GError **error);
    const char *wrong; // Members that this getter refuses.
  } rows[] = {
    { get_string, "ibnoam" }, { get_int, "sbnoaim" },  { get_boolean, "sinoam" },
    { get_object, "sibnam" }, { get_array, "sibnom" },
  };
  g_autoptr (KapkaJson) json =
      parse ("{\"s\":\"t\",\"i\":7,\"b\":true,\"n\":null,\"o\":{},\"a\":[]}", NULL, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    for (const char *c = rows[i].wrong; *c != '\0'; c++) {
      const char key[] = { *c, '\0' };
      g_autoptr (GError) error = NULL;

      g_assert_false (rows[i].get (json, key, &error));
      g_assert_error (error, KAPKA_ERROR, KAPKA_ERROR_DATA);
    }
}

static void
test_writing (void) {
  g_autoptr (KapkaJson) json = kapka_json_new_object ();
  KapkaJson *array = kapka_json_new_array ();
  g_autofree char *text = NULL;
  g_auto (GStrv) keys = NULL;

  kapka_json_append_take (array, kapka_json_new_object ());
  kapka_json_append_int (array, -7);
  kapka_json_set_take (json, "z", array);
  kapka_json_set_string (json, "текст", "«ӧ»");
  kapka_json_set_string (json, "null", NULL);
  kapka_json_set_string (json, "broken", "a\xff");
  kapka_json_set_int (json, "_on", -9007199254740991);
  kapka_json_set_boolean (json, "A", TRUE);
  text = kapka_json_to_string (json);
  g_assert_cmpstr (text, ==,
                   "{\"A\":true,\"_on\":-9007199254740991,\"broken\":\"a\xef\xbf\xbd\","
                   "\"null\":null,\"z\":[{},-7],\"текст\":\"«ӧ»\"}");
  keys = kapka_json_list_keys (json);
  g_assert_cmpuint (g_strv_length (keys), ==, 6);
  g_assert_cmpstr (keys[0], ==, "A");
  g_assert_cmpstr (keys[5], ==, "текст");
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/json/refused", test_refused);
  g_test_add_func ("/json/limits", test_limits);
  g_test_add_func ("/json/nul-and-utf16", test_nul_and_utf16);
  g_test_add_func ("/json/cut", test_cut);
  g_test_add_func ("/json/wrong-is-not-cut", test_wrong_is_not_cut);
  g_test_add_func ("/json/getters", test_getters);
  g_test_add_func ("/json/elements", test_elements);
  g_test_add_func ("/json/wrong-types", test_wrong_types);
  g_test_add_func ("/json/writing", test_writing);
  return g_test_run ();
}
