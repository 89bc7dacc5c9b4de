// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "report/library-reports.h"
#include "test-journal-place.h"

/** KapkaReportPlace: what reports of a library are made of, in directories that go away with the
 * test, and the report that was made last. */
typedef struct {
  KapkaPlace *place;
  KapkaJournal *journal;
  KapkaDesk *desk;
  KapkaCatalog *catalog; // The real one: its labels are the official ones.
  KapkaSettings *settings;
  KapkaReport *report;
} KapkaReportPlace;

/** For g_test_add(); the clock shows January 2018 in Samara, an administrator is at the desk. */
void kapka_report_place_set_up (KapkaReportPlace *place, gconstpointer data);
void kapka_report_place_tear_down (KapkaReportPlace *place, gconstpointer data);

/** Has another boot begin. */
void kapka_report_place_reboot (KapkaReportPlace *place);

/** Makes a report at noon of @today. */
void kapka_report_place_make_yearly (KapkaReportPlace *place, int year, const char *today);
void kapka_report_place_make_month (KapkaReportPlace *place, const char *month, const char *today);
void kapka_report_place_make_review (KapkaReportPlace *place, int year, const char *today);
void kapka_report_place_make_outreach (KapkaReportPlace *place, int year, const char *today);

/** Writes what a paper diary says about the day of @time. */
void
kapka_report_place_add (KapkaReportPlace *place, const char *time, const char *key, gint64 count);

/** Says that the kiosk was on at @time. */
void kapka_report_place_switch_on (KapkaReportPlace *place, const char *time);

/** Types in a figure from before Kapka. */
void kapka_report_place_add_past (KapkaReportPlace *place,
                                  int year,
                                  const char *key,
                                  gint64 value,
                                  const char *source);

/** Returns: (transfer none): the table of the report that has @id; the test ends without it. */
const KapkaReportTable *kapka_report_place_find_table (KapkaReportPlace *place, const char *id);

/** Compares a row of a table: its label, and its cells in one piece and divided by a space. */
void kapka_report_place_assert_row (KapkaReportPlace *place,
                                    const char *table,
                                    const char *key,
                                    const char *label,
                                    const char *cells);

/** Returns: (nullable): the fact with @label. */
const char *kapka_report_place_find_fact (KapkaReportPlace *place, const char *label);

/** Whether the report has just this remark. */
gboolean kapka_report_place_has_remark (KapkaReportPlace *place, const char *remark);
