// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/keyboard/keyboard.h"

#include "ui/keyboard/bridge.h"
#include "ui/keyboard/editable-target.h"
#include "ui/keyboard/key-pad.h"

#include "tmpdir.h"

#define DEADLINE_USEC (60 * G_USEC_PER_SEC)

/* A window as the shell has it: a page with fields that scrolls, and the keyboard below. */
typedef struct {
  GtkWidget *window;
  GtkWidget *page;
  GtkWidget *button;
  GtkWidget *name;
  GtkWidget *mail;
  GtkWidget *last; // Far down the page.
  GtkWidget *keyboard;
  KapkaKeyboardBridge *bridge;
  KapkaTestDir *dir;
} Stage;

/* The layouts as they are installed. */
static KapkaLayouts *
load_layouts (KapkaTestDir *dir) {
  g_autofree char *path = kapka_test_dir_write (dir, "kapka.conf", "");
  g_autoptr (GPtrArray) problems = kapka_problems_new ();
  g_autoptr (KapkaSettings) settings = kapka_settings_load (path, problems);
  KapkaLayouts *layouts = kapka_layouts_load (g_getenv ("KAPKA_DATA_DIR"), settings, problems);

  g_assert_cmpuint (problems->len, ==, 0);
  return layouts;
}

static gboolean
wake_cb (gpointer data) {
  return G_SOURCE_CONTINUE;
}

static void
spin_until (gboolean (*done) (gconstpointer data), gconstpointer data) {
  gint64 deadline = g_get_monotonic_time () + DEADLINE_USEC;
  guint wake_id =
      g_timeout_add (10, wake_cb, NULL); // So that the deadline is looked at when nothing happens.

  while (!done (data)) {
    g_assert_cmpint (g_get_monotonic_time (), <, deadline);
    g_main_context_iteration (NULL, TRUE);
  }
  g_source_remove (wake_id);
}

static gboolean
is_drawn (gconstpointer widget) {
  return gtk_widget_get_mapped (GTK_WIDGET (widget)) &&
         gtk_widget_get_height (GTK_WIDGET (widget)) > 0;
}

static GtkWidget *
add_entry (GtkWidget *page, GtkInputPurpose purpose) {
  GtkWidget *entry = gtk_entry_new ();

  gtk_entry_set_input_purpose (GTK_ENTRY (entry), purpose);
  gtk_box_append (GTK_BOX (page), entry);
  return entry;
}

static void
fill_page (Stage *stage) {
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *gap = gtk_label_new (NULL);

  stage->button = gtk_button_new_with_label ("Button");
  gtk_box_append (GTK_BOX (box), stage->button);
  stage->name = add_entry (box, GTK_INPUT_PURPOSE_FREE_FORM);
  stage->mail = add_entry (box, GTK_INPUT_PURPOSE_EMAIL);
  gtk_widget_set_size_request (gap, -1, 520);
  gtk_box_append (GTK_BOX (box), gap);
  stage->last = add_entry (box, GTK_INPUT_PURPOSE_PHONE);
  stage->page = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (stage->page), box);
  gtk_widget_set_vexpand (stage->page, TRUE);
}

static void
stage_set_up (Stage *stage, gconstpointer data) {
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  g_autoptr (GPtrArray) layouts = NULL;

  stage->dir = kapka_test_dir_new ();
  layouts = load_layouts (stage->dir);
  stage->window = gtk_window_new ();
  fill_page (stage);
  stage->keyboard = g_object_ref_sink (kapka_keyboard_new ());
  kapka_keyboard_set_layouts (KAPKA_KEYBOARD (stage->keyboard), layouts);
  gtk_box_append (GTK_BOX (box), stage->page);
  gtk_box_append (GTK_BOX (box), stage->keyboard);
  gtk_window_set_child (GTK_WINDOW (stage->window), box);
  stage->bridge = kapka_keyboard_bridge_new (GTK_WINDOW (stage->window),
                                             KAPKA_KEYBOARD (stage->keyboard), stage->page);
  gtk_window_set_default_size (GTK_WINDOW (stage->window), 1024, 768);
  gtk_widget_grab_focus (stage->button);
  gtk_window_present (GTK_WINDOW (stage->window));
  spin_until (is_drawn, stage->button);
}

static void
stage_tear_down (Stage *stage, gconstpointer data) {
  g_assert_finalize_object (stage->bridge);
  gtk_window_destroy (GTK_WINDOW (stage->window));
  g_assert_finalize_object (stage->keyboard);
  kapka_test_dir_free (stage->dir);
}

static GtkGesture *
find_touch (GtkWidget *widget) {
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++) {
    g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

    if (GTK_IS_GESTURE_CLICK (controller) &&
        gtk_event_controller_get_propagation_phase (controller) == GTK_PHASE_CAPTURE)
      return GTK_GESTURE (controller);
  }
  g_assert_not_reached ();
}

/* What the toolkit does for a finger on @entry: the window hears of it first, then the field takes
 * the focus. */
