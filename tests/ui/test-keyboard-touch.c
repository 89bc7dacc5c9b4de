// SPDX-License-Identifier: GPL-3.0-or-later
// What a finger that stays on a key brings about, and more fingers than one.
#include "keyboard-stage.h"

static GtkWidget *
get_overlay (Stage *stage) {
  return gtk_widget_get_first_child (stage->keyboard);
}

/* What the toolkit does when the finger leaves the key on which it was. */
static void
release (KapkaKey *key) {
  GtkGesture *touch = stage_find_touch (GTK_WIDGET (key));

  g_signal_emit_by_name (touch, "end", NULL);
  g_signal_emit_by_name (touch, "released", 1, gtk_widget_get_width (GTK_WIDGET (key)) / 2.0,
                         gtk_widget_get_height (GTK_WIDGET (key)) / 2.0);
}

/* What the screen sees of a bubble with @css_class; NULL when it does not show. */
static GtkWidget *
find_bubble (Stage *stage, const char *css_class) {
  GtkWidget *child = gtk_widget_get_first_child (get_overlay (stage));

  while (child != NULL && !gtk_widget_has_css_class (child, css_class))
    child = gtk_widget_get_next_sibling (child);
  return child != NULL && gtk_widget_get_visible (child) ? child : NULL;
}

static GtkGesture *
find_key_touch (Stage *stage, const char *text) {
  return stage_find_touch (
      GTK_WIDGET (kapka_key_pad_find (stage_get_pad (stage), KAPKA_KEY_TEXT, text)));
}

static gboolean
offers (gconstpointer data) {
  return find_bubble ((Stage *)data, "alternatives") != NULL;
}

static KapkaKey *
get_offered (Stage *stage, guint at) {
  GtkWidget *key = gtk_widget_get_first_child (find_bubble (stage, "alternatives"));

  for (; at > 0; at--)
    key = gtk_widget_get_next_sibling (key);
  return KAPKA_KEY (key);
}

static void
hold (Stage *stage, const char *text) {
  g_signal_emit_by_name (find_key_touch (stage, text), "begin", NULL);
  stage_spin_until (offers, stage);
  release (kapka_key_pad_find (stage_get_pad (stage), KAPKA_KEY_TEXT, text));
}

static void
test_hold (Stage *stage, gconstpointer data) {
  static const char *const pairs[][2] = { { "ж", "ӝ" }, { "з", "ӟ" }, { "и", "ӥ" },
                                          { "о", "ӧ" }, { "ч", "ӵ" }, { "е", "ё" } };

  stage_touch_field (stage, stage->name);
  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++) {
    hold (stage, pairs[i][0]);
    stage_assert_text (stage->name, "");
    stage_assert_name (get_offered (stage, 0), pairs[i][1]);
    stage_strike (get_offered (stage, 0));
    stage_assert_text (stage->name, pairs[i][1]);
    g_assert_null (find_bubble (stage, "alternatives"));
    stage_touch_command (stage, KAPKA_KEY_BACKSPACE);
  }
  stage_touch_command (stage, KAPKA_KEY_SHIFT);
  hold (stage, "Ж");
  stage_assert_name (get_offered (stage, 0), "Ӝ");
  stage_strike (get_offered (stage, 0));
  stage_touch_text (stage, "ук");
  stage_assert_text (stage->name, "Ӝук");
}

static gboolean
is_offered_in_place (gconstpointer data) {
  Stage *stage = (Stage *)data;
  graphene_rect_t box;

  return gtk_widget_compute_bounds (GTK_WIDGET (get_offered (stage, 4)), stage->window, &box) &&
         box.size.width >= KAPKA_KEY_MIN_SIZE && box.size.height >= KAPKA_KEY_MIN_SIZE &&
         box.origin.x + box.size.width <= (float)gtk_widget_get_width (stage->window);
}

/* A row at the edge stays on the screen, and goes when anything else is touched. */
static void
test_hold_row (Stage *stage, gconstpointer data) {
  stage_touch_field (stage, stage->name);
  hold (stage, ".");
  stage_spin_until (is_offered_in_place, stage);
  stage_touch_text (stage, "а");
  g_assert_null (find_bubble (stage, "alternatives"));
  stage_assert_text (stage->name, "а");
  hold (stage, ".");
  stage_touch_field (stage, stage->name);
  g_assert_null (find_bubble (stage, "alternatives"));
  hold (stage, ".");
  stage_touch_letters (stage, "latin");
  g_assert_null (find_bubble (stage, "alternatives"));
  stage_assert_text (stage->name, "а");
}

static void
touch_key (Stage *stage, KapkaKeyAction action, const char *text) {
  KapkaKey *key = kapka_key_pad_find (stage_get_pad (stage), action, text);

  g_signal_emit_by_name (stage_find_touch (GTK_WIDGET (key)), "begin", NULL);
}

static void
release_key (Stage *stage, KapkaKeyAction action, const char *text) {
  release (kapka_key_pad_find (stage_get_pad (stage), action, text));
}

/* Two thumbs, of which the first is still down when the second comes, and may leave last. */
static void
test_two_fingers (Stage *stage, gconstpointer data) {
  stage_touch_field (stage, stage->name);
  touch_key (stage, KAPKA_KEY_TEXT, "д");
  touch_key (stage, KAPKA_KEY_TEXT, "а");
  release_key (stage, KAPKA_KEY_TEXT, "а");
  release_key (stage, KAPKA_KEY_TEXT, "д");
  stage_assert_text (stage->name, "да");
  touch_key (stage, KAPKA_KEY_SHIFT, NULL);
  touch_key (stage, KAPKA_KEY_TEXT, "ж");
  release_key (stage, KAPKA_KEY_TEXT, "ж");
  release_key (stage, KAPKA_KEY_SHIFT, NULL);
  stage_touch_text (stage, "у");
  stage_assert_text (stage->name, "даЖу");
}

