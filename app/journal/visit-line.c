// SPDX-License-Identifier: GPL-3.0-or-later
#include "journal/visit-line.h"

#include <string.h>

#include "journal/visit-events.h"

void
kapka_visit_line_free (KapkaVisitLine *line) {
  if (line == NULL)
    return;
  g_free (line->id);
  g_free (line->end_reason);
  g_strfreev (line->items);
  g_free (line);
}

static const KapkaEvent *
find_first (GPtrArray *events) {
  for (guint i = 0; i < events->len; i++) {
    const KapkaEvent *event = g_ptr_array_index (events, i);

    if (event->kind == KAPKA_EVENT_BEGIN || event->kind == KAPKA_EVENT_MANUAL)
      return event;
  }
  return NULL;
}

static void
add_event (KapkaVisitLine *line, const KapkaEvent *event) {
  if (event->kind == KAPKA_EVENT_END) {
    line->end_ms = event->at.utc_ms;
    g_free (line->end_reason);
    line->end_reason = g_strdup (event->reason);
  }
  for (guint i = 0; i < G_N_ELEMENTS (line->services); i++) {
    const char key[] = { 's', (char)('1' + i), '\0' };

    line->services[i] += kapka_event_get_count (event, key);
  }
  line->users += kapka_event_get_count (event, "users");
  line->pages += kapka_event_get_count (event, "pages");
  line->assisted += kapka_event_get_count (event, "assisted");
  line->n_corrections += event->kind == KAPKA_EVENT_CORRECTION;
  line->clock_ok = line->clock_ok && event->at.synced;
}

static gboolean
names_item (const char *entry, const char *item) {
  const char *colon = strchr (entry, ':');

  return colon != NULL && strcmp (colon + 1, item) == 0;
}

static gboolean
any_names_item (GPtrArray *entries, const char *item) {
  for (guint i = 0; i < entries->len; i++)
    if (names_item (g_ptr_array_index (entries, i), item))
      return TRUE;
  return FALSE;
}

static void
add_entry (GPtrArray *entries, const char *service, const char *item) {
  g_autofree char *entry = g_strconcat (service, ":", item, NULL);

  if (!g_ptr_array_find_with_equal_func (entries, entry, g_str_equal, NULL))
    g_ptr_array_add (entries, g_steal_pointer (&entry));
}

/** Lists first what counts, then what was used without counting (any more). */
static char **
list_items (GPtrArray *events) {
  g_autoptr (GPtrArray) entries = g_ptr_array_new ();

  for (guint i = 0; i < events->len; i++) {
    const KapkaEvent *event = g_ptr_array_index (events, i);
    const char *service = event->kind == KAPKA_EVENT_CORRECTION || event->item == NULL
                              ? NULL
                              : kapka_visit_events_find_service (events, i);

    if (service != NULL)
      add_entry (entries, service, event->item);
  }
  for (guint i = 0; i < events->len; i++) {
    const KapkaEvent *event = g_ptr_array_index (events, i);

    if (event->item != NULL && !any_names_item (entries, event->item))
      add_entry (entries, "-", event->item);
  }
  g_ptr_array_add (entries, NULL);
  return (char **)g_ptr_array_free (g_steal_pointer (&entries), FALSE);
}

KapkaVisitLine *
kapka_visit_line_new (GPtrArray *events) {
  const KapkaEvent *first = find_first (events);
  KapkaVisitLine *line;

  if (first == NULL)
    return NULL;
  line = g_new0 (KapkaVisitLine, 1);
  line->by_hand = first->kind == KAPKA_EVENT_MANUAL;
  line->id = g_strdup (line->by_hand ? first->event_id : first->visit);
  g_strlcpy (line->day, first->at.day, sizeof line->day);
  line->begin_ms = first->at.utc_ms;
  line->utc_off_min = first->at.utc_off_min;
  line->end_ms = line->by_hand ? first->at.utc_ms : -1;
  line->end_reason = line->by_hand ? g_strdup (first->reason) : NULL;
  line->clock_ok = TRUE;
  for (guint i = 0; i < events->len; i++)
    add_event (line, g_ptr_array_index (events, i));
  line->items = list_items (events);
  return line;
}

static gboolean
matches_service (const KapkaVisitLine *line, const char *service) {
  guint number;

  if (service == NULL)
    return TRUE;
  number = (guint)(service[0] == 's' ? g_ascii_digit_value (service[1]) - 1 : -1);
  return number < G_N_ELEMENTS (line->services) && line->services[number] != 0;
}

static gboolean
matches_item (const KapkaVisitLine *line, const char *item) {
  if (item == NULL)
    return TRUE;
  for (char **entry = line->items; *entry != NULL; entry++)
    if (names_item (*entry, item))
      return TRUE;
  return FALSE;
}

gboolean
kapka_visit_line_matches (const KapkaVisitLine *line, const KapkaVisitFilter *filter) {
  return matches_service (line, filter->service) && matches_item (line, filter->item) &&
         (filter->end_reason == NULL || g_strcmp0 (line->end_reason, filter->end_reason) == 0) &&
         (!filter->with_user || line->users > 0) &&
         (!filter->corrected || line->n_corrections > 0) &&
         (!filter->assisted || line->assisted > 0);
}
