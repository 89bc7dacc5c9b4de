// SPDX-License-Identifier: GPL-3.0-or-later
// The files of a report as the programs of others read them: LibreOffice and poppler.
#include <string.h>

#include "program.h"
#include "report/pdf.h"
#include "report/xlsx.h"
#include "test-report-papers.h"
#include "test-report-place.h"
#include "test-report-sample.h"
#include "text.h"
#include "tmpdir.h"

#define DEADLINE_MS 180000

/* Commas, quotes, UTF-8, from the first line, all sheets; figures as they are. */
#define ALL_SHEETS "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"

/* As the sheet shows them. */
#define AS_SHOWN "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,true"

typedef struct {
  KapkaTestDir *dir;
  KapkaReportPlace place;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data) {
  fixture->dir = kapka_test_dir_new ();
  kapka_report_place_set_up (&fixture->place, data);
}

static void
tear_down (Fixture *fixture, gconstpointer data) {
  kapka_report_place_tear_down (&fixture->place, data);
  kapka_test_dir_free (fixture->dir);
}

/* What the network had in its reports, and a kiosk in a town whose journal has what the villages
 * have not: together the figures of the real report of 2018. */
static const KapkaReport *
make_yearly (Fixture *fixture) {
  static const char source[] = "Отчёт сети за 2018 год";
  const KapkaYearlyFigures *sample = &kapka_report_sample_2018;
  KapkaReportPlace *place = &fixture->place;

  for (int i = 0; i < KAPKA_YEARLY_N_YEARS; i++) {
    const KapkaYearlyUsers *year = &sample->users[i];
    gboolean last = year->year == sample->year;

    kapka_report_place_add_past (place, year->year, "users", last ? year->rural_users : year->users,
                                 source);
    kapka_report_place_add_past (place, year->year, "rural_users", year->rural_users, source);
    if (last)
      kapka_report_place_add (place, "2018-06-15T12:00:00+04", "users",
                              year->users - year->rural_users);
  }
  for (guint i = 0; i < KAPKA_N_SERVICES; i++)
    kapka_report_place_add (place, "2018-06-15T12:00:00+04", sample->services[i].id,
                            sample->services[i].requests);
  kapka_report_place_make_yearly (place, 2018, "2019-01-10");
  return place->report;
}

typedef GBytes *(*Write) (const KapkaReport *report, GError **error);

/* Returns (transfer full): the path of the file. */
static char *
write_file (Fixture *fixture, const KapkaReport *report, const char *name, Write write) {
  char *path = kapka_test_dir_join (fixture->dir, name);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = write (report, &error);

  g_assert_no_error (error);
  g_file_set_contents (path, g_bytes_get_data (bytes, NULL), (gssize)g_bytes_get_size (bytes),
                       &error);
  g_assert_no_error (error);
  return path;
}

static void
convert (Fixture *fixture, const KapkaReport *report, const char *filter) {
  g_autofree char *path = write_file (fixture, report, "report.xlsx", kapka_report_write_xlsx);
  g_autofree char *profile_dir = kapka_test_dir_make (fixture->dir, "profile");
  g_autofree char *profile = g_strconcat ("-env:UserInstallation=file://", profile_dir, NULL);
  const char *const argv[] = { "soffice",      profile,
                               "--headless",   "--norestore",
                               "--convert-to", filter,
                               "--outdir",     kapka_test_dir_get_path (fixture->dir),
                               path,           NULL };
  g_autofree char *output = kapka_test_program_run (argv, NULL, DEADLINE_MS);

  g_test_message ("%s", output);
}

static char *
read_sheet (Fixture *fixture, const char *name) {
  g_autofree char *path = kapka_test_dir_join (fixture->dir, name);
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  return text;
}

static void
test_xlsx_yearly (Fixture *fixture, gconstpointer data) {
  const KapkaReport *report = make_yearly (fixture);
  g_autofree char *a = NULL;
  g_autofree char *b = NULL;

  convert (fixture, report, ALL_SHEETS);
  a = read_sheet (fixture, "report-Таблица А.csv");
  kapka_test_assert_has (
      a, "\n,2015 г.,2016 г.,2017 г.,2018 г.\n"
         "\"Количество пользователей, обратившихся за услугой\",10748,13868,19426,18240\n"
         "в т.ч. в сельских библиотеках,4486,4379,4049,4137\n");
  b = read_sheet (fixture, "report-Таблица Б.csv");
  kapka_test_assert_has (
      b, "\nУслуга,Количество обращений\n"
         "Предоставление информации о деятельности органов гос. власти,5823\n"
         "Подача обращений в органы гос. власти в форме электронного сообщения,1461\n"
         "Предоставление доступа к информации о гос. услугах,15559\n"
         "Печать форм и бланков документов,4464\n"
         "Получение результата предоставления гос. услуги в виде электронного "
         "документа,7735\n"
         "Получение сведений о ходе предоставления государственных (муниципальных) услуг в "
         "соответствии с регламентом получения услуги Единого портала государственных "
         "услуг,2505\n"
         "Всего обращений,37547\n");
  kapka_test_assert_has (b, "Пользователь — посещение киоска");
  kapka_test_assert_has (b, "Ответственное лицо");
}

