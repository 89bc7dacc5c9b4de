// SPDX-License-Identifier: GPL-3.0-or-later
// The journal at the desk of the real program: the diary, a day's visits, corrections, the sheet.

#include <glib.h>

#include "desk-steps.h"
#include "desk/correction.h"
#include "desk/month.h"
#include "journal/journal.h"
#include "steps.h"
#include "visit/visit.h"
#include "wait.h"

#define DEADLINE_MS 60000
#define MINUTE_MS (60 * 1000)

/* A boot before that of the kiosk. */
#define BOOT "6f1c0000-0000-4000-8000-0000000000b0"

#define VISIT "10:00, 7 мин, завершил посетитель, Узнать об услуге, Госуслуги"
#define CHANGED "Услуга изменена: Узнать об услуге → Получить документ"
#define REFUSAL "Месяц * закрыт: Заведующая, *. Открыть его снова может администратор."

typedef struct {
  KapkaTestPrintServer *printer;
  KapkaTestKiosk *kiosk;
  KapkaTestXDisplay *display;
  KapkaCatalog *catalog;
  GDateTime *today; // Midnight of the library.
  GDateTime *day;   // That of the visits.
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data) {
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Europe/Samara");
  g_autoptr (GDateTime) now = g_date_time_new_now (zone);

  fixture->today = g_date_time_new (zone, g_date_time_get_year (now), g_date_time_get_month (now),
                                    g_date_time_get_day_of_month (now), 0, 0, 0);
  fixture->kiosk = kapka_test_kiosk_new (1280, 1024);
  fixture->display = kapka_test_desktop_get_display (kapka_test_kiosk_get_desktop (fixture->kiosk));
  fixture->catalog = kapka_catalog_load (g_getenv ("KAPKA_DATA_DIR"), NULL, NULL);
  kapka_test_kiosk_use_installed_portals (fixture->kiosk);
  kapka_test_kiosk_set (fixture->kiosk, "visit", "idle_seconds", "600");
}

static void
set_up_with_printer (Fixture *fixture, gconstpointer data) {
  set_up (fixture, data);
  fixture->printer = kapka_test_print_server_new ();
  kapka_test_kiosk_set_print_server (fixture->kiosk, fixture->printer);
}

static void
tear_down (Fixture *fixture, gconstpointer data) {
  kapka_test_kiosk_free (fixture->kiosk);
  kapka_test_print_server_free (fixture->printer);
  kapka_catalog_free (fixture->catalog);
  g_date_time_unref (fixture->today);
  g_clear_pointer (&fixture->day, g_date_time_unref);
}

static void
append_cb (KapkaEvent *event, gpointer user_data) {
  GError *error = NULL;

  g_assert_true (kapka_journal_append (user_data, event, &error));
  g_assert_no_error (error);
  kapka_event_free (event);
}

static const KapkaTile *
find_tile (Fixture *fixture, const char *id) {
  const KapkaTile *tile = kapka_catalog_find_tile (fixture->catalog, id);

  g_assert_nonnull (tile);
  return tile;
}

/* A visit of seven minutes to Госуслуги, and an hour later one that printed two pages. */
static void
write_visits (Fixture *fixture, KapkaJournal *journal, KapkaClock *clock, gint64 begin_ms) {
  g_autoptr (KapkaVisit) first = kapka_visit_new (clock, append_cb, journal);
  g_autoptr (KapkaVisit) second = NULL;

  kapka_visit_portal_opened (first, find_tile (fixture, "gosuslugi"), "s3");
  kapka_clock_set_utc_ms (clock, begin_ms + 7 * MINUTE_MS);
  kapka_visit_touch (first);
  kapka_visit_end (first, KAPKA_END_FINISHED);
  kapka_clock_set_utc_ms (clock, begin_ms + 60 * MINUTE_MS);
  second = kapka_visit_new (clock, append_cb, journal);
  kapka_visit_form_printed (second, find_tile (fixture, "obraschenie"), 2, 1);
  kapka_clock_set_utc_ms (clock, begin_ms + 62 * MINUTE_MS);
  kapka_visit_touch (second);
  kapka_visit_end (second, KAPKA_END_IDLE);
}

static void
close_month (Fixture *fixture, KapkaJournal *journal, const char *month) {
  const KapkaDeskPerson person = { "Заведующая", KAPKA_ROLE_ADMINISTRATOR };
  g_autoptr (KapkaClock) clock = kapka_clock_new_system ("Europe/Samara", NULL);
  GError *error = NULL;
  g_autoptr (KapkaDesk) desk = kapka_desk_open (
      journal, kapka_test_kiosk_get_state_dir (fixture->kiosk), clock, &person, &error);

  g_assert_no_error (error);
  g_assert_true (kapka_month_close (desk, month, &error));
  g_assert_no_error (error);
}

