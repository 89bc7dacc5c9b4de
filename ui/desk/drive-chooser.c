// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/desk/drive-chooser.h"

#include <glib/gi18n.h>

#include "files/folder-listing.h"
#include "ui/paper/attachments.h"
#include "ui/paper/file-row.h"
#include "ui/paper/file-words.h"
#include "ui/shell/answer.h"
#include "ui/shell/scrolling.h"
#include "ui/shell/template.h"

#define SOURCE_KEY "kapka-source"

struct _KapkaDriveChooser {
  GtkWidget parent_instance;

  // Template widgets
  GtkLabel *title;
  GtkLabel *message;
  GtkScrolledWindow *scroller;
  GtkBox *list;

  // Owned
  KapkaSession *session;
  GCancellable *cancellable; // Of the folder that is being read.
  GPtrArray *drives;         // (nullable) (element-type KapkaDrive) Those that were shown last.
  KapkaDrive *drive;         // (nullable) The one that is looked into.
  gboolean opening;          // A drive.
  GPtrArray *folder;         // Names from the drive down, without a NULL at the end.
};

G_DEFINE_FINAL_TYPE (KapkaDriveChooser, kapka_drive_chooser, GTK_TYPE_WIDGET)

enum { SIGNAL_CHOSEN, SIGNAL_CANCELLED, N_SIGNALS };
static guint signals[N_SIGNALS];

static void show_place (KapkaDriveChooser *self);

/* What reads of it yet is let go first, so that it can be taken out. */
static void
leave_drive (KapkaDriveChooser *self) {
  if (self->drive != NULL)
    kapka_drives_release_async (kapka_session_get_drives (self->session), self->drive, NULL, NULL);
  g_clear_pointer (&self->drive, kapka_drive_free);
  g_ptr_array_set_size (self->folder, 0);
}

static GtkWidget *
add_row (KapkaDriveChooser *self,
         const char *icon,
         const char *title,
         const char *details,
         KapkaFileSource *source,
         GCallback on_clicked) {
  GtkWidget *row = kapka_file_row_new (gtk_button_new (), icon, title, details);

  if (source != NULL)
    g_object_set_data_full (G_OBJECT (row), SOURCE_KEY, source,
                            (GDestroyNotify)kapka_file_source_free);
  g_signal_connect_object (row, "clicked", on_clicked, self, 0);
  gtk_box_append (self->list, row);
  return row;
}

static const KapkaFileSource *
get_source (GtkButton *row) {
  return g_object_get_data (G_OBJECT (row), SOURCE_KEY);
}

static void
show_opened (KapkaDriveChooser *self, KapkaDrive *drive) {
  leave_drive (self);
  self->drive = drive;
  show_place (self);
}

/* A drive that opens too late is let go again. */
static void
on_opened (GObject *source, GAsyncResult *result, gpointer user_data) {
  g_autoptr (KapkaDriveChooser) self = user_data;
  g_autoptr (GError) error = NULL;
  KapkaDrive *drive = kapka_drives_open_finish (result, &error);

  self->opening = FALSE;
  gtk_widget_set_sensitive (GTK_WIDGET (self->list), TRUE);
  if (drive == NULL) {
    g_message ("Not opened: %s", error->message);
    kapka_answer_show (self->message, "bad",
                       _ ("This flash drive does not open. Please try another one."));
  } else if (gtk_widget_get_root (GTK_WIDGET (self)) == NULL) {
    kapka_drives_release_async (KAPKA_DRIVES (source), drive, NULL, NULL);
    kapka_drive_free (drive);
  } else {
    show_opened (self, drive);
  }
}

static void
on_drive_clicked (GtkButton *row, KapkaDriveChooser *self) {
  if (self->opening)
    return;
  self->opening = TRUE;
  gtk_widget_set_sensitive (GTK_WIDGET (self->list), FALSE);
  kapka_drives_open_async (kapka_session_get_drives (self->session), get_source (row)->drive, FALSE,
                           on_opened, g_object_ref (self));
}

static void
on_folder_clicked (GtkButton *row, KapkaDriveChooser *self) {
  g_ptr_array_add (self->folder, g_strdup (get_source (row)->name));
  show_place (self);
}

static void
on_file_clicked (GtkButton *row, KapkaDriveChooser *self) {
  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0, get_source (row));
}

static void
on_up_clicked (GtkButton *row, KapkaDriveChooser *self) {
  if (self->folder->len > 0)
    g_ptr_array_remove_index (self->folder, self->folder->len - 1);
  else
    leave_drive (self);
  show_place (self);
}

static GStrv
dup_folder (KapkaDriveChooser *self) {
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < self->folder->len; i++)
    g_strv_builder_add (builder, g_ptr_array_index (self->folder, i));
  return g_strv_builder_end (builder);
}

static gboolean
is_table (const char *name) {
  g_autofree char *folded = g_ascii_strdown (name, -1);

  return g_str_has_suffix (folded, ".csv") || g_str_has_suffix (folded, ".txt");
}

static void
add_entry (KapkaDriveChooser *self, const KapkaDriveEntry *entry) {
  g_auto (GStrv) folder = dup_folder (self);
  g_autofree char *title = g_filename_display_name (entry->name);
  g_autofree char *size = kapka_file_words_size (entry->size);

  if (entry->is_folder)
    add_row (self, "kapka-forward-symbolic", title, _ ("Folder"),
             kapka_file_source_new (NULL, NULL, entry->name), G_CALLBACK (on_folder_clicked));
  else if (is_table (entry->name))
    add_row (self, "kapka-chart-symbolic", title, size,
             kapka_file_source_new (self->drive, (const char *const *)folder, entry->name),
             G_CALLBACK (on_file_clicked));
}

