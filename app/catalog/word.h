// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

/** The letters of a word that count; nobody types more of one to find it. */
#define KAPKA_WORD_MAX_LETTERS 28

/** Words of one text that count: the longest description has a quarter of them. */
#define KAPKA_WORDS_MAX 64

/** KapkaWord: one word for the search, folded: small letters without the marks above them, so that
 * ӝ is ж, ё is е and й is и, and doubled letters once. */
typedef struct {
  gunichar letters[KAPKA_WORD_MAX_LETTERS];
  guint length;
} KapkaWord;

/**
 * kapka_words_split:
 * @text: UTF-8; other bytes give no words
 *
 * Returns: (transfer full) (element-type KapkaWord): the words of @text, folded, in their order.
 */
GArray *kapka_words_split (const char *text);

/** Returns: a bit for each letter among the first @length of @word. Bits that @word has and another
 * word has not are letters that are not in the other one; several letters may share a bit. */
guint64 kapka_word_get_letters (const KapkaWord *word, guint length);

gboolean kapka_word_equal (gconstpointer a, gconstpointer b);
guint kapka_word_hash (gconstpointer word);
