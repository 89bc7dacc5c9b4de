// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gio/gio.h>

#include "catalog/portal-states.h"
#include "catalog/tile.h"
#include "ui/shell/notice.h"

/** KapkaFailure: why a portal does not show; each kind has its own page in plain words. */
typedef enum {
  KAPKA_FAILURE_NONE,          // Not a failure: the load was cancelled or became something else.
  KAPKA_FAILURE_REFUSED,       // The address is not on the tile's list.
  KAPKA_FAILURE_NETWORK,       // No way to the portal.
  KAPKA_FAILURE_DNS,           // The name cannot be found.
  KAPKA_FAILURE_CERTIFICATE,   // The connection is not safe.
  KAPKA_FAILURE_PORTAL,        // The portal answers with an error.
  KAPKA_FAILURE_SILENT,        // The portal does not answer in time.
  KAPKA_FAILURE_CAPTIVE,       // The network asks somebody to sign in first.
  KAPKA_FAILURE_CRASH,         // The web process is gone.
  KAPKA_FAILURE_MEMORY,        // The web process was ended because it took too much memory.
  KAPKA_FAILURE_HUNG,          // The web process does not answer.
  KAPKA_FAILURE_WAITING,       // It does not answer yet, and the visitor wants to wait.
  KAPKA_FAILURE_GIVEN_UP,      // The page has fallen too often.
  KAPKA_FAILURE_PASSWORD,      // A part of the portal that a browser's own question for a password
                               // guards.
  KAPKA_FAILURE_DOWNLOAD,      // A file that is not taken.
  KAPKA_FAILURE_DOWNLOAD_SIZE, // A document that is too large.
  KAPKA_FAILURE_DOWNLOAD_FULL, // No room for one more document.
  KAPKA_FAILURE_DOWNLOAD_BUSY, // Too many documents on their way.
  KAPKA_FAILURE_DOWNLOAD_BROKEN, // A document that has not arrived whole.
  KAPKA_FAILURE_PRINT,           // The page could not be made ready for printing.
  KAPKA_FAILURE_CROWDED,         // The portal has as many windows as it may have.
  KAPKA_FAILURE_UNGUARDED,       // The list of the portal could not be made its law.
} KapkaFailure;

/** Returns: the kind of a failed load of @uri. */
KapkaFailure kapka_failure_from_load_error (const GError *error, const char *uri);

/**
 * KapkaDoorstep:
 * The place of a failure, as far as it says whether a network that wants somebody to sign in is the
 * cause.
 */
typedef struct {
  gboolean at_door; // The tile's own address was asked for and nothing of the portal has shown yet.
  gboolean plain;   // That address is plain http and goes by a name.
  GNetworkConnectivity connectivity; // What the system's network manager has found out.
} KapkaDoorstep;

/**
 * kapka_failure_consider_captive:
 *
 * A network that wants somebody to sign in (a captive portal) answers in the place of the portal.
 * It is taken for the cause at the door only, and
 *  - when an address of plain http, which anybody on the way can answer, leads to a foreign host:
 *    the portal itself has no reason to send a visitor off its list;
 *  - when the certificate is no good or the portal cannot be reached, and the system's network
 *    manager has found such a network.
 * Any other certificate that is no good stays what it is: a foreign one is the very sign of an
 * attack, and a guess at something harmless would be the worst of answers. An https address that
 * leads to a foreign host was sent there by the portal itself, and is refused.
 *
 * Returns: @failure or #KAPKA_FAILURE_CAPTIVE.
 */
KapkaFailure kapka_failure_consider_captive (KapkaFailure failure, const KapkaDoorstep *doorstep);

/** Returns: what @failure at the door says of the portal, #KAPKA_PORTAL_UNKNOWN for nothing. */
KapkaPortalState kapka_failure_get_portal_state (KapkaFailure failure);

/** Keeps in the log that the portal @tile did not show, and why. */
void kapka_failure_log (KapkaFailure failure, const KapkaTile *tile);

/** KapkaFailureForm: the paper for the same matter. */
typedef struct {
  char *id;   // Of its tile.
  char *door; // Behind which it stands.
  char *name;
} KapkaFailureForm;

/**
 * kapka_failure_show:
 * @has_page: whether the visitor can go back to a page of the portal
 * @form: (nullable): is offered where it helps
 *
 * Puts title, advice and buttons for @failure into @notice. The buttons activate `portal.retry`,
 * `portal.wait`, `portal.dismiss`, `win.back`, `win.home` and `win.tile`. No button leads past a
 * certificate.
 */
void kapka_failure_show (KapkaFailure failure,
                         KapkaNotice *notice,
                         gboolean has_page,
                         const KapkaFailureForm *form);