/* Texts stay texts, and a number that is not exact says so. */
static void
test_xlsx_words (Fixture *fixture, gconstpointer data) {
  g_autoptr (KapkaReport) report = kapka_papers_new_outreach ();
  g_autofree char *sheet = NULL;

  convert (fixture, report, AS_SHOWN);
  sheet = read_sheet (fixture, "report.csv");
  kapka_test_assert_has (sheet,
                         "МБУК «Алнашская межпоселенческая ЦБС»,более\u00A0500,\"41,5\u00A0%\","
                         "90\u00A0мин\n");
  kapka_test_assert_has (sheet, "Национальная библиотека,около\u00A01\u00A0200,");
  kapka_test_assert_has (sheet, "\n11.05.2018,=1+1,@место,37\u00A0547,");
  kapka_test_assert_has (sheet, "\n12.05.2018,\"Без числа & <знаки> \"\"в кавычках\"\"\",,—,");
}

static char *
run_on_pdf (const char *program, const char *option, const char *path, const char *output) {
  const char *const argv[] = { program, option, path, output, NULL };

  return kapka_test_program_run (argv, NULL, DEADLINE_MS);
}

/* Returns (transfer full): the text of a PDF, with one space between its words. */
static char *
read_pdf (const char *path) {
  g_autofree char *text = run_on_pdf ("pdftotext", "-layout", path, "-");
  g_autoptr (GRegex) spaces = g_regex_new (" +", 0, 0, NULL);

  return g_regex_replace_literal (spaces, text, -1, 0, " ", 0, NULL);
}

static void
test_pdf_yearly (Fixture *fixture, gconstpointer data) {
  const KapkaReport *report = make_yearly (fixture);
  g_autofree char *path = write_file (fixture, report, "report.pdf", kapka_report_write_pdf);
  g_autofree char *text = read_pdf (path);
  g_autofree char *facts = run_on_pdf ("pdfinfo", "-isodates", path, NULL);
  g_autofree char *fonts = run_on_pdf ("pdffonts", path, NULL, NULL);

  kapka_test_assert_has (
      text, "Количество пользователей, обратившихся за услугой 10748 13868 19426 18240\n");
  kapka_test_assert_has (text, "в т.ч. в сельских библиотеках 4486 4379 4049 4137\n");
  kapka_test_assert_has (text, "органов гос. власти 5823\n");
  kapka_test_assert_has (text, "в форме электронного сообщения 1461\n");
  kapka_test_assert_has (text, "информации о гос. услугах 15559\n");
  kapka_test_assert_has (text, "Печать форм и бланков документов 4464\n");
  kapka_test_assert_has (text, "в виде электронного документа 7735\n");
  kapka_test_assert_has (text, "портала государственных услуг 2505\n");
  kapka_test_assert_has (text, "Всего обращений 37547\n");
  kapka_test_assert_has (text, "Пользователь — посещение киоска");
  kapka_test_assert_has (text, "Ответственное лицо");
  kapka_test_assert_has (facts, "Отчёт центра общественного доступа за 2018 год\n");
  kapka_test_assert_has (facts, "(A4)\n");
  g_assert_null (strstr (facts, "CreationDate"));
  kapka_test_assert_has (fonts, "PTSans-Bold");
}

static guint
count (const char *text, const char *part) {
  g_auto (GStrv) pieces = g_strsplit (text, part, -1);

  return g_strv_length (pieces) - 1;
}

/* No row is lost or doubled at the end of a page, and each page has the headings. */
static void
test_pdf_pages (Fixture *fixture, gconstpointer data) {
  g_autoptr (KapkaReport) report = kapka_papers_new_large (366, 5);
  g_autofree char *path = write_file (fixture, report, "report.pdf", kapka_report_write_pdf);
  g_autofree char *text = read_pdf (path);
  guint n_pages = count (text, "\f");

  g_assert_cmpuint (n_pages, >, 3);
  g_assert_cmpuint (count (text, "Показатель 5"), ==, n_pages);
  g_assert_cmpuint (count (text, "Таблица В (продолжение)"), ==, n_pages - 1);
  g_assert_cmpuint (count (text, "Ответственное лицо"), ==, 1);
  for (guint page = 1; page <= n_pages; page++) {
    g_autofree char *number = g_strdup_printf ("Страница %u из %u\n", page, n_pages);

    g_assert_cmpuint (count (text, number), ==, 1);
  }
  for (guint row = 1; row <= 366; row++) {
    g_autofree char *line = g_strdup_printf ("строка %u %u ", row, (row - 1) * 1000);

    g_assert_cmpuint (count (text, line), ==, 1);
  }
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
  ADD ("/report-readers/xlsx/yearly", test_xlsx_yearly);
  ADD ("/report-readers/xlsx/words", test_xlsx_words);
  ADD ("/report-readers/pdf/yearly", test_pdf_yearly);
  ADD ("/report-readers/pdf/pages", test_pdf_pages);
#undef ADD
  return g_test_run ();
}
