// SPDX-License-Identifier: GPL-3.0-or-later
// The staff's side of the real program: the hidden gesture, the PIN pad, the way out, and kapkactl
// pin.

#include <fcntl.h>
#include <glib.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>
#include <termios.h>
#include <unistd.h>

#include "kiosk.h"
#include "wait.h"

#define DEADLINE_MS 60000

/* The pad leaves by itself after 30 seconds. */
#define LEAVE_DEADLINE_MS 60000

#define PAD "Для сотрудников: введите PIN-код"
#define CALL "Что вы хотите сделать?"
#define GOODBYE "Спасибо! Всё стёрто"

typedef struct {
  KapkaTestKiosk *kiosk;
  KapkaTestXDisplay *display;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data) {
  fixture->kiosk = kapka_test_kiosk_new (1280, 1024);
  fixture->display = kapka_test_desktop_get_display (kapka_test_kiosk_get_desktop (fixture->kiosk));
}

static void
tear_down (Fixture *fixture, gconstpointer data) {
  kapka_test_kiosk_free (fixture->kiosk);
}

/* Runs `kapkactl pin @arguments` with @input as the standard input; returns the exit code. */
static int
run_pin (Fixture *fixture, const char *arguments, const char *input, char **out_text) {
  g_autofree char *script = g_strdup_printf (
      "printf '%s' | exec \"$KAPKACTL\" --config \"$0\" pin %s 2>&1", input, arguments);
  const char *const argv[] = { "sh", "-c", script, kapka_test_kiosk_get_config (fixture->kiosk),
                               NULL };
  g_autoptr (KapkaTestProgram) program = kapka_test_program_start (argv, NULL);
  int exit_code = kapka_test_program_wait (program, DEADLINE_MS);

  if (out_text != NULL)
    *out_text = kapka_test_program_get_text (program, KAPKA_TEST_STREAM_OUT);
  return exit_code;
}

static void
assert_pin (Fixture *fixture,
            const char *arguments,
            const char *input,
            int exit_code,
            const char *part) {
  g_autofree char *text = NULL;

  g_assert_cmpint (run_pin (fixture, arguments, input, &text), ==, exit_code);
  if (strstr (text, part) == NULL)
    g_error ("expected \"%s\" in:\n%s", part, text);
}

/* The configuration lies there once the kiosk has been started. */
static void
start (Fixture *fixture) {
  kapka_test_kiosk_start (fixture->kiosk);
  assert_pin (fixture, "set Заведующая --role=administrator", "4711\\n", EX_OK, "");
  assert_pin (fixture, "set Абонемент --role=librarian", "290375\\n", EX_OK, "");
}

static void
begin (Fixture *fixture) {
  kapka_test_kiosk_press (fixture->kiosk, "Коснитесь экрана");
  kapka_test_kiosk_expect (fixture->kiosk, CALL);
}

static void
touch_corner (Fixture *fixture, guint times) {
  for (guint i = 0; i < times; i++)
    kapka_test_x_display_click (fixture->display, 30, 30);
}

static void
open_pad (Fixture *fixture) {
  touch_corner (fixture, 5);
  kapka_test_kiosk_expect (fixture->kiosk, PAD);
}

static void
expect_gone (Fixture *fixture, const char *name) {
  kapka_test_screen_wait_gone (kapka_test_kiosk_get_screen (fixture->kiosk), ATSPI_ROLE_INVALID,
                               name, DEADLINE_MS);
}

static gboolean
is_shown (Fixture *fixture, const char *name) {
  g_autoptr (KapkaTestElement) element = kapka_test_screen_find (
      kapka_test_kiosk_get_screen (fixture->kiosk), ATSPI_ROLE_INVALID, name);

  return element != NULL;
}

/* A pointer that moves on before a touch has been taken would draw the touch after it. */
static void
touch_key (Fixture *fixture, char digit, guint n_after) {
  KapkaTestScreen *screen = kapka_test_kiosk_get_screen (fixture->kiosk);
  const char name[] = { digit, '\0' };
  g_autofree char *typed = g_strdup_printf ("Набрано цифр: %u", n_after);
  g_autoptr (KapkaTestElement) key =
      kapka_test_screen_wait_for (screen, ATSPI_ROLE_PUSH_BUTTON, name, DEADLINE_MS);

  kapka_test_screen_click (screen, key);
  kapka_test_kiosk_expect (fixture->kiosk, typed);
}

