// SPDX-License-Identifier: GPL-3.0-or-later
#include <stdlib.h>

#include "base/calendar.h"
#include "report/library-days.h"
#include "report/library-facts.h"
#include "report/library-groups.h"
#include "report/library-months.h"
#include "report/library-table.h"
#include "report/yearly.h"

/* What the tables are made of. */
typedef struct {
  const KapkaReportSource *source;
  KapkaReport *report;
  KapkaJournal *journal;
  char year[11];
  char first_day[11];
  char last_day[11];
  char kept_since[11];       // First day whose visits are there; empty: none is.
  const KapkaReview *visits; // (nullable) What those tell.
  KapkaFigures sum;
} Review;

static void
add_total_row (KapkaReportTable *table, const char *key, const char *label, gint64 number) {
  kapka_report_table_add_row (table, key, label, FALSE, FALSE);
  kapka_report_table_add_number (table, number);
}

static void
add_mean (KapkaReportTable *table, const KapkaReview *visits) {
  gint64 seconds = visits == NULL ? 0 : kapka_review_get_mean_seconds (visits);

  kapka_report_table_add_row (table, "mean_seconds", "Средняя длительность посещения", FALSE,
                              FALSE);
  if (seconds > 0)
    kapka_report_table_add_cell (table, KAPKA_CELL_SECONDS, seconds, NULL);
}

static void
add_totals (const Review *review) {
  const KapkaFigures *sum = &review->sum;
  KapkaReportTable *table =
      kapka_report_add_table (review->report, "totals", "Итоги года", "Показатель", FALSE);

  kapka_report_table_add_column (table, review->year, "Значение");
  add_total_row (table, "days_on", "Дней, в которые киоск включался", sum->days_on);
  add_total_row (table, "users", "Пользователи", sum->users);
  add_total_row (table, "requests", "Обращения", kapka_figures_get_requests (sum));
  add_total_row (table, "pages", "Напечатано листов", sum->pages);
  add_total_row (table, "assisted", "Посещения с помощью библиотекаря", sum->assisted);
  kapka_report_table_add_row (table, "assisted_share", "Доля посещений с помощью библиотекаря",
                              FALSE, FALSE);
  kapka_library_table_add_share (table, sum->assisted, sum->users);
  add_mean (table, review->visits);
}

static void
add_month (KapkaReportTable *table, const char *key, const char *label, const KapkaFigures *month) {
  kapka_report_table_add_row (table, key, label, FALSE, FALSE);
  if (month == NULL)
    return;
  kapka_report_table_add_number (table, month->users);
  kapka_report_table_add_number (table, kapka_figures_get_requests (month));
  kapka_report_table_add_number (table, month->pages);
  kapka_report_table_add_number (table, month->assisted);
}

static const KapkaFigures *
find_month (const GPtrArray *months, const char *key) {
  for (guint i = 0; i < months->len; i++) {
    const KapkaPeriodFigures *month = g_ptr_array_index (months, i);

    if (g_str_equal (month->period, key))
      return &month->figures;
  }
  return NULL;
}

static gboolean
add_months (const Review *review, GError **error) {
  g_autoptr (GPtrArray) months = kapka_figures_list (review->journal, review->first_day,
                                                     review->last_day, KAPKA_PERIOD_MONTH, error);
  KapkaReportTable *table;

  if (months == NULL)
    return FALSE;
  table = kapka_report_add_table (review->report, "months", "По месяцам", "Месяц", TRUE);
  kapka_report_table_add_column (table, "users", "Пользователи");
  kapka_report_table_add_column (table, "requests", "Обращения");
  kapka_report_table_add_column (table, "pages", "Листы");
  kapka_report_table_add_column (table, "assisted", "С помощью");
  kapka_report_table_set_chart (table, KAPKA_CHART_COLUMNS, 0, 1);
  for (guint i = 1; i <= 12; i++) {
    g_autofree char *key = g_strdup_printf ("%s-%02u", review->year, i);

    add_month (table, key, kapka_calendar_get_month ("ru", i), find_month (months, key));
  }
  return TRUE;
}

static void
add_services (const Review *review) {
  gint64 requests = kapka_figures_get_requests (&review->sum);
  KapkaReportTable *table =
      kapka_report_add_table (review->report, "services", "По услугам", "Услуга", FALSE);

  kapka_report_table_set_period (table, review->year);
  kapka_report_table_add_column (table, "requests", "Обращения");
  kapka_report_table_add_column (table, "share", "Доля");
  kapka_report_table_set_chart (table, KAPKA_CHART_BARS, 0, 0);
  for (guint i = 0; i < KAPKA_N_SERVICES; i++) {
    const KapkaService *service = kapka_catalog_get_service (review->source->catalog, i);

    kapka_report_table_add_row (table, service->id, kapka_local_text_get (&service->name, "ru"),
                                FALSE, FALSE);
    kapka_report_table_add_number (table, review->sum.services[i]);
    kapka_library_table_add_share (table, review->sum.services[i], requests);
  }
}