static void
touch_field (Stage *stage, GtkWidget *entry) {
  double x;
  double y;

  g_assert_true (gtk_widget_translate_coordinates (entry, stage->window,
                                                   gtk_widget_get_width (entry) / 2.0,
                                                   gtk_widget_get_height (entry) / 2.0, &x, &y));
  g_signal_emit_by_name (find_touch (stage->window), "pressed", 1, x, y);
  gtk_widget_grab_focus (entry);
}

static GtkWidget *
get_overlay (Stage *stage) {
  return gtk_widget_get_first_child (stage->keyboard);
}

static KapkaKeyPad *
get_pad (Stage *stage) {
  GtkWidget *stack = gtk_overlay_get_child (GTK_OVERLAY (get_overlay (stage)));

  return KAPKA_KEY_PAD (gtk_stack_get_visible_child (GTK_STACK (stack)));
}

/* What a touch does that is as short as most, and a screen reader too. */
static void
strike (KapkaKey *key) {
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (key), "click", NULL));
}

/* What the toolkit does when the finger leaves the key on which it was. */
static void
release (KapkaKey *key) {
  GtkGesture *touch = find_touch (GTK_WIDGET (key));

  g_signal_emit_by_name (touch, "end", NULL);
  g_signal_emit_by_name (touch, "released", 1, gtk_widget_get_width (GTK_WIDGET (key)) / 2.0,
                         gtk_widget_get_height (GTK_WIDGET (key)) / 2.0);
}

static void
touch_command (Stage *stage, KapkaKeyAction action) {
  KapkaKey *key = kapka_key_pad_find (get_pad (stage), action, NULL);

  g_assert_nonnull (key);
  strike (key);
}

/* Goes to the letters called @layout by their own key. */
static void
touch_letters (Stage *stage, const char *layout) {
  KapkaKey *key = kapka_key_pad_find (get_pad (stage), KAPKA_KEY_LAYOUT, layout);

  g_assert_nonnull (key);
  strike (key);
  g_assert_cmpstr (kapka_keyboard_get_layout (KAPKA_KEYBOARD (stage->keyboard)), ==, layout);
}

static const char *
get_face (Stage *stage, const char *text) {
  KapkaKey *key = kapka_key_pad_find (get_pad (stage), KAPKA_KEY_TEXT, text);

  g_assert_nonnull (key);
  return kapka_key_get_face (key);
}

/* Touches the keys of @text one after the other. */
static void
touch_text (Stage *stage, const char *text) {
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at)) {
    g_autofree char *letter = g_strndup (at, (gsize)(g_utf8_next_char (at) - at));
    KapkaKey *key =
        kapka_key_pad_find (get_pad (stage), *at == ' ' ? KAPKA_KEY_SPACE : KAPKA_KEY_TEXT, letter);

    if (key == NULL)
      g_error ("no key types %s", letter);
    strike (key);
  }
}

#define assert_text(entry, expected)                                                               \
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, expected)
#define assert_layout(stage, expected)                                                             \
  g_assert_cmpstr (kapka_keyboard_get_layout (KAPKA_KEYBOARD ((stage)->keyboard)), ==, expected)

static void
test_types (Stage *stage, gconstpointer data) {
  touch_field (stage, stage->name);
  touch_command (stage, KAPKA_KEY_SHIFT);
  touch_text (stage, "привет, ");
  touch_command (stage, KAPKA_KEY_SHIFT);
  touch_text (stage, "ёж 123 ");
  touch_letters (stage, "latin");
  touch_text (stage, "a@b.ru");
  assert_text (stage->name, "Привет, Ёж 123 a@b.ru");
  touch_command (stage, KAPKA_KEY_SYMBOLS);
  touch_text (stage, " «№;\\{»");
  touch_command (stage, KAPKA_KEY_LAYOUT);
  assert_layout (stage, "latin");
  touch_letters (stage, "russian");
  assert_text (stage->name, "Привет, Ёж 123 a@b.ru «№;\\{»");
}

static void
test_types_udmurt (Stage *stage, gconstpointer data) {
  touch_field (stage, stage->name);
  touch_letters (stage, "udmurt");
  touch_command (stage, KAPKA_KEY_SHIFT);
  touch_text (stage, "ӟечбур, ");
  touch_command (stage, KAPKA_KEY_SHIFT);
  touch_text (stage, "ӧӵ 123 ӝӥ");
  assert_text (stage->name, "Ӟечбур, Ӧӵ 123 ӝӥ");
}

static void
assert_name (KapkaKey *key, const char *name) {
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (key), GTK_ACCESSIBLE_PROPERTY_LABEL, name);
}