/* Fills the journal before the kiosk begins to write there. */
static void
fill_journal (Fixture *fixture, GDateTime *day, gboolean closed) {
  gint64 begin_ms = (g_date_time_to_unix (day) + 10 * 3600) * 1000;
  g_autoptr (KapkaClock) clock = kapka_clock_new_manual ("Europe/Samara", begin_ms, BOOT);
  g_autofree char *month = g_date_time_format (day, "%Y-%m");
  GError *error = NULL;
  g_autoptr (KapkaJournal) journal =
      kapka_journal_open (kapka_test_kiosk_get_state_dir (fixture->kiosk), NULL, clock,
                          KAPKA_JOURNAL_EVENTS, NULL, &error);

  g_assert_no_error (error);
  fixture->day = g_date_time_ref (day);
  write_visits (fixture, journal, clock, begin_ms);
  if (closed)
    close_month (fixture, journal, month);
}

static void
press (Fixture *fixture, const char *name) {
  kapka_test_kiosk_press (fixture->kiosk, name);
}

static void
expect (Fixture *fixture, const char *name) {
  kapka_test_kiosk_expect (fixture->kiosk, name);
}

/* The figures of the day of the visits. */
static void
expect_day (Fixture *fixture, const char *counts) {
  g_autofree char *day = g_date_time_format (fixture->day, "%Y-%m-%d");
  g_autofree char *sql =
      g_strdup_printf ("SELECT key || '=' || value FROM day_count WHERE day = '%s' AND value <> 0 "
                       "ORDER BY key",
                       day);

  kapka_test_kiosk_expect_query (fixture->kiosk, sql, counts);
}

typedef struct {
  KapkaTestElement *upper;
  KapkaTestElement *lower;
} Order;

static gboolean
is_above_cb (gpointer data) {
  const Order *order = data;
  KapkaTestRect upper = { 0, 0, 0, 0 };
  KapkaTestRect lower = { 0, 0, 0, 0 };

  return kapka_test_element_get_rect (order->upper, &upper) &&
         kapka_test_element_get_rect (order->lower, &lower) && upper.height > 0 &&
         upper.y + upper.height <= lower.y;
}

/* Whoever opens the diary is shown the day that goes on, also at the end of a month. */
static void
expect_today (Fixture *fixture) {
  KapkaTestScreen *screen = kapka_test_kiosk_get_screen (fixture->kiosk);
  g_autofree char *name = g_date_time_format (fixture->today, "%-d * %Y, *");
  g_autoptr (KapkaTestElement) today =
      kapka_test_screen_wait_for (screen, ATSPI_ROLE_PUSH_BUTTON, name, DEADLINE_MS);
  g_autoptr (KapkaTestElement) total =
      kapka_test_screen_wait_for (screen, ATSPI_ROLE_INVALID, "Итого за месяц*", DEADLINE_MS);

  g_assert_true (kapka_test_wait_until (is_above_cb, &(Order){ today, total }, DEADLINE_MS));
}

static void
open_journal (Fixture *fixture) {
  kapka_test_kiosk_start (fixture->kiosk);
  desk_name_people (fixture->kiosk);
  desk_enter (fixture->kiosk, DESK_LIBRARIAN_PIN);
  desk_open_page (fixture->kiosk, "Журнал");
  expect (fixture, "Месяц открыт");
  expect_today (fixture);
  if (g_date_time_get_month (fixture->day) != g_date_time_get_month (fixture->today))
    press (fixture, "Предыдущий месяц");
}

static void
open_day (Fixture *fixture) {
  g_autofree char *row = g_date_time_format (fixture->day, "%-d * %Y, *, пользователей: 2, *");

  press (fixture, row);
  expect (fixture, "Посещений: 2");
}

static void
reclassify (Fixture *fixture, const char *reason) {
  press (fixture, "Другая услуга: Госуслуги*");
  press (fixture, "Получить документ. *");
  press (fixture, reason);
}

static void
print_sheet (Fixture *fixture) {
  g_autofree char *document = NULL;

  press (fixture, "К списку");
  press (fixture, "10:00, 7 мин, завершил посетитель, Получить документ, Госуслуги, исправлено");
  press (fixture, "К списку");
  press (fixture, "К месяцу");
  press (fixture, "Напечатать лист месяца");
  expect (fixture, "Принтер принял лист*");
  document = kapka_test_print_server_wait_document (fixture->printer, 1, DEADLINE_MS);
  g_assert_cmpuint (kapka_test_count_pages (document), >=, 1);
}

