// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desk/correction.h"
#include "kapkactl/desk-session.h"

/** KapkaJournalOptions: what an action of `kapkactl journal` that writes was told. */
typedef struct {
  GStrv words;
  char *author;
  char *reason; // (nullable)
  gboolean away;
  KapkaBatch batch;
} KapkaJournalOptions;

/** What such an action takes beside --author. */
typedef enum {
  KAPKA_JOURNAL_TAKES_WORDS,
  KAPKA_JOURNAL_TAKES_REASON = 1 << 0,
  KAPKA_JOURNAL_TAKES_AWAY = 1 << 1,
  KAPKA_JOURNAL_TAKES_FIGURES = 1 << 2,
} KapkaJournalTakes;

/**
 * kapka_journal_options_parse:
 * @words: as in kapka_command_parse_words()
 * @summary: what the action does, translated
 * @takes: which options there are
 * @arguments: as given to KapkaCommandRun
 *
 * The author, and the reason where there is one, have to be given. Errors: USAGE.
 */
gboolean kapka_journal_options_parse (KapkaJournalOptions *options,
                                      const char *words,
                                      const char *summary,
                                      KapkaJournalTakes takes,
                                      GStrv arguments,
                                      GError **error);
void kapka_journal_options_clear (KapkaJournalOptions *options);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (KapkaJournalOptions, kapka_journal_options_clear)