static void
on_listed (GObject *source, GAsyncResult *result, gpointer user_data) {
  g_autoptr (KapkaDriveChooser) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entries = kapka_folder_listing_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (entries == NULL) {
    g_message ("%s", error->message);
    leave_drive (self);
    show_place (self);
    kapka_answer_show (self->message, "bad",
                       _ ("The flash drive cannot be read any more. Please put it in again."));
    return;
  }
  for (guint i = 0; i < entries->len; i++)
    add_entry (self, g_ptr_array_index (entries, i));
  if (gtk_widget_get_next_sibling (gtk_widget_get_first_child (GTK_WIDGET (self->list))) == NULL)
    kapka_answer_show (self->message, "wait", _ ("There is no table here (a file .csv)."));
}

static void
stop_reading (KapkaDriveChooser *self) {
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
show_folder (KapkaDriveChooser *self) {
  g_auto (GStrv) folder = dup_folder (self);

  gtk_label_set_label (self->title, self->drive->name);
  add_row (self, "kapka-arrow-up-symbolic",
           self->folder->len > 0 ? _ ("Leave this folder") : _ ("To the beginning of the list"),
           NULL, NULL, G_CALLBACK (on_up_clicked));
  self->cancellable = g_cancellable_new ();
  kapka_folder_listing_start_async (self->drive, (const char *const *)folder, self->cancellable,
                                    on_listed, g_object_ref (self));
}

static GPtrArray *
list_drives (KapkaDriveChooser *self) {
  return kapka_drives_list (kapka_session_get_drives (self->session));
}

static void
show_drives (KapkaDriveChooser *self) {
  GPtrArray *drives = list_drives (self);

  g_clear_pointer (&self->drives, g_ptr_array_unref);
  self->drives = drives;
  gtk_label_set_label (self->title, _ ("Choose a table on a flash drive"));
  for (guint i = 0; i < drives->len; i++) {
    const KapkaDrive *drive = g_ptr_array_index (drives, i);
    g_autofree char *title = g_strdup_printf (_ ("Flash drive %s"), drive->name);

    add_row (self, "kapka-usb-symbolic", title, NULL, kapka_file_source_new (drive, NULL, ""),
             G_CALLBACK (on_drive_clicked));
  }
  if (drives->len == 0)
    kapka_answer_show (self->message, "wait", _ ("Put the flash drive in: it will appear here."));
}

static void
clear_list (KapkaDriveChooser *self) {
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_box_remove (self->list, child);
}

static void
show_place (KapkaDriveChooser *self) {
  stop_reading (self);
  kapka_answer_show (self->message, NULL, NULL);
  clear_list (self);
  if (self->drive == NULL)
    show_drives (self);
  else
    show_folder (self);
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
}

/* A drive that comes or goes changes the list of drives alone. */
static void
on_drives_changed (KapkaDriveChooser *self) {
  g_autoptr (GPtrArray) drives = list_drives (self);

  if (self->drive == NULL && !self->opening && gtk_widget_get_mapped (GTK_WIDGET (self)) &&
      !kapka_drive_lists_match (self->drives, drives))
    show_place (self);
}

static void
on_cancel_clicked (KapkaDriveChooser *self) {
  g_signal_emit (self, signals[SIGNAL_CANCELLED], 0);
}

static void
kapka_drive_chooser_dispose (GObject *object) {
  KapkaDriveChooser *self = KAPKA_DRIVE_CHOOSER (object);

  stop_reading (self);
  leave_drive (self);
  kapka_template_dispose (GTK_WIDGET (self), KAPKA_TYPE_DRIVE_CHOOSER);
  G_OBJECT_CLASS (kapka_drive_chooser_parent_class)->dispose (object);
}

static void
kapka_drive_chooser_finalize (GObject *object) {
  KapkaDriveChooser *self = KAPKA_DRIVE_CHOOSER (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->drives, g_ptr_array_unref);
  g_clear_pointer (&self->drive, kapka_drive_free);
  g_ptr_array_unref (self->folder);
  G_OBJECT_CLASS (kapka_drive_chooser_parent_class)->finalize (object);
}

static void
kapka_drive_chooser_class_init (KapkaDriveChooserClass *klass) {
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kapka_drive_chooser_dispose;
  G_OBJECT_CLASS (klass)->finalize = kapka_drive_chooser_finalize;
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
  gtk_widget_class_bind_template_callback (widget_class, on_cancel_clicked);
}

static void
kapka_drive_chooser_init (KapkaDriveChooser *self) {
  self->folder = g_ptr_array_new_with_free_func (g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  kapka_scrolling_hide_bar (self->scroller);
}

GtkWidget *
kapka_drive_chooser_new (KapkaSession *session) {
  KapkaDriveChooser *self = g_object_new (KAPKA_TYPE_DRIVE_CHOOSER, NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (kapka_session_get_drives (session), "changed",
                           G_CALLBACK (on_drives_changed), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

void
kapka_drive_chooser_start (KapkaDriveChooser *self) {
  leave_drive (self);
  show_place (self);
}
