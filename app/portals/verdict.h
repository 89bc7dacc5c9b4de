// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "catalog/portal-states.h"

/** KapkaPortalVerdict: what a look at a portal has shown. */
typedef enum {
  KAPKA_VERDICT_OK,
  KAPKA_VERDICT_SLOW,                  // It works, and nobody would wait for it.
  KAPKA_VERDICT_NO_NETWORK,            // This machine has no way out.
  KAPKA_VERDICT_NO_NAME,               // The name is not known.
  KAPKA_VERDICT_WHITE_LIST,            // The operator lets only its white list through.
  KAPKA_VERDICT_CERTIFICATE_DATE,      // Expired, or not valid yet.
  KAPKA_VERDICT_CERTIFICATE_HOST,      // That of another host.
  KAPKA_VERDICT_CERTIFICATE_ISSUER,    // Issued by nobody we trust.
  KAPKA_VERDICT_CERTIFICATE_AUTHORITY, // Issued by an authority that could be made trusted.
  KAPKA_VERDICT_DOWN,                  // It refuses, or answers with an error.
  KAPKA_VERDICT_SILENT,                // It does not answer.
  KAPKA_VERDICT_REDIRECT,              // It leads out of the list of its tile.
  KAPKA_VERDICT_PROXY,                 // The proxy does not let us through.
  KAPKA_VERDICT_NOT_CHECKED,           // This program could not look.
  KAPKA_N_VERDICTS,
} KapkaPortalVerdict;

/** Returns: the word for @verdict in files and JSON. */
const char *kapka_portal_verdict_to_string (KapkaPortalVerdict verdict);

/** Returns: whether @word is one; sets @out to what it means. */
gboolean kapka_portal_verdict_from_string (const char *word, KapkaPortalVerdict *out);

/** Returns: @verdict in words of the language of the program. */
const char *kapka_portal_verdict_describe (KapkaPortalVerdict verdict);

/** Returns: what is to be done about @verdict, likewise; empty for nothing. */
const char *kapka_portal_verdict_advise (KapkaPortalVerdict verdict);

/** Returns: how @verdict shows on the tile. */
KapkaPortalState kapka_portal_verdict_get_state (KapkaPortalVerdict verdict);
