// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

/** HistoryStory: what happened in a history, step by step, and what went wrong first. */
typedef struct {
  GString *text;
  char *failure; // (nullable)
} HistoryStory;

HistoryStory *history_story_new (void);
void history_story_free (HistoryStory *story);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HistoryStory, history_story_free)

/** Adds a line. */
void history_story_tell (HistoryStory *story, const char *format, ...) G_GNUC_PRINTF (2, 3);

/** Adds a line that says what went wrong; the first of these is the failure of the history, which
 * ends at its next step. */
void history_story_fail (HistoryStory *story, const char *format, ...) G_GNUC_PRINTF (2, 3);
