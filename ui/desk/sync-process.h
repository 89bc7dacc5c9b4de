// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gio/gio.h>

#include "config/settings.h"
#include "files/drives.h"
#include "sync/reason.h"

/** KapkaSyncAnswer: how a run of `kapka-sync` ended. */
typedef struct {
  KapkaSyncReason reason;
  char *sentence; // What the librarian reads.
} KapkaSyncAnswer;

void kapka_sync_answer_free (KapkaSyncAnswer *answer);

/**
 * kapka_sync_process_send_async:
 *
 * Starts `kapka-sync --once`, of the directory of this program or of PATH, with the configuration
 * of @settings. A process of its own may wait for a network as long as it likes, and one that
 * breaks breaks nothing else. It goes on to its end when nobody waits for it any more.
 */
void kapka_sync_process_send_async (const KapkaSettings *settings,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);

/**
 * kapka_sync_process_export_async:
 * @drive: open
 *
 * The same with `--export` to a new file on @drive, which is released then.
 */
void kapka_sync_process_export_async (const KapkaSettings *settings,
                                      KapkaDrives *drives,
                                      const KapkaDrive *drive,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);

/** Errors: G_IO_ERROR when it cannot be started, and those of kapka_drives_release_finish().
 * Returns: (transfer full): how it ended, or %NULL. */
KapkaSyncAnswer *kapka_sync_process_run_finish (GAsyncResult *result, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KapkaSyncAnswer, kapka_sync_answer_free)
