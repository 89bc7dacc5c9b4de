// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/yearly.h"

#include <stdlib.h>

#include "report/russian-date.h"

static void
add_figure (KapkaReportTable *table, gboolean known, gint64 value) {
  kapka_report_table_add_cell (table, known ? KAPKA_CELL_NUMBER : KAPKA_CELL_MISSING, value, NULL);
}

void
kapka_yearly_add_years (KapkaReportTable *table, const KapkaYearlyUsers *users) {
  for (guint i = 0; i < KAPKA_YEARLY_N_YEARS; i++) {
    g_autofree char *key = g_strdup_printf ("%d", users[i].year);
    g_autofree char *label = g_strdup_printf ("%d г.", users[i].year);

    kapka_report_table_add_column (table, key, label);
  }
}

void
kapka_yearly_add_users (KapkaReportTable *table, const char *label, const KapkaYearlyUsers *users) {
  kapka_report_table_add_row (table, "users", label, FALSE, FALSE);
  for (guint i = 0; i < KAPKA_YEARLY_N_YEARS; i++)
    add_figure (table, users[i].known, users[i].users);
}

void
kapka_yearly_add_rural_users (KapkaReportTable *table, const KapkaYearlyUsers *users) {
  kapka_report_table_add_row (table, "rural_users", KAPKA_YEARLY_RURAL_LABEL, TRUE, FALSE);
  for (guint i = 0; i < KAPKA_YEARLY_N_YEARS; i++)
    add_figure (table, users[i].known, users[i].rural_users);
}

static void
add_table_a (KapkaReport *report, const KapkaYearlyFigures *figures) {
  KapkaReportTable *table =
      kapka_report_add_table (report, "A", "Таблица А. Динамика показателей", "", FALSE);

  kapka_yearly_add_years (table, figures->users);
  kapka_yearly_add_users (table, KAPKA_YEARLY_USERS_LABEL, figures->users);
  kapka_yearly_add_rural_users (table, figures->users);
  kapka_report_table_set_chart (table, KAPKA_CHART_COLUMNS, 0, KAPKA_YEARLY_N_YEARS - 1);
}

static void
add_table_b (KapkaReport *report, const KapkaYearlyFigures *figures) {
  g_autofree char *title = kapka_yearly_format_requests_title (figures->year);
  g_autofree char *key = g_strdup_printf ("%d", figures->year);
  KapkaReportTable *table = kapka_report_add_table (report, "B", title, "Услуга", FALSE);

  kapka_report_table_add_column (table, key, "Количество обращений");
  for (guint i = 0; i < KAPKA_N_SERVICES; i++) {
    const KapkaYearlyService *service = &figures->services[i];

    kapka_report_table_add_row (table, service->id, service->label, FALSE, FALSE);
    add_figure (table, service->known, service->requests);
  }
  kapka_report_table_add_row (table, "requests", KAPKA_YEARLY_REQUESTS_LABEL, FALSE, TRUE);
  add_figure (table, figures->requests_known, figures->requests);
  kapka_report_table_set_chart (table, KAPKA_CHART_BARS, 0, 0);
}

void
kapka_yearly_add_tables (KapkaReport *report, const KapkaYearlyFigures *figures) {
  kapka_report_set_period_name (report, "year");
  add_table_a (report, figures);
  add_table_b (report, figures);
}

char *
kapka_yearly_format_requests_title (int year) {
  return g_strdup_printf ("Таблица Б. Обращения по услугам, %d г.", year);
}

char *
kapka_yearly_format_period (int year) {
  return g_strdup_printf ("1 января — 31 декабря %d г.", year);
}

void
kapka_yearly_add_definitions (KapkaReport *report) {
  kapka_report_add_remark (report, "Пользователь — посещение киоска, в котором использована хотя "
                                   "бы одна услуга.");
  kapka_report_add_remark (report, "Обращение — услуга, полученная через один портал или бланк; "
                                   "повторы в том же посещении не считаются.");
}

void
kapka_yearly_add_unfinished (KapkaReport *report, int year, const char *today) {
  g_autofree char *day = kapka_russian_day (today);
  g_autofree char *remark = g_strconcat ("Год не закончен: учтены дни по ", day, NULL);
  int this_year = atoi (today);

  if (this_year == year)
    kapka_report_add_remark (report, remark);
  else if (this_year < year)
    kapka_report_add_remark (report, "Год ещё не начался.");
}
