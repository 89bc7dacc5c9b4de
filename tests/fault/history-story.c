// SPDX-License-Identifier: GPL-3.0-or-later
#include "history-story.h"

HistoryStory *
history_story_new (void) {
  HistoryStory *story = g_new0 (HistoryStory, 1);

  story->text = g_string_new (NULL);
  return story;
}

void
history_story_free (HistoryStory *story) {
  g_string_free (story->text, TRUE);
  g_free (story->failure);
  g_free (story);
}

void
history_story_tell (HistoryStory *story, const char *format, ...) {
  va_list arguments;

  va_start (arguments, format);
  g_string_append_vprintf (story->text, format, arguments);
  va_end (arguments);
  g_string_append_c (story->text, '\n');
}

void
history_story_fail (HistoryStory *story, const char *format, ...) {
  g_autofree char *line = NULL;
  va_list arguments;

  va_start (arguments, format);
  line = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  history_story_tell (story, "RED: %s", line);
  if (story->failure == NULL)
    story->failure = g_steal_pointer (&line);
}
