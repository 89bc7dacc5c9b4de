// SPDX-License-Identifier: GPL-3.0-or-later
// Whatever a page or the network does, the kiosk feels a touch, is home again, opens the next
// portal and says goodbye. The table is tests/data/troubles.tsv.

#include "steps.h"
#include "trouble.h"

#define DEADLINE_MS 60000
/* From the touch on, on a machine that is busy. */
#define HOME_MS 5000

#define DOOR "Узнать об услуге"
#define HOME "Что вы хотите сделать?"

typedef struct {
  KapkaTestTroubleMakers *makers;
  const KapkaTestTrouble *trouble;
} Row;

/* A real touch, after which @answer shows in time. */
static void
touch (KapkaTestTroubleMakers *makers, const char *button, const char *answer) {
  KapkaTestScreen *screen = kapka_test_kiosk_get_screen (makers->kiosk);
  g_autoptr (KapkaTestElement) element =
      kapka_test_screen_wait_for (screen, ATSPI_ROLE_PUSH_BUTTON, button, HOME_MS);
  g_autoptr (KapkaTestElement) shown = NULL;

  kapka_test_screen_click (screen, element);
  shown = kapka_test_screen_wait_for (screen, ATSPI_ROLE_INVALID, answer, HOME_MS);
}

static void
test_row (gconstpointer data) {
  const Row *row = data;
  KapkaTestTroubleMakers *makers = row->makers;
  g_autofree char *shown = NULL;

  kapka_test_begin_visit (makers->kiosk);
  kapka_test_kiosk_press (makers->kiosk, DOOR);
  kapka_test_trouble_begin (makers, row->trouble);
  touch (makers, "Позвать библиотекаря", "Позовите библиотекаря");
  // By the key, since the page may put a notice of its own with the same button below this one.
  kapka_test_x_display_type_key (
      kapka_test_desktop_get_display (kapka_test_kiosk_get_desktop (makers->kiosk)), "Return");
  kapka_test_expect_gone (makers->kiosk, "Позовите библиотекаря");
  touch (makers, "В начало", HOME);
  kapka_test_kiosk_press (makers->kiosk, DOOR);
  kapka_test_kiosk_press (makers->kiosk, KAPKA_TEST_GOOD_TILE);
  shown = kapka_test_portal_server_wait_report (makers->portal, "shown", DEADLINE_MS);
  g_assert_cmpstr (shown, ==, "good");
  kapka_test_end_visit (makers->kiosk);
  kapka_test_kiosk_press (makers->kiosk, "Хорошо");
}

int
main (int argc, char **argv) {
  g_autoptr (KapkaTestDir) dir = kapka_test_dir_new ();
  KapkaTestTroubleMakers makers = { 0 };
  g_autofree char *path = NULL;
  g_autoptr (GPtrArray) troubles = NULL;
  g_autofree Row *rows = NULL;
  int result;

  g_test_init (&argc, &argv, NULL);
  makers.names = kapka_test_slow_names_new (kapka_test_dir_get_path (dir));
  makers.portal = kapka_test_portal_server_new ("127.0.0.1", NULL);
  makers.flood = kapka_test_flood_server_new ();
  makers.kiosk = kapka_test_kiosk_new (1280, 1024);
  path = g_test_build_filename (G_TEST_DIST, "data", "troubles.tsv", NULL);
  troubles = kapka_test_troubles_read (path);
  rows = g_new0 (Row, troubles->len);
  kapka_test_trouble_add_good (&makers);
  for (guint i = 0; i < troubles->len; i++) {
    const KapkaTestTrouble *trouble = g_ptr_array_index (troubles, i);
    g_autofree char *name = g_strconcat ("/survival/", trouble->id, NULL);

    rows[i] = (Row){ &makers, trouble };
    kapka_test_trouble_add (&makers, trouble);
    g_test_add_data_func (name, &rows[i], test_row);
  }
  kapka_test_kiosk_start (makers.kiosk);
  result = g_test_run ();
  kapka_test_kiosk_stop (makers.kiosk);
  kapka_test_kiosk_free (makers.kiosk);
  kapka_test_flood_server_free (makers.flood);
  kapka_test_portal_server_free (makers.portal);
  kapka_test_slow_names_free (makers.names);
  return result;
}
