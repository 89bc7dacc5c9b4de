// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desk/desk.h"
#include "kapkactl/command.h"

/** KapkaDeskSession: the desk of this kiosk, open for one command. */
typedef struct {
  KapkaSettings *settings;
  KapkaClock *clock;
  KapkaJournal *journal;
  KapkaDesk *desk;
} KapkaDeskSession;

/**
 * kapka_desk_session_open:
 * @author: (nullable): name of a person of the staff's list who writes; %NULL: only look
 *
 * Errors: CONFIG, those of kapka_people_load(), USAGE when nobody is called so, those of
 * kapka_journal_open() and kapka_desk_open().
 *
 * Returns: (transfer full): the session, or %NULL.
 */
KapkaDeskSession *
kapka_desk_session_open (const KapkaCommandContext *context, const char *author, GError **error);
void kapka_desk_session_close (KapkaDeskSession *session);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KapkaDeskSession, kapka_desk_session_close)
