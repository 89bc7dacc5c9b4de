// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/portal/browser.h"
#include "ui/shell/session.h"

/** The largest document that is taken from a portal. */
#define KAPKA_DOWNLOAD_MAX_BYTES (32 * 1024 * 1024)

/**
 * KapkaDownloads:
 * Takes documents that a portal gives into the visit's private directory: PDF alone, up to a size,
 * under a name of our own.
 *
 * Signals: `downloaded` (const char *path), `refused`.
 */
#define KAPKA_TYPE_DOWNLOADS (kapka_downloads_get_type ())
G_DECLARE_FINAL_TYPE (KapkaDownloads, kapka_downloads, KAPKA, DOWNLOADS, GObject)

/** Returns: (transfer full): takes downloads of @browser until it is dropped; those under way are
 * then cancelled. */
KapkaDownloads *kapka_downloads_new (KapkaBrowser *browser, KapkaSession *session);