/* A key for each of the other alphabets says which letters it brings. */
static void
test_ways (Stage *stage, gconstpointer data) {
  static const char *const alphabets[][2] = { { "russian", "РУС" },
                                              { "udmurt", "УДМ" },
                                              { "latin", "ENG" } };

  for (guint i = 0; i < G_N_ELEMENTS (alphabets); i++) {
    if (i > 0)
      touch_letters (stage, alphabets[i][0]);
    for (guint j = 0; j < G_N_ELEMENTS (alphabets); j++) {
      KapkaKey *key = kapka_key_pad_find (get_pad (stage), KAPKA_KEY_LAYOUT, alphabets[j][0]);

      g_assert_cmpint (key == NULL, ==, i == j);
      if (key != NULL)
        g_assert_cmpstr (kapka_key_get_face (key), ==, alphabets[j][1]);
    }
  }
  kapka_keyboard_set_language (KAPKA_KEYBOARD (stage->keyboard), "en");
  assert_name (kapka_key_pad_find (get_pad (stage), KAPKA_KEY_LAYOUT, "udmurt"), "Udmurt letters");
}

/* Too many alphabets for a key each: one key goes through all of them. */
static void
test_many_alphabets (Stage *stage, gconstpointer data) {
  static const char text[] = "[Layout]\nName=Т\nLabel=ТАТ\nLetters=ӘӨ\n[1]\nKeys=ә;ө;"
                             "{layout};{backspace};{enter};{hide}\n";
  g_autoptr (GPtrArray) layouts = load_layouts (stage->dir);
  const char *const order[] = { "udmurt", "latin", "tatar", "russian" };
  g_autoptr (GPtrArray) problems = kapka_problems_new ();

  g_ptr_array_insert (layouts, 3,
                      kapka_keyboard_layout_parse ("tatar.keys", text, sizeof text - 1, problems));
  kapka_keyboard_set_layouts (KAPKA_KEYBOARD (stage->keyboard), layouts);
  for (guint i = 0; i < G_N_ELEMENTS (order); i++) {
    touch_command (stage, KAPKA_KEY_LAYOUT);
    assert_layout (stage, order[i]);
  }
}

/* Who has gone to other letters finds them in the next field; the next visitor does not. */
static void
test_chosen_letters_stay (Stage *stage, gconstpointer data) {
  touch_field (stage, stage->name);
  touch_letters (stage, "udmurt");
  touch_field (stage, stage->mail);
  assert_layout (stage, "latin");
  touch_field (stage, stage->name);
  assert_layout (stage, "udmurt");
  kapka_keyboard_forget (KAPKA_KEYBOARD (stage->keyboard));
  touch_field (stage, stage->mail);
  touch_field (stage, stage->name);
  assert_layout (stage, "russian");
}

static void
test_language_of_the_visit (Stage *stage, gconstpointer data) {
  kapka_keyboard_set_language (KAPKA_KEYBOARD (stage->keyboard), "udm");
  touch_field (stage, stage->name);
  assert_layout (stage, "udmurt");
  kapka_keyboard_set_language (KAPKA_KEYBOARD (stage->keyboard),
                               "ru"); // The letters stay under the fingers.
  assert_layout (stage, "udmurt");
  touch_field (stage, stage->mail);
  touch_field (stage, stage->name);
  assert_layout (stage, "russian");
}

static void
test_shift (Stage *stage, gconstpointer data) {
  KapkaKey *shift = kapka_key_pad_find (get_pad (stage), KAPKA_KEY_SHIFT, NULL);

  touch_field (stage, stage->name);
  touch_command (stage, KAPKA_KEY_SHIFT);
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (shift), "active"));
  g_assert_false (gtk_widget_has_css_class (GTK_WIDGET (shift), "locked"));
  g_assert_cmpstr (get_face (stage, "ё"), ==, "Ё");
  touch_text (stage, "1 ёж"); // A digit has no capital form: shift waits for the letter.
  g_assert_false (gtk_widget_has_css_class (GTK_WIDGET (shift), "active"));
  g_assert_cmpstr (get_face (stage, "ё"), ==, "ё");
  touch_command (stage, KAPKA_KEY_SHIFT);
  touch_command (stage, KAPKA_KEY_SHIFT);
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (shift), "locked"));
  touch_text (stage, "да");
  touch_command (stage, KAPKA_KEY_SHIFT);
  g_assert_false (gtk_widget_has_css_class (GTK_WIDGET (shift), "active"));
  touch_text (stage, "да");
  assert_text (stage->name, "1 ЁжДАда");
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
    assert_layout (stage, cases[i].layout);
    g_assert_cmpint (gtk_widget_has_css_class (stage->keyboard, "secret"), ==, cases[i].secret);
  }
}

