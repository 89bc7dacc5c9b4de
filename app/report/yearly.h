// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "catalog/catalog.h"
#include "report/report.h"

/** Table A shows the year of the report and the three before it. */
#define KAPKA_YEARLY_N_YEARS 4

/** KapkaYearlyUsers: one year of table A. */
typedef struct {
  int year;
  gboolean known; // Else the figures mean nothing.
  gint64 users;
  gint64 rural_users; // The part of `users` served in rural libraries.
} KapkaYearlyUsers;

/** KapkaYearlyService: one line of table B. */
typedef struct {
  const char *id;    // s1…s6.
  const char *label; // Official wording.
  gboolean known;    // Else the figure means nothing.
  gint64 requests;
} KapkaYearlyService;

/**
 * KapkaYearlyFigures:
 * What is reported each year, by a library or by a network of them: table A, the users of four
 * years, and table B, the requests of the last of them by service.
 */
typedef struct {
  int year;
  KapkaYearlyUsers users[KAPKA_YEARLY_N_YEARS];  // Table A, oldest first; the last is `year`.
  KapkaYearlyService services[KAPKA_N_SERVICES]; // Table B; texts borrowed.
  gboolean requests_known;                       // Else the sum means nothing.
  gint64 requests;                               // Sum of table B.
} KapkaYearlyFigures;

/** Official labels of table A, and ours for the sum of table B, which the official table does not
 * print. */
#define KAPKA_YEARLY_USERS_LABEL "Количество пользователей, обратившихся за услугой"
#define KAPKA_YEARLY_RURAL_LABEL "в т.ч. в сельских библиотеках"
#define KAPKA_YEARLY_REQUESTS_LABEL "Всего обращений"

/** Adds the columns of table A, a year each. */
void kapka_yearly_add_years (KapkaReportTable *table, const KapkaYearlyUsers *users);

/** Adds a row of table A: the users of each year, or of them those in rural libraries. */
void
kapka_yearly_add_users (KapkaReportTable *table, const char *label, const KapkaYearlyUsers *users);
void kapka_yearly_add_rural_users (KapkaReportTable *table, const KapkaYearlyUsers *users);

/** Adds tables A and B in the wording of the official report. */
void kapka_yearly_add_tables (KapkaReport *report, const KapkaYearlyFigures *figures);

/** Returns: (transfer full): the title of table B. */
char *kapka_yearly_format_requests_title (int year);

/** Returns: (transfer full): the whole of @year as a period. */
char *kapka_yearly_format_period (int year);

/** Adds what is counted to the remarks, and that the year is not over on @today (`YYYY-MM-DD`) or
 * has not begun. */
void kapka_yearly_add_definitions (KapkaReport *report);
void kapka_yearly_add_unfinished (KapkaReport *report, int year, const char *today);
