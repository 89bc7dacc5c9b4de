// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/paper/form-facts.h"

#include <glib/gi18n.h>

#include "ui/shell/template.h"

struct _KapkaFormFacts {
  GtkWidget parent_instance;

  // Template widgets
  GtkLabel *title;
  GtkWidget *sample;
  GtkLabel *details;
};

G_DEFINE_FINAL_TYPE (KapkaFormFacts, kapka_form_facts, GTK_TYPE_WIDGET)

static void
kapka_form_facts_dispose (GObject *object) {
  kapka_template_dispose (GTK_WIDGET (object), KAPKA_TYPE_FORM_FACTS);
  G_OBJECT_CLASS (kapka_form_facts_parent_class)->dispose (object);
}

static void
kapka_form_facts_class_init (KapkaFormFactsClass *klass) {
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kapka_form_facts_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/kapka/ui/form-facts.ui");
  gtk_widget_class_bind_template_child (widget_class, KapkaFormFacts, title);
  gtk_widget_class_bind_template_child (widget_class, KapkaFormFacts, sample);
  gtk_widget_class_bind_template_child (widget_class, KapkaFormFacts, details);
}

static void
kapka_form_facts_init (KapkaFormFacts *self) {
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
append_line (GString *text, const char *label, const char *value) {
  if (value != NULL)
    g_string_append_printf (text, "\n%s: %s", label, value);
}

void
kapka_form_facts_show (KapkaFormFacts *self, const KapkaTile *tile, const char *language) {
  g_autoptr (GString) text = g_string_new (kapka_local_text_get (&tile->description, language));

  gtk_label_set_label (self->title, kapka_local_text_get (&tile->name, language));
  append_line (text, _ ("To"), kapka_local_text_get (&tile->authority, language));
  append_line (text, _ ("Basis"), tile->legal_act);
  gtk_label_set_label (self->details, text->str);
  gtk_widget_set_visible (self->sample, tile->sample);
}