static void
test_field_starts_small (Stage *stage, gconstpointer data) {
  touch_field (stage, stage->name);
  touch_command (stage, KAPKA_KEY_SHIFT);
  touch_command (stage, KAPKA_KEY_SHIFT);
  touch_field (stage, stage->mail);
  touch_text (stage, "a");
  assert_text (stage->mail, "a");
}

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
fills_window (gconstpointer data) {
  const Stage *stage = data;
  graphene_rect_t box;

  return gtk_widget_get_mapped (stage->keyboard) &&
         gtk_widget_compute_bounds (stage->keyboard, stage->window, &box) && box.origin.x == 0 &&
         (int)(box.origin.y + box.size.height) == gtk_widget_get_height (stage->window);
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

  touch_field (stage, stage->name);
  spin_until (fills_window, stage);
  gtk_widget_measure (stage->keyboard, GTK_ORIENTATION_VERTICAL, -1, &minimum, NULL, NULL, NULL);
  g_assert_cmpint (minimum, >=, 5 * KAPKA_KEY_MIN_SIZE);
  for (guint i = 0; i < G_N_ELEMENTS (openings); i++) {
    int keyboard_height = gtk_widget_get_height (stage->keyboard);

    kapka_keyboard_set_purpose (KAPKA_KEYBOARD (stage->keyboard), openings[i]);
    if (i == 3)
      touch_command (stage, KAPKA_KEY_SYMBOLS);
    if (i == 4)
      touch_letters (stage, "udmurt");
    assert_layout (stage, layout_ids[i]);
    spin_until (is_laid_out, get_pad (stage));
    for (GtkWidget *key = gtk_widget_get_first_child (GTK_WIDGET (get_pad (stage))); key != NULL;
         key = gtk_widget_get_next_sibling (key))
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
  touch_field (stage, stage->name);
  for (guint i = 0; i < G_N_ELEMENTS (alphabets); i++) {
    if (i > 0)
      touch_letters (stage, alphabets[i]);
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
  spin_until (is_drawn, entry);
  touch_field (stage, entry);
  assert_name (kapka_key_pad_find (get_pad (stage), KAPKA_KEY_ENTER, NULL), "Find");
  touch_field (stage, stage->mail);
  assert_name (kapka_key_pad_find (get_pad (stage), KAPKA_KEY_ENTER, NULL), "Enter");
}

static void
test_names (Stage *stage, gconstpointer data) {
  KapkaKeyPad *pad = get_pad (stage);

  gtk_test_accessible_assert_property (
      GTK_ACCESSIBLE (kapka_key_pad_find (pad, KAPKA_KEY_SPACE, NULL)),
      GTK_ACCESSIBLE_PROPERTY_LABEL, "Space");
  gtk_test_accessible_assert_property (
      GTK_ACCESSIBLE (kapka_key_pad_find (pad, KAPKA_KEY_BACKSPACE, NULL)),
      GTK_ACCESSIBLE_PROPERTY_LABEL, "Erase");
  gtk_test_accessible_assert_property (
      GTK_ACCESSIBLE (kapka_key_pad_find (pad, KAPKA_KEY_SHIFT, NULL)),
      GTK_ACCESSIBLE_PROPERTY_LABEL, "Capital letters");
  assert_name (kapka_key_pad_find (pad, KAPKA_KEY_LAYOUT, "latin"), "Латинские буквы");
  touch_command (stage, KAPKA_KEY_SHIFT);
  gtk_test_accessible_assert_property (
      GTK_ACCESSIBLE (kapka_key_pad_find (pad, KAPKA_KEY_TEXT, "ж")), GTK_ACCESSIBLE_PROPERTY_LABEL,
      "Ж");
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
  return find_touch (GTK_WIDGET (kapka_key_pad_find (get_pad (stage), KAPKA_KEY_TEXT, text)));
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
  spin_until (offers, stage);
  release (kapka_key_pad_find (get_pad (stage), KAPKA_KEY_TEXT, text));
}

static void
test_hold (Stage *stage, gconstpointer data) {
  static const char *const pairs[][2] = { { "ж", "ӝ" }, { "з", "ӟ" }, { "и", "ӥ" },
                                          { "о", "ӧ" }, { "ч", "ӵ" }, { "е", "ё" } };

  touch_field (stage, stage->name);
  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++) {
    hold (stage, pairs[i][0]);
    assert_text (stage->name, "");
    assert_name (get_offered (stage, 0), pairs[i][1]);
    strike (get_offered (stage, 0));
    assert_text (stage->name, pairs[i][1]);
    g_assert_null (find_bubble (stage, "alternatives"));
    touch_command (stage, KAPKA_KEY_BACKSPACE);
  }
  touch_command (stage, KAPKA_KEY_SHIFT);
  hold (stage, "Ж");
  assert_name (get_offered (stage, 0), "Ӝ");
  strike (get_offered (stage, 0));
  touch_text (stage, "ук");
  assert_text (stage->name, "Ӝук");
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
  touch_field (stage, stage->name);
  hold (stage, ".");
  spin_until (is_offered_in_place, stage);
  touch_text (stage, "а");
  g_assert_null (find_bubble (stage, "alternatives"));
  assert_text (stage->name, "а");
  hold (stage, ".");
  touch_field (stage, stage->name);
  g_assert_null (find_bubble (stage, "alternatives"));
  hold (stage, ".");
  touch_letters (stage, "latin");
  g_assert_null (find_bubble (stage, "alternatives"));
  assert_text (stage->name, "а");
}

static void
touch_key (Stage *stage, KapkaKeyAction action, const char *text) {
  KapkaKey *key = kapka_key_pad_find (get_pad (stage), action, text);

  g_signal_emit_by_name (find_touch (GTK_WIDGET (key)), "begin", NULL);
}

static void
release_key (Stage *stage, KapkaKeyAction action, const char *text) {
  release (kapka_key_pad_find (get_pad (stage), action, text));
}

/* Two thumbs, of which the first is still down when the second comes, and may leave last. */
static void
test_two_fingers (Stage *stage, gconstpointer data) {
  touch_field (stage, stage->name);
  touch_key (stage, KAPKA_KEY_TEXT, "д");
  touch_key (stage, KAPKA_KEY_TEXT, "а");
  release_key (stage, KAPKA_KEY_TEXT, "а");
  release_key (stage, KAPKA_KEY_TEXT, "д");
  assert_text (stage->name, "да");
  touch_key (stage, KAPKA_KEY_SHIFT, NULL);
  touch_key (stage, KAPKA_KEY_TEXT, "ж");
  release_key (stage, KAPKA_KEY_TEXT, "ж");
  release_key (stage, KAPKA_KEY_SHIFT, NULL);
  touch_text (stage, "у");
  assert_text (stage->name, "даЖу");
}

/* The first finger waits for the row of a key, which the second does not want. */
static void
test_two_fingers_and_a_row (Stage *stage, gconstpointer data) {
  touch_field (stage, stage->name);
  touch_key (stage, KAPKA_KEY_TEXT, "ж");
  spin_until (offers, stage);
  touch_key (stage, KAPKA_KEY_TEXT, "а");
  release_key (stage, KAPKA_KEY_TEXT, "а");
  g_assert_null (find_bubble (stage, "alternatives"));
  release_key (stage, KAPKA_KEY_TEXT, "ж");
  assert_text (stage->name, "а");
}

static gboolean
shows_no_preview (gconstpointer data) {
  return find_bubble ((Stage *)data, "preview") == NULL;
}

static void
test_preview (Stage *stage, gconstpointer data) {
  touch_field (stage, stage->name);
  g_signal_emit_by_name (find_key_touch (stage, "ж"), "begin", NULL);
  g_assert_cmpstr (gtk_label_get_label (GTK_LABEL (find_bubble (stage, "preview"))), ==, "ж");
  g_signal_emit_by_name (find_key_touch (stage, "ж"), "end", NULL);
  spin_until (shows_no_preview, stage);
}

/* Whoever looks over a shoulder learns nothing of a password, neither by a preview nor by a row. */
static void
test_secret (Stage *stage, gconstpointer data) {
  gtk_entry_set_visibility (GTK_ENTRY (stage->mail), FALSE);
  touch_field (stage, stage->mail);
  g_signal_emit_by_name (find_key_touch (stage, "."), "begin", NULL);
  g_assert_null (find_bubble (stage, "preview"));
  g_signal_emit_by_name (kapka_key_pad_find (get_pad (stage), KAPKA_KEY_TEXT, "."), "held");
  g_assert_null (find_bubble (stage, "alternatives"));
  g_signal_emit_by_name (find_key_touch (stage, "."), "end", NULL);
  assert_text (stage->mail, ".");
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
  touch_field (stage, stage->name);
  spin_until (is_drawn, stage->keyboard);
  g_assert_false (has_sound (heard));
  g_signal_emit_by_name (find_key_touch (stage, "ж"), "begin", NULL);
  g_signal_emit_by_name (find_key_touch (stage, "ж"), "end", NULL);
  touch_command (stage, KAPKA_KEY_HIDE); // With it the card is let go of, and its file is whole.
  spin_until (has_sound, heard);
}

static void
test_enter_says_what_it_does (Stage *stage, gconstpointer data) {
  static const char *const names[] = { "Enter", "New line", "Find", "Go", "Next", "Send" };

  touch_field (stage, stage->name);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    kapka_keyboard_set_enter (KAPKA_KEYBOARD (stage->keyboard), i);
    assert_name (kapka_key_pad_find (get_pad (stage), KAPKA_KEY_ENTER, NULL), names[i]);
    touch_command (stage, KAPKA_KEY_SYMBOLS);
    assert_name (kapka_key_pad_find (get_pad (stage), KAPKA_KEY_ENTER, NULL), names[i]);
    touch_command (stage, KAPKA_KEY_LAYOUT);
  }
  touch_field (stage, stage->mail);
  assert_name (kapka_key_pad_find (get_pad (stage), KAPKA_KEY_ENTER, NULL), "Enter");
}

