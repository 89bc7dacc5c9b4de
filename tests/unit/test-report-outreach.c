// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk/outreach.h"

#include <string.h>

#include "desk/promo.h"
#include "desk/publication.h"
#include "report/writers.h"
#include "test-report-place.h"

static void
make_report (KapkaReportPlace *place) {
  kapka_report_place_make_outreach (place, 2018, "2018-12-20");
}

static void
add_event (KapkaReportPlace *place,
           const char *day,
           const char *kind,
           const char *title,
           gint64 participants,
           KapkaParticipants exactness) {
  gboolean residents = g_str_equal (kind, "forum");
  KapkaOutreach event = { .kind = (char *)kind,
                          .title = (char *)title,
                          .host = (char *)(residents ? "МБУК «Вавожская ЦБС»" : ""),
                          .place = (char *)"Читальный зал",
                          .district = (char *)(residents ? "Вавожский" : ""),
                          .audience = (char *)(residents ? "residents" : "staff"),
                          .participants = participants,
                          .exactness = exactness };
  g_autoptr (GError) error = NULL;

  kapka_place_set_time (place->place, "2018-12-20T12:00:00+04");
  g_strlcpy (event.day, day, sizeof event.day);
  kapka_outreach_save (place->desk, &event, &error);
  g_assert_no_error (error);
}

static void
test_events (KapkaReportPlace *place, gconstpointer data) {
  add_event (place, "2018-03-05", "forum", "Библиотека. Власть. Общество", 500,
             KAPKA_PARTICIPANTS_MORE);
  add_event (place, "2018-02-01", "forum", "Первый форум", 40, KAPKA_PARTICIPANTS_EXACT);
  add_event (place, "2018-05-01", "webinar", "Помощь населению", 30, KAPKA_PARTICIPANTS_ABOUT);
  make_report (place);
  kapka_report_place_assert_row (place, "event_kinds", "forum", "Форум", "2 более\u00A0540");
  kapka_report_place_assert_row (place, "event_kinds", "webinar", "Вебинар", "1 около\u00A030");
  kapka_report_place_assert_row (place, "event_kinds", "seminar", "Семинар", "0 0");
  kapka_report_place_assert_row (place, "event_kinds", "all", "Всего",
                                 "3 более\u00A0540 и около\u00A030");
  kapka_report_place_assert_row (place, "audiences", "residents", "Население", "2 более\u00A0540");
  kapka_report_place_assert_row (place, "audiences", "staff", "Специалисты", "1 около\u00A030");
  kapka_report_place_assert_row (place, "districts", "districts", "Разных районов", "1");
  kapka_report_place_assert_row (
      place, "events", "1", "Первый форум",
      "01.02.2018 Форум МБУК «Вавожская ЦБС» Читальный зал Вавожский Население 40");
  kapka_report_place_assert_row (place, "events", "3", "Помощь населению",
                                 "01.05.2018 Вебинар — Читальный зал — Специалисты около\u00A030");
}

/* An event of another year stays out, and so does what was taken back. */
static void
test_others (KapkaReportPlace *place, gconstpointer data) {
  g_autoptr (GPtrArray) events = NULL;
  g_autoptr (GError) error = NULL;

  add_event (place, "2017-12-31", "forum", "Старый форум", 40, KAPKA_PARTICIPANTS_EXACT);
  add_event (place, "2018-02-01", "training", "Не состоялось", 12, KAPKA_PARTICIPANTS_EXACT);
  events = kapka_outreach_list (place->desk, "2018-01-01", "2018-12-31", &error);
  g_assert_no_error (error);
  kapka_outreach_remove (place->desk, ((KapkaOutreach *)g_ptr_array_index (events, 0))->id, "other",
                         &error);
  g_assert_no_error (error);
  make_report (place);
  kapka_report_place_assert_row (place, "event_kinds", "all", "Всего", "0 0");
  g_assert_true (kapka_report_place_has_remark (
      place, "Не закрыты месяцы, их показатели ещё могут быть исправлены: февраль, март, апрель, "
             "май, июнь, июль, август, сентябрь, октябрь, ноябрь, декабрь."));
}

