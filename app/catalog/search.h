// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "catalog/catalog.h"

/**
 * KapkaSearch:
 * Finds portals, forms and services by what people call them. It forgives what they type: marks
 * left out (зуч for ӟуч), the wrong layout of the keyboard either way, one wrong letter in a
 * word, other endings, unfinished words, words that mean nothing here.
 *
 * It remembers nothing of what was looked for.
 */
typedef struct _KapkaSearch KapkaSearch;

/** KapkaSearchHit: a tile, or a service; the other one is %NULL. Borrowed from the catalogue. */
typedef struct {
  const KapkaTile *tile;
  const KapkaService *service;
} KapkaSearchHit;

/** Returns: (transfer full): a search over the enabled tiles and the services of @catalog, which
 * outlives it, by their texts in all languages. */
KapkaSearch *kapka_search_new (const KapkaCatalog *catalog);
void kapka_search_free (KapkaSearch *search);

/**
 * kapka_search_find:
 * @text: what was typed so far, UTF-8
 * @limit: the most hits to return
 *
 * Returns: (transfer full) (element-type KapkaSearchHit): what @text may mean, the best first;
 * empty when nothing is like it.
 */
GArray *kapka_search_find (const KapkaSearch *search, const char *text, guint limit);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KapkaSearch, kapka_search_free)
