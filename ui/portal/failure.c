// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/portal/failure.h"

#include <gio/gio.h>
#include <glib/gi18n.h>
#include <webkit/webkit.h>

typedef struct {
  const char *icon;
  const char *title;
  const char *text;
  gboolean retry; // Trying again can help.
} Page;

static const Page pages[] = {
  [KAPKA_FAILURE_REFUSED] = {
    "kapka-lock-symbolic",
    N_ ("This page does not open here"),
    N_ ("It does not belong to the portal you have chosen. If you need it, ask a librarian."),
    FALSE,
  },
  [KAPKA_FAILURE_NETWORK] = {
    "kapka-network-off-symbolic",
    N_ ("There is no connection to the portal now"),
    N_ ("Please try again in a minute. Printed forms work without the Internet."),
    TRUE,
  },
  [KAPKA_FAILURE_DNS] = {
    "kapka-network-off-symbolic",
    N_ ("The portal cannot be found on the network"),
    N_ ("Most likely the Internet is not working. Please try again in a minute or tell a librarian."),
    TRUE,
  },
  [KAPKA_FAILURE_CERTIFICATE] = {
    "kapka-warning-symbolic",
    N_ ("A safe connection could not be made"),
    N_ ("To protect your data the page has not been opened. Please tell a librarian: TLS-RU-ROOT."),
    TRUE,
  },
  [KAPKA_FAILURE_PORTAL] = {
    "kapka-warning-symbolic",
    N_ ("The portal is not working now"),
    N_ ("It answers with an error. This is not your fault: please try again later."),
    TRUE,
  },
  [KAPKA_FAILURE_SILENT] = {
    "kapka-clock-symbolic",
    N_ ("The portal does not answer"),
    N_ ("It may be overloaded. Please try again or choose another portal."),
    TRUE,
  },
  [KAPKA_FAILURE_CRASH] = {
    "kapka-warning-symbolic",
    N_ ("The page has closed by itself"),
    N_ ("Nothing has happened to your data. Please open it again."),
    TRUE,
  },
  [KAPKA_FAILURE_PASSWORD] = {
    "kapka-lock-symbolic",
    N_ ("This page is not for visitors"),
    N_ ("It asks for a password of those who work for the portal. Please choose another page."),
    FALSE,
  },
  [KAPKA_FAILURE_DOWNLOAD] = {
    "kapka-paper-symbolic",
    N_ ("This file cannot be opened here"),
    N_ ("Only PDF documents can be opened and printed. A librarian will help you with other files."),
    FALSE,
  },
};

KapkaFailure
kapka_failure_from_load_error (const GError *error, const char *uri) {
  if (g_error_matches (error, WEBKIT_NETWORK_ERROR, WEBKIT_NETWORK_ERROR_CANCELLED)
      || g_error_matches (error, WEBKIT_POLICY_ERROR, WEBKIT_POLICY_ERROR_FRAME_LOAD_INTERRUPTED_BY_POLICY_CHANGE))
    return KAPKA_FAILURE_NONE;
  if (error->domain == G_RESOLVER_ERROR)
    return KAPKA_FAILURE_DNS;
  /* The engine cancels the connection whose certificate it refuses, and now and then its own cancelling is all it tells. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) && g_str_has_prefix (uri, "https:"))
    return KAPKA_FAILURE_CERTIFICATE;
  if (error->domain == G_TLS_ERROR)
    return KAPKA_FAILURE_CERTIFICATE;
  return KAPKA_FAILURE_NETWORK;
}

void
kapka_failure_show (KapkaFailure failure, KapkaNotice *notice, gboolean has_page) {
  const Page *page = &pages[failure];

  kapka_notice_set (notice, page->icon, _ (page->title), _ (page->text));
  if (page->retry)
    kapka_notice_set_buttons (notice, _ ("Try again"), "portal.retry", _ ("Back"), "win.back");
  else
    kapka_notice_set_buttons (notice, _ ("Back"), has_page ? "portal.dismiss" : "win.back", NULL, NULL);
}
