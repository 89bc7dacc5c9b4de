// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/paper/fill-place.h"

#include <glib/gi18n.h>

#include "ui/keyboard/editable-target.h"
#include "ui/shell/scrolling.h"

struct _KapkaFillPlace {
  GtkWidget parent_instance;

  const KapkaField *field;
  GtkWidget *editor; // What the visitor works with; its child or itself has the focus.
  gboolean showing;  // The program writes, not the visitor.
};

G_DEFINE_FINAL_TYPE (KapkaFillPlace, kapka_fill_place, GTK_TYPE_WIDGET)

enum { SIGNAL_CHANGED, SIGNAL_CHOOSE, SIGNAL_NEXT, N_SIGNALS };
static guint signals[N_SIGNALS];

static void
tell (KapkaFillPlace *self, const char *value) {
  if (!self->showing)
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0, value);
}

static void
on_entry_changed (KapkaFillPlace *self) {
  tell (self, gtk_editable_get_text (GTK_EDITABLE (self->editor)));
}

static void
on_entry_activated (KapkaFillPlace *self) {
  g_signal_emit (self, signals[SIGNAL_NEXT], 0);
}

/* Of boxes that are one of several, one is always ticked: it is left by ticking another. */
static void
on_box_toggled (KapkaFillPlace *self) {
  gboolean ticked = gtk_check_button_get_active (GTK_CHECK_BUTTON (self->editor));

  if (!ticked && self->field->kind == KAPKA_FIELD_RADIO && !self->showing)
    kapka_fill_place_show (self, self->field->mark);
  else
    tell (self, ticked ? self->field->mark : "");
}

static void
on_choice_clicked (KapkaFillPlace *self) {
  g_signal_emit (self, signals[SIGNAL_CHOOSE], 0);
}

static GtkTextBuffer *
get_buffer (KapkaFillPlace *self) {
  GtkWidget *view = gtk_scrolled_window_get_child (GTK_SCROLLED_WINDOW (self->editor));

  return gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
}

/* A text buffer knows no limit. */
static void
cut (KapkaFillPlace *self, GtkTextBuffer *buffer) {
  GtkTextIter from;
  GtkTextIter to;

  if (gtk_text_buffer_get_char_count (buffer) <= (int)self->field->max_length)
    return;
  gtk_text_buffer_get_iter_at_offset (buffer, &from, (int)self->field->max_length);
  gtk_text_buffer_get_end_iter (buffer, &to);
  gtk_text_buffer_delete (buffer, &from, &to);
}

static void
on_text_changed (GtkTextBuffer *buffer, KapkaFillPlace *self) {
  g_autofree char *text = NULL;

  cut (self, buffer);
  g_object_get (buffer, "text", &text, NULL);
  tell (self, text);
}

static GtkWidget *
make_entry (KapkaFillPlace *self) {
  GtkWidget *entry = gtk_entry_new ();

  gtk_entry_set_max_length (GTK_ENTRY (entry), (int)self->field->max_length);
  gtk_editable_set_width_chars (GTK_EDITABLE (entry), 1);
  kapka_editable_target_set_enter (GTK_TEXT (gtk_editable_get_delegate (GTK_EDITABLE (entry))),
                                   KAPKA_ENTER_NEXT);
  g_signal_connect_object (entry, "changed", G_CALLBACK (on_entry_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (entry, "activate", G_CALLBACK (on_entry_activated), self,
                           G_CONNECT_SWAPPED);
  return entry;
}

static GtkWidget *
make_text_view (KapkaFillPlace *self) {
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *view = gtk_text_view_new ();

  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (view), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (view), FALSE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), view);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  kapka_scrolling_hide_bar (GTK_SCROLLED_WINDOW (scroller));
  g_signal_connect_object (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), "changed",
                           G_CALLBACK (on_text_changed), self, 0);
  return scroller;
}

static GtkWidget *
make_box (KapkaFillPlace *self) {
  GtkAccessibleRole role = self->field->kind == KAPKA_FIELD_RADIO ? GTK_ACCESSIBLE_ROLE_RADIO
                                                                  : GTK_ACCESSIBLE_ROLE_CHECKBOX;
  GtkWidget *box = g_object_new (GTK_TYPE_CHECK_BUTTON, "accessible-role", role, NULL);

  g_signal_connect_object (box, "toggled", G_CALLBACK (on_box_toggled), self, G_CONNECT_SWAPPED);
  return box;
}

static GtkWidget *
make_choice (KapkaFillPlace *self) {
  GtkWidget *button = gtk_button_new_with_label ("");

  gtk_label_set_ellipsize (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (button))),
                           PANGO_ELLIPSIZE_END);
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_choice_clicked), self,
                           G_CONNECT_SWAPPED);
  return button;
}

static GtkWidget *
make_editor (KapkaFillPlace *self) {
  switch (self->field->kind) {
  case KAPKA_FIELD_CHECK:
  case KAPKA_FIELD_RADIO:
    return make_box (self);
  case KAPKA_FIELD_CHOICE:
    return make_choice (self);
  case KAPKA_FIELD_TEXT:
  default:
    return self->field->multiline ? make_text_view (self) : make_entry (self);
  }
}

