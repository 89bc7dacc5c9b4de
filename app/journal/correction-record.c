// SPDX-License-Identifier: GPL-3.0-or-later
#include "journal/correction-record.h"

#include "journal/event-rows.h"

// Whatever hangs on the events of @seed; a correction need not name the visit.
#define CHAIN_OF(seed)                                                                             \
  "e.event_id IN (WITH RECURSIVE"                                                                  \
  " up(id) AS (SELECT ?1 UNION SELECT u.corrects FROM up JOIN event u ON u.event_id = up.id"       \
  "  WHERE u.corrects IS NOT NULL),"                                                               \
  " chain(id) AS (" seed " UNION SELECT d.event_id FROM chain JOIN event d"                        \
  "  ON d.corrects = chain.id)"                                                                    \
  " SELECT id FROM chain)"
#define CHAIN_OF_VISIT CHAIN_OF ("SELECT event_id FROM event WHERE visit = ?1")
#define CHAIN_OF_EVENT CHAIN_OF ("SELECT id FROM up")

static void
rest_free (KapkaRest *rest) {
  g_ptr_array_unref (rest->counts);
  g_free (rest);
}

static KapkaRecord *
record_new (void) {
  KapkaRecord *record = g_new0 (KapkaRecord, 1);

  record->events = g_ptr_array_new_with_free_func ((GDestroyNotify)kapka_event_free);
  record->rests = g_ptr_array_new_with_free_func ((GDestroyNotify)rest_free);
  record->by_id = g_hash_table_new (g_str_hash, g_str_equal);
  return record;
}

void
kapka_record_free (KapkaRecord *record) {
  if (record == NULL)
    return;
  g_hash_table_unref (record->by_id);
  g_ptr_array_unref (record->rests);
  g_ptr_array_unref (record->events);
  g_free (record->visit);
  g_free (record);
}

const KapkaEvent *
kapka_record_find (const KapkaRecord *record, const char *event_id) {
  return g_hash_table_lookup (record->by_id, event_id);
}

const KapkaEvent *
kapka_record_find_kind (const KapkaRecord *record, KapkaEventKind kind) {
  for (guint i = 0; i < record->events->len; i++) {
    const KapkaEvent *event = g_ptr_array_index (record->events, i);

    if (event->kind == kind)
      return event;
  }
  return NULL;
}

const KapkaEvent *
kapka_record_get_root (const KapkaRecord *record, const KapkaEvent *event) {
  const KapkaEvent *corrected;

  while (event->corrects != NULL &&
         (corrected = kapka_record_find (record, event->corrects)) != NULL)
    event = corrected;
  return event;
}

gboolean
kapka_record_stands (const KapkaRecord *record, const KapkaEvent *event) {
  for (guint i = 0; i < record->events->len; i++) {
    const KapkaEvent *other = g_ptr_array_index (record->events, i);

    if (g_strcmp0 (other->corrects, event->event_id) == 0 && kapka_record_stands (record, other))
      return FALSE;
  }
  return TRUE;
}

static KapkaRest *
find_rest (const KapkaRecord *record, const KapkaEvent *event, const char *day) {
  for (guint i = 0; i < record->rests->len; i++) {
    KapkaRest *rest = g_ptr_array_index (record->rests, i);

    if (rest->event == event && g_str_equal (rest->day, day))
      return rest;
  }
  return NULL;
}

const KapkaRest *
kapka_record_find_rest_on (const KapkaRecord *record, const KapkaEvent *event, const char *day) {
  return find_rest (record, event, day);
}

static KapkaRest *
ensure_rest (KapkaRecord *record, const KapkaEvent *root, const char *day) {
  KapkaRest *rest = find_rest (record, root, day);

  if (rest != NULL)
    return rest;
  rest = g_new0 (KapkaRest, 1);
  rest->event = root;
  g_strlcpy (rest->day, day, sizeof rest->day);
  rest->counts = kapka_counts_new ();
  g_ptr_array_add (record->rests, rest);
  return rest;
}

static void
count (KapkaRecord *record, const KapkaEvent *event) {
  const KapkaEvent *root = kapka_record_get_root (record, event);

  if (event->counts->len > 0)
    kapka_counts_add_all (ensure_rest (record, root, event->at.day)->counts, event->counts, 1);
}

