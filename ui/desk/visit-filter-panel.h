// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/desk/visit-model.h"

/**
 * KapkaVisitFilterPanel:
 * Which visits of a list are shown, by big buttons: one service or any, one way to end or any, and
 * three marks.
 *
 * Signals:
 *  - `changed`: something else is chosen.
 */
#define KAPKA_TYPE_VISIT_FILTER_PANEL (kapka_visit_filter_panel_get_type ())
G_DECLARE_FINAL_TYPE (KapkaVisitFilterPanel,
                      kapka_visit_filter_panel,
                      KAPKA,
                      VISIT_FILTER_PANEL,
                      GtkWidget)

/** Gives the panel its context; once, before anything else. */
void kapka_visit_filter_panel_set_context (KapkaVisitFilterPanel *panel, KapkaDeskContext *context);

/** Writes what is chosen into @choice; the day stays as it is. */
void kapka_visit_filter_panel_read (KapkaVisitFilterPanel *panel, KapkaVisitChoice *choice);

/** Chooses all visits. */
void kapka_visit_filter_panel_clear (KapkaVisitFilterPanel *panel);
