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
  /* The portal asks for a name and a password: whether the visitor will be asked. Otherwise, and
   * for anybody but the portal (%NULL), they are not given. */
  gboolean (*asked) (WebKitAuthenticationRequest *request, gpointer user_data);
  void (*barred) (gpointer user_data); // The proxy wants a name, and lets nothing through.
  void (*handed) (gpointer user_data); // What was loading is a document and no page.
  /* A window for @uri is wanted: its view (transfer full), which somebody else holds as well, or
   * NULL. */
  WebKitWebView *(*opened) (const char *uri, gpointer user_data);
} KapkaPolicyEvents;

/**
 * kapka_policy_attach:
 * @view: a view of the visit
 * @rule: (transfer none): what may be shown; outlives the view
 * @events: (transfer none): outlives the view
 *
 * Makes @rule the law of @view for navigations, redirects, form posts and new windows, denies
 * permissions, and closes context menus. A window opens by a touch alone. Whatever a page of the
 * portal has made and would open as a page or a window (`blob:`) is a document for the visitor.
 *
 * It is the second guard behind the content filter (filter.h), which stops a foreign address before
 * any request goes out. WebKitGTK 2.50 does not tell the policy a navigation of the page from one
 * of a frame within it, and frames are free; so what the filter does not see, as an address that
 * holds its page in itself, is stopped here when its load starts, and its answer, which WebKit
 * marks as the page's own, is refused before anything of it shows.
 */
void kapka_policy_attach (WebKitWebView *view,
                          const KapkaNavigationRule *rule,
                          const KapkaPolicyEvents *events,
                          gpointer user_data);

/** Takes the policy's hold off @view; call it before @user_data goes. */
void kapka_policy_detach (WebKitWebView *view);
