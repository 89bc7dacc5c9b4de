// SPDX-License-Identifier: GPL-3.0-or-later
#include "sheet-year.h"

#include <glib/gstdio.h>

#define DEADLINE_MS 600000

#define JOURNAL "journal.db"

struct _SheetYear {
  KapkaTestDir *dir;
  gboolean invented;
};

SheetYear *
sheet_year_new (void) {
  SheetYear *self = g_new0 (SheetYear, 1);

  self->dir = kapka_test_dir_new ();
  return self;
}

void
sheet_year_free (SheetYear *year) {
  kapka_test_dir_free (year->dir);
  g_free (year);
}

/* Each visit of it is written as safely as a real one, which takes its time. */
static void
invent (SheetYear *self) {
  g_autofree char *state_dir =
      g_strdup_printf ("--state-dir=%s", kapka_test_dir_get_path (self->dir));
  const char *const argv[] = { g_getenv ("KAPKACTL"),
                               "--data-dir",
                               g_getenv ("KAPKA_DATA_DIR"),
                               "demo",
                               "--visits=600",
                               state_dir,
                               NULL };

  g_free (kapka_test_program_run (argv, NULL, DEADLINE_MS));
  self->invented = TRUE;
}

void
sheet_year_give (SheetYear *year, KapkaTestKiosk *kiosk) {
  g_autofree char *path = kapka_test_dir_join (year->dir, JOURNAL);
  g_autofree char *copy = g_build_filename (kapka_test_kiosk_get_state_dir (kiosk), JOURNAL, NULL);
  g_autoptr (GFile) from = g_file_new_for_path (path);
  g_autoptr (GFile) to = g_file_new_for_path (copy);
  g_autoptr (GError) error = NULL;

  if (!year->invented)
    invent (year);
  g_assert_no_errno (g_mkdir_with_parents (kapka_test_kiosk_get_state_dir (kiosk), 0700));
  g_file_copy (from, to, G_FILE_COPY_NONE, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
}
