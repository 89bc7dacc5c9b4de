// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "report/report.h"

/** Returns: (transfer full): tables A and B of the network for 2018, with their charts. */
KapkaReport *kapka_papers_new_yearly (void);

/** Returns: (transfer full): a diary of 31 days with totals and a line to sign on. */
KapkaReport *kapka_papers_new_month (void);

/** Returns: (transfer full): events with long texts, and numbers that are not exact. */
KapkaReport *kapka_papers_new_outreach (void);

/** Returns: (transfer full): a table of @n_rows rows and @n_columns columns of figures, its head
 * called «Показатель 1» and so on. */
KapkaReport *kapka_papers_new_large (guint n_rows, guint n_columns);

/** Returns: (transfer full): a report of texts and figures that nobody expects, the longest of them
 * with @n_letters. */
KapkaReport *kapka_papers_new_odd (guint n_letters);

/** Waits until the clock shows another second than now. */
void kapka_papers_wait_for_second (void);
