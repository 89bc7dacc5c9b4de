// SPDX-License-Identifier: GPL-3.0-or-later
#include "visit/visit.h"

#define SERVICE_PRINT "s4"
#define SERVICE_DOCUMENT "s5"

struct _KapkaVisit {
  KapkaClock *clock;
  KapkaVisitSink sink;
  gpointer user_data;
  char *id;
  char *language;
  gboolean assisted;
  gboolean has_user;
  gboolean ended;
  guint pages;
  KapkaInstant active; // Last activity; kept whole, so that a clock set meanwhile does not move it.
  GHashTable *counted; // Owned "item service" of each request so far.
};

const char *
kapka_end_reason_to_string (KapkaEndReason reason) {
  switch (reason) {
  case KAPKA_END_FINISHED:
    return "finished";
  case KAPKA_END_IDLE:
    return "idle";
  case KAPKA_END_LIMIT:
    return "limit";
  case KAPKA_END_STAFF:
    return "staff";
  case KAPKA_END_CRASH:
  default:
    return "crash";
  }
}

static KapkaEvent *
event_new (KapkaVisit *visit, KapkaEventKind kind, const char *item, const char *service) {
  KapkaEvent *event = kapka_event_new (kind, visit->clock);

  event->visit = g_strdup (visit->id);
  event->item = g_strdup (item);
  event->service = g_strdup (service);
  return event;
}

static void
hand_over (KapkaVisit *visit, KapkaEvent *event) {
  visit->sink (event, visit->user_data);
}

/* Returns whether @item has no request of @service in this visit yet; from now on it has. */
static gboolean
take_request (KapkaVisit *visit, const char *item, const char *service) {
  return g_hash_table_add (visit->counted, g_strdup_printf ("%s %s", item, service));
}

/* Counts the request that @event stands for; the first one of a visit makes its user. */
static void
count_request (KapkaVisit *visit, KapkaEvent *event) {
  kapka_event_add_count (event, event->service, 1);
  if (!visit->has_user)
    kapka_event_add_count (event, "users", 1);
  visit->has_user = TRUE;
}

static void
write_request (KapkaVisit *visit, const char *item, const char *service) {
  KapkaEvent *event;

  if (!take_request (visit, item, service))
    return;
  event = event_new (visit, KAPKA_EVENT_REQUEST, item, service);
  count_request (visit, event);
  hand_over (visit, event);
}

static void
write_print (KapkaVisit *visit, const char *item, const char *service, guint pages, guint copies) {
  KapkaEvent *event = event_new (visit, KAPKA_EVENT_PRINT, item, service);

  kapka_event_add_count (event, "pages", (gint64)pages * copies);
  visit->pages += pages * copies;
  if (service != NULL && take_request (visit, item, service))
    count_request (visit, event);
  hand_over (visit, event);
}

KapkaVisit *
kapka_visit_new (KapkaClock *clock, KapkaVisitSink sink, gpointer user_data) {
  KapkaVisit *visit = g_new0 (KapkaVisit, 1);
  KapkaEvent *begin;

  visit->clock = kapka_clock_ref (clock);
  visit->sink = sink;
  visit->user_data = user_data;
  visit->id = g_uuid_string_random ();
  visit->language = g_strdup ("ru");
  visit->counted = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  begin = event_new (visit, KAPKA_EVENT_BEGIN, NULL, NULL);
  visit->active = begin->at;
  hand_over (visit, begin);
  return visit;
}

void
kapka_visit_free (KapkaVisit *visit) {
  if (visit == NULL)
    return;
  kapka_clock_unref (visit->clock);
  g_hash_table_unref (visit->counted);
  g_free (visit->language);
  g_free (visit->id);
  g_free (visit);
}

void
kapka_visit_touch (KapkaVisit *visit) {
  kapka_clock_now (visit->clock, &visit->active);
}

void
kapka_visit_portal_opened (KapkaVisit *visit, const KapkaTile *tile, const char *door) {
  gboolean behind = door != NULL && kapka_tile_has_service (tile, door);

  g_return_if_fail (!visit->ended);
  g_return_if_fail (tile->kind == KAPKA_TILE_PORTAL);
  write_request (visit, tile->id, behind ? door : tile->services[0]);
}

void
kapka_visit_document_received (KapkaVisit *visit, const KapkaTile *tile) {
  g_return_if_fail (!visit->ended);
  g_return_if_fail (tile->kind == KAPKA_TILE_PORTAL);
  if (kapka_tile_has_service (tile, SERVICE_DOCUMENT))
    write_request (visit, tile->id, SERVICE_DOCUMENT);
}

void
kapka_visit_form_printed (KapkaVisit *visit, const KapkaTile *tile, guint pages, guint copies) {
  g_return_if_fail (!visit->ended);
  g_return_if_fail (tile->kind == KAPKA_TILE_FORM);
  write_print (visit, tile->id, SERVICE_PRINT, pages, copies);
}

void
kapka_visit_page_printed (KapkaVisit *visit, const KapkaTile *tile, guint pages, guint copies) {
  g_return_if_fail (!visit->ended);
  write_print (visit, tile == NULL ? NULL : tile->id, NULL, pages, copies);
}

void
kapka_visit_document_printed (KapkaVisit *visit, const KapkaTile *tile, guint pages, guint copies) {
  gboolean behind = kapka_tile_has_service (tile, SERVICE_DOCUMENT);

  g_return_if_fail (!visit->ended);
  g_return_if_fail (tile->kind == KAPKA_TILE_PORTAL);
  write_print (visit, tile->id, behind ? SERVICE_DOCUMENT : NULL, pages, copies);
}

guint
kapka_visit_get_pages (const KapkaVisit *visit) {
  return visit->pages;
}

gboolean
kapka_visit_has_user (const KapkaVisit *visit) {
  return visit->has_user;
}

void
kapka_visit_set_language (KapkaVisit *visit, const char *language) {
  char *copy = g_strdup (language);

  g_free (visit->language);
  visit->language = copy;
}

void
kapka_visit_set_assisted (KapkaVisit *visit, gboolean assisted) {
  visit->assisted = assisted;
}

static void
count_end (KapkaVisit *visit, KapkaEvent *end) {
  if (visit->assisted)
    kapka_event_add_count (end, "assisted", 1);
  if (g_str_equal (visit->language, "udm"))
    kapka_event_add_count (end, "lang_udm", 1);
  else if (g_str_equal (visit->language, "en"))
    kapka_event_add_count (end, "lang_en", 1);
}

void
kapka_visit_end (KapkaVisit *visit, KapkaEndReason reason) {
  KapkaEvent *end;

  g_return_if_fail (!visit->ended);
  visit->ended = TRUE;
  end = event_new (visit, KAPKA_EVENT_END, NULL, NULL);
  end->at = visit->active;
  end->reason = g_strdup (kapka_end_reason_to_string (reason));
  if (visit->has_user)
    count_end (visit, end);
  hand_over (visit, end);
}
