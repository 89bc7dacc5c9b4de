// SPDX-License-Identifier: GPL-3.0-or-later
// A damaged file of the desk: the kiosk works, and whoever comes to the desk is told once.

#include "desk-steps.h"

#define NOTICE                                                                                                                     \
  "Записи рабочего места были повреждены, а резервной копии не нашлось. " \
  "Повреждённый файл лежит в папке «quarantine»; показатели журнала не пострадали."

static void
test_damaged (void) {
  g_autoptr (KapkaTestKiosk) kiosk = kapka_test_kiosk_new (1024, 768);
  const char *state_dir = kapka_test_kiosk_get_state_dir (kiosk);
  g_autofree char *path = g_build_filename (state_dir, "desk.db", NULL);
  g_autofree char *list = NULL;

  kapka_test_kiosk_set (kiosk, "visit", "idle_seconds", "600");
  kapka_test_kiosk_start (kiosk);
  desk_name_people (kiosk);
  g_assert_true (g_file_set_contents (path, "no database", -1, NULL));
  desk_enter (kiosk, DESK_LIBRARIAN_PIN);
  desk_open_page (kiosk, "Журнал");
  kapka_test_kiosk_expect (kiosk, NOTICE);
  kapka_test_kiosk_press (kiosk, "Понятно");
  kapka_test_screen_wait_gone (kapka_test_kiosk_get_screen (kiosk), ATSPI_ROLE_LABEL, NOTICE,
                               DESK_DEADLINE_MS);
  list = desk_run_kapkactl (kiosk, "history list", "");
  g_assert_nonnull (g_strstr_len (list, -1, "источник"));
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/desk-damaged/told", test_damaged);
  return g_test_run ();
}
