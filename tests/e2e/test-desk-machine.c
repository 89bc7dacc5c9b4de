// SPDX-License-Identifier: GPL-3.0-or-later
// The pages of the upload, of the equipment and of the staff, and the first start, of the real
// kiosk: with a real centre, a real print system and a login1 that only writes down.

#include <string.h>
#include <sys/mount.h>

#include "centre.h"
#include "desk-steps.h"
#include "login.h"
#include "program.h"
#include "udisks.h"
#include "wait.h"

#define CALL "Что вы хотите сделать?"
#define FIRST "Кто присматривает за киоском?"

#define UPRIGHT_WIDTH 1080

typedef struct {
  KapkaTestKiosk *kiosk;
  KapkaTestCentre *centre;            // (nullable)
  KapkaTestLogin *login;              // (nullable)
  KapkaTestPrintServer *print_server; // (nullable)
  KapkaTestDir *dir;
  char *drive; // Where a flash drive is put in.
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data) {
  g_autofree char *directory = g_path_get_dirname (g_getenv ("KAPKA_SYNC"));
  g_autofree char *path = g_strconcat (directory, ":", g_getenv ("PATH"), NULL);
  g_autofree char *media_dir = NULL;

  fixture->kiosk = kapka_test_kiosk_new (1024, 768);
  kapka_test_kiosk_set (fixture->kiosk, "visit", "idle_seconds", "600");
  fixture->dir = kapka_test_dir_new ();
  media_dir = kapka_test_dir_make (fixture->dir, "media");
  fixture->drive = kapka_test_dir_make (fixture->dir, "media/ФЛЕШКА");
  kapka_test_kiosk_set (fixture->kiosk, "storage", "media_dir", media_dir);
  kapka_test_kiosk_set (fixture->kiosk, "terminal", "code", "PC-1");
  // Where the program is not installed, kapka-sync does not lie beside it.
  kapka_test_kiosk_set_environment (fixture->kiosk, "PATH", path);
}

static void
tear_down (Fixture *fixture, gconstpointer data) {
  kapka_test_kiosk_free (fixture->kiosk);
  umount2 (fixture->drive, MNT_DETACH);
  kapka_test_dir_free (fixture->dir);
  g_free (fixture->drive);
  kapka_test_centre_free (fixture->centre);
  kapka_test_login_free (fixture->login);
  kapka_test_print_server_free (fixture->print_server);
}

static void
expect_gone (Fixture *fixture, const char *name) {
  kapka_test_screen_wait_gone (kapka_test_kiosk_get_screen (fixture->kiosk), ATSPI_ROLE_INVALID,
                               name, DESK_DEADLINE_MS);
}

static gboolean
is_shown (Fixture *fixture, const char *name) {
  g_autoptr (KapkaTestElement) element = kapka_test_screen_find (
      kapka_test_kiosk_get_screen (fixture->kiosk), ATSPI_ROLE_INVALID, name);

  return element != NULL;
}

static void
set_up_upright (Fixture *fixture, gconstpointer data) {
  set_up (fixture, data);
  kapka_test_kiosk_free (fixture->kiosk);
  fixture->kiosk = kapka_test_kiosk_new (UPRIGHT_WIDTH, 1920);
  kapka_test_kiosk_set (fixture->kiosk, "visit", "idle_seconds", "600");
}

static KapkaTestRect
find_place (Fixture *fixture, const char *name) {
  g_autoptr (KapkaTestElement) element = kapka_test_screen_wait_for (
      kapka_test_kiosk_get_screen (fixture->kiosk), ATSPI_ROLE_INVALID, name, DESK_DEADLINE_MS);
  KapkaTestRect place = { 0, 0, 0, 0 };

  g_assert_true (kapka_test_element_get_rect (element, &place));
  return place;
}

static void
open_page (Fixture *fixture, const char *pin, const char *page) {
  desk_enter (fixture->kiosk, pin);
  desk_open_page (fixture->kiosk, page);
}

