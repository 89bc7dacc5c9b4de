// SPDX-License-Identifier: GPL-3.0-or-later
// Which letters the keyboard has, and what they write into a field of the screen.
#include "keyboard-stage.h"

static const char *
get_face (Stage *stage, const char *text) {
  KapkaKey *key = kapka_key_pad_find (stage_get_pad (stage), KAPKA_KEY_TEXT, text);

  g_assert_nonnull (key);
  return kapka_key_get_face (key);
}

static void
test_types (Stage *stage, gconstpointer data) {
  stage_touch_field (stage, stage->name);
  stage_touch_command (stage, KAPKA_KEY_SHIFT);
  stage_touch_text (stage, "привет, ");
  stage_touch_command (stage, KAPKA_KEY_SHIFT);
  stage_touch_text (stage, "ёж 123 ");
  stage_touch_letters (stage, "latin");
  stage_touch_text (stage, "a@b.ru");
  stage_assert_text (stage->name, "Привет, Ёж 123 a@b.ru");
  stage_touch_command (stage, KAPKA_KEY_SYMBOLS);
  stage_touch_text (stage, " «№;\\{»");
  stage_touch_command (stage, KAPKA_KEY_LAYOUT);
  stage_assert_layout (stage, "latin");
  stage_touch_letters (stage, "russian");
  stage_assert_text (stage->name, "Привет, Ёж 123 a@b.ru «№;\\{»");
}

static void
test_types_udmurt (Stage *stage, gconstpointer data) {
  stage_touch_field (stage, stage->name);
  stage_touch_letters (stage, "udmurt");
  stage_touch_command (stage, KAPKA_KEY_SHIFT);
  stage_touch_text (stage, "ӟечбур, ");
  stage_touch_command (stage, KAPKA_KEY_SHIFT);
  stage_touch_text (stage, "ӧӵ 123 ӝӥ");
  stage_assert_text (stage->name, "Ӟечбур, Ӧӵ 123 ӝӥ");
}

/* A key for each of the other alphabets says which letters it brings. */
static void
test_ways (Stage *stage, gconstpointer data) {
  static const char *const alphabets[][2] = { { "russian", "РУС" },
                                              { "udmurt", "УДМ" },
                                              { "latin", "ENG" } };

  for (guint i = 0; i < G_N_ELEMENTS (alphabets); i++) {
    if (i > 0)
      stage_touch_letters (stage, alphabets[i][0]);
    for (guint j = 0; j < G_N_ELEMENTS (alphabets); j++) {
      KapkaKey *key = kapka_key_pad_find (stage_get_pad (stage), KAPKA_KEY_LAYOUT, alphabets[j][0]);

      g_assert_cmpint (key == NULL, ==, i == j);
      if (key != NULL)
        g_assert_cmpstr (kapka_key_get_face (key), ==, alphabets[j][1]);
    }
  }
  kapka_keyboard_set_language (KAPKA_KEYBOARD (stage->keyboard), "en");
  stage_assert_name (kapka_key_pad_find (stage_get_pad (stage), KAPKA_KEY_LAYOUT, "udmurt"),
                     "Udmurt letters");
}

/* Too many alphabets for a key each: one key goes through all of them. */
static void
test_many_alphabets (Stage *stage, gconstpointer data) {
  static const char text[] = "[Layout]\nName=Т\nLabel=ТАТ\nLetters=ӘӨ\n[1]\nKeys=ә;ө;"
                             "{layout};{backspace};{enter};{hide}\n";
  g_autoptr (GPtrArray) layouts = stage_load_layouts (stage->dir);
  const char *const order[] = { "udmurt", "latin", "tatar", "russian" };
  g_autoptr (GPtrArray) problems = kapka_problems_new ();

  g_ptr_array_insert (layouts, 3,
                      kapka_keyboard_layout_parse ("tatar.keys", text, sizeof text - 1, problems));
  kapka_keyboard_set_layouts (KAPKA_KEYBOARD (stage->keyboard), layouts);
  for (guint i = 0; i < G_N_ELEMENTS (order); i++) {
    stage_touch_command (stage, KAPKA_KEY_LAYOUT);
    stage_assert_layout (stage, order[i]);
  }
}

