// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/keyboard/layout.h"

#include "base/error.h"

#include <string.h>

static const char *const layout_ids[] = { "russian", "latin", "digits", "symbols" };

static KapkaKeyboardLayout *
load (const char *id) {
  g_autoptr (GError) error = NULL;
  KapkaKeyboardLayout *layout = kapka_keyboard_layout_load (id, &error);

  g_assert_no_error (error);
  return layout;
}

/* All that @layout types, small letters and capital ones. */
static GHashTable *
collect_texts (const KapkaKeyboardLayout *layout) {
  GHashTable *texts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint r = 0; r < layout->rows->len; r++) {
    const GPtrArray *row = g_ptr_array_index (layout->rows, r);

    for (guint i = 0; i < row->len; i++) {
      const KapkaKeySpec *key = g_ptr_array_index (row, i);

      if (key->text == NULL)
        continue;
      g_assert_true (g_hash_table_add (texts, g_strdup (key->text)));
      g_hash_table_add (texts, g_strdup (key->shifted));
    }
  }
  return texts;
}

static void
test_layouts_are_even (void) {
  for (guint i = 0; i < G_N_ELEMENTS (layout_ids); i++) {
    g_autoptr (KapkaKeyboardLayout) layout = load (layout_ids[i]);
    g_autoptr (GHashTable) texts = collect_texts (layout);
    double first = kapka_keyboard_layout_get_row_width (layout, 0);

    g_assert_cmpstr (layout->id, ==, layout_ids[i]);
    g_assert_cmpuint (layout->rows->len, >=, 4);
    for (guint row = 1; row < layout->rows->len; row++)
      g_assert_cmpfloat (kapka_keyboard_layout_get_row_width (layout, row), ==, first);
    g_assert_true (g_hash_table_contains (texts, "0") && g_hash_table_contains (texts, " "));
  }
}

static void
assert_all (GHashTable *texts, const char *letters) {
  for (const char *at = letters; *at != '\0'; at = g_utf8_next_char (at)) {
    g_autofree char *letter = g_strndup (at, (gsize)(g_utf8_next_char (at) - at));

    if (!g_hash_table_contains (texts, letter))
      g_error ("no key types %s", letter);
  }
}

static void
test_layouts_reach_all_letters (void) {
  g_autoptr (KapkaKeyboardLayout) russian = load ("russian");
  g_autoptr (KapkaKeyboardLayout) latin = load ("latin");
  g_autoptr (KapkaKeyboardLayout) digits = load ("digits");
  g_autoptr (KapkaKeyboardLayout) symbols = load ("symbols");
  g_autoptr (GHashTable) russian_texts = collect_texts (russian);
  g_autoptr (GHashTable) latin_texts = collect_texts (latin);
  g_autoptr (GHashTable) digit_texts = collect_texts (digits);
  g_autoptr (GHashTable) symbol_texts = collect_texts (symbols);

  assert_all (russian_texts, "абвгдеёжзийклмнопрстуфхцчшщъыьэюя0123456789.,-");
  assert_all (russian_texts, "АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ");
  assert_all (latin_texts, "abcdefghijklmnopqrstuvwxyz0123456789@.-_");
  assert_all (latin_texts, "ABCDEFGHIJKLMNOPQRSTUVWXYZ");
  assert_all (digit_texts, "0123456789+-()#*,.");
  assert_all (symbol_texts, "0123456789!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~№«»");
}