/* The gesture is for whoever sees the layer no more. */
static void
leave (Fixture *fixture) {
  kapka_test_kiosk_press (fixture->kiosk, "Вернуться");
  expect_gone (fixture, "Вернуться");
}

static void
start_connected (Fixture *fixture) {
  g_autofree char *code = NULL;
  g_autofree char *arguments = NULL;

  fixture->centre = kapka_test_centre_new ();
  code = kapka_test_centre_add_terminal (fixture->centre, "18-0142", "PC-1");
  arguments = g_strdup_printf ("enroll %s", code);
  kapka_test_kiosk_set (fixture->kiosk, "sync", "url", kapka_test_centre_get_url (fixture->centre));
  kapka_test_kiosk_start (fixture->kiosk);
  desk_name_people (fixture->kiosk);
  g_free (desk_run_kapkactl (fixture->kiosk, arguments, ""));
}

/* What is here stands beside what the centre has, and is sent while somebody looks on. */
static void
test_send (Fixture *fixture, gconstpointer data) {
  g_autofree char *here = NULL;
  g_autofree char *there = NULL;

  start_connected (fixture);
  open_page (fixture, DESK_LIBRARIAN_PIN, "Отправка");
  kapka_test_kiosk_expect (fixture->kiosk, "Центральная библиотека ещё ничего не получила");
  kapka_test_kiosk_expect (fixture->kiosk, "ждёт отправки");
  kapka_test_kiosk_press (fixture->kiosk, "Отправить сейчас");
  kapka_test_kiosk_expect (fixture->kiosk, "Отправка в порядке");
  kapka_test_kiosk_expect (fixture->kiosk, "Всё отправлено, ничего не ждёт.");
  kapka_test_kiosk_expect (fixture->kiosk, "принято");
  here =
      kapka_test_kiosk_query (fixture->kiosk, "SELECT sum(value) FROM day_count WHERE key = '_on'");
  there = g_strdup_printf ("%" G_GINT64_FORMAT,
                           kapka_test_centre_sum (fixture->centre, "18-0142", "PC-1", "_on"));
  g_assert_cmpstr (there, ==, here);
  kapka_test_kiosk_stop (fixture->kiosk);
}

/* That nobody answers is told in plain words, and is no loss. */
static void
test_send_to_nobody (Fixture *fixture, gconstpointer data) {
  start_connected (fixture);
  open_page (fixture, DESK_LIBRARIAN_PIN, "Отправка");
  kapka_test_kiosk_expect (fixture->kiosk, "ждёт отправки");
  kapka_test_centre_stop (fixture->centre);
  kapka_test_kiosk_press (fixture->kiosk, "Отправить сейчас");
  kapka_test_kiosk_expect (fixture->kiosk, "Нет связи, отправим сами.");
  kapka_test_kiosk_expect (fixture->kiosk, "ждёт отправки");
  kapka_test_kiosk_stop (fixture->kiosk);
}

static char *
find_export (const char *drive) {
  g_autoptr (GDir) dir = g_dir_open (drive, 0, NULL);
  const char *name = g_dir_read_name (dir);

  g_assert_nonnull (name);
  g_assert_true (g_str_has_prefix (name, "kapka-18-0142-PC-1-"));
  return g_build_filename (drive, name, NULL);
}

/* A village without a network; until the centre has confirmed it, everything still waits. The drive
 * may be taken out when it is unmounted, and no sooner. */
