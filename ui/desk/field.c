// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/desk/field.h"

#include <glib/gi18n.h>

/* The longest text that the desk keeps. */
#define MAX_LETTERS 300

struct _KapkaField {
  GtkWidget parent_instance;

  // Borrowed: children
  GtkWidget *control;
  GtkLabel *complaint;
};

G_DEFINE_FINAL_TYPE (KapkaField, kapka_field, GTK_TYPE_WIDGET)

static gboolean
kapka_field_grab_focus (GtkWidget *widget) {
  return gtk_widget_grab_focus (KAPKA_FIELD (widget)->control);
}

static void
kapka_field_dispose (GObject *object) {
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (kapka_field_parent_class)->dispose (object);
}

static void
kapka_field_class_init (KapkaFieldClass *klass) {
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kapka_field_dispose;
  widget_class->grab_focus = kapka_field_grab_focus;
  gtk_widget_class_set_css_name (widget_class, "field");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
}

static void
kapka_field_init (KapkaField *self) {
  gtk_orientable_set_orientation (
      GTK_ORIENTABLE (gtk_widget_get_layout_manager (GTK_WIDGET (self))), GTK_ORIENTATION_VERTICAL);
}

static void
on_answer_changed (KapkaField *self) {
  kapka_field_complain (self, NULL);
}

static GtkWidget *
make_label (const char *text, const char *css_class, GtkAccessibleRole role) {
  return g_object_new (GTK_TYPE_LABEL, "label", text, "wrap", TRUE, "xalign", 0.0f, "width-chars",
                       8, "accessible-role", role, "css-classes",
                       (const char *const[]){ css_class, NULL }, NULL);
}

GtkWidget *
kapka_field_new (const char *label, GtkWidget *control) {
  KapkaField *self = g_object_new (KAPKA_TYPE_FIELD, NULL);

  self->control = control;
  self->complaint = GTK_LABEL (make_label ("", "complaint", GTK_ACCESSIBLE_ROLE_LABEL));
  gtk_widget_set_visible (GTK_WIDGET (self->complaint), FALSE);
  gtk_widget_set_parent (make_label (label, "field-label", GTK_ACCESSIBLE_ROLE_PRESENTATION),
                         GTK_WIDGET (self));
  gtk_widget_set_parent (control, GTK_WIDGET (self));
  gtk_widget_set_parent (GTK_WIDGET (self->complaint), GTK_WIDGET (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (control), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  g_signal_connect_object (control, "changed", G_CALLBACK (on_answer_changed), self,
                           G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

/* Enter after the last field comes to the button that saves, and never saves by itself. */
static void
on_activate (GtkWidget *entry) {
  gtk_widget_child_focus (GTK_WIDGET (gtk_widget_get_root (entry)), GTK_DIR_TAB_FORWARD);
}

GtkWidget *
kapka_field_new_text (const char *label, GtkInputPurpose purpose, int width) {
  GtkWidget *entry =
      g_object_new (GTK_TYPE_ENTRY, "input-purpose", purpose, "input-hints",
                    GTK_INPUT_HINT_NO_EMOJI | GTK_INPUT_HINT_NO_SPELLCHECK, "width-chars", width,
                    "max-width-chars", width, "max-length", MAX_LETTERS, NULL);

  g_signal_connect (entry, "activate", G_CALLBACK (on_activate), NULL);
  return kapka_field_new (label, entry);
}

GtkWidget *
kapka_field_new_day (const char *label) {
  GtkWidget *field = kapka_field_new_text (label, GTK_INPUT_PURPOSE_NUMBER, 12);

  gtk_entry_set_placeholder_text (GTK_ENTRY (KAPKA_FIELD (field)->control), _ ("dd.mm.yyyy"));
  return field;
}

GtkWidget *
kapka_field_new_number (const char *label) {
  return kapka_field_new_text (label, GTK_INPUT_PURPOSE_DIGITS, 7);
}

GtkWidget *
kapka_field_get_control (KapkaField *self) {
  return self->control;
}

void
kapka_field_complain (KapkaField *self, const char *complaint) {
  const char *text = complaint == NULL ? "" : complaint;

  gtk_label_set_label (self->complaint, text);
  gtk_widget_set_visible (GTK_WIDGET (self->complaint), complaint != NULL);
  if (complaint != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self), "wrong");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "wrong");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->control),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
  gtk_accessible_update_state (
      GTK_ACCESSIBLE (self->control), GTK_ACCESSIBLE_STATE_INVALID,
      complaint == NULL ? GTK_ACCESSIBLE_INVALID_FALSE : GTK_ACCESSIBLE_INVALID_TRUE, -1);
}

gboolean
kapka_field_is_wrong (KapkaField *self) {
  return gtk_widget_get_visible (GTK_WIDGET (self->complaint));
}
