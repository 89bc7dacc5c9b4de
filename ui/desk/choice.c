// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/desk/choice.h"

#include "ui/home/tiles.h"
#include "ui/shell/answer.h"
#include "ui/shell/template.h"
#include "ui/shell/tile-layout.h"

struct _KapkaChoice {
  GtkWidget parent_instance;

  // Template widgets
  GtkLabel *title;
  GtkLabel *text;
  GtkLabel *answer;
  KapkaTiles *options;
};

G_DEFINE_FINAL_TYPE (KapkaChoice, kapka_choice, GTK_TYPE_WIDGET)

enum { SIGNAL_CHOSEN, SIGNAL_CANCELLED, N_SIGNALS };
static guint signals[N_SIGNALS];

/* The answer may lead to another question, which takes this button away. */
static void
on_clicked (GtkButton *button, KapkaChoice *self) {
  g_autofree char *id = g_strdup (gtk_widget_get_name (GTK_WIDGET (button)));

  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0, id);
}

static void
on_cancel_activated (GtkWidget *widget, const char *action, GVariant *parameter) {
  g_signal_emit (widget, signals[SIGNAL_CANCELLED], 0);
}

static void
kapka_choice_dispose (GObject *object) {
  kapka_template_dispose (GTK_WIDGET (object), KAPKA_TYPE_CHOICE);
  G_OBJECT_CLASS (kapka_choice_parent_class)->dispose (object);
}

static void
kapka_choice_class_init (KapkaChoiceClass *klass) {
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kapka_choice_dispose;
  g_type_ensure (KAPKA_TYPE_TILES);
  g_type_ensure (KAPKA_TYPE_TILE_LAYOUT);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/kapka/ui/choice.ui");
  gtk_widget_class_bind_template_child (widget_class, KapkaChoice, title);
  gtk_widget_class_bind_template_child (widget_class, KapkaChoice, text);
  gtk_widget_class_bind_template_child (widget_class, KapkaChoice, answer);
  gtk_widget_class_bind_template_child (widget_class, KapkaChoice, options);
  gtk_widget_class_install_action (widget_class, "choice.cancel", NULL, on_cancel_activated);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "choice.cancel", NULL);
  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen", KAPKA_TYPE_CHOICE, G_SIGNAL_RUN_LAST, 0, NULL,
                                         NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SIGNAL_CANCELLED] = g_signal_new ("cancelled", KAPKA_TYPE_CHOICE, G_SIGNAL_RUN_LAST, 0,
                                            NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
kapka_choice_init (KapkaChoice *self) {
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
kapka_choice_ask (KapkaChoice *self, const char *title, const char *text) {
  gtk_label_set_label (self->title, title);
  gtk_label_set_label (self->text, text);
  gtk_widget_set_visible (GTK_WIDGET (self->text), *text != '\0');
  kapka_answer_show (self->answer, NULL, NULL);
  kapka_tiles_clear (self->options);
  kapka_choice_set_busy (self, FALSE);
}

/** At most two lines: all answers are as high as the highest. */
static GtkWidget *
make_label (const char *text, const char *style) {
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_lines (GTK_LABEL (label), 2);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, style);
  return label;
}

void
kapka_choice_add (KapkaChoice *self,
                  const char *id,
                  const char *label,
                  const char *details,
                  const char *icon) {
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 16);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *button = gtk_button_new ();
  g_autofree char *name = g_strjoin (". ", label, details, NULL);

  if (icon != NULL)
    gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name (icon));
  gtk_box_append (GTK_BOX (words), make_label (label, "card-title"));
  if (details != NULL)
    gtk_box_append (GTK_BOX (words), make_label (details, "note"));
  gtk_widget_set_valign (words, GTK_ALIGN_CENTER);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (box), words);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_set_name (button, id);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_widget_add_css_class (button, "choice");
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_clicked), self, 0);
  kapka_tiles_append (self->options, button);
}

void
kapka_choice_focus (KapkaChoice *self) {
  GtkWidget *first = gtk_widget_get_first_child (GTK_WIDGET (self->options));

  if (first != NULL)
    gtk_widget_grab_focus (first);
}

void
kapka_choice_show_error (KapkaChoice *self, const GError *error) {
  kapka_answer_show_error (self->answer, error);
}

void
kapka_choice_set_busy (KapkaChoice *self, gboolean busy) {
  gtk_widget_set_sensitive (GTK_WIDGET (self->options), !busy);
}
