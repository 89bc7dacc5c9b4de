// SPDX-License-Identifier: GPL-3.0-or-later
#include "sheet-walks.h"

#include "desk-steps.h"

static const char *const months[] = { "Январь",   "Февраль", "Март",   "Апрель",
                                      "Май",      "Июнь",    "Июль",   "Август",
                                      "Сентябрь", "Октябрь", "Ноябрь", "Декабрь" };

/* Back to December of the year before. */
static void
turn_back (Sheet *sheet) {
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();

  for (int i = g_date_time_get_month (now) - 2; i >= -1; i--) {
    g_autofree char *title = g_strdup_printf ("%s %d", months[(i + 12) % 12],
                                              g_date_time_get_year (now) - (i < 0 ? 1 : 0));

    sheet_press (sheet, "Предыдущий месяц");
    sheet_expect (sheet, title);
  }
}

/* The PIN is typed by keys, whose ring a touch takes away. */
static void
enter (Sheet *sheet, const char *pin) {
  desk_enter (sheet->kiosk, pin);
  kapka_test_x_display_click (
      kapka_test_desktop_get_display (kapka_test_kiosk_get_desktop (sheet->kiosk)),
      (int)sheet->width * 2 / 5, 20);
}

void
sheet_take_journal (Sheet *sheet) {
  sheet_open_kiosk (sheet);
  kapka_test_kiosk_use_installed_portals (sheet->kiosk);
  kapka_test_kiosk_set (sheet->kiosk, "visit", "idle_seconds", "600");
  kapka_test_kiosk_set (sheet->kiosk, "staff", "idle_seconds", "600");
  sheet_year_give (sheet->year, sheet->kiosk);
  kapka_test_kiosk_start (sheet->kiosk);
  desk_name_people (sheet->kiosk);
  enter (sheet, DESK_LIBRARIAN_PIN);
  desk_open_page (sheet->kiosk, "Журнал");
  sheet_expect (sheet, "Месяц открыт");
  sheet_picture (sheet, "journal-now");
  turn_back (sheet);
  sheet_picture (sheet, "journal-month");
  sheet_press (sheet, "Все посещения");
  sheet_expect (sheet, "*завершил посетитель*Госуслуги*");
  sheet_picture (sheet, "journal-all");
  sheet_press (sheet, "Отбор");
  sheet_expect (sheet, "Любая услуга");
  sheet_picture (sheet, "journal-selection");
  sheet_press (sheet, "Отбор");
  sheet_press (sheet, "*завершил посетитель*Госуслуги*");
  sheet_expect (sheet, "Другая услуга: Госуслуги*");
  sheet_picture (sheet, "journal-visit");
  sheet_press (sheet, "Другая услуга: Госуслуги*");
  sheet_expect (sheet, "Какая это была услуга?");
  sheet_picture (sheet, "journal-service");
  sheet_press (sheet, "Узнать, что делает власть. *");
  sheet_expect (sheet, "Почему вносится исправление?");
  sheet_picture (sheet, "journal-reason");
  sheet_press (sheet, "Выбрана не та услуга");
  sheet_expect (sheet, "Отменить: *");
  sheet_picture (sheet, "journal-corrected");
  sheet_press (sheet, "Отменить: *");
  sheet_expect (sheet, "Вернуть: *");
  sheet_picture (sheet, "journal-undone");
  sheet_press (sheet, "Объединить с другим");
  sheet_expect (sheet, "*завершил посетитель*");
  sheet_picture (sheet, "journal-join");
  sheet_close_kiosk (sheet);
}

static void
take_reports (Sheet *sheet) {
  desk_open_page (sheet->kiosk, "Отчёты");
  sheet_press (sheet, "Год назад");
  sheet_expect (sheet, "Таблица А. Динамика показателей");
  sheet_picture (sheet, "reports-yearly");
  sheet_press (sheet, "Сохранить на флешку");
  sheet_picture (sheet, "reports-save");
  sheet_press (sheet, "Назад к отчёту");
  sheet_press (sheet, "Месяц");
  sheet_expect (sheet, "Итого за месяц");
  sheet_picture (sheet, "reports-month");
  sheet_press (sheet, "Обзор года");
  sheet_expect (sheet, "понедельник");
  sheet_picture (sheet, "reports-review");
}

static void
take_machine (Sheet *sheet) {
  desk_open_page (sheet->kiosk, "Отправка");
  sheet_expect (sheet, "Отправить сейчас");
  sheet_picture (sheet, "upload");
  desk_open_page (sheet->kiosk, "Оборудование");
  sheet_expect (sheet, "Kapka *");
  sheet_picture (sheet, "machine");
  sheet_press (sheet, "Выключить");
  sheet_picture (sheet, "machine-question");
  desk_open_page (sheet->kiosk, "Сотрудники");
  sheet_expect (sheet, "Заведующая: Удалить");
  sheet_picture (sheet, "people");
  sheet_press (sheet, "Добавить сотрудника");
  sheet_picture (sheet, "people-new");
}

void
sheet_take_administration (Sheet *sheet) {
  sheet_open_kiosk (sheet);
  kapka_test_kiosk_set (sheet->kiosk, "visit", "idle_seconds", "600");
  kapka_test_kiosk_set (sheet->kiosk, "staff", "idle_seconds", "600");
  sheet_year_give (sheet->year, sheet->kiosk);
  kapka_test_kiosk_start (sheet->kiosk);
  desk_name_people (sheet->kiosk);
  enter (sheet, DESK_ADMINISTRATOR_PIN);
  take_reports (sheet);
  take_machine (sheet);
  sheet_close_kiosk (sheet);
}
