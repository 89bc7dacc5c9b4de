// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/csv-writer.h"

#include <string.h>

#include "test-report-sample.h"

#define USERS "\"Количество пользователей, обратившихся за услугой\""
#define RURAL "в т.ч. в сельских библиотеках"
#define TABLE_B                                                                                                                                                         \
  "B,2018,s1,Предоставление информации о деятельности органов гос. власти,5823\r\n"                                \
  "B,2018,s2,Подача обращений в органы гос. власти в форме электронного сообщения,1461\r\n"                   \
  "B,2018,s3,Предоставление доступа к информации о гос. услугах,15559\r\n"                                                   \
  "B,2018,s4,Печать форм и бланков документов,4464\r\n"                                                                                     \
  "B,2018,s5,Получение результата предоставления гос. услуги в виде электронного документа,"        \
  "7735\r\n"                                                                                                                                                            \
  "B,2018,s6,Получение сведений о ходе предоставления государственных (муниципальных) услуг в "   \
  "соответствии с регламентом получения услуги Единого портала государственных услуг,2505\r\n" \
  "B,2018,requests,Всего обращений,37547\r\n"

static void
test_plain (void) {
  g_autoptr (KapkaYearlyReport) report = kapka_report_sample_2018 ();
  g_autofree char *csv = kapka_csv_write_yearly (report, KAPKA_CSV_PLAIN);

  g_assert_cmpstr (csv, ==,
                   "table,year,key,label,value\r\n"
                   "A,2015,users," USERS ",10748\r\n"
                   "A,2015,rural_users," RURAL ",4486\r\n"
                   "A,2016,users," USERS ",13868\r\n"
                   "A,2016,rural_users," RURAL ",4379\r\n"
                   "A,2017,users," USERS ",19426\r\n"
                   "A,2017,rural_users," RURAL ",4049\r\n"
                   "A,2018,users," USERS ",18240\r\n"
                   "A,2018,rural_users," RURAL ",4137\r\n" TABLE_B);
}

static void
test_missing_years (void) {
  g_autoptr (KapkaYearlyReport) report = kapka_report_sample_2018 ();
  g_autofree char *with_last = NULL;
  g_autofree char *with_first = NULL;

  report->users[0].known = FALSE;
  report->users[1].known = FALSE;
  report->users[2].known = FALSE;
  with_last = kapka_csv_write_yearly (report, KAPKA_CSV_PLAIN);
  g_assert_cmpstr (with_last, ==,
                   "table,year,key,label,value\r\n"
                   "A,2018,users," USERS ",18240\r\n"
                   "A,2018,rural_users," RURAL ",4137\r\n" TABLE_B);
  report->users[0].known = TRUE;
  report->users[3].known = FALSE;
  report->requests_known = FALSE;
  with_first = kapka_csv_write_yearly (report, KAPKA_CSV_PLAIN);
  g_assert_cmpstr (with_first, ==,
                   "table,year,key,label,value\r\n"
                   "A,2015,users," USERS ",10748\r\n"
                   "A,2015,rural_users," RURAL ",4486\r\n");
}

static void
test_excel (void) {
  g_autoptr (KapkaYearlyReport) report = kapka_report_sample_2018 ();
  g_autofree char *plain = kapka_csv_write_yearly (report, KAPKA_CSV_PLAIN);
  g_autofree char *excel = kapka_csv_write_yearly (report, KAPKA_CSV_EXCEL);
  g_auto (GStrv) lines = g_strsplit (excel, "\r\n", -1);

  g_assert_cmpstr (lines[0], ==,
                   "\xEF\xBB\xBF"
                   "table;year;key;label;value");
  g_assert_cmpstr (lines[1], ==, "A;2015;users;" USERS ";10748");
  g_assert_cmpstr (lines[15], ==, "B;2018;requests;Всего обращений;37547");
  g_assert_cmpstr (lines[16], ==, "");
  g_assert_cmpuint (g_strv_length (lines), ==, 17);
  g_assert_cmpuint (strlen (excel), ==, strlen (plain) + 3);
}

/* A label comes from a file that a librarian edits; a spreadsheet must not run it. */
static void
test_hostile_labels (void) {
  static const struct {
    const char *text;
    const char *field;
  } cases[] = {
    { "", "" },
    { "Печать", "Печать" },
    { "a,b", "\"a,b\"" },
    { "a;b", "\"a;b\"" },
    { "«a» \"b\"", "\"«a» \"\"b\"\"\"" },
    { "a\nb", "\"a\nb\"" },
    { "=1+1", "'=1+1" },
    { "+1", "'+1" },
    { "-1", "'-1" },
    { "@A1", "'@A1" },
    { "\tx", "'\tx" },
    { "\rx", "\"'\rx\"" },
    { "=HYPERLINK(\"a\",\"b\")", "\"'=HYPERLINK(\"\"a\"\",\"\"b\"\")\"" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GString) csv = g_string_new (NULL);

    kapka_csv_append_text (csv, cases[i].text);
    g_assert_cmpstr (csv->str, ==, cases[i].field);
  }
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/report/csv/plain", test_plain);
  g_test_add_func ("/report/csv/missing-years", test_missing_years);
  g_test_add_func ("/report/csv/excel", test_excel);
  g_test_add_func ("/report/csv/hostile-labels", test_hostile_labels);
  return g_test_run ();
}
