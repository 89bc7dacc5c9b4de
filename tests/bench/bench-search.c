// SPDX-License-Identifier: GPL-3.0-or-later
// What one key costs the search over 5,000 portals and forms, sixty times the list of the republic:
// each query of the quality table typed letter by letter, beside SQLite looking for the same
// letters anywhere in the same texts with LIKE, which forgives nothing, in turn, in one run.
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "catalog/search.h"
#include "journal/db.h"
#include "table.h"
#include "tmpdir.h"

#define N_ITEMS 5000
/* Portals and forms by halves: a list of the catalogue may have 1 MiB. */
#define N_HALF (N_ITEMS / 2)
#define LIMIT 12
#define AIM_MS 5

typedef struct {
  KapkaTestDir *dir;
  GRand *rand;
  GPtrArray *words; // Of char*: those of the shipped catalogue.
  KapkaCatalog *catalog;
  KapkaSearch *search;
  KapkaDb *db;
  GArray *ours;
  GArray *plain;
} Bench;

/* Time of this thread alone: neither side waits for anything, so what else the machine does is not
 * counted. */
static double
get_cpu_ms (void) {
  struct timespec now;

  g_assert_cmpint (clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now), ==, 0);
  return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static void
take_words (Bench *bench, const char *text) {
  g_auto (GStrv) words = text == NULL ? NULL : g_str_tokenize_and_fold (text, "ru", NULL);

  for (guint i = 0; words != NULL && words[i] != NULL; i++)
    g_ptr_array_add (bench->words, g_strdup (words[i]));
}

static void
read_shipped_words (Bench *bench) {
  g_autoptr (KapkaCatalog) shipped = kapka_catalog_load (g_getenv ("KAPKA_DATA_DIR"), NULL, NULL);
  const GPtrArray *tiles = kapka_catalog_get_tiles (shipped);

  for (guint i = 0; i < tiles->len; i++) {
    const KapkaTile *tile = g_ptr_array_index (tiles, i);

    take_words (bench, tile->name.ru);
    take_words (bench, tile->description.ru);
    take_words (bench, tile->keywords.ru);
  }
}

static void
add_known_words (Bench *bench, GString *text, guint n) {
  for (guint i = 0; i < n; i++) {
    guint at = (guint)g_rand_int_range (bench->rand, 0, (gint32)bench->words->len);

    g_string_append_printf (text, "%s ", (const char *)g_ptr_array_index (bench->words, at));
  }
}

/* As places and people are called: a word that no other item has. */
static void
add_own_word (Bench *bench, GString *text) {
  static const char *const syllables[] = { "ша",  "ле", "гур", "то", "ми",  "вож", "ка", "ны",
                                           "пур", "да", "кыл", "ре", "шур", "зя",  "бо", "ел" };

  for (guint i = 0; i < 4; i++)
    g_string_append (text, syllables[g_rand_int_range (bench->rand, 0, 16)]);
  g_string_append_c (text, ' ');
}

static void
add_item (Bench *bench, GString *file, guint number, gboolean form) {
  g_string_append_printf (file, "[i%u]\nName=", number);
  add_known_words (bench, file, 1);
  add_own_word (bench, file);
  g_string_append (file, "\nDescription=");
  add_known_words (bench, file, 6);
  g_string_append (file, "\nKeywords=");
  add_own_word (bench, file);
  g_string_append_c (file, ';');
  add_known_words (bench, file, 2);
  if (form)
    g_string_append (file, "\nFile=form.pdf\n");
  else
    g_string_append_printf (file, "\nUrl=https://i%u.ru/\nServices=s%u\n", number, 1 + number % 6);
}

static void
write_half (Bench *bench, const char *name, guint first, gboolean form) {
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *path = NULL;

  for (guint i = first; i < first + N_HALF; i++)
    add_item (bench, text, i, form);
  path = kapka_test_dir_write (bench->dir, name, text->str);
}

static void
load (Bench *bench) {
  g_autofree char *form = kapka_test_dir_write (bench->dir, "forms/form.pdf", "%PDF");
  double start_ms;

  read_shipped_words (bench);
  write_half (bench, "catalog/portals.ini", 0, FALSE);
  write_half (bench, "catalog/forms.ini", N_HALF, TRUE);
  bench->catalog = kapka_catalog_load (kapka_test_dir_get_path (bench->dir), NULL, NULL);
  g_assert_cmpuint (kapka_catalog_get_tiles (bench->catalog)->len, ==, N_ITEMS);
  start_ms = get_cpu_ms ();
  bench->search = kapka_search_new (bench->catalog);
  kapka_bench_print_row ("search: index of 5,000 items, once, ms", get_cpu_ms () - start_ms, NAN,
                         NAN);
}

