// SPDX-License-Identifier: GPL-3.0-or-later
#include <glib/gi18n.h>
#include <sysexits.h>
#include <unistd.h>

#include "base/error.h"
#include "kapkactl/command.h"
#include "sync/enrol.h"
#include "http/http-client.h"
#include "sync/machine.h"
#include "sync/sync-lock.h"

/* A kiosk that has never run has no journal yet; it finds its install in enrol.json then. */
static gboolean
open_journal (const KapkaSettings *settings, KapkaJournal **out_journal, GError **error) {
  g_autoptr (KapkaClock) clock = kapka_clock_new_system (settings->time_zone, error);
  g_autoptr (GError) failure = NULL;

  if (clock == NULL)
    return FALSE;
  *out_journal =
      kapka_journal_open (settings->state_dir, NULL, clock, KAPKA_JOURNAL_SYNC, NULL, &failure);
  if (*out_journal != NULL || g_error_matches (failure, KAPKA_ERROR, KAPKA_ERROR_NOT_FOUND))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

static KapkaEnrolment *
enrol (const KapkaSettings *settings, const char *code, GError **error) {
  const KapkaHttpOptions http = kapka_http_options_from_settings (settings);
  const KapkaTransport transport = kapka_http_client_get_transport (&http);
  g_autofree char *machine = kapka_machine_hash ("/sys");
  g_autoptr (KapkaJournal) journal = NULL;
  KapkaEnrolSetup setup = {
    .state_dir = settings->state_dir,
    .transport = &transport,
    .machine = machine,
  };

  if (!open_journal (settings, &journal, error))
    return NULL;
  setup.journal = journal;
  return kapka_enrol (&setup, code, error);
}

/* An upload on its way works with the enrolment that is about to change. */
static KapkaEnrolment *
enrol_locked (const KapkaSettings *settings, const char *code, GError **error) {
  g_autoptr (GError) failure = NULL;
  int lock = kapka_sync_lock_take (settings->state_dir, &failure);
  KapkaEnrolment *enrolment;

  if (g_error_matches (failure, KAPKA_ERROR, KAPKA_ERROR_BUSY)) {
    g_set_error_literal (error, KAPKA_ERROR, KAPKA_ERROR_BUSY,
                         _ ("An upload is running. Please try again when it has ended."));
    return NULL;
  }
  if (lock < 0) {
    g_propagate_error (error, g_steal_pointer (&failure));
    return NULL;
  }
  enrolment = enrol (settings, code, error);
  close (lock);
  return enrolment;
}

/* What the configuration says is for the sheets of the library; the centre decides. */
static char *
describe (const KapkaEnrolment *enrolment, const KapkaSettings *settings) {
  GString *text = g_string_new (NULL);

  g_string_append_printf (
      text, _ ("This kiosk is now %s of library %s. Its data will be sent by itself."),
      enrolment->terminal, enrolment->library);
  g_string_append_c (text, '\n');
  if (*settings->library != '\0' && (!g_str_equal (enrolment->library, settings->library) ||
                                     !g_str_equal (enrolment->terminal, settings->code))) {
    g_string_append_printf (text, _ ("The configuration says %s of library %s; please correct it."),
                            settings->code, settings->library);
    g_string_append_c (text, '\n');
  }
  if (!g_str_equal (enrolment->time_zone, settings->time_zone)) {
    g_string_append_printf (text, _ ("The centre has the time zone %s, the configuration %s."),
                            enrolment->time_zone, settings->time_zone);
    g_string_append_c (text, '\n');
  }
  return g_string_free (text, FALSE);
}

int
kapka_command_enroll (const KapkaCommandContext *context, GStrv arguments, GError **error) {
  const GOptionEntry entries[] = { G_OPTION_ENTRY_NULL };
  g_auto (GStrv) words = kapka_command_parse_words (
      _ ("CODE"),
      _ ("Connects this kiosk with its centre by the code that the centre gave out for it. After a "
         "failure the same code may be tried again."),
      entries, arguments, error);
  g_autoptr (KapkaSettings) settings = NULL;
  g_autoptr (KapkaEnrolment) enrolment = NULL;
  g_autofree char *text = NULL;

  if (words == NULL)
    return EX_USAGE;
  settings = kapka_command_load_settings (context, KAPKA_MISTAKES_TOLERATE, error);
  if (settings == NULL)
    return EX_CONFIG;
  if (*settings->url == '\0') {
    g_set_error_literal (error, KAPKA_ERROR, KAPKA_ERROR_CONFIG,
                         _ ("The address of the centre is missing: \"url\" in group [sync]."));
    return EX_CONFIG;
  }
  enrolment = enrol_locked (settings, words[0], error);
  if (enrolment == NULL)
    return EX_SOFTWARE;
  text = describe (enrolment, settings);
  return kapka_command_print (text, error) ? EX_OK : EX_IOERR;
}
