// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk-history-centre.h"

#include <string.h>

#include "central/terminal.h"
#include "sync/enrol.h"
#include "sync/run.h"
#include "test-store-place.h"

#define MACHINE "00000000000000000000000000000000000000000000000000000000000000aa"

static void
run (KapkaStore *store, char *sql) {
  kapka_store_run_for_test (store, sql);
  g_free (sql);
}

DeskHistoryCentre *
desk_history_centre_new (KapkaPlace *place, KapkaStore *store, GRand *rand, guint number) {
  DeskHistoryCentre *centre = g_new0 (DeskHistoryCentre, 1);

  centre->place = place;
  centre->store = store;
  centre->rand = rand;
  centre->number = number;
  centre->limits = kapka_limits_new ();
  kapka_limits_set_token_rate (centre->limits, 0);
  run (store, g_strdup_printf ("INSERT INTO library(library_id, code, tz)"
                               " VALUES (%u, '18-%04u', 'Europe/Samara')",
                               number, number));
  run (store, g_strdup_printf ("INSERT INTO terminal(library_id, terminal_id, code)"
                               " VALUES (%u, 1, 'PC-1')",
                               number));
  return centre;
}

void
desk_history_centre_free (DeskHistoryCentre *centre) {
  kapka_limits_free (centre->limits);
  g_free (centre);
}

static KapkaRequest *
make_request (const KapkaHttpQuestion *question) {
  g_autofree char *path = g_strconcat ("/", question->path, NULL);
  g_autofree char *bearer = g_strconcat ("Bearer ", question->token, NULL);
  KapkaRequest *request = kapka_request_new (question->body == NULL ? "GET" : "POST", path);

  if (question->token != NULL)
    kapka_request_add_header (request, "Authorization", bearer);
  if (question->body != NULL) {
    kapka_request_add_header (request, "Content-Type", "application/json");
    g_byte_array_append (request->body, (const guint8 *)question->body,
                         (guint)strlen (question->body));
  }
  return request;
}

static KapkaHttpAnswer *
make_answer (const KapkaResponse *response) {
  KapkaHttpAnswer *answer = kapka_http_answer_new (KAPKA_HTTP_ANSWERED);
  gsize length;
  const void *data = g_bytes_get_data (response->body, &length);

  answer->status = (int)response->status;
  answer->content_type = g_strdup (kapka_response_get_header (response, "Content-Type"));
  answer->ack_mac = g_strdup (kapka_response_get_header (response, "Ack-Mac"));
  g_byte_array_append (answer->body, data, (guint)length);
  return answer;
}

/* Of four requests one does not arrive, and of four answers one. */
static KapkaHttpAnswer *
ask_cb (const KapkaHttpQuestion *question, gpointer user_data) {
  DeskHistoryCentre *centre = user_data;
  g_autoptr (KapkaReceiver) receiver =
      kapka_receiver_new (centre->store, centre->place->clock, centre->limits);
  g_autoptr (KapkaResponse) response = NULL;

  if (!centre->calm && g_rand_int_range (centre->rand, 0, 4) == 0)
    return kapka_http_answer_new (KAPKA_HTTP_NETWORK);
  response = kapka_receiver_handle (receiver, make_request (question));
  if (!centre->calm && g_rand_int_range (centre->rand, 0, 4) == 0)
    return kapka_http_answer_new (KAPKA_HTTP_NETWORK);
  return make_answer (response);
}

static KapkaJournal *
open_journal (DeskHistoryCentre *centre) {
  g_autoptr (GError) error = NULL;
  KapkaJournal *journal = kapka_journal_open (centre->place->state_dir, NULL, centre->place->clock,
                                              KAPKA_JOURNAL_SYNC, NULL, &error);

  g_assert_no_error (error);
  return journal;
}

void
desk_history_centre_enrol (DeskHistoryCentre *centre) {
  const KapkaTransport transport = { ask_cb, centre };
  g_autoptr (KapkaJournal) journal = open_journal (centre);
  const KapkaEnrolSetup setup = { centre->place->state_dir, journal, &transport, MACHINE };
  g_autofree char *library = g_strdup_printf ("18-%04u", centre->number);
  g_autofree char *code =
      kapka_terminal_renew_code (centre->store, centre->place->clock, library, "PC-1", NULL);
  g_autoptr (KapkaEnrolment) enrolment = NULL;

  g_assert_nonnull (code);
  centre->calm = TRUE;
  enrolment = kapka_enrol (&setup, code, NULL);
  centre->calm = FALSE;
  g_assert_nonnull (enrolment);
}

static gboolean
wait_cb (gint64 ms, gpointer user_data) {
  return TRUE;
}

void
desk_history_centre_upload (DeskHistoryCentre *centre) {
  const KapkaTransport transport = { ask_cb, centre };
  g_autoptr (KapkaJournal) journal = open_journal (centre);
  g_autoptr (KapkaEnrolment) enrolment = kapka_enrolment_load (centre->place->state_dir, NULL);
  g_auto (KapkaSyncRun) record = { 0 };
  const KapkaRunSetup setup = {
    .journal = journal,
    .clock = centre->place->clock,
    .enrolment = enrolment,
    .transport = &transport,
    .state_dir = centre->place->state_dir,
    .once = TRUE,
    .wait = wait_cb,
  };
  KapkaSyncReason reason = kapka_run_upload (&setup, &record);

  if (!centre->calm)
    return;
  g_assert_cmpstr (kapka_sync_reason_to_string (reason), ==, "ok");
  g_assert_cmpint (kapka_upload_count_pending (journal, NULL, NULL), ==, 0);
}
