// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/text-writer.h"

#include <stdio.h>

#include "report/text-table.h"

#define MISSING "—"

char *
kapka_text_format_figure (gboolean known, gint64 value) {
  return known ? g_strdup_printf ("%" G_GINT64_FORMAT, value) : g_strdup (MISSING);
}

void
kapka_text_append_paragraph (GString *text, const char *paragraph) {
  g_auto (GStrv) lines = kapka_text_wrap (paragraph, KAPKA_TEXT_PAGE_WIDTH);
  g_autofree char *joined = g_strjoinv ("\n", lines);

  g_string_append_printf (text, "%s\n", joined);
}

static void
append_title (GString *text, const KapkaYearlyReport *report) {
  g_autofree char *title =
      g_strdup_printf ("Отчёт центра общественного доступа за %d год", report->year);
  g_autofree char *whose = *report->name != '\0' && *report->library != '\0'
                               ? g_strdup_printf ("%s (%s)", report->name, report->library)
                               : g_strconcat (report->name, report->library, NULL);

  kapka_text_append_paragraph (text, title);
  if (*whose != '\0')
    kapka_text_append_paragraph (text, whose);
}

typedef char *(*FormatYear) (const KapkaYearlyUsers *year);

static char *
format_heading (const KapkaYearlyUsers *year) {
  return g_strdup_printf ("%d г.", year->year);
}

static char *
format_users (const KapkaYearlyUsers *year) {
  return kapka_text_format_figure (year->known, year->users);
}

static char *
format_rural_users (const KapkaYearlyUsers *year) {
  return kapka_text_format_figure (year->known, year->rural_users);
}

static GStrv
make_row (const KapkaYearlyReport *report, const char *label, FormatYear format) {
  g_autoptr (GStrvBuilder) cells = g_strv_builder_new ();

  g_strv_builder_add (cells, label);
  for (guint i = 0; i < KAPKA_YEARLY_N_YEARS; i++) {
    g_autofree char *cell = format (&report->users[i]);

    g_strv_builder_add (cells, cell);
  }
  return g_strv_builder_end (cells);
}

void
kapka_text_append_table_a (GString *text, const KapkaYearlyReport *report) {
  g_auto (GStrv) headings = make_row (report, "", format_heading);
  g_auto (GStrv) users = make_row (report, KAPKA_YEARLY_USERS_LABEL, format_users);
  g_auto (GStrv) rural = make_row (report, "  " KAPKA_YEARLY_RURAL_LABEL, format_rural_users);
  g_autoptr (KapkaTextTable) table = kapka_text_table_new ((const char *const *)headings);

  kapka_text_table_add_row (table, (const char *const *)users);
  kapka_text_table_add_row (table, (const char *const *)rural);
  g_string_append (text, "\nТаблица А. Динамика показателей\n\n");
  kapka_text_table_print (table, text);
}

static void
add_requests (KapkaTextTable *table,
              const KapkaYearlyReport *report,
              const char *label,
              gint64 requests) {
  g_autofree char *figure = kapka_text_format_figure (report->requests_known, requests);
  const char *const cells[] = { label, figure, NULL };

  kapka_text_table_add_row (table, cells);
}

void
kapka_text_append_table_b (GString *text, const KapkaYearlyReport *report) {
  static const char *const headings[] = { "Услуга", "Количество обращений", NULL };
  g_autoptr (KapkaTextTable) table = kapka_text_table_new (headings);

  for (guint i = 0; i < KAPKA_N_SERVICES; i++)
    add_requests (table, report, report->services[i].label, report->services[i].requests);
  add_requests (table, report, KAPKA_YEARLY_REQUESTS_LABEL, report->requests);
  g_string_append_printf (text, "\nТаблица Б. Обращения по услугам, %d г.\n\n", report->year);
  kapka_text_table_print (table, text);
}

/* Writes a day as Russian papers do: 5 марта 2026 г. */
static char *
format_day (const char *day) {
  static const char *const months[] = { "января",   "февраля", "марта",  "апреля",
                                        "мая",      "июня",    "июля",   "августа",
                                        "сентября", "октября", "ноября", "декабря" };
  int year;
  int month;
  int number;

  if (sscanf (day, "%d-%d-%d", &year, &month, &number) != 3 || month < 1 || month > 12)
    return g_strdup (day);
  return g_strdup_printf ("%d %s %d г.", number, months[month - 1], year);
}

void
kapka_text_append_period (GString *text, const KapkaYearlyReport *report) {
  g_autofree char *today = format_day (report->today);
  g_autofree char *year = g_strdup_printf ("%04d", report->year);

  g_string_append_printf (text, "Период: 1 января — 31 декабря %d г.\n", report->year);
  if (report->over)
    return;
  if (g_str_has_prefix (report->today, year))
    g_string_append_printf (text, "Год не закончен: учтены дни по %s\n", today);
  else
    g_string_append (text, "Год ещё не начался.\n");
}

void
kapka_text_append_definitions (GString *text) {
  g_string_append_c (text, '\n');
  kapka_text_append_paragraph (
      text, "Пользователь — посещение киоска, в котором использована хотя бы одна "
            "услуга.");
  kapka_text_append_paragraph (
      text, "Обращение — услуга, полученная через один портал или бланк; повторы в том "
            "же посещении не считаются.");
}

char *
kapka_text_write_yearly (const KapkaYearlyReport *report) {
  GString *text = g_string_new (NULL);

  append_title (text, report);
  kapka_text_append_table_a (text, report);
  kapka_text_append_table_b (text, report);
  kapka_text_append_definitions (text);
  kapka_text_append_period (text, report);
  return g_string_free (text, FALSE);
}
