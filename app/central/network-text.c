// SPDX-License-Identifier: GPL-3.0-or-later
#include "central/network-writer.h"
#include "report/text-table.h"
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

static void
append_title (GString *text, const KapkaNetworkReport *report) {
  static const char *const ways[] = { "", " по районам", " по библиотекам", " по терминалам" };
  g_autofree char *title = g_strdup_printf ("Отчёт центров общественного доступа%s за %d год",
                                            ways[report->by], report->year);

  kapka_text_append_paragraph (text, title);
}

static void
add_users (KapkaTextTable *table,
           const char *label,
           const KapkaYearlyUsers *users,
           gboolean rural) {
  g_autoptr (GStrvBuilder) cells = g_strv_builder_new ();
  g_auto (GStrv) row = NULL;

  g_strv_builder_add (cells, label);
  for (guint i = 0; i < KAPKA_YEARLY_N_YEARS; i++) {
    g_autofree char *cell =
        kapka_text_format_figure (users[i].known, rural ? users[i].rural_users : users[i].users);

    g_strv_builder_add (cells, cell);
  }
  row = g_strv_builder_end (cells);
  kapka_text_table_add_row (table, (const char *const *)row);
}

static void
add_users_of_place (KapkaTextTable *table, const char *place, const KapkaNetworkRow *row) {
  add_users (table, place, row->users, FALSE);
  add_users (table, "  " KAPKA_YEARLY_RURAL_LABEL, row->users, TRUE);
}

static KapkaTextTable *
begin_table_a (const KapkaNetworkReport *report) {
  char years[KAPKA_YEARLY_N_YEARS][16];
  const char *cells[KAPKA_YEARLY_N_YEARS + 2] = { headings[report->by] };

  for (guint i = 0; i < KAPKA_YEARLY_N_YEARS; i++) {
    g_snprintf (years[i], sizeof years[i], "%d г.", report->total->users[i].year);
    cells[i + 1] = years[i];
  }
  return kapka_text_table_new (cells);
}

static void
append_users_by_place (GString *text, const KapkaNetworkReport *report) {
  g_autoptr (KapkaTextTable) table = begin_table_a (report);

  for (guint i = 0; i < report->rows->len; i++) {
    const KapkaNetworkRow *row = g_ptr_array_index (report->rows, i);
    g_autofree char *place = kapka_network_format_place (report, row);

    add_users_of_place (table, place, row);
  }
  add_users_of_place (table, "Всего", report->total);
  g_string_append (text, "\nТаблица А. " KAPKA_YEARLY_USERS_LABEL "\n\n");
  kapka_text_table_print (table, text);
}

static void
add_requests (KapkaTextTable *table, const char *place, const KapkaNetworkRow *row) {
  g_autoptr (GStrvBuilder) cells = g_strv_builder_new ();
  g_auto (GStrv) texts = NULL;

  g_strv_builder_add (cells, place);
  for (guint i = 0; i <= KAPKA_N_SERVICES; i++) {
    g_autofree char *cell = kapka_text_format_figure (
        row->requests_known, i < KAPKA_N_SERVICES ? row->services[i] : row->requests);

    g_strv_builder_add (cells, cell);
  }
  texts = g_strv_builder_end (cells);
  kapka_text_table_add_row (table, (const char *const *)texts);
}

/* The official labels are whole sentences, so they stand below, under numbers. */
static void
append_requests_by_place (GString *text, const KapkaNetworkReport *report) {
  const char *const columns[] = {
    headings[report->by], "1", "2", "3", "4", "5", "6", "Всего", NULL
  };
  g_autoptr (KapkaTextTable) table = kapka_text_table_new (columns);

  for (guint i = 0; i < report->rows->len; i++) {
    const KapkaNetworkRow *row = g_ptr_array_index (report->rows, i);
    g_autofree char *place = kapka_network_format_place (report, row);

    add_requests (table, place, row);
  }
  add_requests (table, "Всего", report->total);
  g_string_append_printf (text, "\nТаблица Б. Обращения по услугам, %d г.\n\n", report->year);
  kapka_text_table_print (table, text);
  g_string_append_c (text, '\n');
  for (guint i = 0; i < KAPKA_N_SERVICES; i++) {
    g_autofree char *label = g_strdup_printf ("%u — %s", i + 1, report->labels[i]);

    kapka_text_append_paragraph (text, label);
  }
}

static void
append_tables (GString *text, const KapkaNetworkReport *report, const KapkaYearlyReport *yearly) {
  if (report->by == KAPKA_NETWORK_BY_NETWORK) {
    kapka_text_append_table_a (text, yearly);
    kapka_text_append_table_b (text, yearly);
  } else {
    append_users_by_place (text, report);
    append_requests_by_place (text, report);
  }
}

static void
append_sources (GString *text, const KapkaNetworkReport *report) {
  g_autofree char *sources = g_strjoinv ("; ", report->sources);
  g_autofree char *line = g_strdup_printf ("Из отчётов прошлых лет взято: %s.", sources);

  if (report->sources[0] != NULL)
    kapka_text_append_paragraph (text, line);
}

static void
append_negative (GString *text, const KapkaNetworkReport *report) {
  g_autoptr (GString) names = g_string_new (NULL);
  guint n = 0;

  for (guint i = 0; i < report->rows->len; i++) {
    const KapkaNetworkRow *row = g_ptr_array_index (report->rows, i);
    g_autofree char *place = kapka_network_format_place (report, row);

    if (row->negative && n++ < MAX_NAMED)
      g_string_append_printf (names, "%s%s", n == 1 ? "" : "; ", place);
  }
  if (n == 0)
    return;
  if (n > MAX_NAMED)
    g_string_append_printf (names, "; и ещё %u", n - MAX_NAMED);
  g_string_prepend (names, "Внимание: исправлений больше, чем посчитано, и сумма месяца или года "
                           "меньше нуля. Проверьте исправления: ");
  kapka_text_append_paragraph (text, names->str);
}

char *
kapka_network_write_text (const KapkaNetworkReport *report) {
  GString *text = g_string_new (NULL);
  KapkaYearlyReport yearly;

  kapka_network_report_fill (report, report->total, &yearly);
  append_title (text, report);
  append_tables (text, report, &yearly);
  kapka_text_append_definitions (text);
  kapka_text_append_paragraph (text, "Сельские — библиотеки, которые были сельскими в месяце "
                                     "посещения.");
  append_sources (text, report);
  append_negative (text, report);
  kapka_text_append_period (text, &yearly);
  return g_string_free (text, FALSE);
}
