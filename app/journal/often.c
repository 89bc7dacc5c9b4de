// SPDX-License-Identifier: GPL-3.0-or-later
#include "journal/often.h"

#include <string.h>

#include "journal/review.h"

#define MONTHS 3

/** KapkaOftenDays: first and last day of a time, `YYYY-MM-DD`. */
typedef struct {
  char first[11];
  char last[11];
} KapkaOftenDays;

/** Finds the whole months before that of @today. */
static KapkaOftenDays
find_days (const char *today) {
  KapkaOftenDays days;
  GDate date;

  g_date_set_dmy (&date, 1, (GDateMonth)g_ascii_strtoull (today + 5, NULL, 10),
                  (GDateYear)g_ascii_strtoull (today, NULL, 10));
  g_date_subtract_days (&date, 1);
  g_date_strftime (days.last, sizeof days.last, "%Y-%m-%d", &date);
  g_date_set_day (&date, 1);
  g_date_subtract_months (&date, MONTHS - 1);
  g_date_strftime (days.first, sizeof days.first, "%Y-%m-%d", &date);
  return days;
}

/** Most requests first; what is equal keeps one order. */
static int
compare (gconstpointer a, gconstpointer b) {
  const KapkaGroupFigures *left = *(KapkaGroupFigures *const *)a;
  const KapkaGroupFigures *right = *(KapkaGroupFigures *const *)b;

  if (left->requests != right->requests)
    return left->requests > right->requests ? -1 : 1;
  return strcmp (left->key, right->key);
}

GStrv
kapka_often_list (KapkaJournal *journal, const char *today, GError **error) {
  KapkaOftenDays days = find_days (today);
  g_autoptr (KapkaReview) review = kapka_review_read (journal, days.first, days.last, error);
  g_autoptr (GPtrArray) tiles = NULL;
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();

  if (review == NULL)
    return NULL;
  tiles = kapka_review_list (review, KAPKA_REVIEW_TILE);
  g_ptr_array_sort (tiles, compare);
  for (guint i = 0; i < tiles->len; i++) {
    const KapkaGroupFigures *tile = g_ptr_array_index (tiles, i);

    if (tile->requests >= KAPKA_OFTEN_LEAST_REQUESTS)
      g_strv_builder_add (ids, tile->key);
  }
  return g_strv_builder_end (ids);
}
