// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gio/gio.h>

/**
 * KapkaTrace:
 * Something that a visit leaves in this machine and that has to be gone before the next visitor:
 * the web side, the files, the jobs at the printer, the clipboard. Whatever gives a visitor
 * something new gives the visit a trace, and the table of what is wiped a row
 * (tests/data/wiped.tsv).
 */
#define KAPKA_TYPE_TRACE (kapka_trace_get_type ())
G_DECLARE_INTERFACE (KapkaTrace, kapka_trace, KAPKA, TRACE, GObject)

struct _KapkaTraceInterface {
  GTypeInterface parent_interface;

  const char *name; // For the log: "the files".

  /* Answers by a #GTask that returns a boolean, TRUE only when the trace is gone for certain. */
  void (*wipe_async) (KapkaTrace *trace,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data);
};

/** Returns: (transfer none): what the log calls @trace. */
const char *kapka_trace_get_name (KapkaTrace *trace);

/**
 * kapka_trace_wipe_async:
 * @cancellable: (nullable): says that nobody waits any more
 *
 * Removes @trace. It may be asked of a trace that holds nothing, and more than once.
 */
void kapka_trace_wipe_async (KapkaTrace *trace,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);

/** Returns: whether the trace is gone for certain; otherwise @error says what is left. */
gboolean kapka_trace_wipe_finish (KapkaTrace *trace, GAsyncResult *result, GError **error);
