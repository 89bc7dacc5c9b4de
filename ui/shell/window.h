// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

#include "ui/shell/session.h"

/**
 * KapkaWindow:
 * The one window: header, the screens of a visit on top of each other, keyboard, footer with the
 * End button.
 *
 * Screens speak to it through actions alone: `win.begin`, `win.begin-in` (s: language), `win.home`,
 * `win.back`, `win.door` (s: service), `win.tile` ((ss): tile, door), `win.paper` ((sus): tile,
 * #KapkaPaper, path of a PDF), `win.documents`, `win.save` (s: path of a document; empty:
 * all), `win.language`, `win.speak` (s: language), `win.sight`,
 * `win.begin-sight`, `win.usual-sight`, `win.help`, `win.more-time`, `win.close-notice`, `win.end`,
 * `win.end-anyway`: also when documents would be lost that the visitor has no copy of.
 */
#define KAPKA_TYPE_WINDOW (kapka_window_get_type ())
G_DECLARE_FINAL_TYPE (KapkaWindow, kapka_window, KAPKA, WINDOW, GtkApplicationWindow)

/** Returns: (transfer floating): the window on its waiting screen. */
KapkaWindow *kapka_window_new (GtkApplication *application, KapkaSession *session);

/** Returns: whether the waiting screen shows and nobody is here, no librarian either. */
gboolean kapka_window_is_idle (KapkaWindow *window);

/** Shows the translation of @text to staff in small letters on every screen; %NULL takes it away.
 */
void kapka_window_set_staff_note (KapkaWindow *window, const char *text);