/* Types by touching the keys on the screen. */
static void
enter (Fixture *fixture, const char *pin) {
  for (guint i = 0; pin[i] != '\0'; i++)
    touch_key (fixture, pin[i], i + 1);
  kapka_test_kiosk_press (fixture->kiosk, "Войти");
}

static void
enter_wrong (Fixture *fixture) {
  enter (fixture, "8520");
  kapka_test_kiosk_expect (fixture->kiosk, "Неверный PIN-код*");
}

static char *
read_lock (Fixture *fixture) {
  g_autofree char *path =
      g_build_filename (kapka_test_kiosk_get_state_dir (fixture->kiosk), "staff-lock", NULL);
  char *text = NULL;

  g_file_get_contents (path, &text, NULL, NULL);
  return text;
}

static void
test_no_pin_set (Fixture *fixture, gconstpointer data) {
  kapka_test_kiosk_start (fixture->kiosk);
  touch_corner (fixture, 5);
  kapka_test_kiosk_expect (fixture->kiosk, "PIN-код ещё не задан");
  kapka_test_kiosk_expect (fixture->kiosk, "Администратор задаёт его командой: kapkactl pin set");
  kapka_test_kiosk_press (fixture->kiosk, "Вернуться");
  expect_gone (fixture, "PIN-код ещё не задан");
  kapka_test_kiosk_stop (fixture->kiosk);
}

/* The touches do what they always do: the corner of a door is its way back. */
static void
test_gesture (Fixture *fixture, gconstpointer data) {
  start (fixture);
  begin (fixture);
  kapka_test_kiosk_press (fixture->kiosk, "Узнать об услуге");
  kapka_test_kiosk_expect (fixture->kiosk, "Назад");
  open_pad (fixture);
  expect_gone (fixture, "Назад");
  kapka_test_kiosk_press (fixture->kiosk, "Отмена");
  expect_gone (fixture, PAD);
  kapka_test_kiosk_expect (fixture->kiosk, CALL);
  kapka_test_kiosk_stop (fixture->kiosk);
}

/* From the waiting screen the first touch begins a visit, as any touch does. */
static void
test_ends_the_visit (Fixture *fixture, gconstpointer data) {
  g_autofree char *counted = NULL;
  g_autofree char *cleared = NULL;

  start (fixture);
  open_pad (fixture);
  enter_wrong (fixture);
  counted = read_lock (fixture);
  g_assert_nonnull (strstr (counted, "\"tries\":1,"));
  enter (fixture, "290375");
  kapka_test_kiosk_expect (fixture->kiosk, "Абонемент");
  kapka_test_kiosk_press (fixture->kiosk, "Оборудование");
  kapka_test_kiosk_expect (fixture->kiosk, "Проверить журнал");
  g_assert_false (is_shown (fixture, "Выйти из киоска"));
  cleared = read_lock (fixture);
  g_assert_null (cleared);
  kapka_test_kiosk_press (fixture->kiosk, "Завершить посещение");
  kapka_test_kiosk_expect (fixture->kiosk, GOODBYE);
  kapka_test_kiosk_expect_query (fixture->kiosk, "SELECT end_reason || ' ' || users FROM visit",
                                 "staff 0");
  kapka_test_kiosk_stop (fixture->kiosk);
}

/* The pad may leave by itself before the wait is over; it is opened again then. */
static void
sit_out_wait (Fixture *fixture) {
  expect_gone (fixture, "Подождите*");
  while (!is_shown (fixture, PAD)) {
    open_pad (fixture);
    expect_gone (fixture, "Подождите*");
  }
}