static gboolean
is_empty (gconstpointer entry) {
  return *gtk_editable_get_text (GTK_EDITABLE (entry)) == '\0';
}

static void
test_backspace_held (Stage *stage, gconstpointer data) {
  KapkaKey *key = kapka_key_pad_find (get_pad (stage), KAPKA_KEY_BACKSPACE, NULL);
  GtkGesture *touch = find_touch (GTK_WIDGET (key));

  touch_field (stage, stage->name);
  touch_text (stage, "абв");
  g_signal_emit_by_name (touch, "begin", NULL);
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (key), "pressed"));
  assert_text (stage->name, "абв");
  spin_until (is_empty, stage->name);
  g_signal_emit_by_name (touch, "end", NULL);
  g_assert_false (gtk_widget_has_css_class (GTK_WIDGET (key), "pressed"));
  touch_text (stage, "г");
  g_signal_emit_by_name (touch, "released", 1, 1.0, 1.0); // Ends the hold.
  assert_text (stage->name, "г");
  strike (key);
  assert_text (stage->name, "");
}

static void
test_backspace_whole_letters (Stage *stage, gconstpointer data) {
  static const char *const letters[] = {
    "е\u0308", "ӵ", "и\u0306", "👍🏽", "👩‍👩‍👧", "🇷🇺", "कि", "a"
  };

  touch_field (stage, stage->name);
  for (guint i = 0; i < G_N_ELEMENTS (letters); i++) {
    g_autofree char *text = g_strconcat ("я", letters[i], NULL);

    gtk_editable_set_text (GTK_EDITABLE (stage->name), text);
    gtk_editable_set_position (GTK_EDITABLE (stage->name), -1);
    touch_command (stage, KAPKA_KEY_BACKSPACE);
    assert_text (stage->name, "я");
  }
}

