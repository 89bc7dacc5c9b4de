// SPDX-License-Identifier: GPL-3.0-or-later
// Days as people type them, and what they are told when there is no such day.

#include "ui/desk/day-text.h"

#define TODAY "2026-03-05"

static void
test_taken (void) {
  static const struct {
    const char *typed;
    const char *day;
  } days[] = {
    { "05.03.2026", "2026-03-05" }, { "5.3.26", "2026-03-05" },     { " 4/3/2026 ", "2026-03-04" },
    { "04-03-26", "2026-03-04" },   { "29.02.2024", "2024-02-29" }, { "29022024", "2024-02-29" },
    { "310125", "2025-01-31" },     { "31.12.1999", "1999-12-31" }, { "1 2 2026", "2026-02-01" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (days); i++) {
    char day[11] = "";
    g_autofree char *problem = kapka_day_text_parse (days[i].typed, TODAY, day);

    g_assert_cmpstr (problem, ==, NULL);
    g_assert_cmpstr (day, ==, days[i].day);
  }
}

static void
test_explained (void) {
  static const struct {
    const char *typed;
    const char *part;
  } days[] = {
    { "", "Type the day" },
    { "  ", "Type the day" },
    { "05", "no whole date" },
    { "05.", "no whole date" },
    { "05.03", "no whole date" },
    { "05.03.", "no whole date" },
    { "05.03.2", "no whole date" },
    { "05.03.202", "no whole date" },
    { "05.03.20260", "no whole date" },
    { "05.03.2026.1", "no whole date" },
    { "050.3.2026", "no whole date" },
    { "5032026", "no whole date" },
    { "5 марта", "no whole date" },
    { "-5.03.2026", "no whole date" },
    { "99999999999999999999", "no whole date" },
    { "29.02.2025", "2025 is not a leap year" },
    { "29.02.2100", "2100 is not a leap year" },
    { "30.02.2024", "it has 29 days" },
    { "31.04.2025", "it has 30 days" },
    { "00.01.2026", "no day 0" },
    { "99.01.2026", "no day 99" },
    { "01.00.2026", "no month 00" },
    { "01.13.2026", "no month 13" },
    { "01.01.0000", "too long ago" },
    { "31.12.1989", "too long ago" },
    { "06.03.2026", "today is 05.03.2026" },
    { "01.01.9999", "today is 05.03.2026" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (days); i++) {
    char day[11] = "as it was";
    g_autofree char *problem = kapka_day_text_parse (days[i].typed, TODAY, day);

    if (problem == NULL || strstr (problem, days[i].part) == NULL)
      g_error ("\"%s\": \"%s\" is not explained by \"%s\"", days[i].typed, problem, days[i].part);
    g_assert_cmpstr (day, ==, "as it was");
  }
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/day-text/taken", test_taken);
  g_test_add_func ("/day-text/explained", test_explained);
  return g_test_run ();
}
