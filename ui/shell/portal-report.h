// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib-object.h>

#include "catalog/portal-states.h"

/**
 * KapkaPortalReport:
 * Keeps the states of the portals at what the last `kapkactl portal-check` has found, as long as
 * that is worth telling.
 */
#define KAPKA_TYPE_PORTAL_REPORT (kapka_portal_report_get_type ())
G_DECLARE_FINAL_TYPE (KapkaPortalReport, kapka_portal_report, KAPKA, PORTAL_REPORT, GObject)

/**
 * kapka_portal_report_new:
 * @state_dir: where the check leaves its results; it has to be there
 * @states: told what is found there, at once and whenever it changes
 *
 * Returns: (transfer full): the report.
 */
KapkaPortalReport *kapka_portal_report_new (const char *state_dir, KapkaPortalStates *states);
