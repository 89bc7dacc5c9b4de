// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/accepted.h"
#include "test-journal-place.h"

#define BOOT_1 "11111111-1111-4111-8111-111111111111"
#define BOOT_2 "22222222-2222-4222-8222-222222222222"

/* One run that sends @n and is answered @figure. Returns: whether that told of a loss. */
static gboolean
run (KapkaAccepted *accepted, gint64 n, gint64 figure, const char *boot_id) {
  gboolean lost;

  kapka_accepted_send (accepted, n);
  lost = kapka_accepted_answer (accepted, n, figure, boot_id);
  kapka_accepted_end_run (accepted, boot_id);
  return lost;
}

static void
test_loss (void) {
  g_auto (KapkaAccepted) accepted = { .last = -1 };

  g_assert_false (run (&accepted, 3, 390, BOOT_1));
  g_assert_false (run (&accepted, 3, 393, BOOT_1));
  g_assert_false (run (&accepted, 3, 393, BOOT_1)); // All were unchanged.
  g_assert_true (run (&accepted, 3, 392, BOOT_1));
  g_assert_false (run (&accepted, 3, 392, BOOT_1));
}

static void
test_frozen (void) {
  g_auto (KapkaAccepted) accepted = { .last = 100 };

  g_assert_false (run (&accepted, 2, 110, BOOT_1));
  g_assert_false (run (&accepted, 2, 112, BOOT_1));
  g_assert_false (kapka_accepted_is_frozen (&accepted));
  g_assert_false (run (&accepted, 2, 114, BOOT_1));
  g_assert_true (kapka_accepted_is_frozen (&accepted));
  // The next boot remembers what this one learned: it was an old image once, no frozen disk.
  run (&accepted, 2, 116, BOOT_2);
  g_assert_false (kapka_accepted_is_frozen (&accepted));
}

/* What was sent and never answered may be stored all the same, now or later. */
static void
test_unanswered (void) {
  g_auto (KapkaAccepted) accepted = { .last = 100 };

  kapka_accepted_send (&accepted, 200);
  for (guint i = 0; i < 5; i++)
    run (&accepted, 1, 101 + (gint64)i * 41, BOOT_1);
  g_assert_cmpint (accepted.ahead, ==, 0);
  g_assert_cmpint (accepted.open, ==, 40);
  run (&accepted, 1, 265 + 42, BOOT_1);
  g_assert_cmpint (accepted.ahead, ==, 1);
}

static void
test_kept (void) {
  g_autoptr (KapkaPlace) place = kapka_place_new ("Europe/Samara", "2026-03-02T09:00:00+04:00");
  g_autoptr (KapkaJournal) journal = kapka_place_open (place);
  g_auto (KapkaAccepted) unknown = { 0 };
  g_auto (KapkaAccepted) saved = { .last = 7, .open = 5, .ahead = 2 };
  g_auto (KapkaAccepted) loaded = { 0 };
  g_auto (KapkaAccepted) broken = { 0 };

  g_assert_true (kapka_accepted_load (&unknown, journal, NULL));
  g_assert_cmpint (unknown.last, ==, -1);
  saved.boot_id = g_strdup (BOOT_1);
  g_assert_true (kapka_accepted_save (&saved, journal, NULL));
  g_assert_true (kapka_accepted_load (&loaded, journal, NULL));
  g_assert_cmpint (loaded.last, ==, 7);
  g_assert_cmpint (loaded.open, ==, 5);
  g_assert_cmpint (loaded.ahead, ==, 2);
  g_assert_cmpstr (loaded.boot_id, ==, BOOT_1);
  g_assert_true (kapka_journal_set_meta (journal, "accepted", "nonsense", NULL));
  g_assert_true (kapka_accepted_load (&broken, journal, NULL));
  g_assert_cmpint (broken.last, ==, -1);
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/accepted/loss", test_loss);
  g_test_add_func ("/accepted/frozen", test_frozen);
  g_test_add_func ("/accepted/unanswered", test_unanswered);
  g_test_add_func ("/accepted/kept", test_kept);
  return g_test_run ();
}
