// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "journal/upload.h"

/** KapkaRefusedDays: the days and fragments that the centre did not take in one run. */
typedef struct _KapkaRefusedDays KapkaRefusedDays;

KapkaRefusedDays *kapka_refused_days_new (void);
void kapka_refused_days_free (KapkaRefusedDays *days);

/** Adds @document; @error (nullable) says why, as in `future_day`, and %NULL means a conflict of
 * two copies of the journal. */
void kapka_refused_days_add (KapkaRefusedDays *days,
                             const KapkaDayDocument *document,
                             const char *error);

/** Adds @fragment; @error says why. */
void kapka_refused_days_add_fragment (KapkaRefusedDays *days,
                                      const KapkaFragment *fragment,
                                      const char *error);

/** Returns: whether @fragment was added. */
gboolean kapka_refused_days_contains_fragment (const KapkaRefusedDays *days,
                                               const KapkaFragment *fragment);

/** Returns: whether the day of @document was added, at whatever revision. */
gboolean kapka_refused_days_contains (const KapkaRefusedDays *days,
                                      const KapkaDayDocument *document);

guint kapka_refused_days_get_length (const KapkaRefusedDays *days);

/** Returns: whether one of them is a conflict. */
gboolean kapka_refused_days_has_conflict (const KapkaRefusedDays *days);

/** Returns: (transfer full): the first ten in words, as in `2026-03-02 (future_day), 2026-03-03
 * (conflict)`. */
char *kapka_refused_days_to_string (const KapkaRefusedDays *days);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KapkaRefusedDays, kapka_refused_days_free)
