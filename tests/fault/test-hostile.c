// SPDX-License-Identifier: GPL-3.0-or-later
// More than a hundred kinds of files that mean no good, and good ones that were damaged: the helper
// may die of them, but each is drawn or refused in time.
#include <string.h>

#include "base/error.h"
#include "foreign/foreign.h"
#include "program.h"
#include "tmpdir.h"

#define SIDE 300

/* Some of the files are large. */
#define GENERATOR_MS 120000

typedef struct {
  KapkaTestDir *dir;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data) {
  fixture->dir = kapka_test_dir_new ();
}

static void
tear_down (Fixture *fixture, gconstpointer data) {
  kapka_test_dir_free (fixture->dir);
}

static char *
read_form (gsize *out_length) {
  g_autofree char *path =
      g_build_filename (g_getenv ("KAPKA_DATA_DIR"), "forms", "obraschenie.pdf", NULL);
  char *bytes;

  g_assert_true (g_file_get_contents (path, &bytes, out_length, NULL));
  return bytes;
}

/* Four at a time: some keep their reader busy until it is given up. */
#define N_THREADS 4

/** KapkaCampaign: what the threads share. */
typedef struct {
  const char *directory;
  gint n_drawn;
  gint n_refused;
} KapkaCampaign;

/* The name of a file tells what is to become of it; of most it is enough that we still live. */
static void
judge_hostile (const char *name, const GError *error) {
  if (g_str_has_prefix (name, "locked-"))
    g_assert_error (error, KAPKA_ERROR, KAPKA_ERROR_DENIED);
  else if (g_str_has_prefix (name, "large-"))
    g_assert_error (error, KAPKA_ERROR, KAPKA_ERROR_FULL);
  else if (g_str_has_prefix (name, "slow-"))
    g_assert_error (error, KAPKA_ERROR, KAPKA_ERROR_DATA);
  else if (error != NULL && !g_error_matches (error, KAPKA_ERROR, KAPKA_ERROR_DENIED) &&
           !g_error_matches (error, KAPKA_ERROR, KAPKA_ERROR_FULL))
    g_assert_error (error, KAPKA_ERROR, KAPKA_ERROR_DATA);
}

/* What was drawn in time is made ready for the printer as well. */
static void
print_hostile (const char *path) {
  g_autofree char *to = g_strconcat (path, ".sheets", NULL);
  g_autoptr (GError) error = NULL;

  if (!kapka_foreign_make_printable (path, to, NULL, &error))
    g_assert_true (error->domain == KAPKA_ERROR && error->code != KAPKA_ERROR_CONFIG);
  g_assert_cmpint (g_file_test (to, G_FILE_TEST_EXISTS), ==, error == NULL);
}

static void
try_hostile_cb (gpointer data, gpointer user_data) {
  g_autofree char *name = data;
  KapkaCampaign *campaign = user_data;
  g_autofree char *path = g_build_filename (campaign->directory, name, NULL);
  g_autoptr (GError) error = NULL;
  gint64 begun_usec = g_get_monotonic_time ();
  g_autoptr (KapkaDrawing) drawing =
      kapka_foreign_draw (path, KAPKA_FOREIGN_SHEET, 0, SIDE, SIDE, NULL, &error);
  gboolean quick = g_get_monotonic_time () - begun_usec < 2 * G_TIME_SPAN_SECOND;

  g_test_message ("%s: %s", name, error == NULL ? "drawn" : error->message);
  judge_hostile (name, error);
  if (drawing != NULL && quick)
    print_hostile (path);
  g_atomic_int_inc (drawing != NULL ? &campaign->n_drawn : &campaign->n_refused);
}

/* Takes @names. */
static void
run_campaign (Fixture *fixture, KapkaCampaign *campaign, char **names) {
  GThreadPool *pool = g_thread_pool_new (try_hostile_cb, campaign, N_THREADS, FALSE, NULL);

  campaign->directory = kapka_test_dir_get_path (fixture->dir);
  for (char **name = names; *name != NULL; name++)
    g_thread_pool_push (pool, *name, NULL);
  g_thread_pool_free (pool, FALSE, TRUE);
  g_free (names);
}

