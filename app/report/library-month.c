// SPDX-License-Identifier: GPL-3.0-or-later
#include <stdlib.h>

#include "base/calendar.h"
#include "base/day.h"
#include "report/library-days.h"
#include "report/library-facts.h"
#include "report/library-months.h"
#include "report/library-table.h"
#include "report/russian-date.h"

typedef struct {
  const char *month; // `YYYY-MM`.
  char first_day[11];
  char last_day[11];
  char first_of_year[11];
} Span;

static Span
span_of (const char *month) {
  Span span = { .month = month };
  int year = atoi (month);
  int number = atoi (month + 5);

  g_snprintf (span.first_day, sizeof span.first_day, "%s-01", month);
  g_snprintf (span.last_day, sizeof span.last_day, "%s-%02d", month,
              g_date_get_days_in_month ((GDateMonth)number, (GDateYear)year));
  g_snprintf (span.first_of_year, sizeof span.first_of_year, "%04d-01-01", year);
  return span;
}

static KapkaReport *
begin_month (const KapkaReportSource *source, const Span *span) {
  g_autofree char *name = kapka_russian_month (span->month);
  g_autofree char *title = g_strdup_printf ("Дневник центра общественного доступа за %s", name);
  g_autofree char *last = kapka_russian_day (span->last_day);
  g_autofree char *period = g_strdup_printf ("1–%s", last);
  KapkaReport *report = kapka_library_report_begin (source, "month", span->month, title, period);

  kapka_report_set_period_name (report, "day");
  return report;
}

static KapkaReportTable *
begin_days (KapkaReport *report, const KapkaCatalog *catalog) {
  KapkaReportTable *table = kapka_report_add_table (report, "days", NULL, "День", TRUE);

  kapka_report_table_add_column (table, "users", "Пользователи");
  kapka_library_table_add_services (table, report, catalog);
  kapka_report_table_add_column (table, "requests", "Обращения");
  kapka_report_table_add_column (table, "pages", "Листы");
  kapka_report_table_add_column (table, "assisted", "С помощью");
  kapka_report_table_set_chart (table, KAPKA_CHART_COLUMNS, 0, 0);
  return table;
}

static void
add_figures (KapkaReportTable *table, const KapkaFigures *figures) {
  kapka_report_table_add_number (table, figures->users);
  for (guint i = 0; i < KAPKA_N_SERVICES; i++)
    kapka_report_table_add_number (table, figures->services[i]);
  kapka_report_table_add_number (table, kapka_figures_get_requests (figures));
  kapka_report_table_add_number (table, figures->pages);
  kapka_report_table_add_number (table, figures->assisted);
}

static void
add_days (KapkaReportTable *table, const GArray *days) {
  for (guint i = 0; i < days->len; i++) {
    const KapkaLibraryDay *day = &g_array_index (days, KapkaLibraryDay, i);
    g_autofree char *label = g_strdup_printf (
        "%d %s", atoi (day->day + 8), kapka_calendar_get_weekday_short ("ru", day->weekday));
    kapka_report_table_add_row (table, day->day, label, FALSE, FALSE);
    if (day->known)
      add_figures (table, &day->figures);
  }
}

static gboolean
add_total (KapkaReportTable *table,
           KapkaDesk *desk,
           const char *key,
           const char *label,
           const char *first_day,
           const char *last_day,
           GError **error) {
  KapkaFigures figures;

  if (!kapka_figures_sum (kapka_desk_get_journal (desk), first_day, last_day, &figures, error))
    return FALSE;
  kapka_report_table_add_row (table, key, label, FALSE, TRUE);
  add_figures (table, &figures);
  return TRUE;
}

static gboolean
add_totals (KapkaReportTable *table, KapkaDesk *desk, const Span *span, GError **error) {
  g_autofree char *since = g_strdup_printf ("%.7s/%s", span->first_of_year, span->month);

  return add_total (table, desk, span->month, "Итого за месяц", span->first_day, span->last_day,
                    error) &&
         add_total (table, desk, since, "С начала года", span->first_of_year, span->last_day,
                    error);
}

static gboolean
add_remarks (KapkaReport *report,
             const KapkaReportSource *source,
             const Span *span,
             const GArray *days,
             GError **error) {
  char kept[11];

  kapka_report_add_remark (report, "Листы — напечатанные страницы; с помощью — посещения, в "
                                   "которых помогал библиотекарь.");
  kapka_library_report_add_definitions (report);
  kapka_library_days_add_remark (report, days, kapka_desk_get_today (source->desk));
  return kapka_library_months_add_state (report, source->desk, span->month, error) &&
         kapka_library_report_add_folded (report, source->desk, span->first_day, span->last_day,
                                          kept, error);
}

KapkaReport *
kapka_report_new_month (const KapkaReportSource *source, const char *month, GError **error) {
  g_autoptr (KapkaReport) report = NULL;
  g_autoptr (GArray) days = NULL;
  KapkaReportTable *table;
  Span span;

  g_return_val_if_fail (kapka_day_is_month (month), NULL);
  span = span_of (month);
  days = kapka_library_days_read (source->desk, span.first_day, span.last_day, error);
  if (days == NULL)
    return NULL;
  report = begin_month (source, &span);
  table = begin_days (report, source->catalog);
  add_days (table, days);
  if (!add_totals (table, source->desk, &span, error) ||
      !add_remarks (report, source, &span, days, error))
    return NULL;
  return g_steal_pointer (&report);
}
