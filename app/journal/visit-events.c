// SPDX-License-Identifier: GPL-3.0-or-later
#include "journal/visit-events.h"

#include "journal/event-rows.h"

// What corrects the event @first, also what corrects a correction of it.
#define CHAIN(first)                                                                               \
  "(WITH RECURSIVE part(id) AS (" first " UNION SELECT o.event_id FROM part"                       \
  " JOIN event o ON o.corrects = part.id) SELECT id FROM part)"

static const char visits_of_day[] = KAPKA_EVENT_ROWS (
    "e.visit IN (SELECT b.visit FROM event b WHERE b.kind = 'begin' AND b.day = ?)");

// A batch for an old day lies in any stream after it.
static const char by_hand_of_day[] = KAPKA_EVENT_ROWS ("e.event_id IN " CHAIN (
    "SELECT m.event_id FROM stream t NOT INDEXED CROSS JOIN event m INDEXED BY"
    " event_by_day ON m.stream_no = t.stream_no AND m.day = ?"
    " WHERE m.kind = 'manual'"));

static const char of_visit[] = KAPKA_EVENT_ROWS ("e.visit = ?");

static const char of_event[] = KAPKA_EVENT_ROWS ("e.event_id IN " CHAIN ("VALUES(?)"));

static GPtrArray *
events_new (void) {
  return g_ptr_array_new_with_free_func ((GDestroyNotify)kapka_event_free);
}

static GPtrArray *
read_events (KapkaDb *db, const char *sql, const char *parameter, GError **error) {
  g_autoptr (KapkaStmt) stmt = kapka_db_prepare (db, sql);
  g_autoptr (GPtrArray) events = events_new ();
  KapkaEventRows rows;

  kapka_stmt_add_text (stmt, parameter);
  if (!kapka_event_rows_begin (&rows, stmt, error))
    return NULL;
  for (;;) {
    KapkaEvent *event;

    if (!kapka_event_rows_next (&rows, &event, NULL, error))
      return NULL;
    if (event == NULL)
      return g_steal_pointer (&events);
    g_ptr_array_add (events, event);
  }
}

/** Returns: (transfer none): the group that @event belongs to, made when it is the first of it.
 * What is corrected was written before its correction. */
static GPtrArray *
ensure_group (GPtrArray *groups, GHashTable *group_of, const KapkaEvent *event) {
  const char *first = event->visit != NULL ? event->visit : event->corrects;
  GPtrArray *group = first == NULL ? NULL : g_hash_table_lookup (group_of, first);

  if (group == NULL) {
    group = events_new ();
    g_ptr_array_add (groups, group);
  }
  g_hash_table_insert (group_of, event->visit != NULL ? event->visit : event->event_id, group);
  return group;
}

/** Moves @events into the groups of their visits, or of what they correct. */
static void
add_to_groups (GPtrArray *groups, GPtrArray *events) {
  g_autoptr (GHashTable) group_of = g_hash_table_new (g_str_hash, g_str_equal);
  gsize n;
  g_autofree gpointer *stolen = g_ptr_array_steal (events, &n);

  for (gsize i = 0; i < n; i++)
    g_ptr_array_add (ensure_group (groups, group_of, stolen[i]), stolen[i]);
}

GPtrArray *
kapka_visit_events_list_day (KapkaDb *db, const char *day, GError **error) {
  g_autoptr (GPtrArray) groups = g_ptr_array_new_with_free_func ((GDestroyNotify)g_ptr_array_unref);
  g_autoptr (GPtrArray) visits = read_events (db, visits_of_day, day, error);
  g_autoptr (GPtrArray) by_hand =
      visits == NULL ? NULL : read_events (db, by_hand_of_day, day, error);

  if (by_hand == NULL)
    return NULL;
  add_to_groups (groups, visits);
  add_to_groups (groups, by_hand);
  return g_steal_pointer (&groups);
}

GPtrArray *
kapka_visit_events_read (KapkaDb *db, const char *id, GError **error) {
  g_autoptr (GPtrArray) events = read_events (db, of_visit, id, error);

  if (events == NULL || events->len > 0)
    return g_steal_pointer (&events);
  return read_events (db, of_event, id, error);
}

static gboolean
find_event (GPtrArray *events, const char *event_id, guint *out_index) {
  for (guint i = 0; i < events->len; i++) {
    const KapkaEvent *event = g_ptr_array_index (events, i);

    if (g_strcmp0 (event->event_id, event_id) == 0) {
      *out_index = i;
      return TRUE;
    }
  }
  return FALSE;
}

/** Returns: the event that @index corrects in the end; itself when it is no correction. */
static guint
find_root (GPtrArray *events, guint index) {
  const KapkaEvent *event = g_ptr_array_index (events, index);
  guint before;

  while (event->corrects != NULL && find_event (events, event->corrects, &before) &&
         before < index) {
    index = before;
    event = g_ptr_array_index (events, index);
  }
  return index;
}

const char *
kapka_visit_events_find_service (GPtrArray *events, guint index) {
  static const char *const services[] = { "s1", "s2", "s3", "s4", "s5", "s6" };
  gint64 counts[G_N_ELEMENTS (services)] = { 0 };

  for (guint i = index; i < events->len; i++)
    if (find_root (events, i) == index)
      for (gsize j = 0; j < G_N_ELEMENTS (services); j++)
        counts[j] += kapka_event_get_count (g_ptr_array_index (events, i), services[j]);
  for (gsize j = 0; j < G_N_ELEMENTS (services); j++)
    if (counts[j] > 0)
      return services[j];
  return NULL;
}
