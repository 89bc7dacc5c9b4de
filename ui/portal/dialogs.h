// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <webkit/webkit.h>

#include "ui/shell/notice.h"

/** How many questions of a page are shown one right after another; those that follow are answered
 * "no" unseen. */
#define KAPKA_DIALOGS_IN_A_ROW 3

/** How often one page may ask for a name and a password. */
#define KAPKA_DIALOGS_PASSWORDS 3

/**
 * KapkaDialogs:
 * What a page says and asks by alert(), confirm(), prompt() and before it is left, and what its
 * server asks by HTTP authentication, in a notice of our own over the page. The page waits
 * meanwhile, the kiosk does not.
 *
 * Signals: `password-given`: the load goes on.
 */
#define KAPKA_TYPE_DIALOGS (kapka_dialogs_get_type ())
G_DECLARE_FINAL_TYPE (KapkaDialogs, kapka_dialogs, KAPKA, DIALOGS, GObject)

/**
 * kapka_dialogs_new:
 * @notice: hidden until a page of a view has something to say
 * @page: what it lies over then, in the same overlay
 *
 * Returns: (transfer full): the dialogs; the one that shows is answered "no" when they are dropped.
 */
KapkaDialogs *kapka_dialogs_new (KapkaNotice *notice, GtkWidget *page);

/** Takes over the dialogs of the pages of @view. */
void kapka_dialogs_watch (KapkaDialogs *dialogs, WebKitWebView *view);

/**
 * kapka_dialogs_ask_password:
 * @request: of a server that a name and a password may be given to
 *
 * Asks the visitor. What is typed lives in the network session of the visit alone.
 *
 * Returns: %FALSE when the visitor has been asked too often, or is being asked something else.
 */
gboolean kapka_dialogs_ask_password (KapkaDialogs *dialogs, WebKitAuthenticationRequest *request);

/** Says what is asked again, in the language that is on; what is typed stays. */
void kapka_dialogs_translate (KapkaDialogs *dialogs);

/** Answers "no" to the dialog that shows; returns: whether there was one. */
gboolean kapka_dialogs_dismiss (KapkaDialogs *dialogs);
