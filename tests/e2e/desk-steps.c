// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk-steps.h"

char *
desk_run_kapkactl (KapkaTestKiosk *kiosk, const char *arguments, const char *input) {
  g_autofree char *script =
      g_strdup_printf ("printf '%s' | exec \"$KAPKACTL\" --config \"$0\" %s", input, arguments);
  const char *const argv[] = { "sh", "-c", script, kapka_test_kiosk_get_config (kiosk), NULL };

  return kapka_test_program_run (argv, NULL, DESK_DEADLINE_MS);
}

void
desk_name_people (KapkaTestKiosk *kiosk) {
  g_free (desk_run_kapkactl (kiosk, "pin set Заведующая --role=administrator",
                             DESK_ADMINISTRATOR_PIN "\\n"));
  g_free (
      desk_run_kapkactl (kiosk, "pin set Абонемент --role=librarian", DESK_LIBRARIAN_PIN "\\n"));
}

void
desk_enter (KapkaTestKiosk *kiosk, const char *pin) {
  KapkaTestXDisplay *display =
      kapka_test_desktop_get_display (kapka_test_kiosk_get_desktop (kiosk));

  for (guint i = 0; i < 5; i++)
    kapka_test_x_display_click (display, 30, 30);
  kapka_test_kiosk_expect (kiosk, "Для сотрудников: введите PIN-код");
  for (; *pin != '\0'; pin++) {
    const char key[] = { *pin, '\0' };

    kapka_test_x_display_type_key (display, key);
  }
  kapka_test_x_display_type_key (display, "Return");
  kapka_test_kiosk_expect (kiosk, "Сегодня");
}

void
desk_open_page (KapkaTestKiosk *kiosk, const char *name) {
  kapka_test_kiosk_press (kiosk, name);
}
