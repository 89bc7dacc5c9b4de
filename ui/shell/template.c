// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/template.h"

#include "ui/shell/template-texts.h"

void
kapka_template_dispose (GtkWidget *widget, GType type) {
  GtkWidget *child;

  gtk_widget_dispose_template (widget, type);
  while ((child = gtk_widget_get_first_child (widget)) != NULL)
    gtk_widget_unparent (child);
}

static void
say_accessible (GtkAccessible *accessible, const char *name, const char *words) {
  g_autoptr (GEnumClass) names = g_type_class_ref (GTK_TYPE_ACCESSIBLE_PROPERTY);
  GEnumValue *property = g_enum_get_value_by_nick (names, name);
  g_auto (GValue) value = G_VALUE_INIT;

  g_return_if_fail (property != NULL);

  g_value_init (&value, G_TYPE_STRING);
  g_value_set_string (&value, words);
  gtk_accessible_update_property_value (
      accessible, 1, (GtkAccessibleProperty[]){ (GtkAccessibleProperty)property->value }, &value);
}

/* Says those of @texts that belong to @object, which is NULL for the widget of the template. */
static void
say_texts (GtkWidget *widget, const char *object, const GPtrArray *texts) {
  for (guint i = 0; i < texts->len; i++) {
    const KapkaTemplateText *text = g_ptr_array_index (texts, i);
    const char *words = kapka_template_text_translate (text);

    if (g_strcmp0 (text->object, object) != 0)
      continue;
    if (text->accessible)
      say_accessible (GTK_ACCESSIBLE (widget), text->property, words);
    else
      g_object_set (widget, text->property, words, NULL);
  }
}

/* The children of a widget that has a template of its own are not of the template around it. */
static void
say_below (GtkWidget *widget, const GPtrArray *texts) {
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child)) {
    const char *id = gtk_buildable_get_buildable_id (GTK_BUILDABLE (child));

    if (id != NULL)
      say_texts (child, id, texts);
    if (kapka_template_texts_get (G_OBJECT_TYPE (child)) == NULL)
      say_below (child, texts);
  }
}

void
kapka_template_translate (GtkWidget *root) {
  const GPtrArray *texts = kapka_template_texts_get (G_OBJECT_TYPE (root));

  if (texts != NULL && texts->len > 0) {
    say_texts (root, NULL, texts);
    say_below (root, texts);
  }
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    kapka_template_translate (child);
}
