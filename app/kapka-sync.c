// SPDX-License-Identifier: GPL-3.0-or-later
#include <sysexits.h>
#include <unistd.h>

#include "base/error.h"
#include "base/i18n.h"
#include "base/log.h"
#include "bundle/bundle-version.h"
#include "config/last-good.h"
#include "config/owner.h"
#include "http/http-client.h"
#include "sync/catalogue.h"
#include "sync/flash-drive.h"
#include "sync/run.h"
#include "sync/stop.h"
#include "sync/sync-lock.h"

/* How long the catalogue may take; less when somebody waits for the end of the program. */
#define CATALOGUE_SECONDS 1800
#define CATALOGUE_ONCE_SECONDS 60

typedef struct {
  char *config;
  gboolean once;
  gboolean if_pending;
  gboolean reconcile;
  char *export_path; // (nullable)
  char *import_path; // (nullable)
  gboolean version;
} Options;

/* One start of the program. */
typedef struct {
  Options options;
  KapkaSettings *settings;
  gboolean settings_have_problems;
  KapkaClock *clock;
  KapkaJournal *journal; // NULL when it cannot be opened.
  int lock_fd;
  int stop_fd; // Readable once we were asked to stop.
  KapkaSyncRun record;
  gboolean off_the_record;
  gboolean unwatched; // Nobody reads along: the journal of the system takes what is told.
  char *sentence;     // (nullable) What is told instead of the sentence of the reason.
} Program;

static gboolean
is_for_drive (const Options *options) {
  return options->export_path != NULL || options->import_path != NULL;
}

static gboolean
check_options (const Options *options, int argc, GError **error) {
  int n_ways = (options->once || options->if_pending || options->reconcile) +
               (options->export_path != NULL) + (options->import_path != NULL);
  const char *mistake = NULL;

  if (argc > 1)
    mistake = "unexpected argument";
  else if (n_ways > 1 || (options->once && options->if_pending))
    mistake = "these options exclude each other";
  if (mistake != NULL)
    g_set_error_literal (error, KAPKA_ERROR, KAPKA_ERROR_USAGE, mistake);
  return mistake == NULL;
}

