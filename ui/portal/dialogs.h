// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <webkit/webkit.h>

#include "ui/shell/notice.h"

/** How many questions of a page are shown one right after another; those that follow are answered
 * "no" unseen. */
#define KAPKA_DIALOGS_IN_A_ROW 3

/**
 * KapkaDialogs:
 * What a page says and asks by alert(), confirm(), prompt() and before it is left, in a notice of
 * our own over the page. A text cannot be entered: prompt() gets the answer of a visitor who has
 * cancelled it. The page waits meanwhile, the kiosk does not.
 */
#define KAPKA_TYPE_DIALOGS (kapka_dialogs_get_type ())
G_DECLARE_FINAL_TYPE (KapkaDialogs, kapka_dialogs, KAPKA, DIALOGS, GObject)

/**
 * kapka_dialogs_new:
 * @notice: hidden until a page of a view has something to say
 *
 * Returns: (transfer full): the dialogs; the one that shows is answered "no" when they are dropped.
 */
KapkaDialogs *kapka_dialogs_new (KapkaNotice *notice);

/** Takes over the dialogs of the pages of @view. */
void kapka_dialogs_watch (KapkaDialogs *dialogs, WebKitWebView *view);

/** Answers "no" to the dialog that shows; returns: whether there was one. */
gboolean kapka_dialogs_dismiss (KapkaDialogs *dialogs);
