// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "files/drives.h"

/**
 * KapkaDriveWalk:
 * The way of somebody who looks for a file: from the flash drives that are in the machine into one
 * of them, and from folder to folder. One drive is open at a time, to be read, and is let go when
 * it is left, so that it may be taken out.
 *
 * Signals:
 *  - `moved`: it stands somewhere else now. At the beginning also: a drive has come or gone.
 *  - `listed` (pointer entries): what the folder holds that kapka_drive_walk_read() asked for: a
 * #GPtrArray of #KapkaDriveEntry, which lives during the signal.
 *  - `failed` (gboolean inside): the drive did not open; @inside: it can be read no more, and the
 * walk stands at the beginning again.
 */
#define KAPKA_TYPE_DRIVE_WALK (kapka_drive_walk_get_type ())
G_DECLARE_FINAL_TYPE (KapkaDriveWalk, kapka_drive_walk, KAPKA, DRIVE_WALK, GObject)

/** Returns: (transfer full): a walk at the beginning. Its property `opening` tells that a drive is
 * being opened. */
KapkaDriveWalk *kapka_drive_walk_new (KapkaDrives *drives);

/** The walk is over: its drive is let go, also one that opens only now. */
void kapka_drive_walk_end (KapkaDriveWalk *walk);

/** Returns: (transfer none) (element-type KapkaDrive): the drives that are there now. */
const GPtrArray *kapka_drive_walk_list_drives (KapkaDriveWalk *walk);

/** Returns: (transfer none) (nullable): the drive that it stands in; %NULL at the beginning. */
const KapkaDrive *kapka_drive_walk_get_drive (KapkaDriveWalk *walk);

/** Returns: (transfer none) (array zero-terminated=1): the folder that it stands in, as for
 * kapka_drive_list_folder(). */
const char *const *kapka_drive_walk_get_folder (KapkaDriveWalk *walk);

/** Reads the folder that it stands in. */
void kapka_drive_walk_read (KapkaDriveWalk *walk);

/** Goes into @drive; nothing happens while another is being opened. */
void kapka_drive_walk_open (KapkaDriveWalk *walk, const KapkaDrive *drive);

/** Goes into the folder @name of the one that it stands in. */
void kapka_drive_walk_enter (KapkaDriveWalk *walk, const char *name);

/** Goes out of a folder, or of a drive; returns: %FALSE at the beginning. */
gboolean kapka_drive_walk_go_up (KapkaDriveWalk *walk);

/** Goes to the beginning. */
void kapka_drive_walk_restart (KapkaDriveWalk *walk);