static void
kapka_fill_place_dispose (GObject *object) {
  g_clear_pointer (&KAPKA_FILL_PLACE (object)->editor, gtk_widget_unparent);
  G_OBJECT_CLASS (kapka_fill_place_parent_class)->dispose (object);
}

static void
kapka_fill_place_class_init (KapkaFillPlaceClass *klass) {
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kapka_fill_place_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_css_name (widget_class, "place");
  signals[SIGNAL_CHANGED] =
      g_signal_new ("changed", KAPKA_TYPE_FILL_PLACE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 1, G_TYPE_STRING | G_SIGNAL_TYPE_STATIC_SCOPE);
  signals[SIGNAL_CHOOSE] = g_signal_new ("choose", KAPKA_TYPE_FILL_PLACE, G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_NEXT] = g_signal_new ("next", KAPKA_TYPE_FILL_PLACE, G_SIGNAL_RUN_LAST, 0, NULL,
                                       NULL, NULL, G_TYPE_NONE, 0);
}

static void
kapka_fill_place_init (KapkaFillPlace *self) {
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_VISIBLE);
}

/* An option that is chosen is a part of the name; all else reads its value out by itself. A screen
 * reader meets an entry, not the text within that has the focus. */
static void
name (KapkaFillPlace *self, const char *option) {
  const char *tip = self->field->tip == NULL ? self->field->name : self->field->tip;
  g_autofree char *words = *option == '\0' ? g_strdup (tip) : g_strjoin (": ", tip, option, NULL);
  GtkWidget *named = GTK_IS_ENTRY (self->editor) ? self->editor : kapka_fill_place_get_focus (self);

  gtk_accessible_update_property (GTK_ACCESSIBLE (named), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
}

GtkWidget *
kapka_fill_place_new (const KapkaField *field) {
  KapkaFillPlace *self = g_object_new (KAPKA_TYPE_FILL_PLACE, NULL);

  self->field = field;
  self->editor = make_editor (self);
  gtk_widget_set_parent (self->editor, GTK_WIDGET (self));
  name (self, "");
  return GTK_WIDGET (self);
}

const KapkaField *
kapka_fill_place_get_field (KapkaFillPlace *self) {
  return self->field;
}

GtkWidget *
kapka_fill_place_get_focus (KapkaFillPlace *self) {
  if (GTK_IS_ENTRY (self->editor))
    return GTK_WIDGET (gtk_editable_get_delegate (GTK_EDITABLE (self->editor)));
  if (GTK_IS_SCROLLED_WINDOW (self->editor))
    return gtk_scrolled_window_get_child (GTK_SCROLLED_WINDOW (self->editor));
  return self->editor;
}

static void
show_text (KapkaFillPlace *self, const char *value) {
  g_autofree char *text = NULL;

  g_object_get (get_buffer (self), "text", &text, NULL);
  if (!g_str_equal (text, value))
    gtk_text_buffer_set_text (get_buffer (self), value, -1);
}

/* A field that has the value already keeps its cursor. */
static void
show_entry (KapkaFillPlace *self, const char *value) {
  if (!g_str_equal (gtk_editable_get_text (GTK_EDITABLE (self->editor)), value))
    gtk_editable_set_text (GTK_EDITABLE (self->editor), value);
}

static void
set_class (KapkaFillPlace *self, const char *css_class, gboolean set) {
  if (set)
    gtk_widget_add_css_class (GTK_WIDGET (self), css_class);
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), css_class);
}

/* An empty line would not say that it opens a list. */
static void
show_option (KapkaFillPlace *self, const char *value) {
  gboolean unset = *value == '\0';

  gtk_button_set_label (GTK_BUTTON (self->editor), unset ? _ ("Choose") : value);
  set_class (self, "unset", unset);
  name (self, value);
}

void
kapka_fill_place_show (KapkaFillPlace *self, const char *value) {
  self->showing = TRUE;
  if (GTK_IS_ENTRY (self->editor))
    show_entry (self, value);
  else if (GTK_IS_SCROLLED_WINDOW (self->editor))
    show_text (self, value);
  else if (GTK_IS_CHECK_BUTTON (self->editor))
    gtk_check_button_set_active (GTK_CHECK_BUTTON (self->editor),
                                 g_str_equal (value, self->field->mark));
  else
    show_option (self, value);
  self->showing = FALSE;
}

void
kapka_fill_place_set_fresh (KapkaFillPlace *self, gboolean fresh) {
  set_class (self, "fresh", fresh);
}

void
kapka_fill_place_set_overfull (KapkaFillPlace *self, gboolean overfull) {
  set_class (self, "overfull", overfull);
}

void
kapka_fill_place_touch (KapkaFillPlace *self) {
  if (GTK_IS_CHECK_BUTTON (self->editor) || GTK_IS_BUTTON (self->editor))
    gtk_widget_activate (self->editor);
}

gboolean
kapka_fill_place_grows (KapkaFillPlace *self) {
  return self->field->kind == KAPKA_FIELD_TEXT;
}