static char **
make_hostile (Fixture *fixture) {
  g_autofree char *generator = g_test_build_filename (G_TEST_DIST, "support", "hostile-pdf", NULL);
  const char *const argv[] = { generator, kapka_test_dir_get_path (fixture->dir), NULL };
  g_autofree char *output = kapka_test_program_run (argv, NULL, GENERATOR_MS);

  return g_strsplit (g_strchomp (output), "\n", -1);
}

/* A hundred and more kinds of files that mean no good. */
static void
test_hostile_files (Fixture *fixture, gconstpointer data) {
  char **names = make_hostile (fixture);
  guint n = g_strv_length (names);
  KapkaCampaign campaign = { NULL };

  g_assert_cmpuint (n, >=, 100);
  run_campaign (fixture, &campaign, names);
  g_assert_cmpint (campaign.n_drawn + campaign.n_refused, ==, n);
  g_assert_cmpint (campaign.n_drawn, >, 0);
  g_assert_cmpint (campaign.n_refused, >, 0);
}

/* Large ones tell nothing that small ones do not, and take long. */
#define MIN_SEED_BYTES 128
#define MAX_SEED_BYTES 65536

/* Mutations that are on the disk together. */
#define N_AT_ONCE 60

static void
add_seed (GPtrArray *seeds, const char *directory, const char *name) {
  g_autofree char *path = g_build_filename (directory, name, NULL);
  char *bytes;
  gsize length;

  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  if (length >= MIN_SEED_BYTES && length <= MAX_SEED_BYTES && !g_str_has_prefix (name, "slow-"))
    g_ptr_array_add (seeds, g_bytes_new_take (bytes, length));
  else
    g_free (bytes);
}

/* Returns: (transfer full) (element-type GBytes): hostile files, and as many times a good form. */
static GPtrArray *
make_seeds (Fixture *fixture) {
  GPtrArray *seeds = g_ptr_array_new_with_free_func ((GDestroyNotify)g_bytes_unref);
  g_auto (GStrv) names = make_hostile (fixture);
  gsize length;
  char *form = read_form (&length);
  g_autoptr (GBytes) good = g_bytes_new_take (form, length);

  for (char **name = names; *name != NULL; name++)
    add_seed (seeds, kapka_test_dir_get_path (fixture->dir), *name);
  for (guint n = seeds->len; n > 0; n--)
    g_ptr_array_add (seeds, g_bytes_ref (good));
  return seeds;
}

static char *
mutate (Fixture *fixture, GPtrArray *seeds, guint number) {
  GBytes *seed = g_ptr_array_index (seeds, (guint)g_test_rand_int_range (0, (gint32)seeds->len));
  gsize length = g_bytes_get_size (seed);
  g_autofree char *changed = g_memdup2 (g_bytes_get_data (seed, NULL), length);
  g_autofree char *name = g_strdup_printf ("%u.pdf", number);
  g_autofree char *path = kapka_test_dir_join (fixture->dir, name);
  gsize cut = number % 4 == 0 ? (gsize)g_test_rand_int_range (64, (gint32)length) : length;

  for (guint change = 0; change < 20; change++)
    changed[g_test_rand_int_range (8, (gint32)length)] = (char)g_test_rand_int ();
  g_assert_true (g_file_set_contents (path, changed, (gssize)cut, NULL));
  return g_steal_pointer (&name);
}

/* Whatever becomes of a file on its way. */
static void
test_mutated_files (Fixture *fixture, gconstpointer data) {
  guint n = g_getenv ("KAPKA_LONG") == NULL ? N_AT_ONCE : 20000;
  g_autoptr (GPtrArray) seeds = make_seeds (fixture);
  KapkaCampaign campaign = { NULL };

  for (guint done = 0; done < n; done += N_AT_ONCE) {
    g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

    for (guint i = 0; i < N_AT_ONCE; i++) {
      g_autofree char *name = mutate (fixture, seeds, done + i);

      g_strv_builder_add (builder, name);
    }
    run_campaign (fixture, &campaign, g_strv_builder_end (builder));
    kapka_test_dir_free (fixture->dir);
    fixture->dir = kapka_test_dir_new ();
  }
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
  ADD ("/hostile/files", test_hostile_files);
  ADD ("/hostile/mutations", test_mutated_files);
#undef ADD
  return g_test_run ();
}
