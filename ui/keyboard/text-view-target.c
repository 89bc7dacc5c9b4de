// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/keyboard/text-view-target.h"

struct _KapkaTextViewTarget {
  GObject parent_instance;

  GtkTextView *view; // Weak
};

static void target_init (KapkaKeyboardTargetInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (KapkaTextViewTarget,
                               kapka_text_view_target,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (KAPKA_TYPE_KEYBOARD_TARGET, target_init))

static void
insert (KapkaKeyboardTarget *target, const char *text) {
  GtkTextView *view = KAPKA_TEXT_VIEW_TARGET (target)->view;

  if (view == NULL || !gtk_text_view_get_editable (view))
    return;
  gtk_text_buffer_delete_selection (gtk_text_view_get_buffer (view), TRUE, TRUE);
  g_signal_emit_by_name (view, "insert-at-cursor", text);
}

static void
backspace (KapkaKeyboardTarget *target) {
  GtkTextView *view = KAPKA_TEXT_VIEW_TARGET (target)->view;

  if (view != NULL)
    g_signal_emit_by_name (view, "delete-from-cursor", GTK_DELETE_CHARS, -1);
}

static void
enter (KapkaKeyboardTarget *target) {
  insert (target, "\n");
}

static void
tab (KapkaKeyboardTarget *target) {
  GtkTextView *view = KAPKA_TEXT_VIEW_TARGET (target)->view;
  GtkRoot *root = view == NULL ? NULL : gtk_widget_get_root (GTK_WIDGET (view));

  if (root != NULL)
    gtk_widget_child_focus (GTK_WIDGET (root), GTK_DIR_TAB_FORWARD);
}

static void
move (KapkaKeyboardTarget *target, int steps) {
  GtkTextView *view = KAPKA_TEXT_VIEW_TARGET (target)->view;

  if (view != NULL)
    g_signal_emit_by_name (view, "move-cursor", GTK_MOVEMENT_VISUAL_POSITIONS, steps, FALSE);
}

static GtkInputPurpose
get_purpose (KapkaKeyboardTarget *target) {
  GtkTextView *view = KAPKA_TEXT_VIEW_TARGET (target)->view;

  return view == NULL ? GTK_INPUT_PURPOSE_FREE_FORM : gtk_text_view_get_input_purpose (view);
}

static KapkaEnter
get_enter (KapkaKeyboardTarget *target) {
  return KAPKA_ENTER_NEW_LINE;
}

static GtkWidget *
get_widget (KapkaKeyboardTarget *target) {
  return (GtkWidget *)KAPKA_TEXT_VIEW_TARGET (target)->view;
}

static void
target_init (KapkaKeyboardTargetInterface *iface) {
  iface->insert = insert;
  iface->backspace = backspace;
  iface->enter = enter;
  iface->tab = tab;
  iface->move = move;
  iface->get_purpose = get_purpose;
  iface->get_enter = get_enter;
  iface->get_widget = get_widget;
}

static void
kapka_text_view_target_finalize (GObject *object) {
  g_clear_weak_pointer (&KAPKA_TEXT_VIEW_TARGET (object)->view);
  G_OBJECT_CLASS (kapka_text_view_target_parent_class)->finalize (object);
}

static void
kapka_text_view_target_class_init (KapkaTextViewTargetClass *klass) {
  G_OBJECT_CLASS (klass)->finalize = kapka_text_view_target_finalize;
}

static void
kapka_text_view_target_init (KapkaTextViewTarget *self) {
}

KapkaKeyboardTarget *
kapka_text_view_target_new (GtkTextView *view) {
  KapkaTextViewTarget *self = g_object_new (KAPKA_TYPE_TEXT_VIEW_TARGET, NULL);

  g_set_weak_pointer (&self->view, view);
  return KAPKA_KEYBOARD_TARGET (self);
}
