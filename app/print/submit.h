// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gio/gio.h>

#include "catalog/print-profile.h"

/** KapkaPrintOrder: what is to be printed, and how. */
typedef struct {
  const char *printer; // Name of the queue; empty: the system's default printer.
  const char *path;    // A PDF.
  const char *title;   // Name of the job in the queue: never a word of the visitor.
  const KapkaPrintProfile *profile;
  guint copies; // At least 1.
} KapkaPrintOrder;

/** KapkaJobTicket: by which a job is found again. */
typedef struct {
  char *queue;
  int id;
} KapkaJobTicket;

KapkaJobTicket *kapka_job_ticket_copy (const KapkaJobTicket *ticket);
void kapka_job_ticket_free (KapkaJobTicket *ticket);

/**
 * kapka_print_submit:
 * Hands a file to the print system, which may take some seconds. The print system takes jobs for a
 * printer that is switched off and prints them when nobody waits any more: such a printer is
 * refused before.
 *
 * Errors: NOT_FOUND (there is no printer), BUSY (it is off, stopped or does not take jobs), NETWORK
 * (the file was sent and no answer came: it may be printed all the same), IO (the print system
 * refused the job).
 *
 * Returns: (transfer full): the job that the print system accepted, or %NULL.
 */
KapkaJobTicket *kapka_print_submit (const KapkaPrintOrder *order, GError **error);

/** Does the same in another thread; @order is copied. */
void kapka_print_submit_async (const KapkaPrintOrder *order,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
KapkaJobTicket *kapka_print_submit_finish (GAsyncResult *result, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KapkaJobTicket, kapka_job_ticket_free)
