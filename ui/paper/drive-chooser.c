// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/paper/drive-chooser.h"

#include <glib/gi18n.h>

#include "ui/paper/drive-rows.h"
#include "ui/shell/answer.h"
#include "ui/shell/scrolling.h"
#include "ui/shell/template.h"

struct _KapkaDriveChooser {
  GtkWidget parent_instance;

  // Template widgets
  GtkLabel *title;
  GtkLabel *message;
  GtkScrolledWindow *scroller;
  GtkBox *list;
  GtkWidget *cancel;

  // Borrowed
  const KapkaDriveWish *wish;
  const char *said; // (nullable): By the message, as it stands in the source,
  const char *tone; // and its style.

  // Owned
  KapkaDriveWalk *walk;

  gboolean stale; // It has not shown since the walk moved.
};

G_DEFINE_FINAL_TYPE (KapkaDriveChooser, kapka_drive_chooser, GTK_TYPE_WIDGET)

enum { SIGNAL_CHOSEN, SIGNAL_CANCELLED, N_SIGNALS };

static guint signals[N_SIGNALS];

void
kapka_drive_chooser_say (KapkaDriveChooser *self, const char *style, const char *words) {
  self->said = words;
  self->tone = style;
  kapka_answer_show (self->message, style, words == NULL ? NULL : _ (words));
}

static void
on_file_clicked (GtkWidget *row, KapkaDriveChooser *self) {
  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0, kapka_drive_rows_get_source (row));
}

/* Returns whether it is to be seen. */
static gboolean
add_entry (KapkaDriveChooser *self, const KapkaDriveEntry *entry) {
  GtkWidget *row;

  if (entry->is_folder) {
    row = kapka_drive_rows_new_folder (self->walk, entry->name);
  } else {
    if (self->wish->is_wanted != NULL && !self->wish->is_wanted (entry->name))
      return FALSE;
    row = kapka_drive_rows_new_file (self->walk, entry, gtk_button_new ());
    g_signal_connect_object (row, "clicked", G_CALLBACK (on_file_clicked), self, 0);
  }
  gtk_box_append (self->list, row);
  return TRUE;
}

static void
on_listed (KapkaDriveWalk *walk, const GPtrArray *entries, KapkaDriveChooser *self) {
  guint n_shown = 0;

  for (guint i = 0; i < entries->len; i++)
    n_shown += add_entry (self, g_ptr_array_index (entries, i)) ? 1 : 0;
  if (entries->len == KAPKA_DRIVE_MAX_ENTRIES)
    kapka_drive_chooser_say (self, "wait",
                             N_ ("There are more files than can be shown. Please put the one you "
                                 "need into a folder of its own."));
  else if (n_shown == 0)
    kapka_drive_chooser_say (self, "wait", self->wish->none);
}

static void
show_folder (KapkaDriveChooser *self) {
  g_autofree char *title = kapka_drive_rows_dup_title (self->walk);

  gtk_label_set_label (self->title, title);
  gtk_box_append (self->list, kapka_drive_rows_new_up (self->walk));
  kapka_drive_walk_read (self->walk);
}

static void
show_drives (KapkaDriveChooser *self) {
  const GPtrArray *drives = kapka_drive_walk_list_drives (self->walk);

  gtk_label_set_label (self->title, _ (self->wish->title));
  for (guint i = 0; i < drives->len; i++)
    gtk_box_append (self->list,
                    kapka_drive_rows_new_drive (self->walk, g_ptr_array_index (drives, i)));
  if (drives->len == 0)
    kapka_drive_chooser_say (self, "wait", N_ ("Put the flash drive in: it will appear here."));
}

static void
clear_list (KapkaDriveChooser *self) {
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_box_remove (self->list, child);
}

static void
show_place (KapkaDriveChooser *self) {
  clear_list (self);
  if (kapka_drive_walk_get_drive (self->walk) == NULL)
    show_drives (self);
  else
    show_folder (self);
}

