// SPDX-License-Identifier: GPL-3.0-or-later
#include "keyboard-stage.h"

#define DEADLINE_USEC (60 * G_USEC_PER_SEC)

KapkaLayouts *
stage_load_layouts (KapkaTestDir *dir) {
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

void
stage_spin_until (gboolean (*done) (gconstpointer data), gconstpointer data) {
  gint64 deadline = g_get_monotonic_time () + DEADLINE_USEC;
  guint wake_id =
      g_timeout_add (10, wake_cb, NULL); // So that the deadline is looked at when nothing happens.

  while (!done (data)) {
    g_assert_cmpint (g_get_monotonic_time (), <, deadline);
    g_main_context_iteration (NULL, TRUE);
  }
  g_source_remove (wake_id);
}

gboolean
stage_is_drawn (gconstpointer widget) {
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
  layouts = stage_load_layouts (stage->dir);
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
  stage_spin_until (stage_is_drawn, stage->button);
}

static void
stage_tear_down (Stage *stage, gconstpointer data) {
  g_assert_finalize_object (stage->bridge);
  gtk_window_destroy (GTK_WINDOW (stage->window));
  g_assert_finalize_object (stage->keyboard);
  kapka_test_dir_free (stage->dir);
}

void
stage_add (const char *path, StageTest test) {
  g_test_add (path, Stage, NULL, stage_set_up, test, stage_tear_down);
}

GtkGesture *
stage_find_touch (GtkWidget *widget) {
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++) {
    g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

    if (GTK_IS_GESTURE_CLICK (controller) &&
        gtk_event_controller_get_propagation_phase (controller) == GTK_PHASE_CAPTURE)
      return GTK_GESTURE (controller);
  }
  g_assert_not_reached ();
}

void
stage_touch_field (Stage *stage, GtkWidget *entry) {
  double x;
  double y;

  g_assert_true (gtk_widget_translate_coordinates (entry, stage->window,
                                                   gtk_widget_get_width (entry) / 2.0,
                                                   gtk_widget_get_height (entry) / 2.0, &x, &y));
  g_signal_emit_by_name (stage_find_touch (stage->window), "pressed", 1, x, y);
  gtk_widget_grab_focus (entry);
}

KapkaKeyPad *
stage_get_pad (Stage *stage) {
  GtkWidget *stack =
      gtk_overlay_get_child (GTK_OVERLAY (gtk_widget_get_first_child (stage->keyboard)));

  return KAPKA_KEY_PAD (gtk_stack_get_visible_child (GTK_STACK (stack)));
}

void
stage_strike (KapkaKey *key) {
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (key), "click", NULL));
}

void
stage_touch_command (Stage *stage, KapkaKeyAction action) {
  KapkaKey *key = kapka_key_pad_find (stage_get_pad (stage), action, NULL);

  g_assert_nonnull (key);
  stage_strike (key);
}

void
stage_touch_letters (Stage *stage, const char *layout) {
  KapkaKey *key = kapka_key_pad_find (stage_get_pad (stage), KAPKA_KEY_LAYOUT, layout);

  g_assert_nonnull (key);
  stage_strike (key);
  g_assert_cmpstr (kapka_keyboard_get_layout (KAPKA_KEYBOARD (stage->keyboard)), ==, layout);
}

void
stage_touch_text (Stage *stage, const char *text) {
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at)) {
    g_autofree char *letter = g_strndup (at, (gsize)(g_utf8_next_char (at) - at));
    KapkaKey *key = kapka_key_pad_find (stage_get_pad (stage),
                                        *at == ' ' ? KAPKA_KEY_SPACE : KAPKA_KEY_TEXT, letter);

    if (key == NULL)
      g_error ("no key types %s", letter);
    stage_strike (key);
  }
}

void
stage_assert_name (KapkaKey *key, const char *name) {
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (key), GTK_ACCESSIBLE_PROPERTY_LABEL, name);
}

gboolean
stage_fills_window (gconstpointer data) {
  const Stage *stage = data;
  graphene_rect_t box;

  return gtk_widget_get_mapped (stage->keyboard) &&
         gtk_widget_compute_bounds (stage->keyboard, stage->window, &box) && box.origin.x == 0 &&
         (int)(box.origin.y + box.size.height) == gtk_widget_get_height (stage->window);
}
