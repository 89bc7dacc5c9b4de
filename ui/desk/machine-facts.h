// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gio/gio.h>

#include "base/clock.h"
#include "config/settings.h"

/** KapkaMachineFact: a line of the page of the equipment. */
typedef struct {
  char *label;
  char *value;
  gboolean good; // Else somebody should look after it.
} KapkaMachineFact;

/**
 * kapka_machine_facts_read_async:
 *
 * Looks at printer, paper, disk, clock and versions in a thread of its own; a print system may take
 * its time. @settings and @clock outlive the program's screens.
 */
void kapka_machine_facts_read_async (const KapkaSettings *settings,
                                     KapkaClock *clock,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);

/** Returns: (transfer full) (element-type KapkaMachineFact): the facts; %NULL when cancelled. */
GPtrArray *kapka_machine_facts_read_finish (GAsyncResult *result, GError **error);