static void
insert (Bench *bench, const KapkaTile *tile) {
  g_autoptr (KapkaStmt) stmt = kapka_db_prepare (bench->db, "INSERT INTO item VALUES (?, ?)");
  g_autofree char *text =
      g_strjoin (" ", tile->name.ru, tile->description.ru, tile->keywords.ru, NULL);

  kapka_stmt_add_text (stmt, tile->id);
  kapka_stmt_add_text (stmt, text);
  g_assert_true (kapka_stmt_run (stmt, NULL));
}

static void
load_plain (Bench *bench) {
  const GPtrArray *tiles = kapka_catalog_get_tiles (bench->catalog);

  bench->db = kapka_db_open (NULL, KAPKA_DB_MEMORY, NULL);
  g_assert_nonnull (bench->db);
  g_assert_true (kapka_db_run_script (bench->db, "CREATE TABLE item (id TEXT, text TEXT)", NULL));
  for (guint i = 0; i < tiles->len; i++)
    insert (bench, g_ptr_array_index (tiles, i));
}

static void
find_plain (Bench *bench, const char *text) {
  g_autoptr (KapkaStmt) stmt =
      kapka_db_prepare (bench->db, "SELECT id FROM item WHERE text LIKE '%' || ? || '%' LIMIT 12");

  kapka_stmt_add_text (stmt, text);
  g_assert_true (kapka_stmt_run (stmt, NULL));
}

static void
press (Bench *bench, const char *text) {
  double start_ms = get_cpu_ms ();
  g_autoptr (GArray) hits = kapka_search_find (bench->search, text, LIMIT);
  double ms = get_cpu_ms () - start_ms;

  g_array_append_val (bench->ours, ms);
  start_ms = get_cpu_ms ();
  find_plain (bench, text);
  ms = get_cpu_ms () - start_ms;
  g_array_append_val (bench->plain, ms);
}

static void
type (Bench *bench, const char *line) {
  g_autofree char *query = g_strndup (line, strcspn (line, "\t"));

  for (const char *end = query; *end != '\0';) {
    g_autofree char *typed = NULL;

    end = g_utf8_next_char (end);
    typed = g_strndup (query, (gsize)(end - query));
    press (bench, typed);
  }
}

static double
get_part (GArray *sorted, double part) {
  return g_array_index (sorted, double, (guint)(part * (sorted->len - 1)));
}

static void
print (Bench *bench) {
  double ours = kapka_bench_median (bench->ours);
  double plain = kapka_bench_median (bench->plain);

  printf ("%u keys, aim %d ms a key\n", bench->ours->len, AIM_MS);
  kapka_bench_print_row ("search: key over 5,000 items, median, ms", ours, plain, NAN);
  kapka_bench_print_row ("search: key over 5,000 items, p95, ms", get_part (bench->ours, 0.95),
                         get_part (bench->plain, 0.95), NAN);
  kapka_bench_print_row ("search: key over 5,000 items, slowest, ms (aim 5)",
                         get_part (bench->ours, 1), get_part (bench->plain, 1), NAN);
}

static void
bench_free (Bench *bench) {
  kapka_search_free (bench->search);
  kapka_catalog_free (bench->catalog);
  kapka_db_close (bench->db);
  g_ptr_array_unref (bench->words);
  g_array_unref (bench->ours);
  g_array_unref (bench->plain);
  g_rand_free (bench->rand);
  kapka_test_dir_free (bench->dir);
}

int
main (int argc, char *argv[]) {
  g_autofree char *table = NULL;
  g_auto (GStrv) lines = NULL;
  Bench bench = { kapka_test_dir_new (), g_rand_new_with_seed (1), .ours = NULL };

  bench.words = g_ptr_array_new_with_free_func (g_free);
  bench.ours = g_array_new (FALSE, FALSE, sizeof (double));
  bench.plain = g_array_new (FALSE, FALSE, sizeof (double));
  g_assert_true (argc > 1 && g_file_get_contents (argv[1], &table, NULL, NULL));
  lines = g_strsplit (table, "\n", -1);
  load (&bench);
  load_plain (&bench);
  for (guint i = 0; lines[i] != NULL; i++)
    if (*lines[i] != '#')
      type (&bench, lines[i]);
  print (&bench);
  bench_free (&bench);
  return 0;
}
