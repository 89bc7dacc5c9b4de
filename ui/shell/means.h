// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/paper/fillings.h"
#include "ui/paper/print-jobs.h"
#include "ui/portal/browser.h"
#include "ui/shell/session.h"

/**
 * KapkaMeans:
 * What a visitor works with: a browser for the portals, the papers that are being filled in, and
 * what is being printed. All of it is the visit's own, is wiped with it, and goes with the last
 * reference.
 */
#define KAPKA_TYPE_MEANS (kapka_means_get_type ())
G_DECLARE_FINAL_TYPE (KapkaMeans, kapka_means, KAPKA, MEANS, GObject)

/**
 * kapka_means_new:
 * @session: with a visit, whose traces they become
 * @display: whose clipboards are wiped too
 *
 * Returns: (transfer full): the means of the visit.
 */
KapkaMeans *kapka_means_new (KapkaSession *session, GdkDisplay *display);

/** Returns: (transfer none): the browser. It starts a process of its own, so it is made when it is
 * asked for. */
KapkaBrowser *kapka_means_get_browser (KapkaMeans *means);

/** Who is about to choose a portal finds the browser ready; what shows now is drawn first. */
void kapka_means_warm_browser (KapkaMeans *means);

/** Returns: (transfer none): what is being printed. */
KapkaPrintJobs *kapka_means_get_print_jobs (KapkaMeans *means);

/** Returns: (transfer none): the papers that are being filled in. */
KapkaFillings *kapka_means_get_fillings (KapkaMeans *means);