/* The first finger waits for the row of a key, which the second does not want. */
static void
test_two_fingers_and_a_row (Stage *stage, gconstpointer data) {
  stage_touch_field (stage, stage->name);
  touch_key (stage, KAPKA_KEY_TEXT, "ж");
  stage_spin_until (offers, stage);
  touch_key (stage, KAPKA_KEY_TEXT, "а");
  release_key (stage, KAPKA_KEY_TEXT, "а");
  g_assert_null (find_bubble (stage, "alternatives"));
  release_key (stage, KAPKA_KEY_TEXT, "ж");
  stage_assert_text (stage->name, "а");
}

static gboolean
shows_no_preview (gconstpointer data) {
  return find_bubble ((Stage *)data, "preview") == NULL;
}

static void
test_preview (Stage *stage, gconstpointer data) {
  stage_touch_field (stage, stage->name);
  g_signal_emit_by_name (find_key_touch (stage, "ж"), "begin", NULL);
  g_assert_cmpstr (gtk_label_get_label (GTK_LABEL (find_bubble (stage, "preview"))), ==, "ж");
  g_signal_emit_by_name (find_key_touch (stage, "ж"), "end", NULL);
  stage_spin_until (shows_no_preview, stage);
}

/* Whoever looks over a shoulder learns nothing of a password, neither by a preview nor by a row. */
static void
test_secret (Stage *stage, gconstpointer data) {
  gtk_entry_set_visibility (GTK_ENTRY (stage->mail), FALSE);
  stage_touch_field (stage, stage->mail);
  g_signal_emit_by_name (find_key_touch (stage, "."), "begin", NULL);
  g_assert_null (find_bubble (stage, "preview"));
  g_signal_emit_by_name (kapka_key_pad_find (stage_get_pad (stage), KAPKA_KEY_TEXT, "."), "held");
  g_assert_null (find_bubble (stage, "alternatives"));
  g_signal_emit_by_name (find_key_touch (stage, "."), "end", NULL);
  stage_assert_text (stage->mail, ".");
}

static gboolean
has_sound (gconstpointer path) {
  g_autofree char *sound = NULL;
  gsize length = 0;

  if (!g_file_get_contents (path, &sound, &length, NULL))
    return FALSE;
  for (gsize i = 0; i < length; i++)
    if (sound[i] != 0)
      return TRUE;
  return FALSE;
}

/* A sound card that writes down what it hears. */
static char *
make_sound_card (Stage *stage) {
  char *heard = kapka_test_dir_join (stage->dir, "heard");
  g_autofree char *text = g_strdup_printf (
      "pcm.!default { type file file \"%s\" format raw slave.pcm { type null } }\n", heard);
  g_autofree char *path = kapka_test_dir_write (stage->dir, "asound.conf", text);

  g_setenv ("ALSA_CONFIG_PATH", path, TRUE);
  return heard;
}

/* A key can be heard when it is touched, and nothing before. */
static void
test_clicks (Stage *stage, gconstpointer data) {
  g_autofree char *heard = make_sound_card (stage);

  kapka_keyboard_set_clicks (KAPKA_KEYBOARD (stage->keyboard), TRUE);
  stage_touch_field (stage, stage->name);
  stage_spin_until (stage_is_drawn, stage->keyboard);
  g_assert_false (has_sound (heard));
  g_signal_emit_by_name (find_key_touch (stage, "ж"), "begin", NULL);
  g_signal_emit_by_name (find_key_touch (stage, "ж"), "end", NULL);
  stage_touch_command (stage,
                       KAPKA_KEY_HIDE); // With it the card is let go of, and its file is whole.
  stage_spin_until (has_sound, heard);
}

static gboolean
is_empty (gconstpointer entry) {
  return *gtk_editable_get_text (GTK_EDITABLE (entry)) == '\0';
}

static void
test_backspace_held (Stage *stage, gconstpointer data) {
  KapkaKey *key = kapka_key_pad_find (stage_get_pad (stage), KAPKA_KEY_BACKSPACE, NULL);
  GtkGesture *touch = stage_find_touch (GTK_WIDGET (key));

  stage_touch_field (stage, stage->name);
  stage_touch_text (stage, "абв");
  g_signal_emit_by_name (touch, "begin", NULL);
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (key), "pressed"));
  stage_assert_text (stage->name, "абв");
  stage_spin_until (is_empty, stage->name);
  g_signal_emit_by_name (touch, "end", NULL);
  g_assert_false (gtk_widget_has_css_class (GTK_WIDGET (key), "pressed"));
  stage_touch_text (stage, "г");
  g_signal_emit_by_name (touch, "released", 1, 1.0, 1.0); // Ends the hold.
  stage_assert_text (stage->name, "г");
  stage_strike (key);
  stage_assert_text (stage->name, "");
}

int
main (int argc, char *argv[]) {
  gtk_test_init (&argc, &argv, NULL);
  stage_add ("/keyboard/hold", test_hold);
  stage_add ("/keyboard/hold-row", test_hold_row);
  stage_add ("/keyboard/two-fingers", test_two_fingers);
  stage_add ("/keyboard/two-fingers-and-a-row", test_two_fingers_and_a_row);
  stage_add ("/keyboard/preview", test_preview);
  stage_add ("/keyboard/secret", test_secret);
  stage_add ("/keyboard/clicks", test_clicks);
  stage_add ("/keyboard/backspace/held", test_backspace_held);
  return g_test_run ();
}
