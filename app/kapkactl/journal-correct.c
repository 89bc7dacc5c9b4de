// SPDX-License-Identifier: GPL-3.0-or-later
#include <glib/gi18n.h>
#include <sysexits.h>

#include "base/error.h"
#include "journal/visits.h"
#include "kapkactl/journal-actions.h"
#include "kapkactl/journal-options.h"

/* Corrects by what the command line said. Returns: whether it was done. */
typedef gboolean (*Correct) (KapkaDesk *desk, const KapkaJournalOptions *options, GError **error);

/* KapkaAction: an action that writes. */
typedef struct {
  const char *words;   // Marked for translation.
  const char *summary; // Marked for translation.
  KapkaJournalTakes takes;
  Correct correct;
} Action;

static int
run (const Action *action, const KapkaCommandContext *context, GStrv arguments, GError **error) {
  g_auto (KapkaJournalOptions) options = { 0 };
  g_autoptr (KapkaDeskSession) session = NULL;

  if (!kapka_journal_options_parse (&options, _ (action->words), _ (action->summary), action->takes,
                                    arguments, error))
    return EX_USAGE;
  session = kapka_desk_session_open (context, options.author, error);
  return session != NULL && action->correct (session->desk, &options, error) ? EX_OK : EX_SOFTWARE;
}

/* A visit, a tally and a batch are things of the list of a day; anything else is one event. */
static gboolean
void_thing (KapkaDesk *desk, const KapkaJournalOptions *options, GError **error) {
  const char *id = options->words[0];
  g_autoptr (GError) failure = NULL;
  g_autoptr (KapkaVisitLine) line = kapka_visits_get (kapka_desk_get_journal (desk), id, &failure);

  if (failure != NULL) {
    g_propagate_error (error, g_steal_pointer (&failure));
    return FALSE;
  }
  return line != NULL ? kapka_correction_void_visit (desk, id, options->reason, error)
                      : kapka_correction_void_event (desk, id, options->reason, error);
}

int
kapka_journal_run_void (const KapkaCommandContext *context, GStrv arguments, GError **error) {
  static const Action action = {
    N_ ("ID"),
    N_ ("Takes back all that a visit, a request, a printed form, a tally or a batch counts."),
    KAPKA_JOURNAL_TAKES_REASON,
    void_thing,
  };

  return run (&action, context, arguments, error);
}

static gboolean
reclassify (KapkaDesk *desk, const KapkaJournalOptions *options, GError **error) {
  return kapka_correction_reclassify (desk, options->words[0], options->words[1], options->reason,
                                      error);
}

int
kapka_journal_run_reclassify (const KapkaCommandContext *context, GStrv arguments, GError **error) {
  static const Action action = {
    N_ ("ID SERVICE"),
    N_ ("Counts a request or a printed form under another service, s1 to s6; \"kapkactl journal "
        "visit\" shows its ID."),
    KAPKA_JOURNAL_TAKES_REASON,
    reclassify,
  };

  return run (&action, context, arguments, error);
}

static gboolean
merge (KapkaDesk *desk, const KapkaJournalOptions *options, GError **error) {
  return kapka_correction_merge (desk, options->words[0], options->words[1], error);
}

int
kapka_journal_run_merge (const KapkaCommandContext *context, GStrv arguments, GError **error) {
  static const Action action = {
    N_ ("FIRST SECOND"),
    N_ ("Makes one visit of two halves of one day: the second keeps its requests and counts no "
        "user "
        "of its own."),
    KAPKA_JOURNAL_TAKES_WORDS,
    merge,
  };

  return run (&action, context, arguments, error);
}

static gboolean
assist (KapkaDesk *desk, const KapkaJournalOptions *options, GError **error) {
  return kapka_correction_set_assisted (desk, options->words[0], !options->away, options->reason,
                                        error);
}

int
kapka_journal_run_assist (const KapkaCommandContext *context, GStrv arguments, GError **error) {
  static const Action action = {
    N_ ("VISIT"),
    N_ ("Marks a visit whose user was helped."),
    KAPKA_JOURNAL_TAKES_REASON | KAPKA_JOURNAL_TAKES_AWAY,
    assist,
  };

  return run (&action, context, arguments, error);
}

/* Prints the identity of what was added, for "undo". */
static gboolean
print_id (const char *id, GError **error) {
  return id != NULL && kapka_command_print (id, error) && kapka_command_print ("\n", error);
}

static gboolean
tally (KapkaDesk *desk, const KapkaJournalOptions *options, GError **error) {
  g_auto (GStrv) services = g_strsplit (options->words[0], ",", -1);
  g_autofree char *id = kapka_correction_tally (desk, (const char *const *)services, error);

  return print_id (id, error);
}

int
kapka_journal_run_tally (const KapkaCommandContext *context, GStrv arguments, GError **error) {
  static const Action action = {
    N_ ("SERVICES"),
    N_ ("Counts a person who was helped at the desk today: a user and a request of each service, "
        "as "
        "in s3,s5. Prints the ID for \"undo\"."),
    KAPKA_JOURNAL_TAKES_WORDS,
    tally,
  };

  return run (&action, context, arguments, error);
}

static gboolean
add_batch (KapkaDesk *desk, const KapkaJournalOptions *options, GError **error) {
  KapkaBatch batch = options->batch;
  g_autofree char *id = NULL;

  // A day that is too long does not become one that is right.
  if (g_strlcpy (batch.day, options->words[0], sizeof batch.day) >= sizeof batch.day)
    *batch.day = '\0';
  id = kapka_correction_add_batch (desk, &batch, error);
  return print_id (id, error);
}

int
kapka_journal_run_batch (const KapkaCommandContext *context, GStrv arguments, GError **error) {
  static const Action action = {
    N_ ("DAY"),
    N_ ("Adds the figures of a day, as in 2026-03-02, from a diary on paper. Prints the ID for "
        "\"undo\"."),
    KAPKA_JOURNAL_TAKES_FIGURES,
    add_batch,
  };

  return run (&action, context, arguments, error);
}

static gboolean
undo (KapkaDesk *desk, const KapkaJournalOptions *options, GError **error) {
  return kapka_correction_undo (desk, options->words[0], error);
}

int
kapka_journal_run_undo (const KapkaCommandContext *context, GStrv arguments, GError **error) {
  static const Action action = {
    N_ ("ID"),
    N_ ("Takes back a correction with all that was corrected together with it, or a tally or a "
        "batch. What was taken back comes again by undoing that."),
    KAPKA_JOURNAL_TAKES_WORDS,
    undo,
  };

  return run (&action, context, arguments, error);
}
