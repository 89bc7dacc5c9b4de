// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kiosk.h"

/** What the tests of the desk do alike. */

#define DESK_ADMINISTRATOR_PIN "4711"
#define DESK_LIBRARIAN_PIN "290375"

#define DESK_DEADLINE_MS 30000

/** Runs `kapkactl --config … @arguments` by a shell, with @input as the standard input, and expects
 * success. Returns: (transfer full): what it printed. */
char *desk_run_kapkactl (KapkaTestKiosk *kiosk, const char *arguments, const char *input);

/** Names an administrator, «Заведующая», and a librarian, «Абонемент»; the kiosk need not run, but
 * has its configuration. */
void desk_name_people (KapkaTestKiosk *kiosk);

/** Makes the gesture, types @pin by a real keyboard and waits for the desk. */
void desk_enter (KapkaTestKiosk *kiosk, const char *pin);

/** Goes to the page called @name on the rail. */
void desk_open_page (KapkaTestKiosk *kiosk, const char *name);
