// SPDX-License-Identifier: GPL-3.0-or-later
#include <glib/gi18n.h>
#include <sysexits.h>

#include "base/error.h"
#include "central/inbox.h"
#include "kapka-central/command.h"

/* The file is there as a whole after the end, or as it was before. */
static GOutputStream *
open_answers (const char *path, GError **error) {
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) failure = NULL;
  GFileOutputStream *stream =
      g_file_replace (file, NULL, FALSE, G_FILE_CREATE_REPLACE_DESTINATION, NULL, &failure);

  if (stream == NULL)
    g_set_error (error, KAPKA_ERROR, KAPKA_ERROR_IO, "%s", failure->message);
  return G_OUTPUT_STREAM (stream);
}

/* What was answered has been stored, so it is worth keeping even when the rest failed. */
static gboolean
close_answers (GOutputStream *answers, GError **error) {
  g_autoptr (GError) failure = NULL;

  if (answers == NULL || g_output_stream_close (answers, NULL, &failure))
    return TRUE;
  g_set_error (error, KAPKA_ERROR, KAPKA_ERROR_IO, _ ("cannot write the answers: %s"),
               failure->message);
  return FALSE;
}

static void
print_problems (const KapkaProblems *problems) {
  for (guint i = 0; i < problems->len; i++) {
    g_autofree char *line = kapka_problem_to_string (g_ptr_array_index (problems, i));

    g_printerr ("%s\n", line);
  }
}

static gboolean
print_totals (const KapkaInboxTotals *totals, GError **error) {
  g_autoptr (GString) text = g_string_new (NULL);

  g_string_append_printf (text, _ ("Uploads taken: %u, not taken: %u"), totals->n_taken,
                          totals->n_refused);
  g_string_append_c (text, '\n');
  g_string_append_printf (text,
                          _ ("Days new: %u, known before: %u, not accepted: %u; single events: %u"),
                          totals->n_days, totals->n_known, totals->n_rejected, totals->n_fragments);
  g_string_append_c (text, '\n');
  return kapka_command_print (text->str, error);
}

static int
receive (KapkaStore *store,
         KapkaClock *clock,
         const char *path,
         GOutputStream *answers,
         GError **error) {
  g_autoptr (GPtrArray) problems = kapka_problems_new ();
  g_autoptr (GError) failure = NULL;
  KapkaInboxTotals totals = { 0 };
  gboolean read = kapka_inbox_receive (store, clock, path, answers, &totals, problems, &failure);
  gboolean closed = close_answers (answers, read ? &failure : NULL);

  print_problems (problems);
  if (!print_totals (&totals, failure == NULL ? error : NULL))
    return EX_IOERR;
  if (!read || !closed) {
    g_propagate_error (error, g_steal_pointer (&failure));
    return EX_SOFTWARE;
  }
  return totals.n_refused > 0 || totals.n_rejected > 0 ? EX_DATAERR : EX_OK;
}

int
kapka_command_receive (const KapkaCommandContext *context, GStrv arguments, GError **error) {
  g_autofree char *answers_path = NULL;
  const GOptionEntry entries[] = {
    { "answers", 0, 0, G_OPTION_ARG_FILENAME, &answers_path,
      N_ ("Write the answers there, for \"kapka-sync --import\" of the kiosk"), N_ ("FILE") },
    G_OPTION_ENTRY_NULL,
  };
  g_auto (GStrv) words = kapka_command_parse_words (
      _ ("FILE"),
      _ ("Stores what \"kapka-sync --export\" of a kiosk without network has written; files of "
         "several kiosks may be\nput together. The same counts may come again, by a file or over "
         "the network: nothing is counted twice."),
      entries, arguments, error);
  g_autoptr (KapkaClock) clock = words == NULL ? NULL : kapka_command_new_clock (error);
  g_autoptr (KapkaStore) store = clock == NULL ? NULL : kapka_command_open_store (context, error);
  g_autoptr (GOutputStream) answers = NULL;

  if (store == NULL)
    return EX_SOFTWARE;
  if (answers_path != NULL && (answers = open_answers (answers_path, error)) == NULL)
    return EX_CANTCREAT;
  return receive (store, clock, words[0], answers, error);
}
