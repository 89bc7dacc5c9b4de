// SPDX-License-Identifier: GPL-3.0-or-later
#include "catalog/word.h"

#include <string.h>

/* Closes the word that is being read. */
static void
end_word (GArray *words, KapkaWord *word) {
  if (word->length > 0 && words->len < KAPKA_WORDS_MAX)
    g_array_append_val (words, *word);
  *word = (KapkaWord){ .length = 0 };
}

/* Few know for certain where Russian doubles a letter; abbreviations as ООО keep theirs. */
static gboolean
is_doubled (const KapkaWord *word, gunichar letter) {
  return word->length > 1 && g_unichar_isalpha (letter) &&
         word->letters[word->length - 1] == letter;
}

static void
add_letter (KapkaWord *word, gunichar letter) {
  gunichar small = g_unichar_tolower (letter);

  if (word->length < KAPKA_WORD_MAX_LETTERS && !is_doubled (word, small))
    word->letters[word->length++] = small;
}

GArray *
kapka_words_split (const char *text) {
  GArray *words = g_array_new (FALSE, TRUE, sizeof (KapkaWord));
  /* Marks come apart from their letters, and ligatures and wide forms become plain. */
  g_autofree char *apart = g_utf8_normalize (text, -1, G_NORMALIZE_ALL);
  KapkaWord word = { .length = 0 };

  for (const char *at = apart; at != NULL && *at != '\0'; at = g_utf8_next_char (at)) {
    gunichar letter = g_utf8_get_char (at);

    if (g_unichar_isalnum (letter))
      add_letter (&word, letter);
    else if (!g_unichar_ismark (letter))
      end_word (words, &word);
  }
  end_word (words, &word);
  return words;
}

static guint
letter_bit (gunichar letter) {
  if (letter >= 0x430 && letter < 0x450)
    return letter - 0x430;
  if (letter >= 'a' && letter <= 'z')
    return 32 + (letter - 'a');
  return 58 + letter % 6;
}

guint64
kapka_word_get_letters (const KapkaWord *word, guint length) {
  guint64 bits = 0;

  for (guint i = 0; i < MIN (length, word->length); i++)
    bits |= G_GUINT64_CONSTANT (1) << letter_bit (word->letters[i]);
  return bits;
}

gboolean
kapka_word_equal (gconstpointer a, gconstpointer b) {
  const KapkaWord *left = a;
  const KapkaWord *right = b;

  return left->length == right->length &&
         memcmp (left->letters, right->letters, left->length * sizeof (gunichar)) == 0;
}

guint
kapka_word_hash (gconstpointer word) {
  const KapkaWord *self = word;
  guint hash = 5381;

  for (guint i = 0; i < self->length; i++)
    hash = hash * 33 + self->letters[i];
  return hash;
}
