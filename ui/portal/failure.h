// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/notice.h"

/** KapkaFailure: why a portal does not show; each kind has its own page in plain words. */
typedef enum {
  KAPKA_FAILURE_NONE,        // Not a failure: the load was cancelled or became something else.
  KAPKA_FAILURE_REFUSED,     // The address is not on the tile's list.
  KAPKA_FAILURE_NETWORK,     // No way to the portal.
  KAPKA_FAILURE_DNS,         // The name cannot be found.
  KAPKA_FAILURE_CERTIFICATE, // The connection is not safe.
  KAPKA_FAILURE_PORTAL,      // The portal answers with an error.
  KAPKA_FAILURE_SILENT,      // The portal does not answer in time.
  KAPKA_FAILURE_CRASH,       // The web process is gone.
  KAPKA_FAILURE_PASSWORD,    // A part of the portal that a browser's own question for a password
                             // guards.
  KAPKA_FAILURE_DOWNLOAD,    // A file that is not taken.
} KapkaFailure;

/** Returns: the kind of a failed load of @uri. */
KapkaFailure kapka_failure_from_load_error (const GError *error, const char *uri);

/**
 * kapka_failure_show:
 * @has_page: whether the visitor can go back to a page of the portal
 *
 * Puts title, advice and buttons for @failure into @notice.
 */
void kapka_failure_show (KapkaFailure failure, KapkaNotice *notice, gboolean has_page);
