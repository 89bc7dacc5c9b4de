// SPDX-License-Identifier: GPL-3.0-or-later
// How big the keys are, and what they are called.
#include "keyboard-stage.h"

static void
check_key (GtkWidget *key, const char *layout) {
  g_autofree char *named =
      gtk_test_accessible_check_property (GTK_ACCESSIBLE (key), GTK_ACCESSIBLE_PROPERTY_LABEL, "");

  g_assert_cmpint (gtk_widget_get_width (key), >=, KAPKA_KEY_MIN_SIZE);
  g_assert_cmpint (gtk_widget_get_height (key), >=, KAPKA_KEY_MIN_SIZE);
  g_assert_false (gtk_widget_get_focusable (key));
  // There is something to tell only when the name is not the empty one asked for.
  if (named == NULL ||
      !gtk_test_accessible_has_property (GTK_ACCESSIBLE (key), GTK_ACCESSIBLE_PROPERTY_LABEL))
    g_error ("a key of %s has no name", layout);
}

static gboolean
is_laid_out (gconstpointer pad) {
  return gtk_widget_get_width (gtk_widget_get_last_child (GTK_WIDGET (pad))) > 0;
}

static void
test_keys_are_big (Stage *stage, gconstpointer data) {
  static const char *const layout_ids[] = { "russian", "latin", "digits", "symbols", "udmurt" };
  static const GtkInputPurpose openings[] = { GTK_INPUT_PURPOSE_FREE_FORM, GTK_INPUT_PURPOSE_EMAIL,
                                              GTK_INPUT_PURPOSE_PIN, GTK_INPUT_PURPOSE_EMAIL,
                                              GTK_INPUT_PURPOSE_FREE_FORM };

  int minimum;

  stage_touch_field (stage, stage->name);
  stage_spin_until (stage_fills_window, stage);
  gtk_widget_measure (stage->keyboard, GTK_ORIENTATION_VERTICAL, -1, &minimum, NULL, NULL, NULL);
  g_assert_cmpint (minimum, >=, 5 * KAPKA_KEY_MIN_SIZE);
  for (guint i = 0; i < G_N_ELEMENTS (openings); i++) {
    int keyboard_height = gtk_widget_get_height (stage->keyboard);

    kapka_keyboard_set_purpose (KAPKA_KEYBOARD (stage->keyboard), openings[i]);
    if (i == 3)
      stage_touch_command (stage, KAPKA_KEY_SYMBOLS);
    if (i == 4)
      stage_touch_letters (stage, "udmurt");
    stage_assert_layout (stage, layout_ids[i]);
    stage_spin_until (is_laid_out, stage_get_pad (stage));
    for (GtkWidget *key = gtk_widget_get_first_child (GTK_WIDGET (stage_get_pad (stage)));
         key != NULL; key = gtk_widget_get_next_sibling (key))
      check_key (key, layout_ids[i]);
    g_assert_cmpint (gtk_widget_get_height (stage->keyboard), ==, keyboard_height);
    g_assert_cmpint (gtk_widget_get_width (stage->window), ==, 1024);
    g_assert_cmpint (gtk_widget_get_height (stage->window), ==, 768);
  }
}

static const char *const styles[] = { "style.css", "keyboard.css", "sight.css" };

