// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <webkit/webkit.h>

#include "ui/access/sight.h"

/**
 * kapka_view_sight_apply:
 * @view: of a portal
 * @choices: how the visitor sees best
 * @zoom: that the visitor has given the portal by its own tools
 *
 * Shows the portal as large as the rest of the screen times @zoom, and without pictures or motion
 * when these are not wanted. Words that a page has for a picture take its place once it is loaded
 * anew.
 */
void kapka_view_sight_apply (WebKitWebView *view, const KapkaSightChoices *choices, double zoom);
