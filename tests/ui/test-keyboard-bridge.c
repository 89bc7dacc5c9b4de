// SPDX-License-Identifier: GPL-3.0-or-later
// When the keyboard comes and goes, and where its letters go.
#include "keyboard-stage.h"
#include "ui/keyboard/editable-target.h"

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
  stage_touch_field (stage, stage->button);
  g_assert_false (gtk_widget_get_visible (stage->keyboard));
  stage_touch_field (stage, stage->name);
  g_assert_true (gtk_widget_get_visible (stage->keyboard));
  gtk_widget_grab_focus (stage->mail); // By the screen, not by the visitor.
  g_assert_false (gtk_widget_get_visible (stage->keyboard));
  stage_touch_field (stage, stage->mail);
  gtk_widget_grab_focus (stage->button);
  g_assert_false (gtk_widget_get_visible (stage->keyboard));
  stage_touch_field (stage, stage->mail);
  gtk_editable_set_editable (GTK_EDITABLE (stage->name), FALSE);
  stage_touch_field (stage, stage->name);
  g_assert_false (gtk_widget_get_visible (stage->keyboard));
  stage_touch_field (stage, stage->name);
  g_assert_false (gtk_widget_get_visible (stage->keyboard));
}

static void
test_goes_and_comes_back (Stage *stage, gconstpointer data) {
  stage_touch_field (stage, stage->name);
  stage_touch_letters (stage, "latin");
  stage_touch_field (stage, stage->name); // To move the cursor: the layout stays.
  stage_assert_layout (stage, "latin");
  stage_touch_command (stage, KAPKA_KEY_HIDE);
  g_assert_false (gtk_widget_get_visible (stage->keyboard));
  g_assert_true (
      gtk_widget_has_focus (GTK_WIDGET (gtk_editable_get_delegate (GTK_EDITABLE (stage->name)))));
  stage_touch_field (stage, stage->name);
  g_assert_true (gtk_widget_get_visible (stage->keyboard));
  stage_touch_field (stage, stage->mail);
  stage_touch_text (stage, "a");
  stage_assert_text (stage->mail, "a");
}

static gboolean
is_hidden (gconstpointer widget) {
  return !gtk_widget_get_visible (GTK_WIDGET (widget));
}

static void
test_field_goes_away (Stage *stage, gconstpointer data) {
  stage_touch_field (stage, stage->mail);
  gtk_box_remove (GTK_BOX (gtk_widget_get_parent (stage->mail)), stage->mail);
  stage_spin_until (is_hidden, stage->keyboard);
  stage_touch_text (stage, "a");
  stage_touch_command (stage, KAPKA_KEY_BACKSPACE);
}

static gboolean
is_in_view (gconstpointer data) {
  const Stage *stage = data;
  graphene_rect_t box;

  return gtk_widget_get_height (stage->keyboard) > 0 && stage_fills_window (stage) &&
         gtk_widget_compute_bounds (stage->last, stage->page, &box) && box.origin.y >= 0 &&
         box.origin.y + box.size.height <= (float)gtk_widget_get_height (stage->page);
}

static void
test_field_stays_in_view (Stage *stage, gconstpointer data) {
  int page_height = gtk_widget_get_height (stage->page);

  stage_touch_field (stage, stage->last);
  stage_spin_until (is_in_view, stage);
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
  stage_assert_layout (stage, "latin");
  stage_touch_text (stage, "ok");
  stage_touch_command (stage, KAPKA_KEY_BACKSPACE);
  stage_touch_command (
      stage, KAPKA_KEY_LEFT); // It cannot move its cursor, and says so by having no such function.
  stage_touch_command (stage, KAPKA_KEY_ENTER);
  g_assert_cmpstr (target->heard->str, ==, "ok<\n");
  stage_touch_letters (stage, "russian");
  kapka_keyboard_bridge_set_target (stage->bridge, KAPKA_KEYBOARD_TARGET (target),
                                    GTK_INPUT_PURPOSE_URL);
  stage_assert_layout (stage, "russian"); // The same field once more: the visitor's choice stays.
  kapka_keyboard_bridge_set_target (stage->bridge, KAPKA_KEYBOARD_TARGET (target),
                                    GTK_INPUT_PURPOSE_NUMBER);
  stage_assert_layout (stage, "digits");
  stage_touch_command (stage, KAPKA_KEY_HIDE);
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
  stage_touch_field (stage, stage->name);
  stage_assert_layout (stage, "russian");
  kapka_keyboard_bridge_set_target (stage->bridge, NULL, GTK_INPUT_PURPOSE_FREE_FORM);
  g_assert_true (gtk_widget_get_visible (stage->keyboard));
  stage_touch_text (stage, "а");
  stage_assert_text (stage->name, "а");
  g_assert_cmpstr (target->heard->str, ==, "");
  g_assert_finalize_object (target);
}

int
main (int argc, char *argv[]) {
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/keyboard/target/outlives-field", test_target_outlives_field);
  stage_add ("/keyboard/bridge/opens-by-touch-alone", test_opens_by_touch_alone);
  stage_add ("/keyboard/bridge/goes-and-comes-back", test_goes_and_comes_back);
  stage_add ("/keyboard/bridge/field-goes-away", test_field_goes_away);
  stage_add ("/keyboard/bridge/field-stays-in-view", test_field_stays_in_view);
  stage_add ("/keyboard/bridge/outside-target", test_outside_target);
  stage_add ("/keyboard/bridge/outside-target-leaves-late", test_outside_target_leaves_late);
  return g_test_run ();
}
