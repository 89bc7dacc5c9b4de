// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/paper/drive-rows.h"

#include <glib/gi18n.h>

#include "ui/paper/file-row.h"
#include "ui/paper/file-words.h"

#define SOURCE_KEY "kapka-source"

void
kapka_drive_rows_set_source (GtkWidget *row, KapkaFileSource *source) {
  g_object_set_data_full (G_OBJECT (row), SOURCE_KEY, source,
                          (GDestroyNotify)kapka_file_source_free);
}

const KapkaFileSource *
kapka_drive_rows_get_source (GtkWidget *row) {
  return g_object_get_data (G_OBJECT (row), SOURCE_KEY);
}

static void
on_drive_clicked (GtkWidget *row, KapkaDriveWalk *walk) {
  kapka_drive_walk_open (walk, kapka_drive_rows_get_source (row)->drive);
}

GtkWidget *
kapka_drive_rows_new_drive (KapkaDriveWalk *walk, const KapkaDrive *drive) {
  g_autofree char *title = g_strdup_printf (_ ("Flash drive %s"), drive->name);
  GtkWidget *row = kapka_file_row_new (gtk_button_new (), "kapka-usb-symbolic", title, NULL);

  kapka_drive_rows_set_source (row, kapka_file_source_new (drive, NULL, ""));
  g_signal_connect_object (row, "clicked", G_CALLBACK (on_drive_clicked), walk, 0);
  return row;
}

static void
on_folder_clicked (GtkWidget *row, KapkaDriveWalk *walk) {
  kapka_drive_walk_enter (walk, kapka_drive_rows_get_source (row)->name);
}

GtkWidget *
kapka_drive_rows_new_folder (KapkaDriveWalk *walk, const char *name) {
  g_autofree char *title = g_filename_display_name (name);
  GtkWidget *row =
      kapka_file_row_new (gtk_button_new (), "kapka-forward-symbolic", title, _ ("Folder"));

  kapka_drive_rows_set_source (row, kapka_file_source_new (NULL, NULL, name));
  g_signal_connect_object (row, "clicked", G_CALLBACK (on_folder_clicked), walk, 0);
  return row;
}

static void
on_up_clicked (GtkWidget *row, KapkaDriveWalk *walk) {
  kapka_drive_walk_go_up (walk);
}

static gboolean
is_in_folder (KapkaDriveWalk *walk) {
  return *kapka_drive_walk_get_folder (walk) != NULL;
}

GtkWidget *
kapka_drive_rows_new_up (KapkaDriveWalk *walk) {
  GtkWidget *row = kapka_file_row_new (
      gtk_button_new (), "kapka-arrow-up-symbolic",
      is_in_folder (walk) ? _ ("Leave this folder") : _ ("To the beginning of the list"), NULL);

  g_signal_connect_object (row, "clicked", G_CALLBACK (on_up_clicked), walk, 0);
  return row;
}

GtkWidget *
kapka_drive_rows_new_file (KapkaDriveWalk *walk, const KapkaDriveEntry *entry, GtkWidget *button) {
  const KapkaFileFormat *format = kapka_file_format_find (entry->name);
  g_autofree char *title = g_filename_display_name (entry->name);
  g_autofree char *size = kapka_file_words_size (entry->size);
  g_autofree char *details =
      format == NULL ? g_strdup (size)
                     : g_strdup_printf ("%s · %s", kapka_file_words_kind (format->kind), size);
  GtkWidget *row = kapka_file_row_new (
      button, format == NULL ? "kapka-paper-symbolic" : kapka_file_words_icon (format->kind), title,
      details);

  kapka_drive_rows_set_source (row, kapka_file_source_new (kapka_drive_walk_get_drive (walk),
                                                           kapka_drive_walk_get_folder (walk),
                                                           entry->name));
  return row;
}

char *
kapka_drive_rows_dup_title (KapkaDriveWalk *walk) {
  const char *const *folder = kapka_drive_walk_get_folder (walk);

  if (is_in_folder (walk))
    return g_filename_display_name (folder[g_strv_length ((char **)folder) - 1]);
  return g_strdup_printf (_ ("Flash drive %s"), kapka_drive_walk_get_drive (walk)->name);
}
