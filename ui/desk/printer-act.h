// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gio/gio.h>

#include "config/settings.h"
#include "print/queue.h"

/** KapkaPrinterAct: what a librarian does with the printer. */
typedef enum {
  KAPKA_PRINTER_ACT_LOOK,
  KAPKA_PRINTER_ACT_CANCEL, // One job.
  KAPKA_PRINTER_ACT_CANCEL_ALL,
  KAPKA_PRINTER_ACT_RESUME,
  KAPKA_PRINTER_ACT_TEST, // Prints the test page.
} KapkaPrinterAct;

/** KapkaPrinterOutcome: how it went, and what waits in the queue afterwards. */
typedef struct {
  KapkaPrinterAct act;
  GError *error;   // (nullable): Why it was not done.
  GPtrArray *jobs; // (nullable) (element-type KapkaQueuedJob): %NULL: nobody knows.
} KapkaPrinterOutcome;

void kapka_printer_outcome_free (KapkaPrinterOutcome *outcome);

/**
 * kapka_printer_act_async:
 * @job: which one is cancelled
 * @moment: now, in words, for the test page
 *
 * Does it to the printer of @settings in another thread.
 */
void kapka_printer_act_async (KapkaPrinterAct act,
                              int job,
                              const char *moment,
                              const KapkaSettings *settings,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);

/** Returns: (transfer full): the outcome, or %NULL when it was cancelled. */
KapkaPrinterOutcome *kapka_printer_act_finish (GAsyncResult *result, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KapkaPrinterOutcome, kapka_printer_outcome_free)
