// SPDX-License-Identifier: GPL-3.0-or-later
// What becomes of a filled form when its file is exchanged meanwhile, and when something else is
// wanted before it is written.

#include "ui/paper/filling.h"

#include "tmpdir.h"
#include "wait.h"

#define DEADLINE_MS 60000

typedef struct {
  KapkaTestDir *dir;
  char *blank;
  GCancellable *visit_over;
  KapkaFilling *filling;
  GError *error; // Of what was written last.
  char *path;
  guint n_written;
} Fixture;

static gboolean
is_fillable_cb (gpointer data) {
  Fixture *fixture = data;
  gboolean fillable;

  g_main_context_iteration (NULL, FALSE);
  g_object_get (fixture->filling, "fillable", &fillable, NULL);
  return fillable;
}

static void
set_up (Fixture *fixture, gconstpointer data) {
  g_autofree char *sample =
      g_build_filename (g_getenv ("KAPKA_DATA_DIR"), "forms", "obraschenie.pdf", NULL);
  g_autofree char *bytes = NULL;
  gsize length;

  fixture->dir = kapka_test_dir_new ();
  fixture->blank = kapka_test_dir_join (fixture->dir, "blank.pdf");
  g_assert_true (g_file_get_contents (sample, &bytes, &length, NULL));
  g_assert_true (g_file_set_contents (fixture->blank, bytes, (gssize)length, NULL));
  fixture->visit_over = g_cancellable_new ();
  fixture->filling = kapka_filling_new (fixture->blank, fixture->visit_over);
  g_assert_true (kapka_test_wait_until (is_fillable_cb, fixture, DEADLINE_MS));
}

static void
tear_down (Fixture *fixture, gconstpointer data) {
  g_assert_finalize_object (fixture->filling);
  g_object_unref (fixture->visit_over);
  g_clear_error (&fixture->error);
  g_free (fixture->path);
  g_free (fixture->blank);
  kapka_test_dir_free (fixture->dir);
}

static void
on_written (GObject *source, GAsyncResult *result, gpointer data) {
  Fixture *fixture = data;

  g_clear_error (&fixture->error);
  g_free (fixture->path);
  fixture->path = kapka_filling_write_finish (KAPKA_FILLING (source), result, &fixture->error);
  fixture->n_written++;
}

static gboolean
is_written_cb (gpointer data) {
  g_main_context_iteration (NULL, FALSE);
  return ((Fixture *)data)->n_written > 0;
}

static void
write_form (Fixture *fixture, GCancellable *cancellable) {
  fixture->n_written = 0;
  kapka_filling_write_async (fixture->filling, kapka_test_dir_get_path (fixture->dir), "form",
                             cancellable, on_written, fixture);
}

/* What the visitor sees and has written into is what is printed. */
static void
test_exchanged (Fixture *fixture, gconstpointer data) {
  const GPtrArray *fields = kapka_filling_get_fields (fixture->filling);

  kapka_filling_set (fixture->filling, g_ptr_array_index (fields, 0), "Ӟуч");
  g_assert_true (g_file_set_contents (fixture->blank, "%PDF-1.7\n", -1, NULL));
  write_form (fixture, NULL);
  g_assert_true (kapka_test_wait_until (is_written_cb, fixture, DEADLINE_MS));
  g_assert_no_error (fixture->error);
  g_assert_true (g_file_test (fixture->path, G_FILE_TEST_IS_REGULAR));
}

/* Who has erased all meanwhile does not print what was there before. */
static void
test_unwanted (Fixture *fixture, gconstpointer data) {
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  write_form (fixture, cancellable);
  g_cancellable_cancel (cancellable);
  g_assert_true (kapka_test_wait_until (is_written_cb, fixture, DEADLINE_MS));
  g_assert_error (fixture->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (fixture->path);
}

static void
test_visit_over (Fixture *fixture, gconstpointer data) {
  g_autofree char *written = kapka_test_dir_join (fixture->dir, "filled");

  g_cancellable_cancel (fixture->visit_over);
  write_form (fixture, NULL);
  kapka_filling_wait (fixture->filling);
  g_assert_true (kapka_test_wait_until (is_written_cb, fixture, DEADLINE_MS));
  g_assert_error (fixture->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_false (g_file_test (written, G_FILE_TEST_EXISTS));
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/filling/exchanged", Fixture, NULL, set_up, test_exchanged, tear_down);
  g_test_add ("/filling/unwanted", Fixture, NULL, set_up, test_unwanted, tear_down);
  g_test_add ("/filling/visit-over", Fixture, NULL, set_up, test_visit_over, tear_down);
  return g_test_run ();
}
