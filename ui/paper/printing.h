// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

/**
 * kapka_printing_send_async:
 * @printer_name: name of the CUPS queue; empty: the system's default printer
 * @path: a PDF
 * @title: name of the job in the queue: the id of a form, never a word of the visitor
 * @copies: at least 1
 *
 * Hands the file to the print system at 100 % of its size, with no dialog.
 */
void kapka_printing_send_async (const char *printer_name,
                                const char *path,
                                const char *title,
                                guint copies,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);

/**
 * kapka_printing_send_finish:
 * Errors: NOT_FOUND (there is no printer), BUSY (it is off, stopped or does not take jobs), IO (the
 * print system refused the job).
 *
 * Returns: whether the print system accepted the job.
 */
gboolean kapka_printing_send_finish (GAsyncResult *result, GError **error);
