// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "catalog/word.h"

/** KapkaSearchIndex: which items have which words, and how much it means that they have them. */
typedef struct _KapkaSearchIndex KapkaSearchIndex;

KapkaSearchIndex *kapka_search_index_new (void);
void kapka_search_index_free (KapkaSearchIndex *index);

/**
 * kapka_search_index_add:
 * @item: from 0, not less than in the call before
 * @text: (nullable): a name, a description …
 * @worth: what a text of one word means; each word of a longer one means less
 */
void kapka_search_index_add (KapkaSearchIndex *index, guint item, const char *text, double worth);

/**
 * kapka_search_index_look_up:
 * @word: what somebody looks for
 * @worths: (array): by item, raised to the worth of the best word of the item that is like @word
 */
void
kapka_search_index_look_up (const KapkaSearchIndex *index, const KapkaWord *word, float *worths);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KapkaSearchIndex, kapka_search_index_free)
