// SPDX-License-Identifier: GPL-3.0-or-later
// The screen of a program is found, pressed and looked at; the program is the first argument.
#include "screen.h"
#include "tmpdir.h"

#include <locale.h>

/* Generous: a loaded machine must not fail a test that waits for what does come. */
#define DEADLINE_MS 20000

/* For what must not come. */
#define SHORT_MS 300

/* The desktop, the window program on it, and its screen. */
typedef struct {
  KapkaTestDesktop *desktop;
  KapkaTestProgram *program;
  KapkaTestScreen *screen;
} Window;

static void
window_open (Window *window, gconstpointer data) {
  const char *argv[] = { data, NULL };

  window->desktop = kapka_test_desktop_new (1024, 768);
  window->program =
      kapka_test_program_start (argv, kapka_test_desktop_get_environment (window->desktop));
  window->screen = kapka_test_screen_new (window->desktop, window->program, DEADLINE_MS);
  kapka_test_element_free (kapka_test_screen_wait_for (window->screen, ATSPI_ROLE_PUSH_BUTTON,
                                                       "Перевернуть", DEADLINE_MS));
}

static void
window_close (Window *window, gconstpointer data G_GNUC_UNUSED) {
  kapka_test_screen_free (window->screen);
  kapka_test_program_free (window->program);
  kapka_test_desktop_free (window->desktop);
}

static void
add_window_test (const char *path, const char *program, void (*test) (Window *, gconstpointer)) {
  g_test_add (path, Window, program, window_open, test, window_close);
}

static void
assert_label (Window *window, const char *text) {
  kapka_test_element_free (
      kapka_test_screen_wait_for (window->screen, ATSPI_ROLE_LABEL, text, DEADLINE_MS));
}

static void
test_screen_finds (Window *window, gconstpointer data G_GNUC_UNUSED) {
  g_auto (GStrv) names = kapka_test_screen_find_all_names (window->screen, ATSPI_ROLE_PUSH_BUTTON);
  const char *const expected[] = { "Считать", "Нельзя", "Перевернуть", NULL };
  g_autoptr (KapkaTestElement) prefix =
      kapka_test_screen_find (window->screen, ATSPI_ROLE_PUSH_BUTTON, "Переверн*");
  g_autoptr (KapkaTestElement) other_role =
      kapka_test_screen_find (window->screen, ATSPI_ROLE_FRAME, "Считать");
  g_autoptr (KapkaTestElement) hidden =
      kapka_test_screen_find (window->screen, ATSPI_ROLE_INVALID, "Оборот");
  g_autofree char *dump = kapka_test_screen_dump (window->screen);

  g_assert_cmpstrv (names, (char **)expected);
  g_assert_nonnull (prefix);
  g_assert_null (other_role);
  g_assert_null (hidden);
  g_assert_nonnull (strstr (dump, "push button \"Нельзя\" insensitive\n"));
  g_assert_null (strstr (dump, "Оборот"));
}

static void
test_screen_presses (Window *window, gconstpointer data G_GNUC_UNUSED) {
  kapka_test_screen_press (window->screen, ATSPI_ROLE_PUSH_BUTTON, "Считать", DEADLINE_MS);
  assert_label (window, "1");
  kapka_test_screen_press (window->screen, ATSPI_ROLE_PUSH_BUTTON, "Перевернуть", DEADLINE_MS);
  assert_label (window, "Оборот");
  kapka_test_screen_wait_gone (window->screen, ATSPI_ROLE_PUSH_BUTTON, "Считать", DEADLINE_MS);
}

static void
test_screen_edits_text (Window *window, gconstpointer data G_GNUC_UNUSED) {
  g_autoptr (KapkaTestElement) field =
      kapka_test_screen_wait_for (window->screen, ATSPI_ROLE_TEXT, "Поле", DEADLINE_MS);
  g_autoptr (KapkaTestElement) label =
      kapka_test_screen_wait_for (window->screen, ATSPI_ROLE_LABEL, "0", DEADLINE_MS);

  g_assert_true (kapka_test_element_set_text (field, "ӝӵ"));
  g_assert_true (kapka_test_element_insert_text (field, 1, "ӧӟ"));
  g_autofree char *text = kapka_test_element_get_text (field);
  g_assert_cmpstr (text, ==, "ӝӧӟӵ");
  g_assert_false (kapka_test_element_set_text (label, "1"));
}