/* A kill and a new start shorten nothing, and no PIN is taken meanwhile. */
static void
test_lock_out (Fixture *fixture, gconstpointer data) {
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  kapka_test_kiosk_set (fixture->kiosk, "visit", "idle_seconds", "600");
  start (fixture);
  open_pad (fixture);
  for (int i = 0; i < 2; i++) {
    enter_wrong (fixture);
    kapka_test_kiosk_press (fixture->kiosk, "Отмена");
    expect_gone (fixture, PAD);
    open_pad (fixture);
  }
  enter (fixture, "8520");
  kapka_test_kiosk_expect (fixture->kiosk, "Неверный PIN-код\nПодождите * с");
  before = read_lock (fixture);
  kapka_test_kiosk_kill (fixture->kiosk);
  kapka_test_kiosk_start (fixture->kiosk);
  open_pad (fixture);
  kapka_test_kiosk_expect (fixture->kiosk, "Подождите*");
  kapka_test_x_display_type_key (fixture->display, "4");
  kapka_test_x_display_type_key (fixture->display, "Return");
  g_assert_true (is_shown (fixture, "Подождите*"));
  sit_out_wait (fixture);
  after = read_lock (fixture);
  g_assert_cmpstr (after, ==, before);
  enter (fixture, "4711");
  kapka_test_kiosk_expect (fixture->kiosk, "Заведующая");
  kapka_test_kiosk_stop (fixture->kiosk);
}

static void
test_leaves_by_itself (Fixture *fixture, gconstpointer data) {
  KapkaTestScreen *screen;

  kapka_test_kiosk_set (fixture->kiosk, "visit", "idle_seconds", "600");
  kapka_test_kiosk_set (fixture->kiosk, "staff", "idle_seconds", "10");
  start (fixture);
  screen = kapka_test_kiosk_get_screen (fixture->kiosk);
  begin (fixture);
  open_pad (fixture);
  kapka_test_screen_wait_gone (screen, ATSPI_ROLE_INVALID, PAD, LEAVE_DEADLINE_MS);
  open_pad (fixture);
  enter (fixture, "4711");
  kapka_test_kiosk_press (fixture->kiosk, "Оборудование");
  kapka_test_kiosk_expect (fixture->kiosk, "Выйти из киоска");
  kapka_test_screen_wait_gone (screen, ATSPI_ROLE_INVALID, "Выйти из киоска", LEAVE_DEADLINE_MS);
  kapka_test_kiosk_expect (fixture->kiosk, CALL);
  kapka_test_kiosk_stop (fixture->kiosk);
}

static void
type_keys (Fixture *fixture, const char *const *keys) {
  for (; *keys != NULL; keys++)
    kapka_test_x_display_type_key (fixture->display, *keys);
}

/* By a real keyboard alone; the visit that was going on ends as one that staff ended. */
static void
test_closes_the_kiosk (Fixture *fixture, gconstpointer data) {
  static const char *const typed[] = { "4", "8", "BackSpace", "7", "1", "1", "Return", NULL };

  start (fixture);
  begin (fixture);
  open_pad (fixture);
  kapka_test_x_display_type_key (fixture->display, "Escape");
  expect_gone (fixture, PAD);
  open_pad (fixture);
  type_keys (fixture, typed);
  kapka_test_kiosk_press (fixture->kiosk, "Оборудование");
  kapka_test_kiosk_press (fixture->kiosk, "Выйти из киоска");
  g_assert_cmpint (
      kapka_test_program_wait (kapka_test_kiosk_get_program (fixture->kiosk), DEADLINE_MS), ==, 0);
  kapka_test_kiosk_expect_query (fixture->kiosk, "SELECT end_reason FROM visit", "staff");
}

/* A list that others could have written lets nobody in, and says where to look. */
static void
test_untrusted_list (Fixture *fixture, gconstpointer data) {
  g_autofree char *path = NULL;

  start (fixture);
  path = g_build_filename (kapka_test_kiosk_get_state_dir (fixture->kiosk), "staff", NULL);
  g_assert_cmpint (g_chmod (path, 0644), ==, 0);
  touch_corner (fixture, 5);
  kapka_test_kiosk_expect (fixture->kiosk, "Списком PIN-кодов нельзя пользоваться");
  assert_pin (fixture, "list", "", EX_CONFIG, "chmod 600");
  kapka_test_kiosk_stop (fixture->kiosk);
}

