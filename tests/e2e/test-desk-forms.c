// SPDX-License-Identifier: GPL-3.0-or-later
// What a librarian types at the desk of the real program: people helped there, figures of a paper
// diary, events, printed products and publications, years before Kapka, the closing of a month.
// What cannot be taken stays in its field.

#include <string.h>
#include <sys/mount.h>

#include "desk-steps.h"
#include "wait.h"

#define DEADLINE_MS 60000

#define HELPED "Помогли за столом: Узнать об услуге"
#define HELPED_TOO "Помогли за столом: Получить документ"
#define MARKED "Пока ничего не записано: исправьте, пожалуйста, отмеченное."
#define REFUSAL "Месяц * закрыт: Абонемент, *. Открыть его снова может администратор."

/* «2015;users;10748;Отчёт за 2015 год» and more, as a Russian spreadsheet saves it: CP1251. */
#define TABLE                                                                                      \
  "year;key;value;source\r\n"                                                                      \
  "2015;users;10748;\xCE\xF2\xF7\xB8\xF2 \xE7\xE0 2015 \xE3\xEE\xE4\r\n"                           \
  "2015;rural_users;4486;\xCE\xF2\xF7\xB8\xF2 \xE7\xE0 2015 \xE3\xEE\xE4\r\n"                      \
  "2016;users;13 868;\xCE\xF2\xF7\xB8\xF2 \xE7\xE0 2016 \xE3\xEE\xE4\r\n"
#define BAD_TABLE "year,key,value,source\n2017,users,many,report\n2017,readers,5,report\n"

typedef struct {
  KapkaTestDir *dir;
  char *drive;
  KapkaTestKiosk *kiosk;
  KapkaTestScreen *screen;
  KapkaTestXDisplay *display;
  GDateTime *today; // Midnight of the library.
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data) {
  g_autofree char *media_dir = NULL;
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Europe/Samara");

  fixture->dir = kapka_test_dir_new ();
  media_dir = kapka_test_dir_make (fixture->dir, "media");
  fixture->drive = kapka_test_dir_make (fixture->dir, "media/ФЛЕШКА");
  fixture->kiosk = kapka_test_kiosk_new (1280, 1024);
  fixture->today = g_date_time_new_now (zone);
  fixture->display = kapka_test_desktop_get_display (kapka_test_kiosk_get_desktop (fixture->kiosk));
  kapka_test_kiosk_set (fixture->kiosk, "storage", "media_dir", media_dir);
  kapka_test_kiosk_set (fixture->kiosk, "visit", "idle_seconds", "600");
  kapka_test_kiosk_set (fixture->kiosk, "staff", "idle_seconds", "600");
  kapka_test_kiosk_start (fixture->kiosk);
  fixture->screen = kapka_test_kiosk_get_screen (fixture->kiosk);
  desk_name_people (fixture->kiosk);
}

static void
tear_down (Fixture *fixture, gconstpointer data) {
  kapka_test_kiosk_free (fixture->kiosk);
  umount2 (fixture->drive, MNT_DETACH);
  g_free (fixture->drive);
  g_date_time_unref (fixture->today);
  kapka_test_dir_free (fixture->dir);
}

static void
press (Fixture *fixture, const char *name) {
  kapka_test_kiosk_press (fixture->kiosk, name);
}

static void
expect (Fixture *fixture, const char *name) {
  kapka_test_kiosk_expect (fixture->kiosk, name);
}

static void
choose (Fixture *fixture, const char *name) {
  kapka_test_screen_press (fixture->screen, ATSPI_ROLE_RADIO_BUTTON, name, DEADLINE_MS);
}

static KapkaTestElement *
find_field (Fixture *fixture, const char *name) {
  return kapka_test_screen_wait_for (fixture->screen, ATSPI_ROLE_TEXT, name, DEADLINE_MS);
}

static void
put (Fixture *fixture, const char *name, const char *text) {
  g_autoptr (KapkaTestElement) field = find_field (fixture, name);

  g_assert_true (kapka_test_element_set_text (field, text));
}

/* The field still has @text and tells a screen reader @complaint. */
static void
assert_field (Fixture *fixture, const char *name, const char *text, const char *complaint) {
  g_autoptr (KapkaTestElement) field = find_field (fixture, name);
  g_autofree char *typed = kapka_test_element_get_text (field);
  g_autofree char *said = kapka_test_element_get_description (field);

  g_assert_cmpstr (typed, ==, text);
  g_assert_cmpstr (said, ==, complaint);
}

