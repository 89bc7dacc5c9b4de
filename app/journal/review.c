// SPDX-License-Identifier: GPL-3.0-or-later
#include "journal/review.h"

#include <string.h>

#include "journal/figures.h"
#include "journal/journal-private.h"
#include "journal/review-days.h"
#include "journal/review-sums.h"

/** KapkaReviewMonth: a month as it was when it had so many events. An event is never changed, so
 * with the same number it is the same month. */
typedef struct {
  char month[8];
  gint64 n_events;
  KapkaReview *review; // (nullable) Not read yet.
} KapkaReviewMonth;

static void
month_free (KapkaReviewMonth *month) {
  kapka_review_free (month->review);
  g_free (month);
}

static void
count_day (GPtrArray *months, GHashTable *by_name, const char *day, gint64 n_events) {
  KapkaReviewMonth *month;
  char name[8];

  g_strlcpy (name, day, sizeof name);
  month = g_hash_table_lookup (by_name, name);
  if (month == NULL) {
    month = g_new0 (KapkaReviewMonth, 1);
    g_strlcpy (month->month, name, sizeof month->month);
    g_hash_table_insert (by_name, month->month, month);
    g_ptr_array_add (months, month);
  }
  month->n_events += n_events;
}

/** Counts the events of the days by month; the index alone answers that. */
static GPtrArray *
count_events (KapkaJournal *journal, const char *first_day, const char *last_day, GError **error) {
  g_autoptr (KapkaStmt) stmt = kapka_db_prepare (
      journal->db, "SELECT e.day, count(*) FROM stream s NOT INDEXED CROSS JOIN event e"
                   " INDEXED BY event_by_day ON e.stream_no = s.stream_no"
                   " AND e.day BETWEEN ? AND ? WHERE s.state <> 'folded'"
                   " GROUP BY s.stream_no, e.day");
  g_autoptr (GPtrArray) months = g_ptr_array_new_with_free_func ((GDestroyNotify)month_free);
  g_autoptr (GHashTable) by_name = g_hash_table_new (g_str_hash, g_str_equal);
  KapkaStep step;

  kapka_stmt_add_text (stmt, first_day);
  kapka_stmt_add_text (stmt, last_day);
  while ((step = kapka_stmt_step (stmt, error)) == KAPKA_STEP_ROW)
    count_day (months, by_name, kapka_stmt_get_text (stmt, 0), kapka_stmt_get_int (stmt, 1));
  return step == KAPKA_STEP_DONE ? g_steal_pointer (&months) : NULL;
}

static GHashTable *
ensure_memo (KapkaJournal *journal) {
  if (journal->reviews == NULL)
    journal->reviews =
        g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify)month_free);
  return journal->reviews;
}

/** Adds a whole month, from memory if it has not changed since it was read. */
static gboolean
add_whole_month (KapkaReview *review,
                 KapkaJournal *journal,
                 const KapkaReviewMonth *wanted,
                 const char *first_day,
                 const char *last_day,
                 GError **error) {
  GHashTable *memo = ensure_memo (journal);
  KapkaReviewMonth *month = g_hash_table_lookup (memo, wanted->month);

  if (month == NULL || month->n_events != wanted->n_events) {
    g_autoptr (KapkaReview) read = kapka_review_read_days (journal, first_day, last_day, error);

    if (read == NULL)
      return FALSE;
    month = g_memdup2 (wanted, sizeof *wanted);
    month->review = g_steal_pointer (&read);
    g_hash_table_replace (memo, month->month, month);
  }
  kapka_review_add (review, month->review);
  return TRUE;
}

static gboolean
add_month (KapkaReview *review,
           KapkaJournal *journal,
           const KapkaReviewMonth *month,
           const char *first_day,
           const char *last_day,
           GError **error) {
  g_autofree char *first_of_month = g_strconcat (month->month, "-01", NULL);
  g_autofree char *last_of_month = g_strconcat (month->month, "-31", NULL);
  g_autoptr (KapkaReview) part = NULL;

  if (strcmp (first_day, first_of_month) <= 0 && strcmp (last_day, last_of_month) >= 0)
    return add_whole_month (review, journal, month, first_of_month, last_of_month, error);
  part = kapka_review_read_days (
      journal, strcmp (first_day, first_of_month) > 0 ? first_day : first_of_month,
      strcmp (last_day, last_of_month) < 0 ? last_day : last_of_month, error);
  if (part == NULL)
    return FALSE;
  kapka_review_add (review, part);
  return TRUE;
}

static KapkaReview *
read_kept_days (KapkaJournal *journal,
                const char *first_day,
                const char *last_day,
                GError **error) {
  g_autoptr (KapkaReview) review = kapka_review_new ();
  g_autoptr (GPtrArray) months = count_events (journal, first_day, last_day, error);

  if (months == NULL)
    return NULL;
  for (guint i = 0; i < months->len; i++)
    if (!add_month (review, journal, g_ptr_array_index (months, i), first_day, last_day, error))
      return NULL;
  return g_steal_pointer (&review);
}

KapkaReview *
kapka_review_read (KapkaJournal *journal,
                   const char *first_day,
                   const char *last_day,
                   GError **error) {
  g_autoptr (GError) local_error = NULL;
  g_autofree char *first_kept = kapka_figures_first_day_with_events (journal, &local_error);

  if (local_error != NULL) {
    g_propagate_error (error, g_steal_pointer (&local_error));
    return NULL;
  }
  return read_kept_days (journal, g_strcmp0 (first_kept, first_day) > 0 ? first_kept : first_day,
                         last_day, error);
}
