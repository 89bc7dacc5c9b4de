// SPDX-License-Identifier: GPL-3.0-or-later
#include "journal/review-sums.h"

#include <stdio.h>
#include <string.h>

#define HOUR_MS (G_GINT64_CONSTANT (60) * 60 * 1000)

struct _KapkaReview {
  KapkaGroupFigures hours[24]; // Without keys.
  GHashTable *tiles;           // (element-type utf8 KapkaGroupFigures)
  GHashTable *ends;            // (element-type utf8 KapkaGroupFigures)
  gint64 n_ended;
  gint64 length_ms; // Of those that have ended, together.
};

static GHashTable *
groups_new (void) {
  return g_hash_table_new_full (g_str_hash, g_str_equal, NULL,
                                (GDestroyNotify)kapka_group_figures_free);
}

KapkaReview *
kapka_review_new (void) {
  KapkaReview *review = g_new0 (KapkaReview, 1);

  review->tiles = groups_new ();
  review->ends = groups_new ();
  return review;
}

void
kapka_review_free (KapkaReview *review) {
  if (review == NULL)
    return;
  g_hash_table_unref (review->tiles);
  g_hash_table_unref (review->ends);
  g_free (review);
}

static void
add_to_group (GHashTable *groups, const char *key, gint64 users, gint64 requests) {
  KapkaGroupFigures *group = g_hash_table_lookup (groups, key);

  if (group == NULL) {
    group = g_new0 (KapkaGroupFigures, 1);
    group->key = g_strdup (key);
    g_hash_table_insert (groups, group->key, group);
  }
  group->visits += users;
  group->requests += requests;
}

void
kapka_review_add_hour (KapkaReview *review,
                       gint64 utc_ms,
                       gint64 utc_off_min,
                       gint64 users,
                       gint64 requests) {
  // Moments before 1970 are those of a clock without a battery.
  gint64 local_ms = MAX (utc_ms + utc_off_min * 60 * 1000, 0);
  KapkaGroupFigures *hour = &review->hours[local_ms / HOUR_MS % 24];

  hour->visits += users;
  hour->requests += requests;
}

void
kapka_review_add_tile (KapkaReview *review, const char *item, gint64 requests) {
  add_to_group (review->tiles, item, 0, requests);
}

void
kapka_review_add_end (KapkaReview *review, const char *reason, gint64 requests, gint64 length_ms) {
  add_to_group (review->ends, reason, 1, requests);
  review->n_ended++;
  review->length_ms += length_ms;
}

static void
add_groups (GHashTable *groups, GHashTable *part) {
  GHashTableIter iter;
  gpointer key;
  gpointer value;

  g_hash_table_iter_init (&iter, part);
  while (g_hash_table_iter_next (&iter, &key, &value)) {
    const KapkaGroupFigures *group = value;

    add_to_group (groups, key, group->visits, group->requests);
  }
}

void
kapka_review_add (KapkaReview *review, const KapkaReview *part) {
  for (gsize i = 0; i < G_N_ELEMENTS (review->hours); i++) {
    review->hours[i].visits += part->hours[i].visits;
    review->hours[i].requests += part->hours[i].requests;
  }
  add_groups (review->tiles, part->tiles);
  add_groups (review->ends, part->ends);
  review->n_ended += part->n_ended;
  review->length_ms += part->length_ms;
}

/** What was taken back entirely leaves a group without figures. */
static void
add_to_list (GPtrArray *list, const char *key, const KapkaGroupFigures *group) {
  KapkaGroupFigures *copy;

  if (group->visits == 0 && group->requests == 0)
    return;
  copy = g_new0 (KapkaGroupFigures, 1);
  copy->key = g_strdup (key);
  copy->visits = group->visits;
  copy->requests = group->requests;
  g_ptr_array_add (list, copy);
}

static int
compare_keys (gconstpointer a, gconstpointer b) {
  const KapkaGroupFigures *left = *(KapkaGroupFigures *const *)a;
  const KapkaGroupFigures *right = *(KapkaGroupFigures *const *)b;

  return strcmp (left->key, right->key);
}

static void
add_table_to_list (GPtrArray *list, GHashTable *groups) {
  GHashTableIter iter;
  gpointer key;
  gpointer group;

  g_hash_table_iter_init (&iter, groups);
  while (g_hash_table_iter_next (&iter, &key, &group))
    add_to_list (list, key, group);
  g_ptr_array_sort (list, compare_keys);
}

static void
add_hours_to_list (GPtrArray *list, const KapkaReview *review) {
  for (gsize i = 0; i < G_N_ELEMENTS (review->hours); i++) {
    char key[3];

    g_snprintf (key, sizeof key, "%02u", (guint)i % 24);
    add_to_list (list, key, &review->hours[i]);
  }
}

GPtrArray *
kapka_review_list (const KapkaReview *review, KapkaReviewGroup group) {
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify)kapka_group_figures_free);

  switch (group) {
  case KAPKA_REVIEW_HOUR:
    add_hours_to_list (list, review);
    break;
  case KAPKA_REVIEW_TILE:
    add_table_to_list (list, review->tiles);
    break;
  case KAPKA_REVIEW_END_REASON:
    add_table_to_list (list, review->ends);
    break;
  }
  return list;
}

gint64
kapka_review_get_mean_seconds (const KapkaReview *review) {
  return review->n_ended == 0 ? 0 : review->length_ms / review->n_ended / 1000;
}