static void
test_flash_drive (Fixture *fixture, gconstpointer data) {
  g_autofree char *content = kapka_test_dir_make (fixture->dir, "content");
  g_autoptr (KapkaTestUdisks) udisks = NULL;
  g_autofree char *path = NULL;
  const char *receive[] = { "receive", NULL, NULL };

  g_assert_cmpint (mount ("tmpfs", content, "tmpfs", 0, "size=4m"), ==, 0);
  udisks = kapka_test_udisks_new (content, fixture->drive);
  kapka_test_udisks_hold (udisks);
  kapka_test_kiosk_set_environment (fixture->kiosk, "DBUS_SYSTEM_BUS_ADDRESS",
                                    kapka_test_udisks_get_address (udisks));
  start_connected (fixture);
  open_page (fixture, DESK_LIBRARIAN_PIN, "Отправка");
  kapka_test_kiosk_press (fixture->kiosk, "В центр на флешке");
  kapka_test_kiosk_press (fixture->kiosk, "Флешка ПЕРЕНОСНАЯ");
  kapka_test_udisks_wait_held (udisks);
  kapka_test_kiosk_expect (fixture->kiosk, "Записываем на флешку…");
  kapka_test_udisks_let_go (udisks);
  kapka_test_kiosk_expect (fixture->kiosk, "Записано: дней — *Флешку можно вынимать.");
  kapka_test_kiosk_expect (fixture->kiosk, "ждёт отправки");
  path = find_export (content);
  receive[1] = path;
  g_free (kapka_test_centre_run (fixture->centre, receive));
  g_assert_cmpint (kapka_test_centre_sum (fixture->centre, "18-0142", "PC-1", "_on"), >, 0);
  kapka_test_kiosk_stop (fixture->kiosk);
  umount2 (content, MNT_DETACH);
}

static void
test_not_connected (Fixture *fixture, gconstpointer data) {
  g_autoptr (KapkaTestElement) send = NULL;

  kapka_test_kiosk_start (fixture->kiosk);
  desk_name_people (fixture->kiosk);
  open_page (fixture, DESK_LIBRARIAN_PIN, "Отправка");
  kapka_test_kiosk_expect (fixture->kiosk, "Нужен администратор: адрес.");
  send = kapka_test_screen_wait_for (kapka_test_kiosk_get_screen (fixture->kiosk),
                                     ATSPI_ROLE_PUSH_BUTTON, "Отправить сейчас", DESK_DEADLINE_MS);
  g_assert_false (kapka_test_element_has_state (send, ATSPI_STATE_SENSITIVE));
  kapka_test_kiosk_stop (fixture->kiosk);
}

static void
expect_test_page (Fixture *fixture) {
  g_autofree char *path =
      kapka_test_print_server_wait_document (fixture->print_server, 1, DESK_DEADLINE_MS);
  const char *argv[] = { "pdftotext", "-layout", path, "-", NULL };
  g_autofree char *text = kapka_test_program_run (argv, NULL, DESK_DEADLINE_MS);

  g_assert_nonnull (strstr (text, "Пробная страница"));
  g_assert_nonnull (strstr (text, "Принтер: Kiosk"));
  g_assert_nonnull (strstr (text, "ӝ ӟ ӥ ӧ ӵ"));
  g_assert_cmpuint (kapka_test_count_pages (path), ==, 1);
}

/* A printer that has stopped is set going and tried; what waits in it is taken back. */
static void
see_to_printer (Fixture *fixture) {
  kapka_test_kiosk_press (fixture->kiosk, "Пробная страница");
  kapka_test_kiosk_expect (fixture->kiosk, "Принтер остановлен. Сначала*");
  kapka_test_kiosk_press (fixture->kiosk, "Бумага добавлена");
  kapka_test_kiosk_expect (fixture->kiosk, "Бумага добавлена в *");
  kapka_test_kiosk_press (fixture->kiosk, "Пробная страница");
  kapka_test_kiosk_expect (fixture->kiosk, "Принтер принял пробную страницу.");
  expect_test_page (fixture);
  kapka_test_kiosk_expect (fixture->kiosk, "В очереди ничего нет.");
  kapka_test_print_server_set_trouble (fixture->print_server, "media-empty");
  kapka_test_kiosk_press (fixture->kiosk, "Пробная страница");
  kapka_test_kiosk_expect (fixture->kiosk, "Задание 2, *: принтеру нужна помощь");
  kapka_test_kiosk_press (fixture->kiosk, "Пробная страница");
  kapka_test_kiosk_press (fixture->kiosk, "Отменить задание 3");
  expect_gone (fixture, "Отменить задание 3");
  kapka_test_kiosk_press (fixture->kiosk, "Отменить все");
  kapka_test_kiosk_expect (fixture->kiosk, "Отменено.");
  kapka_test_kiosk_expect (fixture->kiosk, "В очереди ничего нет.");
}

