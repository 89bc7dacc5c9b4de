// SPDX-License-Identifier: GPL-3.0-or-later
#include <string.h>

#include "catalog/search.h"
#include "tmpdir.h"

/* Of the queries of the table, the part whose tile stands first or second. */
#define AIM 0.95
#define LEAST_QUERIES 120
#define LIMIT 12

typedef struct {
  KapkaCatalog *catalog;
  KapkaSearch *search;
} Fixture;

static const char *
get_id (const KapkaSearchHit *hit) {
  return hit->tile != NULL ? hit->tile->id : hit->service->id;
}

static void
open_catalog (Fixture *f, const char *data_dir) {
  f->catalog = kapka_catalog_load (data_dir, NULL, NULL);
  f->search = kapka_search_new (f->catalog);
}

static void
set_up_shipped (Fixture *f, gconstpointer data) {
  open_catalog (f, g_getenv ("KAPKA_DATA_DIR"));
}

/* A few portals whose words are known here. */
static void
set_up_small (Fixture *f, gconstpointer data) {
  g_autoptr (KapkaTestDir) dir = kapka_test_dir_new ();
  g_autofree char *portals = kapka_test_dir_write (
      dir, "catalog/portals.ini",
      "[bread]\nName=Хлеб и ёлки\nKeywords=булка;чёрствый;\nKeywords[en]=loaf\n"
      "Url=https://bakery.example.ru/\nServices=s1\n"
      "[bird]\nName=Сыӵе пӧйшур\nDescription=Хлеб птицам\nUrl=https://b.example.ru/\nServices=s2\n"
      "[off]\nName=Закрытый хлеб\nUrl=https://c.example.ru/\nServices=s1\nEnabled=false\n"
      "[last]\nName=Птичий корм\nUrl=https://www.a.example.ru/\nServices=s1\n");
  g_autofree char *services = kapka_test_dir_write (
      dir, "catalog/services.ini",
      "[s1]\nName=Один\nDoor=Первая дверь\nHint=За ней\nColour=#2f5d92\nKeywords=ворота\n"
      "[s2]\nName=Два\nDoor=Вторая дверь\nColour=#2f5d92\n"
      "[s3]\nName=Три\nDoor=Другая\nColour=#2f5d92\n[s4]\nName=Четыре\nDoor=Другая\nColour=#"
      "2f5d92\n"
      "[s5]\nName=Пять\nDoor=Другая\nColour=#2f5d92\n[s6]\nName=Шесть\nDoor=Другая\nColour=#"
      "2f5d92\n");

  open_catalog (f, kapka_test_dir_get_path (dir));
}

static void
tear_down (Fixture *f, gconstpointer data) {
  kapka_search_free (f->search);
  kapka_catalog_free (f->catalog);
}

/* Returns the ids of what is found, each with a space behind it. */
static char *
find (const Fixture *f, const char *text) {
  g_autoptr (GArray) hits = kapka_search_find (f->search, text, LIMIT);
  GString *ids = g_string_new (NULL);

  for (guint i = 0; i < hits->len; i++)
    g_string_append_printf (ids, "%s ", get_id (&g_array_index (hits, KapkaSearchHit, i)));
  return g_string_free (ids, FALSE);
}

static const struct {
  const char *text;
  const char *ids;
} small[] = {
  { "", "" },
  { " .,!", "" },
  { "\xff", "" },
  { "жираф", "" },
  /* In the name before in the description; what is switched off is not there. */
  { "хлеб", "bread bird " },
  { "ХЛЕБ", "bread bird " },
  /* Marks, left out or typed. */
  { "елки", "bread " },
  { "ЁЛКИ", "bread " },
  { "сыче", "bird " },
  { "пойшур", "bird " },
  { "пӧйшур", "bird " },
  { "черствый", "bread " },
  /* Words that are not finished, or have another ending. */
  { "б", "bread " },
  { "бул", "bread " },
  { "булку", "bread " },
  { "кормами", "last " },
  /* One letter wrong, too few, too many, two changed about; not two. */
  { "бцлка", "bread " },
  { "блка", "bread " },
  { "буулка", "bread " },
  { "буклa", "" },
  { "буклка", "bread " },
  { "блука", "bread " },
  { "цулка", "bread " },
  { "цилка", "" },
  { "черствцй", "bread " },
  { "чирствые", "bread " },
  { "червь", "" },
  /* The wrong layout, either way, with keys that are no letters in one of them. */
  { "[kt,", "bread bird " },
  { "`krb", "bread " },
  { "КУРЦР", "" },
  { "дщфа", "bread " },
  { "ифлукн", "bread " },
  { "[ktd", "bread bird " },
  /* Languages, addresses, services. */
  { "loaf", "bread " },
  { "bakery", "bread " },
  { "www", "" },
  { "ru", "" },
  { "ворота", "s1 " },
  { "за ней", "s1 " },
  { "дверь", "s1 s2 " },
  /* Words that mean nothing here do not hide the others; single letters before them say nothing. */
  { "где купить хлеб", "bread bird " },
  { "б дверь", "s1 s2 " },
  { "вторая дверь", "s2 s1 " },
  { "птичий хлеб", "last bread " },
};

