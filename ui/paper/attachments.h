// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gio/gio.h>

#include "files/drive.h"

/** KapkaFileSource: a file that a visitor may attach. */
typedef struct {
  KapkaDrive *drive; // NULL: @name is the path of a document of the visit.
  GStrv folder;      // Of a file on @drive, from the drive down.
  char *name;
} KapkaFileSource;

/**
 * kapka_file_source_new:
 * @drive: (nullable): of the file
 * @folder: (nullable): on @drive
 * @name: of the file in @folder, or the path of a document of the visit
 *
 * Returns: (transfer full): the source.
 */
KapkaFileSource *
kapka_file_source_new (const KapkaDrive *drive, const char *const *folder, const char *name);
void kapka_file_source_free (KapkaFileSource *source);

/**
 * kapka_attachments_make_async:
 * @visit_dir: the private directory of the visit
 * @sources: (element-type KapkaFileSource): what was chosen; not to be changed before the answer
 * @max_bytes: how large one file may be
 * @max_total_bytes: how large all that is attached in the visit may be
 *
 * Makes copies of the files in `attachments/` of the visit. A page gets the copies alone: a drive
 * that is pulled, or a link in the place of a file, then changes nothing.
 */
void kapka_attachments_make_async (const char *visit_dir,
                                   GPtrArray *sources,
                                   guint64 max_bytes,
                                   guint64 max_total_bytes,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);

/**
 * Returns: (transfer full): paths of the copies, or %NULL. Errors: FULL when a file or all of them
 * are too large, NOT_FOUND when the drive is gone, otherwise what the system says.
 */
GStrv kapka_attachments_make_finish (GAsyncResult *result, GError **error);
