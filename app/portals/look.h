// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "catalog/navigation-rule.h"
#include "http/http-client.h"
#include "portals/verdict.h"

/** KapkaPortalLook: what one look at a portal has shown. */
typedef struct {
  KapkaPortalVerdict verdict;
  gboolean suspect; // The way there may be at fault rather than the portal.
  int status;       // Of HTTP; 0 without an answer.
  gint64 ms;        // How long it took.
  char *detail;     // What exactly, for who looks closer: an English message or a host.
} KapkaPortalLook;

/** KapkaPortalWay: how portals are looked at; borrowed. */
typedef struct {
  const KapkaHttpOptions *http; // Of its address is not looked at.
  const GPtrArray *authorities; // (element-type KapkaAuthority) That are worth naming.
  gint64 slow_ms;               // What takes longer is too slow.
} KapkaPortalWay;

/**
 * kapka_portal_look:
 * @look: (out caller-allocates): cleared by kapka_portal_look_clear()
 * @way: how it is reached
 * @url: address of the portal
 * @rule: (nullable): where it may lead; %NULL: any answer will do
 *
 * Asks for the first few KiB of the page at @url and follows its redirects as far as @rule allows.
 * Takes at most 20 seconds a request.
 */
void kapka_portal_look (KapkaPortalLook *look,
                        const KapkaPortalWay *way,
                        const char *url,
                        const KapkaNavigationRule *rule);
void kapka_portal_look_clear (KapkaPortalLook *look);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (KapkaPortalLook, kapka_portal_look_clear)
