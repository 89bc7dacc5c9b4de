// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/paper/drive-picker.h"

#include <gio/gunixmounts.h>
#include <glib/gi18n.h>

#include "files/drive.h"
#include "ui/paper/file-row.h"

#define DRIVE_KEY "kapka-drive"

struct _KapkaDrivePicker {
  GtkWidget parent_instance;

  GtkWidget *list;

  // Owned
  char *media_dir;
  GPtrArray *drives; // (element-type KapkaDrive) Those that are shown.
  GUnixMountMonitor *monitor;
};

G_DEFINE_FINAL_TYPE (KapkaDrivePicker, kapka_drive_picker, GTK_TYPE_WIDGET)

enum { SIGNAL_CHOSEN, N_SIGNALS };
static guint signals[N_SIGNALS];

static void
on_drive_clicked (GtkButton *row, KapkaDrivePicker *self) {
  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0, g_object_get_data (G_OBJECT (row), DRIVE_KEY));
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

static void
show_drives (KapkaDrivePicker *self) {
  GPtrArray *drives = kapka_drive_list (self->media_dir);
  GtkWidget *child;

  if (kapka_drive_lists_match (self->drives, drives)) {
    g_ptr_array_unref (drives);
    return;
  }
  g_clear_pointer (&self->drives, g_ptr_array_unref);
  self->drives = drives;
  while ((child = gtk_widget_get_first_child (self->list)) != NULL)
    gtk_box_remove (GTK_BOX (self->list), child);
  for (guint i = 0; i < drives->len; i++)
    add_drive (self, g_ptr_array_index (drives, i));
  if (drives->len == 0)
    add_hint (self);
}

static void
kapka_drive_picker_dispose (GObject *object) {
  KapkaDrivePicker *self = KAPKA_DRIVE_PICKER (object);

  g_clear_object (&self->monitor);
  g_clear_pointer (&self->list, gtk_widget_unparent);
  g_clear_pointer (&self->drives, g_ptr_array_unref);
  g_clear_pointer (&self->media_dir, g_free);
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
  self->list = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  gtk_widget_set_parent (self->list, GTK_WIDGET (self));
  self->monitor = g_unix_mount_monitor_get ();
  g_signal_connect_object (self->monitor, "mounts-changed", G_CALLBACK (show_drives), self,
                           G_CONNECT_SWAPPED);
  show_drives (self);
}

void
kapka_drive_picker_set_media_dir (KapkaDrivePicker *self, const char *media_dir) {
  g_free (self->media_dir);
  self->media_dir = g_strdup (media_dir);
  show_drives (self);
}

void
kapka_drive_picker_translate (KapkaDrivePicker *self) {
  g_clear_pointer (&self->drives, g_ptr_array_unref);
  show_drives (self);
}