typedef struct {
  KapkaTestElement *field;
  const char *text;
} Typing;

static gboolean
is_typed_cb (gpointer data) {
  Typing *typing = data;
  g_autofree char *text = kapka_test_element_get_text (typing->field);

  return g_strcmp0 (text, typing->text) == 0;
}

/* Keys take a moment on their way through the screen. */
static void
expect_text (Fixture *fixture, const char *name, const char *text) {
  g_autoptr (KapkaTestElement) field = find_field (fixture, name);

  if (!kapka_test_wait_until (is_typed_cb, &(Typing){ field, text }, DEADLINE_MS))
    g_error ("\"%s\" has not come into \"%s\"", text, name);
}

static void
expect_counts (Fixture *fixture, const char *day, const char *counts) {
  g_autofree char *sql = g_strdup_printf (
      "SELECT group_concat(key || '=' || value, ' ') FROM (SELECT key, value FROM day_count WHERE "
      "day = '%s' AND value <> 0 AND key <> '_on' ORDER BY key)",
      day);

  kapka_test_kiosk_expect_query (fixture->kiosk, sql, counts);
}

static char *
dup_day (Fixture *fixture, int months, const char *format) {
  g_autoptr (GDateTime) first =
      g_date_time_add_days (fixture->today, 1 - g_date_time_get_day_of_month (fixture->today));
  g_autoptr (GDateTime) moved = g_date_time_add_months (first, months);

  return g_date_time_format (moved, format);
}

/* One touch is one person; a second service of the same person leaves one person. */
static void
test_tally (Fixture *fixture, gconstpointer data) {
  g_autofree char *today = g_date_time_format (fixture->today, "%Y-%m-%d");

  desk_enter (fixture->kiosk, DESK_LIBRARIAN_PIN);
  press (fixture, HELPED);
  expect (fixture, "Записан один посетитель: «Узнать об услуге»");
  expect_counts (fixture, today, "assisted=1 s3=1 users=1");
  press (fixture, "Этому же посетителю — ещё услуга");
  press (fixture, HELPED_TOO);
  expect (fixture, "Записан один посетитель: «Узнать об услуге» «Получить документ»");
  expect_counts (fixture, today, "assisted=1 s3=1 s5=1 users=1");
  press (fixture, HELPED_TOO);
  expect (fixture, "Записан один посетитель: «Получить документ»");
  expect_counts (fixture, today, "assisted=2 s3=1 s5=2 users=2");
  expect (fixture, "Пользователей: 2 · обращений: 3 · с помощью: 2 · страниц: 0");
  press (fixture, "Отменить");
  expect (fixture, "Запись отменена: посетитель не посчитан.");
  expect_counts (fixture, today, "assisted=1 s3=1 s5=1 users=1");
  kapka_test_kiosk_expect_query (fixture->kiosk,
                                 "SELECT DISTINCT author FROM event WHERE kind IN ('manual', "
                                 "'correction')",
                                 "Абонемент");
  kapka_test_kiosk_stop (fixture->kiosk);
}

static void
refuse_batch (Fixture *fixture, const char *field, const char *text, const char *complaint) {
  put (fixture, field, text);
  press (fixture, "Записать");
  expect (fixture, complaint);
  assert_field (fixture, field, text, complaint);
  expect (fixture, MARKED);
}

