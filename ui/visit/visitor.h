// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/visit/trace.h"
#include "visit/visit.h"

/**
 * KapkaVisitor:
 * All that belongs to one visit: its accounts, its private directory, and every other trace of it.
 * A visit ends by wiping this object; nothing of the visitor hangs anywhere else.
 */
#define KAPKA_TYPE_VISITOR (kapka_visitor_get_type ())
G_DECLARE_FINAL_TYPE (KapkaVisitor, kapka_visitor, KAPKA, VISITOR, GObject)

/**
 * kapka_visitor_new:
 * @accounts: (transfer full): what the visit counts
 *
 * Returns: (transfer full): a visitor who has left no traces yet.
 */
KapkaVisitor *kapka_visitor_new (KapkaVisit *accounts);

/** Returns: (transfer none): what the visit counts. */
KapkaVisit *kapka_visitor_get_accounts (KapkaVisitor *visitor);

/** Returns: (transfer none): the private directory, or %NULL with an error; see
 * kapka_directory_get_path(). */
const char *kapka_visitor_get_directory (KapkaVisitor *visitor, GError **error);

/** Returns: (transfer none): is cancelled when the visitor leaves. */
GCancellable *kapka_visitor_get_cancellable (KapkaVisitor *visitor);

/** Something more that has to be wiped at the end; the directory goes last, and the newest trace
 * first. */
void kapka_visitor_add_trace (KapkaVisitor *visitor, KapkaTrace *trace);

/** The visit is over for @reason: the accounts are closed and what is under way is cancelled. */
void kapka_visitor_leave (KapkaVisitor *visitor, KapkaEndReason reason);

/** Wipes all traces; see kapka_wipe_async(). */
void
kapka_visitor_wipe_async (KapkaVisitor *visitor, GAsyncReadyCallback callback, gpointer user_data);
gboolean kapka_visitor_wipe_finish (KapkaVisitor *visitor, GAsyncResult *result, GError **error);
