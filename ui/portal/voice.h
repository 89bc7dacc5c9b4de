// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <webkit/webkit.h>

/** Has a screen reader say what page has come to @view, while it shows; until then @view is busy.
 */
void kapka_voice_watch (WebKitWebView *view);

/** Has it say how to leave @view by a key, in the language that is on. */
void kapka_voice_say_way_out (WebKitWebView *view);
