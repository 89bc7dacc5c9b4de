// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <webkit/webkit.h>

#include "ui/shell/session.h"

/**
 * KapkaUploads:
 * Answers a page that asks for a file, by a chooser of our own over the page. One is asked for at a
 * time, by the page in front; a page always gets an answer.
 */
#define KAPKA_TYPE_UPLOADS (kapka_uploads_get_type ())
G_DECLARE_FINAL_TYPE (KapkaUploads, kapka_uploads, KAPKA, UPLOADS, GObject)

/**
 * kapka_uploads_new:
 * @overlay: the chooser shows over its child
 *
 * Returns: (transfer full): the uploads; when they are dropped, the page that waits gets nothing.
 */
KapkaUploads *kapka_uploads_new (KapkaSession *session, GtkOverlay *overlay);

/** Answers the pages of @view. */
void kapka_uploads_watch (KapkaUploads *uploads, WebKitWebView *view);

/** A step back in the chooser, or out of it; returns: %FALSE when none shows. */
gboolean kapka_uploads_go_back (KapkaUploads *uploads);
