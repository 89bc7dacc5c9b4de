// SPDX-License-Identifier: GPL-3.0-or-later
// The screens that come by themselves or for the staff alone can be seen, touched and heard as
// those of a visit are. A new page of the desk is a line of `pages`.

#include <locale.h>

#include "audit.h"
#include "desk-steps.h"
#include "steps.h"

#define PAD "Для сотрудников: введите PIN-код"

static const struct {
  const char *name; // On the rail.
  const char *shows;
} pages[] = {
  { "Сегодня", "Сегодня" },
  { "Отчёты", "Таблица А. Динамика показателей" },
  { "Отправка", "Отправить сейчас" },
  { "Оборудование", "Что требует внимания" },
  { "Сотрудники", "Заведующая: Удалить" },
};

static KapkaTestKiosk *
make_kiosk (void) {
  KapkaTestKiosk *kiosk = kapka_test_kiosk_new (1024, 768);

  kapka_test_kiosk_set (kiosk, "staff", "idle_seconds", "3600");
  kapka_test_view_prepare (kiosk);
  return kiosk;
}

static void
open_pad (KapkaTestKiosk *kiosk) {
  KapkaTestXDisplay *display =
      kapka_test_desktop_get_display (kapka_test_kiosk_get_desktop (kiosk));

  for (guint i = 0; i < 5; i++)
    kapka_test_x_display_click (display, 30, 30);
  kapka_test_kiosk_expect (kiosk, PAD);
}

static void
test_desk (void) {
  KapkaTestKiosk *kiosk = make_kiosk ();
  g_autoptr (KapkaTestAudit) audit = kapka_test_audit_new (kiosk, 4.5);

  kapka_test_kiosk_start (kiosk);
  desk_name_people (kiosk);
  open_pad (kiosk);
  kapka_test_audit_look (audit, "entrance");
  kapka_test_kiosk_press (kiosk, "Отмена");
  kapka_test_expect_gone (kiosk, PAD);
  desk_enter (kiosk, DESK_ADMINISTRATOR_PIN);
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++) {
    g_test_message ("at %s", pages[i].name);
    desk_open_page (kiosk, pages[i].name);
    kapka_test_kiosk_expect (kiosk, pages[i].shows);
    kapka_test_audit_look (audit, pages[i].name);
  }
  kapka_test_kiosk_stop (kiosk);
  kapka_test_audit_finish (audit);
  kapka_test_kiosk_free (kiosk);
}

/* Its seconds go on while it is looked at. */
static void
test_countdown (void) {
  KapkaTestKiosk *kiosk = make_kiosk ();
  g_autoptr (KapkaTestAudit) audit = kapka_test_audit_new (kiosk, 4.5);

  kapka_test_kiosk_set (kiosk, "visit", "idle_seconds", "5");
  kapka_test_kiosk_set (kiosk, "visit", "warning_seconds", "600");
  kapka_test_kiosk_start (kiosk);
  kapka_test_begin_visit (kiosk);
  kapka_test_kiosk_expect (kiosk, "Мне нужно ещё время");
  kapka_test_audit_look (audit, "countdown");
  kapka_test_kiosk_stop (kiosk);
  kapka_test_audit_finish (audit);
  kapka_test_kiosk_free (kiosk);
}

int
main (int argc, char **argv) {
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/audit/countdown", test_countdown);
  g_test_add_func ("/audit/desk", test_desk);
  return g_test_run ();
}
