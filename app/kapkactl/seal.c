// SPDX-License-Identifier: GPL-3.0-or-later
#include <glib/gi18n.h>
#include <string.h>
#include <sysexits.h>
#include <unistd.h>

#include "base/error.h"
#include "journal/damage.h"
#include "journal/upload.h"
#include "kapkactl/ask.h"
#include "kapkactl/command.h"
#include "kapkactl/seal-files.h"
#include "sync/sync-lock.h"

typedef struct {
  gboolean yes;
  gboolean forget;
} Options;

static gboolean
parse (Options *options, GStrv arguments, GError **error) {
  const GOptionEntry entries[] = {
    { "yes", 'y', 0, G_OPTION_ARG_NONE, &options->yes, N_ ("Do not ask"), NULL },
    { "forget", 0, 0, G_OPTION_ARG_NONE, &options->forget,
      N_ ("Also when days would be lost that the centre does not have"), NULL },
    G_OPTION_ENTRY_NULL,
  };

  return kapka_command_parse (
      _ ("Removes from a stopped kiosk all that makes it the one it is: journal, desk, enrolment, "
         "people "
         "and their backups. Its disk may then be cloned: each clone is a kiosk of its own. The "
         "configuration stays as it is."),
      entries, arguments, error);
}

/* What lies beside the journal may hold visits that it does not: a wreck that was not salvaged yet,
 * what was written when a newer version's journal was left alone; without a journal, also its
 * backups. */
static gboolean
has_others (const GPtrArray *files, gboolean journal_found) {
  for (guint i = 0; i < files->len; i++) {
    const char *path = g_ptr_array_index (files, i);
    g_autofree char *name = g_path_get_basename (path);

    if (kapka_damage_is_journal (name) &&
        (!journal_found || strstr (path, "/quarantine/") != NULL ||
         g_str_equal (name, "journal-side.db")))
      return TRUE;
    if (g_str_equal (name, "journal.spool"))
      return TRUE;
  }
  return FALSE;
}

/* Returns: -1 with an error when it cannot be said. */
static gint64
count_unsent (const KapkaSettings *settings, gboolean *out_found, GError **error) {
  g_autoptr (KapkaClock) clock = kapka_clock_new_system (settings->time_zone, error);
  g_autoptr (KapkaJournal) journal = NULL;
  g_autoptr (GError) failure = NULL;
  gint64 days = 0;
  gint64 fragments = 0;

  if (clock == NULL)
    return -1;
  journal =
      kapka_journal_open (settings->state_dir, NULL, clock, KAPKA_JOURNAL_SYNC, NULL, &failure);
  *out_found = !g_error_matches (failure, KAPKA_ERROR, KAPKA_ERROR_NOT_FOUND);
  if (!*out_found)
    return 0;
  if (journal == NULL) {
    g_propagate_error (error, g_steal_pointer (&failure));
    return -1;
  }
  days = kapka_upload_count_pending (journal, NULL, error);
  fragments = days < 0 ? -1 : kapka_upload_count_pending_fragments (journal, error);
  return fragments < 0 ? -1 : days + fragments;
}

static gboolean
check_unsent (const KapkaSettings *settings, const GPtrArray *files, GError **error) {
  gboolean found = FALSE;
  gint64 unsent = count_unsent (settings, &found, error);

  if (unsent == 0 && !has_others (files, found))
    return TRUE;
  if (unsent < 0)
    g_prefix_error (
        error, "%s ",
        _ ("Whether the centre has everything cannot be said; --forget seals all the same."));
  else if (unsent == 0)
    g_set_error_literal (
        error, KAPKA_ERROR, KAPKA_ERROR_DENIED,
        _ ("Beside the journal there is what may not be in it yet. Start the kiosk once and send "
           "everything by kapka-sync, or add --forget to lose it."));
  else
    g_set_error_literal (
        error, KAPKA_ERROR, KAPKA_ERROR_DENIED,
        _ ("The centre does not have all days of this journal yet. Send them by kapka-sync, or add "
           "--forget to lose them."));
  return FALSE;
}

static gboolean
check_stopped (const GPtrArray *files, GError **error) {
  int process = kapka_seal_files_find_user (files);

  if (process == 0)
    return TRUE;
  g_set_error (error, KAPKA_ERROR, KAPKA_ERROR_BUSY,
               _ ("Process %d works with the journal. Please stop the kiosk first."), process);
  return FALSE;
}

/* What goes is told in any case. */
static gboolean
ask (const Options *options, const GPtrArray *files, GError **error) {
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < files->len; i++)
    g_string_append_printf (text, "%s\n", (const char *)g_ptr_array_index (files, i));
  if (options->yes)
    return kapka_command_print (text->str, error);
  g_string_append (text, _ ("Remove these for good? [yes/no] "));
  return kapka_command_ask (text->str, error);
}

/* No upload may begin meanwhile: it would put back what it knows. */
static gboolean
seal (const Options *options, const KapkaSettings *settings, GError **error) {
  g_autoptr (GPtrArray) files = kapka_seal_files_find (settings->state_dir, settings->backup_dir);

  if (files->len == 0)
    return kapka_command_say (_ ("This is no kiosk yet: there is nothing to remove."), error);
  if (!check_stopped (files, error) ||
      (!options->forget && !check_unsent (settings, files, error)) ||
      !ask (options, files, error) || !check_stopped (files, error) ||
      !kapka_seal_files_remove (files, error))
    return FALSE;
  return kapka_command_say (
      _ ("The disk may be cloned now. At each clone, please set \"code\" in group "
         "[terminal], enrol it, and name its administrator."),
      error);
}

int
kapka_command_seal (const KapkaCommandContext *context, GStrv arguments, GError **error) {
  Options options = { 0 };
  g_autoptr (KapkaSettings) settings = NULL;
  g_autoptr (GError) failure = NULL;
  gboolean good = FALSE;
  int lock = -1;

  if (!parse (&options, arguments, error))
    return EX_USAGE;
  settings = kapka_command_load_settings (context, KAPKA_MISTAKES_TOLERATE, error);
  if (settings == NULL)
    return EX_CONFIG;
  lock = kapka_sync_lock_take (settings->state_dir, &failure);
  if (lock < 0 && !g_error_matches (failure, KAPKA_ERROR, KAPKA_ERROR_NOT_FOUND)) {
    g_propagate_error (error, g_steal_pointer (&failure));
    return kapka_error_exit_code (*error);
  }
  good = seal (&options, settings, error);
  if (lock >= 0)
    close (lock);
  return good ? EX_OK : kapka_error_exit_code (*error);
}
