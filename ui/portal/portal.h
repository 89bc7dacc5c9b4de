// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

#include "ui/keyboard/bridge.h"
#include "ui/portal/browser.h"
#include "ui/shell/session.h"

/**
 * KapkaPortal:
 * A portal in a web view: the page, or a friendly notice in its place, and the tools in the header:
 * host and lock, zoom, reload, keyboard, print.
 *
 * It activates `win.paper` ((sus): tile, #KapkaPaper, path of a PDF) for a document to look at.
 */
#define KAPKA_TYPE_PORTAL (kapka_portal_get_type ())
G_DECLARE_FINAL_TYPE (KapkaPortal, kapka_portal, KAPKA, PORTAL, GtkWidget)

/**
 * kapka_portal_new:
 * @tile: a portal
 * @door: the door it was reached by
 * @browser: the web side of the visit
 * @keyboard: (transfer none): outlives the screen
 *
 * Returns: (transfer floating): the portal, loading.
 */
GtkWidget *kapka_portal_new (KapkaSession *session,
                             const KapkaTile *tile,
                             const char *door,
                             KapkaBrowser *browser,
                             KapkaKeyboardBridge *keyboard);
