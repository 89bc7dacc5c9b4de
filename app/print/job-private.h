// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "print/connection.h"
#include "print/job.h"

/** Returns: how far a job in @state of IPP has come whose printer has @trouble. */
KapkaJobStage kapka_job_judge (ipp_jstate_t state, KapkaPrinterTrouble trouble);