static void
add_languages (const Review *review) {
  const KapkaFigures *sum = &review->sum;
  const struct {
    const char *key;
    const char *label;
    gint64 users;
  } rows[] = {
    { "ru", "русский (и без указания языка)", sum->users - sum->lang_udm - sum->lang_en },
    { "lang_udm", "удмуртский", sum->lang_udm },
    { "lang_en", "английский", sum->lang_en },
  };
  KapkaReportTable *table = kapka_report_add_table (
      review->report, "languages", "По языку, на котором закончено посещение", "Язык", FALSE);

  kapka_report_table_set_period (table, review->year);
  kapka_report_table_add_column (table, "users", "Пользователи");
  kapka_report_table_add_column (table, "share", "Доля");
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    kapka_report_table_add_row (table, rows[i].key, rows[i].label, FALSE, FALSE);
    kapka_report_table_add_number (table, rows[i].users);
    kapka_library_table_add_share (table, rows[i].users, sum->users);
  }
}

static void
add_groups_of_visits (const KapkaLibraryGroups *groups) {
  kapka_library_groups_add_hours (groups);
  kapka_library_groups_add_tiles (groups);
  kapka_library_groups_add_ends (groups);
}

static gboolean
add_tables (const Review *review, GError **error) {
  KapkaLibraryGroups groups = { review->report, review->visits, review->source->catalog,
                                review->year, review->kept_since };
  g_autoptr (GPtrArray) weekdays =
      kapka_figures_list_weekdays (review->journal, review->first_day, review->last_day, error);

  if (weekdays == NULL)
    return FALSE;
  add_totals (review);
  if (!add_months (review, error))
    return FALSE;
  kapka_library_groups_add_weekdays (&groups, weekdays);
  add_services (review);
  add_languages (review);
  if (review->visits != NULL)
    add_groups_of_visits (&groups);
  return TRUE;
}

/* Visits of folded days are gone: of a year before them nothing is read. */
static gboolean
read_and_add_tables (Review *review, GError **error) {
  g_autoptr (KapkaReview) visits = NULL;

  if (*review->kept_since != '\0') {
    visits = kapka_review_read (review->journal, review->kept_since, review->last_day, error);
    if (visits == NULL)
      return FALSE;
  }
  review->visits = visits;
  return add_tables (review, error);
}

static gboolean
add_remarks (Review *review, GError **error) {
  KapkaDesk *desk = review->source->desk;
  const char *today = kapka_desk_get_today (desk);
  int year = atoi (review->year);
  g_autoptr (GArray) days =
      kapka_library_days_read (desk, review->first_day, review->last_day, error);

  if (days == NULL)
    return FALSE;
  kapka_library_report_add_definitions (review->report);
  kapka_yearly_add_unfinished (review->report, year, today);
  kapka_library_days_add_remark (review->report, days, today);
  return kapka_library_months_add_open (review->report, desk, year, error) &&
         kapka_library_report_add_folded (review->report, desk, review->first_day, review->last_day,
                                          review->kept_since, error);
}

KapkaReport *
kapka_report_new_review (const KapkaReportSource *source, int year, GError **error) {
  g_autofree char *title =
      g_strdup_printf ("Обзор работы центра общественного доступа за %d год", year);
  g_autofree char *period = kapka_yearly_format_period (year);
  g_autoptr (KapkaReport) report = NULL;
  Review review = { .source = source, .journal = kapka_desk_get_journal (source->desk) };

  g_return_val_if_fail (year >= 1000 && year <= 9999, NULL);
  g_snprintf (review.year, sizeof review.year, "%d", year);
  g_snprintf (review.first_day, sizeof review.first_day, "%d-01-01", year);
  g_snprintf (review.last_day, sizeof review.last_day, "%d-12-31", year);
  report = kapka_library_report_begin (source, "review", review.year, title, period);
  review.report = report;
  if (!kapka_figures_sum (review.journal, review.first_day, review.last_day, &review.sum, error) ||
      !add_remarks (&review, error) || !read_and_add_tables (&review, error))
    return NULL;
  return g_steal_pointer (&report);
}
