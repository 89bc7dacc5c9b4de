// SPDX-License-Identifier: GPL-3.0-or-later
#include "catalog/search.h"

#include <math.h>
#include <string.h>

#include "catalog/key-mixup.h"
#include "catalog/search-index.h"
#include "catalog/web-origin.h"

/* What it means that a word stands in a text of this kind. A service is found by its own words, and
 * stands behind a tile that is found by the same. */
#define NAME_WORTH 1.0
#define KEYWORD_WORTH 0.95
#define HOST_WORTH 0.9
#define DESCRIPTION_WORTH 0.5
#define EVENT_WORTH 0.5
#define AUTHORITY_WORTH 0.4
#define SERVICE_SHARE 0.9
/* A form whose blank is not here leaves those who can help now their places. */
#define NO_BLANK_SHARE 0.7

/* The other layout is a guess: what was typed is believed first. */
#define MIXUP_SHARE 0.8
/* A longer word says more than a short one, up to this length. */
#define WORD_LETTERS 6
/* What is worth less than this part of the best hit is not what was meant. */
#define WORST_SHARE 0.4
/* A word that is less like any other means nothing. */
#define LEAST_WORTH 0.12f

struct _KapkaSearch {
  KapkaSearchIndex *index;
  GArray *items; // Of KapkaSearchHit, in the order of the catalogue, services last.
};

typedef struct {
  guint item;
  double score;
} Ranked;

static void
add_text (KapkaSearch *search, const KapkaLocalText *text, double worth) {
  const char *texts[] = { text->ru, text->udm, text->en };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    kapka_search_index_add (search->index, search->items->len, texts[i], worth);
}

static void
add_list (KapkaSearch *search, const char *list, double worth) {
  g_auto (GStrv) phrases = list == NULL ? NULL : g_strsplit (list, ";", -1);

  for (guint i = 0; phrases != NULL && phrases[i] != NULL; i++)
    kapka_search_index_add (search->index, search->items->len, phrases[i], worth);
}

static void
add_keywords (KapkaSearch *search, const KapkaLocalText *keywords, double worth) {
  add_list (search, keywords->ru, worth);
  add_list (search, keywords->udm, worth);
  add_list (search, keywords->en, worth);
}

/* People know some portals by their address. */
static void
add_host (KapkaSearch *search, const char *url) {
  g_auto (KapkaWebOrigin) origin = { 0 };
  g_auto (GStrv) labels = NULL;

  if (url == NULL || !kapka_web_origin_parse (&origin, url, NULL))
    return;
  labels = g_strsplit (origin.host, ".", -1);
  for (guint i = 0; labels[i] != NULL; i++)
    if (strlen (labels[i]) > 3 || (i == 0 && !g_str_equal (labels[i], "www")))
      kapka_search_index_add (search->index, search->items->len, labels[i], HOST_WORTH);
}

static void
add_events (KapkaSearch *search, const KapkaCatalog *catalog, const KapkaTile *form, double share) {
  for (guint i = 0; form->events[i] != NULL; i++) {
    const KapkaLifeEvent *event = kapka_catalog_find_event (catalog, form->events[i]);

    if (event == NULL)
      continue;
    add_text (search, &event->name, share * EVENT_WORTH);
    add_keywords (search, &event->keywords, share * EVENT_WORTH);
  }
}

static void
add_form (KapkaSearch *search, const KapkaCatalog *catalog, const KapkaTile *form, double share) {
  add_text (search, &form->authority, share * AUTHORITY_WORTH);
  kapka_search_index_add (search->index, search->items->len, form->form_number, KEYWORD_WORTH);
  add_events (search, catalog, form, share);
}

static void
add_tile (KapkaSearch *search, const KapkaCatalog *catalog, const KapkaTile *tile) {
  KapkaSearchHit hit = { .tile = tile };
  gboolean is_form = tile->kind == KAPKA_TILE_FORM;
  double share = is_form && tile->file == NULL ? NO_BLANK_SHARE : 1;

  add_text (search, &tile->name, share * NAME_WORTH);
  add_keywords (search, &tile->keywords, share * KEYWORD_WORTH);
  add_text (search, &tile->description, share * DESCRIPTION_WORTH);
  if (is_form)
    add_form (search, catalog, tile, share);
  else
    add_host (search, tile->url);
  g_array_append_val (search->items, hit);
}

static void
add_service (KapkaSearch *search, const KapkaService *service) {
  KapkaSearchHit hit = { .service = service };

  add_text (search, &service->door, SERVICE_SHARE * NAME_WORTH);
  add_keywords (search, &service->keywords, SERVICE_SHARE * KEYWORD_WORTH);
  add_text (search, &service->hint, SERVICE_SHARE * DESCRIPTION_WORTH);
  g_array_append_val (search->items, hit);
}