static void
test_equipment (Fixture *fixture, gconstpointer data) {
  fixture->print_server = kapka_test_print_server_new ();
  kapka_test_kiosk_set_print_server (fixture->kiosk, fixture->print_server);
  kapka_test_kiosk_start (fixture->kiosk);
  desk_name_people (fixture->kiosk);
  open_page (fixture, DESK_LIBRARIAN_PIN, "Оборудование");
  kapka_test_kiosk_expect (fixture->kiosk, "Kiosk: готов");
  kapka_test_kiosk_expect (fixture->kiosk, "свободно *");
  kapka_test_kiosk_expect (fixture->kiosk, "Kapka *");
  kapka_test_kiosk_expect (fixture->kiosk, "Что требует внимания");
  // The installed forms name portals that are not in the list of this kiosk.
  kapka_test_kiosk_expect (fixture->kiosk, "и ещё * таких записей; все перечислит kapkactl check");
  kapka_test_kiosk_expect (fixture->kiosk, "*перечень порталов ещё не утверждён");
  kapka_test_kiosk_expect (fixture->kiosk, "Укажите в группе [List] *");
  kapka_test_print_server_set_enabled (fixture->print_server, FALSE);
  kapka_test_kiosk_press (fixture->kiosk, "Обновить");
  kapka_test_kiosk_expect (fixture->kiosk, "Kiosk: *остановлен");
  kapka_test_kiosk_expect (fixture->kiosk, "*принтер Kiosk остановлен или не отвечает");
  kapka_test_kiosk_expect (fixture->kiosk, "Включите принтер, проверьте кабель*");
  see_to_printer (fixture);
  kapka_test_kiosk_press (fixture->kiosk, "Проверить журнал");
  kapka_test_kiosk_expect (fixture->kiosk, "Журнал в порядке.");
  g_assert_false (is_shown (fixture, "Выключить"));
  kapka_test_kiosk_stop (fixture->kiosk);
}

static gboolean
is_powered_off (gpointer data) {
  g_autofree char *calls = kapka_test_login_get_calls (data);

  return g_str_equal (calls, "PowerOff");
}

/* A visit that goes on is ended and wiped before the machine goes off. */
static void
test_power (Fixture *fixture, gconstpointer data) {
  fixture->login = kapka_test_login_new ();
  kapka_test_kiosk_set_environment (fixture->kiosk, "DBUS_SYSTEM_BUS_ADDRESS",
                                    kapka_test_login_get_address (fixture->login));
  kapka_test_kiosk_start (fixture->kiosk);
  desk_name_people (fixture->kiosk);
  kapka_test_kiosk_press (fixture->kiosk, "Коснитесь экрана");
  kapka_test_kiosk_expect (fixture->kiosk, CALL);
  open_page (fixture, DESK_ADMINISTRATOR_PIN, "Оборудование");
  kapka_test_kiosk_press (fixture->kiosk, "Выключить");
  kapka_test_kiosk_press (fixture->kiosk, "Нет");
  kapka_test_kiosk_press (fixture->kiosk, "Выключить");
  kapka_test_kiosk_press (fixture->kiosk, "Да, выключить");
  g_assert_true (kapka_test_wait_until (is_powered_off, fixture->login, DESK_DEADLINE_MS));
  kapka_test_kiosk_expect_query (fixture->kiosk, "SELECT end_reason FROM visit", "staff");
  kapka_test_login_set_refusing (fixture->login, TRUE);
  kapka_test_kiosk_press (fixture->kiosk, "Перезагрузить");
  kapka_test_kiosk_press (fixture->kiosk, "Да, перезагрузить");
  kapka_test_kiosk_expect (fixture->kiosk, "Система не разрешает киоску это сделать.*");
  kapka_test_kiosk_stop (fixture->kiosk);
}

