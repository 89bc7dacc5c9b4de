// SPDX-License-Identifier: GPL-3.0-or-later
// What a visitor hears who does not see the screen: where he is, what has happened, what is about
// to end.

#include <locale.h>

#include "audit-pages.h"
#include "desk-steps.h"
#include "listener.h"
#include "steps.h"

#define DEADLINE_MS 60000

/* Where a visitor goes, and what he hears there. */
static const struct {
  const char *press;
  const char *heard;
} steps[] = {
  { "Коснитесь экрана", "Что вы хотите сделать?" },
  { "Узнать об услуге", "Узнать об услуге" },
  { "Поле", "Открываем портал…" },
  { NULL, "Поле" },
  { "Назад", "Узнать об услуге" },
  { "Не работает", "Портал сейчас не работает. *" },
  { "В начало", "Что вы хотите сделать?" },
  { "Узнать об услуге", "Узнать об услуге" },
  { "Даёт таблицу", "Документ загружается…" },
  { NULL, "Документ сохранён* table.csv" },
  { "Мои документы", "Мои документы" },
  { "В начало", "Что вы хотите сделать?" },
  { "Напечатать бланк", "Напечатать бланк" },
  { "Обращение в орган власти", "Обращение в орган власти" },
  { "Печатать", "Отправляем на принтер…" },
  { NULL, "Принтер не найден. Пожалуйста, позовите библиотекаря." },
  { "Позвать библиотекаря", "Позовите библиотекаря. *" },
  { "Продолжить", "Обращение в орган власти" },
  { "Завершить", "Ваши документы ещё не сохранены. *" },
  { "Завершить и стереть всё", "Стираем всё, что осталось после вас. *" },
  { NULL, "Спасибо! Всё стёрто. *" },
  { "Хорошо", "Капка" },
};

/* What is heard at the end of a visit must not say to the next what the last one did. */
static void
test_voice (void) {
  KapkaTestKiosk *kiosk = kapka_test_kiosk_new (1024, 768);
  g_autoptr (KapkaTestPortalServer) server = kapka_test_portal_server_new ("127.0.0.1", NULL);
  g_autoptr (KapkaTestListener) listener = kapka_test_listener_new (kiosk);

  audit_add_portals (kiosk, server);
  kapka_test_kiosk_set (kiosk, "visit", "idle_seconds", "3600");
  kapka_test_kiosk_set (kiosk, "visit", "portal_idle_seconds", "3600");
  kapka_test_kiosk_start (kiosk);
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++) {
    if (steps[i].press != NULL)
      kapka_test_kiosk_press (kiosk, steps[i].press);
    kapka_test_listener_expect (listener, steps[i].heard);
  }
  kapka_test_kiosk_stop (kiosk);
  kapka_test_kiosk_free (kiosk);
}

/* Nobody can listen to every second of a countdown. */
static void
test_countdown (void) {
  KapkaTestKiosk *kiosk = kapka_test_kiosk_new (1024, 768);
  g_autoptr (KapkaTestListener) listener = kapka_test_listener_new (kiosk);

  kapka_test_kiosk_set (kiosk, "visit", "idle_seconds", "30");
  kapka_test_kiosk_set (kiosk, "visit", "warning_seconds", "15");
  kapka_test_kiosk_start (kiosk);
  kapka_test_begin_visit (kiosk);
  kapka_test_listener_expect (listener, "Вы ещё здесь? Всё будет стёрто через 1? секунд*");
  kapka_test_listener_expect (listener, "Всё будет стёрто через 10 секунд*");
  kapka_test_kiosk_press (kiosk, "Мне нужно ещё время");
  kapka_test_listener_expect (listener, "Вы ещё здесь? *");
  kapka_test_kiosk_free (kiosk);
}

static void
type_pin (KapkaTestKiosk *kiosk, KapkaTestListener *listener, const char *pin) {
  KapkaTestXDisplay *display =
      kapka_test_desktop_get_display (kapka_test_kiosk_get_desktop (kiosk));

  for (guint i = 0; pin[i] != '\0'; i++) {
    const char key[] = { pin[i], '\0' };
    g_autofree char *count = g_strdup_printf ("Набрано цифр: %u", i + 1);

    kapka_test_x_display_type_key (display, key);
    kapka_test_listener_expect (listener, count);
  }
  kapka_test_x_display_type_key (display, "Return");
}

static void
open_pad (KapkaTestKiosk *kiosk, KapkaTestListener *listener) {
  for (guint i = 0; i < 5; i++)
    kapka_test_x_display_click (
        kapka_test_desktop_get_display (kapka_test_kiosk_get_desktop (kiosk)), 30, 30);
  kapka_test_listener_expect (listener, "Для сотрудников: введите PIN-код");
}

/* A librarian may see as little as a visitor; after her the window has nothing of her to say. */
static void
test_staff (void) {
  KapkaTestKiosk *kiosk = kapka_test_kiosk_new (1024, 768);
  g_autoptr (KapkaTestListener) listener = kapka_test_listener_new (kiosk);

  kapka_test_kiosk_set (kiosk, "visit", "idle_seconds", "3600");
  kapka_test_kiosk_start (kiosk);
  desk_name_people (kiosk);
  open_pad (kiosk, listener);
  type_pin (kiosk, listener, "12");
  kapka_test_listener_expect (listener, "В PIN-коде от 4 до 12 цифр");
  kapka_test_kiosk_press (kiosk, "Стереть");
  kapka_test_listener_expect (listener, "Набрано цифр: 1");
  kapka_test_kiosk_press (kiosk, "Отмена");
  kapka_test_listener_expect (listener, "Что вы хотите сделать?");
  open_pad (kiosk, listener);
  type_pin (kiosk, listener, DESK_LIBRARIAN_PIN);
  kapka_test_listener_expect (listener, "Сегодня");
  kapka_test_kiosk_press (kiosk, "Помогли за столом: Узнать об услуге");
  kapka_test_listener_expect (listener, "Записан один посетитель: «Узнать об услуге»");
  desk_open_page (kiosk, "Журнал");
  kapka_test_listener_expect (listener, "Журнал");
  kapka_test_kiosk_press (kiosk, "Вернуться");
  kapka_test_listener_expect (listener, "Что вы хотите сделать?");
  open_pad (kiosk, listener);
  for (guint i = 0; i < 2; i++) {
    type_pin (kiosk, listener, "8520");
    kapka_test_listener_expect (listener, "Неверный PIN-код");
  }
  type_pin (kiosk, listener, "8520");
  kapka_test_listener_expect (listener, "Неверный PIN-код\nПодождите * с");
  kapka_test_kiosk_stop (kiosk);
  kapka_test_kiosk_free (kiosk);
}

int
main (int argc, char **argv) {
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/voice/visit", test_voice);
  g_test_add_func ("/voice/countdown", test_countdown);
  g_test_add_func ("/voice/staff", test_staff);
  return g_test_run ();
}
