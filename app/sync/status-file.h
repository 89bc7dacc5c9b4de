// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/json.h"

/** What a kiosk last found of itself; mode 0600, in state_dir. */
#define KAPKA_STATUS_FILE "status.json"

/**
 * kapka_status_file_add:
 * @status: an object, of an upload
 * @state_dir: where the file may be
 *
 * Gives @status the members `findings`, each code with its severity, and `findings_at`, when they
 * were found, from the file. Without one, or with one that is not as Kapka writes it, nothing is
 * added: an upload never waits for that.
 */
void kapka_status_file_add (KapkaJson *status, const char *state_dir);

/** Returns: whether @code has the form of the code of a finding, as in `DISK-LOW`. */
gboolean kapka_status_is_code (const char *code);

/** Returns: whether @word is the severity of a finding: `error`, `warning` or `note`. */
gboolean kapka_status_is_severity (const char *word);
