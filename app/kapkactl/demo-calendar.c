// SPDX-License-Identifier: GPL-3.0-or-later
#include "kapkactl/demo-calendar.h"

#include <math.h>

typedef struct {
  GDateMonth month;
  GDateDay first_day;
  GDateDay last_day;
} Holiday;

/* Article 112 of the Labour Code; the days to which the government moves them each year are left
 * out. */
static const Holiday holidays[] = {
  { G_DATE_JANUARY, 1, 8 },  { G_DATE_FEBRUARY, 23, 23 }, { G_DATE_MARCH, 8, 8 },
  { G_DATE_MAY, 1, 1 },      { G_DATE_MAY, 9, 9 },        { G_DATE_JUNE, 12, 12 },
  { G_DATE_NOVEMBER, 4, 4 },
};

/* Invented, as all weights here: few visitors in the holidays of summer, many in autumn. */
static const double month_weights[] = { 0.9, 1.05, 1.1, 1.05, 0.85, 0.75,
                                        0.6, 0.8,  1.1, 1.25, 1.2,  1.05 };
static const double weekday_weights[] = { 1.15, 1.0, 1.0, 1.05, 0.95, 0.7, 0.0 };
static const double hour_weights[] = { 0.5, 1.0, 1.2, 1.0, 0.6, 0.9, 1.2, 1.3, 1.0, 0.5 };
G_STATIC_ASSERT (G_N_ELEMENTS (hour_weights) == (KAPKA_DEMO_CLOSES - KAPKA_DEMO_OPENS) / 60);

static gboolean
is_holiday (const GDate *date) {
  for (gsize i = 0; i < G_N_ELEMENTS (holidays); i++)
    if (g_date_get_month (date) == holidays[i].month &&
        g_date_get_day (date) >= holidays[i].first_day &&
        g_date_get_day (date) <= holidays[i].last_day)
      return TRUE;
  return FALSE;
}

double
kapka_demo_calendar_weight (const GDate *date) {
  if (is_holiday (date))
    return 0.0;
  return month_weights[g_date_get_month (date) - G_DATE_JANUARY] *
         weekday_weights[g_date_get_weekday (date) - G_DATE_MONDAY];
}

int
kapka_demo_calendar_draw_minute (GRand *random) {
  guint hour = kapka_demo_draw_weighted (random, hour_weights, G_N_ELEMENTS (hour_weights));

  return KAPKA_DEMO_OPENS + (int)hour * 60 + g_rand_int_range (random, 0, 60);
}

/* Multiplies uniform numbers until the product falls below e^-mean (D. Knuth, The Art of Computer
 * Programming, 3.4.1). */
guint
kapka_demo_draw_count (GRand *random, double mean) {
  double limit = exp (-mean);
  double product = g_rand_double (random);
  guint count = 0;

  while (product > limit) {
    product *= g_rand_double (random);
    count++;
  }
  return count;
}

guint
kapka_demo_draw_weighted (GRand *random, const double *weights, guint n) {
  double sum = 0.0;
  double left;

  for (guint i = 0; i < n; i++)
    sum += weights[i];
  left = g_rand_double (random) * sum;
  for (guint i = 0; i + 1 < n; i++) {
    if (left < weights[i])
      return i;
    left -= weights[i];
  }
  return n - 1;
}
