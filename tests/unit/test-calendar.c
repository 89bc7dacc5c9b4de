// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/calendar.h"

#include <string.h>

static GDateTime *
make_date (int year, int month, int day) {
  return g_date_time_new_utc (year, month, day, 23, 59, 59);
}

static void
assert_date (const char *language, GDateTime *date, const char *day, const char *month) {
  g_autofree char *day_text = kapka_calendar_format_day (language, date);
  g_autofree char *date_text = kapka_calendar_format_date (language, date);
  g_autofree char *month_text = kapka_calendar_format_month (language, date);

  g_assert_cmpstr (day_text, ==, day);
  g_assert_true (g_str_has_prefix (day_text, date_text));
  g_assert_cmpstr (month_text, ==, month);
}

static void
test_dates (void) {
  g_autoptr (GDateTime) thursday = make_date (2026, 11, 26);
  g_autoptr (GDateTime) sunday = make_date (2027, 2, 7);

  assert_date ("ru", thursday, "26 ноября 2026, четверг", "ноябрь 2026");
  assert_date ("udm", thursday, "26.11.2026, покчиарня", "шуркынмон 2026");
  assert_date ("en", thursday, "26 November 2026, Thursday", "November 2026");
  assert_date ("ru", sunday, "7 февраля 2027, воскресенье", "февраль 2027");
  assert_date ("udm", sunday, "07.02.2027, арнянунал", "тулыспал 2027");
  assert_date ("en", sunday, "7 February 2027, Sunday", "February 2027");
}

static void
test_names (void) {
  g_assert_cmpstr (kapka_calendar_get_month ("udm", 1), ==, "толшор");
  g_assert_cmpstr (kapka_calendar_get_month ("udm", 12), ==, "толсур");
  g_assert_cmpstr (kapka_calendar_get_month_of_day ("ru", 5), ==, "мая");
  g_assert_null (kapka_calendar_get_month_of_day ("udm", 5));
  g_assert_cmpstr (kapka_calendar_get_weekday ("udm", 1), ==, "вордӥськон");
  g_assert_cmpstr (kapka_calendar_get_weekday ("en", 7), ==, "Sunday");
  g_assert_cmpstr (kapka_calendar_get_weekday_short ("ru", 7), ==, "вс");
  g_assert_cmpstr (kapka_calendar_get_weekday_short ("udm", 6), ==, "ксн");
  g_assert_cmpstr (kapka_calendar_get_weekday ("tt", 3), ==, "среда");
}

static void
assert_name (const char *name) {
  g_assert_nonnull (name);
  g_assert_cmpint (g_utf8_strlen (name, -1), >=, 2);
  g_assert_true (g_utf8_validate (name, -1, NULL));
}

/* A table that has lost a line has an empty place at its end. */
static void
test_complete (void) {
  const char *languages[] = { "ru", "udm", "en" };

  for (guint i = 0; i < G_N_ELEMENTS (languages); i++) {
    for (guint month = 1; month <= 12; month++)
      assert_name (kapka_calendar_get_month (languages[i], month));
    for (guint weekday = 1; weekday <= 7; weekday++) {
      assert_name (kapka_calendar_get_weekday (languages[i], weekday));
      assert_name (kapka_calendar_get_weekday_short (languages[i], weekday));
    }
  }
}

static void
assert_attested (const char *attested, const char *udm, const char *ru) {
  g_autofree char *row = g_strdup_printf ("\n%s\t%s\tA\t", udm, ru);

  if (strstr (attested, row) == NULL)
    g_error ("nothing attests «%s» for «%s»", udm, ru);
}

/* Udmurt names come from sources alone; a row of those says which Russian one each stands for. */
static void
test_attested (void) {
  const char *path = g_test_get_filename (G_TEST_DIST, "data", "udmurt-attested.tsv", NULL);
  g_autofree char *attested = NULL;

  g_assert_true (g_file_get_contents (path, &attested, NULL, NULL));
  for (guint month = 1; month <= 12; month++)
    assert_attested (attested, kapka_calendar_get_month ("udm", month),
                     kapka_calendar_get_month ("ru", month));
  for (guint weekday = 1; weekday <= 7; weekday++) {
    assert_attested (attested, kapka_calendar_get_weekday ("udm", weekday),
                     kapka_calendar_get_weekday ("ru", weekday));
    assert_attested (attested, kapka_calendar_get_weekday_short ("udm", weekday),
                     kapka_calendar_get_weekday_short ("ru", weekday));
  }
}

int
main (int argc, char *argv[]) {
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/calendar/dates", test_dates);
  g_test_add_func ("/calendar/names", test_names);
  g_test_add_func ("/calendar/complete", test_complete);
  g_test_add_func ("/calendar/attested", test_attested);
  return g_test_run ();
}