static void
test_yesterday (Fixture *fixture, gconstpointer data) {
  g_autoptr (GDateTime) yesterday = g_date_time_add_days (fixture->today, -1);

  fill_journal (fixture, yesterday, FALSE);
  open_journal (fixture);
  open_day (fixture);
  press (fixture, VISIT);
  expect_day (fixture, "pages=2 s3=1 s4=1 users=2");
  reclassify (fixture, "Выбрана не та услуга");
  expect (fixture, "Готово. Данные исправлены.");
  expect (fixture, CHANGED ". Абонемент · *, *:* · Выбрана не та услуга");
  expect_day (fixture, "pages=2 s4=1 s5=1 users=2");
  press (fixture, "Отменить: " CHANGED);
  expect (fixture, "Отменено: " CHANGED "*");
  expect_day (fixture, "pages=2 s3=1 s4=1 users=2");
  press (fixture, "Вернуть: Отменено: " CHANGED);
  expect (fixture, "Возвращено: " CHANGED "*");
  expect_day (fixture, "pages=2 s4=1 s5=1 users=2");
  print_sheet (fixture);
  kapka_test_kiosk_stop (fixture->kiosk);
}

/* Every other correction there is, each taken back before the next. */
static void
test_corrections (Fixture *fixture, gconstpointer data) {
  g_autoptr (GDateTime) yesterday = g_date_time_add_days (fixture->today, -1);

  fill_journal (fixture, yesterday, FALSE);
  open_journal (fixture);
  open_day (fixture);
  press (fixture, VISIT);
  press (fixture, "Была помощь");
  press (fixture, "Не отметили вовремя");
  expect_day (fixture, "assisted=1 pages=2 s3=1 s4=1 users=2");
  press (fixture, "Отменить: Отмечено: помогал библиотекарь");
  expect_day (fixture, "pages=2 s3=1 s4=1 users=2");
  press (fixture, "Объединить с другим");
  press (fixture, "11:00, 2 мин. посетитель ушёл, Напечатать бланк*");
  expect_day (fixture, "pages=2 s3=1 s4=1 users=1");
  press (fixture, "Отменить: Объединено с другим посещением");
  expect_day (fixture, "pages=2 s3=1 s4=1 users=2");
  press (fixture, "Не учитывать: Госуслуги");
  press (fixture, "Проверяли киоск");
  expect_day (fixture, "pages=2 s4=1 users=1");
  press (fixture, "Отменить: Снято с учёта: *");
  expect_day (fixture, "pages=2 s3=1 s4=1 users=2");
  press (fixture, "Не учитывать посещение");
  press (fixture, "Это было не посещение");
  expect_day (fixture, "pages=2 s4=1 users=1");
  kapka_test_kiosk_stop (fixture->kiosk);
}

/* The sentence of the refusal stands below the question, which can be answered again. */
static void
test_closed_month (Fixture *fixture, gconstpointer data) {
  g_autoptr (GDateTime) earlier =
      g_date_time_add_days (fixture->today, -g_date_time_get_day_of_month (fixture->today));

  fill_journal (fixture, earlier, TRUE);
  open_journal (fixture);
  expect (fixture, "Месяц закрыт: Заведующая, *");
  open_day (fixture);
  press (fixture, VISIT);
  reclassify (fixture, "Выбрана не та услуга");
  expect (fixture, REFUSAL);
  expect_day (fixture, "pages=2 s3=1 s4=1 users=2");
  press (fixture, "Другая причина");
  expect (fixture, REFUSAL);
  press (fixture, "Отмена");
  expect (fixture, "Другая услуга: Госуслуги*");
  kapka_test_kiosk_stop (fixture->kiosk);
}

/* Today has the visit that the gesture began. */
static void
test_selection (Fixture *fixture, gconstpointer data) {
  g_autoptr (GDateTime) yesterday = g_date_time_add_days (fixture->today, -1);

  fill_journal (fixture, yesterday, FALSE);
  open_journal (fixture);
  press (fixture, "Все посещения");
  expect (fixture, "Посещений: 3");
  expect (fixture, "*, идёт сейчас, без пользователя");
  press (fixture, "Отбор");
  press (fixture, "Услуга: Узнать об услуге");
  expect (fixture, "Посещений: 1");
  press (fixture, "Отбор включён");
  expect (fixture, VISIT);
  press (fixture, "Отбор включён");
  press (fixture, "посетитель ушёл");
  press (fixture, "Отбор включён");
  expect (fixture, "Нет посещений, которые подходят под отбор.");
  press (fixture, "К месяцу");
  open_day (fixture);
  expect (fixture, VISIT);
  press (fixture, "Предыдущий день");
  expect (fixture, "Посещений нет.");
  kapka_test_kiosk_stop (fixture->kiosk);
}

