// SPDX-License-Identifier: GPL-3.0-or-later
#include "test-report-papers.h"

static const char *const services[] = {
  "Предоставление информации о деятельности органов гос. власти",
  "Подача обращений в органы гос. власти в форме электронного сообщения",
  "Предоставление доступа к информации о гос. услугах",
  "Печать форм и бланков документов",
  "Получение результата предоставления гос. услуги в виде электронного документа",
  "Получение сведений о ходе предоставления государственных (муниципальных) услуг в "
  "соответствии с регламентом получения услуги Единого портала государственных услуг",
};

static void
add_facts (KapkaReport *report, const char *period) {
  kapka_report_add_fact (report, "Библиотека", "Центр общественного доступа (18-0142)");
  kapka_report_add_fact (report, "Период", period);
  kapka_report_add_fact (report, "Составлен", "10 января 2019 г.");
}

static void
add_remarks (KapkaReport *report) {
  kapka_report_add_remark (report,
                           "Пользователь — посещение киоска, в котором использована хотя бы "
                           "одна услуга.");
  kapka_report_add_remark (report, "Обращение — услуга, полученная через один портал или бланк; "
                                   "повторы в том же посещении не считаются.");
}

static void
add_row (KapkaReportTable *table,
         const char *key,
         const char *label,
         gboolean indent,
         const gint64 *figures,
         guint n) {
  kapka_report_table_add_row (table, key, label, indent, FALSE);
  for (guint i = 0; i < n; i++)
    kapka_report_table_add_number (table, figures[i]);
}

static void
add_table_a (KapkaReport *report) {
  static const gint64 users[] = { 10748, 13868, 19426, 18240 };
  static const gint64 rural[] = { 4486, 4379, 4049, 4137 };
  KapkaReportTable *table =
      kapka_report_add_table (report, "A", "Таблица А. Динамика показателей", "", FALSE);

  kapka_report_table_add_column (table, "2015", "2015 г.");
  kapka_report_table_add_column (table, "2016", "2016 г.");
  kapka_report_table_add_column (table, "2017", "2017 г.");
  kapka_report_table_add_column (table, "2018", "2018 г.");
  add_row (table, "users", "Количество пользователей, обратившихся за услугой", FALSE, users, 4);
  add_row (table, "rural_users", "в т.ч. в сельских библиотеках", TRUE, rural, 4);
  kapka_report_table_set_chart (table, KAPKA_CHART_COLUMNS, 0, 3);
}

static void
add_table_b (KapkaReport *report) {
  static const gint64 requests[] = { 5823, 1461, 15559, 4464, 7735, 2505 };
  KapkaReportTable *table = kapka_report_add_table (
      report, "B", "Таблица Б. Обращения по услугам, 2018 г.", "Услуга", FALSE);

  kapka_report_table_add_column (table, "2018", "Количество обращений");
  for (guint i = 0; i < G_N_ELEMENTS (services); i++) {
    g_autofree char *key = g_strdup_printf ("s%u", i + 1);

    add_row (table, key, services[i], FALSE, &requests[i], 1);
  }
  kapka_report_table_add_row (table, "requests", "Всего обращений", FALSE, TRUE);
  kapka_report_table_add_number (table, 37547);
  kapka_report_table_set_chart (table, KAPKA_CHART_BARS, 0, 0);
}

KapkaReport *
kapka_papers_new_yearly (void) {
  KapkaReport *report =
      kapka_report_new ("yearly", "Отчёт центра общественного доступа за 2018 год");

  kapka_report_set_file_stem (report, "kapka-yearly-2018");
  add_facts (report, "1 января — 31 декабря 2018 г.");
  add_table_a (report);
  add_table_b (report);
  add_remarks (report);
  kapka_report_set_signature (report, TRUE);
  return report;
}

static void
add_total (KapkaReportTable *table, const char *key, const char *label, gint64 times) {
  kapka_report_table_add_row (table, key, label, FALSE, TRUE);
  for (guint column = 0; column < 9; column++)
    kapka_report_table_add_number (table, (column + 1) * times);
}

KapkaReport *
kapka_papers_new_month (void) {
  static const char *const heads[] = {
    "Пользователи",
    "Информация об органах власти",
    "Обращения в органы власти",
    "Информация об услугах",
    "Печать бланков",
    "Результат услуги",
    "Ход услуги",
    "Страниц",
    "С помощью библиотекаря",
  };
  KapkaReport *report = kapka_report_new ("month", "Дневник центра за октябрь 2026 г.");
  KapkaReportTable *table = kapka_report_add_table (report, "days", NULL, "День", TRUE);

  kapka_report_set_file_stem (report, "kapka-month-2026-10");
  add_facts (report, "1 — 31 октября 2026 г.");
  for (guint i = 0; i < G_N_ELEMENTS (heads); i++)
    kapka_report_table_add_column (table, heads[i], heads[i]);
  for (guint day = 1; day <= 31; day++) {
    g_autofree char *label = g_strdup_printf ("%02u.10.2026", day);

    kapka_report_table_add_row (table, label, label, FALSE, FALSE);
    for (guint column = 0; day % 7 != 4 && column < G_N_ELEMENTS (heads); column++)
      kapka_report_table_add_number (table, day * (column + 3) % 23);
  }
  add_total (table, "month", "Итого за месяц", 101);
  add_total (table, "year", "Итого с начала года", 1234);
  kapka_report_table_set_chart (table, KAPKA_CHART_COLUMNS, 0, 0);
  add_remarks (report);
  kapka_report_set_signature (report, TRUE);
  return report;
}