/* The way out is needed most when nothing else is in order. */
static void
test_broken_catalogue (Fixture *fixture, gconstpointer data) {
  g_autofree char *directory = g_path_get_dirname (kapka_test_kiosk_get_config (fixture->kiosk));
  g_autofree char *services = g_build_filename (directory, "catalog", "services.ini", NULL);
  g_autofree char *forms = g_build_filename (directory, "catalog", "forms.ini", NULL);

  g_assert_true (g_file_set_contents (services, "[s1\nName", -1, NULL));
  g_assert_true (g_file_set_contents (forms, "\xff\xfe", -1, NULL));
  kapka_test_kiosk_add_portal (fixture->kiosk, "broken", "Портал", "gopher://", "s9");
  start (fixture);
  open_pad (fixture);
  enter (fixture, "290375");
  kapka_test_kiosk_press (fixture->kiosk, "Завершить посещение");
  kapka_test_kiosk_expect (fixture->kiosk, GOODBYE);
  kapka_test_kiosk_stop (fixture->kiosk);
}

/* Neither the way in nor the desk asks any network. */
static void
test_no_network (Fixture *fixture, gconstpointer data) {
  kapka_test_kiosk_cut_network (fixture->kiosk);
  kapka_test_kiosk_set (fixture->kiosk, "sync", "url", "https://kapka.example.org");
  start (fixture);
  open_pad (fixture);
  enter (fixture, "290375");
  kapka_test_kiosk_press (fixture->kiosk, "Отчёты");
  kapka_test_kiosk_expect (fixture->kiosk, "Таблица А. Динамика показателей");
  kapka_test_kiosk_press (fixture->kiosk, "Отправка");
  kapka_test_kiosk_expect (fixture->kiosk, "Отправить сейчас");
  kapka_test_kiosk_press (fixture->kiosk, "Вернуться");
  expect_gone (fixture, "Вернуться");
  kapka_test_kiosk_stop (fixture->kiosk);
}

static void
test_command (Fixture *fixture, gconstpointer data) {
  kapka_test_kiosk_start (fixture->kiosk);
  assert_pin (fixture, "set Заведующая", "4711\\n", EX_USAGE, "--role");
  assert_pin (fixture, "set Заведующая --role=director", "4711\\n", EX_USAGE, "--role");
  assert_pin (fixture, "set Заведующая --role=administrator", "", EX_USAGE, "не введён");
  assert_pin (fixture, "set Заведующая --role=administrator", "471\\n", EX_DATAERR, "от 4 до 12");
  assert_pin (fixture, "set Заведующая --role=administrator", "4711\\r\\n", EX_OK, "");
  assert_pin (fixture, "set Абонемент --role=librarian", "4711\\n", EX_DATAERR,
              "у другого сотрудника");
  assert_pin (fixture, "set Абонемент --role=librarian", "290375", EX_OK, "");
  assert_pin (fixture, "list", "", EX_OK, "administrator  Заведующая\nlibrarian      Абонемент\n");
  assert_pin (fixture, "remove Заведующая", "", EX_NOPERM, "--force");
  assert_pin (fixture, "set Заведующая --role=librarian", "4711\\n", EX_NOPERM, "--force");
  assert_pin (fixture, "set Абонемент --role=administrator", "290376\\n", EX_OK, "");
  assert_pin (fixture, "remove Заведующая", "", EX_OK, "");
  assert_pin (fixture, "remove Заведующая", "", EX_NOINPUT, "нет сотрудника");
  assert_pin (fixture, "remove Абонемент --force", "", EX_OK, "");
  assert_pin (fixture, "list everybody", "", EX_USAGE, "");
  assert_pin (fixture, "list --role=librarian", "", EX_USAGE, "--role");
  kapka_test_kiosk_stop (fixture->kiosk);
}

/* A terminal whose other end the test holds. */
typedef struct {
  int master;
  int slave; // Kept open, so that its settings can be looked at.
  KapkaTestProgram *program;
} Terminal;

