// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk/correction.h"
#include "desk/history.h"
#include "desk/month.h"
#include "report/writers.h"
#include "test-report-place.h"
#include "test-report-sample.h"
#include "tmpdir.h"

/* The report of the network for 2018, digit for digit, out of all the ways in which figures come to
 * the desk: visits of the kiosk, corrections, paper diaries, figures typed in and imported. */

#define SOURCE "Отчёт ЦОД за 2018 год"
#define N_VISITS 40

#define PAGE                                                                                                                                            \
  "Отчёт центра общественного доступа за 2018 год\n"                                                                \
  "Библиотека: Центр общественного доступа (18-0142)\n"                                                              \
  "Период: 1 января — 31 декабря 2018 г.\n"                                                                                       \
  "Составлен: 10 января 2019 г., 12:00\n" SAMPLE_TABLES "\n"                                                                                            \
  "Годы, показатели которых взяты из прежних отчётов: 2015, 2016, 2017 (Отчёт ЦОД\n"                  \
  "за 2018 год).\n"                                                                                                                                \
  "За 2018 г. к показателям киоска прибавлено из других отчётов: пользователи в\n"           \
  "сельских библиотеках — 4137 (Отчёт ЦОД за 2018 год).\n"                                                            \
  "Пользователь — посещение киоска, в котором использована хотя бы одна услуга.\n"     \
  "Обращение — услуга, полученная через один портал или бланк; повторы в том же\n"       \
  "посещении не считаются.\n"                                                                                                       \
  "Посещения, которые внёс библиотекарь (за столом или с бумаги), и его исправления\n" \
  "учтены.\n"                                                                                                                                     \
  "Дней, в которые киоск не включался: 355 из 365 (январь — 31, февраль — 28, март\n"                \
  "— 31, апрель — 30, май — 31, июнь — 30, июль — 31, август — 31, сентябрь — 30,\n"                       \
  "октябрь — 31, ноябрь — 30, декабрь — 21).\n"                                                                               \
  "Из них дней с показателями, внесёнными вручную: 12.\n"                                                        \
  "Все месяцы с показателями закрыты.\n"                                                                                   \
  "\n"                                                                                                                                                  \
  "Ответственное лицо  ____________________  ____________  ____________________\n"

/* What the journal has to amount to. */
static const gint64 users_of_2018 = 18240;
static const gint64 services_of_2018[] = { 5823, 1461, 15559, 4464, 7735, 2505 };

static void
type_in_history (KapkaReportPlace *place) {
  kapka_report_place_add_past (place, 2015, "users", 10748, SOURCE);
  kapka_report_place_add_past (place, 2015, "rural_users", 4486, SOURCE);
  kapka_report_place_add_past (place, 2016, "users", 13868, SOURCE);
  kapka_report_place_add_past (place, 2016, "rural_users", 4380, SOURCE);
  kapka_report_place_add_past (place, 2016, "rural_users", 4379, SOURCE);
  // The journal of one kiosk cannot know which of its users another library served.
  kapka_report_place_add_past (place, 2018, "rural_users", 4137, SOURCE);
}

static void
import_history (KapkaReportPlace *place) {
  g_autoptr (KapkaTestDir) dir = kapka_test_dir_new ();
  g_autofree char *path = kapka_test_dir_write (dir, "history.csv",
                                                "\xEF\xBB\xBFyear;key;value;source\r\n"
                                                "2017;users;19426;" SOURCE "\r\n"
                                                "2017;rural_users;4049;" SOURCE "\r\n");
  g_autoptr (GPtrArray) problems = kapka_problems_new ();
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (kapka_history_import (place->desk, path, problems, &error), ==, 2);
  g_assert_no_error (error);
  g_assert_cmpuint (problems->len, ==, 0);
}

/* Makes a visit of the last days of the year. Returns: (transfer full): the event of its request.
 */
