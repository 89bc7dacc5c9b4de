// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

/** SheetWords: what the screen says in one language instead of what it says in Russian. */
typedef struct _SheetWords SheetWords;

/** @language: "ru", "udm" or "en". The texts are those of TEXTDOMAINDIR and KAPKA_DATA_DIR.
 * Returns: (transfer full): its words */
SheetWords *sheet_words_new (const char *language);

void sheet_words_free (SheetWords *words);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SheetWords, sheet_words_free)

/** Returns: (transfer full): the pattern for what stands where @russian, a pattern too, does in
 * Russian; @russian where no text of Kapka is like it, as the name of a document. */
char *sheet_words_get (SheetWords *words, const char *russian);
