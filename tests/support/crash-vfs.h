// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

/**
 * KapkaCrashVfs: the file system of SQLite, with a disk behind it that fails.
 *
 * While it lives, every connection opened anew goes through it. Real files are read and written,
 * but what was written since the last sync is remembered: when the power fails, the disk holds what
 * had been synced and any part of the rest, torn, out of order or not at all. That is what no
 * killed process shows, since the kernel keeps what a process wrote.
 */
typedef struct _KapkaCrashVfs KapkaCrashVfs;

/** KapkaCrashOp: what can fail. */
typedef enum {
  KAPKA_CRASH_OP_READ,
  KAPKA_CRASH_OP_WRITE,
  KAPKA_CRASH_OP_SYNC,
} KapkaCrashOp;

KapkaCrashVfs *kapka_crash_vfs_new (void);

/** Takes it away; no connection may be open. */
void kapka_crash_vfs_free (KapkaCrashVfs *vfs);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KapkaCrashVfs, kapka_crash_vfs_free)

/** Has the power fail at the @nth change of a file from now on (a write, a cut, a sync, a removal);
 * after that nothing works until kapka_crash_vfs_settle(). */
void kapka_crash_vfs_cut_power (KapkaCrashVfs *vfs, guint nth);

/** Returns: whether the power has failed. */
gboolean kapka_crash_vfs_is_dark (KapkaCrashVfs *vfs);

/** Has the power come back: the files are what chance left of them. No connection may be open. */
void kapka_crash_vfs_settle (KapkaCrashVfs *vfs, GRand *rand);

/** Has the @nth @op from now on fail with EIO, once or from then on for ever; 0: none. */
void kapka_crash_vfs_break (KapkaCrashVfs *vfs, KapkaCrashOp op, guint nth, gboolean for_ever);

/** Returns: whether an operation has failed since kapka_crash_vfs_break(). */
gboolean kapka_crash_vfs_has_failed (KapkaCrashVfs *vfs);
