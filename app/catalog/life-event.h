// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ini.h"
#include "catalog/local-text.h"

/** KapkaLifeEvent: what has happened to a person who needs a form, in his own words. */
typedef struct {
  char *id;
  KapkaLocalText name;
  KapkaLocalText keywords; // What else people call it, `;` between; none may be there.
} KapkaLifeEvent;

/**
 * kapka_life_event_read:
 * @group: of events.ini
 * @problems: (nullable): what is wrong
 *
 * Returns: (transfer full) (nullable): the event, or %NULL when something in it is wrong.
 */
KapkaLifeEvent *kapka_life_event_read (const KapkaIniGroup *group, KapkaProblems *problems);
void kapka_life_event_free (KapkaLifeEvent *event);
