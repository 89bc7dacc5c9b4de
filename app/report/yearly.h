// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "catalog/catalog.h"
#include "config/settings.h"
#include "journal/journal.h"

/** Table A shows the year of the report and the three before it. */
#define KAPKA_YEARLY_N_YEARS 4

/** KapkaYearlyUsers: one year of table A. */
typedef struct {
  int year;
  gboolean known; // The journal has at least one day of the year; else the figures mean nothing.
  gint64 users;
  gint64 rural_users; // The part of `users` served in rural libraries.
} KapkaYearlyUsers;

/** KapkaYearlyService: one line of table B. */
typedef struct {
  char *id;    // s1…s6.
  char *label; // Official wording.
  gint64 requests;
} KapkaYearlyService;

/**
 * KapkaYearlyReport:
 * What a library reports each year: table A, the users of four years, and table B, the requests of
 * the last of them by service. Plain figures: no conclusion is drawn from them (the librarian draws
 * it).
 */
typedef struct {
  char *library; // Code of the library; empty when not set.
  char *name;    // Name of the centre; empty when not set.
  int year;
  char *today;                                   // Local day on which it was made, `YYYY-MM-DD`.
  gboolean over;                                 // The year has ended before `today`.
  KapkaYearlyUsers users[KAPKA_YEARLY_N_YEARS];  // Table A, oldest first; the last is `year`.
  gboolean requests_known;                       // Else the figures of table B mean nothing.
  KapkaYearlyService services[KAPKA_N_SERVICES]; // Table B.
  gint64 requests;                               // Sum of table B.
} KapkaYearlyReport;

/** Official labels of table A, and ours for the sum of table B, which the official table does not
 * print. */
#define KAPKA_YEARLY_USERS_LABEL "Количество пользователей, обратившихся за услугой"
#define KAPKA_YEARLY_RURAL_LABEL "в т.ч. в сельских библиотеках"
#define KAPKA_YEARLY_REQUESTS_LABEL "Всего обращений"

/**
 * kapka_yearly_report_new:
 * @journal: opened for reading
 * @settings: whose report it is, and whether the library is rural: then all its users are rural
 * users, else none is
 * @catalog: gives the official labels of the services
 * @year: the last year of the report, 4 digits, at least 1003
 * @today: the present local day, `YYYY-MM-DD`
 * @error: return location
 *
 * Sums the roll-up of @journal. Errors: those of kapka_journal_sum().
 *
 * Returns: (transfer full): the report, or %NULL.
 */
KapkaYearlyReport *kapka_yearly_report_new (KapkaJournal *journal,
                                            const KapkaSettings *settings,
                                            const KapkaCatalog *catalog,
                                            int year,
                                            const char *today,
                                            GError **error);
void kapka_yearly_report_free (KapkaYearlyReport *report);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KapkaYearlyReport, kapka_yearly_report_free)
