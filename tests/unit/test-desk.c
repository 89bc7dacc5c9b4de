// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk/desk.h"

#include <glib/gstdio.h>

#include "base/error.h"
#include "desk/desk-file.h"
#include "desk/desk-private.h"
#include "test-journal-place.h"

static const KapkaDeskPerson anna = { "Анна", KAPKA_ROLE_LIBRARIAN };
static const KapkaDeskPerson nobody = { NULL, KAPKA_ROLE_LIBRARIAN };

static void
test_fresh (void) {
  g_autoptr (KapkaPlace) place = kapka_place_new ("Europe/Samara", "2026-03-02T09:00:00+04:00");
  g_autoptr (KapkaJournal) journal = kapka_place_open (place);
  g_autofree char *path = g_build_filename (place->state_dir, KAPKA_DESK_FILE, NULL);
  g_autoptr (KapkaDesk) desk = NULL;
  g_autoptr (KapkaTransaction) act = NULL;
  g_autoptr (GError) error = NULL;

  desk = kapka_desk_open (journal, place->state_dir, place->clock, &nobody, &error);
  g_assert_no_error (error);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  g_assert_null (kapka_desk_begin (desk, "2026-03-02", &error));
  g_assert_error (error, KAPKA_ERROR, KAPKA_ERROR_DENIED);
  g_clear_error (&error);
  g_clear_pointer (&desk, kapka_desk_close);

  desk = kapka_desk_open (journal, place->state_dir, place->clock, &anna, &error);
  g_assert_no_error (error);
  g_assert_true (kapka_desk_get_journal (desk) == journal);
  g_assert_true (kapka_desk_get_clock (desk) == place->clock);
  g_assert_cmpstr (kapka_desk_get_today (desk), ==, "2026-03-02");
  act = kapka_desk_begin (desk, "2026-03-02", &error);
  g_assert_no_error (error);
  g_assert_true (kapka_transaction_commit (act, &error));
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/desk/fresh", test_fresh);
  return g_test_run ();
}
