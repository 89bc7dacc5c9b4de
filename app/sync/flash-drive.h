// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/run.h"

/**
 * kapka_flash_drive_export:
 * @setup: whose days
 * @path: the file
 * @record: (inout): gets detail
 * @out_sentence: (out) (nullable): what the librarian reads instead of the reason's own sentence
 *
 * kapka_export() as `kapka-sync` tells of it. It is no contact with the centre, so it says nothing
 * about how the upload is doing, and is not written down as a run.
 *
 * Returns: the reason.
 */
KapkaSyncReason kapka_flash_drive_export (const KapkaRunSetup *setup,
                                          const char *path,
                                          KapkaSyncRun *record,
                                          char **out_sentence);

/**
 * kapka_flash_drive_import:
 * @out_is_contact: (out): whether the centre has answered, so that this is a run to be written down
 *
 * The same for kapka_import().
 */
KapkaSyncReason kapka_flash_drive_import (const KapkaRunSetup *setup,
                                          const char *path,
                                          KapkaSyncRun *record,
                                          gboolean *out_is_contact,
                                          char **out_sentence);
