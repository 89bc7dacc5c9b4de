// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>
#include <webkit/webkit.h>

#include "ui/portal/process-guard.h"
#include "ui/visit/trace.h"

/**
 * KapkaBrowser:
 * The web side of one visit, and a #KapkaTrace of it: an ephemeral network session that leaves
 * nothing on the disk, and the views that share it. Wiped it lets go of both, and with the
 * processes (see #KapkaProcesses) cookies, cache and storage of the visit are gone.
 */
#define KAPKA_TYPE_BROWSER (kapka_browser_get_type ())
G_DECLARE_FINAL_TYPE (KapkaBrowser, kapka_browser, KAPKA, BROWSER, GObject)

/**
 * kapka_browser_new:
 * @proxy: the way of every page, whatever the system says; "" for none
 *
 * Returns: (transfer full): a browser whose network process is starting; a web process it has not
 * yet.
 */
KapkaBrowser *kapka_browser_new (const char *proxy);

/** Asks the portals from now on for @language, and for Russian where they do not speak it. */
void kapka_browser_set_language (KapkaBrowser *browser, const char *language);

/**
 * kapka_browser_warm:
 * Starts the web process ahead of need by an empty page in a hidden view: a portal then opens
 * several times sooner. Called when a visitor opens a door and is about to choose, so that a
 * waiting kiosk does not pay for it.
 */
void kapka_browser_warm (KapkaBrowser *browser);

/** Returns: (transfer floating): a view for a portal, the warm one when there is one. */
WebKitWebView *kapka_browser_take_view (KapkaBrowser *browser);

/**
 * kapka_browser_make_window:
 * @opener: a view whose page opens a window
 *
 * Returns: (transfer floating): a view for the window, under the law of @opener.
 */
WebKitWebView *kapka_browser_make_window (KapkaBrowser *browser, WebKitWebView *opener);

/** Returns: (transfer none): the network session of the visit. */
WebKitNetworkSession *kapka_browser_get_network_session (KapkaBrowser *browser);

/** Returns: (transfer none): the watch over the memory of its pages. */
KapkaProcessGuard *kapka_browser_get_process_guard (KapkaBrowser *browser);
