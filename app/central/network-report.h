// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "central/store.h"
#include "report/yearly.h"

/** KapkaNetworkBy: what a line of the report stands for. */
typedef enum {
  KAPKA_NETWORK_BY_NETWORK, // One line for all.
  KAPKA_NETWORK_BY_DISTRICT,
  KAPKA_NETWORK_BY_LIBRARY,
  KAPKA_NETWORK_BY_TERMINAL,
} KapkaNetworkBy;

/** KapkaNetworkRow: the figures of one place. */
typedef struct {
  GStrv place; // As the names of kapka_network_by_get_columns(); all are empty for years that were
               // reported before the kiosks, which nobody can divide.
  KapkaYearlyUsers users[KAPKA_YEARLY_N_YEARS];
  gboolean requests_known;
  gint64 services[KAPKA_N_SERVICES];
  gint64 requests;
  gboolean negative; // A sum of it, or of one of its months, is below zero: adjustments took more
                     // than was counted.
} KapkaNetworkRow;

/**
 * KapkaNetworkReport:
 * Tables A and B of a network of libraries (sync.md §5.3). A month belongs to the name, the
 * district and the kind (rural or not) that its library had then. Sums of the rows are the total,
 * whatever the rows stand for.
 */
typedef struct {
  KapkaNetworkBy by;
  int year;
  char *today; // Day on which it was made.
  gboolean over;
  char *labels[KAPKA_N_SERVICES]; // Official wording.
  GPtrArray *rows;                // (element-type KapkaNetworkRow): by place.
  KapkaNetworkRow *total;
  GStrv sources; // Reports that figures of years before the kiosks come from.
} KapkaNetworkReport;

/** Reads `network`, `district`, `library` or `terminal`. */
gboolean kapka_network_by_parse (const char *text, KapkaNetworkBy *out_by);
const char *kapka_network_by_to_string (KapkaNetworkBy by);

/** Returns: (transfer none) (array zero-terminated=1): names of the columns that say which place a
 * row stands for. */
const char *const *kapka_network_by_get_columns (KapkaNetworkBy by);

/**
 * kapka_network_report_new:
 * @store: the centre's, in which kapka_months_recount() has just been at work
 * @catalog: gives the official labels of the services
 * @year: the last year of table A and that of table B
 * @today: the present day, `YYYY-MM-DD`
 *
 * All figures come from one unchanging view of the store. Errors: those of kapka_store_transact().
 *
 * Returns: (transfer full): the report, or %NULL.
 */
KapkaNetworkReport *kapka_network_report_new (KapkaStore *store,
                                              const KapkaCatalog *catalog,
                                              KapkaNetworkBy by,
                                              int year,
                                              const char *today,
                                              GError **error);
void kapka_network_report_free (KapkaNetworkReport *report);

/** Fills @yearly with the figures of @row; its texts stay those of @report. */
void kapka_network_report_fill (const KapkaNetworkReport *report,
                                const KapkaNetworkRow *row,
                                KapkaYearlyFigures *yearly);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KapkaNetworkReport, kapka_network_report_free)
