// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/staff/person-form.h"

#include <glib/gi18n.h>

#include "base/error.h"
#include "ui/shell/template.h"

struct _KapkaPersonForm {
  GtkWidget parent_instance;

  // Template widgets
  GtkEditable *name;
  GtkEditable *pin;
  GtkEditable *again;
};

G_DEFINE_FINAL_TYPE (KapkaPersonForm, kapka_person_form, GTK_TYPE_WIDGET)

enum { SIGNAL_ENTERED, N_SIGNALS };
static guint signals[N_SIGNALS];

static void
on_activate (KapkaPersonForm *self) {
  g_signal_emit (self, signals[SIGNAL_ENTERED], 0);
}

static gboolean
kapka_person_form_grab_focus (GtkWidget *widget) {
  KapkaPersonForm *self = KAPKA_PERSON_FORM (widget);

  return gtk_widget_grab_focus (
      GTK_WIDGET (gtk_editable_get_editable (self->name) ? self->name : self->pin));
}

static void
kapka_person_form_dispose (GObject *object) {
  kapka_template_dispose (GTK_WIDGET (object), KAPKA_TYPE_PERSON_FORM);
  G_OBJECT_CLASS (kapka_person_form_parent_class)->dispose (object);
}

static void
kapka_person_form_class_init (KapkaPersonFormClass *klass) {
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kapka_person_form_dispose;
  widget_class->grab_focus = kapka_person_form_grab_focus;
  signals[SIGNAL_ENTERED] = g_signal_new ("entered", KAPKA_TYPE_PERSON_FORM, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/kapka/ui/person-form.ui");
  gtk_widget_class_bind_template_child (widget_class, KapkaPersonForm, name);
  gtk_widget_class_bind_template_child (widget_class, KapkaPersonForm, pin);
  gtk_widget_class_bind_template_child (widget_class, KapkaPersonForm, again);
  gtk_widget_class_bind_template_callback (widget_class, on_activate);
}

static void
kapka_person_form_init (KapkaPersonForm *self) {
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
kapka_person_form_clear (KapkaPersonForm *self) {
  gtk_editable_set_text (self->name, "");
  gtk_editable_set_text (self->pin, "");
  gtk_editable_set_text (self->again, "");
}

void
kapka_person_form_start (KapkaPersonForm *self, const char *name) {
  kapka_person_form_clear (self);
  gtk_editable_set_text (self->name, name == NULL ? "" : name);
  gtk_editable_set_editable (self->name, name == NULL);
  gtk_widget_set_sensitive (GTK_WIDGET (self->name), name == NULL);
}

const char *
kapka_person_form_get_name (KapkaPersonForm *self) {
  return gtk_editable_get_text (self->name);
}

const char *
kapka_person_form_get_pin (KapkaPersonForm *self, GError **error) {
  const char *pin = gtk_editable_get_text (self->pin);

  if (g_str_equal (pin, gtk_editable_get_text (self->again)))
    return pin;
  g_set_error (error, KAPKA_ERROR, KAPKA_ERROR_DATA, _ ("the two PINs differ"));
  return NULL;
}
