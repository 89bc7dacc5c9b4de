// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/portal/failure.h"

#include <gio/gio.h>
#include <glib/gi18n.h>
#include <webkit/webkit.h>

#include "base/log.h"
#include "ui/portal/filter.h"

/* Ways: what the visitor can do. */
typedef enum {
  WAYS_BACK,
  WAYS_RETRY, // Trying again can help.
  WAYS_WAIT,
  WAYS_HOME,
} Ways;

typedef struct {
  const char *icon;
  const char *title;
  const char *text;
  Ways ways;
  KapkaPortalState state; // What it says of the portal; where it says something, paper helps.
} Page;

static const Page pages[] = {
  [KAPKA_FAILURE_REFUSED] = {
    "kapka-lock-symbolic",
    N_ ("This page does not open here"),
    N_ ("It does not belong to the portal you have chosen. If you need it, ask a librarian."),
    WAYS_BACK,
    KAPKA_PORTAL_UNKNOWN,
  },
  [KAPKA_FAILURE_NETWORK] = {
    "kapka-network-off-symbolic",
    N_ ("There is no connection to the portal now"),
    N_ ("Please try again in a minute. Printed forms work without the Internet."),
    WAYS_RETRY,
    KAPKA_PORTAL_NO_NETWORK,
  },
  [KAPKA_FAILURE_DNS] = {
    "kapka-network-off-symbolic",
    N_ ("The portal cannot be found on the network"),
    N_ ("Most likely the Internet is not working. Please try again in a minute or tell a librarian."),
    WAYS_RETRY,
    KAPKA_PORTAL_NOT_FOUND,
  },
  [KAPKA_FAILURE_CERTIFICATE] = {
    "kapka-warning-symbolic",
    N_ ("A safe connection could not be made"),
    N_ ("To protect your data, the page has not been opened. Please tell a librarian this code: TLS-RU-ROOT."),
    WAYS_RETRY,
    KAPKA_PORTAL_UNSAFE,
  },
  [KAPKA_FAILURE_PORTAL] = {
    "kapka-warning-symbolic",
    N_ ("The portal is not working now"),
    N_ ("It answers with an error. This is not your fault: please try again later."),
    WAYS_RETRY,
    KAPKA_PORTAL_OUT_OF_SERVICE,
  },
  [KAPKA_FAILURE_SILENT] = {
    "kapka-clock-symbolic",
    N_ ("The portal does not answer"),
    N_ ("It may be overloaded. Please try again or choose another portal."),
    WAYS_RETRY,
    KAPKA_PORTAL_SILENT,
  },
  [KAPKA_FAILURE_CAPTIVE] = {
    "kapka-network-off-symbolic",
    N_ ("The network asks to sign in"),
    N_ ("The network here lets nobody through until somebody signs in. Please tell a librarian."),
    WAYS_RETRY,
    KAPKA_PORTAL_NO_NETWORK,
  },
  [KAPKA_FAILURE_CRASH] = {
    "kapka-warning-symbolic",
    N_ ("The page has closed by itself"),
    N_ ("Nothing has happened to your data. Please open it again."),
    WAYS_RETRY,
    KAPKA_PORTAL_UNKNOWN,
  },
  [KAPKA_FAILURE_MEMORY] = {
    "kapka-warning-symbolic",
    N_ ("The page was too large for this computer"),
    N_ ("It used up all the memory it is given and was closed. Please open it again or choose another portal."),
    WAYS_RETRY,
    KAPKA_PORTAL_UNKNOWN,
  },
  [KAPKA_FAILURE_HUNG] = {
    "kapka-clock-symbolic",
    N_ ("The page does not answer"),
    N_ ("It may be busy. You can wait a little or open it again."),
    WAYS_WAIT,
    KAPKA_PORTAL_UNKNOWN,
  },
  [KAPKA_FAILURE_WAITING] = {
    "kapka-clock-symbolic",
    N_ ("We are waiting for the page"),
    N_ ("As soon as it answers, it will be here again."),
    WAYS_RETRY,
    KAPKA_PORTAL_UNKNOWN,
  },
  [KAPKA_FAILURE_GIVEN_UP] = {
    "kapka-warning-symbolic",
    N_ ("The page keeps closing"),
    N_ ("It has closed by itself several times. The home screen will open in a moment: please choose another portal."),
    WAYS_HOME,
    KAPKA_PORTAL_UNKNOWN,
  },
  [KAPKA_FAILURE_PASSWORD] = {
    "kapka-lock-symbolic",
    N_ ("This page is not for visitors"),
    N_ ("It asks for a password of those who work for the portal. Please choose another page."),
    WAYS_BACK,
    KAPKA_PORTAL_UNKNOWN,
  },
  [KAPKA_FAILURE_DOWNLOAD] = {
    "kapka-paper-symbolic",
    N_ ("This file cannot be opened here"),
    N_ ("PDF and office documents, pictures, XML, signatures and ZIP archives can be taken here. A librarian will help you with other files."),
    WAYS_BACK,
    KAPKA_PORTAL_UNKNOWN,
  },
  [KAPKA_FAILURE_DOWNLOAD_SIZE] = {
    "kapka-paper-symbolic",
    N_ ("This document is too large"),
    N_ ("It does not fit here. A librarian will tell you where you can get it."),
    WAYS_BACK,
    KAPKA_PORTAL_UNKNOWN,
  },
  [KAPKA_FAILURE_DOWNLOAD_FULL] = {
    "kapka-documents-symbolic",
    N_ ("There is no room for another document"),
    N_ ("You have taken as many documents as fit into one visit. What you have stays in “My documents”."),
    WAYS_BACK,
    KAPKA_PORTAL_UNKNOWN,
  },
  [KAPKA_FAILURE_DOWNLOAD_BUSY] = {
    "kapka-clock-symbolic",
    N_ ("Other documents are still on their way"),
    N_ ("Please wait a little and try again."),
    WAYS_BACK,
    KAPKA_PORTAL_UNKNOWN,
  },
  [KAPKA_FAILURE_DOWNLOAD_BROKEN] = {
    "kapka-warning-symbolic",
    N_ ("The document has not arrived"),
    N_ ("The connection broke off on the way. Please try again."),
    WAYS_BACK,
    KAPKA_PORTAL_UNKNOWN,
  },
  [KAPKA_FAILURE_PRINT] = {
    "kapka-print-symbolic",
    N_ ("The page could not be made ready for printing"),
    N_ ("Please try again, or tell a librarian."),
    WAYS_BACK,
    KAPKA_PORTAL_UNKNOWN,
  },
  [KAPKA_FAILURE_CROWDED] = {
    "kapka-portal-symbolic",
    N_ ("Too many pages are open"),
    N_ ("Please go back until one of them is closed, and try again."),
    WAYS_BACK,
    KAPKA_PORTAL_UNKNOWN,
  },
  [KAPKA_FAILURE_UNGUARDED] = {
    "kapka-warning-symbolic",
    N_ ("This portal cannot be opened now"),
    N_ ("Something on this computer is not in order. Please tell a librarian."),
    WAYS_RETRY,
    KAPKA_PORTAL_UNKNOWN,
  },
};

