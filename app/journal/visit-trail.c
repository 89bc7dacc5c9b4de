// SPDX-License-Identifier: GPL-3.0-or-later
#include "journal/journal-private.h"
#include "journal/visit-events.h"
#include "journal/visits.h"

void
kapka_trail_line_free (KapkaTrailLine *line) {
  kapka_event_free (line->event);
  g_free (line->act);
  g_free (line->service);
  g_free (line);
}

/** What one act writes has one author and one moment. */
static gboolean
is_one_act (const KapkaEvent *a, const KapkaEvent *b) {
  return a->kind == KAPKA_EVENT_CORRECTION && b->kind == KAPKA_EVENT_CORRECTION &&
         a->at.utc_ms == b->at.utc_ms && g_strcmp0 (a->author, b->author) == 0;
}

/** Returns: (transfer full) (nullable): the act of a correction, named by its first event. */
static char *
find_act (GPtrArray *events, const KapkaEvent *event) {
  for (guint i = 0; i < events->len; i++) {
    const KapkaEvent *other = g_ptr_array_index (events, i);

    if (is_one_act (other, event))
      return g_strdup (other->event_id);
  }
  return NULL;
}

static KapkaTrailLine *
make_line (GPtrArray *events, guint index) {
  const KapkaEvent *event = g_ptr_array_index (events, index);
  KapkaTrailLine *line = g_new0 (KapkaTrailLine, 1);

  line->event = kapka_event_copy (event);
  line->act = find_act (events, event);
  if (event->kind == KAPKA_EVENT_REQUEST || event->kind == KAPKA_EVENT_PRINT)
    line->service = g_strdup (kapka_visit_events_find_service (events, index));
  return line;
}

/** A correction of a correction takes it back, unless it was taken back itself; what corrects a
 * line stands after it. */
static void
mark_undone (GPtrArray *lines) {
  for (guint i = lines->len; i-- > 0;) {
    KapkaTrailLine *line = g_ptr_array_index (lines, i);

    for (guint j = i + 1; j < lines->len && line->event->corrects != NULL; j++) {
      const KapkaTrailLine *later = g_ptr_array_index (lines, j);

      if (!later->undone && g_strcmp0 (later->event->corrects, line->event->event_id) == 0)
        line->undone = TRUE;
    }
  }
}

GPtrArray *
kapka_visits_get_trail (KapkaJournal *journal, const char *id, GError **error) {
  g_autoptr (GPtrArray) events = kapka_visit_events_read (journal->db, id, error);
  GPtrArray *lines;

  if (events == NULL)
    return NULL;
  lines = g_ptr_array_new_with_free_func ((GDestroyNotify)kapka_trail_line_free);
  for (guint i = 0; i < events->len; i++)
    g_ptr_array_add (lines, make_line (events, i));
  mark_undone (lines);
  return lines;
}