static void
test_selection_and_cursor (Stage *stage, gconstpointer data) {
  touch_field (stage, stage->name);
  gtk_editable_set_text (GTK_EDITABLE (stage->name), "доброе утро");
  gtk_editable_select_region (GTK_EDITABLE (stage->name), 0, 6);
  touch_text (stage, "с ");
  assert_text (stage->name, "с  утро");
  touch_command (stage, KAPKA_KEY_LEFT);
  touch_command (stage, KAPKA_KEY_LEFT);
  touch_command (stage, KAPKA_KEY_RIGHT);
  touch_text (stage, "о");
  assert_text (stage->name, "со  утро");
  gtk_editable_select_region (GTK_EDITABLE (stage->name), 2, 8);
  touch_command (stage, KAPKA_KEY_BACKSPACE);
  assert_text (stage->name, "со");
  gtk_editable_select_region (GTK_EDITABLE (stage->name), 0, -1);
  gtk_editable_set_editable (GTK_EDITABLE (stage->name), FALSE);
  touch_text (stage, "о");
  touch_command (stage, KAPKA_KEY_BACKSPACE);
  assert_text (stage->name, "со");
}

static void
on_activate (guint *count) {
  (*count)++;
}

static void
test_enter_and_tab (Stage *stage, gconstpointer data) {
  guint activated = 0;

  g_signal_connect_swapped (stage->mail, "activate", G_CALLBACK (on_activate), &activated);
  touch_field (stage, stage->mail);
  touch_command (stage, KAPKA_KEY_ENTER);
  g_assert_cmpuint (activated, ==, 1);
  touch_command (stage, KAPKA_KEY_SYMBOLS);
  touch_command (stage, KAPKA_KEY_TAB);
  g_assert_true (gtk_widget_get_visible (stage->keyboard));
  assert_layout (stage, "digits");
  touch_text (stage, "+7");
  assert_text (stage->last, "+7");
  assert_text (stage->mail, "");
}

static void
test_target_outlives_field (void) {
  GtkWidget *text = g_object_ref_sink (gtk_text_new ());
  KapkaKeyboardTarget *target = kapka_editable_target_new (GTK_TEXT (text));

  gtk_text_set_visibility (GTK_TEXT (text), FALSE);
  g_assert_cmpint (kapka_keyboard_target_get_purpose (target), ==, GTK_INPUT_PURPOSE_PASSWORD);
  gtk_text_set_input_purpose (GTK_TEXT (text), GTK_INPUT_PURPOSE_PIN);
  g_assert_cmpint (kapka_keyboard_target_get_purpose (target), ==, GTK_INPUT_PURPOSE_PIN);
  g_assert_finalize_object (text);
  kapka_keyboard_target_insert (target, "a");
  kapka_keyboard_target_backspace (target);
  kapka_keyboard_target_enter (target);
  kapka_keyboard_target_tab (target);
  kapka_keyboard_target_move (target, 1);
  g_assert_cmpint (kapka_keyboard_target_get_purpose (target), ==, GTK_INPUT_PURPOSE_FREE_FORM);
  g_assert_finalize_object (target);
}