static void
add_batch (Fixture *fixture, GDateTime *day) {
  const KapkaDeskPerson person = { "Абонемент", KAPKA_ROLE_LIBRARIAN };
  KapkaBatch batch = { .users = 3, .services = { 2, 0, 1, 0, 0, 0 } };
  g_autofree char *text = g_date_time_format (day, "%Y-%m-%d");
  g_autoptr (KapkaClock) clock = kapka_clock_new_system ("Europe/Samara", NULL);
  const char *state_dir = kapka_test_kiosk_get_state_dir (fixture->kiosk);
  g_autoptr (KapkaJournal) journal =
      kapka_journal_open (state_dir, NULL, clock, KAPKA_JOURNAL_EVENTS, NULL, NULL);
  g_autoptr (KapkaDesk) desk = kapka_desk_open (journal, state_dir, clock, &person, NULL);
  g_autofree char *id = NULL;

  g_strlcpy (batch.day, text, sizeof batch.day);
  id = kapka_correction_add_batch (desk, &batch, NULL);
  g_assert_nonnull (id);
}

/* A day without the kiosk has what came from paper, and that can be taken back too. */
static void
test_by_hand (Fixture *fixture, gconstpointer data) {
  g_autoptr (GDateTime) yesterday = g_date_time_add_days (fixture->today, -1);
  g_autoptr (GDateTime) before = g_date_time_add_days (fixture->today, -2);

  fill_journal (fixture, yesterday, FALSE);
  add_batch (fixture, before);
  open_journal (fixture);
  open_day (fixture);
  press (fixture, "Предыдущий день");
  expect (fixture, "Посещений: 1");
  press (fixture, "*Из бумажного дневника*, пользователей: 3");
  press (fixture, "Не учитывать посещение");
  press (fixture, "Учтено дважды");
  g_date_time_unref (fixture->day);
  fixture->day = g_date_time_ref (before);
  expect_day (fixture, "");
  kapka_test_kiosk_stop (fixture->kiosk);
}

static gboolean
is_focused (gpointer data) {
  Fixture *fixture = data;
  g_autoptr (KapkaTestElement) row = kapka_test_screen_find (
      kapka_test_kiosk_get_screen (fixture->kiosk), ATSPI_ROLE_PUSH_BUTTON, VISIT);

  return row != NULL && kapka_test_element_has_state (row, ATSPI_STATE_FOCUSED);
}

static void
type (Fixture *fixture, const char *key) {
  kapka_test_x_display_type_key (fixture->display, key);
}

/* By keys alone: down to the first visit, into it, and back again. */
static void
test_keys (Fixture *fixture, gconstpointer data) {
  g_autoptr (GDateTime) yesterday = g_date_time_add_days (fixture->today, -1);

  fill_journal (fixture, yesterday, FALSE);
  open_journal (fixture);
  open_day (fixture);
  type (fixture, "Down");
  g_assert_true (kapka_test_wait_until (is_focused, fixture, DEADLINE_MS));
  type (fixture, "Down");
  type (fixture, "Up");
  g_assert_true (kapka_test_wait_until (is_focused, fixture, DEADLINE_MS));
  type (fixture, "Return");
  expect (fixture, "Другая услуга: Госуслуги*");
  type (fixture, "Escape");
  expect (fixture, VISIT);
  type (fixture, "Escape");
  expect (fixture, "Месяц открыт");
  kapka_test_kiosk_stop (fixture->kiosk);
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/desk-journal/yesterday", Fixture, NULL, set_up_with_printer, test_yesterday,
              tear_down);
  g_test_add ("/desk-journal/corrections", Fixture, NULL, set_up, test_corrections, tear_down);
  g_test_add ("/desk-journal/closed-month", Fixture, NULL, set_up, test_closed_month, tear_down);
  g_test_add ("/desk-journal/selection", Fixture, NULL, set_up, test_selection, tear_down);
  g_test_add ("/desk-journal/by-hand", Fixture, NULL, set_up, test_by_hand, tear_down);
  g_test_add ("/desk-journal/keys", Fixture, NULL, set_up, test_keys, tear_down);
  return g_test_run ();
}
