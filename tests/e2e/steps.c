// SPDX-License-Identifier: GPL-3.0-or-later
#include "steps.h"

#include "wait.h"

#define DEADLINE_MS 60000
#define PATIENCE_MS 10000

#define ERASED "Спасибо! Всё стёрто"
#define ANYWAY "Завершить и стереть всё"

void
kapka_test_begin_visit (KapkaTestKiosk *kiosk) {
  kapka_test_kiosk_press (kiosk, "Коснитесь экрана");
  kapka_test_kiosk_expect (kiosk, "Что вы хотите сделать?");
}

void
kapka_test_open_tile (KapkaTestKiosk *kiosk, const char *door, const char *tile) {
  kapka_test_kiosk_press (kiosk, door);
  kapka_test_kiosk_press (kiosk, tile);
}

void
kapka_test_go_home (KapkaTestKiosk *kiosk) {
  kapka_test_kiosk_press (kiosk, "В начало");
  kapka_test_kiosk_expect (kiosk, "Что вы хотите сделать?");
}

/* What is said next: the end, or a reminder before it. */
static gboolean
is_answered_cb (gpointer data) {
  KapkaTestScreen *screen = kapka_test_kiosk_get_screen (data);
  static const char *const answers[] = { ERASED, ANYWAY };

  for (guint i = 0; i < G_N_ELEMENTS (answers); i++) {
    g_autoptr (KapkaTestElement) element =
        kapka_test_screen_find (screen, ATSPI_ROLE_INVALID, answers[i]);

    if (element != NULL)
      return TRUE;
  }
  return FALSE;
}

void
kapka_test_end_visit (KapkaTestKiosk *kiosk) {
  g_autoptr (KapkaTestElement) reminder = NULL;

  kapka_test_kiosk_press (kiosk, "Завершить");
  g_assert_true (kapka_test_wait_until (is_answered_cb, kiosk, DEADLINE_MS));
  reminder =
      kapka_test_screen_find (kapka_test_kiosk_get_screen (kiosk), ATSPI_ROLE_INVALID, ANYWAY);
  if (reminder != NULL)
    kapka_test_kiosk_press (kiosk, ANYWAY);
  kapka_test_kiosk_expect (kiosk, ERASED);
}

void
kapka_test_choose_sight (KapkaTestKiosk *kiosk, const char *name) {
  kapka_test_screen_press (kapka_test_kiosk_get_screen (kiosk), ATSPI_ROLE_RADIO_BUTTON, name,
                           DEADLINE_MS);
}

void
kapka_test_type (KapkaTestKiosk *kiosk, const char *letters) {
  for (const char *letter = letters; *letter != '\0'; letter = g_utf8_next_char (letter)) {
    g_autofree char *key = g_strndup (letter, (gsize)(g_utf8_next_char (letter) - letter));

    kapka_test_kiosk_press (kiosk, g_str_equal (key, " ") ? "Пробел" : key);
  }
}

/* A button, and where. */
typedef struct {
  KapkaTestKiosk *kiosk;
  const char *name;
} Forbidden;

static gboolean
is_forbidden_cb (gpointer data) {
  const Forbidden *forbidden = data;
  g_autoptr (KapkaTestElement) button = kapka_test_screen_find (
      kapka_test_kiosk_get_screen (forbidden->kiosk), ATSPI_ROLE_PUSH_BUTTON, forbidden->name);

  return button != NULL && !kapka_test_element_has_state (button, ATSPI_STATE_SENSITIVE);
}

void
kapka_test_expect_forbidden (KapkaTestKiosk *kiosk, const char *name) {
  Forbidden forbidden = { kiosk, name };

  g_assert_true (kapka_test_wait_until (is_forbidden_cb, &forbidden, DEADLINE_MS));
}

void
kapka_test_expect_gone (KapkaTestKiosk *kiosk, const char *name) {
  kapka_test_screen_wait_gone (kapka_test_kiosk_get_screen (kiosk), ATSPI_ROLE_INVALID, name,
                               DEADLINE_MS);
}

static void
touch (KapkaTestKiosk *kiosk) {
  KapkaTestXDisplay *display =
      kapka_test_desktop_get_display (kapka_test_kiosk_get_desktop (kiosk));
  GPid pid = kapka_test_program_get_pid (kapka_test_kiosk_get_program (kiosk));
  KapkaTestRect window = { 0 };

  g_assert_true (kapka_test_x_display_find_window (display, pid, &window));
  kapka_test_x_display_click (display, window.x + window.width / 2, window.y + window.height / 3);
}

typedef struct {
  KapkaTestPortalServer *server;
  guint touches; // Felt before.
} Feeling;

static gboolean
is_felt_cb (gpointer data) {
  const Feeling *feeling = data;

  return kapka_test_portal_server_count_requests (feeling->server, "/touched") > feeling->touches;
}

char *
kapka_test_touch_page (KapkaTestKiosk *kiosk, KapkaTestPortalServer *server) {
  Feeling feeling = { server, kapka_test_portal_server_count_requests (server, "/touched") };

  for (guint i = 0; i < DEADLINE_MS / PATIENCE_MS; i++) {
    touch (kiosk);
    if (kapka_test_wait_until (is_felt_cb, &feeling, PATIENCE_MS)) {
      g_autoptr (KapkaTestRequest) request = kapka_test_portal_server_wait_request (
          server, "/touched", feeling.touches + 1, DEADLINE_MS);

      return g_steal_pointer (&request->query);
    }
  }

  g_autofree char *dump = kapka_test_screen_dump (kapka_test_kiosk_get_screen (kiosk));
  g_error ("the page does not feel any touch\n--- what shows\n%s", dump);
}

guint
kapka_test_count_visit_dirs (KapkaTestKiosk *kiosk) {
  const char *const *environment =
      kapka_test_desktop_get_environment (kapka_test_kiosk_get_desktop (kiosk));
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir =
      g_dir_open (g_environ_getenv ((char **)environment, "XDG_RUNTIME_DIR"), 0, &error);
  guint count = 0;
  const char *name;

  g_assert_no_error (error);
  while ((name = g_dir_read_name (dir)) != NULL)
    count += g_str_has_prefix (name, "kapka-visit-");
  return count;
}
