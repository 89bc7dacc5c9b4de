// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gio/gio.h>

#include "catalog/portal-states.h"
#include "config/settings.h"
#include "files/drives.h"
#include "health/health.h"
#include "journal/writer.h"
#include "keyboard/layouts.h"
#include "ui/access/sight.h"
#include "ui/home/often.h"
#include "ui/paper/documents.h"
#include "ui/shell/catalogs.h"
#include "ui/shell/idle-watch.h"
#include "ui/visit/trace.h"
#include "visit/visit.h"

/**
 * KapkaSession:
 * What all screens share: settings, catalogue, journal, and the visitor who is here, with the watch
 * over one who has gone quiet. After a visit, and after the start of the program, no visit begins
 * until everything of the last one is gone for certain.
 *
 * Properties:
 *  - `language`: see kapka_session_set_language(); screens that are notified say everything anew.
 *
 * Signals:
 *  - `began`: a visit has begun.
 *  - `ended`: the visit is over; all screens have to let go of it.
 *  - `wiped` (gboolean clean): everything of the last visit is gone, or, when not @clean, the kiosk
 *    stays closed.
 */
#define KAPKA_TYPE_SESSION (kapka_session_get_type ())
G_DECLARE_FINAL_TYPE (KapkaSession, kapka_session, KAPKA, SESSION, GObject)

/**
 * kapka_session_new:
 * @catalogs: (transfer none): renewed between visits
 * @layouts: (transfer none): of the on-screen keyboard
 *
 * Returns: (transfer full): a session with no visit.
 */
KapkaSession *kapka_session_new (KapkaSettings *settings,
                                 KapkaCatalogs *catalogs,
                                 KapkaLayouts *layouts,
                                 KapkaClock *clock,
                                 KapkaJournalWriter *writer);

const KapkaSettings *kapka_session_get_settings (KapkaSession *session);

/** Says by which files the program was started, for kapka_session_get_health_place(). */
void kapka_session_set_files (KapkaSession *session, const char *config_path, const char *data_dir);

/** Returns: this kiosk, for a look at its health that is not deep; holds as long as @session. */
KapkaHealthPlace kapka_session_get_health_place (KapkaSession *session);

/** Returns: (transfer none): the one in use; the same for the whole of a visit. */
const KapkaCatalog *kapka_session_get_catalog (KapkaSession *session);

/** Returns: (transfer none): for what outlives a visit. */
KapkaCatalogs *kapka_session_get_catalogs (KapkaSession *session);
KapkaLayouts *kapka_session_get_layouts (KapkaSession *session);
KapkaJournalWriter *kapka_session_get_writer (KapkaSession *session);

/** Returns: (transfer none): lives as long as the writer. */
KapkaClock *kapka_session_get_clock (KapkaSession *session);

/** Returns: (transfer none): the flash drives that are in the machine. */
KapkaDrives *kapka_session_get_drives (KapkaSession *session);

/** Returns: (transfer none): how the portals are, over all visits. */
KapkaPortalStates *kapka_session_get_portal_states (KapkaSession *session);

/** Returns: (transfer none): what is opened most often here. */
KapkaOften *kapka_session_get_often (KapkaSession *session);

/** Returns: (transfer none) (nullable): the accounts of the visit that is going on. */
KapkaVisit *kapka_session_get_visit (KapkaSession *session);

/** Returns: (transfer none): the private directory of the visit, or %NULL with an error; see
 * kapka_directory_get_path(). */
const char *kapka_session_get_visit_dir (KapkaSession *session, GError **error);

/** Returns: (transfer none): the watch over a quiet visitor. */
KapkaIdleWatch *kapka_session_get_idle_watch (KapkaSession *session);

/** Returns: (transfer none) (nullable): what the portals gave in the visit that is going on. */
KapkaDocuments *kapka_session_get_documents (KapkaSession *session);

/** Returns: (transfer none) (nullable): is cancelled when the visit that is going on ends. */
GCancellable *kapka_session_get_cancellable (KapkaSession *session);

/** The visit that is going on has left one more @trace, to be wiped at its end; see
 * kapka_visitor_add_trace(). */
void kapka_session_add_trace (KapkaSession *session, KapkaTrace *trace);

/**
 * kapka_session_wipe_leftovers:
 * @traces: (element-type KapkaTrace): what a visit may have left whose program died
 *
 * Wipes them and opens the kiosk. Nothing begins before; again after it has failed.
 */
void kapka_session_wipe_leftovers (KapkaSession *session, GPtrArray *traces);

/** Returns: whether something is being wiped. */
gboolean kapka_session_is_wiping (KapkaSession *session);

/** Begins a visit, as soon as the last one is wiped; does nothing when one is going on. */
void kapka_session_begin (KapkaSession *session);

/** Ends the visit for @reason and wipes it; does nothing when none is going on. */
void kapka_session_end (KapkaSession *session, KapkaEndReason reason);

/** The visitor did something. */
void kapka_session_touch (KapkaSession *session);

/** In a portal the visitor may be quiet longer. */
void kapka_session_set_in_portal (KapkaSession *session, gboolean in_portal);

/** Returns: the language of all texts for the visitor: `ru`, `udm` or `en`. */
const char *kapka_session_get_language (KapkaSession *session);

/** Speaks @language, one of the settings, at once and until the choices are dropped; the visit is
 * counted under the language it ends in. */
void kapka_session_set_language (KapkaSession *session, const char *language);

/** Returns: (transfer none): how the visitor sees best. */
KapkaSight *kapka_session_get_sight (KapkaSession *session);

/** Language and sight are again as nobody has chosen them. A visit begins so; goodbye still speaks
 * the visitor's language, so its end drops the choices when goodbye is over. */
void kapka_session_drop_choices (KapkaSession *session);
