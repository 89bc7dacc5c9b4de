// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/desk/desk-form.h"

#include "ui/home/tiles.h"
#include "ui/shell/answer.h"
#include "ui/shell/scrolling.h"
#include "ui/shell/template.h"

struct _KapkaDeskForm {
  GtkWidget parent_instance;

  // Template widgets
  GtkLabel *title;
  GtkLabel *hint;
  GtkScrolledWindow *scroller;
  GtkBox *fields;
  GtkLabel *message;
  GtkBox *buttons;
  GtkWidget *save;

  // Borrowed
  KapkaTiles *row; // (nullable) Where fields go that stand side by side.

  // Owned
  GHashTable *by_id; // id → borrowed KapkaField
  gboolean busy;     // Something is being written.
};

G_DEFINE_FINAL_TYPE (KapkaDeskForm, kapka_desk_form, GTK_TYPE_WIDGET)

enum { SIGNAL_SAVE, SIGNAL_CANCEL, N_SIGNALS };
static guint signals[N_SIGNALS];

static void
on_save_clicked (KapkaDeskForm *self) {
  if (!self->busy)
    g_signal_emit (self, signals[SIGNAL_SAVE], 0);
}

static void
on_cancel_clicked (KapkaDeskForm *self) {
  if (!self->busy)
    g_signal_emit (self, signals[SIGNAL_CANCEL], 0);
}

static void
kapka_desk_form_dispose (GObject *object) {
  KapkaDeskForm *self = KAPKA_DESK_FORM (object);

  g_clear_pointer (&self->by_id, g_hash_table_unref);
  kapka_template_dispose (GTK_WIDGET (object), KAPKA_TYPE_DESK_FORM);
  G_OBJECT_CLASS (kapka_desk_form_parent_class)->dispose (object);
}

static void
kapka_desk_form_class_init (KapkaDeskFormClass *klass) {
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kapka_desk_form_dispose;
  signals[SIGNAL_SAVE] = g_signal_new ("save", KAPKA_TYPE_DESK_FORM, G_SIGNAL_RUN_LAST, 0, NULL,
                                       NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_CANCEL] = g_signal_new ("cancel", KAPKA_TYPE_DESK_FORM, G_SIGNAL_RUN_LAST, 0, NULL,
                                         NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/kapka/ui/desk-form.ui");
  gtk_widget_class_bind_template_child (widget_class, KapkaDeskForm, title);
  gtk_widget_class_bind_template_child (widget_class, KapkaDeskForm, hint);
  gtk_widget_class_bind_template_child (widget_class, KapkaDeskForm, scroller);
  gtk_widget_class_bind_template_child (widget_class, KapkaDeskForm, fields);
  gtk_widget_class_bind_template_child (widget_class, KapkaDeskForm, message);
  gtk_widget_class_bind_template_child (widget_class, KapkaDeskForm, buttons);
  gtk_widget_class_bind_template_child (widget_class, KapkaDeskForm, save);
  gtk_widget_class_bind_template_callback (widget_class, on_save_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_cancel_clicked);
}

static void
kapka_desk_form_init (KapkaDeskForm *self) {
  gtk_widget_init_template (GTK_WIDGET (self));
  kapka_scrolling_hide_bar (self->scroller);
  self->by_id = g_hash_table_new (g_str_hash, g_str_equal);
}

GtkWidget *
kapka_desk_form_new (void) {
  return g_object_new (KAPKA_TYPE_DESK_FORM, NULL);
}

void
kapka_desk_form_set_title (KapkaDeskForm *self, const char *title) {
  gtk_label_set_label (self->title, title);
}

void
kapka_desk_form_set_hint (KapkaDeskForm *self, const char *hint) {
  gtk_label_set_label (self->hint, hint);
  gtk_widget_set_visible (GTK_WIDGET (self->hint), TRUE);
}

void
kapka_desk_form_begin_row (KapkaDeskForm *self, int min_width) {
  self->row = g_object_new (KAPKA_TYPE_TILES, NULL);
  g_object_set (gtk_widget_get_layout_manager (GTK_WIDGET (self->row)), "min-column-width",
                min_width, "max-columns", 4, "spacing", 14, NULL);
  gtk_box_append (self->fields, GTK_WIDGET (self->row));
}

void
kapka_desk_form_end_row (KapkaDeskForm *self) {
  self->row = NULL;
}

void
kapka_desk_form_add (KapkaDeskForm *self, const char *id, GtkWidget *field) {
  g_hash_table_insert (self->by_id, (gpointer)id, field);
  if (self->row != NULL)
    kapka_tiles_append (self->row, field);
  else
    gtk_box_append (self->fields, field);
}

KapkaField *
kapka_desk_form_get (KapkaDeskForm *self, const char *id) {
  return g_hash_table_lookup (self->by_id, id);
}

/* The first field below @widget, in the order in which they show, that is wrong or, without
 * @wrong, the very first. */
static GtkWidget *
find_field (GtkWidget *widget, gboolean wrong) {
  if (KAPKA_IS_FIELD (widget))
    return !wrong || kapka_field_is_wrong (KAPKA_FIELD (widget)) ? widget : NULL;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child)) {
    GtkWidget *found = find_field (child, wrong);

    if (found != NULL)
      return found;
  }
  return NULL;
}

gboolean
kapka_desk_form_focus_wrong (KapkaDeskForm *self) {
  GtkWidget *field = find_field (GTK_WIDGET (self->fields), TRUE);

  return field != NULL && gtk_widget_grab_focus (field);
}

void
kapka_desk_form_focus_first (KapkaDeskForm *self) {
  GtkWidget *field = find_field (GTK_WIDGET (self->fields), FALSE);

  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
  if (field != NULL)
    gtk_widget_grab_focus (field);
}

/* The button that was pressed has the focus still, so a screen reader hears of it there. */
static void
describe_save (KapkaDeskForm *self) {
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->save), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  gtk_label_get_label (self->message), -1);
}

void
kapka_desk_form_say (KapkaDeskForm *self, const char *style, const char *text) {
  kapka_answer_show (self->message, style, text);
  describe_save (self);
}

void
kapka_desk_form_say_error (KapkaDeskForm *self, const GError *error) {
  kapka_answer_show_error (self->message, error);
  describe_save (self);
}

void
kapka_desk_form_set_busy (KapkaDeskForm *self, gboolean busy) {
  self->busy = busy;
}

void
kapka_desk_form_add_button (KapkaDeskForm *self, GtkWidget *button) {
  gtk_box_append (self->buttons, button);
}
