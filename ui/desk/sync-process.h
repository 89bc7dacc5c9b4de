// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gio/gio.h>

#include "config/settings.h"
#include "sync/reason.h"

/** KapkaSyncAnswer: how a run of `kapka-sync` ended. */
typedef struct {
  KapkaSyncReason reason;
  char *sentence; // What the librarian reads.
} KapkaSyncAnswer;

void kapka_sync_answer_free (KapkaSyncAnswer *answer);

/**
 * kapka_sync_process_run_async:
 * @option: `--once`, or `--export`
 * @path: (nullable): the file of `--export`
 *
 * Starts `kapka-sync`, of the directory of this program or of PATH, with the configuration of
 * @settings. A process of its own may wait for a network as long as it likes, and one that breaks
 * breaks nothing else. It goes on to its end when nobody waits for it any more.
 */
void kapka_sync_process_run_async (const KapkaSettings *settings,
                                   const char *option,
                                   const char *path,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);

/** Errors: NOT_FOUND when there is no such program, and what the system says when it cannot be
 * started. Returns: (transfer full): how it ended, or %NULL. */
KapkaSyncAnswer *kapka_sync_process_run_finish (GAsyncResult *result, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KapkaSyncAnswer, kapka_sync_answer_free)
