// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gio/gio.h>

/** How many entries of one folder are shown; whoever has more finds the file by a smaller folder.
 */
#define KAPKA_DRIVE_MAX_ENTRIES 1000

/**
 * KapkaDrive:
 * A flash drive, found by the kernel's table of mounts or by udisks (`files/drives.h`). That of a
 * visitor is only read, and never
 * left: neither by a link, nor by `..`, nor into another file system that is mounted in it; that of
 * a librarian may get a new file (`files/new-file.h`). Every call here may take as long as the
 * drive does; none belongs into the main thread, save kapka_drive_list().
 */
typedef struct {
  char
      *path; // Where it is mounted; NULL: it has to be opened first, see kapka_drives_open_async().
  char *name;  // Its name in UTF-8, as a person knows it.
  char *block; // What udisks calls it; NULL: udisks does not know it.
} KapkaDrive;

/** KapkaDriveEntry: a file or a folder on a drive. */
typedef struct {
  char *name; // As it is on the drive; need not be UTF-8.
  gboolean is_folder;
  guint64 size; // Of a file, in bytes.
} KapkaDriveEntry;

KapkaDrive *kapka_drive_copy (const KapkaDrive *drive);
void kapka_drive_free (KapkaDrive *drive);
void kapka_drive_entry_free (KapkaDriveEntry *entry);

/**
 * kapka_drive_is_place:
 * @mount_path: where something is mounted
 * @media_dir: (nullable): a directory of the same meaning as `/media`
 *
 * Returns: whether flash drives are mounted there: directly below `/media`, `/media/USER`,
 * `/run/media/USER` or @media_dir.
 */
gboolean kapka_drive_is_place (const char *mount_path, const char *media_dir);

/** Returns: (transfer full) (element-type KapkaDrive): the drives that are mounted now, by name. */
GPtrArray *kapka_drive_list (const char *media_dir);

/** Sorts @drives (element-type KapkaDrive) by name. */
void kapka_drive_list_sort (GPtrArray *drives);

/**
 * kapka_drive_lists_match:
 * @some: (nullable) (element-type KapkaDrive): a list of before
 * @others: (element-type KapkaDrive): the list of now
 *
 * Returns: whether no drive has come or gone between them. Other mounts of the machine are to take
 * no row from under a finger.
 */
gboolean kapka_drive_lists_match (const GPtrArray *some, const GPtrArray *others);

/**
 * kapka_drive_open:
 * @error: NOT_FOUND when the drive is not there any more, otherwise what the system says
 *
 * Returns: the directory at its top, which the caller closes; -1 on error.
 */
int kapka_drive_open (const KapkaDrive *drive, GError **error);

/**
 * kapka_drive_list_folder:
 * @folder: (array zero-terminated=1): names of the folders from the drive down
 * @error: NOT_FOUND when the folder or the drive is not there any more, DENIED when the way to it
 * leaves the drive, otherwise what the system says
 *
 * Hidden entries, links and everything that is neither folder nor file are left out.
 *
 * Returns: (transfer full) (element-type KapkaDriveEntry): folders, then files, by name; %NULL on
 * error.
 */
GPtrArray *
kapka_drive_list_folder (const KapkaDrive *drive, const char *const *folder, GError **error);

/**
 * kapka_drive_copy_file:
 * @folder: (array zero-terminated=1): as for kapka_drive_list_folder()
 * @name: of a file in it
 * @to: path of the copy, which must not be there yet
 * @max_bytes: how large it may be
 * @cancellable: (nullable)
 * @error: as for kapka_drive_list_folder(), and FULL when the file is larger than @max_bytes
 *
 * Nothing stays at @to on error.
 *
 * Returns: whether the copy is whole.
 */
gboolean kapka_drive_copy_file (const KapkaDrive *drive,
                                const char *const *folder,
                                const char *name,
                                const char *to,
                                guint64 max_bytes,
                                GCancellable *cancellable,
                                GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KapkaDrive, kapka_drive_free)
