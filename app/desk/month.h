// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desk/desk.h"

/** KapkaMonthState: whether corrections of a month are taken. */
typedef struct {
  gboolean closed;
  char *author;     // (nullable) Who closed or re-opened it last; %NULL: nobody yet.
  gint64 at_ms;     // When, UTC.
  gboolean changed; // Closed, and what the journal has now differs from what it had then.
} KapkaMonthState;

void kapka_month_state_free (KapkaMonthState *state);

/** @month: `YYYY-MM`. Returns: (transfer full): its state, or %NULL. */
KapkaMonthState *kapka_month_get_state (KapkaDesk *desk, const char *month, GError **error);

/** Locks @month, which must be over: no correction, tally or batch for its days is taken any more.
 * Errors: USAGE when it is not over or is closed already. */
gboolean kapka_month_close (KapkaDesk *desk, const char *month, GError **error);

/** Takes the lock off; an administrator's. @reason: a code of the fixed list. Errors: DENIED,
 * USAGE. */
gboolean
kapka_month_reopen (KapkaDesk *desk, const char *month, const char *reason, GError **error);

/** KapkaMonthLine: one line of the log of closings. */
typedef struct {
  char *month;
  gboolean closed; // Else re-opened.
  char *author;
  char *reason; // (nullable) Of a re-opening.
  gint64 at_ms;
} KapkaMonthLine;

/** Returns: (transfer full) (element-type KapkaMonthLine): the whole log, newest first. */
GPtrArray *kapka_month_list_log (KapkaDesk *desk, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KapkaMonthState, kapka_month_state_free)
