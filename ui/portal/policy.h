// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <webkit/webkit.h>

#include "catalog/navigation-rule.h"

/**
 * KapkaPolicyEvents:
 * What the policy tells the owner of the view.
 */
typedef struct {
  void (*refused) (gpointer user_data); // The visitor was about to leave the tile's list.
  void (*answered) (guint status,
                    gpointer user_data); // Main document's HTTP status, before it shows.
  void (*asked) (gpointer user_data);    // A name and a password were asked for, and not given.
} KapkaPolicyEvents;

/**
 * kapka_policy_attach:
 * @view: a view of the visit
 * @rule: (transfer none): what may be shown; outlives the view
 * @events: (transfer none): outlives the view
 *
 * Makes @rule the law of @view for navigations, redirects, form posts and new windows (which open
 * in the same view), denies permissions, and closes context menus.
 *
 * WebKitGTK 2.50 does not tell a navigation of the page from one of a frame within it, and frames
 * are free. So a foreign page is stopped when its load starts, and its answer, which WebKit marks
 * as the page's own, is refused before anything of it shows.
 */
void kapka_policy_attach (WebKitWebView *view,
                          const KapkaNavigationRule *rule,
                          const KapkaPolicyEvents *events,
                          gpointer user_data);

/** Takes the policy's hold off @view; call it before @user_data goes. */
void kapka_policy_detach (WebKitWebView *view);
