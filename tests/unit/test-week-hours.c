// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/week-hours.h"

static char *
say (const KapkaWeekHours *week) {
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint day = 0; day < 7; day++)
    for (guint i = 0; i < week->days[day].n; i++)
      g_string_append_printf (text, "%u:%u-%u ", day, week->days[day].openings[i].from,
                              week->days[day].openings[i].until);
  return g_strchomp (g_strdup (text->str));
}

static void
test_weeks (void) {
  static const struct {
    const char *text;
    const char *week;
  } cases[] = {
    { "", "" },
    { "пн 9:00-18:00", "0:540-1080" },
    { " Пн–Вт  09:00–18:00 ; ", "0:540-1080 1:540-1080" },
    { "вс 10:00-13:00, 14:00-24:00", "6:600-780 6:840-1440" },
    { "пн,ср-чт 0:00-8:30", "0:0-510 2:0-510 3:0-510" },
    { "сб10:00-16:00;вс 10:00-15:00", "5:600-960 6:600-900" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    KapkaWeekHours week;
    g_autofree char *said = NULL;

    g_assert_true (kapka_week_hours_parse (cases[i].text, &week));
    said = say (&week);
    g_assert_cmpstr (said, ==, cases[i].week);
    g_assert_cmpint (kapka_week_hours_are_known (&week), ==, *cases[i].week != '\0');
  }
}

static void
test_no_weeks (void) {
  static const char *const texts[] = {
    "9:00-18:00",
    "пн",
    "пн 9-18",
    "пн 9:00",
    "пн 18:00-9:00",
    "пн 9:00-9:00",
    "пн 9:00-24:01",
    "пн 9:60-10:00",
    "пн 9:00-25:00",
    "пт-пн 9:00-18:00",
    "пн 9:00-18:00; пн 10:00-11:00",
    "пн-ср,вт 9:00-18:00",
    "пн 9:00-13:00, 12:00-18:00",
    "пн 1:00-2:00, 3:00-4:00, 5:00-6:00, 7:00-8:00",
    "пн 9:00-18:00,",
    "mon 9:00-18:00",
    "пн-вт-ср 9:00-18:00",
    "пн 9:00-18:00 и по записи",
    "пн 9:00-18:00; вт",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++) {
    KapkaWeekHours week = { 0 };

    g_test_message ("%s", texts[i]);
    g_assert_false (kapka_week_hours_parse (texts[i], &week));
    g_assert_false (kapka_week_hours_are_known (&week));
  }
}

static void
test_night_passes_midnight (void) {
  KapkaHours night;

  g_assert_true (kapka_hours_parse ("21:00-7:00", &night));
  g_assert_true (kapka_hours_hold (&night, 21 * 60));
  g_assert_true (kapka_hours_hold (&night, 0));
  g_assert_true (kapka_hours_hold (&night, 7 * 60 - 1));
  g_assert_false (kapka_hours_hold (&night, 7 * 60));
  g_assert_false (kapka_hours_hold (&night, 21 * 60 - 1));
  g_assert_true (kapka_hours_parse ("1:00-2:00", &night));
  g_assert_true (kapka_hours_hold (&night, 60));
  g_assert_false (kapka_hours_hold (&night, 120));
  g_assert_false (kapka_hours_hold (&night, 0));
  g_assert_false (kapka_hours_parse ("21:00", &night));
}

static void
test_equal_days (void) {
  KapkaWeekHours week;

  g_assert_true (kapka_week_hours_parse (
      "пн-вт 9:00-18:00; ср 9:00-17:00; чт 9:00-12:00, 13:00-18:00", &week));
  g_assert_true (kapka_day_hours_equal (&week.days[0], &week.days[1]));
  g_assert_false (kapka_day_hours_equal (&week.days[1], &week.days[2]));
  g_assert_false (kapka_day_hours_equal (&week.days[1], &week.days[3]));
  g_assert_true (kapka_day_hours_equal (&week.days[5], &week.days[6]));
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/week-hours/weeks", test_weeks);
  g_test_add_func ("/week-hours/no-weeks", test_no_weeks);
  g_test_add_func ("/week-hours/night-passes-midnight", test_night_passes_midnight);
  g_test_add_func ("/week-hours/equal-days", test_equal_days);
  return g_test_run ();
}
