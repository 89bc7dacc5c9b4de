// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "central/network-report.h"

/**
 * The questions that the report asks the store. Each reads a range of `month_count` by its index
 * (key, month) and groups it, so it costs as much as the months it is about, not as all that are
 * stored. @places are as many texts as kapka_network_by_get_columns() has names, in the first
 * columns of the answer.
 */

/**
 * kapka_network_figures_presence:
 * @last_month: first day of the month whose names of libraries are used
 *
 * Returns: (transfer full): a row for each place in which a kiosk was on in @year: places.
 */
KapkaSqlRows *kapka_network_figures_presence (KapkaStore *store,
                                              KapkaNetworkBy by,
                                              int year,
                                              const char *last_month,
                                              GError **error);

/** Returns: (transfer full): a row for each place that had users in @year: places, users, users of
 * rural libraries, least number of one month of one terminal. */
KapkaSqlRows *kapka_network_figures_users (KapkaStore *store,
                                           KapkaNetworkBy by,
                                           int year,
                                           const char *last_month,
                                           GError **error);

/** Returns: (transfer full): a row for each place with requests in @year: places, s1 to s6, least
 * number as above. */
KapkaSqlRows *kapka_network_figures_requests (KapkaStore *store,
                                              KapkaNetworkBy by,
                                              int year,
                                              const char *last_month,
                                              GError **error);

/** Returns: (transfer full): year, rural, key, value, source of the years @first to @last before
 * the kiosks, users and s1 to s6. */
KapkaSqlRows *kapka_network_figures_past (KapkaStore *store, int first, int last, GError **error);
