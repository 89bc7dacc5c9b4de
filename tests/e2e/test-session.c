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

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/session/visit", test_visit);
  return g_test_run ();
}
