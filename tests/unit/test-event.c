// SPDX-License-Identifier: GPL-3.0-or-later
#include "journal/event.h"
#include "journal/upload.h"

static void
test_row_sum_vector (void) {
  g_autoptr (KapkaClock) clock = kapka_clock_new_manual ("Europe/Samara", 1772430000000,
                                                         "c0000000-0000-4000-8000-000000000000");
  g_autoptr (KapkaEvent) event = kapka_event_new (KAPKA_EVENT_REQUEST, clock);
  g_autofree char *sum = NULL;

  g_free (event->event_id);
  event->event_id = g_strdup ("0b0e0000-0000-4000-8000-000000000003");
  event->visit = g_strdup ("c2aa0000-0000-4000-8000-000000000009");
  event->item = g_strdup ("gosuslugi");
  event->service = g_strdup ("s3");
  event->at.boottime_ms = 360000;
  // Out of order on purpose.
  kapka_event_add_count (event, "users", 1);
  kapka_event_add_count (event, "s3", 1);
  g_assert_cmpstr (event->at.day, ==, "2026-03-02");
  g_assert_cmpint (event->at.utc_off_min, ==, 240);
  sum = kapka_event_row_sum (event, "6f1c0000-0000-4000-8000-000000000001", 3, TRUE);
  g_assert_cmpstr (sum, ==, "8cf8fd35d0b77b81");
}

static void
test_row_sum_covers_all (void) {
  g_autoptr (KapkaClock) clock = kapka_clock_new_manual ("Europe/Samara", 1772430000000,
                                                         "c0000000-0000-4000-8000-000000000000");
  g_autoptr (KapkaEvent) event = kapka_event_new (KAPKA_EVENT_MANUAL, clock);
  g_autofree char *plain = kapka_event_row_sum (event, "s", 1, TRUE);
  g_autofree char *doubted = kapka_event_row_sum (event, "s", 1, FALSE);
  g_autofree char *next = kapka_event_row_sum (event, "s", 2, TRUE);
  g_autofree char *authored = NULL;
  g_autofree char *reasoned = NULL;

  g_assert_cmpstr (plain, !=, doubted);
  g_assert_cmpstr (plain, !=, next);
  // The same word in two columns is two rows.
  event->author = g_strdup ("x");
  authored = kapka_event_row_sum (event, "s", 1, TRUE);
  event->reason = g_steal_pointer (&event->author);
  reasoned = kapka_event_row_sum (event, "s", 1, TRUE);
  g_assert_cmpstr (authored, !=, reasoned);
}

static void
test_counts (void) {
  g_autoptr (KapkaClock) clock =
      kapka_clock_new_manual ("UTC", 0, "c0000000-0000-4000-8000-000000000000");
  g_autoptr (KapkaEvent) event = kapka_event_new (KAPKA_EVENT_CORRECTION, clock);
  g_autoptr (KapkaEvent) copy = NULL;

  kapka_event_add_count (event, "s1", 0);
  g_assert_cmpuint (event->counts->len, ==, 0);
  kapka_event_add_count (event, "s1", -2);
  kapka_event_add_count (event, "s2", 5);
  kapka_event_add_count (event, "s1", 1);
  copy = kapka_event_copy (event);
  kapka_event_add_count (event, "s1", 1);
  g_assert_cmpuint (event->counts->len, ==, 1);
  g_assert_cmpint (kapka_event_get_count (event, "s1"), ==, 0);
  g_assert_cmpint (kapka_event_get_count (copy, "s1"), ==, -1);
  g_assert_cmpint (kapka_event_get_count (copy, "s2"), ==, 5);
  g_assert_cmpstr (copy->event_id, ==, event->event_id);
}

static void
test_kinds (void) {
  KapkaEventKind kind;

  for (int i = KAPKA_EVENT_ON; i <= KAPKA_EVENT_OUTREACH; i++) {
    g_assert_true (
        kapka_event_kind_from_string (kapka_event_kind_to_string ((KapkaEventKind)i), &kind));
    g_assert_cmpint (kind, ==, i);
  }
  g_assert_false (kapka_event_kind_from_string ("off", &kind));
  g_assert_false (kapka_event_kind_from_string (NULL, &kind));
}

static char *
digest_of (const char *const *keys, const gint64 *values) {
  g_autoptr (GPtrArray) counts = kapka_counts_new ();

  for (int i = 0; keys[i] != NULL; i++)
    kapka_counts_add (counts, keys[i], values[i]);
  return kapka_day_document_digest (counts);
}

static void
test_digest_vectors (void) {
  const char *const keys[] = { "users", "_on", "s4", "s3", "s1", "pages", NULL };
  const gint64 values[] = { 6, 1, 1, 7, 2, 3 };
  const char *const few_keys[] = { "s5", "s3", NULL };
  const gint64 few_values[] = { 1, -1 };
  g_autofree char *first = digest_of (keys, values);
  g_autofree char *second = digest_of (few_keys, few_values);

  g_assert_cmpstr (first, ==,
                   "sha256:036547b4ec2296594ecd4e8540ffdebe2a08fc6447979e6b2e8c5707177ef9fb");
  g_assert_cmpstr (second, ==,
                   "sha256:565945df14f0f9b18e5e2e85bfd592fbec0bbba0d3db6aee02a87aac876d79d1");
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/event/row-sum/vector", test_row_sum_vector);
  g_test_add_func ("/event/row-sum/covers-all", test_row_sum_covers_all);
  g_test_add_func ("/event/counts", test_counts);
  g_test_add_func ("/event/kinds", test_kinds);
  g_test_add_func ("/event/digest", test_digest_vectors);
  return g_test_run ();
}
