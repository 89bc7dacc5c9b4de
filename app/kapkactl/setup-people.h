// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "config/settings.h"
#include "kapkactl/setup-answers.h"

/**
 * kapka_setup_check_people:
 * Adds to @problems what can be seen to be wrong with code, administrator and PIN before anything
 * is written.
 */
void kapka_setup_check_people (const KapkaSetupAnswers *answers, KapkaProblems *problems);

/**
 * kapka_setup_connect:
 * @settings: what was just written
 * @answers: (nullable): what answers in the place of a person
 * @error: return location
 *
 * Connects the kiosk with its centre by a code, where there is a centre and no connection yet. A
 * person is asked again after a code that was not taken; an empty line leaves it for later.
 *
 * Errors: those of kapka_command_enrol(), with @answers alone.
 */
gboolean kapka_setup_connect (const KapkaSettings *settings,
                              const KapkaSetupAnswers *answers,
                              GError **error);

/**
 * kapka_setup_name_administrator:
 * Names the first person of the staff, where there is nobody yet; an empty line leaves it for
 * later. The PIN is never shown.
 *
 * Errors: those of kapka_roster_change(), with @answers alone; of kapka_people_load().
 */
gboolean kapka_setup_name_administrator (const KapkaSettings *settings,
                                         const KapkaSetupAnswers *answers,
                                         GError **error);
