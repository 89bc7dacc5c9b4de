// SPDX-License-Identifier: GPL-3.0-or-later
#include "kapkactl/enrol-kiosk.h"

#include <glib/gi18n.h>
#include <unistd.h>

#include "base/error.h"
#include "http/http-client.h"
#include "sync/enrol.h"
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
KapkaEnrolment *
kapka_command_enrol (const KapkaSettings *settings, const char *code, GError **error) {
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
