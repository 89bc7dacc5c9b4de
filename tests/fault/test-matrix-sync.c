// SPDX-License-Identifier: GPL-3.0-or-later
/* What happens to kapka-sync itself while it works, against the real centre. */
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "sync-kiosk.h"
#include "http/http-client.h"
#include "sync/run.h"

#define DAY "2026-03-02"
#define RUN_MS 120000
#define KILLED (128 + SIGKILL)

static gboolean
is_long (void) {
  return g_getenv ("KAPKA_LONG") != NULL;
}

static SyncKiosk *
make_kiosk (void) {
  SyncKiosk *kiosk = sync_kiosk_new ();

  sync_kiosk_work (kiosk, DAY, 3);
  sync_kiosk_work (kiosk, "2026-03-03", 2);
  return kiosk;
}

static void
assert_whole (SyncKiosk *kiosk) {
  g_autoptr (KapkaJournal) journal = NULL;
  g_autoptr (GError) error = NULL;

  sync_kiosk_assert_run (kiosk, NULL, 0, "ok");
  sync_kiosk_assert_agrees (kiosk);
  journal = sync_kiosk_open (kiosk, KAPKA_JOURNAL_READ);
  kapka_journal_check (journal, &error);
  g_assert_no_error (error);
}

/* Runs kapka-sync and kills it at its @number-th @call. Returns: whether it came so far. */
static gboolean
kill_at (SyncKiosk *kiosk, const char *call, guint number) {
  g_autofree char *trace = g_strdup_printf ("trace=%s", call);
  g_autofree char *inject = g_strdup_printf ("inject=%s:signal=KILL:when=%u", call, number);
  const char *const argv[] = { "strace",    "-qq",         "-o",
                               "/dev/null", "-e",          trace,
                               "-e",        inject,        g_getenv ("KAPKA_SYNC"),
                               "--config",  kiosk->config, NULL };
  // A program that is watched cannot look for its leaks.
  const char *const envp[] = { "PATH=/usr/bin:/bin", "ASAN_OPTIONS=detect_leaks=0", NULL };
  g_autoptr (KapkaTestProgram) program = kapka_test_program_start (argv, envp);
  int ended_with = kapka_test_program_wait (program, RUN_MS);

  g_test_message ("%s %u: %d", call, number, ended_with);
  g_assert_true (ended_with == KILLED || ended_with == 0);
  return ended_with == KILLED;
}

static void
test_killed (gconstpointer data) {
  const char *call = data;
  g_autoptr (SyncKiosk) kiosk = make_kiosk ();
  guint step = is_long () ? 1 : 4;
  guint number = 1;

  while (kill_at (kiosk, call, number)) {
    number += step;
    sync_kiosk_correct (kiosk, DAY);
  }
  g_assert_cmpuint (number, >, 1);
  assert_whole (kiosk);
}

/* A person at the kiosk, as a process of its own. */
static pid_t
start_writer (SyncKiosk *kiosk) {
  pid_t pid = fork ();

  g_assert_cmpint (pid, >=, 0);
  if (pid == 0) {
    // Or else all would make the same identities.
    g_random_set_seed ((guint32)getpid ());
    sync_kiosk_work (kiosk, "2026-03-05", 2);
    _exit (0);
  }
  return pid;
}

/* One of the two sends, the other may find that it does. */
static void
run_two (SyncKiosk *kiosk) {
  g_autoptr (KapkaTestProgram) first = sync_kiosk_start (kiosk, NULL);
  g_autoptr (KapkaTestProgram) second = sync_kiosk_start (kiosk, NULL);
  int first_end = kapka_test_program_wait (first, RUN_MS);
  int second_end = kapka_test_program_wait (second, RUN_MS);

  g_assert_true (first_end == 0 || second_end == 0);
  if (first_end == 75)
    sync_kiosk_assert_end (first, 75, "busy");
  else
    sync_kiosk_assert_end (first, 0, "ok");
  if (second_end == 75)
    sync_kiosk_assert_end (second, 75, "busy");
  else
    sync_kiosk_assert_end (second, 0, "ok");
}

static void
test_two_and_writers (void) {
  g_autoptr (SyncKiosk) kiosk = make_kiosk ();
  guint n = is_long () ? 50 : 6;
  g_autofree pid_t *writers = g_new0 (pid_t, n);

  for (guint i = 0; i < n; i++) {
    writers[i] = start_writer (kiosk);
    if (i % 3 == 0)
      run_two (kiosk);
  }
  for (guint i = 0; i < n; i++) {
    int status;

    g_assert_cmpint (waitpid (writers[i], &status, 0), ==, writers[i]);
    g_assert_cmpint (status, ==, 0);
  }
  assert_whole (kiosk);
  g_assert_cmpint (sync_kiosk_sum_at_centre (kiosk, "users"), ==, 3 + 2 + 2 * (gint64)n);
}

/* The real way to the centre, and a person who corrects a day while it is on its way. */
typedef struct {
  SyncKiosk *kiosk;
  KapkaTransport real;
  guint corrections_left;
} Interleaved;

static KapkaHttpAnswer *
ask_cb (const KapkaHttpQuestion *question, gpointer user_data) {
  Interleaved *interleaved = user_data;
  KapkaHttpAnswer *answer = kapka_transport_ask (&interleaved->real, question);

  if (interleaved->corrections_left > 0) {
    interleaved->corrections_left--;
    sync_kiosk_correct (interleaved->kiosk, DAY);
  }
  return answer;
}

static gboolean
wait_cb (gint64 ms, gpointer user_data) {
  return TRUE;
}

static void
test_corrected_meanwhile (void) {
  g_autoptr (SyncKiosk) kiosk = make_kiosk ();
  g_autoptr (KapkaJournal) journal = sync_kiosk_open (kiosk, KAPKA_JOURNAL_SYNC);
  g_autoptr (KapkaEnrolment) enrolment = kapka_enrolment_load (kiosk->state_dir, NULL);
  const KapkaHttpOptions http = {
    .url = kapka_test_centre_get_url (kiosk->centre),
    .ca_file = "",
    .proxy = "",
    .proxy_auth = "none",
    .pinned_key = "",
  };
  Interleaved interleaved = { kiosk, kapka_http_client_get_transport (&http), 2 };
  const KapkaTransport transport = { ask_cb, &interleaved };
  const KapkaRunSetup setup = {
    .journal = journal,
    .clock = kiosk->clock,
    .enrolment = enrolment,
    .transport = &transport,
    .state_dir = kiosk->state_dir,
    .wait = wait_cb,
  };
  g_auto (KapkaSyncRun) record = { 0 };

  g_assert_cmpint (kapka_run_upload (&setup, &record), ==, KAPKA_SYNC_REASON_OK);
  g_assert_cmpint (record.attempts, ==, 3);
  sync_kiosk_assert_agrees (kiosk);
  g_assert_cmpint (
      kapka_test_centre_read_int (kiosk->centre, "SELECT count(*) FROM day_report_log"), ==, 2 + 2);
}

int
main (int argc, char **argv) {
  static const char *const calls[] = { "connect",  "sendto",    "recvfrom",
                                       "pwrite64", "fdatasync", "unlink" };

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (calls); i++) {
    g_autofree char *path = g_strconcat ("/matrix/25-killed-at-", calls[i], NULL);

    g_test_add_data_func (path, calls[i], test_killed);
  }
  g_test_add_func ("/matrix/31-two-and-writers", test_two_and_writers);
  g_test_add_func ("/matrix/45-corrected-meanwhile", test_corrected_meanwhile);
  return g_test_run ();
}
