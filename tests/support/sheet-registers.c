// SPDX-License-Identifier: GPL-3.0-or-later
#include "sheet-walks.h"

#include "desk-steps.h"

static void
take_today (Sheet *sheet) {
  sheet_press (sheet, "Помогли за столом: Узнать об услуге");
  sheet_expect (sheet, "Записан один посетитель: «Узнать об услуге»");
  sheet_picture (sheet, "today");
  sheet_press (sheet, "Записать из бумажного дневника");
  sheet_fill (sheet, "День", "05.03");
  sheet_press (sheet, "Записать");
  sheet_expect (sheet, "Пока ничего не записано: исправьте, пожалуйста, отмеченное.");
  sheet_picture (sheet, "batch-wrong");
}

static void
add_event (Sheet *sheet, const char *kind, const char *name, const char *day, const char *people) {
  sheet_press (sheet, "Добавить мероприятие");
  sheet_choose (sheet, kind);
  sheet_fill (sheet, "Название", name);
  sheet_fill (sheet, "День", day);
  sheet_fill (sheet, "Участников", people);
  sheet_press (sheet, "Записать");
  sheet_expect (sheet, "Записано.");
}

static void
take_events (Sheet *sheet) {
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *day = g_date_time_format (now, "01.01.%Y");

  desk_open_page (sheet->kiosk, "Мероприятия");
  add_event (sheet, "Семинар", "Государственные услуги онлайн: что нового", day, "24");
  add_event (sheet, "Обучение", "Первые шаги с электронной подписью для старшего поколения", day,
             "11");
  sheet_picture (sheet, "events");
  sheet_press (sheet, "Добавить мероприятие");
  sheet_press (sheet, "Записать");
  sheet_expect (sheet, "Выберите, что проводили.");
  sheet_picture (sheet, "event-wrong");
  sheet_press (sheet, "Назад");
}

static void
take_publicity (Sheet *sheet) {
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *day = g_date_time_format (now, "01.01.%Y");

  desk_open_page (sheet->kiosk, "Издания и публикации");
  sheet_press (sheet, "Добавить издание");
  sheet_choose (sheet, "Закладка");
  sheet_fill (sheet, "Название", "Госуслуги дома");
  sheet_fill (sheet, "День выпуска", day);
  sheet_fill (sheet, "Тираж, экз.", "300");
  sheet_picture (sheet, "promo");
  sheet_press (sheet, "Записать");
  sheet_expect (sheet, "Госуслуги дома");
  sheet_picture (sheet, "promos");
  sheet_press (sheet, "Публикации");
  sheet_picture (sheet, "publications");
}

static void
take_history (Sheet *sheet) {
  desk_open_page (sheet->kiosk, "Прошлые годы");
  sheet_press (sheet, "Добавить год");
  sheet_fill (sheet, "Год", "2018");
  sheet_fill (sheet, "Пользователи", "18240");
  sheet_fill (sheet, "В т.ч. в сельских", "4137");
  sheet_fill (sheet, "Узнать, что делает власть", "5823");
  sheet_fill (sheet, "Источник: какой отчёт", "Отчёт за 2018 год");
  sheet_picture (sheet, "past-year");
  sheet_press (sheet, "Записать");
  sheet_expect (sheet, "Записано.");
  sheet_picture (sheet, "history");
  sheet_press (sheet, "Взять из таблицы");
  sheet_expect (sheet, "Вставьте флешку: она появится здесь.");
  sheet_picture (sheet, "history-drive");
  sheet_press (sheet, "Назад");
}

static void
take_closing (Sheet *sheet) {
  desk_open_page (sheet->kiosk, "Закрытие месяцев");
  sheet_press (sheet, "Закрыть месяц");
  sheet_expect (sheet, "Да, закрыть");
  sheet_picture (sheet, "closing-question");
  sheet_press (sheet, "Да, закрыть");
  sheet_expect (sheet, "Месяц закрыт: Заведующая, *");
  sheet_picture (sheet, "closing");
}

void
sheet_take_registers (Sheet *sheet) {
  sheet_open_kiosk (sheet);
  kapka_test_kiosk_set (sheet->kiosk, "visit", "idle_seconds", "600");
  kapka_test_kiosk_set (sheet->kiosk, "staff", "idle_seconds", "600");
  sheet_year_give (sheet->year, sheet->kiosk);
  kapka_test_kiosk_start (sheet->kiosk);
  desk_name_people (sheet->kiosk);
  desk_enter (sheet->kiosk, DESK_ADMINISTRATOR_PIN);
  take_today (sheet);
  take_events (sheet);
  take_publicity (sheet);
  take_history (sheet);
  take_closing (sheet);
  sheet_close_kiosk (sheet);
}
