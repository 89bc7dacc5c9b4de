// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

#include "files/drive-walk.h"
#include "ui/paper/attachments.h"

/** Large rows for what a #KapkaDriveWalk comes by. Those of drives and folders, and the one that
 * leads out of them, move the walk when they are pressed. All are (transfer floating). */
GtkWidget *kapka_drive_rows_new_drive (KapkaDriveWalk *walk, const KapkaDrive *drive);
GtkWidget *kapka_drive_rows_new_folder (KapkaDriveWalk *walk, const char *name);
GtkWidget *kapka_drive_rows_new_up (KapkaDriveWalk *walk);

/** Makes @button a row of the file @entry; it knows its source. */
GtkWidget *
kapka_drive_rows_new_file (KapkaDriveWalk *walk, const KapkaDriveEntry *entry, GtkWidget *button);

/** Gives @row a @source (transfer full). */
void kapka_drive_rows_set_source (GtkWidget *row, KapkaFileSource *source);

/** Returns: (transfer none): the file that @row stands for. */
const KapkaFileSource *kapka_drive_rows_get_source (GtkWidget *row);

/** Returns: (transfer full): the title of where @walk stands, which is no longer at the beginning.
 */
char *kapka_drive_rows_dup_title (KapkaDriveWalk *walk);