KapkaFailure
kapka_failure_from_load_error (const GError *error, const char *uri) {
  if (g_error_matches (error, WEBKIT_NETWORK_ERROR, WEBKIT_NETWORK_ERROR_CANCELLED) ||
      g_error_matches (error, WEBKIT_POLICY_ERROR,
                       WEBKIT_POLICY_ERROR_FRAME_LOAD_INTERRUPTED_BY_POLICY_CHANGE))
    return KAPKA_FAILURE_NONE;
  if (kapka_filter_has_stopped (error))
    return KAPKA_FAILURE_REFUSED;
  if (error->domain == G_RESOLVER_ERROR)
    return KAPKA_FAILURE_DNS;
  /* The engine cancels the connection whose certificate it refuses, and now and then its own
   * cancelling is all it tells. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) && g_str_has_prefix (uri, "https:"))
    return KAPKA_FAILURE_CERTIFICATE;
  if (error->domain == G_TLS_ERROR)
    return KAPKA_FAILURE_CERTIFICATE;
  return KAPKA_FAILURE_NETWORK;
}

KapkaFailure
kapka_failure_consider_captive (KapkaFailure failure, const KapkaDoorstep *doorstep) {
  if (!doorstep->at_door)
    return failure;
  switch (failure) {
  case KAPKA_FAILURE_REFUSED:
    return doorstep->plain ? KAPKA_FAILURE_CAPTIVE : failure;
  case KAPKA_FAILURE_NETWORK:
  case KAPKA_FAILURE_DNS:
  case KAPKA_FAILURE_CERTIFICATE:
    return doorstep->connectivity == G_NETWORK_CONNECTIVITY_PORTAL ? KAPKA_FAILURE_CAPTIVE
                                                                   : failure;
  default:
    return failure;
  }
}

static const char *
get_word (KapkaFailure failure) {
  static const char *const words[] = {
    [KAPKA_FAILURE_NONE] = "none",
    [KAPKA_FAILURE_REFUSED] = "refused",
    [KAPKA_FAILURE_NETWORK] = "network",
    [KAPKA_FAILURE_DNS] = "dns",
    [KAPKA_FAILURE_CERTIFICATE] = "certificate",
    [KAPKA_FAILURE_PORTAL] = "portal",
    [KAPKA_FAILURE_SILENT] = "silent",
    [KAPKA_FAILURE_CAPTIVE] = "captive",
    [KAPKA_FAILURE_CRASH] = "crash",
    [KAPKA_FAILURE_MEMORY] = "memory",
    [KAPKA_FAILURE_HUNG] = "hung",
    [KAPKA_FAILURE_WAITING] = "waiting",
    [KAPKA_FAILURE_GIVEN_UP] = "given-up",
    [KAPKA_FAILURE_PASSWORD] = "password",
    [KAPKA_FAILURE_DOWNLOAD] = "download",
    [KAPKA_FAILURE_DOWNLOAD_SIZE] = "download-size",
    [KAPKA_FAILURE_DOWNLOAD_FULL] = "download-full",
    [KAPKA_FAILURE_DOWNLOAD_BUSY] = "download-busy",
    [KAPKA_FAILURE_DOWNLOAD_BROKEN] = "download-broken",
    [KAPKA_FAILURE_PRINT] = "print",
    [KAPKA_FAILURE_CROWDED] = "crowded",
    [KAPKA_FAILURE_UNGUARDED] = "unguarded",
  };

  return words[failure];
}

void
kapka_failure_log (KapkaFailure failure, const KapkaTile *tile) {
  gboolean process = failure == KAPKA_FAILURE_CRASH || failure == KAPKA_FAILURE_MEMORY ||
                     failure == KAPKA_FAILURE_HUNG || failure == KAPKA_FAILURE_GIVEN_UP;

  if (process)
    kapka_log_words (G_LOG_LEVEL_WARNING, "web-process-crash", "A page has fallen",
                     "portal=%s reason=%s", tile->id, get_word (failure));
  else
    kapka_log_words (G_LOG_LEVEL_MESSAGE, "portal-failed", "A portal does not show",
                     "portal=%s reason=%s", tile->id, get_word (failure));
}

KapkaPortalState
kapka_failure_get_portal_state (KapkaFailure failure) {
  return pages[failure].state;
}

static void
offer_form (KapkaNotice *notice, const KapkaFailureForm *form) {
  g_autofree char *label = g_strdup_printf (_ ("Print the form “%s”"), form->name);
  g_autofree char *action =
      g_action_print_detailed_name ("win.tile", g_variant_new ("(ss)", form->id, form->door));

  kapka_notice_offer_paper (notice, label, action);
}

static void
set_buttons (KapkaNotice *notice, Ways ways, gboolean has_page) {
  switch (ways) {
  case WAYS_RETRY:
    kapka_notice_set_buttons (notice, _ ("Try again"), "portal.retry", _ ("Back"), "win.back");
    break;
  case WAYS_WAIT:
    kapka_notice_set_buttons (notice, _ ("Wait"), "portal.wait", _ ("Open again"), "portal.retry");
    break;
  case WAYS_HOME:
    kapka_notice_set_buttons (notice, _ ("Home"), "win.home", NULL, NULL);
    break;
  case WAYS_BACK:
  default:
    kapka_notice_set_buttons (notice, _ ("Back"), has_page ? "portal.dismiss" : "win.back", NULL,
                              NULL);
  }
}

void
kapka_failure_show (KapkaFailure failure,
                    KapkaNotice *notice,
                    gboolean has_page,
                    const KapkaFailureForm *form) {
  const Page *page = &pages[failure];

  kapka_notice_set (notice, page->icon, _ (page->title), _ (page->text));
  set_buttons (notice, page->ways, has_page);
  if (form != NULL && page->state != KAPKA_PORTAL_UNKNOWN)
    offer_form (notice, form);
}
