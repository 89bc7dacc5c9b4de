// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "journal/figures.h"
#include "ui/desk/desk-context.h"

/**
 * KapkaTally:
 * Six buttons for people who are helped at the desk. A touch counts one person with that service at
 * once; it can be taken back, or the same person be given one more service. That one more is
 * written as a new entry in the place of the old one, so that the person stays one.
 */
#define KAPKA_TYPE_TALLY (kapka_tally_get_type ())
G_DECLARE_FINAL_TYPE (KapkaTally, kapka_tally, KAPKA, TALLY, GtkWidget)

/** Gives the tally its context; once, before anything else. */
void kapka_tally_set_context (KapkaTally *tally, KapkaDeskContext *context);

/** Shows how often each service was counted today. */
void kapka_tally_show_figures (KapkaTally *tally, const KapkaFigures *figures);
