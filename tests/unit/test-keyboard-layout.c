// SPDX-License-Identifier: GPL-3.0-or-later
#include "keyboard/layout.h"

#include <string.h>

static const char *const layout_ids[] = { "russian", "udmurt", "latin", "digits", "symbols" };

static KapkaKeyboardLayout *
load (const char *id) {
  g_autofree char *name = g_strconcat (id, ".keys", NULL);
  g_autofree char *path = g_build_filename (g_getenv ("KAPKA_DATA_DIR"), "keyboard", name, NULL);
  g_autoptr (GPtrArray) problems = kapka_problems_new ();
  KapkaKeyboardLayout *layout = kapka_keyboard_layout_load (path, problems);

  for (guint i = 0; i < problems->len; i++) {
    g_autofree char *problem = kapka_problem_to_string (g_ptr_array_index (problems, i));

    g_error ("%s", problem);
  }
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
  g_autoptr (KapkaKeyboardLayout) udmurt = load ("udmurt");
  g_autoptr (KapkaKeyboardLayout) latin = load ("latin");
  g_autoptr (KapkaKeyboardLayout) digits = load ("digits");
  g_autoptr (KapkaKeyboardLayout) symbols = load ("symbols");
  g_autoptr (GHashTable) russian_texts = collect_texts (russian);
  g_autoptr (GHashTable) udmurt_texts = collect_texts (udmurt);
  g_autoptr (GHashTable) latin_texts = collect_texts (latin);
  g_autoptr (GHashTable) digit_texts = collect_texts (digits);
  g_autoptr (GHashTable) symbol_texts = collect_texts (symbols);

  assert_all (russian_texts, "абвгдеёжзийклмнопрстуфхцчшщъыьэюя0123456789.,-");
  assert_all (russian_texts, "АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ");
  assert_all (udmurt_texts, "абвгдеёжӝзӟиӥйклмноӧпрстуфхцчӵшщъыьэюя0123456789.,-№");
  assert_all (udmurt_texts, "АБВГДЕЁЖӜЗӞИӤЙКЛМНОӦПРСТУФХЦЧӴШЩЪЫЬЭЮЯ");
  assert_all (latin_texts, "abcdefghijklmnopqrstuvwxyz0123456789@.-_");
  assert_all (latin_texts, "ABCDEFGHIJKLMNOPQRSTUVWXYZ");
  assert_all (digit_texts, "0123456789+-()#*,.");
  assert_all (symbol_texts, "0123456789!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~№«»");
}

#define HEAD "[Layout]\nName=A\nLabel=A\n"
#define COMMANDS "[Last]\nKeys={backspace};{enter};{layout};{hide}\n"

static void
test_layout_mistakes (void) {
  static const struct {
    const char *text;
    const char *message;
  } cases[] = {
    { HEAD "[Row]\nKeys=a;{jump}\n", "/x/bad.keys:5: key {jump}: expected {shift}*" },
    { HEAD "[Row]\nKeys=a;{space 0}\n", "/x/bad.keys:5: key {space 0}: the width*" },
    { HEAD "[Row]\nKeys=a;{space nan}\n", "/x/bad.keys:5: key {space nan}: the width*" },
    { HEAD "[Row]\nKeys=a;b\n[Row 2]\nKeys=c;a\n", "/x/bad.keys:7: key a is there twice" },
    { HEAD "[Row]\nKeys={tab};{tab 2}\n", "/x/bad.keys:5: a command is there twice" },
    { HEAD "[Row]\nKeys=a;b\nShift=A\n", "/x/bad.keys:6: Shift has 1 keys and Keys has 2*" },
    { HEAD "[Row]\nKeys=a;;b\n", "/x/bad.keys:5: key : a key is empty" },
    { HEAD "[Row]\nKeys=a;abcdef\n", "/x/bad.keys:5: key abcdef: longer than 5 characters" },
    { HEAD "[Row]\nKeys=a;\\n\n", "/x/bad.keys:5: key *: not a text that can be seen" },
    { HEAD "[Row]\nShift=A\n", "/x/bad.keys:4: a row needs Keys=*" },
    { HEAD "[Row]\nKeys=a;b;c;{space 12}\n", "/x/bad.keys:5: the row is wider than 14 keys*" },
    { HEAD "[1]\nKeys=a\n[2]\nKeys=b\n[3]\nKeys=c\n[4]\nKeys=d\n[5]\nKeys=e\n[6]\nKeys=f\n",
      "/x/bad.keys:14: more than 5 rows*" },
    { HEAD "Purpose=mail\n[Row]\nKeys=a\n", "/x/bad.keys:4: mail: no kind of field*" },
    { HEAD "Languages=tt\n[Row]\nKeys=a\n", "/x/bad.keys:4: tt: no language of Kapka*" },
    { HEAD "Colour=red\n[Row]\nKeys=a\n", "/x/bad.keys:4: unknown key Colour*" },
    { HEAD "Hold=b ӝ\n[Row]\nKeys=a\n" COMMANDS, "/x/bad.keys:4: b ӝ: expected a key*" },
    { HEAD "Hold=a ӝ;a ӟ\n[Row]\nKeys=a\n" COMMANDS, "/x/bad.keys:4: a ӟ: expected a key*" },
    { HEAD "Hold=a\n[Row]\nKeys=a\n" COMMANDS, "/x/bad.keys:4: a: expected a key*" },
    { HEAD "Hold=a b  c\n[Row]\nKeys=a\n" COMMANDS, "/x/bad.keys:4: a b  c: a key is empty" },
    { HEAD "Hold=a 1 2 3 4 5 6 7 8 9\n[Row]\nKeys=a\n" COMMANDS,
      "/x/bad.keys:4: a 1 2 3 4 5 6 7 8 9: expected a key*" },
    { HEAD "[Row]\nKeys=a;{enter};{layout};{hide}\n",
      "/x/bad.keys:1: the layout has no key {backspace}" },
    { "[Layout]\nLabel=A\n[Row]\nKeys=a\n", "/x/bad.keys:1: [Layout] needs Name= and Label=" },
    { HEAD, "/x/bad.keys:1: expected a group [Layout] and at least one row" },
    { "[Row]\nKeys=a\n", "/x/bad.keys:1: expected a group [Layout] and at least one row" },
    { "", "/x/bad.keys:1: expected a group [Layout] and at least one row" },
    { "[Layout]\nName=A\nLabel=\xff\n", "/x/bad.keys:3: not UTF-8*" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GPtrArray) problems = kapka_problems_new ();
    g_autofree char *first = NULL;

    g_assert_null (kapka_keyboard_layout_parse ("/x/bad.keys", cases[i].text,
                                                strlen (cases[i].text), problems));
    g_assert_cmpuint (problems->len, >, 0);
    first = kapka_problem_to_string (g_ptr_array_index (problems, 0));
    if (!g_pattern_match_simple (cases[i].message, first))
      g_error ("case %u: %s", i, first);
  }
}

