// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "print/submit.h"
#include "ui/visit/trace.h"

/**
 * KapkaPrintJobs:
 * The trace that printing leaves in the print system: jobs that still wait, and the documents of
 * those that are done, which CUPS keeps for a day unless told otherwise. A sheet that is on its way
 * is waited for a moment, so that a visitor who prints and leaves gets it.
 *
 * A small file in the state directory says, from before the first job until all are gone, that
 * there is something to wipe; so it is known after a power cut too.
 */
#define KAPKA_TYPE_PRINT_JOBS (kapka_print_jobs_get_type ())
G_DECLARE_FINAL_TYPE (KapkaPrintJobs, kapka_print_jobs, KAPKA, PRINT_JOBS, GObject)

/**
 * kapka_print_jobs_new:
 * @state_dir: where the file lies
 *
 * Returns: (transfer full): the jobs of a visit.
 */
KapkaPrintJobs *kapka_print_jobs_new (const char *state_dir);

/** Returns: (transfer full): the jobs that a run that died has left; for no sheet is waited. */
KapkaPrintJobs *kapka_print_jobs_new_left_behind (const char *state_dir);

/**
 * kapka_print_jobs_send_async:
 * @order: its title is the id of the form or portal that the document belongs to, if to any
 *
 * Sends a job of the visit; the rest is as for kapka_print_submit(). It is always answered, also
 * after the end of the visit, which waits for the answer.
 */
void kapka_print_jobs_send_async (KapkaPrintJobs *jobs,
                                  const KapkaPrintOrder *order,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
KapkaJobTicket *
kapka_print_jobs_send_finish (KapkaPrintJobs *jobs, GAsyncResult *result, GError **error);
