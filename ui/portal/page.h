// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>
#include <webkit/webkit.h>

#include "catalog/tile.h"
#include "ui/keyboard/bridge.h"
#include "ui/portal/failure.h"
#include "ui/portal/process-guard.h"

/**
 * KapkaPage:
 * One window of a portal: a web view, or a friendly notice in its place, with its progress and with
 * what the page itself says over it.
 *
 * Signals:
 *  - `committed`: another page is in the view; its address is the view's.
 *  - `opened`: that page is one of the portal, with an HTTP status below 400.
 *  - `failed` (int): a notice stands in the place of the page, for this #KapkaFailure.
 *  - `print`: the page asks to be printed.
 *  - `window` (const char *uri), returns the view: the page opens a window; %NULL refuses it.
 *  - `ready`: the page of a window wants to be seen.
 *  - `closed`: the page closes its window, or the window was opened for a document alone.
 *
 * A web process that has crashed, been killed or hung takes nothing along but the page: a notice
 * says so, and opens it again as often as #KapkaRecovery allows. Then the page gives up, and after
 * a while activates `win.home`.
 */
#define KAPKA_TYPE_PAGE (kapka_page_get_type ())
G_DECLARE_FINAL_TYPE (KapkaPage, kapka_page, KAPKA, PAGE, GtkWidget)

/**
 * kapka_page_new:
 * @view: (transfer floating): a view of the visit that has loaded nothing yet
 * @tile: (transfer none): whose list is the law of the view; outlives the page
 * @guard: knows which process was ended for its memory
 * @keyboard: (transfer none): outlives the page
 *
 * Returns: (transfer floating): a page that loads nothing yet.
 */
GtkWidget *kapka_page_new (WebKitWebView *view,
                           const KapkaTile *tile,
                           KapkaProcessGuard *guard,
                           KapkaKeyboardBridge *keyboard);

/**
 * kapka_page_new_window:
 * @view: (transfer floating): made for the signal `window`
 * @uri: what it is going to load by itself
 *
 * Returns: (transfer floating): a page that has been opened by another.
 */
GtkWidget *kapka_page_new_window (WebKitWebView *view,
                                  const char *uri,
                                  const KapkaTile *tile,
                                  KapkaProcessGuard *guard,
                                  KapkaKeyboardBridge *keyboard);

/** Loads the address of the tile, or that of the window. */
void kapka_page_open (KapkaPage *page);

/** Returns: (transfer none): the view. */
WebKitWebView *kapka_page_get_view (KapkaPage *page);

/** Returns: whether a page of the portal has been shown and is still there. */
gboolean kapka_page_has_shown (KapkaPage *page);

/** Returns: whether the address of the tile has been asked for and nothing has shown yet, or not to
 * its end. */
gboolean kapka_page_is_at_door (KapkaPage *page);

/** Puts a notice about @failure in the place of the page. */
void kapka_page_fail (KapkaPage *page, KapkaFailure failure);

/** Loads the page anew; without one, the address it was opened for. */
void kapka_page_retry (KapkaPage *page);

/**
 * kapka_page_offer_form:
 * @form: (transfer none): the paper for the matter of the portal; offered where the portal cannot
 * be reached
 * @name: of it, in the language of the visit
 */
void kapka_page_offer_form (KapkaPage *page, const KapkaTile *form, const char *name);

/** Says again what is said in the place of the page or over it, in the language that is on. */
void kapka_page_translate (KapkaPage *page);

/** Gives a page that does not answer more time. */
void kapka_page_wait (KapkaPage *page);

/** Takes the notice away that stands in the place of the page. */
void kapka_page_dismiss (KapkaPage *page);

/** Shows the on-screen keyboard for the field that has the focus. */
void kapka_page_show_keyboard (KapkaPage *page);

/**
 * kapka_page_go_back:
 *
 * A question of the page and a notice over it go first; then the page's own history, as far as the
 * portal itself.
 *
 * Returns: %FALSE when there is no step back within the window.
 */
gboolean kapka_page_go_back (KapkaPage *page);