static void
test_opens_by_touch_alone (Stage *stage, gconstpointer data) {
  g_assert_false (gtk_widget_get_visible (stage->keyboard));
  gtk_widget_grab_focus (stage->name);
  g_assert_false (gtk_widget_get_visible (stage->keyboard));
  touch_field (stage, stage->button);
  g_assert_false (gtk_widget_get_visible (stage->keyboard));
  touch_field (stage, stage->name);
  g_assert_true (gtk_widget_get_visible (stage->keyboard));
  gtk_widget_grab_focus (stage->mail); // By the screen, not by the visitor.
  g_assert_false (gtk_widget_get_visible (stage->keyboard));
  touch_field (stage, stage->mail);
  gtk_widget_grab_focus (stage->button);
  g_assert_false (gtk_widget_get_visible (stage->keyboard));
  touch_field (stage, stage->mail);
  gtk_editable_set_editable (GTK_EDITABLE (stage->name), FALSE);
  touch_field (stage, stage->name);
  g_assert_false (gtk_widget_get_visible (stage->keyboard));
  touch_field (stage, stage->name);
  g_assert_false (gtk_widget_get_visible (stage->keyboard));
}

static void
test_goes_and_comes_back (Stage *stage, gconstpointer data) {
  touch_field (stage, stage->name);
  touch_letters (stage, "latin");
  touch_field (stage, stage->name); // To move the cursor: the layout stays.
  assert_layout (stage, "latin");
  touch_command (stage, KAPKA_KEY_HIDE);
  g_assert_false (gtk_widget_get_visible (stage->keyboard));
  g_assert_true (
      gtk_widget_has_focus (GTK_WIDGET (gtk_editable_get_delegate (GTK_EDITABLE (stage->name)))));
  touch_field (stage, stage->name);
  g_assert_true (gtk_widget_get_visible (stage->keyboard));
  touch_field (stage, stage->mail);
  touch_text (stage, "a");
  assert_text (stage->mail, "a");
}

static gboolean
is_hidden (gconstpointer widget) {
  return !gtk_widget_get_visible (GTK_WIDGET (widget));
}

static void
test_field_goes_away (Stage *stage, gconstpointer data) {
  touch_field (stage, stage->mail);
  gtk_box_remove (GTK_BOX (gtk_widget_get_parent (stage->mail)), stage->mail);
  spin_until (is_hidden, stage->keyboard);
  touch_text (stage, "a");
  touch_command (stage, KAPKA_KEY_BACKSPACE);
}

static gboolean
is_in_view (gconstpointer data) {
  const Stage *stage = data;
  graphene_rect_t box;

  return gtk_widget_get_height (stage->keyboard) > 0 && fills_window (stage) &&
         gtk_widget_compute_bounds (stage->last, stage->page, &box) && box.origin.y >= 0 &&
         box.origin.y + box.size.height <= (float)gtk_widget_get_height (stage->page);
}

static void
test_field_stays_in_view (Stage *stage, gconstpointer data) {
  int page_height = gtk_widget_get_height (stage->page);

  touch_field (stage, stage->last);
  spin_until (is_in_view, stage);
  g_assert_cmpint (gtk_widget_get_height (stage->page), ==,
                   page_height - gtk_widget_get_height (stage->keyboard));
}

/* A field that the bridge cannot see, as that of a web page. */
#define TEST_TYPE_TARGET (test_target_get_type ())
G_DECLARE_FINAL_TYPE (TestTarget, test_target, TEST, TARGET, GObject)

struct _TestTarget {
  GObject parent_instance;
  GString *heard;
};

static void test_target_init_interface (KapkaKeyboardTargetInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TestTarget,
                               test_target,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (KAPKA_TYPE_KEYBOARD_TARGET,
                                                      test_target_init_interface))

static void
hear_insert (KapkaKeyboardTarget *target, const char *text) {
  g_string_append (TEST_TARGET (target)->heard, text);
}

static void
hear_backspace (KapkaKeyboardTarget *target) {
  g_string_append (TEST_TARGET (target)->heard, "<");
}

static void
hear_enter (KapkaKeyboardTarget *target) {
  g_string_append (TEST_TARGET (target)->heard, "\n");
}

static void
test_target_init_interface (KapkaKeyboardTargetInterface *iface) {
  iface->insert = hear_insert;
  iface->backspace = hear_backspace;
  iface->enter = hear_enter;
}

static void
test_target_finalize (GObject *object) {
  g_string_free (TEST_TARGET (object)->heard, TRUE);
  G_OBJECT_CLASS (test_target_parent_class)->finalize (object);
}

static void
test_target_class_init (TestTargetClass *klass) {
  G_OBJECT_CLASS (klass)->finalize = test_target_finalize;
}

static void
test_target_init (TestTarget *self) {
  self->heard = g_string_new (NULL);
}

