// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/home/search-field.h"

#include "ui/shell/template.h"

struct _KapkaSearchField {
  GtkWidget parent_instance;

  // Template widgets
  GtkEntry *entry;
  GtkWidget *clear;

  // Owned
  char *text; // Of the entry, stripped.
};

G_DEFINE_FINAL_TYPE (KapkaSearchField, kapka_search_field, GTK_TYPE_WIDGET)

typedef enum {
  SIGNAL_CHANGED,
  SIGNAL_ENTER,
  N_SIGNALS,
} Signal;

static guint signals[N_SIGNALS];

static void
on_changed (KapkaSearchField *self) {
  g_autofree char *text =
      g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry))));

  if (g_str_equal (text, self->text))
    return;
  g_free (self->text);
  self->text = g_steal_pointer (&text);
  gtk_widget_set_visible (self->clear, *self->text != '\0');
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
on_activate (KapkaSearchField *self) {
  g_signal_emit (self, signals[SIGNAL_ENTER], 0);
}

static void
kapka_search_field_dispose (GObject *object) {
  kapka_template_dispose (GTK_WIDGET (object), KAPKA_TYPE_SEARCH_FIELD);
  G_OBJECT_CLASS (kapka_search_field_parent_class)->dispose (object);
}

static void
kapka_search_field_finalize (GObject *object) {
  g_free (KAPKA_SEARCH_FIELD (object)->text);
  G_OBJECT_CLASS (kapka_search_field_parent_class)->finalize (object);
}

static void
kapka_search_field_class_init (KapkaSearchFieldClass *klass) {
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kapka_search_field_dispose;
  G_OBJECT_CLASS (klass)->finalize = kapka_search_field_finalize;
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", KAPKA_TYPE_SEARCH_FIELD, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_ENTER] = g_signal_new ("enter", KAPKA_TYPE_SEARCH_FIELD, G_SIGNAL_RUN_LAST, 0,
                                        NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/kapka/ui/search-field.ui");
  gtk_widget_class_bind_template_child (widget_class, KapkaSearchField, entry);
  gtk_widget_class_bind_template_child (widget_class, KapkaSearchField, clear);
  gtk_widget_class_bind_template_callback (widget_class, on_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_activate);
}

static void
kapka_search_field_init (KapkaSearchField *self) {
  self->text = g_strdup ("");
  gtk_widget_init_template (GTK_WIDGET (self));
}

const char *
kapka_search_field_get_text (KapkaSearchField *self) {
  return self->text;
}

/* A button that hides takes the focus with it, so the field has it first. */
void
kapka_search_field_clear (KapkaSearchField *self) {
  if (gtk_widget_has_focus (self->clear))
    gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
}
