// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "journal/visits.h"
#include "ui/desk/desk-context.h"

/** What was corrected, in plain words. @trail: (element-type KapkaTrailLine) */

/** Returns: (transfer full): what the act @act did: «Услуга изменена: …». */
char *kapka_trail_words_act (KapkaDeskContext *context, GPtrArray *trail, const char *act);

/** Returns: whether the act @act takes another one back. */
gboolean kapka_trail_words_is_undoing (GPtrArray *trail, const char *act);

/** Returns: (transfer none): who wrote it. */
const char *kapka_trail_words_author (const char *author);