static void
test_layout_mistakes (void) {
  static const struct {
    const char *text;
    const char *message;
  } cases[] = {
    { "[Layout]\nName=A\nLabel=A\n[Row]\nKeys=a;{jump}\n",
      "/x/bad.keys:5: key {jump}: expected {shift}*" },
    { "[Layout]\nName=A\nLabel=A\n[Row]\nKeys=a;{space 0}\n",
      "/x/bad.keys:5: key {space 0}: the width*" },
    { "[Layout]\nName=A\nLabel=A\n[Row]\nKeys=a;{space nan}\n",
      "/x/bad.keys:5: key {space nan}: the width*" },
    { "[Layout]\nName=A\nLabel=A\n[Row]\nKeys=a;b\n[Row 2]\nKeys=c;a\n",
      "/x/bad.keys:7: key a is there twice" },
    { "[Layout]\nName=A\nLabel=A\n[Row]\nKeys={tab};{tab 2}\n",
      "/x/bad.keys:5: a command is there twice" },
    { "[Layout]\nName=A\nLabel=A\n[Row]\nKeys=a;b\nShift=A\n",
      "/x/bad.keys:6: Shift has 1 keys and Keys has 2*" },
    { "[Layout]\nName=A\nLabel=A\n[Row]\nKeys=a;;b\n", "/x/bad.keys:5: key : a key is empty" },
    { "[Layout]\nName=A\nLabel=A\n[Row]\nShift=A\n", "/x/bad.keys:4: a row needs Keys=*" },
    { "[Layout]\nName=A\nLabel=A\nPurpose=mail\n[Row]\nKeys=a\n",
      "/x/bad.keys:4: mail is no kind of field*" },
    { "[Layout]\nName=A\nLabel=A\nColour=red\n[Row]\nKeys=a\n",
      "/x/bad.keys:4: unknown key Colour*" },
    { "[Layout]\nLabel=A\n[Row]\nKeys=a\n", "/x/bad.keys:1: [Layout] needs Name= and Label=" },
    { "[Layout]\nName=A\nLabel=A\n",
      "/x/bad.keys:1: expected a group [Layout] and at least one row" },
    { "[Row]\nKeys=a\n", "/x/bad.keys:1: expected a group [Layout] and at least one row" },
    { "", "/x/bad.keys:1: expected a group [Layout] and at least one row" },
    { "[Layout]\nName=A\nLabel=\xff\n", "/x/bad.keys:3: not UTF-8*" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (GBytes) bytes = g_bytes_new_static (cases[i].text, strlen (cases[i].text));

    g_assert_null (kapka_keyboard_layout_parse ("/x/bad.keys", bytes, &error));
    g_assert_error (error, KAPKA_ERROR, KAPKA_ERROR_DATA);
    if (!g_pattern_match_simple (cases[i].message, error->message))
      g_error ("case %u: %s", i, error->message);
  }
}

static void
test_layout_missing (void) {
  g_autoptr (GError) error = NULL;

  g_assert_null (kapka_keyboard_layout_load ("klingon", &error));
  g_assert_error (error, KAPKA_ERROR, KAPKA_ERROR_NOT_FOUND);
}

static void
test_layout_shift_row (void) {
  static const char text[] = "[Layout]\nName=A\nLabel=A\n[Row]\nKeys=1;ӧ;{semicolon}\nShift=!;;;\n";
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));
  g_autoptr (GError) error = NULL;
  g_autoptr (KapkaKeyboardLayout) layout = kapka_keyboard_layout_parse ("a.keys", bytes, &error);
  const GPtrArray *row;

  g_assert_no_error (error);
  row = g_ptr_array_index (layout->rows, 0);
  g_assert_cmpstr (((KapkaKeySpec *)g_ptr_array_index (row, 0))->shifted, ==, "!");
  g_assert_cmpstr (((KapkaKeySpec *)g_ptr_array_index (row, 1))->shifted, ==, "Ӧ");
  g_assert_cmpstr (((KapkaKeySpec *)g_ptr_array_index (row, 2))->text, ==, ";");
}

int
main (int argc, char *argv[]) {
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/keyboard-layout/even", test_layouts_are_even);
  g_test_add_func ("/keyboard-layout/all-letters", test_layouts_reach_all_letters);
  g_test_add_func ("/keyboard-layout/mistakes", test_layout_mistakes);
  g_test_add_func ("/keyboard-layout/missing", test_layout_missing);
  g_test_add_func ("/keyboard-layout/shift-row", test_layout_shift_row);
  return g_test_run ();
}