static void
add_event (KapkaReportTable *table,
           const char *day,
           const char *title,
           const char *place,
           KapkaCellKind kind,
           gint64 participants) {
  kapka_report_table_add_row (table, day, day, FALSE, FALSE);
  kapka_report_table_add_cell (table, KAPKA_CELL_TEXT, 0, title);
  kapka_report_table_add_cell (table, KAPKA_CELL_TEXT, 0, place);
  kapka_report_table_add_cell (table, kind, participants, NULL);
  kapka_report_table_add_cell (table, KAPKA_CELL_SHARE, 415, NULL);
  kapka_report_table_add_cell (table, KAPKA_CELL_SECONDS, 5400, NULL);
}

KapkaReport *
kapka_papers_new_outreach (void) {
  static const char *const heads[] = { "Мероприятие", "Место", "Участники", "Доля", "Длилось" };
  KapkaReport *report = kapka_report_new ("outreach", "Мероприятия центра за 2018 год");
  KapkaReportTable *table =
      kapka_report_add_table (report, "events", "Семинары, форумы, вебинары", "Дата", FALSE);

  add_facts (report, "1 января — 31 декабря 2018 г.");
  for (guint i = 0; i < G_N_ELEMENTS (heads); i++)
    kapka_report_table_add_column (table, heads[i], heads[i]);
  add_event (table, "15.03.2018", "Форум «Библиотека. Власть. Общество»",
             "МБУК «Алнашская межпоселенческая ЦБС»", KAPKA_CELL_MORE, 500);
  add_event (table, "20.04.2018",
             "Деятельность библиотек по оказанию помощи населению в получении государственных "
             "услуг в электронном виде",
             "Национальная библиотека", KAPKA_CELL_ABOUT, 1200);
  add_event (table, "11.05.2018", "=1+1", "@место", KAPKA_CELL_NUMBER, 37547);
  add_event (table, "12.05.2018", "Без числа & <знаки> \"в кавычках\"", "", KAPKA_CELL_MISSING, 0);
  add_remarks (report);
  return report;
}

KapkaReport *
kapka_papers_new_large (guint n_rows, guint n_columns) {
  KapkaReport *report = kapka_report_new ("large", "Большая таблица");
  KapkaReportTable *table = kapka_report_add_table (report, "large", "Таблица В", "Строка", TRUE);

  add_facts (report, "весь");
  for (guint column = 0; column < n_columns; column++) {
    g_autofree char *label = g_strdup_printf ("Показатель %u", column + 1);

    kapka_report_table_add_column (table, label, label);
  }
  for (guint row = 0; row < n_rows; row++) {
    g_autofree char *label = g_strdup_printf ("строка %u", row + 1);

    kapka_report_table_add_row (table, label, label, FALSE, FALSE);
    for (guint column = 0; column < n_columns; column++)
      kapka_report_table_add_number (table, row * 1000 + column);
  }
  add_remarks (report);
  kapka_report_set_signature (report, TRUE);
  return report;
}

static char *
repeat (const char *word, guint times) {
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < times; i++)
    g_string_append (text, word);
  return g_string_free (text, FALSE);
}

KapkaReport *
kapka_papers_new_odd (guint n_letters) {
  g_autofree char *words = repeat ("слово ", n_letters / 6);
  g_autofree char *one_word = repeat ("х", n_letters);
  KapkaReport *report = kapka_report_new ("odd", "Отчёт\nв\x01 две\tстроки <&>\"' ]]>");
  KapkaReportTable *table =
      kapka_report_add_table (report, "odd", "'[Лист]/*?:\\\x02", "Уг\nол", FALSE);

  kapka_report_add_fact (report, "", "");
  kapka_report_add_fact (report, "Метка", "=cmd|'/c calc'!A1");
  kapka_report_table_add_column (table, "a", "К\nК");
  kapka_report_table_add_column (table, "b", words);
  kapka_report_table_add_row (table, "1", "строка\x03", TRUE, FALSE);
  kapka_report_table_add_cell (table, KAPKA_CELL_TEXT, 0, "a\nb\x1b[0m");
  kapka_report_table_add_cell (table, KAPKA_CELL_TEXT, 0, "😀 ӜӞӤӦӴ");
  kapka_report_table_add_row (table, "2", "", FALSE, TRUE);
  kapka_report_table_add_number (table, G_MININT64);
  kapka_report_table_add_number (table, G_MAXINT64);
  kapka_report_table_add_row (table, "3", one_word, FALSE, FALSE);
  kapka_report_table_add_cell (table, KAPKA_CELL_SECONDS, -5, NULL);
  kapka_report_table_add_cell (table, KAPKA_CELL_SHARE, -5, NULL);
  kapka_report_table_set_chart (table, KAPKA_CHART_BARS, 0, 1);
  return report;
}

void
kapka_papers_wait_for_second (void) {
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;

  while (g_get_real_time () / G_USEC_PER_SEC == now)
    g_usleep (1000);
}
