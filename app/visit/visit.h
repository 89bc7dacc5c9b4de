// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "catalog/catalog.h"
#include "journal/event.h"

/** KapkaEndReason: why a visit ended. `power` is found out by the journal at the next start. */
typedef enum {
  KAPKA_END_FINISHED,
  KAPKA_END_IDLE,
  KAPKA_END_LIMIT,
  KAPKA_END_STAFF,
  KAPKA_END_CRASH,
} KapkaEndReason;

/** Returns: the word of the journal for @reason. */
const char *kapka_end_reason_to_string (KapkaEndReason reason);

/**
 * KapkaVisitSink:
 * @event: (transfer full): a line for the journal, in the order in which it must be written
 */
typedef void (*KapkaVisitSink) (KapkaEvent *event, gpointer user_data);

/**
 * KapkaVisit:
 * The accounts of one visit, from the first touch to goodbye: it decides what is counted (design.md
 * §3) and knows nothing of screens or disks.
 */
typedef struct _KapkaVisit KapkaVisit;

/**
 * kapka_visit_new:
 * @clock: gives moments
 * @sink: receives the visit's events, `begin` at once
 *
 * Returns: (transfer full): a visit that has begun.
 */
KapkaVisit *kapka_visit_new (KapkaClock *clock, KapkaVisitSink sink, gpointer user_data);

/** Frees @visit without a word to the journal; end it first. */
void kapka_visit_free (KapkaVisit *visit);

/** Says that the visitor did something now; the end is dated by the last of these. */
void kapka_visit_touch (KapkaVisit *visit);

/**
 * kapka_visit_portal_opened:
 * @tile: a portal whose first main document has committed with an HTTP status below 400
 * @door: (nullable): the door it was reached by; %NULL (search, all portals) or a door the tile is
 * not behind counts under its primary service
 *
 * One request of the service, once per visit, tile and service.
 */
void kapka_visit_portal_opened (KapkaVisit *visit, const KapkaTile *tile, const char *door);

/** A document that a portal gave: one request of s5 if the portal is behind s5 and this visit has
 * none for it yet. */
void kapka_visit_document_received (KapkaVisit *visit, const KapkaTile *tile);

/** The print system accepted the form @tile: pages × copies, and one request of s4 once per visit
 * and form. */
void kapka_visit_form_printed (KapkaVisit *visit, const KapkaTile *tile, guint pages, guint copies);

/**
 * kapka_visit_page_printed:
 * @tile: (nullable): the portal of the page, or the form of the guide; %NULL for a file of the
 * visitor's own
 *
 * The print system accepted what is no service: pages × copies alone.
 */
void kapka_visit_page_printed (KapkaVisit *visit, const KapkaTile *tile, guint pages, guint copies);

/**
 * The print system accepted a document that the portal @tile gave: pages × copies, and what
 * kapka_visit_document_received() counts in case that was not counted yet.
 */
void
kapka_visit_document_printed (KapkaVisit *visit, const KapkaTile *tile, guint pages, guint copies);

/** Returns: pages printed so far, copies included. */
guint kapka_visit_get_pages (const KapkaVisit *visit);

/** Returns: whether at least one service was used. */
gboolean kapka_visit_has_user (const KapkaVisit *visit);

/** @language: `ru`, `udm` or `en`; counted at the end when the visit has a user. */
void kapka_visit_set_language (KapkaVisit *visit, const char *language);
/** A librarian helped; counted at the end when the visit has a user. */
void kapka_visit_set_assisted (KapkaVisit *visit, gboolean assisted);

/** Writes the end, dated by the last activity. Nothing may be counted afterwards. */
void kapka_visit_end (KapkaVisit *visit, KapkaEndReason reason);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KapkaVisit, kapka_visit_free)