static void
terminal_open (Terminal *terminal, Fixture *fixture) {
  g_autofree char *script = NULL;

  terminal->master = posix_openpt (O_RDWR | O_NOCTTY | O_CLOEXEC);
  g_assert_cmpint (grantpt (terminal->master), ==, 0);
  g_assert_cmpint (unlockpt (terminal->master), ==, 0);
  terminal->slave = open (ptsname (terminal->master), O_RDWR | O_NOCTTY | O_CLOEXEC);
  script = g_strdup_printf (
      "exec \"$KAPKACTL\" --config \"$0\" pin set Заведующая --role=administrator <%s",
      ptsname (terminal->master));
  {
    const char *const argv[] = { "sh", "-c", script, kapka_test_kiosk_get_config (fixture->kiosk),
                                 NULL };

    terminal->program = kapka_test_program_start (argv, NULL);
  }
}

static gboolean
is_echoing (Terminal *terminal) {
  struct termios settings;

  g_assert_cmpint (tcgetattr (terminal->slave, &settings), ==, 0);
  return (settings.c_lflag & ECHO) != 0;
}

typedef struct {
  Terminal *terminal;
  const char *text;
} Prompt;

/* The answer to a prompt may be typed once the terminal has gone quiet. */
static gboolean
is_prompted (gpointer data) {
  Prompt *prompt = data;
  g_autofree char *text =
      kapka_test_program_get_text (prompt->terminal->program, KAPKA_TEST_STREAM_ERR);

  return strstr (text, prompt->text) != NULL && !is_echoing (prompt->terminal);
}

static void
terminal_await (Terminal *terminal, const char *prompt) {
  if (!kapka_test_wait_until (is_prompted, &(Prompt){ terminal, prompt }, DEADLINE_MS))
    g_error ("no hidden prompt \"%s\"", prompt);
}

static void
terminal_type (Terminal *terminal, const char *prompt, const char *text) {
  terminal_await (terminal, prompt);
  g_assert_cmpint (write (terminal->master, text, strlen (text)), ==, (gssize)strlen (text));
}

static void
terminal_close (Terminal *terminal, int exit_code) {
  g_assert_cmpint (kapka_test_program_wait (terminal->program, DEADLINE_MS), ==, exit_code);
  g_assert_true (is_echoing (terminal));
  kapka_test_program_free (terminal->program);
  close (terminal->slave);
  close (terminal->master);
}

static void
test_terminal (Fixture *fixture, gconstpointer data) {
  Terminal terminal;

  kapka_test_kiosk_start (fixture->kiosk);
  terminal_open (&terminal, fixture);
  terminal_type (&terminal, "PIN-код: ", "4711\n");
  terminal_type (&terminal, "Ещё раз: ", "4712\n");
  terminal_close (&terminal, EX_USAGE);
  terminal_open (&terminal, fixture);
  terminal_await (&terminal, "PIN-код: ");
  kapka_test_program_signal (terminal.program, SIGINT);
  terminal_close (&terminal, 128 + SIGINT);
  assert_pin (fixture, "list", "", EX_OK, "");
  terminal_open (&terminal, fixture);
  terminal_type (&terminal, "PIN-код: ", "4711\n");
  terminal_type (&terminal, "Ещё раз: ", "4711\n");
  terminal_close (&terminal, EX_OK);
  assert_pin (fixture, "list", "", EX_OK, "Заведующая");
  kapka_test_kiosk_stop (fixture->kiosk);
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) g_test_add ("/staff/" path, Fixture, NULL, set_up, function, tear_down)
  ADD ("no-pin-set", test_no_pin_set);
  ADD ("gesture", test_gesture);
  ADD ("ends-the-visit", test_ends_the_visit);
  ADD ("lock-out", test_lock_out);
  ADD ("leaves-by-itself", test_leaves_by_itself);
  ADD ("closes-the-kiosk", test_closes_the_kiosk);
  ADD ("untrusted-list", test_untrusted_list);
  ADD ("broken-catalogue", test_broken_catalogue);
  ADD ("no-network", test_no_network);
  ADD ("command", test_command);
  ADD ("terminal", test_terminal);
#undef ADD
  return g_test_run ();
}
