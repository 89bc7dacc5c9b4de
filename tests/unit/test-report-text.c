// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/text-table.h"

#include <string.h>

#include "report/text-writer.h"
#include "test-report-sample.h"

#define DEFINITION                                                                                                                                  \
  "\n"                                                                                                                                              \
  "Пользователь — посещение киоска, в котором использована хотя бы одна услуга.\n" \
  "Обращение — услуга, полученная через один портал или бланк; повторы в том же\n"   \
  "посещении не считаются.\n"

static char *
write_on (const KapkaYearlyFigures *figures, const char *today) {
  g_autoptr (KapkaReport) report =
      kapka_report_new ("yearly", "Отчёт центра общественного доступа за 2018 год");

  kapka_report_add_fact (report, "Библиотека", "Центр общественного доступа (18-0142)");
  kapka_report_add_fact (report, "Период", "1 января — 31 декабря 2018 г.");
  kapka_yearly_add_tables (report, figures);
  kapka_yearly_add_definitions (report);
  kapka_yearly_add_unfinished (report, 2018, today);
  return kapka_report_write_text (report);
}

static void
test_page (void) {
  g_autofree char *page = write_on (&kapka_report_sample_2018, "2019-01-10");

  g_assert_cmpstr (page, ==,
                   "Отчёт центра общественного доступа за 2018 год\n"
                   "Библиотека: Центр общественного доступа (18-0142)\n"
                   "Период: 1 января — 31 декабря 2018 г.\n" SAMPLE_TABLES DEFINITION);
}

static void
assert_page_has (const KapkaYearlyFigures *figures, const char *today, const char *part) {
  g_autofree char *page = write_on (figures, today);

  if (strstr (page, part) == NULL)
    g_error ("expected \"%s\" in:\n%s", part, page);
}

static void
test_missing_years (void) {
  KapkaYearlyFigures figures = kapka_report_sample_2018;

  figures.users[0].known = FALSE;
  figures.users[2].known = FALSE;
  assert_page_has (
      &figures, "2019-01-10",
      "услугой                                             —    13868        —    18240\n"
      "  в т.ч. в сельских библиотеках                     —     4379        —     4137\n");
  figures.services[3].known = FALSE;
  figures.requests_known = FALSE;
  assert_page_has (
      &figures, "2019-01-10",
      "Печать форм и бланков документов                                               —\n");
  assert_page_has (
      &figures, "2019-01-10",
      "Всего обращений                                                                —\n");
}

static void
test_unfinished_year (void) {
  const KapkaYearlyFigures *figures = &kapka_report_sample_2018;

  assert_page_has (figures, "2018-12-31",
                   DEFINITION "Год не закончен: учтены дни по 31 декабря 2018 г.\n");
  assert_page_has (figures, "2018-03-05",
                   DEFINITION "Год не закончен: учтены дни по 5 марта 2018 г.\n");
  assert_page_has (figures, "2017-12-31", DEFINITION "Год ещё не начался.\n");
}

static void
test_words_and_signature (void) {
  g_autoptr (KapkaReport) report = kapka_report_new ("outreach", "Мероприятия");
  KapkaReportTable *table = kapka_report_add_table (report, "events", NULL, "Название", FALSE);
  g_autofree char *page = NULL;

  kapka_report_table_add_column (table, "kind", "Вид");
  kapka_report_table_add_column (table, "participants", "Участники");
  kapka_report_table_add_row (table, "1", "Библиотека. Власть. Общество", FALSE, FALSE);
  kapka_report_table_add_cell (table, KAPKA_CELL_TEXT, 0, "форум");
  kapka_report_table_add_cell (table, KAPKA_CELL_MORE, 500, NULL);
  kapka_report_set_signature (report, TRUE);
  page = kapka_report_write_text (report);
  g_assert_cmpstr (
      page, ==,
      "Мероприятия\n"
      "\n"
      "Название                      Вид    Участники\n"
      "──────────────────────────────────────────────\n"
      "Библиотека. Власть. Общество  форум  более\u00A0500\n"
      "\n"
      "Ответственное лицо  ____________________  ____________  ____________________\n");
}

static void
test_width (void) {
  g_assert_cmpuint (kapka_text_width (""), ==, 0);
  g_assert_cmpuint (kapka_text_width ("Ӝӝ 12"), ==, 5);
  g_assert_cmpuint (kapka_text_width ("e\xCC\x81"), ==, 1);
  g_assert_cmpuint (kapka_text_width ("日本"), ==, 4);
}

static void
assert_wrapped (const char *text, guint width, const char *expected) {
  g_auto (GStrv) lines = kapka_text_wrap (text, width);
  g_autofree char *joined = g_strjoinv ("|", lines);

  g_assert_cmpstr (joined, ==, expected);
}

static void
test_wrap (void) {
  assert_wrapped ("", 10, "");
  assert_wrapped ("форма", 5, "форма");
  assert_wrapped ("одна форма", 9, "одна|форма");
  assert_wrapped ("одна форма", 10, "одна форма");
  assert_wrapped ("раз два три", 7, "раз два|три");
  assert_wrapped ("раз  два", 4, "раз|два");
  assert_wrapped ("  в том числе", 7, "  в том|  числе");
  assert_wrapped ("длинноеслово", 5, "длинн|оесло|во");
  assert_wrapped ("日本語", 1, "日|本|語");
}

/* Nothing is cut off even where the page is too narrow. */
static void
test_wide_figures (void) {
  static const char *const headings[] = { "Услуга", "2015", "2016", "2017", "2018", NULL };
  static const char *const cells[] = { "Печать форм и бланков документов",
                                       "9007199254740991",
                                       "9007199254740991",
                                       "9007199254740991",
                                       "-9007199254740991",
                                       NULL };
  g_autoptr (KapkaTextTable) table = kapka_text_table_new (headings);
  g_autoptr (GString) text = g_string_new (NULL);

  kapka_text_table_add_row (table, cells);
  kapka_text_table_print (table, text);
  g_assert_nonnull (strstr (text->str, "Печать форм и\n"
                                       "бланков документов    9007199254740991  9007199254740991"
                                       "  9007199254740991  -9007199254740991\n"));
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/report/text/page", test_page);
  g_test_add_func ("/report/text/missing-years", test_missing_years);
  g_test_add_func ("/report/text/unfinished-year", test_unfinished_year);
  g_test_add_func ("/report/text/words-and-signature", test_words_and_signature);
  g_test_add_func ("/report/text/width", test_width);
  g_test_add_func ("/report/text/wrap", test_wrap);
  g_test_add_func ("/report/text/wide-figures", test_wide_figures);
  return g_test_run ();
}
