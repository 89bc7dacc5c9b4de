// SPDX-License-Identifier: GPL-3.0-or-later
// From the touch on «В начало» to the home screen, while a page or the network does its worst
// (tests/data/troubles.tsv), beside the same touch on a page that does nothing. The aim is 200 ms.

#include <math.h>

#include "table.h"
#include "trouble.h"

#define DEADLINE_MS 60000

#define DOOR "Узнать об услуге"
#define HOME "Что вы хотите сделать?"

/* The quiet page is measured before each of the others. */
static double
measure_ms (KapkaTestTroubleMakers *makers) {
  KapkaTestScreen *screen = kapka_test_kiosk_get_screen (makers->kiosk);
  g_autoptr (KapkaTestElement) button =
      kapka_test_screen_wait_for (screen, ATSPI_ROLE_PUSH_BUTTON, "В начало", DEADLINE_MS);
  gint64 start_usec = g_get_monotonic_time ();
  g_autoptr (KapkaTestElement) home = NULL;

  kapka_test_screen_click (screen, button);
  home = kapka_test_screen_wait_for (screen, ATSPI_ROLE_INVALID, HOME, DEADLINE_MS);
  return (double)(g_get_monotonic_time () - start_usec) / 1000;
}

static void
begin_visit (KapkaTestTroubleMakers *makers) {
  kapka_test_kiosk_press (makers->kiosk, "Коснитесь экрана");
  kapka_test_kiosk_press (makers->kiosk, DOOR);
}

static void
end_visit (KapkaTestTroubleMakers *makers) {
  kapka_test_kiosk_press (makers->kiosk, "Завершить");
  kapka_test_kiosk_press (makers->kiosk, "Хорошо");
}

static double
measure_quiet_ms (KapkaTestTroubleMakers *makers) {
  g_autofree char *shown = NULL;
  double ms;

  begin_visit (makers);
  kapka_test_kiosk_press (makers->kiosk, KAPKA_TEST_GOOD_TILE);
  shown = kapka_test_portal_server_wait_report (makers->portal, "shown", DEADLINE_MS);
  ms = measure_ms (makers);
  end_visit (makers);
  return ms;
}

static double
measure_trouble_ms (KapkaTestTroubleMakers *makers, const KapkaTestTrouble *trouble) {
  double ms;

  begin_visit (makers);
  kapka_test_trouble_begin (makers, trouble);
  ms = measure_ms (makers);
  end_visit (makers);
  return ms;
}

static void
measure_all (KapkaTestTroubleMakers *makers, GPtrArray *troubles) {
  g_autoptr (GArray) quiet = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) troubled = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint i = 0; i < troubles->len; i++) {
    const KapkaTestTrouble *trouble = g_ptr_array_index (troubles, i);
    double quiet_ms = measure_quiet_ms (makers);
    double trouble_ms = measure_trouble_ms (makers, trouble);
    g_autofree char *name = g_strdup_printf ("touch to home, %s, ms", trouble->id);

    g_array_append_val (quiet, quiet_ms);
    g_array_append_val (troubled, trouble_ms);
    kapka_bench_print_row (name, trouble_ms, quiet_ms, NAN);
  }
  kapka_bench_print_spread ("touch to home in trouble, ms (aim 200)", troubled);
  kapka_bench_print_row ("touch to home in trouble, ms, median (aim 200)",
                         kapka_bench_median (troubled), kapka_bench_median (quiet), NAN);
}

int
main (int argc, char **argv) {
  g_autoptr (KapkaTestDir) dir = kapka_test_dir_new ();
  KapkaTestTroubleMakers makers = { 0 };
  g_autoptr (GPtrArray) troubles = kapka_test_troubles_read (argv[1]);

  makers.names = kapka_test_slow_names_new (kapka_test_dir_get_path (dir));
  makers.portal = kapka_test_portal_server_new ("127.0.0.1", NULL);
  makers.flood = kapka_test_flood_server_new ();
  makers.kiosk = kapka_test_kiosk_new (1280, 1024);
  kapka_test_trouble_add_good (&makers);
  for (guint i = 0; i < troubles->len; i++)
    kapka_test_trouble_add (&makers, g_ptr_array_index (troubles, i));
  kapka_test_kiosk_start (makers.kiosk);
  measure_all (&makers, troubles);
  kapka_test_kiosk_stop (makers.kiosk);
  kapka_test_kiosk_free (makers.kiosk);
  kapka_test_flood_server_free (makers.flood);
  kapka_test_portal_server_free (makers.portal);
  kapka_test_slow_names_free (makers.names);
  return 0;
}
