// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <webkit/webkit.h>

#include "ui/shell/idle-watch.h"

/**
 * kapka_media_watch:
 * @view: has loaded no page yet
 * @watch: (transfer none): kept as long as the view
 *
 * Who listens to a page or watches a film in it is not quiet: @watch is held while the view plays
 * sound, or a film in any of its frames. A film without sound counts (sign language has none), but
 * not one that is muted and begins again for ever: that is decoration.
 */
void kapka_media_watch (WebKitWebView *view, KapkaIdleWatch *watch);
