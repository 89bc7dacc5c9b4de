// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/session.h"

/** KapkaPageAllowance: how many pages the visitor may still print: in this visit, and in this day,
 * which all visits share. */
typedef struct _KapkaPageAllowance KapkaPageAllowance;

/**
 * kapka_page_allowance_new:
 * @changed: called when more is known of the day than before
 *
 * The journal is asked what the day has printed so far; until it answers, and when it cannot, the
 * visit alone decides.
 *
 * Returns: (transfer full): the allowance of the visit that is going on.
 */
KapkaPageAllowance *
kapka_page_allowance_new (KapkaSession *session, GSourceOnceFunc changed, gpointer user_data);
void kapka_page_allowance_free (KapkaPageAllowance *allowance);

/**
 * kapka_page_allowance_get_left:
 * @out_of_day: whether it is the day that allows no more
 *
 * Returns: pages that may still be printed.
 */
guint kapka_page_allowance_get_left (const KapkaPageAllowance *allowance, gboolean *out_of_day);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KapkaPageAllowance, kapka_page_allowance_free)