static void
test_small (Fixture *f, gconstpointer data) {
  for (gsize i = 0; i < G_N_ELEMENTS (small); i++) {
    g_autofree char *ids = find (f, small[i].text);

    if (!g_str_equal (ids, small[i].ids))
      g_test_fail_printf ("%s: found %s, expected %s", small[i].text, ids, small[i].ids);
  }
}

static void
test_limit (Fixture *f, gconstpointer data) {
  g_autoptr (GArray) two = kapka_search_find (f->search, "п", 2);
  g_autoptr (GArray) none = kapka_search_find (f->search, "п", 0);

  g_assert_cmpuint (two->len, ==, 2);
  g_assert_cmpuint (none->len, ==, 0);
}

/* A person can lean on the keyboard, or on one key. */
static void
test_long_text (Fixture *f, gconstpointer data) {
  g_autofree char *letters = g_strnfill (100000, 'a');
  g_autoptr (GString) words = g_string_new (NULL);
  g_autofree char *nothing = find (f, letters);

  for (guint i = 0; i < 10000; i++)
    g_string_append (words, "хлебный ");
  g_free (find (f, words->str));
  g_assert_cmpstr (nothing, ==, "");
}

/* Where of a hit list the one that is meant stands, from 1; 0 when it is not in it. */
static guint
find_place (const Fixture *f, const char *text, const char *id) {
  g_autoptr (GArray) hits = kapka_search_find (f->search, text, LIMIT);

  for (guint i = 0; i < hits->len; i++)
    if (g_str_equal (get_id (&g_array_index (hits, KapkaSearchHit, i)), id))
      return i + 1;
  return 0;
}

/* Returns whether the line of the table is answered well; lets the reader know when it is not. */
static gboolean
ask (const Fixture *f, const char *line) {
  g_auto (GStrv) fields = g_strsplit (line, "\t", -1);
  g_autofree char *ids = NULL;
  guint place;

  g_assert_cmpuint (g_strv_length (fields), ==, 2);
  place = find_place (f, fields[0], fields[1]);
  if (place == 1 || place == 2)
    return TRUE;
  ids = find (f, fields[0]);
  g_test_message ("%s: %s is at %u of %s", fields[0], fields[1], place, ids);
  return FALSE;
}

/* The table of what people ask for. */
static void
test_quality (Fixture *f, gconstpointer data) {
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "searches.tsv", NULL);
  g_autofree char *table = NULL;
  g_auto (GStrv) lines = NULL;
  guint asked = 0;
  guint good = 0;

  g_assert_true (g_file_get_contents (path, &table, NULL, NULL));
  lines = g_strsplit (table, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    if (*lines[i] != '#' && *lines[i] != '\0') {
      asked++;
      good += ask (f, lines[i]);
    }
  g_test_message ("%u of %u queries find their tile first or second", good, asked);
  g_assert_cmpuint (asked, >=, LEAST_QUERIES);
  g_assert_cmpfloat (good, >=, AIM * asked);
}

/* What has no place here shows nothing, rather than something. */
static void
test_nothing_found (Fixture *f, gconstpointer data) {
  static const char *const texts[] = {
    "яблочный пирог", "футбол", "ъъъ", "гороскоп", "zzzz", "🙂"
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_autofree char *ids = find (f, texts[i]);

    g_test_message ("%s", texts[i]);
    g_assert_cmpstr (ids, ==, "");
  }
}

/* Each tile that a visitor may open is found first or second by its own name. */
static void
test_names (Fixture *f, gconstpointer data) {
  const GPtrArray *tiles = kapka_catalog_get_tiles (f->catalog);

  for (guint i = 0; i < tiles->len; i++) {
    const KapkaTile *tile = g_ptr_array_index (tiles, i);
    guint place = find_place (f, tile->name.ru, tile->id);

    g_test_message ("%s", tile->name.ru);
    g_assert_true (tile->enabled ? place == 1 || place == 2 : place == 0);
  }
}

#define ADD(name, set_up, function)                                                                \
  g_test_add ("/search/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[]) {
  g_test_init (&argc, &argv, NULL);
  ADD ("small", set_up_small, test_small);
  ADD ("limit", set_up_small, test_limit);
  ADD ("long-text", set_up_small, test_long_text);
  ADD ("quality", set_up_shipped, test_quality);
  ADD ("nothing-found", set_up_shipped, test_nothing_found);
  ADD ("names", set_up_shipped, test_names);
  return g_test_run ();
}
