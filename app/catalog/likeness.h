// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "catalog/word.h"

/** KapkaAsked: a word that somebody looks for, prepared to be held against many others. */
typedef struct {
  KapkaWord word;
  guint64 beginning; // Letters of which a word that is spelt right has all …
  guint64 body;      // … and of which one with a wrong letter lacks one at the most.
} KapkaAsked;

void kapka_asked_init (KapkaAsked *asked, const KapkaWord *word);

/** Returns: whether @letters, all those of a word, leave it worth a closer look. */
static inline gboolean
kapka_asked_may_be (const KapkaAsked *asked, guint64 letters) {
  guint64 missing = asked->body & ~letters;

  return (asked->beginning & ~letters) == 0 || (missing & (missing - 1)) == 0;
}

/**
 * kapka_asked_get_likeness:
 * @term: a word of the catalogue
 *
 * In falling order: the same word; @term begins with what was typed; both have other endings, as
 * the cases of Russian have; the same with one letter wrong, missing, too many, or two changed
 * about.
 *
 * Returns: 1 for the same word, 0 for another one.
 */
double kapka_asked_get_likeness (const KapkaAsked *asked, const KapkaWord *term);
