// SPDX-License-Identifier: GPL-3.0-or-later
#include <glib/gi18n.h>

#include "kapkactl/journal-actions.h"

int
kapka_command_journal (const KapkaCommandContext *context, GStrv arguments, GError **error) {
  static const KapkaCommand actions[] = {
    { "days", N_ ("Show the diary of a month"), kapka_journal_run_days },
    { "visits", N_ ("List the visits of a day"), kapka_journal_run_visits },
    { "visit", N_ ("Show a visit with all its corrections"), kapka_journal_run_visit },
    { "void", N_ ("Take back a visit, a request, a tally or a batch"), kapka_journal_run_void },
    { "reclassify", N_ ("Count a request under another service"), kapka_journal_run_reclassify },
    { "merge", N_ ("Make one visit of two halves"), kapka_journal_run_merge },
    { "assist", N_ ("Mark a visit as helped"), kapka_journal_run_assist },
    { "tally", N_ ("Count a person who was helped at the desk"), kapka_journal_run_tally },
    { "batch", N_ ("Add the figures of a day from paper"), kapka_journal_run_batch },
    { "undo", N_ ("Take a correction back"), kapka_journal_run_undo },
    { "months", N_ ("Show when months were closed and opened again"), kapka_journal_run_months },
    { "close", N_ ("Close a month for corrections"), kapka_journal_run_close },
    { "reopen", N_ ("Open a closed month again"), kapka_journal_run_reopen },
    { NULL },
  };

  return kapka_command_run_action (_ ("Shows the journal and corrects it. Nothing is edited in "
                                      "place: each correction is written "
                                      "down with its author and reason."),
                                   actions, context, arguments, error);
}
