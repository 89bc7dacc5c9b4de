// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "journal/visits.h"
#include "ui/desk/desk-context.h"

/** The codes of the journal in plain words. */

/** Returns: (transfer none): a way to end: `finished`, …. */
const char *kapka_visit_words_end_reason (const char *end_reason);

/** Returns: (transfer none): how a visit ended, or why it was added by hand. */
const char *kapka_visit_words_end (const KapkaVisitLine *line);

/** Returns: (transfer none): why something was corrected: `wrong_service`, …. */
const char *kapka_visit_words_reason (const char *reason);

/** Returns: (transfer full): the tiles of a visit, «Госуслуги, Суды»; empty when there are none. */
char *kapka_visit_words_tiles (KapkaDeskContext *context, const KapkaVisitLine *line);

/** Returns: (transfer full): what else a visit counts: «стр. 3 · с помощью · исправлено». */
char *kapka_visit_words_notes (const KapkaVisitLine *line);

/** Returns: (transfer full): how long a visit was, empty when it goes on or was added by hand. */
char *kapka_visit_words_length (const KapkaVisitLine *line);

/** Returns: the services of a visit as bits, s1 the lowest. */
guint kapka_visit_words_services (const KapkaVisitLine *line);

/** Returns: (transfer full): «10:42, 7 мин». */
char *kapka_visit_words_title (const KapkaVisitLine *line);

/** Returns: (transfer full): how it ended, its services and tiles, what else it counts. */
char *kapka_visit_words_details (KapkaDeskContext *context, const KapkaVisitLine *line);

/** Returns: (transfer full): the whole visit as a screen reader reads it. */
char *kapka_visit_words_whole (KapkaDeskContext *context, const KapkaVisitLine *line);