/* Each answer that cannot be is explained at its field and stays there; then it is mended. */
static void
test_batch (Fixture *fixture, gconstpointer data) {
  g_autofree char *future = NULL;
  g_autofree char *today = g_date_time_format (fixture->today, "%d.%m.%Y");
  g_autofree char *not_yet = g_strdup_printf ("Этот день ещё не наступил: сегодня %s.", today);

  future = dup_day (fixture, 2, "%d.%m.%Y");
  desk_enter (fixture->kiosk, DESK_LIBRARIAN_PIN);
  press (fixture, "Записать из бумажного дневника");
  put (fixture, "Узнать об услуге", "12");
  refuse_batch (fixture, "День", "", "Введите день: число, месяц и год, например 05.03.2026.");
  refuse_batch (fixture, "День", "05.03",
                "Дата введена не целиком. Нужны число, месяц и год, например 05.03.2026.");
  refuse_batch (fixture, "День", "29.02.2026", "2026 год не високосный: 29 февраля в нём нет.");
  refuse_batch (fixture, "День", "31.04.2026", "Числа 31 в этом месяце нет: в нём дней — 30.");
  refuse_batch (fixture, "День", "01.13.2026", "Месяца 13 нет: месяцы — от 01 до 12.");
  refuse_batch (fixture, "День", future, not_yet);
  put (fixture, "День", "29.02.2024");
  refuse_batch (fixture, "Пользователи", "дюжина", "Введите целое число цифрами, не меньше 0.");
  refuse_batch (fixture, "Пользователи", "10000", "Слишком много: не больше 9\u00A0999.");
  refuse_batch (fixture, "Пользователи", "13",
                "Пользователей больше, чем обращений. У каждого пользователя хотя бы одно "
                "обращение.");
  put (fixture, "Пользователи", "7");
  refuse_batch (fixture, "С помощью библиотекаря", "8", "Это больше, чем пользователей.");
  put (fixture, "С помощью библиотекаря", "2");
  put (fixture, "Напечатано страниц", "31");
  press (fixture, "Записать");
  expect (fixture, "Записано за 29.02.2024.");
  expect_counts (fixture, "2024-02-29", "assisted=2 pages=31 s3=12 users=7");
  press (fixture, "Отменить последнюю запись");
  expect (fixture, "Последняя запись отменена.");
  kapka_test_kiosk_expect_query (fixture->kiosk,
                                 "SELECT sum(value) FROM day_count WHERE day = '2024-02-29'", "0");
  kapka_test_kiosk_stop (fixture->kiosk);
}

/* Real touches and keys: what is typed next goes into the field that is wrong, and the keyboard of
 * the desk types into the one that is touched. */
static void
test_keyboard (Fixture *fixture, gconstpointer data) {
  g_autoptr (KapkaTestElement) day = NULL;
  static const char *const keys[] = { "0", "5", "0", "3", "2", "6" };

  desk_enter (fixture->kiosk, DESK_LIBRARIAN_PIN);
  press (fixture, "Записать из бумажного дневника");
  put (fixture, "День", "04.03.2026");
  put (fixture, "Узнать об услуге", "дважды");
  put (fixture, "Пользователи", "1");
  press (fixture, "Записать");
  expect (fixture, MARKED);
  kapka_test_x_display_type_key (fixture->display, "2");
  expect_text (fixture, "Узнать об услуге", "2");
  put (fixture, "День", "");
  day = find_field (fixture, "День");
  kapka_test_screen_click (fixture->screen, day);
  expect (fixture, "Убрать клавиатуру");
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    press (fixture, keys[i]);
  press (fixture, "Убрать клавиатуру");
  press (fixture, "Записать");
  expect (fixture, "Записано за 050326.");
  expect_counts (fixture, "2026-03-05", "s3=2 users=1");
  kapka_test_kiosk_stop (fixture->kiosk);
}

static void
open_closing (Fixture *fixture) {
  desk_open_page (fixture->kiosk, "Закрытие месяцев");
  expect (fixture, "Почему месяц открывают снова");
}

/* Nothing is lost when the month is closed: the entry waits until an administrator has opened it.
 */
static void
test_closed_month (Fixture *fixture, gconstpointer data) {
  g_autofree char *typed = dup_day (fixture, -1, "%d.%m.%Y");
  g_autofree char *day = dup_day (fixture, -1, "%Y-%m-%d");
  g_autofree char *written = g_strdup_printf ("Записано за %s.", typed);

  desk_enter (fixture->kiosk, DESK_LIBRARIAN_PIN);
  desk_open_page (fixture->kiosk, "Закрытие месяцев");
  press (fixture, "Закрыть месяц");
  press (fixture, "Да, закрыть");
  expect (fixture, "Месяц закрыт: Абонемент, *");
  desk_open_page (fixture->kiosk, "Сегодня");
  press (fixture, "Записать из бумажного дневника");
  put (fixture, "День", typed);
  put (fixture, "Пользователи", "3");
  put (fixture, "Узнать об услуге", "4");
  press (fixture, "Записать");
  expect (fixture, REFUSAL);
  assert_field (fixture, "День", typed, "");
  assert_field (fixture, "Пользователи", "3", "");
  assert_field (fixture, "Узнать об услуге", "4", "");
  press (fixture, "Вернуться");
  kapka_test_screen_wait_gone (fixture->screen, ATSPI_ROLE_INVALID, "Вернуться", DEADLINE_MS);
  desk_enter (fixture->kiosk, DESK_ADMINISTRATOR_PIN);
  open_closing (fixture);
  press (fixture, "Открыть месяц снова");
  expect (fixture, "Выберите, почему месяц открывают снова.");
  choose (fixture, "Не отметили вовремя");
  press (fixture, "Открыть месяц снова");
  expect (fixture, "Месяц открыт: правки принимаются.");
  expect (fixture, "*открыт снова (Заведующая): Не отметили вовремя");
  desk_open_page (fixture->kiosk, "Сегодня");
  press (fixture, "Записать из бумажного дневника");
  put (fixture, "День", typed);
  put (fixture, "Пользователи", "3");
  put (fixture, "Узнать об услуге", "4");
  press (fixture, "Записать");
  expect (fixture, written);
  expect_counts (fixture, day, "s3=4 users=3");
  kapka_test_kiosk_stop (fixture->kiosk);
}

