// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "catalog/tile.h"
#include "ui/portal/browser.h"
#include "ui/portal/failure.h"
#include "ui/shell/notice.h"
#include "ui/shell/session.h"

/** How many arrivals are told of one right after another; those that follow are taken or refused
 * without a word. */
#define KAPKA_ARRIVALS_IN_A_ROW 3

/**
 * KapkaArrivals:
 * What the visitor sees of the documents that a portal gives: a line while one is on its way, then
 * a PDF opens and any other is told of. A page that sends documents without end cannot keep the
 * visitor from the screen: it has its say a few times, and never over another screen.
 *
 * Signals: `refused` (#KapkaFailure): the visitor has to be told why there is no document.
 */
#define KAPKA_TYPE_ARRIVALS (kapka_arrivals_get_type ())
G_DECLARE_FINAL_TYPE (KapkaArrivals, kapka_arrivals, KAPKA, ARRIVALS, GObject)

/**
 * kapka_arrivals_new:
 * @tile: (transfer none): the portal
 * @notice: hidden until there is something to tell; a part of the portal's screen
 * @line: hidden until a document is on its way
 *
 * Returns: (transfer full): takes what comes to @browser until it is dropped.
 */
KapkaArrivals *kapka_arrivals_new (KapkaBrowser *browser,
                                   KapkaSession *session,
                                   const KapkaTile *tile,
                                   KapkaNotice *notice,
                                   GtkWidget *line);

/** Takes the notice away; returns: whether it showed. */
gboolean kapka_arrivals_dismiss (KapkaArrivals *arrivals);