static void
add_promo (KapkaReportPlace *place, const char *day, const char *kind, gint64 print_run) {
  KapkaPromo promo = { .kind = (char *)kind, .title = (char *)"Госуслуги", .print_run = print_run };
  g_autoptr (GError) error = NULL;

  g_strlcpy (promo.day, day, sizeof promo.day);
  kapka_promo_save (place->desk, &promo, &error);
  g_assert_no_error (error);
}

static void
test_promos (KapkaReportPlace *place, gconstpointer data) {
  kapka_place_set_time (place->place, "2018-12-20T12:00:00+04");
  add_promo (place, "2018-04-01", "bookmark", 200);
  add_promo (place, "2018-03-01", "card", 1000);
  add_promo (place, "2018-05-01", "bookmark", 300);
  make_report (place);
  kapka_report_place_assert_row (place, "promo_kinds", "card", "Визитка", "1 1000");
  kapka_report_place_assert_row (place, "promo_kinds", "bookmark", "Книжная закладка", "2 500");
  kapka_report_place_assert_row (place, "promo_kinds", "all", "Всего", "3 1500");
  kapka_report_place_assert_row (place, "promos", "1", "Госуслуги", "01.03.2018 Визитка 1000");
}

static void
add_publication (KapkaReportPlace *place, const char *channel, const char *address) {
  KapkaPublication publication = { .day = "2018-04-01",
                                   .channel = (char *)channel,
                                   .title = (char *)"=Новости",
                                   .address = (char *)address };
  g_autoptr (GError) error = NULL;

  kapka_publication_save (place->desk, &publication, &error);
  g_assert_no_error (error);
}

static void
test_publications (KapkaReportPlace *place, gconstpointer data) {
  g_autoptr (GBytes) file = NULL;
  g_autofree char *csv = NULL;

  kapka_place_set_time (place->place, "2018-12-20T12:00:00+04");
  add_publication (place, "media", "");
  add_publication (place, "national_library", "http://unatlib.ru/centers/cod/news");
  make_report (place);
  kapka_report_place_assert_row (place, "channels", "media", "СМИ", "1");
  kapka_report_place_assert_row (place, "channels", "all", "Всего", "2");
  kapka_report_place_assert_row (place, "publications", "1", "=Новости", "01.04.2018 СМИ —");
  file = kapka_report_write (place->report, KAPKA_REPORT_CSV, NULL);
  csv = g_strndup (g_bytes_get_data (file, NULL), g_bytes_get_size (file));
  g_assert_nonnull (strstr (csv, "publications.address,2018,2,'=Новости,http://unatlib.ru/centers/"
                                 "cod/news\r\n"));
}

static void
test_facts (KapkaReportPlace *place, gconstpointer data) {
  make_report (place);
  g_assert_cmpstr (kapka_report_get_title (place->report), ==,
                   "Мероприятия и публикации центра общественного доступа за 2018 год");
  g_assert_cmpstr (kapka_report_get_file_stem (place->report), ==, "kapka-outreach-2018");
  g_assert_cmpstr (kapka_report_place_find_fact (place, "Период"), ==,
                   "1 января — 31 декабря 2018 г.");
  g_assert_true (
      kapka_report_place_has_remark (place, "Год не закончен: учтены дни по 20 декабря 2018 г."));
}

static void
add_test (const char *name, void (*test) (KapkaReportPlace *place, gconstpointer data)) {
  g_autofree char *path = g_strconcat ("/report/outreach/", name, NULL);

  g_test_add (path, KapkaReportPlace, NULL, kapka_report_place_set_up, test,
              kapka_report_place_tear_down);
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  add_test ("events", test_events);
  add_test ("others", test_others);
  add_test ("promos", test_promos);
  add_test ("publications", test_publications);
  add_test ("facts", test_facts);
  return g_test_run ();
}