/* Who has gone to other letters finds them in the next field; the next visitor does not. */
static void
test_chosen_letters_stay (Stage *stage, gconstpointer data) {
  stage_touch_field (stage, stage->name);
  stage_touch_letters (stage, "udmurt");
  stage_touch_field (stage, stage->mail);
  stage_assert_layout (stage, "latin");
  stage_touch_field (stage, stage->name);
  stage_assert_layout (stage, "udmurt");
  kapka_keyboard_forget (KAPKA_KEYBOARD (stage->keyboard));
  stage_touch_field (stage, stage->mail);
  stage_touch_field (stage, stage->name);
  stage_assert_layout (stage, "russian");
}

static void
test_language_of_the_visit (Stage *stage, gconstpointer data) {
  kapka_keyboard_set_language (KAPKA_KEYBOARD (stage->keyboard), "udm");
  stage_touch_field (stage, stage->name);
  stage_assert_layout (stage, "udmurt");
  kapka_keyboard_set_language (KAPKA_KEYBOARD (stage->keyboard),
                               "ru"); // The letters stay under the fingers.
  stage_assert_layout (stage, "udmurt");
  stage_touch_field (stage, stage->mail);
  stage_touch_field (stage, stage->name);
  stage_assert_layout (stage, "russian");
}

static void
test_shift (Stage *stage, gconstpointer data) {
  KapkaKey *shift = kapka_key_pad_find (stage_get_pad (stage), KAPKA_KEY_SHIFT, NULL);

  stage_touch_field (stage, stage->name);
  stage_touch_command (stage, KAPKA_KEY_SHIFT);
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (shift), "active"));
  g_assert_false (gtk_widget_has_css_class (GTK_WIDGET (shift), "locked"));
  g_assert_cmpstr (get_face (stage, "ё"), ==, "Ё");
  stage_touch_text (stage, "1 ёж"); // A digit has no capital form: shift waits for the letter.
  g_assert_false (gtk_widget_has_css_class (GTK_WIDGET (shift), "active"));
  g_assert_cmpstr (get_face (stage, "ё"), ==, "ё");
  stage_touch_command (stage, KAPKA_KEY_SHIFT);
  stage_touch_command (stage, KAPKA_KEY_SHIFT);
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (shift), "locked"));
  stage_touch_text (stage, "да");
  stage_touch_command (stage, KAPKA_KEY_SHIFT);
  g_assert_false (gtk_widget_has_css_class (GTK_WIDGET (shift), "active"));
  stage_touch_text (stage, "да");
  stage_assert_text (stage->name, "1 ЁжДАда");
}