/* «Более 500» stays «более 500», and what was mended or taken away is counted so. */
static void
test_outreach (Fixture *fixture, gconstpointer data) {
  desk_enter (fixture->kiosk, DESK_LIBRARIAN_PIN);
  desk_open_page (fixture->kiosk, "Мероприятия");
  press (fixture, "Добавить мероприятие");
  press (fixture, "Записать");
  expect (fixture, "Выберите, что проводили.");
  expect (fixture, "Введите название.");
  choose (fixture, "Семинар");
  put (fixture, "Название", "Государственные услуги онлайн");
  put (fixture, "День", "14.09.2025");
  put (fixture, "Участников", "500");
  choose (fixture, "более");
  put (fixture, "Кто проводил (можно не заполнять)", "Национальная библиотека");
  press (fixture, "Записать");
  expect (fixture, "Записано.");
  press (fixture, "Год назад");
  expect (fixture, "Государственные услуги онлайн");
  expect_counts (fixture, "2025-09-14", "events=1 participants=500");
  kapka_test_kiosk_expect_query (fixture->kiosk, "SELECT reason FROM event WHERE kind = 'outreach'",
                                 "more");
  press (fixture, "Государственные услуги онлайн");
  expect (fixture, "Участников");
  put (fixture, "Участников", "520");
  press (fixture, "Записать");
  expect (fixture, "Записано.");
  expect_counts (fixture, "2025-09-14", "events=1 participants=520");
  press (fixture, "Государственные услуги онлайн");
  press (fixture, "Убрать");
  press (fixture, "Убрать: это была проба");
  expect (fixture, "Убрано.");
  expect (fixture, "За этот год пока не записано ни одного мероприятия.");
  kapka_test_kiosk_expect_query (fixture->kiosk,
                                 "SELECT sum(value) FROM day_count WHERE day = '2025-09-14'", "0");
  kapka_test_kiosk_stop (fixture->kiosk);
}

static void
assert_details (Fixture *fixture, const char *name, const char *details) {
  g_autoptr (KapkaTestElement) row =
      kapka_test_screen_wait_for (fixture->screen, ATSPI_ROLE_PUSH_BUTTON, name, DEADLINE_MS);
  g_autofree char *said = kapka_test_element_get_description (row);

  g_assert_cmpstr (said, ==, details);
}

static void
test_publicity (Fixture *fixture, gconstpointer data) {
  g_autofree char *day = dup_day (fixture, 0, "%d.%m.%Y");
  g_autofree char *promo = g_strdup_printf ("%s · Закладка · тираж: 300", day);
  g_autofree char *publication =
      g_strdup_printf ("%s · Социальная сеть · vk.com/public176736811", day);

  desk_enter (fixture->kiosk, DESK_LIBRARIAN_PIN);
  desk_open_page (fixture->kiosk, "Издания и публикации");
  press (fixture, "Добавить издание");
  choose (fixture, "Закладка");
  put (fixture, "Название", "Госуслуги дома");
  put (fixture, "День выпуска", day);
  put (fixture, "Тираж, экз.", "0");
  press (fixture, "Записать");
  expect (fixture, "Введите число, не меньше 1.");
  put (fixture, "Тираж, экз.", "300");
  press (fixture, "Записать");
  expect (fixture, "Госуслуги дома");
  assert_details (fixture, "Госуслуги дома", promo);
  press (fixture, "Публикации");
  press (fixture, "Добавить публикацию");
  choose (fixture, "Социальная сеть");
  put (fixture, "Название", "Как получить выписку");
  put (fixture, "День публикации", day);
  put (fixture, "Адрес страницы или номер издания (можно не заполнять)", "vk.com/public176736811");
  press (fixture, "Записать");
  expect (fixture, "Как получить выписку");
  assert_details (fixture, "Как получить выписку", publication);
  kapka_test_kiosk_stop (fixture->kiosk);
}

