// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "print/printer-trouble.h"

/** KapkaJobStage: how far a job has come. */
typedef enum {
  KAPKA_JOB_WAITING, // Others are printed before it.
  KAPKA_JOB_PRINTING,
  KAPKA_JOB_STUCK, // Somebody has to help the printer; then it goes on by itself.
  KAPKA_JOB_DONE,
  KAPKA_JOB_CANCELLED,
  KAPKA_JOB_FAILED,
} KapkaJobStage;

/** Returns: whether nothing more comes of a job at @stage. */
gboolean kapka_job_stage_is_last (KapkaJobStage stage);

/** KapkaJobState: a job and its printer at one moment. */
typedef struct {
  KapkaJobStage stage;
  KapkaPrinterTrouble trouble; // Of the printer.
} KapkaJobState;

/**
 * kapka_job_look:
 * @queue: where the job is
 * @id: its number
 * @out_state: how it is
 *
 * Asks the print system, which may take some seconds. Errors: NOT_FOUND (the print system does not
 * know the job any more), NETWORK (it does not answer), IO.
 */
gboolean kapka_job_look (const char *queue, int id, KapkaJobState *out_state, GError **error);

/** Takes the job back, with its document. Errors: as for kapka_job_look(). */
gboolean kapka_job_cancel (const char *queue, int id, GError **error);
