// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desk/desk.h"

/** KapkaParticipants: how exact a number of participants is; the word is the `reason` of the event
 * in the journal. */
typedef enum {
  KAPKA_PARTICIPANTS_EXACT,
  KAPKA_PARTICIPANTS_MORE, // «более 500» is never shown as 500.
  KAPKA_PARTICIPANTS_ABOUT,
} KapkaParticipants;

/** KapkaOutreach: a seminar, forum, webinar… It counts one event and its participants in the
 * journal; the rest lies at the desk. */
typedef struct {
  char *id;   // (nullable) event_id; %NULL while new.
  char *kind; // `seminar` `forum` `webinar` `presentation` `training`.
  char day[11];
  char *title;
  char *host; // The institution that held it, may be empty.
  char *place;
  char *district;
  char *audience; // `residents` or `staff`.
  gint64 participants;
  KapkaParticipants exactness;
  char *author;
  gint64 at_ms;
} KapkaOutreach;

void kapka_outreach_free (KapkaOutreach *outreach);
KapkaOutreach *kapka_outreach_copy (const KapkaOutreach *outreach);

/** Returns: (transfer full) (element-type KapkaOutreach): those of the days, newest first. */
GPtrArray *
kapka_outreach_list (KapkaDesk *desk, const char *first_day, const char *last_day, GError **error);

/** Writes a new one, or, when it has an id, its new state: figures in the journal change by a
 * correction. Errors: DATA with what is missing or impossible; DENIED when the month is closed. */
gboolean kapka_outreach_save (KapkaDesk *desk, const KapkaOutreach *outreach, GError **error);

/** Takes it back, in the journal by a correction; @reason is a code of the fixed list. */
gboolean
kapka_outreach_remove (KapkaDesk *desk, const char *id, const char *reason, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KapkaOutreach, kapka_outreach_free)
