// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/desk/past-year.h"

#include <glib/gi18n.h>

#include "base/error.h"

#define FIRST_SERVICE 2

static const char *const keys[KAPKA_PAST_N_FIGURES] = {
  "users", "rural_users", "s1", "s2", "s3", "s4", "s5", "s6",
};

void
kapka_past_year_free (KapkaPastYear *year) {
  if (year == NULL)
    return;
  g_free (year->source);
  g_free (year);
}

static KapkaPastYear *
add_year (GPtrArray *years, int number) {
  KapkaPastYear *year = g_new0 (KapkaPastYear, 1);

  year->year = number;
  for (guint i = 0; i < KAPKA_PAST_N_FIGURES; i++)
    year->figures[i] = -1;
  g_ptr_array_add (years, year);
  return year;
}

/* A figure after another of its year: they come sorted. */
static void
take_figure (GPtrArray *years, const KapkaPastFigure *figure, gint64 *latest_ms) {
  KapkaPastYear *year = years->len == 0 ? NULL : g_ptr_array_index (years, years->len - 1);

  if (year == NULL || year->year != figure->year) {
    year = add_year (years, figure->year);
    *latest_ms = G_MININT64;
  }
  for (guint i = 0; i < KAPKA_PAST_N_FIGURES; i++)
    if (g_str_equal (keys[i], figure->key))
      year->figures[i] = figure->value;
  if (figure->at_ms > *latest_ms) {
    *latest_ms = figure->at_ms;
    g_free (year->source);
    year->source = g_strdup (figure->source);
  }
}

GPtrArray *
kapka_past_year_list (KapkaDesk *desk, GError **error) {
  g_autoptr (GPtrArray) figures = kapka_history_list (desk, error);
  GPtrArray *years;
  gint64 latest_ms = 0;

  if (figures == NULL)
    return NULL;
  years = g_ptr_array_new_with_free_func ((GDestroyNotify)kapka_past_year_free);
  for (guint i = 0; i < figures->len; i++)
    take_figure (years, g_ptr_array_index (figures, i), &latest_ms);
  return years;
}

gint64
kapka_past_year_get_requests (const KapkaPastYear *year) {
  gint64 sum = -1;

  for (guint i = FIRST_SERVICE; i < KAPKA_PAST_N_FIGURES; i++)
    if (year->figures[i] >= 0)
      sum = MAX (sum, 0) + year->figures[i];
  return sum;
}

/* Somebody may have written the year down while the form was filled in. */
static gboolean
require_new (KapkaDesk *desk, int number, GError **error) {
  g_autoptr (GPtrArray) years = kapka_past_year_list (desk, error);

  for (guint i = 0; years != NULL && i < years->len; i++) {
    const KapkaPastYear *year = g_ptr_array_index (years, i);

    if (year->year == number) {
      g_set_error (error, KAPKA_ERROR, KAPKA_ERROR_DATA,
                   _ ("Figures of %d are written down already. Choose that year in the list to "
                      "change them."),
                   number);
      return FALSE;
    }
  }
  return years != NULL;
}

gboolean
kapka_past_year_save (KapkaDesk *desk, const KapkaPastYear *year, GError **error) {
  return (!year->added || require_new (desk, year->year, error)) &&
         kapka_history_set_year (desk, year->year, year->figures, year->source, error);
}

gboolean
kapka_past_year_remove (KapkaDesk *desk, const KapkaPastYear *year, GError **error) {
  static const gint64 none[KAPKA_PAST_N_FIGURES] = { -1, -1, -1, -1, -1, -1, -1, -1 };

  return kapka_history_set_year (desk, year->year, none, year->source, error);
}
