// SPDX-License-Identifier: GPL-3.0-or-later
// The session of a kiosk from its start by systemd to its end by it.

#include "real-session.h"

static void
test_visit (void) {
  g_autoptr (KapkaTestSession) session = kapka_test_session_new ();

  kapka_test_session_start (session);
  kapka_test_session_wait_picture (session);
  kapka_test_session_expect_word (session, "READY=1");
  kapka_test_session_wait_kiosk (session);
  kapka_test_session_expect_word (session, "WATCHDOG=1");
  kapka_test_session_touch (session);
  kapka_test_session_stop (session);
}

/* There is no screen for a text but that of the terminal, and nobody to erase anything when it is
 * ended. */
static void
test_no_screen (gconstpointer backend) {
  g_autoptr (KapkaTestSession) session = kapka_test_session_new ();
  g_autofree char *ends = NULL;

  kapka_test_session_start_without_screen (session, backend);
  kapka_test_session_wait_line (session, "Код 530");
  kapka_test_session_wait_line (session, "Через 1 минуту");
  ends = kapka_test_session_read_state (session, "kiosk-ends");
  g_assert_true (g_str_has_suffix (ends, " 530\n"));
  kapka_test_session_stop (session);
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/session/visit", test_visit);
  g_test_add_data_func ("/session/no-screen", "unknown", test_no_screen);
  g_test_add_data_func ("/session/no-card", "drm", test_no_screen);
  return g_test_run ();
}
