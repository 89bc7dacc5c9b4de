// SPDX-License-Identifier: GPL-3.0-or-later
#include "sheet-walks.h"

#include "desk-steps.h"

#define PAD "Для сотрудников: введите PIN-код"

void
sheet_take_first_start (Sheet *sheet) {
  sheet_open_kiosk (sheet);
  kapka_test_kiosk_set (sheet->kiosk, "staff", "ask_first_pin", "true");
  kapka_test_kiosk_start (sheet->kiosk);
  sheet_expect (sheet, "Позже");
  sheet_picture (sheet, "first-start");
  sheet_close_kiosk (sheet);
}

static void
leave (Sheet *sheet, const char *button) {
  sheet_press (sheet, button);
  kapka_test_screen_wait_gone (kapka_test_kiosk_get_screen (sheet->kiosk), ATSPI_ROLE_INVALID,
                               button, SHEET_DEADLINE_MS);
}

static void
touch_corner (Sheet *sheet) {
  for (guint i = 0; i < 5; i++)
    kapka_test_x_display_click (
        kapka_test_desktop_get_display (kapka_test_kiosk_get_desktop (sheet->kiosk)), 30, 30);
}

static void
type_pin (Sheet *sheet, const char *pin) {
  for (; *pin != '\0'; pin++) {
    const char key[] = { *pin, '\0' };

    sheet_type_key (sheet, key);
  }
  sheet_type_key (sheet, "Return");
}

/* Before anybody has a PIN, and when the one that was typed is none. */
static void
take_refusals (Sheet *sheet) {
  touch_corner (sheet);
  sheet_expect (sheet, "PIN-код ещё не задан");
  sheet_picture (sheet, "entrance-nobody");
  leave (sheet, "Вернуться");
  desk_name_people (sheet->kiosk);
  touch_corner (sheet);
  sheet_expect (sheet, PAD);
  type_pin (sheet, "12");
  sheet_expect (sheet, "В PIN-коде от 4 до 12 цифр");
  sheet_picture (sheet, "entrance-pad");
  type_pin (sheet, "00");
  sheet_expect (sheet, "Неверный PIN-код");
  leave (sheet, "Отмена");
}

typedef struct {
  const char *page;
  const char *text;
  const char *picture;
} Page;

static const Page empty_pages[] = {
  { "Журнал", "Месяц открыт", "empty-journal" },
  { "Мероприятия", "Добавить мероприятие", "empty-events" },
  { "Издания и публикации", "Добавить издание", "empty-publicity" },
  { "Прошлые годы", "Добавить год", "empty-history" },
  { "Закрытие месяцев", "Закрыть месяц", "empty-closing" },
  { "Отчёты", "Таблица А. Динамика показателей", "empty-reports" },
  { "Отправка", "Отправить сейчас", "empty-upload" },
};

static void
take_empty_pages (Sheet *sheet) {
  for (guint i = 0; i < G_N_ELEMENTS (empty_pages); i++) {
    desk_open_page (sheet->kiosk, empty_pages[i].page);
    sheet_expect (sheet, empty_pages[i].text);
    sheet_picture (sheet, empty_pages[i].picture);
  }
}

/* Nobody waits for it to be over. */
static void
take_lock_out (Sheet *sheet) {
  leave (sheet, "Вернуться");
  touch_corner (sheet);
  sheet_expect (sheet, PAD);
  for (guint i = 0; i < 3; i++) {
    type_pin (sheet, "8520");
    sheet_expect (sheet, "Неверный PIN-код*");
  }
  sheet_expect (sheet, "*Подождите*");
  sheet_picture (sheet, "entrance-wait");
}

void
sheet_take_entrance (Sheet *sheet) {
  sheet_open_kiosk (sheet);
  kapka_test_kiosk_set (sheet->kiosk, "visit", "idle_seconds", "600");
  kapka_test_kiosk_set (sheet->kiosk, "staff", "idle_seconds", "600");
  kapka_test_kiosk_start (sheet->kiosk);
  take_refusals (sheet);
  desk_enter (sheet->kiosk, DESK_LIBRARIAN_PIN);
  sheet_picture (sheet, "empty-today");
  take_empty_pages (sheet);
  take_lock_out (sheet);
  sheet_close_kiosk (sheet);
}
