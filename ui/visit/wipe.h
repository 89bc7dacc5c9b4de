// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/visit/trace.h"

/** How long one trace may take to go. */
#define KAPKA_WIPE_STEP_SECONDS 30

/**
 * kapka_wipe_async:
 * @traces: (element-type KapkaTrace): what has to go; the last goes first
 *
 * Wipes each trace and waits for it, one after another. A trace that fails or takes too long does
 * not keep the others from being wiped.
 */
void kapka_wipe_async (GPtrArray *traces, GAsyncReadyCallback callback, gpointer user_data);

/** Returns: whether all traces are gone for certain; otherwise @error says which one is not and
 * why, the first of several. */
gboolean kapka_wipe_finish (GAsyncResult *result, GError **error);