static void
fill_in (Fixture *fixture, const char *field, const char *text) {
  g_autoptr (KapkaTestElement) element = kapka_test_screen_wait_for (
      kapka_test_kiosk_get_screen (fixture->kiosk), ATSPI_ROLE_TEXT, field, DESK_DEADLINE_MS);

  g_assert_true (kapka_test_element_set_text (element, text));
}

static void
fill_in_pins (Fixture *fixture, const char *pin, const char *again) {
  fill_in (fixture, "PIN-код, от 4 до 12 цифр", pin);
  fill_in (fixture, "PIN-код ещё раз", again);
}

static void
test_people (Fixture *fixture, gconstpointer data) {
  kapka_test_kiosk_start (fixture->kiosk);
  desk_name_people (fixture->kiosk);
  open_page (fixture, DESK_ADMINISTRATOR_PIN, "Сотрудники");
  kapka_test_kiosk_press (fixture->kiosk, "Заведующая: Удалить");
  kapka_test_kiosk_press (fixture->kiosk, "Да, удалить");
  kapka_test_kiosk_expect (fixture->kiosk, "Не останется ни одного администратора*");
  kapka_test_kiosk_press (fixture->kiosk, "Нет");
  kapka_test_kiosk_press (fixture->kiosk, "Добавить сотрудника");
  fill_in (fixture, "Имя", "Читальный зал");
  fill_in_pins (fixture, "8642", "8643");
  kapka_test_kiosk_press (fixture->kiosk, "Сохранить");
  kapka_test_kiosk_expect (fixture->kiosk, "PIN-коды не совпадают");
  fill_in_pins (fixture, DESK_LIBRARIAN_PIN, DESK_LIBRARIAN_PIN);
  kapka_test_kiosk_press (fixture->kiosk, "Сохранить");
  kapka_test_kiosk_expect (fixture->kiosk, "*у другого сотрудника*");
  fill_in_pins (fixture, "8642", "8642");
  kapka_test_kiosk_press (fixture->kiosk, "Администратор");
  kapka_test_kiosk_press (fixture->kiosk, "Сохранить");
  kapka_test_kiosk_press (fixture->kiosk, "Заведующая: Удалить");
  kapka_test_kiosk_press (fixture->kiosk, "Да, удалить");
  expect_gone (fixture, "Заведующая: Удалить");
  kapka_test_kiosk_press (fixture->kiosk, "Абонемент: Сменить PIN-код");
  fill_in_pins (fixture, "97531", "97531");
  kapka_test_kiosk_press (fixture->kiosk, "Сохранить");
  kapka_test_kiosk_expect (fixture->kiosk, "Готово.");
  leave (fixture);
  open_page (fixture, "97531", "Оборудование");
  g_assert_false (is_shown (fixture, "Сотрудники"));
  leave (fixture);
  open_page (fixture, "8642", "Сотрудники");
  kapka_test_kiosk_stop (fixture->kiosk);
}

/* The kiosk asks until it is told or the first visitor has come, and never a stranger. */
static void
test_first_start (Fixture *fixture, gconstpointer data) {
  kapka_test_kiosk_set (fixture->kiosk, "staff", "ask_first_pin", "true");
  kapka_test_kiosk_start (fixture->kiosk);
  kapka_test_kiosk_expect (fixture->kiosk, FIRST);
  kapka_test_kiosk_press (fixture->kiosk, "Позже");
  expect_gone (fixture, FIRST);
  kapka_test_kiosk_stop (fixture->kiosk);
  kapka_test_kiosk_start (fixture->kiosk);
  kapka_test_kiosk_expect (fixture->kiosk, FIRST);
  fill_in (fixture, "Имя", "Заведующая");
  fill_in_pins (fixture, "1234", "1234");
  kapka_test_kiosk_press (fixture->kiosk, "Сохранить");
  kapka_test_kiosk_expect (fixture->kiosk, "Такой PIN-код угадывают первым*");
  fill_in_pins (fixture, DESK_ADMINISTRATOR_PIN, DESK_ADMINISTRATOR_PIN);
  kapka_test_kiosk_press (fixture->kiosk, "Сохранить");
  kapka_test_kiosk_press (fixture->kiosk, "Оборудование");
  kapka_test_kiosk_expect (fixture->kiosk, "Выйти из киоска");
  kapka_test_kiosk_stop (fixture->kiosk);
  kapka_test_kiosk_start (fixture->kiosk);
  open_page (fixture, DESK_ADMINISTRATOR_PIN, "Сотрудники");
  g_assert_false (is_shown (fixture, FIRST));
  kapka_test_kiosk_stop (fixture->kiosk);
}

