// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/paper/drive-picker.h"

#include <glib/gi18n.h>

#include "base/log.h"
#include "ui/paper/file-row.h"
#include "ui/shell/answer.h"

#define DRIVE_KEY "kapka-drive"

struct _KapkaDrivePicker {
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *list;
  GtkLabel *answer; // Why one could not be opened.

  // Owned
  KapkaDrives *drives;
  GPtrArray *shown; // (element-type KapkaDrive)
  gboolean opening;
};

G_DEFINE_FINAL_TYPE (KapkaDrivePicker, kapka_drive_picker, GTK_TYPE_WIDGET)

enum { SIGNAL_CHOSEN, N_SIGNALS };
static guint signals[N_SIGNALS];

static void show_drives (KapkaDrivePicker *self);

static void
end_opening (KapkaDrivePicker *self) {
  self->opening = FALSE;
  gtk_widget_set_sensitive (self->list, TRUE);
  show_drives (self);
}

/* Whoever has gone meanwhile needs it no more. */
static void
on_opened (GObject *source, GAsyncResult *result, gpointer user_data) {
  g_autoptr (KapkaDrivePicker) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (KapkaDrive) drive = kapka_drives_open_finish (result, &error);

  if (gtk_widget_get_root (GTK_WIDGET (self)) == NULL) {
    if (drive != NULL)
      kapka_drives_release_async (KAPKA_DRIVES (source), drive, NULL, NULL);
    return;
  }
  end_opening (self);
  if (drive != NULL) {
    g_signal_emit (self, signals[SIGNAL_CHOSEN], 0, drive);
    return;
  }
  kapka_log_error (G_LOG_LEVEL_MESSAGE, "drive-failed", "Not opened", error);
  kapka_answer_show (self->answer, "bad",
                     _ ("This flash drive does not open. Please try another one."));
}

static void
on_drive_clicked (GtkButton *row, KapkaDrivePicker *self) {
  if (self->opening)
    return;
  self->opening = TRUE;
  gtk_widget_set_sensitive (self->list, FALSE);
  kapka_answer_show (self->answer, NULL, NULL);
  kapka_drives_open_async (self->drives, g_object_get_data (G_OBJECT (row), DRIVE_KEY), TRUE,
                           on_opened, g_object_ref (self));
}

static void
add_drive (KapkaDrivePicker *self, const KapkaDrive *drive) {
  g_autofree char *title = g_strdup_printf (_ ("Flash drive %s"), drive->name);
  GtkWidget *row = kapka_file_row_new (gtk_button_new (), "kapka-usb-symbolic", title, NULL);

  g_object_set_data_full (G_OBJECT (row), DRIVE_KEY, kapka_drive_copy (drive),
                          (GDestroyNotify)kapka_drive_free);
  g_signal_connect_object (row, "clicked", G_CALLBACK (on_drive_clicked), self, 0);
  gtk_box_append (GTK_BOX (self->list), row);
}

static void
add_hint (KapkaDrivePicker *self) {
  GtkWidget *hint = g_object_new (
      GTK_TYPE_LABEL, "label", _ ("Put a flash drive in: it will appear here."), "xalign", 0.0f,
      "wrap", TRUE, "css-classes", (const char *const[]){ "body", NULL }, NULL);

  gtk_box_append (GTK_BOX (self->list), hint);
}

/* A drive that is being mounted is not to go from under the finger. */
static void
show_drives (KapkaDrivePicker *self) {
  g_autoptr (GPtrArray) drives = self->drives == NULL ? NULL : kapka_drives_list (self->drives);
  GtkWidget *child;

  if (drives == NULL || self->opening || kapka_drive_lists_match (self->shown, drives))
    return;
  while ((child = gtk_widget_get_first_child (self->list)) != NULL)
    gtk_box_remove (GTK_BOX (self->list), child);
  for (guint i = 0; i < drives->len; i++)
    add_drive (self, g_ptr_array_index (drives, i));
  if (drives->len == 0)
    add_hint (self);
  g_clear_pointer (&self->shown, g_ptr_array_unref);
  self->shown = g_steal_pointer (&drives);
}

static void
kapka_drive_picker_dispose (GObject *object) {
  KapkaDrivePicker *self = KAPKA_DRIVE_PICKER (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->shown, g_ptr_array_unref);
  g_clear_object (&self->drives);
  G_OBJECT_CLASS (kapka_drive_picker_parent_class)->dispose (object);
}

static void
kapka_drive_picker_class_init (KapkaDrivePickerClass *klass) {
  G_OBJECT_CLASS (klass)->dispose = kapka_drive_picker_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen", KAPKA_TYPE_DRIVE_PICKER, G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
}

static void
kapka_drive_picker_init (KapkaDrivePicker *self) {
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  self->list = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  self->answer =
      g_object_new (GTK_TYPE_LABEL, "wrap", TRUE, "xalign", 0.0f, "visible", FALSE, NULL);
  gtk_box_append (GTK_BOX (self->box), self->list);
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->answer));
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

void
kapka_drive_picker_set_drives (KapkaDrivePicker *self, KapkaDrives *drives) {
  self->drives = g_object_ref (drives);
  g_signal_connect_object (drives, "changed", G_CALLBACK (show_drives), self, G_CONNECT_SWAPPED);
  show_drives (self);
}

void
kapka_drive_picker_translate (KapkaDrivePicker *self) {
  kapka_answer_show (self->answer, NULL, NULL);
  g_clear_pointer (&self->shown, g_ptr_array_unref);
  show_drives (self);
}