static void
add_year (Fixture *fixture) {
  press (fixture, "Добавить год");
  put (fixture, "Год", "2018");
  put (fixture, "Пользователи", "18240");
  put (fixture, "В т.ч. в сельских", "18241");
  put (fixture, "Узнать, что делает власть", "5823");
  put (fixture, "Написать в орган власти", "1461");
  put (fixture, "Узнать об услуге", "15559");
  put (fixture, "Напечатать бланк", "4464");
  put (fixture, "Получить документ", "7735");
  put (fixture, "Узнать, как идёт дело", "2505");
  put (fixture, "Источник: какой отчёт", "Отчёт за 2018 год");
}

static void
test_history_typed (Fixture *fixture, gconstpointer data) {
  desk_enter (fixture->kiosk, DESK_LIBRARIAN_PIN);
  desk_open_page (fixture->kiosk, "Прошлые годы");
  add_year (fixture);
  press (fixture, "Записать");
  expect (fixture, "Это часть пользователей, больше их быть не может.");
  put (fixture, "В т.ч. в сельских", "4137");
  press (fixture, "Записать");
  expect (fixture, "Записано.");
  assert_details (fixture, "2018",
                  "пользователей: 18\u00A0240, в т.ч. сельских: 4\u00A0137; обращений: "
                  "37\u00A0547; источник: Отчёт "
                  "за 2018 год");
  add_year (fixture);
  put (fixture, "В т.ч. в сельских", "");
  press (fixture, "Записать");
  expect (fixture, "Числа за 2018 год уже записаны. *");
  assert_field (fixture, "Узнать об услуге", "15559", "");
  press (fixture, "Назад");
  press (fixture, "2018");
  press (fixture, "Убрать");
  press (fixture, "Да, убрать");
  expect (fixture, "Убрано.");
  expect (fixture, "Чисел за годы до появления Капки пока нет.*");
  kapka_test_kiosk_stop (fixture->kiosk);
}

static void
write_table (Fixture *fixture, const char *name, const char *text) {
  g_autofree char *path = g_build_filename (fixture->drive, name, NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, text, (gssize)strlen (text), &error);
  g_assert_no_error (error);
}

static void
import_table (Fixture *fixture, const char *name) {
  press (fixture, "Взять из таблицы");
  press (fixture, "Флешка ФЛЕШКА");
  press (fixture, name);
}

/* From a drive that is put in while the page waits for one. */
static void
test_history_imported (Fixture *fixture, gconstpointer data) {
  desk_enter (fixture->kiosk, DESK_LIBRARIAN_PIN);
  desk_open_page (fixture->kiosk, "Прошлые годы");
  press (fixture, "Взять из таблицы");
  expect (fixture, "Вставьте флешку: она появится здесь.");
  g_assert_cmpint (mount ("tmpfs", fixture->drive, "tmpfs", 0, "size=1m"), ==, 0);
  write_table (fixture, "итоги.csv", TABLE);
  write_table (fixture, "ошибки.csv", BAD_TABLE);
  press (fixture, "Флешка ФЛЕШКА");
  press (fixture, "ошибки.csv");
  expect (fixture,
          "В таблице есть ошибки; ни одно число из неё не взято.\nСтрока 2: *\nСтрока 3: *");
  import_table (fixture, "итоги.csv");
  expect (fixture, "Взято чисел из таблицы: 3.");
  assert_details (
      fixture, "2015",
      "пользователей: 10\u00A0748, в т.ч. сельских: 4\u00A0486; обращений: —; источник: Отчёт за "
      "2015 год");
  assert_details (
      fixture, "2016",
      "пользователей: 13\u00A0868, в т.ч. сельских: —; обращений: —; источник: Отчёт за "
      "2016 год");
  kapka_test_kiosk_stop (fixture->kiosk);
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  ADD ("/desk-forms/tally", test_tally);
  ADD ("/desk-forms/batch", test_batch);
  ADD ("/desk-forms/keyboard", test_keyboard);
  ADD ("/desk-forms/closed-month", test_closed_month);
  ADD ("/desk-forms/outreach", test_outreach);
  ADD ("/desk-forms/publicity", test_publicity);
  ADD ("/desk-forms/history-typed", test_history_typed);
  ADD ("/desk-forms/history-imported", test_history_imported);
  return g_test_run ();
}