/* The style of the kiosk; the other tests look at widgets as they are without. */
static void
load_styles (GtkCssProvider **providers) {
  for (guint i = 0; i < G_N_ELEMENTS (styles); i++) {
    g_autofree char *path = g_strconcat ("/org/kapka/style/", styles[i], NULL);

    providers[i] = gtk_css_provider_new ();
    gtk_css_provider_load_from_resource (providers[i], path);
    gtk_style_context_add_provider_for_display (gdk_display_get_default (),
                                                GTK_STYLE_PROVIDER (providers[i]),
                                                GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  }
}

static void
unload_styles (GtkCssProvider **providers) {
  for (guint i = 0; i < G_N_ELEMENTS (styles); i++) {
    gtk_style_context_remove_provider_for_display (gdk_display_get_default (),
                                                   GTK_STYLE_PROVIDER (providers[i]));
    g_object_unref (providers[i]);
  }
}

/* With very large text every layout still fits the narrowest screen, and leaves room for the page,
 * whatever is written on the key that confirms. */
static void
test_fits_large_text (Stage *stage, gconstpointer data) {
  static const char *const alphabets[] = { "russian", "udmurt", "latin" };
  GtkCssProvider *providers[G_N_ELEMENTS (styles)];

  load_styles (providers);
  gtk_widget_add_css_class (stage->window, "text-200");
  stage_touch_field (stage, stage->name);
  for (guint i = 0; i < G_N_ELEMENTS (alphabets); i++) {
    if (i > 0)
      stage_touch_letters (stage, alphabets[i]);
    for (guint enter = 0; enter < KAPKA_N_ENTERS; enter++) {
      int width;
      int height;

      kapka_keyboard_set_enter (KAPKA_KEYBOARD (stage->keyboard), enter);
      gtk_widget_measure (stage->keyboard, GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL,
                          NULL);
      gtk_widget_measure (stage->keyboard, GTK_ORIENTATION_VERTICAL, -1, &height, NULL, NULL, NULL);
      g_test_message ("%s, %u: %dx%d", alphabets[i], enter, width, height);
      g_assert_cmpint (width, <=, 1024);
      g_assert_cmpint (height, <=, 354);
    }
  }
  unload_styles (providers);
}

/* In a field for searching the key that confirms says so. */
static void
test_search_box (Stage *stage, gconstpointer data) {
  GtkWidget *entry =
      g_object_new (GTK_TYPE_ENTRY, "accessible-role", GTK_ACCESSIBLE_ROLE_SEARCH_BOX, NULL);

  gtk_box_prepend (GTK_BOX (gtk_widget_get_parent (stage->name)), entry);
  stage_spin_until (stage_is_drawn, entry);
  stage_touch_field (stage, entry);
  stage_assert_name (kapka_key_pad_find (stage_get_pad (stage), KAPKA_KEY_ENTER, NULL), "Find");
  stage_touch_field (stage, stage->mail);
  stage_assert_name (kapka_key_pad_find (stage_get_pad (stage), KAPKA_KEY_ENTER, NULL), "Enter");
}

static void
test_names (Stage *stage, gconstpointer data) {
  KapkaKeyPad *pad = stage_get_pad (stage);

  gtk_test_accessible_assert_property (
      GTK_ACCESSIBLE (kapka_key_pad_find (pad, KAPKA_KEY_SPACE, NULL)),
      GTK_ACCESSIBLE_PROPERTY_LABEL, "Space");
  gtk_test_accessible_assert_property (
      GTK_ACCESSIBLE (kapka_key_pad_find (pad, KAPKA_KEY_BACKSPACE, NULL)),
      GTK_ACCESSIBLE_PROPERTY_LABEL, "Erase");
  gtk_test_accessible_assert_property (
      GTK_ACCESSIBLE (kapka_key_pad_find (pad, KAPKA_KEY_SHIFT, NULL)),
      GTK_ACCESSIBLE_PROPERTY_LABEL, "Capital letters");
  stage_assert_name (kapka_key_pad_find (pad, KAPKA_KEY_LAYOUT, "latin"), "Латинские буквы");
  stage_touch_command (stage, KAPKA_KEY_SHIFT);
  gtk_test_accessible_assert_property (
      GTK_ACCESSIBLE (kapka_key_pad_find (pad, KAPKA_KEY_TEXT, "ж")), GTK_ACCESSIBLE_PROPERTY_LABEL,
      "Ж");
}

static void
test_enter_says_what_it_does (Stage *stage, gconstpointer data) {
  static const char *const names[] = { "Enter", "New line", "Find", "Go", "Next", "Send" };

  stage_touch_field (stage, stage->name);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    kapka_keyboard_set_enter (KAPKA_KEYBOARD (stage->keyboard), i);
    stage_assert_name (kapka_key_pad_find (stage_get_pad (stage), KAPKA_KEY_ENTER, NULL), names[i]);
    stage_touch_command (stage, KAPKA_KEY_SYMBOLS);
    stage_assert_name (kapka_key_pad_find (stage_get_pad (stage), KAPKA_KEY_ENTER, NULL), names[i]);
    stage_touch_command (stage, KAPKA_KEY_LAYOUT);
  }
  stage_touch_field (stage, stage->mail);
  stage_assert_name (kapka_key_pad_find (stage_get_pad (stage), KAPKA_KEY_ENTER, NULL), "Enter");
}

int
main (int argc, char *argv[]) {
  gtk_test_init (&argc, &argv, NULL);
  stage_add ("/keyboard/keys-are-big", test_keys_are_big);
  stage_add ("/keyboard/fits-large-text", test_fits_large_text);
  stage_add ("/keyboard/search-box", test_search_box);
  stage_add ("/keyboard/names", test_names);
  stage_add ("/keyboard/enter-says-what-it-does", test_enter_says_what_it_does);
  return g_test_run ();
}
