// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "health/health.h"

/** Returns: (transfer full): one page for people: what is wrong, worst first, each with what to do,
 * then what is there. */
char *kapka_check_to_text (const KapkaHealth *health);

/** Returns: (transfer full): the same as one JSON object and a line end; README says what its
 * members mean. */
char *kapka_check_to_json (const KapkaHealth *health);
