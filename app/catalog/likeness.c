// SPDX-License-Identifier: GPL-3.0-or-later
#include "catalog/likeness.h"

/* A shorter word with a wrong letter is like too many others. */
#define WRONG_LETTER_FROM 4
/* From this length on the wrong letter may stand in an unfinished word … */
#define WRONG_BEGINNING_FROM 5
/* … and in one with another ending. */
#define WRONG_ENDING_FROM 6
/* … of which this part at the most differs. */
#define WRONG_ENDING_PART 4

#define WRONG_LETTER_WORTH 0.6

/* The rest of two words behind a place. */
typedef struct {
  const gunichar *letters;
  guint length;
} Rest;

static Rest
rest_of (const KapkaWord *word, guint from) {
  from = MIN (from, word->length);
  return (Rest){ word->letters + from, word->length - from };
}

static guint
count_common (Rest a, Rest b) {
  guint n = 0;

  while (n < a.length && n < b.length && a.letters[n] == b.letters[n])
    n++;
  return n;
}

/* Letters that an ending may have, behind @common ones that agree. */
static guint
get_longest_ending (guint common) {
  return common < 3 ? 0 : common == 3 ? 2 : 3;
}

/* How like two words are that agree in @common letters, counted with the one repaired, and then
 * differ: what was typed has @asked_more letters behind them, the term @term_more. */
static double
weigh (guint common, guint asked_more, guint term_more) {
  guint ending = get_longest_ending (common);
  double share = (double)common / (common + MAX (asked_more, term_more));

  if (asked_more == 0)
    return term_more == 0 ? 1 : 0.7 + 0.25 * share;
  if (asked_more > ending || term_more > ending)
    return 0;
  return 0.3 + 0.6 * share;
}

/* The same after a repair: what differs besides has to be short beside what agrees. */
static double
weigh_unsure (guint asked_length, guint common, guint asked_more, guint term_more) {
  if (term_more > 0 && asked_length < WRONG_BEGINNING_FROM)
    return 0;
  if (asked_more > 0 && (asked_length < WRONG_ENDING_FROM ||
                         MAX (asked_more, term_more) * WRONG_ENDING_PART > common))
    return 0;
  return weigh (common, asked_more, term_more);
}

/* The same with a letter repaired at @at: both go on behind it by their own step. */
static double
weigh_repaired (const KapkaWord *asked,
                const KapkaWord *term,
                guint at,
                guint asked_step,
                guint term_step) {
  Rest ours = rest_of (asked, at + asked_step);
  Rest theirs = rest_of (term, at + term_step);
  guint common;

  if (at + asked_step > asked->length || at + term_step > term->length)
    return 0;
  common = count_common (ours, theirs);
  return WRONG_LETTER_WORTH * weigh_unsure (asked->length,
                                            at + MAX (asked_step, term_step) + common - 1,
                                            ours.length - common, theirs.length - common);
}

static gboolean
are_changed_about (const KapkaWord *asked, const KapkaWord *term, guint at) {
  return at + 1 < asked->length && at + 1 < term->length &&
         asked->letters[at] == term->letters[at + 1] && asked->letters[at + 1] == term->letters[at];
}

static double
weigh_wrong_letter (const KapkaWord *asked, const KapkaWord *term, guint at) {
  double best = weigh_repaired (asked, term, at, 1, 1);

  best = MAX (best, weigh_repaired (asked, term, at, 0, 1));
  best = MAX (best, weigh_repaired (asked, term, at, 1, 0));
  if (are_changed_about (asked, term, at))
    best = MAX (best, weigh_repaired (asked, term, at, 2, 2));
  return best;
}

void
kapka_asked_init (KapkaAsked *asked, const KapkaWord *word) {
  guint ending = word->length < WRONG_ENDING_FROM ? 0 : 3;

  asked->word = *word;
  asked->beginning = kapka_word_get_letters (word, 3);
  asked->body = word->length < WRONG_LETTER_FROM
                    ? ~G_GUINT64_CONSTANT (0)
                    : kapka_word_get_letters (word, word->length - ending);
}

double
kapka_asked_get_likeness (const KapkaAsked *asked, const KapkaWord *term) {
  const KapkaWord *word = &asked->word;
  guint common = count_common (rest_of (word, 0), rest_of (term, 0));
  double right = weigh (common, word->length - common, term->length - common);

  if (right > 0 || word->length < WRONG_LETTER_FROM || term->length < WRONG_LETTER_FROM)
    return right;
  return weigh_wrong_letter (word, term, common);
}
