// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "journal/wreck-page.h"

/** KapkaWreckFile: the pages of a file that may be damaged. */
typedef struct _KapkaWreckFile KapkaWreckFile;

/** KapkaWreckRow: one row, as long as the call lasts that hands it out. */
typedef struct {
  gboolean of_table; // See KapkaWreckCell.
  gint64 rowid;
  const KapkaWreckValue *values;
  guint n;
  guint32 page; // Where it lies, for kapka_wreck_file_read_row().
  guint cell;
} KapkaWreckRow;

typedef void (*KapkaWreckRowFunc) (const KapkaWreckRow *row, gpointer data);

/** Opens @path to read. Returns: (transfer full): the file; what cannot be opened is an empty one.
 */
KapkaWreckFile *kapka_wreck_file_open (const char *path);
void kapka_wreck_file_close (KapkaWreckFile *file);

/** Calls @func for each row that can be read in the first @most_pages pages; a page that the disk
 * does not give is passed over. */
void kapka_wreck_file_each_row (KapkaWreckFile *file,
                                guint32 most_pages,
                                KapkaWreckRowFunc func,
                                gpointer data);

/** Reads one row again. Returns: how many columns it has, 0 when it cannot be read any more;
 * @values hold until the next call. */
guint
kapka_wreck_file_read_row (KapkaWreckFile *file, guint32 page, guint cell, KapkaWreckValue *values);