static void
test_purposes (Stage *stage, gconstpointer data) {
  static const struct {
    GtkInputPurpose purpose;
    const char *layout;
    gboolean secret;
  } cases[] = {
    { GTK_INPUT_PURPOSE_NUMBER, "digits", FALSE },
    { GTK_INPUT_PURPOSE_FREE_FORM, "russian", FALSE },
    { GTK_INPUT_PURPOSE_DIGITS, "digits", FALSE },
    { GTK_INPUT_PURPOSE_EMAIL, "latin", FALSE },
    { GTK_INPUT_PURPOSE_PHONE, "digits", FALSE },
    { GTK_INPUT_PURPOSE_URL, "latin", FALSE },
    { GTK_INPUT_PURPOSE_PIN, "digits", TRUE },
    { GTK_INPUT_PURPOSE_PASSWORD, "latin", TRUE },
    { GTK_INPUT_PURPOSE_NAME, "russian", FALSE },
    { GTK_INPUT_PURPOSE_TERMINAL, "latin", FALSE },
    { GTK_INPUT_PURPOSE_ALPHA, "russian", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    kapka_keyboard_set_purpose (KAPKA_KEYBOARD (stage->keyboard), cases[i].purpose);
    stage_assert_layout (stage, cases[i].layout);
    g_assert_cmpint (gtk_widget_has_css_class (stage->keyboard, "secret"), ==, cases[i].secret);
  }
}

static void
test_field_starts_small (Stage *stage, gconstpointer data) {
  stage_touch_field (stage, stage->name);
  stage_touch_command (stage, KAPKA_KEY_SHIFT);
  stage_touch_command (stage, KAPKA_KEY_SHIFT);
  stage_touch_field (stage, stage->mail);
  stage_touch_text (stage, "a");
  stage_assert_text (stage->mail, "a");
}

static void
test_backspace_whole_letters (Stage *stage, gconstpointer data) {
  static const char *const letters[] = {
    "е\u0308", "ӵ", "и\u0306", "👍🏽", "👩‍👩‍👧", "🇷🇺", "कि", "a"
  };

  stage_touch_field (stage, stage->name);
  for (guint i = 0; i < G_N_ELEMENTS (letters); i++) {
    g_autofree char *text = g_strconcat ("я", letters[i], NULL);

    gtk_editable_set_text (GTK_EDITABLE (stage->name), text);
    gtk_editable_set_position (GTK_EDITABLE (stage->name), -1);
    stage_touch_command (stage, KAPKA_KEY_BACKSPACE);
    stage_assert_text (stage->name, "я");
  }
}

static void
test_selection_and_cursor (Stage *stage, gconstpointer data) {
  stage_touch_field (stage, stage->name);
  gtk_editable_set_text (GTK_EDITABLE (stage->name), "доброе утро");
  gtk_editable_select_region (GTK_EDITABLE (stage->name), 0, 6);
  stage_touch_text (stage, "с ");
  stage_assert_text (stage->name, "с  утро");
  stage_touch_command (stage, KAPKA_KEY_LEFT);
  stage_touch_command (stage, KAPKA_KEY_LEFT);
  stage_touch_command (stage, KAPKA_KEY_RIGHT);
  stage_touch_text (stage, "о");
  stage_assert_text (stage->name, "со  утро");
  gtk_editable_select_region (GTK_EDITABLE (stage->name), 2, 8);
  stage_touch_command (stage, KAPKA_KEY_BACKSPACE);
  stage_assert_text (stage->name, "со");
  gtk_editable_select_region (GTK_EDITABLE (stage->name), 0, -1);
  gtk_editable_set_editable (GTK_EDITABLE (stage->name), FALSE);
  stage_touch_text (stage, "о");
  stage_touch_command (stage, KAPKA_KEY_BACKSPACE);
  stage_assert_text (stage->name, "со");
}

static void
on_activate (guint *count) {
  (*count)++;
}

static void
test_enter_and_tab (Stage *stage, gconstpointer data) {
  guint activated = 0;

  g_signal_connect_swapped (stage->mail, "activate", G_CALLBACK (on_activate), &activated);
  stage_touch_field (stage, stage->mail);
  stage_touch_command (stage, KAPKA_KEY_ENTER);
  g_assert_cmpuint (activated, ==, 1);
  stage_touch_command (stage, KAPKA_KEY_SYMBOLS);
  stage_touch_command (stage, KAPKA_KEY_TAB);
  g_assert_true (gtk_widget_get_visible (stage->keyboard));
  stage_assert_layout (stage, "digits");
  stage_touch_text (stage, "+7");
  stage_assert_text (stage->last, "+7");
  stage_assert_text (stage->mail, "");
}

int
main (int argc, char *argv[]) {
  gtk_test_init (&argc, &argv, NULL);
  stage_add ("/keyboard/types", test_types);
  stage_add ("/keyboard/types-udmurt", test_types_udmurt);
  stage_add ("/keyboard/ways", test_ways);
  stage_add ("/keyboard/many-alphabets", test_many_alphabets);
  stage_add ("/keyboard/chosen-letters-stay", test_chosen_letters_stay);
  stage_add ("/keyboard/language-of-the-visit", test_language_of_the_visit);
  stage_add ("/keyboard/shift", test_shift);
  stage_add ("/keyboard/purposes", test_purposes);
  stage_add ("/keyboard/field-starts-small", test_field_starts_small);
  stage_add ("/keyboard/backspace/whole-letters", test_backspace_whole_letters);
  stage_add ("/keyboard/target/selection-and-cursor", test_selection_and_cursor);
  stage_add ("/keyboard/target/enter-and-tab", test_enter_and_tab);
  return g_test_run ();
}