static void
test_screen_clicks (Window *window, gconstpointer data G_GNUC_UNUSED) {
  g_autoptr (KapkaTestElement) button =
      kapka_test_screen_find (window->screen, ATSPI_ROLE_PUSH_BUTTON, "Считать");
  g_autoptr (KapkaTestElement) insensitive =
      kapka_test_screen_find (window->screen, ATSPI_ROLE_PUSH_BUTTON, "Нельзя");

  kapka_test_screen_click (window->screen, insensitive);
  kapka_test_screen_click (window->screen, button);
  assert_label (window, "1");
  kapka_test_screen_click (window->screen, button);
  assert_label (window, "2");
  g_assert_true (kapka_test_element_has_state (button, ATSPI_STATE_FOCUSED));
}

static void
test_screen_types (Window *window, gconstpointer data G_GNUC_UNUSED) {
  KapkaTestXDisplay *display = kapka_test_desktop_get_display (window->desktop);
  g_autoptr (KapkaTestElement) field =
      kapka_test_screen_find (window->screen, ATSPI_ROLE_TEXT, "Поле");

  kapka_test_screen_click (window->screen, field);
  kapka_test_x_display_type_key (display, "q");
  kapka_test_x_display_type_key (display, "Q");
  kapka_test_x_display_type_key (display, "Alt_L+F4");
  g_free (kapka_test_program_wait_line (window->program, KAPKA_TEST_STREAM_OUT, "key F4 alt",
                                        DEADLINE_MS));
  g_autofree char *text = kapka_test_element_get_text (field);
  g_assert_cmpstr (text, ==, "qQ");
}

static void
test_screen_takes_picture (Window *window, gconstpointer data G_GNUC_UNUSED) {
  g_autoptr (KapkaTestDir) dir = kapka_test_dir_new ();
  g_autofree char *path = kapka_test_dir_join (dir, "screen.png");
  g_autofree char *picture = NULL;
  /* Width and height of a PNG are big-endian words at byte 16. */
  const guint8 size[] = { 0, 0, 1024 / 256, 0, 0, 0, 768 / 256, 0 };
  gsize length = 0;

  kapka_test_x_display_screenshot (kapka_test_desktop_get_display (window->desktop), path);
  g_assert_true (g_file_get_contents (path, &picture, &length, NULL));
  g_assert_cmpuint (length, >, 1000);
  g_assert_cmpmem (picture + 16, sizeof size, size, sizeof size);
}

static void
test_screen_failure_subprocess (Window *window, gconstpointer data G_GNUC_UNUSED) {
  kapka_test_screen_wait_for (window->screen, ATSPI_ROLE_LABEL, "Такого нет", SHORT_MS);
}

/* The failing test leaves its directories behind, for which it gets one that goes. */
static void
test_screen_failure (gconstpointer data) {
  g_autoptr (KapkaTestDir) dir = kapka_test_dir_new ();
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  const char *argv[] = {
    self, data, "-p", "/screen/failure/subprocess", "--GTestSubprocess", NULL
  };
  g_auto (GStrv) environment =
      g_environ_setenv (g_get_environ (), "TMPDIR", kapka_test_dir_get_path (dir), TRUE);
  g_autoptr (KapkaTestProgram) test =
      kapka_test_program_start (argv, (const char *const *)environment);

  g_assert_cmpint (kapka_test_program_wait (test, DEADLINE_MS), !=, 0);
  g_autofree char *err = kapka_test_program_get_text (test, KAPKA_TEST_STREAM_ERR);
  g_assert_nonnull (strstr (err, "label \"Такого нет\" did not show within 300 ms"));
  g_assert_nonnull (strstr (err, "push button \"Считать\""));
  g_assert_nonnull (strstr (err, "ready\n"));
}

static void
test_screen_two_desktops (Window *window, gconstpointer data) {
  Window second = { 0 };

  window_open (&second, data);
  kapka_test_screen_press (second.screen, ATSPI_ROLE_PUSH_BUTTON, "Считать", DEADLINE_MS);
  assert_label (&second, "1");
  assert_label (window, "0");
  window_close (&second, data);
  assert_label (window, "0");
}

int
main (int argc, char **argv) {
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  add_window_test ("/screen/finds", argv[1], test_screen_finds);
  add_window_test ("/screen/presses", argv[1], test_screen_presses);
  add_window_test ("/screen/edits-text", argv[1], test_screen_edits_text);
  add_window_test ("/screen/clicks", argv[1], test_screen_clicks);
  add_window_test ("/screen/types", argv[1], test_screen_types);
  add_window_test ("/screen/takes-picture", argv[1], test_screen_takes_picture);
  add_window_test ("/screen/failure/subprocess", argv[1], test_screen_failure_subprocess);
  g_test_add_data_func ("/screen/failure", argv[1], test_screen_failure);
  add_window_test ("/screen/two-desktops", argv[1], test_screen_two_desktops);
  return g_test_run ();
}
