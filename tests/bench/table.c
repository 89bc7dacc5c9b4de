// SPDX-License-Identifier: GPL-3.0-or-later
#include "table.h"

#include <math.h>
#include <stdio.h>

static int
compare_figures (const void *a, const void *b) {
  double left = *(const double *)a;
  double right = *(const double *)b;

  return (left > right) - (left < right);
}

double
kapka_bench_median (GArray *figures) {
  guint middle = figures->len / 2;

  g_assert_cmpuint (figures->len, >, 0);
  g_array_sort (figures, compare_figures);
  if (figures->len % 2 == 1)
    return g_array_index (figures, double, middle);
  return (g_array_index (figures, double, middle - 1) + g_array_index (figures, double, middle)) /
         2;
}

void
kapka_bench_print_spread (const char *name, GArray *figures) {
  double median = kapka_bench_median (figures);

  printf ("%s: median %.1f, from %.1f to %.1f, %u times\n", name, median,
          g_array_index (figures, double, 0), g_array_index (figures, double, figures->len - 1),
          figures->len);
}

/* Three digits that mean something, whatever the size. */
static char *
show (double figure) {
  if (isnan (figure))
    return g_strdup ("—");
  return g_strdup_printf ("%.*f", figure >= 100 ? 0 : figure >= 10 ? 1 : 3, figure);
}

/* Two digits that say something, however small it is. */
static char *
show_ratio (double ratio) {
  return g_strdup_printf (ratio < 0.1 ? "%.2g" : "%.2f", ratio);
}

static void
print_row (const char *name, double ours, double peer, const char *relation, double aim) {
  g_autofree char *our_text = show (ours);
  g_autofree char *peer_text = show (peer);
  g_autofree char *ratio = isnan (peer) ? g_strdup ("—") : show_ratio (ours / peer);
  g_autofree char *limit = isnan (aim) ? NULL : show_ratio (aim);
  g_autofree char *aim_text =
      isnan (aim) ? g_strdup ("—") : g_strdup_printf ("%s %s", relation, limit);

  printf ("%s · %s · %s · %s · %s\n", name, our_text, peer_text, ratio, aim_text);
}

void
kapka_bench_print_row (const char *name, double ours, double peer, double aim) {
  print_row (name, ours, peer, "≤", aim);
}

void
kapka_bench_print_rate_row (const char *name, double ours, double peer, double aim) {
  print_row (name, ours, peer, "≥", aim);
}