static gboolean
parse_options (Options *options, int *argc, char ***argv, GError **error) {
  const GOptionEntry entries[] = {
    { "config", 0, 0, G_OPTION_ARG_FILENAME, &options->config, N_ ("Read this configuration"),
      N_ ("FILE") },
    { "once", 0, 0, G_OPTION_ARG_NONE, &options->once, N_ ("Make one attempt, without waiting"),
      NULL },
    { "if-pending", 0, 0, G_OPTION_ARG_NONE, &options->if_pending,
      N_ ("Do nothing when nothing is pending"), NULL },
    { "reconcile", 0, 0, G_OPTION_ARG_NONE, &options->reconcile,
      N_ ("Compare all days with what the centre has, and send what it lacks"), NULL },
    { "export", 0, 0, G_OPTION_ARG_FILENAME, &options->export_path,
      N_ ("Write what is pending to a file for the centre, on a flash drive"), N_ ("FILE") },
    { "import", 0, 0, G_OPTION_ARG_FILENAME, &options->import_path,
      N_ ("Take the centre's answer from a file"), N_ ("FILE") },
    { "version", 0, 0, G_OPTION_ARG_NONE, &options->version, N_ ("Show the version"), NULL },
    { NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);

  g_option_context_set_summary (context,
                                _ ("Sends the counts of the journal to the central library."));
  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  if (!g_option_context_parse (context, argc, argv, error))
    return FALSE;
  return check_options (options, *argc, error);
}

static gboolean
wait_cb (gint64 ms, gpointer user_data) {
  const Program *program = user_data;

  return !kapka_stop_wait (program->stop_fd, ms);
}

static gboolean
should_stop_cb (gpointer user_data) {
  return !wait_cb (0, user_data);
}

static void
load_settings (Program *program) {
  g_autoptr (GPtrArray) problems = kapka_problems_new ();
  const char *path = program->options.config;

  program->settings =
      kapka_last_good_read (path == NULL ? KAPKA_SETTINGS_DEFAULT_PATH : path, problems);
  program->settings_have_problems = problems->len > 0;
  for (guint i = 0; i < problems->len; i++) {
    g_autofree char *text = kapka_problem_to_string (g_ptr_array_index (problems, i));

    kapka_log_tell (G_LOG_LEVEL_WARNING, "config-mistake", text);
  }
}

static KapkaSyncReason
fail (Program *program, const GError *error) {
  g_free (program->record.detail);
  program->record.detail = g_strdup (error->message);
  return kapka_sync_reason_from_error (error);
}

static KapkaSyncReason
forget_detail (Program *program, KapkaSyncReason reason) {
  g_clear_pointer (&program->record.detail, g_free);
  return reason;
}

/* A mistake does not keep the counts back where the kiosk goes on by its earlier settings, or where
 * it is elsewhere in the file; without an address it may be what hides the address. */
static KapkaSyncReason
check_settings (const Program *program) {
  if (*program->settings->url != '\0' || is_for_drive (&program->options))
    return KAPKA_SYNC_REASON_OK;
  return program->settings_have_problems ? KAPKA_SYNC_REASON_CONFIG : KAPKA_SYNC_REASON_NO_CENTRE;
}

/* A library without a centre is right as it is: a timer finds nothing to do there, night after
 * night. Whoever asks for an upload is told why there is none. */
static gboolean
is_pointless (const Program *program) {
  return program->unwatched && check_settings (program) == KAPKA_SYNC_REASON_NO_CENTRE;
}

static KapkaSyncReason
open_journal (Program *program) {
  const char *state_dir = program->settings->state_dir;
  g_autoptr (GError) error = NULL;
  KapkaInstant now;

  program->clock = kapka_clock_new_system (program->settings->time_zone, &error);
  if (program->clock == NULL)
    return fail (program, error);
  kapka_clock_now (program->clock, &now);
  program->record.started_ms = now.utc_ms;
  program->lock_fd = kapka_sync_lock_take (state_dir, &error);
  if (program->lock_fd < 0)
    return fail (program, error);
  program->journal =
      kapka_journal_open (state_dir, NULL, program->clock, KAPKA_JOURNAL_SYNC, NULL, &error);
  return program->journal == NULL ? fail (program, error) : KAPKA_SYNC_REASON_OK;
}

/* With --if-pending a start that finds nothing to do is no run, and leaves no trace. */
static KapkaSyncReason
upload_if_needed (Program *program, const KapkaRunSetup *setup) {
  g_autoptr (GError) error = NULL;
  gboolean needed = TRUE;

  if (program->options.if_pending && !kapka_run_is_needed (setup, &needed, &error))
    return fail (program, error);
  program->off_the_record = !needed;
  return needed ? kapka_run_upload (setup, &program->record) : KAPKA_SYNC_REASON_OK;
}

static KapkaSyncReason
work (Program *program, const KapkaRunSetup *setup) {
  const Options *options = &program->options;
  gboolean is_contact = FALSE;
  KapkaSyncReason reason;

  if (!is_for_drive (options))
    return upload_if_needed (program, setup);
  if (options->export_path != NULL)
    reason = kapka_flash_drive_export (setup, options->export_path, &program->record,
                                       &program->sentence);
  else
    reason = kapka_flash_drive_import (setup, options->import_path, &program->record, &is_contact,
                                       &program->sentence);
  program->off_the_record = !is_contact;
  return reason;
}

static KapkaSyncReason
upload (Program *program, KapkaEnrolment *enrolment) {
  const KapkaSettings *settings = program->settings;
  KapkaHttpOptions http = kapka_http_options_from_settings (settings);
  const KapkaTransport transport = kapka_http_client_get_transport (&http);
  const KapkaRunSetup setup = {
    .journal = program->journal,
    .clock = program->clock,
    .enrolment = enrolment,
    .transport = &transport,
    .state_dir = settings->state_dir,
    .once = program->options.once,
    .reconcile = program->options.reconcile,
    .wait = wait_cb,
    .user_data = program,
  };

  http.should_stop = should_stop_cb;
  http.user_data = program;
  return work (program, &setup);
}

static KapkaSyncReason
run (Program *program) {
  g_autoptr (KapkaEnrolment) enrolment = NULL;
  g_autoptr (GError) error = NULL;
  KapkaSyncReason reason = open_journal (program);
  KapkaSyncReason configured = check_settings (program);

  // What is wrong with the configuration comes first, and is written into the journal if there is
  // one.
  if (configured != KAPKA_SYNC_REASON_OK)
    return forget_detail (program, configured);
  if (reason != KAPKA_SYNC_REASON_OK)
    return reason;
  enrolment = kapka_enrolment_load (program->settings->state_dir, &error);
  if (enrolment != NULL)
    return upload (program, enrolment);
  reason = fail (program, error);
  return g_error_matches (error, KAPKA_ERROR, KAPKA_ERROR_NOT_FOUND)
             ? KAPKA_SYNC_REASON_NOT_ENROLLED
             : reason;
}

/* Returns the reason that is told: a success that cannot be written down is none. */
static KapkaSyncReason
record_run (Program *program, KapkaSyncReason reason) {
  g_autoptr (GError) error = NULL;
  KapkaInstant now;

  if (program->journal == NULL || program->off_the_record || reason == KAPKA_SYNC_REASON_BUSY)
    return reason;
  kapka_clock_now (program->clock, &now);
  program->record.ended_ms = now.utc_ms;
  program->record.exit_code = kapka_sync_reason_exit_code (reason);
  program->record.reason = g_strdup (kapka_sync_reason_to_string (reason));
  if (kapka_upload_record_run (program->journal, &program->record, &error))
    return reason;
  kapka_log_tell (G_LOG_LEVEL_WARNING, "sync-detail", error->message);
  return reason == KAPKA_SYNC_REASON_OK ? kapka_sync_reason_from_error (error) : reason;
}

/* After an upload that came to its end the centre is there, and knows this kiosk. */
static gboolean
wants_catalogue (const Program *program, KapkaSyncReason reason) {
  return *program->settings->catalog_key != '\0' && !is_for_drive (&program->options) &&
         !program->off_the_record &&
         (reason == KAPKA_SYNC_REASON_OK || reason == KAPKA_SYNC_REASON_REJECTED ||
          reason == KAPKA_SYNC_REASON_CONFLICT);
}

/* Whoever wants to upload next need not wait for a catalogue on a slow line. */
static void
leave_journal (Program *program) {
  g_clear_pointer (&program->journal, kapka_journal_close);
  if (program->lock_fd >= 0)
    close (program->lock_fd);
  program->lock_fd = -1;
}

static void
log_version (gint64 version) {
  char text[KAPKA_BUNDLE_VERSION_SIZE];

  kapka_bundle_version_format (version, text);
  kapka_log_words (G_LOG_LEVEL_MESSAGE, "catalogue-fetched",
                   "Another catalogue of the centre is in use now", "version=%s", text);
}

static void
fetch_with (Program *program, const KapkaEnrolment *enrolment) {
  const KapkaSettings *settings = program->settings;
  KapkaHttpOptions http = kapka_http_options_from_settings (settings);
  const KapkaTransport transport = kapka_http_client_get_transport (&http);
  const KapkaCatalogueFetch fetch = {
    .place = { settings->state_dir, settings->catalog_key },
    .transport = &transport,
    .token = enrolment->token,
    .total_seconds = program->options.once ? CATALOGUE_ONCE_SECONDS : CATALOGUE_SECONDS,
  };
  g_autoptr (GError) error = NULL;
  gint64 version;

  http.should_stop = should_stop_cb;
  http.user_data = program;
  if (!kapka_catalogue_fetch (&fetch, &version, &error))
    kapka_log_detail (G_LOG_LEVEL_WARNING, "catalogue-unfetched",
                      "The catalogue of the centre was not taken", error->message);
  else if (version > 0)
    log_version (version);
}

/* The counts have been sent and the run is over: what becomes of the catalogue changes nothing of
 * that. */
static void
fetch_catalogue (Program *program, KapkaSyncReason reason) {
  g_autoptr (KapkaEnrolment) enrolment = NULL;

  if (!wants_catalogue (program, reason))
    return;
  leave_journal (program);
  enrolment = kapka_enrolment_load (program->settings->state_dir, NULL);
  if (enrolment != NULL)
    fetch_with (program, enrolment);
}

/* One line for the librarian, and what an administrator may want to know apart from it. */
static int
tell (KapkaSyncReason reason, const char *detail, const char *instead) {
  g_autofree char *sentence =
      instead != NULL ? g_strdup (instead) : kapka_sync_reason_sentence (reason, detail);

  if (detail != NULL)
    g_printerr ("%s\n", detail);
  g_print ("%s: %s\n", kapka_sync_reason_to_string (reason), sentence);
  return kapka_sync_reason_exit_code (reason);
}

/* A start that has found nothing to do is no fact. */
static int
log_run (const Program *program, KapkaSyncReason reason) {
  const KapkaSyncRun *run = &program->record;
  int exit_code = kapka_sync_reason_exit_code (reason);

  if (run->detail != NULL)
    kapka_log_detail (G_LOG_LEVEL_MESSAGE, "sync-detail", NULL, run->detail);
  if (!program->off_the_record)
    kapka_log_words (exit_code == 0 ? G_LOG_LEVEL_MESSAGE : G_LOG_LEVEL_WARNING, "sync-run",
                     "An upload has ended", "reason=%s exit=%d sent=%d acked=%d http=%d curl=%d",
                     kapka_sync_reason_to_string (reason), exit_code, run->sent, run->acked,
                     run->http_status, run->curl_code);
  return exit_code;
}

static void
program_clear (Program *program) {
  g_clear_pointer (&program->journal, kapka_journal_close);
  g_clear_pointer (&program->clock, kapka_clock_unref);
  g_clear_pointer (&program->settings, kapka_settings_unref);
  kapka_sync_run_clear (&program->record);
  g_free (program->options.config);
  g_free (program->options.export_path);
  g_free (program->options.import_path);
  g_free (program->sentence);
  if (program->lock_fd >= 0)
    close (program->lock_fd);
  if (program->stop_fd >= 0)
    close (program->stop_fd);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Program, program_clear)

/* What root fetches has to be the kiosk's own, or it could never fetch another; a flash drive may
 * be for root alone. */
static KapkaSyncReason
become_owner (Program *program) {
  g_autoptr (GError) error = NULL;

  if (is_for_drive (&program->options) || kapka_settings_become_owner (program->settings, &error))
    return KAPKA_SYNC_REASON_OK;
  return fail (program, error);
}

static int
start (Program *program) {
  KapkaSyncReason reason;
  int exit_code;

  load_settings (program);
  if (is_pointless (program))
    return EX_OK;
  program->stop_fd = kapka_stop_open ();
  reason = become_owner (program);
  if (reason == KAPKA_SYNC_REASON_OK)
    reason = run (program);
  reason = record_run (program, reason);
  exit_code = program->unwatched ? log_run (program, reason)
                                 : tell (reason, program->record.detail, program->sentence);
  fetch_catalogue (program, reason);
  return exit_code;
}

int
main (int argc, char **argv) {
  g_auto (Program) program = { .lock_fd = -1, .stop_fd = -1 };
  g_autoptr (GError) error = NULL;

  program.unwatched = kapka_log_init ("kapka-sync") && kapka_log_is_kept (STDOUT_FILENO);
  kapka_i18n_init (NULL);
  if (!parse_options (&program.options, &argc, &argv, &error))
    return tell (KAPKA_SYNC_REASON_USAGE, error->message, NULL);
  if (!program.options.version)
    return start (&program);
  g_print ("kapka-sync %s\n", KAPKA_VERSION);
  return 0;
}
