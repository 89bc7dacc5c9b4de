// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "journal/event.h"

/** Returns: (transfer full): @event as one JSON object on one line. */
char *kapka_event_to_json (const KapkaEvent *event);

/** Reads what kapka_event_to_json() wrote. Errors: DATA. Returns: (transfer full): the event, or
 * %NULL. */
KapkaEvent *kapka_event_from_json (const char *text, gsize length, GError **error);
