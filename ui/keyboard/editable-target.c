// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/keyboard/editable-target.h"

/* A field keeps under this name what confirming it does. */
#define ENTER "kapka-enter"

struct _KapkaEditableTarget {
  GObject parent_instance;

  GtkText *text; // Weak
};

static void target_init (KapkaKeyboardTargetInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (KapkaEditableTarget,
                               kapka_editable_target,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (KAPKA_TYPE_KEYBOARD_TARGET, target_init))

static void
insert (KapkaKeyboardTarget *target, const char *text) {
  GtkText *field = KAPKA_EDITABLE_TARGET (target)->text;

  if (field == NULL || !gtk_editable_get_editable (GTK_EDITABLE (field)))
    return;
  gtk_editable_delete_selection (GTK_EDITABLE (field));
  g_signal_emit_by_name (field, "insert-at-cursor", text);
}

/* Not the action `backspace`: in some scripts it takes a letter apart and leaves its base. */
static void
backspace (KapkaKeyboardTarget *target) {
  GtkText *field = KAPKA_EDITABLE_TARGET (target)->text;

  if (field != NULL)
    g_signal_emit_by_name (field, "delete-from-cursor", GTK_DELETE_CHARS, -1);
}

static void
enter (KapkaKeyboardTarget *target) {
  GtkText *field = KAPKA_EDITABLE_TARGET (target)->text;

  if (field != NULL)
    g_signal_emit_by_name (field, "activate");
}

static void
tab (KapkaKeyboardTarget *target) {
  GtkText *field = KAPKA_EDITABLE_TARGET (target)->text;
  GtkRoot *root = field == NULL ? NULL : gtk_widget_get_root (GTK_WIDGET (field));

  if (root != NULL)
    gtk_widget_child_focus (GTK_WIDGET (root), GTK_DIR_TAB_FORWARD);
}

static void
move (KapkaKeyboardTarget *target, int steps) {
  GtkText *field = KAPKA_EDITABLE_TARGET (target)->text;

  if (field != NULL)
    g_signal_emit_by_name (field, "move-cursor", GTK_MOVEMENT_VISUAL_POSITIONS, steps, FALSE);
}

/* A field that hides what is typed is a secret whatever its purpose says. */
static GtkInputPurpose
get_purpose (KapkaKeyboardTarget *target) {
  GtkText *field = KAPKA_EDITABLE_TARGET (target)->text;
  GtkInputPurpose purpose;

  if (field == NULL)
    return GTK_INPUT_PURPOSE_FREE_FORM;
  purpose = gtk_text_get_input_purpose (field);
  if (!gtk_text_get_visibility (field) && purpose != GTK_INPUT_PURPOSE_PIN)
    return GTK_INPUT_PURPOSE_PASSWORD;
  return purpose;
}

static gboolean
is_search_box (GtkText *field) {
  GtkWidget *entry = gtk_widget_get_parent (GTK_WIDGET (field));

  return entry != NULL && gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (entry)) ==
                              GTK_ACCESSIBLE_ROLE_SEARCH_BOX;
}

static KapkaEnter
get_enter (KapkaKeyboardTarget *target) {
  GtkText *field = KAPKA_EDITABLE_TARGET (target)->text;

  if (field == NULL)
    return KAPKA_ENTER_DONE;
  if (is_search_box (field))
    return KAPKA_ENTER_SEARCH;
  return (KapkaEnter)GPOINTER_TO_INT (g_object_get_data (G_OBJECT (field), ENTER));
}

static GtkWidget *
get_widget (KapkaKeyboardTarget *target) {
  return (GtkWidget *)KAPKA_EDITABLE_TARGET (target)->text;
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
kapka_editable_target_finalize (GObject *object) {
  g_clear_weak_pointer (&KAPKA_EDITABLE_TARGET (object)->text);
  G_OBJECT_CLASS (kapka_editable_target_parent_class)->finalize (object);
}

static void
kapka_editable_target_class_init (KapkaEditableTargetClass *klass) {
  G_OBJECT_CLASS (klass)->finalize = kapka_editable_target_finalize;
}

static void
kapka_editable_target_init (KapkaEditableTarget *self) {
}

KapkaKeyboardTarget *
kapka_editable_target_new (GtkText *text) {
  KapkaEditableTarget *self = g_object_new (KAPKA_TYPE_EDITABLE_TARGET, NULL);

  g_set_weak_pointer (&self->text, text);
  return KAPKA_KEYBOARD_TARGET (self);
}

void
kapka_editable_target_set_enter (GtkText *text, KapkaEnter enter) {
  g_object_set_data (G_OBJECT (text), ENTER, GINT_TO_POINTER (enter));
}
