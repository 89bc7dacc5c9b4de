// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/window.h"

/**
 * KapkaUpkeep:
 * Does the work of the night (app/health/upkeep) once a day in the hour of `[maintenance] hour`,
 * while nobody is at the kiosk.
 *
 * Signal `done`: it was done, and still nobody is here: time to start the program anew, so that it
 * never carries the memory of months.
 */
#define KAPKA_TYPE_UPKEEP (kapka_upkeep_get_type ())
G_DECLARE_FINAL_TYPE (KapkaUpkeep, kapka_upkeep, KAPKA, UPKEEP, GObject)

/**
 * kapka_upkeep_new:
 * @window: (transfer none): tells whether somebody is here; outlives the upkeep
 * @session: (transfer none): whose journal and settings
 *
 * Returns: (transfer full): the upkeep, watching.
 */
KapkaUpkeep *kapka_upkeep_new (KapkaWindow *window, KapkaSession *session);