static char *
make_visit (KapkaReportPlace *place, guint number, const char *service) {
  g_autofree char *visit = g_strdup_printf ("c2aa0000-0000-4000-8000-%012u", number);
  g_autofree char *time =
      g_strdup_printf ("2018-12-%02uT1%u:00:00+04", 10 + number / 4, number % 4);
  KapkaEvent *request;
  char *event_id;

  kapka_place_set_time (place->place, time);
  kapka_journal_append_on (place->journal, NULL);
  kapka_place_append (place->journal, kapka_place_begin (place->place, visit));
  request = kapka_place_request (place->place, visit, "gosuslugi", service, TRUE);
  event_id = g_strdup (request->event_id);
  kapka_place_append (place->journal, request);
  kapka_place_append (place->journal, kapka_place_end (place->place, visit, "finished"));
  return event_id;
}

/* Forty visits of s3, of which the librarian takes one back and moves another to s5. */
static void
make_visits (KapkaReportPlace *place) {
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < N_VISITS; i++) {
    g_autofree char *event_id = make_visit (place, i, "s3");

    if (i == 3)
      g_assert_true (kapka_correction_void_event (place->desk, event_id, "not_a_visit", &error));
    if (i == 5)
      g_assert_true (
          kapka_correction_reclassify (place->desk, event_id, "s5", "wrong_service", &error));
    g_assert_no_error (error);
  }
}

/* A twelfth of what the paper diaries have, and in December the rest. */
static gint64
share_of_month (gint64 figure, guint month) {
  return month < 12 ? figure / 12 : figure - figure / 12 * 11;
}

static void
key_in_paper (KapkaReportPlace *place) {
  kapka_place_set_time (place->place, "2019-01-09T10:00:00+04");
  for (guint month = 1; month <= 12; month++) {
    KapkaBatch batch = { .users = share_of_month (users_of_2018 - N_VISITS + 1, month) };
    g_autoptr (GError) error = NULL;
    g_autofree char *event_id = NULL;

    g_snprintf (batch.day, sizeof batch.day, "2018-%02u-28", month);
    for (guint i = 0; i < G_N_ELEMENTS (services_of_2018); i++) {
      gint64 by_kiosk = i == 2 ? N_VISITS - 2 : i == 4 ? 1 : 0;

      batch.services[i] = share_of_month (services_of_2018[i] - by_kiosk, month);
    }
    event_id = kapka_correction_add_batch (place->desk, &batch, &error);
    g_assert_no_error (error);
  }
}

static void
close_year (KapkaReportPlace *place) {
  for (guint month = 1; month <= 12; month++) {
    g_autofree char *name = g_strdup_printf ("2018-%02u", month);
    g_autoptr (GError) error = NULL;

    kapka_month_close (place->desk, name, &error);
    g_assert_no_error (error);
  }
}

static void
make_report (KapkaReportPlace *place) {
  g_free (place->settings->name);
  g_free (place->settings->library);
  place->settings->name = g_strdup ("Центр общественного доступа");
  place->settings->library = g_strdup ("18-0142");
  make_visits (place);
  key_in_paper (place);
  type_in_history (place);
  import_history (place);
  close_year (place);
  kapka_report_place_make_yearly (place, 2018, "2019-01-10");
}

static char *
write_report (KapkaReportPlace *place, KapkaReportFormat format) {
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) file = kapka_report_write (place->report, format, &error);

  g_assert_no_error (error);
  return g_strndup (g_bytes_get_data (file, NULL), g_bytes_get_size (file));
}

static void
test_text (KapkaReportPlace *place, gconstpointer data) {
  g_autofree char *page = NULL;

  make_report (place);
  page = write_report (place, KAPKA_REPORT_TEXT);
  g_assert_cmpstr (page, ==, PAGE);
}

static void
test_csv (KapkaReportPlace *place, gconstpointer data) {
  g_autofree char *csv = NULL;

  make_report (place);
  csv = write_report (place, KAPKA_REPORT_CSV);
  g_assert_cmpstr (csv, ==, SAMPLE_CSV);
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/report/seed/text", KapkaReportPlace, NULL, kapka_report_place_set_up, test_text,
              kapka_report_place_tear_down);
  g_test_add ("/report/seed/csv", KapkaReportPlace, NULL, kapka_report_place_set_up, test_csv,
              kapka_report_place_tear_down);
  return g_test_run ();
}