static void
test_outside_target (Stage *stage, gconstpointer data) {
  TestTarget *target = g_object_new (TEST_TYPE_TARGET, NULL);

  kapka_keyboard_bridge_set_target (stage->bridge, KAPKA_KEYBOARD_TARGET (target),
                                    GTK_INPUT_PURPOSE_URL);
  g_assert_true (gtk_widget_get_visible (stage->keyboard));
  assert_layout (stage, "latin");
  touch_text (stage, "ok");
  touch_command (stage, KAPKA_KEY_BACKSPACE);
  touch_command (
      stage, KAPKA_KEY_LEFT); // It cannot move its cursor, and says so by having no such function.
  touch_command (stage, KAPKA_KEY_ENTER);
  g_assert_cmpstr (target->heard->str, ==, "ok<\n");
  touch_letters (stage, "russian");
  kapka_keyboard_bridge_set_target (stage->bridge, KAPKA_KEYBOARD_TARGET (target),
                                    GTK_INPUT_PURPOSE_URL);
  assert_layout (stage, "russian"); // The same field once more: the visitor's choice stays.
  kapka_keyboard_bridge_set_target (stage->bridge, KAPKA_KEYBOARD_TARGET (target),
                                    GTK_INPUT_PURPOSE_NUMBER);
  assert_layout (stage, "digits");
  touch_command (stage, KAPKA_KEY_HIDE);
  kapka_keyboard_bridge_set_target (stage->bridge, KAPKA_KEYBOARD_TARGET (target),
                                    GTK_INPUT_PURPOSE_URL);
  g_assert_true (gtk_widget_get_visible (stage->keyboard));
  kapka_keyboard_bridge_set_target (stage->bridge, NULL, GTK_INPUT_PURPOSE_FREE_FORM);
  g_assert_false (gtk_widget_get_visible (stage->keyboard));
  g_assert_finalize_object (target);
}

/* The page loses the focus to a field of the shell and says so late: the field keeps the keyboard.
 */
static void
test_outside_target_leaves_late (Stage *stage, gconstpointer data) {
  TestTarget *target = g_object_new (TEST_TYPE_TARGET, NULL);

  kapka_keyboard_bridge_set_target (stage->bridge, KAPKA_KEYBOARD_TARGET (target),
                                    GTK_INPUT_PURPOSE_URL);
  touch_field (stage, stage->name);
  assert_layout (stage, "russian");
  kapka_keyboard_bridge_set_target (stage->bridge, NULL, GTK_INPUT_PURPOSE_FREE_FORM);
  g_assert_true (gtk_widget_get_visible (stage->keyboard));
  touch_text (stage, "а");
  assert_text (stage->name, "а");
  g_assert_cmpstr (target->heard->str, ==, "");
  g_assert_finalize_object (target);
}

#define add_stage_test(path, function)                                                             \
  g_test_add (path, Stage, NULL, stage_set_up, function, stage_tear_down)

int
main (int argc, char *argv[]) {
  gtk_test_init (&argc, &argv, NULL);
  add_stage_test ("/keyboard/types", test_types);
  add_stage_test ("/keyboard/types-udmurt", test_types_udmurt);
  add_stage_test ("/keyboard/ways", test_ways);
  add_stage_test ("/keyboard/many-alphabets", test_many_alphabets);
  add_stage_test ("/keyboard/chosen-letters-stay", test_chosen_letters_stay);
  add_stage_test ("/keyboard/language-of-the-visit", test_language_of_the_visit);
  add_stage_test ("/keyboard/hold", test_hold);
  add_stage_test ("/keyboard/hold-row", test_hold_row);
  add_stage_test ("/keyboard/two-fingers", test_two_fingers);
  add_stage_test ("/keyboard/two-fingers-and-a-row", test_two_fingers_and_a_row);
  add_stage_test ("/keyboard/preview", test_preview);
  add_stage_test ("/keyboard/secret", test_secret);
  add_stage_test ("/keyboard/clicks", test_clicks);
  add_stage_test ("/keyboard/search-box", test_search_box);
  add_stage_test ("/keyboard/enter-says-what-it-does", test_enter_says_what_it_does);
  add_stage_test ("/keyboard/shift", test_shift);
  add_stage_test ("/keyboard/purposes", test_purposes);
  add_stage_test ("/keyboard/field-starts-small", test_field_starts_small);
  add_stage_test ("/keyboard/keys-are-big", test_keys_are_big);
  add_stage_test ("/keyboard/names", test_names);
  add_stage_test ("/keyboard/fits-large-text", test_fits_large_text);
  add_stage_test ("/keyboard/backspace/held", test_backspace_held);
  add_stage_test ("/keyboard/backspace/whole-letters", test_backspace_whole_letters);
  add_stage_test ("/keyboard/target/selection-and-cursor", test_selection_and_cursor);
  add_stage_test ("/keyboard/target/enter-and-tab", test_enter_and_tab);
  g_test_add_func ("/keyboard/target/outlives-field", test_target_outlives_field);
  add_stage_test ("/keyboard/bridge/opens-by-touch-alone", test_opens_by_touch_alone);
  add_stage_test ("/keyboard/bridge/goes-and-comes-back", test_goes_and_comes_back);
  add_stage_test ("/keyboard/bridge/field-goes-away", test_field_goes_away);
  add_stage_test ("/keyboard/bridge/field-stays-in-view", test_field_stays_in_view);
  add_stage_test ("/keyboard/bridge/outside-target", test_outside_target);
  add_stage_test ("/keyboard/bridge/outside-target-leaves-late", test_outside_target_leaves_late);
  return g_test_run ();
}
