// SPDX-License-Identifier: GPL-3.0-or-later
#include "central/network-writer.h"
#include "report/russian-date.h"
#include "report/text-writer.h"

#define MAX_NAMED 20 // Places in a warning; more of them would hide the tables.

static const char *const headings[] = {
  [KAPKA_NETWORK_BY_NETWORK] = "",
  [KAPKA_NETWORK_BY_DISTRICT] = "Район",
  [KAPKA_NETWORK_BY_LIBRARY] = "Библиотека",
  [KAPKA_NETWORK_BY_TERMINAL] = "Библиотека, терминал",
};

char *
kapka_network_format_place (const KapkaNetworkReport *report, const KapkaNetworkRow *row) {
  GStrv place = row->place;

  if (report->by == KAPKA_NETWORK_BY_NETWORK)
    return g_strdup ("Вся сеть");
  if (*place[0] == '\0')
    return g_strdup ("Без разбивки: отчёты прошлых лет");
  if (report->by == KAPKA_NETWORK_BY_DISTRICT)
    return g_strdup (place[0]);
  if (report->by == KAPKA_NETWORK_BY_LIBRARY)
    return g_strdup_printf ("%s %s", place[0], place[1]);
  return g_strdup_printf ("%s %s, %s", place[0], place[1],
                          *place[2] == '\0' ? "вся библиотека" : place[2]);
}

static KapkaReport *
begin_report (const KapkaNetworkReport *network) {
  static const char *const ways[] = { "", " по районам", " по библиотекам", " по терминалам" };
  g_autofree char *title = g_strdup_printf ("Отчёт центров общественного доступа%s за %d год",
                                            ways[network->by], network->year);
  g_autofree char *period = kapka_yearly_format_period (network->year);
  g_autofree char *today = kapka_russian_day (network->today);
  KapkaReport *report = kapka_report_new ("yearly", title);

  kapka_report_add_fact (report, "Период", period);
  kapka_report_add_fact (report, "Составлен", today);
  return report;
}

static void
add_users_of_place (KapkaReportTable *table, const char *place, const KapkaNetworkRow *row) {
  kapka_yearly_add_users (table, place, row->users);
  kapka_yearly_add_rural_users (table, row->users);
}

static void
add_users_by_place (KapkaReport *report, const KapkaNetworkReport *network) {
  KapkaReportTable *table = kapka_report_add_table (
      report, "A", "Таблица А. " KAPKA_YEARLY_USERS_LABEL, headings[network->by], FALSE);

  kapka_yearly_add_years (table, network->total->users);
  for (guint i = 0; i < network->rows->len; i++) {
    const KapkaNetworkRow *row = g_ptr_array_index (network->rows, i);
    g_autofree char *place = kapka_network_format_place (network, row);

    add_users_of_place (table, place, row);
  }
  add_users_of_place (table, "Всего", network->total);
}

static void
add_requests (KapkaReportTable *table, const char *place, const KapkaNetworkRow *row) {
  KapkaCellKind kind = row->requests_known ? KAPKA_CELL_NUMBER : KAPKA_CELL_MISSING;

  kapka_report_table_add_row (table, place, place, FALSE, FALSE);
  for (guint i = 0; i < KAPKA_N_SERVICES; i++)
    kapka_report_table_add_cell (table, kind, row->services[i], NULL);
  kapka_report_table_add_cell (table, kind, row->requests, NULL);
}

/* The official labels are whole sentences, so they stand below, under numbers. */
static KapkaReportTable *
begin_requests_by_place (KapkaReport *report, const KapkaNetworkReport *network) {
  g_autofree char *title = kapka_yearly_format_requests_title (network->year);
  KapkaReportTable *table =
      kapka_report_add_table (report, "B", title, headings[network->by], TRUE);

  for (guint i = 1; i <= KAPKA_N_SERVICES; i++) {
    g_autofree char *number = g_strdup_printf ("%u", i);
    g_autofree char *label = g_strdup_printf ("%u — %s", i, network->labels[i - 1]);

    kapka_report_table_add_column (table, number, number);
    kapka_report_add_remark (report, label);
  }
  kapka_report_table_add_column (table, "requests", "Всего");
  return table;
}

static void
add_requests_by_place (KapkaReport *report, const KapkaNetworkReport *network) {
  KapkaReportTable *table = begin_requests_by_place (report, network);

  for (guint i = 0; i < network->rows->len; i++) {
    const KapkaNetworkRow *row = g_ptr_array_index (network->rows, i);
    g_autofree char *place = kapka_network_format_place (network, row);

    add_requests (table, place, row);
  }
  add_requests (table, "Всего", network->total);
}

static void
add_tables (KapkaReport *report, const KapkaNetworkReport *network) {
  KapkaYearlyFigures yearly;

  if (network->by == KAPKA_NETWORK_BY_NETWORK) {
    kapka_network_report_fill (network, network->total, &yearly);
    kapka_yearly_add_tables (report, &yearly);
  } else {
    add_users_by_place (report, network);
    add_requests_by_place (report, network);
  }
}

static void
add_sources (KapkaReport *report, const KapkaNetworkReport *network) {
  g_autofree char *sources = g_strjoinv ("; ", network->sources);
  g_autofree char *line = g_strdup_printf ("Из отчётов прошлых лет взято: %s.", sources);

  if (network->sources[0] != NULL)
    kapka_report_add_remark (report, line);
}

static void
add_negative (KapkaReport *report, const KapkaNetworkReport *network) {
  g_autoptr (GString) names = g_string_new (NULL);
  guint n = 0;

  for (guint i = 0; i < network->rows->len; i++) {
    const KapkaNetworkRow *row = g_ptr_array_index (network->rows, i);
    g_autofree char *place = kapka_network_format_place (network, row);

    if (row->negative && n++ < MAX_NAMED)
      g_string_append_printf (names, "%s%s", n == 1 ? "" : "; ", place);
  }
  if (n == 0)
    return;
  if (n > MAX_NAMED)
    g_string_append_printf (names, "; и ещё %u", n - MAX_NAMED);
  g_string_prepend (names, "Внимание: исправлений больше, чем посчитано, и сумма месяца или года "
                           "меньше нуля. Проверьте исправления: ");
  kapka_report_add_remark (report, names->str);
}

char *
kapka_network_write_text (const KapkaNetworkReport *network) {
  g_autoptr (KapkaReport) report = begin_report (network);

  add_tables (report, network);
  kapka_yearly_add_definitions (report);
  kapka_report_add_remark (report, "Сельские — библиотеки, которые были сельскими в месяце "
                                   "посещения.");
  add_sources (report, network);
  add_negative (report, network);
  kapka_yearly_add_unfinished (report, network->year, network->today);
  return kapka_report_write_text (report);
}
