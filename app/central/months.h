// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "central/store.h"

/**
 * kapka_months_recount:
 * @out_n_months: (out) (optional): how many months of libraries were counted anew
 *
 * Brings `month_count` up to date: each month of a library that has a mark in `dirty_month` is
 * counted anew from the days, in a transaction of its own (sync.md §5.2). What comes meanwhile sets
 * its mark again and waits for the next call.
 *
 * Errors: those of kapka_store_transact(); the months that were done stay done.
 */
gboolean kapka_months_recount (KapkaStore *store, guint *out_n_months, GError **error);
