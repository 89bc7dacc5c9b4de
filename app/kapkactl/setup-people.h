// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "config/settings.h"
#include "kapkactl/setup-answers.h"

/**
 * kapka_setup_check_people:
 * @settings: what is about to be written
 *
 * Adds to @problems what can be seen to be wrong with code, administrator and PIN before anything
 * is written.
 */
void kapka_setup_check_people (const KapkaSetupAnswers *answers,
                               const KapkaSettings *settings,
                               KapkaProblems *problems);

/**
 * kapka_setup_connect:
 * @settings: what was just written
 * @answers: (nullable): what answers in the place of a person
 * @error: return location
 *
 * Connects the kiosk with its centre by a code, where there is a centre and no connection yet, or
 * one as another computer. A person is asked again after a code that was not taken; an empty line
 * leaves it for later.
 *
 * Errors, with @answers alone: those of kapka_command_enrol(); DATA when the kiosk is another
 * computer at the centre than in @settings.
 */
gboolean kapka_setup_connect (const KapkaSettings *settings,
                              const KapkaSetupAnswers *answers,
                              GError **error);

/**
 * kapka_setup_name_administrator:
 * Names the administrator, where there is none yet; an empty line leaves it for later. The PIN is
 * never shown.
 *
 * Errors: those of kapka_people_load(); with @answers alone those of kapka_roster_change(), and
 * DATA when there is an administrator with another name or PIN.
 */
gboolean kapka_setup_name_administrator (const KapkaSettings *settings,
                                         const KapkaSetupAnswers *answers,
                                         GError **error);
