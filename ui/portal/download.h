// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "catalog/tile.h"
#include "ui/paper/saved-document.h"
#include "ui/portal/browser.h"
#include "ui/portal/failure.h"
#include "ui/shell/session.h"

/** How many documents may be on their way at the same time: a page gives a document, its XML and
 * their signatures by one touch. */
#define KAPKA_DOWNLOADS_AT_ONCE 4

/**
 * KapkaDownloads:
 * Takes the documents that a portal gives into «My documents» of the visit. How much of them there
 * may be is measured by what arrives, not by what was announced.
 *
 * Property `active`: whether a document is on its way.
 *
 * Signals:
 *  - `taken` (#KapkaSavedDocument): a document has arrived.
 *  - `refused` (#KapkaFailure): what came is not taken, and why.
 */
#define KAPKA_TYPE_DOWNLOADS (kapka_downloads_get_type ())
G_DECLARE_FINAL_TYPE (KapkaDownloads, kapka_downloads, KAPKA, DOWNLOADS, GObject)

/**
 * kapka_downloads_new:
 * @tile: (transfer none): the portal
 * @pages: holds the views of the portal, and outlives the downloads
 *
 * Returns: (transfer full): takes the downloads of @browser until it is dropped, but for those of
 * another portal that is open as well; those under way are then cancelled.
 */
KapkaDownloads *kapka_downloads_new (KapkaBrowser *browser,
                                     KapkaSession *session,
                                     const KapkaTile *tile,
                                     GtkWidget *pages);