static void
keep (KapkaRecord *record, KapkaEvent *event) {
  g_ptr_array_add (record->events, event);
  g_hash_table_insert (record->by_id, event->event_id, event);
}

void
kapka_record_add (KapkaRecord *record, KapkaEvent *event) {
  keep (record, event);
  count (record, event);
}

static gboolean
read_events (KapkaRecord *record, KapkaStmt *stmt, GError **error) {
  KapkaEventRows rows;
  KapkaEvent *event;

  if (!kapka_event_rows_begin (&rows, stmt, error))
    return FALSE;
  do {
    if (!kapka_event_rows_next (&rows, &event, NULL, error))
      return FALSE;
    if (event != NULL)
      keep (record, event);
  } while (event != NULL);
  return TRUE;
}

/** Finds the visit that @id is or belongs to; *@out_visit is %NULL without one. */
static gboolean
find_visit (KapkaDb *db, const char *id, char **out_visit, GError **error) {
  g_autoptr (KapkaStmt) stmt =
      kapka_db_prepare (db, "SELECT visit FROM event WHERE event_id = ?1"
                            " UNION ALL SELECT visit FROM event WHERE visit = ?1 LIMIT 1");
  KapkaStep step;

  kapka_stmt_add_text (stmt, id);
  step = kapka_stmt_step (stmt, error);
  *out_visit = step == KAPKA_STEP_ROW ? g_strdup (kapka_stmt_get_text (stmt, 0)) : NULL;
  return step != KAPKA_STEP_ERROR;
}

KapkaRecord *
kapka_record_load (KapkaDb *db, const char *id, GError **error) {
  g_autoptr (KapkaRecord) record = record_new ();
  g_autoptr (KapkaStmt) stmt = NULL;

  if (!find_visit (db, id, &record->visit, error))
    return NULL;
  stmt = record->visit != NULL ? kapka_db_prepare (db, KAPKA_EVENT_ROWS (CHAIN_OF_VISIT))
                               : kapka_db_prepare (db, KAPKA_EVENT_ROWS (CHAIN_OF_EVENT));
  kapka_stmt_add_text (stmt, record->visit != NULL ? record->visit : id);
  if (!read_events (record, stmt, error))
    return NULL;
  // Only now is every original there, wherever its stream stands.
  for (guint i = 0; i < record->events->len; i++)
    count (record, g_ptr_array_index (record->events, i));
  return g_steal_pointer (&record);
}

const KapkaRest *
kapka_record_find_rest (const KapkaRecord *record, const KapkaEvent *event) {
  for (guint i = record->rests->len; i > 0; i--) {
    const KapkaRest *rest = g_ptr_array_index (record->rests, i - 1);

    if (rest->event == event)
      return rest;
  }
  return NULL;
}

const char *
kapka_record_find_day_of_end (const KapkaRecord *record, const KapkaEvent *end) {
  const KapkaRest *rest = kapka_record_find_rest (record, end);

  for (guint i = 0; rest == NULL && i < record->rests->len; i++) {
    const KapkaRest *other = g_ptr_array_index (record->rests, i);

    if (kapka_counts_get (other->counts, "users") > 0 &&
        g_str_equal (other->event->at.day, end->at.day))
      rest = other;
  }
  return rest == NULL ? end->at.day : rest->day;
}

gint64
kapka_record_sum (const KapkaRecord *record, const char *key) {
  gint64 sum = 0;

  for (guint i = 0; i < record->rests->len; i++)
    sum +=
        kapka_counts_get (((const KapkaRest *)g_ptr_array_index (record->rests, i))->counts, key);
  return sum;
}

gint64
kapka_record_sum_services (const KapkaRecord *record) {
  static const char *const services[] = { "s1", "s2", "s3", "s4", "s5", "s6" };
  gint64 sum = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (services); i++)
    sum += kapka_record_sum (record, services[i]);
  return sum;
}

gint64
kapka_record_sum_item (const KapkaRecord *record, const char *item, const char *key) {
  gint64 sum = 0;

  for (guint i = 0; i < record->rests->len; i++) {
    const KapkaRest *rest = g_ptr_array_index (record->rests, i);

    if (g_strcmp0 (rest->event->item, item) == 0)
      sum += kapka_counts_get (rest->counts, key);
  }
  return sum;
}

gboolean
kapka_record_is_service (const char *key) {
  return key[0] == 's' && key[1] >= '1' && key[1] <= '6' && key[2] == '\0';
}
