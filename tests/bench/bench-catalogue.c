// SPDX-License-Identifier: GPL-3.0-or-later
// What it takes to put another catalogue of the centre in use, signature, digests, reading of the
// lists and all syncs included, beside `tar` and `sync` that unpack the same files and check
// nothing; in turn, in one run on the same disk. Then what the kiosk does between two visits when
// nothing has changed, and when something has.
#include <math.h>
#include <string.h>

#include "bundle/bundle.h"
#include "bundle/collect.h"
#include "bundle/install.h"
#include "bundle/installed.h"
#include "catalog/catalog-stamp.h"
#include "catalog/catalog.h"
#include "program.h"
#include "table.h"
#include "tmpdir.h"

#define N_ROUNDS 21
#define FIRST G_GINT64_CONSTANT (2026112701)
#define AIM 1.5
#define DEADLINE_MS 60000

typedef struct {
  KapkaTestDir *dir;
  KapkaSigningKey *key;
  char *public_key;
  char *state_dir;
  GPtrArray *files;
  char *archive;
  GArray *ours;
  GArray *plain;
  GArray *looks;
  GArray *reads;
} Bench;

static double
get_ms (void) {
  return (double)g_get_monotonic_time () / 1000.0;
}

static void
collect (Bench *bench) {
  g_autoptr (GPtrArray) problems = kapka_problems_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *empty = kapka_test_dir_make (bench->dir, "lists");

  bench->files = kapka_bundle_collect (empty, g_getenv ("KAPKA_DATA_DIR"), problems, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (problems->len, ==, 0);
}

static void
install (Bench *bench, gint64 number) {
  g_autoptr (GBytes) bytes = kapka_bundle_build (FIRST + number, bench->files, bench->key);
  const KapkaBundlePlace place = { bench->state_dir, bench->public_key };
  g_autoptr (GError) error = NULL;
  double began = get_ms ();
  double took;
  gint64 version;

  g_assert_cmpint (kapka_bundle_install (&place, bytes, &version, &error), ==, KAPKA_INSTALL_DONE);
  took = get_ms () - began;
  g_assert_no_error (error);
  g_array_append_val (bench->ours, took);
}

/* The same files, in an archive. */
static void
pack (Bench *bench) {
  g_autoptr (KapkaInstalledBundle) installed = kapka_installed_bundle_find (bench->state_dir);

  bench->archive = kapka_test_dir_join (bench->dir, "files.tar");
  g_free (kapka_test_program_run (
      (const char *[]){ "tar", "-C", installed->directory, "-cf", bench->archive, ".", NULL }, NULL,
      DEADLINE_MS));
}

static void
unpack_plainly (Bench *bench, guint number) {
  g_autofree char *name = g_strdup_printf ("plain-%u", number);
  g_autofree char *path = kapka_test_dir_make (bench->dir, name);
  g_autofree char *script = g_strdup_printf ("tar -C '%s' -xf '%s' && find '%s' -exec sync {} +",
                                             path, bench->archive, path);
  double began = get_ms ();
  double took;

  g_free (kapka_test_program_run ((const char *[]){ "sh", "-c", script, NULL }, NULL, DEADLINE_MS));
  took = get_ms () - began;
  g_array_append_val (bench->plain, took);
}

static void
look (Bench *bench) {
  g_autoptr (KapkaInstalledBundle) installed = kapka_installed_bundle_find (bench->state_dir);
  const char *const layers[] = { installed->directory, NULL };
  const char *data_dir = g_getenv ("KAPKA_DATA_DIR");
  double began = get_ms ();
  g_autofree char *stamp = kapka_catalog_stamp (data_dir, layers);
  double looked = get_ms ();
  g_autoptr (KapkaCatalog) catalog = kapka_catalog_load (data_dir, layers, NULL);
  double took = looked - began;

  g_array_append_val (bench->looks, took);
  took = get_ms () - looked;
  g_array_append_val (bench->reads, took);
}

static void
bench_init (Bench *bench) {
  bench->dir = kapka_test_dir_new ();
  bench->key = kapka_signing_key_new ();
  bench->public_key = kapka_signing_key_get_public (bench->key);
  bench->state_dir = kapka_test_dir_make (bench->dir, "state");
  bench->ours = g_array_new (FALSE, FALSE, sizeof (double));
  bench->plain = g_array_new (FALSE, FALSE, sizeof (double));
  bench->looks = g_array_new (FALSE, FALSE, sizeof (double));
  bench->reads = g_array_new (FALSE, FALSE, sizeof (double));
  collect (bench);
}

static void
bench_clear (Bench *bench) {
  kapka_test_dir_free (bench->dir);
  kapka_signing_key_free (bench->key);
  g_free (bench->public_key);
  g_free (bench->state_dir);
  g_free (bench->archive);
  g_ptr_array_unref (bench->files);
  g_array_unref (bench->ours);
  g_array_unref (bench->plain);
  g_array_unref (bench->looks);
  g_array_unref (bench->reads);
}

static void
measure (Bench *bench) {
  install (bench, 0);
  pack (bench);
  g_array_set_size (bench->ours, 0);
  for (guint i = 1; i <= N_ROUNDS; i++) {
    install (bench, i);
    unpack_plainly (bench, i);
    look (bench);
  }
}

int
main (void) {
  Bench bench = { 0 };

  bench_init (&bench);
  measure (&bench);
  kapka_bench_print_spread ("catalogue switch", bench.ours);
  kapka_bench_print_spread ("tar and sync", bench.plain);
  kapka_bench_print_row ("catalogue switch, ms", kapka_bench_median (bench.ours),
                         kapka_bench_median (bench.plain), AIM);
  kapka_bench_print_row ("look for a changed catalogue, ms, beside reading it",
                         kapka_bench_median (bench.looks), kapka_bench_median (bench.reads), NAN);
  bench_clear (&bench);
  return 0;
}
