// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kapkactl/command.h"

/**
 * kapka_support_write:
 * @context: the command line
 * @settings: of the kiosk
 * @days: how far back the log goes
 * @path: a file that is not there yet; it is made for its user alone (0600)
 * @error: return location
 *
 * Writes all that somebody needs who helps from afar, as one text that can be read before it is
 * sent: versions, settings without secrets, what `check` and `status` say, uploads, the log. Nobody
 * is named in it, and nothing tells when a visitor was there.
 *
 * Errors: those of kapka_error_from_errno().
 */
gboolean kapka_support_write (const KapkaCommandContext *context,
                              const KapkaSettings *settings,
                              guint days,
                              const char *path,
                              GError **error);
