// SPDX-License-Identifier: GPL-3.0-or-later
#include "sheet-walks.h"

static void
door (Sheet *sheet, const char *title, const char *tile, const char *name) {
  sheet_press (sheet, title);
  sheet_expect (sheet, tile);
  sheet_picture (sheet, name);
}

static void
fill_in (Sheet *sheet) {
  sheet_press (sheet, "Заполнить на экране");
  sheet_expect (sheet, "Следующее поле");
  sheet_picture (sheet, "fill");
  sheet_press (sheet, "Следующее поле");
  sheet_expect (sheet, "Убрать клавиатуру");
  sheet_picture (sheet, "fill-writing");
  sheet_press (sheet, "Убрать клавиатуру");
  sheet_press (sheet, "К печати");
  sheet_expect (sheet, "Заполнить на экране");
}

static void
print_states (Sheet *sheet) {
  sheet_press (sheet, "Обращение в орган власти");
  sheet_expect (sheet, "Страница 1 из 2");
  sheet_picture (sheet, "form");
  fill_in (sheet);
  sheet_expect (sheet, "Страница 1 из 2");
  sheet_press (sheet, "Печатать");
  sheet_expect (sheet, "Документ напечатан. Не забудьте забрать листы.");
  sheet_picture (sheet, "form-printed");
  kapka_test_print_server_set_trouble (sheet->print_server, "media-empty");
  sheet_press (sheet, "Печатать");
  sheet_expect (sheet,
                "В принтере закончилась бумага. Позовите библиотекаря, и печать продолжится.");
  sheet_picture (sheet, "form-stuck");
  kapka_test_print_server_set_trouble (sheet->print_server, NULL);
  sheet_expect (sheet, "Документ напечатан. Не забудьте забрать листы.");
  kapka_test_print_server_set_accepting (sheet->print_server, FALSE);
  sheet_press (sheet, "Печатать");
  sheet_expect (sheet, "Принтер выключен или остановлен. Пожалуйста, позовите библиотекаря.");
  sheet_picture (sheet, "form-refused");
  kapka_test_print_server_set_accepting (sheet->print_server, TRUE);
  sheet_press (sheet, "Как заполнить");
  sheet_expect (sheet, "Что приготовить, что написать в каждом месте и куда отнести.");
  sheet_picture (sheet, "form-guide");
}

/* The shelf in its other order, and a form whose blank is not here. */
static void
shelf (Sheet *sheet) {
  g_autofree char *order = sheet_words_get (sheet->words, "Куда подавать");

  sheet_choose (sheet, order);
  sheet_expect (sheet, "ЗАГС");
  sheet_picture (sheet, "shelf-authorities");
  sheet_press (sheet, "Заявление о выдаче или замене паспорта");
  sheet_expect (sheet, "Открыть сайт");
  sheet_picture (sheet, "form-absent");
  sheet_press (sheet, "Назад");
}

static void
take_choices (Sheet *sheet) {
  sheet_press (sheet, "Язык");
  sheet_expect (sheet, "English");
  sheet_picture (sheet, "languages");
  sheet_press (sheet, "Назад");
  sheet_press (sheet, "Версия для слабовидящих");
  sheet_expect (sheet, "Размер букв");
  sheet_picture (sheet, "sight");
  sheet_press (sheet, "Готово");
}

void
sheet_take_doors (Sheet *sheet) {
  sheet_open_kiosk (sheet);
  kapka_test_kiosk_use_installed_portals (sheet->kiosk);
  kapka_test_kiosk_set_print_server (sheet->kiosk, sheet->print_server);
  kapka_test_kiosk_set (sheet->kiosk, "visit", "idle_seconds", "600");
  kapka_test_kiosk_set (sheet->kiosk, "print", "max_pages_per_day", "19");
  kapka_test_kiosk_set (sheet->kiosk, "print", "page_price", "5.50");
  sheet_start (sheet);
  sheet_picture (sheet, "home");
  sheet_press (sheet, "Позвать библиотекаря");
  sheet_expect (sheet, "Позовите библиотекаря");
  sheet_picture (sheet, "help");
  sheet_press (sheet, "Продолжить");
  take_choices (sheet);
  door (sheet, "Все порталы", "Госуслуги", "all");
  sheet_press (sheet, "В начало");
  door (sheet, "Узнать, что делает власть", "Правительство*", "door-many");
  sheet_press (sheet, "В начало");
  door (sheet, "Узнать об услуге", "Госуслуги", "door-few");
  sheet_press (sheet, "В начало");
  door (sheet, "Напечатать бланк", "Обращение в орган власти", "door-forms");
  shelf (sheet);
  print_states (sheet);
  sheet_press (sheet, "В начало");
  sheet_type_key (sheet, "Tab");
  sheet_type_key (sheet, "Tab");
  sheet_type_key (sheet, "Tab");
  sheet_picture (sheet, "home-focus");
  sheet_press (sheet, "Завершить");
  sheet_expect (sheet, "Спасибо! Всё стёрто");
  sheet_picture (sheet, "goodbye");
  sheet_close_kiosk (sheet);
}

void
sheet_take_notes (Sheet *sheet) {
  sheet_open_kiosk (sheet);
  kapka_test_kiosk_set (sheet->kiosk, "visit", "idle_seconds", "many");
  kapka_test_kiosk_start (sheet->kiosk);
  sheet_picture (sheet, "note-settings");
  sheet_close_kiosk (sheet);
  sheet_open_kiosk (sheet);
  kapka_test_kiosk_set (sheet->kiosk, "visit", "idle_seconds", "10");
  kapka_test_kiosk_set (sheet->kiosk, "storage", "state_dir", "/dev/null/kapka");
  kapka_test_kiosk_start (sheet->kiosk);
  sheet_begin (sheet);
  sheet_expect (sheet, "Сейчас посещения не учитываются*");
  sheet_picture (sheet, "note-counting");
  sheet_expect (sheet, "Вы ещё здесь?");
  sheet_picture (sheet, "countdown");
  sheet_close_kiosk (sheet);
}