static void
test_after_a_visitor (Fixture *fixture, gconstpointer data) {
  kapka_test_kiosk_start (fixture->kiosk);
  kapka_test_kiosk_press (fixture->kiosk, "Коснитесь экрана");
  kapka_test_kiosk_expect (fixture->kiosk, CALL);
  kapka_test_kiosk_stop (fixture->kiosk);
  kapka_test_kiosk_set (fixture->kiosk, "staff", "ask_first_pin", "true");
  kapka_test_kiosk_start (fixture->kiosk);
  kapka_test_kiosk_press (fixture->kiosk, "Коснитесь экрана");
  kapka_test_kiosk_expect (fixture->kiosk, CALL);
  g_assert_false (is_shown (fixture, FIRST));
  kapka_test_kiosk_stop (fixture->kiosk);
}

static gboolean
look_for_place (Fixture *fixture, const char *name, KapkaTestRect *place) {
  g_autoptr (KapkaTestElement) element = kapka_test_screen_find (
      kapka_test_kiosk_get_screen (fixture->kiosk), ATSPI_ROLE_INVALID, name);

  return element != NULL && kapka_test_element_get_rect (element, place);
}

/* The facts come one after the other, and what is below them moves. */
static gboolean
facts_end_above_buttons_cb (gpointer data) {
  KapkaTestRect last;
  KapkaTestRect button;

  return look_for_place (data, "Kapka *", &last) &&
         look_for_place (data, "Проверить журнал", &button) && last.y + last.height <= button.y;
}

/* Letters are large there and the page is narrow: what has no room goes into a further line. */
static void
test_upright (Fixture *fixture, gconstpointer data) {
  KapkaTestRect last;
  KapkaTestRect button;

  kapka_test_kiosk_start (fixture->kiosk);
  desk_name_people (fixture->kiosk);
  open_page (fixture, DESK_LIBRARIAN_PIN, "Издания и публикации");
  kapka_test_kiosk_press (fixture->kiosk, "Публикации");
  last = find_place (fixture, "Печатная продукция");
  button = find_place (fixture, "Вернуться");
  g_assert_cmpint (last.x + last.width, <=, UPRIGHT_WIDTH);
  g_assert_cmpint (button.x + button.width, <=, UPRIGHT_WIDTH);
  desk_open_page (fixture->kiosk, "Оборудование");
  g_assert_true (kapka_test_wait_until (facts_end_above_buttons_cb, fixture, DESK_DEADLINE_MS));
  kapka_test_kiosk_stop (fixture->kiosk);
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function)                                                                        \
  g_test_add ("/desk-machine/" path, Fixture, NULL, set_up, function, tear_down)
  ADD ("send", test_send);
  ADD ("send-to-nobody", test_send_to_nobody);
  ADD ("flash-drive", test_flash_drive);
  ADD ("not-connected", test_not_connected);
  ADD ("equipment", test_equipment);
  ADD ("power", test_power);
  ADD ("people", test_people);
  ADD ("first-start", test_first_start);
  ADD ("after-a-visitor", test_after_a_visitor);
#undef ADD
  g_test_add ("/desk-machine/upright", Fixture, NULL, set_up_upright, test_upright, tear_down);
  return g_test_run ();
}