/* What nobody sees says nothing either. */
static void
on_moved (KapkaDriveChooser *self) {
  self->stale = !gtk_widget_get_mapped (GTK_WIDGET (self));
  if (self->stale)
    return;
  kapka_drive_chooser_say (self, NULL, NULL);
  show_place (self);
  gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
}

static void
kapka_drive_chooser_map (GtkWidget *widget) {
  GTK_WIDGET_CLASS (kapka_drive_chooser_parent_class)->map (widget);
  if (KAPKA_DRIVE_CHOOSER (widget)->stale)
    on_moved (KAPKA_DRIVE_CHOOSER (widget));
}

static void
on_failed (KapkaDriveWalk *walk, gboolean inside, KapkaDriveChooser *self) {
  kapka_drive_chooser_say (
      self, "bad",
      inside ? N_ ("The flash drive cannot be read any more. Please put it in again.")
             : N_ ("This flash drive does not open. Please try another one."));
}

static void
on_language_changed (KapkaDriveChooser *self) {
  const char *said = self->said;
  const char *tone = self->tone;

  on_moved (self);
  if (!self->stale)
    kapka_drive_chooser_say (self, tone, said);
}

static void
on_cancel_clicked (KapkaDriveChooser *self) {
  g_signal_emit (self, signals[SIGNAL_CANCELLED], 0);
}

static void
kapka_drive_chooser_dispose (GObject *object) {
  KapkaDriveChooser *self = KAPKA_DRIVE_CHOOSER (object);

  if (self->walk != NULL)
    kapka_drive_walk_end (self->walk);
  g_clear_object (&self->walk);
  kapka_template_dispose (GTK_WIDGET (self), KAPKA_TYPE_DRIVE_CHOOSER);
  G_OBJECT_CLASS (kapka_drive_chooser_parent_class)->dispose (object);
}

static void
kapka_drive_chooser_class_init (KapkaDriveChooserClass *klass) {
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kapka_drive_chooser_dispose;
  widget_class->map = kapka_drive_chooser_map;
  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 1, G_TYPE_POINTER);
  signals[SIGNAL_CANCELLED] =
      g_signal_new ("cancelled", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/kapka/ui/drive-chooser.ui");
  gtk_widget_class_bind_template_child (widget_class, KapkaDriveChooser, title);
  gtk_widget_class_bind_template_child (widget_class, KapkaDriveChooser, message);
  gtk_widget_class_bind_template_child (widget_class, KapkaDriveChooser, scroller);
  gtk_widget_class_bind_template_child (widget_class, KapkaDriveChooser, list);
  gtk_widget_class_bind_template_child (widget_class, KapkaDriveChooser, cancel);
  gtk_widget_class_bind_template_callback (widget_class, on_cancel_clicked);
}

static void
kapka_drive_chooser_init (KapkaDriveChooser *self) {
  gtk_widget_init_template (GTK_WIDGET (self));
  kapka_scrolling_hide_bar (self->scroller);
}

GtkWidget *
kapka_drive_chooser_new (KapkaSession *session, const KapkaDriveWish *wish) {
  KapkaDriveChooser *self = g_object_new (KAPKA_TYPE_DRIVE_CHOOSER, NULL);

  self->wish = wish;
  self->stale = TRUE;
  self->walk = kapka_drive_walk_new (kapka_session_get_drives (session));
  gtk_widget_set_visible (self->cancel, wish->can_cancel);
  g_object_bind_property (self->walk, "opening", self->list, "sensitive", G_BINDING_INVERT_BOOLEAN);
  g_signal_connect_object (self->walk, "moved", G_CALLBACK (on_moved), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->walk, "listed", G_CALLBACK (on_listed), self, 0);
  g_signal_connect_object (self->walk, "failed", G_CALLBACK (on_failed), self, 0);
  g_signal_connect_object (session, "notify::language", G_CALLBACK (on_language_changed), self,
                           G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

void
kapka_drive_chooser_start (KapkaDriveChooser *self) {
  kapka_drive_walk_restart (self->walk);
}

gboolean
kapka_drive_chooser_go_back (KapkaDriveChooser *self) {
  return kapka_drive_walk_go_up (self->walk);
}
