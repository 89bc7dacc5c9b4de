// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/portal/dialogs.h"
#include "ui/portal/input-method.h"
#include "ui/portal/page.h"
#include "ui/portal/pulse.h"
#include "ui/portal/recovery.h"

struct _KapkaPage {
  GtkWidget parent_instance;

  // Template widgets
  GtkStack *stack;
  GtkBox *page;
  GtkProgressBar *progress;
  KapkaNotice *notice;
  KapkaNotice *dialog;

  // Borrowed
  const KapkaTile *tile;

  // Owned
  WebKitWebView *view;
  char *uri; // What it was opened for.
  KapkaInputMethod *input_method;
  KapkaDialogs *dialogs;
  KapkaPulse *pulse;
  KapkaProcessGuard *guard;
  KapkaRecovery recovery;
  KapkaFailureForm form; // Its id is NULL when there is none.
  guint silence_source;
  guint print_source;
  guint home_source; // The page is given up.
  gboolean asked;    // The load has asked for a password of the kind a browser asks for.
  gboolean ended;    // The load has ended in a notice already.
  gboolean window;   // Another page has opened this one.
  gboolean at_door;  // The tile's own address has been asked for.
  gboolean plain;    // Which is plain http and goes by a name.
  KapkaFailure told; // By the notice.
  guint status;      // HTTP status of the main document that is about to show.
  gboolean opened;   // A page of the portal has come.
  gboolean shown;    // A page of the portal has been shown, or the empty one of a window.
  gboolean arrived;  // One has come whole, or was whole enough for the visitor to go on from it.
  gboolean broken;   // The first one broke off on its way.
  KapkaFailure loss; // Why what the view holds is no page that could be shown again.
};

/** Shows what the view holds. */
void kapka_page_show_view (KapkaPage *page);

/** Returns: whether @name shows: `loading`, `page` or `notice`. */
gboolean kapka_page_is_showing (KapkaPage *page, const char *name);

/** Puts a notice about @loss in the place of the page; what the view holds must not be taken for a
 * page any more. */
void kapka_page_lose (KapkaPage *page, KapkaFailure loss);

/** Follows each load of the view to what comes of it: a page of the portal, or a failure. */
void kapka_page_watch_loads (KapkaPage *page);

/** Follows the web process behind the view, which may hang or fall. */
void kapka_page_watch_process (KapkaPage *page);

/** Ends the web process behind the view, also one that does not answer. */
void kapka_page_end_process (KapkaPage *page);
