// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gio/gio.h>

#include "print/job.h"
#include "print/submit.h"

/** KapkaJobWatch: follows a job until nothing more comes of it. */
typedef struct _KapkaJobWatch KapkaJobWatch;

/** KapkaJobWatchFunc: @state is another than the last time. */
typedef void (*KapkaJobWatchFunc) (const KapkaJobState *state, gpointer user_data);

/**
 * kapka_job_watch_new:
 * @func: called in the main context of this thread
 *
 * A job that the print system does not know any more says nothing more. A print system that does
 * not answer is asked again. When it stays silent for a minute the printer counts as switched off
 * until there is an answer, and so does one that a job cannot reach for long, which does not say
 * that itself.
 *
 * Returns: (transfer full): the watch over the job of @ticket.
 */
KapkaJobWatch *
kapka_job_watch_new (const KapkaJobTicket *ticket, KapkaJobWatchFunc func, gpointer user_data);

/** Ends the watch; its function is not called any more. */
void kapka_job_watch_free (KapkaJobWatch *watch);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KapkaJobWatch, kapka_job_watch_free)