KapkaSearch *
kapka_search_new (const KapkaCatalog *catalog) {
  KapkaSearch *search = g_new0 (KapkaSearch, 1);
  const GPtrArray *tiles = kapka_catalog_get_tiles (catalog);

  search->index = kapka_search_index_new ();
  search->items = g_array_new (FALSE, FALSE, sizeof (KapkaSearchHit));
  for (guint i = 0; i < tiles->len; i++) {
    const KapkaTile *tile = g_ptr_array_index (tiles, i);

    if (tile->enabled)
      add_tile (search, catalog, tile);
  }
  for (guint i = 0; i < KAPKA_N_SERVICES; i++)
    add_service (search, kapka_catalog_get_service (catalog, i));
  return search;
}

void
kapka_search_free (KapkaSearch *search) {
  if (search == NULL)
    return;
  kapka_search_index_free (search->index);
  g_array_unref (search->items);
  g_free (search);
}

/* A word that many items have says little about which one is meant. */
static double
get_rareness (const float *worths, guint n_items) {
  double found = 0;

  for (guint i = 0; i < n_items; i++)
    found += worths[i];
  return log (1 + n_items / (1 + found));
}

static void
add_word (const KapkaSearch *search, const KapkaWord *word, float *worths, double *scores) {
  guint n_items = search->items->len;
  double weight;

  memset (worths, 0, n_items * sizeof *worths);
  kapka_search_index_look_up (search->index, word, worths);
  weight = get_rareness (worths, n_items) * MIN (word->length, WORD_LETTERS);
  for (guint i = 0; i < n_items; i++)
    if (worths[i] >= LEAST_WORTH)
      scores[i] += weight * worths[i];
}

/* A single letter begins a word that is being typed; before another word it says nothing. */
static gboolean
says_something (const GArray *words, guint i) {
  return g_array_index (words, KapkaWord, i).length > 1 || i + 1 == words->len;
}

/* Raises @scores to what @text means when it is typed in the layout that was meant. */
static void
add_reading (const KapkaSearch *search, const char *text, double share, double *scores) {
  guint n_items = search->items->len;
  g_autoptr (GArray) words = kapka_words_split (text);
  g_autofree float *worths = g_new (float, n_items);
  g_autofree double *own = g_new0 (double, n_items);

  for (guint i = 0; i < words->len; i++)
    if (says_something (words, i))
      add_word (search, &g_array_index (words, KapkaWord, i), worths, own);
  for (guint i = 0; i < n_items; i++)
    scores[i] = MAX (scores[i], share * own[i]);
}

static void
add_mixup (const KapkaSearch *search, const char *text, KapkaMixup mixup, double *scores) {
  g_autofree char *meant = kapka_mixup_undo (text, mixup);

  if (meant != NULL)
    add_reading (search, meant, MIXUP_SHARE, scores);
}

static int
compare_ranked (gconstpointer a, gconstpointer b) {
  const Ranked *left = a;
  const Ranked *right = b;

  if (left->score != right->score)
    return left->score > right->score ? -1 : 1;
  return (left->item > right->item) - (left->item < right->item);
}

static GArray *
rank (const double *scores, guint n_items) {
  GArray *ranked = g_array_new (FALSE, FALSE, sizeof (Ranked));
  double best = 0;

  for (guint i = 0; i < n_items; i++)
    best = MAX (best, scores[i]);
  for (guint i = 0; i < n_items; i++) {
    Ranked hit = { i, scores[i] };

    if (best > 0 && scores[i] >= WORST_SHARE * best)
      g_array_append_val (ranked, hit);
  }
  g_array_sort (ranked, compare_ranked);
  return ranked;
}

GArray *
kapka_search_find (const KapkaSearch *search, const char *text, guint limit) {
  GArray *hits = g_array_new (FALSE, FALSE, sizeof (KapkaSearchHit));
  g_autofree double *scores = g_new0 (double, search->items->len);
  g_autoptr (GArray) ranked = NULL;

  add_reading (search, text, 1, scores);
  add_mixup (search, text, KAPKA_MIXUP_LATIN, scores);
  add_mixup (search, text, KAPKA_MIXUP_CYRILLIC, scores);
  ranked = rank (scores, search->items->len);
  for (guint i = 0; i < MIN (ranked->len, limit); i++)
    g_array_append_val (hits, g_array_index (search->items, KapkaSearchHit,
                                             g_array_index (ranked, Ranked, i).item));
  return hits;
}