static KapkaKeyboardLayout *
parse (const char *text) {
  g_autoptr (GPtrArray) problems = kapka_problems_new ();
  KapkaKeyboardLayout *layout =
      kapka_keyboard_layout_parse ("a.keys", text, strlen (text), problems);

  g_assert_cmpuint (problems->len, ==, 0);
  g_assert_nonnull (layout);
  return layout;
}

static const KapkaKeySpec *
get_key (const KapkaKeyboardLayout *layout, guint row, guint at) {
  return g_ptr_array_index ((const GPtrArray *)g_ptr_array_index (layout->rows, row), at);
}

static void
test_layout_shift_row (void) {
  g_autoptr (KapkaKeyboardLayout) layout =
      parse (HEAD "[Row]\nKeys=1;ӧ;{semicolon}\nShift=!;;;\n" COMMANDS);

  g_assert_cmpstr (get_key (layout, 0, 0)->shifted, ==, "!");
  g_assert_cmpstr (get_key (layout, 0, 1)->shifted, ==, "Ӧ");
  g_assert_cmpstr (get_key (layout, 0, 2)->text, ==, ";");
}

/* What Udmurt letters look like in a file that was written on some other system. */
static void
test_layout_composes (void) {
  g_autoptr (KapkaKeyboardLayout) layout =
      parse (HEAD "Hold=ж ж\u0308\n[Row]\nKeys=ж;о\u0308\n" COMMANDS);
  const GPtrArray *alternatives = get_key (layout, 0, 0)->alternatives;

  g_assert_cmpstr (get_key (layout, 0, 1)->text, ==, "ӧ");
  g_assert_cmpuint (alternatives->len, ==, 1);
  g_assert_cmpstr (((const KapkaKeySpec *)g_ptr_array_index (alternatives, 0))->text, ==, "ӝ");
  g_assert_cmpstr (((const KapkaKeySpec *)g_ptr_array_index (alternatives, 0))->shifted, ==, "Ӝ");
}

static void
assert_holds (const KapkaKeyboardLayout *layout, const char *key, const char *letter) {
  for (guint r = 0; r < layout->rows->len; r++) {
    const GPtrArray *row = g_ptr_array_index (layout->rows, r);

    for (guint i = 0; i < row->len; i++) {
      const KapkaKeySpec *spec = g_ptr_array_index (row, i);

      if (g_strcmp0 (spec->text, key) != 0)
        continue;
      g_assert_nonnull (spec->alternatives);
      g_assert_cmpstr (((const KapkaKeySpec *)g_ptr_array_index (spec->alternatives, 0))->text, ==,
                       letter);
      return;
    }
  }
  g_error ("%s has no key %s", layout->id, key);
}

static void
test_layouts_hold (void) {
  static const char *const pairs[][2] = { { "ж", "ӝ" }, { "з", "ӟ" }, { "и", "ӥ" },
                                          { "о", "ӧ" }, { "ч", "ӵ" }, { "е", "ё" } };
  g_autoptr (KapkaKeyboardLayout) russian = load ("russian");
  g_autoptr (KapkaKeyboardLayout) udmurt = load ("udmurt");

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++) {
    assert_holds (russian, pairs[i][0], pairs[i][1]);
    assert_holds (udmurt, pairs[i][0], pairs[i][1]);
  }
}

int
main (int argc, char *argv[]) {
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/keyboard-layout/even", test_layouts_are_even);
  g_test_add_func ("/keyboard-layout/all-letters", test_layouts_reach_all_letters);
  g_test_add_func ("/keyboard-layout/mistakes", test_layout_mistakes);
  g_test_add_func ("/keyboard-layout/shift-row", test_layout_shift_row);
  g_test_add_func ("/keyboard-layout/composes", test_layout_composes);
  g_test_add_func ("/keyboard-layout/hold", test_layouts_hold);
  return g_test_run ();
}
