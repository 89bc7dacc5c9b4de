// SPDX-License-Identifier: GPL-3.0-or-later
#include <string.h>
#include <sysexits.h>

#include "desk-command.h"
#include "text.h"

/* The tables of 2018 as the official report has them, without what stands about them. */
#define USERS                                                                                      \
  "услугой                                         10748    13868    19426    18240\n"      \
  "  в т.ч. в сельских библиотеках                  4486     4379     4049     4137\n"
#define HISTORY                                                                                    \
  "year,key,value,source\n"                                                                        \
  "2015,users,10748,Отчёт\n2015,rural_users,4486,Отчёт\n"                                \
  "2016,users,13868,Отчёт\n2016,rural_users,4379,Отчёт\n"                                \
  "2017,users,19426,Отчёт\n2017,rural_users,4049,Отчёт\n"                                \
  "2018,users,18240,Отчёт\n2018,rural_users,4137,Отчёт\n"                                \
  "2018,s1,5823,Отчёт\n2018,s2,1461,Отчёт\n2018,s3,15559,Отчёт\n"                   \
  "2018,s4,4464,Отчёт\n2018,s5,7735,Отчёт\n2018,s6,2505,Отчёт\n"

/** Runs `report` with @options, the real catalogue at hand. */
static char *
run_report (DeskCommand *command, int exit_code, const char *options) {
  g_autofree char *line =
      g_strdup_printf ("--data-dir=%s report %s", g_getenv ("KAPKA_DATA_DIR"), options);

  return desk_command_run (command, exit_code, line);
}

static void
expect (DeskCommand *command, int exit_code, const char *options, const char *part) {
  g_autofree char *text = run_report (command, exit_code, options);

  kapka_test_assert_has (text, part);
}

static DeskCommand *
make_desk (void) {
  DeskCommand *command = desk_command_new ();
  g_autofree char *path = kapka_test_dir_write (command->dir, "history.csv", HISTORY);
  g_autofree char *line = g_strdup_printf ("history import --author=Анна %s", path);
  g_autofree char *text = desk_command_run (command, EX_OK, line);

  kapka_test_assert_has (text, "14");
  return command;
}

static void
test_kinds (void) {
  g_autoptr (DeskCommand) command = make_desk ();

  expect (command, EX_OK, "--kind=yearly --year=2018", USERS);
  expect (command, EX_OK, "--year=2018", "37547\n");
  expect (command, EX_OK, "--kind=month --month=2018-03",
          "Дневник центра общественного доступа за март 2018 г.\nБиблиотека: Центр (18-0142)\n"
          "Период: 1–31 марта 2018 г.\nСоставлен: ");
  expect (command, EX_OK, "--kind=month", "С начала года");
  expect (command, EX_OK, "--kind=review --year=2018", "По дням недели");
  expect (command, EX_OK, "--kind=outreach --year=2018", "Рекламная продукция по видам");
}

static void
assert_file (DeskCommand *command, const char *options, const char *name, const char *beginning) {
  g_autofree char *path = kapka_test_dir_join (command->dir, name);
  g_autofree char *line = g_strdup_printf ("%s --output=%s", options, path);
  g_autofree char *text = run_report (command, EX_OK, line);
  g_autofree char *data = NULL;
  g_autoptr (GError) error = NULL;
  gsize size;

  g_assert_cmpstr (text, ==, "");
  g_file_get_contents (path, &data, &size, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (data, MIN (size, strlen (beginning)), beginning, strlen (beginning));
}

static void
test_files (void) {
  g_autoptr (DeskCommand) command = make_desk ();

  assert_file (command, "--year=2018 --format=xlsx", "a.xlsx", "PK\x03\x04");
  assert_file (command, "--year=2018 --format=pdf", "a.pdf", "%PDF-");
  assert_file (command, "--kind=month --month=2018-02 --format=pdf", "b.pdf", "%PDF-");
  assert_file (command, "--kind=review --year=2018 --format=xlsx", "b.xlsx", "PK\x03\x04");
  assert_file (command, "--kind=outreach --year=2018 --format=xlsx", "c.xlsx", "PK\x03\x04");
  assert_file (command, "--year=2018 --format=excel-csv", "a.csv",
               "\xEF\xBB\xBFtable;year;key;label;value\r\nA;2015;users;");
  assert_file (command, "--year=2018 --excel", "a.csv", "\xEF\xBB\xBFtable;year;");
  assert_file (command, "--kind=review --year=2018 --format=csv", "a.csv",
               "table,period,key,label,value\r\ntotals,2018,days_on,");
}

static void
test_refused (void) {
  g_autoptr (DeskCommand) command = make_desk ();
  g_autofree char *nowhere = kapka_test_dir_join (command->dir, "gone/report.pdf");
  g_autofree char *output = g_strdup_printf ("--format=pdf --output=%s", nowhere);

  expect (command, EX_USAGE, "--kind=dance", "--kind must be");
  expect (command, EX_USAGE, "--format=dance", "--format must be");
  expect (command, EX_USAGE, "--format=xlsx", "--output=FILE");
  expect (command, EX_USAGE, "--month=2018-03", "--kind=month");
  expect (command, EX_USAGE, "--kind=month --year=2018", "--month=YYYY-MM");
  expect (command, EX_USAGE, "--kind=month --month=2018-13", "--month must be");
  expect (command, EX_USAGE, "--kind=month --month=2018-3", "--month must be");
  expect (command, EX_IOERR, output, "gone/report.pdf");
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/kapkactl/report/kinds", test_kinds);
  g_test_add_func ("/kapkactl/report/files", test_files);
  g_test_add_func ("/kapkactl/report/refused", test_refused);
  return g_test_run ();
}
