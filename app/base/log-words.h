// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

/** KapkaLogSide: whose doing an entry of the log tells of. */
typedef enum {
  KAPKA_LOG_UNKNOWN,  // Not one of the words of Kapka.
  KAPKA_LOG_OF_KIOSK, // Of programs, machine, staff and centre.
  KAPKA_LOG_OF_VISIT, // A visitor was there: nobody outside is told when.
} KapkaLogSide;

/** Returns: on whose side the event @word is, as in `sync-run`. */
KapkaLogSide kapka_log_get_side (const char *word);

/** Returns: whether @field, as in `KAPKA_REASON`, is one that entries of Kapka have. */
gboolean kapka_log_has_field (const char *field);

/** Returns: whether @value can be that of a field: a short word of ASCII, so that no address, no
 * title and no name of a person fits in. */
gboolean kapka_log_is_word (const char *value);
