// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

#include "report/library-reports.h"
#include "staff/people.h"
#include "ui/shell/session.h"

/**
 * KapkaDeskContext:
 * What the pages of the desk share for as long as one person works there.
 *
 * Signals:
 *  - `changed`: somebody at the desk has changed what is counted; whoever shows figures loads them
 *    anew.
 *  - `told` (string): something about the desk itself that its person has to know.
 */
#define KAPKA_TYPE_DESK_CONTEXT (kapka_desk_context_get_type ())
G_DECLARE_FINAL_TYPE (KapkaDeskContext, kapka_desk_context, KAPKA, DESK_CONTEXT, GObject)

/** Returns: (transfer full): the context of the person called @name. */
KapkaDeskContext *kapka_desk_context_new (KapkaSession *session, const char *name, KapkaRole role);

KapkaSession *kapka_desk_context_get_session (KapkaDeskContext *context);
const char *kapka_desk_context_get_name (KapkaDeskContext *context);
KapkaRole kapka_desk_context_get_role (KapkaDeskContext *context);

/** Emits `changed`. */
void kapka_desk_context_note_change (KapkaDeskContext *context);

/**
 * KapkaDeskWork:
 * @source: desk, journal, settings and catalogue, for the time of the call
 * @data: as given
 * @error: return location
 *
 * Runs in the thread that owns the journal and must not touch the screen.
 *
 * Returns: what to give to the caller.
 */
typedef gpointer (*KapkaDeskWork) (const KapkaReportSource *source, gpointer data, GError **error);

/**
 * kapka_desk_context_run_async:
 * @work: what to read or write
 * @data: for @work
 * @free_data: (nullable): frees @data, in any thread
 * @free_result: frees a result that nobody takes
 * @cancellable: (nullable): work that has not begun is left out
 *
 * Opens the desk for the person of the context and runs @work; the screen never waits for the disk.
 *
 * Errors at finish: those of @work and of kapka_desk_open(); G_IO_ERROR_CANCELLED.
 */
void kapka_desk_context_run_async (KapkaDeskContext *context,
                                   KapkaDeskWork work,
                                   gpointer data,
                                   GDestroyNotify free_data,
                                   GDestroyNotify free_result,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);

/** Returns: (transfer full): what the work returned; %NULL is no error by itself. */
gpointer kapka_desk_context_run_finish (GAsyncResult *result, GError **error);
