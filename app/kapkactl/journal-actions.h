// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kapkactl/command.h"

/* The actions of `kapkactl journal`. */
int kapka_journal_run_days (const KapkaCommandContext *context, GStrv arguments, GError **error);
int kapka_journal_run_visits (const KapkaCommandContext *context, GStrv arguments, GError **error);
int kapka_journal_run_visit (const KapkaCommandContext *context, GStrv arguments, GError **error);
int kapka_journal_run_void (const KapkaCommandContext *context, GStrv arguments, GError **error);
int
kapka_journal_run_reclassify (const KapkaCommandContext *context, GStrv arguments, GError **error);
int kapka_journal_run_merge (const KapkaCommandContext *context, GStrv arguments, GError **error);
int kapka_journal_run_assist (const KapkaCommandContext *context, GStrv arguments, GError **error);
int kapka_journal_run_tally (const KapkaCommandContext *context, GStrv arguments, GError **error);
int kapka_journal_run_batch (const KapkaCommandContext *context, GStrv arguments, GError **error);
int kapka_journal_run_undo (const KapkaCommandContext *context, GStrv arguments, GError **error);
int kapka_journal_run_months (const KapkaCommandContext *context, GStrv arguments, GError **error);
int kapka_journal_run_close (const KapkaCommandContext *context, GStrv arguments, GError **error);
int kapka_journal_run_reopen (const KapkaCommandContext *context, GStrv arguments, GError **error);
