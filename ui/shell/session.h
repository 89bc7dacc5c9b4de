// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gio/gio.h>

#include "catalog/catalog.h"
#include "catalog/portal-states.h"
#include "config/settings.h"
#include "journal/writer.h"
#include "visit/visit.h"

/**
 * KapkaSession:
 * What all screens share: settings, catalogue, journal, and the visit that is going on, with the watch over a visitor who has gone quiet.
 *
 * Signals:
 *  - `began`: a visit has begun.
 *  - `warning` (uint seconds): the visitor is quiet; seconds left, 0 when the visitor is back.
 *  - `ended`: the visit is over; everything of the visitor has to go.
 */
#define KAPKA_TYPE_SESSION (kapka_session_get_type ())
G_DECLARE_FINAL_TYPE (KapkaSession, kapka_session, KAPKA, SESSION, GObject)

/**
 * kapka_session_new:
 * @catalog: (transfer none): outlives the session
 *
 * Returns: (transfer full): a session with no visit.
 */
KapkaSession *kapka_session_new (KapkaSettings *settings,
                                 const KapkaCatalog *catalog,
                                 KapkaClock *clock,
                                 KapkaJournalWriter *writer);

const KapkaSettings *kapka_session_get_settings (KapkaSession *session);
const KapkaCatalog *kapka_session_get_catalog (KapkaSession *session);
KapkaJournalWriter *kapka_session_get_writer (KapkaSession *session);

/** Returns: (transfer none): how the portals are, over all visits. */
KapkaPortalStates *kapka_session_get_portal_states (KapkaSession *session);

/** Returns: (transfer none) (nullable): the accounts of the visit that is going on. */
KapkaVisit *kapka_session_get_visit (KapkaSession *session);

/** Returns: (transfer none) (nullable): a private directory on tmpfs for files of this visit; made when first asked for. */
const char *kapka_session_get_visit_dir (KapkaSession *session, GError **error);

/** Returns: (transfer none): is cancelled when the visit that is going on ends. */
GCancellable *kapka_session_get_cancellable (KapkaSession *session);

/** Begins a visit; does nothing when one is going on. */
void kapka_session_begin (KapkaSession *session);

/** Ends the visit for @reason; does nothing when none is going on. */
void kapka_session_end (KapkaSession *session, KapkaEndReason reason);

/** The visitor did something. */
void kapka_session_touch (KapkaSession *session);

/** In a portal the visitor may be quiet longer. */
void kapka_session_set_in_portal (KapkaSession *session, gboolean in_portal);

/** Returns: the language in which catalogue texts are shown: `ru`, `udm` or `en`. */
const char *kapka_session_get_language (KapkaSession *session);
