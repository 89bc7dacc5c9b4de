// SPDX-License-Identifier: GPL-3.0-or-later
#include "sheet-walks.h"

/* As if it had been typed. */
static void
look_for (Sheet *sheet, const char *text) {
  g_autofree char *name = sheet_words_get (sheet->words, "Поиск");
  g_autoptr (KapkaTestElement) field = kapka_test_screen_wait_for (
      kapka_test_kiosk_get_screen (sheet->kiosk), ATSPI_ROLE_INVALID, name, SHEET_DEADLINE_MS);

  g_assert_true (kapka_test_element_set_text (field, text));
}

static void
touch_field (Sheet *sheet) {
  g_autofree char *name = sheet_words_get (sheet->words, "Поиск");
  KapkaTestScreen *screen = kapka_test_kiosk_get_screen (sheet->kiosk);
  g_autoptr (KapkaTestElement) field =
      kapka_test_screen_wait_for (screen, ATSPI_ROLE_INVALID, name, SHEET_DEADLINE_MS);

  kapka_test_screen_click (screen, field);
}

void
sheet_take_search (Sheet *sheet) {
  sheet_open_kiosk (sheet);
  kapka_test_kiosk_use_installed_portals (sheet->kiosk);
  kapka_test_kiosk_set (sheet->kiosk, "visit", "idle_seconds", "600");
  sheet_start (sheet);
  look_for (sheet, "паспорт");
  sheet_expect (sheet, "Госуслуги");
  sheet_picture (sheet, "search");
  touch_field (sheet);
  sheet_expect (sheet, "Убрать клавиатуру");
  sheet_picture (sheet, "search-keyboard");
  look_for (sheet, "щщщщ");
  sheet_expect (sheet, "Ничего не нашлось");
  sheet_picture (sheet, "search-nothing-keyboard");
  sheet_press (sheet, "Убрать клавиатуру");
  sheet_picture (sheet, "search-nothing");
  sheet_close_kiosk (sheet);
}
