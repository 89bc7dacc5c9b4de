// SPDX-License-Identifier: GPL-3.0-or-later
#include "catalog/search-index.h"

#include "catalog/likeness.h"

/* How much of its worth a word loses for each other word of its text. */
#define LOSS_PER_WORD 0.12

typedef struct {
  guint item;
  float worth;
} Place;

typedef struct {
  KapkaWord word; // First, so that the address of a term is that of its word.
  GArray *places; // Of Place, items rising, each once.
} Term;

struct _KapkaSearchIndex {
  GPtrArray *terms;  // Of owned Term, each word once.
  GArray *letters;   // Of guint64: those of the term at the same place, close together.
  GHashTable *known; // KapkaWord → Term, both borrowed from the terms.
};

static void
term_free (Term *term) {
  g_array_unref (term->places);
  g_free (term);
}

KapkaSearchIndex *
kapka_search_index_new (void) {
  KapkaSearchIndex *index = g_new0 (KapkaSearchIndex, 1);

  index->terms = g_ptr_array_new_with_free_func ((GDestroyNotify)term_free);
  index->letters = g_array_new (FALSE, FALSE, sizeof (guint64));
  index->known = g_hash_table_new (kapka_word_hash, kapka_word_equal);
  return index;
}

void
kapka_search_index_free (KapkaSearchIndex *index) {
  if (index == NULL)
    return;
  g_hash_table_unref (index->known);
  g_array_unref (index->letters);
  g_ptr_array_unref (index->terms);
  g_free (index);
}

static Term *
ensure_term (KapkaSearchIndex *index, const KapkaWord *word) {
  Term *term = g_hash_table_lookup (index->known, word);
  guint64 letters = kapka_word_get_letters (word, word->length);

  if (term != NULL)
    return term;
  term = g_new0 (Term, 1);
  term->word = *word;
  term->places = g_array_new (FALSE, FALSE, sizeof (Place));
  g_ptr_array_add (index->terms, term);
  g_array_append_val (index->letters, letters);
  g_hash_table_insert (index->known, &term->word, term);
  return term;
}

static void
add_place (Term *term, guint item, float worth) {
  Place *last =
      term->places->len == 0 ? NULL : &g_array_index (term->places, Place, term->places->len - 1);
  Place place = { item, worth };

  if (last != NULL && last->item == item)
    last->worth = MAX (last->worth, worth);
  else
    g_array_append_val (term->places, place);
}

void
kapka_search_index_add (KapkaSearchIndex *index, guint item, const char *text, double worth) {
  g_autoptr (GArray) words = text == NULL ? NULL : kapka_words_split (text);

  for (guint i = 0; words != NULL && i < words->len; i++)
    add_place (ensure_term (index, &g_array_index (words, KapkaWord, i)), item,
               (float)(worth / (1 + LOSS_PER_WORD * (words->len - 1))));
}

static void
raise_worths (const Term *term, float likeness, float *worths) {
  for (guint i = 0; i < term->places->len; i++) {
    const Place *place = &g_array_index (term->places, Place, i);

    worths[place->item] = MAX (worths[place->item], place->worth * likeness);
  }
}

void
kapka_search_index_look_up (const KapkaSearchIndex *index, const KapkaWord *word, float *worths) {
  const guint64 *letters = (const guint64 *)(gpointer)index->letters->data;
  KapkaAsked asked;

  kapka_asked_init (&asked, word);
  for (guint i = 0; i < index->terms->len; i++)
    if (kapka_asked_may_be (&asked, letters[i])) {
      const Term *term = g_ptr_array_index (index->terms, i);
      double likeness = kapka_asked_get_likeness (&asked, &term->word);

      if (likeness > 0)
        raise_worths (term, (float)likeness, worths);
    }
}
