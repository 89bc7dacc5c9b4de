// SPDX-License-Identifier: GPL-3.0-or-later
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#include "journal/db.h"
#include "journal/upload.h"
#include "sync-kiosk.h"

#define RUN_MS 60000
#define LIBRARY "18-0142"

/* A kiosk with three days behind it, at a centre of its own. */
static SyncKiosk *
make_kiosk (void) {
  SyncKiosk *kiosk = sync_kiosk_new ();

  sync_kiosk_work (kiosk, "2026-03-02", 3);
  sync_kiosk_work (kiosk, "2026-03-03", 0);
  sync_kiosk_work (kiosk, "2026-03-04", 5);
  return kiosk;
}

static void
run_well (SyncKiosk *kiosk, const char *option) {
  sync_kiosk_assert_run (kiosk, option, 0, "ok");
}

static void
enrol (SyncKiosk *kiosk, const char *code, int exit_code) {
  const char *const argv[] = {
    g_getenv ("KAPKACTL"), "--config", kiosk->config, "enroll", code, NULL
  };
  g_autoptr (KapkaTestProgram) program = kapka_test_program_start (argv, NULL);
  int ended_with = kapka_test_program_wait (program, RUN_MS);
  g_autofree char *description = kapka_test_program_describe (program);

  g_test_message ("%s", description);
  g_assert_cmpint (ended_with, ==, exit_code);
}

static char *
renew_code (SyncKiosk *kiosk) {
  return kapka_test_centre_renew_code (kiosk->centre, LIBRARY, "PC-2");
}

static gint64
count_fragments (SyncKiosk *kiosk) {
  return sync_kiosk_read_int (kiosk, "SELECT count(*) FROM pending_fragment");
}

static void
test_all_pending (void) {
  g_autoptr (SyncKiosk) kiosk = make_kiosk ();

  run_well (kiosk, "--once");
  sync_kiosk_assert_recorded (kiosk, 0, "ok");
  sync_kiosk_assert_agrees (kiosk);
  sync_kiosk_correct (kiosk, "2026-03-02");
  run_well (kiosk, "--if-pending");
  sync_kiosk_assert_agrees (kiosk);
  g_assert_cmpint (
      kapka_test_centre_read_int (kiosk->centre, "SELECT count(*) FROM day_report_log"), ==, 4);
}

/* What a kiosk found of itself is told at the centre, by code. */
static void
test_findings (void) {
  g_autoptr (SyncKiosk) kiosk = make_kiosk ();
  const char *const check[] = {
    g_getenv ("KAPKACTL"),       "--config", kiosk->config, "--data-dir",
    g_getenv ("KAPKA_DATA_DIR"), "check",    "--save",      NULL
  };
  const char *const status[] = { "status", "--days=3650", NULL };
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  run_well (kiosk, "--once");
  before = kapka_test_centre_run (kiosk->centre, status);
  g_assert_null (strstr (before, "PIN-MISSING"));
  g_free (kapka_test_program_run (check, NULL, RUN_MS));
  sync_kiosk_work (kiosk, "2026-03-05", 1);
  run_well (kiosk, "--once");
  after = kapka_test_centre_run (kiosk->centre, status);
  g_assert_nonnull (strstr (after, "LIST-UNAPPROVED"));
  g_assert_nonnull (strstr (after, "PIN-MISSING"));
}

static SyncKiosk *
make_stranger (KapkaTestCentre *centre) {
  SyncKiosk *kiosk = sync_kiosk_new_alone ();
  g_autofree char *lines = g_strdup_printf ("url=%s\n", kapka_test_centre_get_url (centre));

  sync_kiosk_configure (kiosk, lines);
  kiosk->library = g_strdup (LIBRARY);
  kiosk->terminal = g_strdup ("PC-2");
  kiosk->centre = centre;
  return kiosk;
}

/* What is refused says why, and a code that was refused changes nothing here. */
static void
test_enrolment (void) {
  g_autoptr (KapkaTestCentre) centre = kapka_test_centre_new ();
  g_autoptr (SyncKiosk) kiosk = make_stranger (centre);
  g_autoptr (SyncKiosk) other = make_stranger (centre);
  g_autofree char *code = kapka_test_centre_add_terminal (centre, LIBRARY, "PC-2");
  g_autofree char *lower = g_utf8_strdown (code, -1);
  GStatBuf info;

  // What is counted before is sent, too.
  sync_kiosk_work (kiosk, "2026-03-02", 2);
  enrol (kiosk, "AAAA-AAAA-AAAA", 77);
  enrol (kiosk, "AAAA", 64);
  g_assert_false (g_file_test (kiosk->enrolment, G_FILE_TEST_EXISTS));
  enrol (kiosk, lower, 0);
  g_assert_cmpint (g_stat (kiosk->enrolment, &info), ==, 0);
  g_assert_cmpuint (info.st_mode & 07777, ==, 0600);
  enrol (other, code, 77);
  run_well (kiosk, NULL);
  sync_kiosk_assert_agrees (kiosk);
}

static void
test_no_centre (void) {
  g_autoptr (SyncKiosk) kiosk = sync_kiosk_new_alone ();

  sync_kiosk_configure (kiosk, "url=http://127.0.0.1:1/\n");
  enrol (kiosk, "AAAA-AAAA-AAAA", 75);
  sync_kiosk_configure (kiosk, "url=\n");
  enrol (kiosk, "AAAA-AAAA-AAAA", 78);
}

static void
revoke_terminal (KapkaTestCentre *centre) {
  static const char *const words[] = { "terminal", "revoke", "18-0142", "PC-2", NULL };

  g_free (kapka_test_centre_run (centre, words));
}

static void
test_token_revoked (void) {
  g_autoptr (SyncKiosk) kiosk = make_kiosk ();
  g_autofree char *code = NULL;

  run_well (kiosk, NULL);
  revoke_terminal (kiosk->centre);
  sync_kiosk_work (kiosk, "2026-03-05", 2);
  sync_kiosk_assert_run (kiosk, NULL, 77, "revoked");
  sync_kiosk_assert_recorded (kiosk, 77, "revoked");
  g_assert_cmpint (sync_kiosk_count_pending (kiosk), ==, 1);
  code = renew_code (kiosk);
  enrol (kiosk, code, 0);
  sync_kiosk_work (kiosk, "2026-03-05", 1);
  run_well (kiosk, NULL);
  sync_kiosk_assert_agrees (kiosk);
  g_assert_cmpint (sync_kiosk_read_int (kiosk, "SELECT count(DISTINCT install_id) FROM stream"), ==,
                   2);
}

static void
test_disk_replaced (void) {
  g_autoptr (SyncKiosk) kiosk = make_kiosk ();
  g_autoptr (SyncKiosk) fresh = make_stranger (kiosk->centre);
  g_autofree char *code = NULL;

  run_well (kiosk, NULL);
  code = renew_code (kiosk);
  enrol (fresh, code, 0);
  sync_kiosk_work (fresh, "2026-03-04", 2);
  run_well (fresh, NULL);
  g_assert_cmpint (sync_kiosk_count_pending (fresh), ==, 0);
  g_assert_cmpint (
      kapka_test_centre_read_int (kiosk->centre, "SELECT sum(n) FROM day_key WHERE key = 'users'"),
      ==, 3 + 5 + 2);
}

/* The receiver lost a day, and the kiosk finds out in each of the ways there are. */
static void
test_lost_data (void) {
  static const char *const losses[] = {
    "DELETE FROM day_report WHERE day = '2026-03-02'",
    "DELETE FROM day_report; UPDATE install_seen SET accepted = 1",
    "DELETE FROM day_report; UPDATE receiver_meta SET"
    " value = 'd0d00000-0000-4000-8000-0000000000aa' WHERE key = 'receiver_id'",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (losses); i++) {
    g_autoptr (SyncKiosk) kiosk = make_kiosk ();

    run_well (kiosk, NULL);
    kapka_test_centre_stop (kiosk->centre);
    kapka_test_centre_change (kiosk->centre, losses[i]);
    kapka_test_centre_start (kiosk->centre);
    sync_kiosk_work (kiosk, "2026-03-05", 1);
    g_test_message ("%s", losses[i]);
    run_well (kiosk, i == 0 ? "--reconcile" : NULL);
    sync_kiosk_assert_agrees (kiosk);
  }
}

static void
change_journal (SyncKiosk *kiosk, const char *sql) {
  g_autofree char *path = kapka_test_dir_join (kiosk->dir, "state/journal.db");
  g_autoptr (GError) error = NULL;
  g_autoptr (KapkaDb) db = kapka_db_open (path, KAPKA_DB_WRITE, &error);

  g_assert_no_error (error);
  kapka_db_run_script (db, sql, &error);
  g_assert_no_error (error);
}

/* A stream that lost nothing but is sent event by event comes to the same sums. */
static void
test_fragments (void) {
  g_autoptr (SyncKiosk) kiosk = make_kiosk ();

  sync_kiosk_work (kiosk, "2026-03-05", 150);
  change_journal (kiosk, "UPDATE stream SET state = 'damaged'");
  g_assert_cmpint (count_fragments (kiosk), >, 500);
  run_well (kiosk, NULL);
  sync_kiosk_assert_agrees (kiosk);
  g_assert_cmpint (count_fragments (kiosk), ==, 0);
  // They are sent again by a comparison, and count once.
  kapka_test_centre_stop (kiosk->centre);
  kapka_test_centre_change (kiosk->centre, "DELETE FROM fragment WHERE seq % 2 = 0");
  kapka_test_centre_start (kiosk->centre);
  run_well (kiosk, "--reconcile");
  sync_kiosk_assert_agrees (kiosk);
}

/* What is written on the drive, what the centre answers, and what that is worth. */
typedef struct {
  SyncKiosk *kiosk;
  char *out;  // Of the kiosk.
  char *back; // Of the centre.
} Drive;

static void
drive_clear (Drive *drive) {
  g_clear_pointer (&drive->kiosk, sync_kiosk_free);
  g_free (drive->out);
  g_free (drive->back);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Drive, drive_clear)

static SyncKiosk *
drive_init (Drive *drive) {
  drive->kiosk = make_kiosk ();
  drive->out = kapka_test_dir_join (drive->kiosk->dir, "out.kapka");
  drive->back = kapka_test_dir_join (drive->kiosk->dir, "back.kapka");
  return drive->kiosk;
}

static void
write_drive (Drive *drive, int exit_code, const char *reason) {
  g_autofree char *option = g_strconcat ("--export=", drive->out, NULL);

  sync_kiosk_assert_run (drive->kiosk, option, exit_code, reason);
}

static void
take_back (Drive *drive, int exit_code, const char *reason) {
  g_autofree char *option = g_strconcat ("--import=", drive->back, NULL);

  sync_kiosk_assert_run (drive->kiosk, option, exit_code, reason);
}

static void
receive (Drive *drive) {
  g_autofree char *answers = g_strconcat ("--answers=", drive->back, NULL);
  const char *const words[] = { "receive", answers, drive->out, NULL };

  g_free (kapka_test_centre_run (drive->kiosk->centre, words));
}

static void
test_drive (void) {
  g_auto (Drive) drive = { 0 };
  SyncKiosk *kiosk;

  kiosk = drive_init (&drive);
  write_drive (&drive, 0, "ok");
  g_assert_cmpint (sync_kiosk_count_pending (kiosk), ==, 3);
  receive (&drive);
  // A correction that is made while the drive is on its way stays pending.
  sync_kiosk_correct (kiosk, "2026-03-02");
  take_back (&drive, 0, "ok");
  sync_kiosk_assert_recorded (kiosk, 0, "ok");
  g_assert_cmpint (sync_kiosk_count_pending (kiosk), ==, 1);
  write_drive (&drive, 0, "ok");
  receive (&drive);
  take_back (&drive, 0, "ok");
  sync_kiosk_assert_agrees (kiosk);
  // An answer is taken once; nothing pending makes no file.
  take_back (&drive, 0, "ok");
  g_assert_cmpint (g_unlink (drive.out), ==, 0);
  write_drive (&drive, 0, "ok");
  g_assert_false (g_file_test (drive.out, G_FILE_TEST_EXISTS));
}

/* The drive and the network bring the same days, in every order. */
static void
test_both_ways (void) {
  g_auto (Drive) drive = { 0 };
  SyncKiosk *kiosk;

  kiosk = drive_init (&drive);
  sync_kiosk_work (kiosk, "2026-03-05", 40);
  change_journal (kiosk, "UPDATE stream SET state = 'damaged'");
  write_drive (&drive, 0, "ok");
  run_well (kiosk, NULL);
  receive (&drive);
  sync_kiosk_assert_agrees (kiosk);
  take_back (&drive, 0, "ok");
  sync_kiosk_work (kiosk, "2026-03-06", 1);
  write_drive (&drive, 0, "ok");
  receive (&drive);
  run_well (kiosk, NULL);
  run_well (kiosk, "--reconcile");
  take_back (&drive, 0, "ok");
  sync_kiosk_assert_agrees (kiosk);
  g_assert_cmpint (count_fragments (kiosk), ==, 0);
}

static void
write_back (Drive *drive, const char *text) {
  g_assert_true (g_file_set_contents (drive->back, text, -1, NULL));
}

/* A drive passes through many hands. */
static void
test_hostile_drive (void) {
  g_auto (Drive) drive = { 0 };
  g_autofree char *good = NULL;
  g_autofree char *forged = NULL;
  g_autofree char *pattern = NULL;
  g_autofree char *endless = g_strnfill (3 << 20, '{');
  SyncKiosk *kiosk;

  kiosk = drive_init (&drive);
  write_drive (&drive, 0, "ok");
  receive (&drive);
  g_assert_true (g_file_get_contents (drive.back, &good, NULL, NULL));
  forged = g_strdup (good);
  *strstr (forged, "stored") = 'S';
  write_back (&drive, forged);
  take_back (&drive, 76, "protocol");
  write_back (&drive, "{\"request_id\":\"*\"}\nAAAA\n");
  take_back (&drive, 0, "ok");
  write_back (&drive, endless);
  take_back (&drive, 76, "protocol");
  write_back (&drive, "");
  take_back (&drive, 0, "ok");
  g_assert_cmpint (g_unlink (drive.back), ==, 0);
  take_back (&drive, 64, "usage");
  g_assert_cmpint (mkfifo (drive.back, 0600), ==, 0);
  take_back (&drive, 64, "usage");
  g_assert_cmpint (sync_kiosk_count_pending (kiosk), ==, 3);
  g_assert_cmpint (g_unlink (drive.back), ==, 0);
  // Among all that, the answer is found.
  pattern = g_strconcat (endless, "\n", forged, "nonsense\n", good, NULL);
  write_back (&drive, pattern);
  take_back (&drive, 0, "ok");
  sync_kiosk_assert_agrees (kiosk);
}

static void
test_failing_drive (void) {
  g_auto (Drive) drive = { 0 };

  drive_init (&drive);
  g_free (drive.out);
  drive.out = kapka_test_dir_join (drive.kiosk->dir, "pulled-out/out.kapka");
  write_drive (&drive, 64, "usage");
  g_free (drive.out);
  drive.out = g_strdup ("/proc/out.kapka");
  write_drive (&drive, 64, "usage");
  g_assert_cmpint (sync_kiosk_count_pending (drive.kiosk), ==, 3);
}

static void
test_backlog (void) {
  static const char *const boots[] = {
    "21111111-1111-4111-8111-111111111111",
    "31111111-1111-4111-8111-111111111111",
    "41111111-1111-4111-8111-111111111111",
  };
  g_autoptr (SyncKiosk) kiosk = make_kiosk ();
  g_autoptr (KapkaTestProgram) program = NULL;
  gint64 pending;

  for (gsize i = 0; i < G_N_ELEMENTS (boots); i++)
    sync_kiosk_live_a_year (kiosk, boots[i], "2025-03-02");
  pending = sync_kiosk_count_pending (kiosk);
  g_assert_cmpint (pending, >=, 3 * 365);
  // Wherever it is interrupted, the next run goes on.
  for (guint i = 0; i < 3; i++) {
    g_autoptr (KapkaTestProgram) killed = sync_kiosk_start (kiosk, NULL);

    while (sync_kiosk_count_pending (kiosk) == pending)
      g_assert_true (kapka_test_program_is_running (killed) ||
                     sync_kiosk_count_pending (kiosk) < pending);
    kapka_test_program_kill (killed);
    pending = sync_kiosk_count_pending (kiosk);
    if (pending == 0)
      break;
  }
  run_well (kiosk, NULL);
  sync_kiosk_assert_agrees (kiosk);
  g_assert_cmpint (kapka_test_centre_read_int (kiosk->centre, "SELECT count(*) FROM day_report"),
                   ==, 3 + 3 * 365);
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sync-centre/findings", test_findings);
  g_test_add_func ("/sync-centre/all-pending", test_all_pending);
  g_test_add_func ("/sync-centre/enrolment", test_enrolment);
  g_test_add_func ("/sync-centre/no-centre", test_no_centre);
  g_test_add_func ("/sync-centre/lost-data", test_lost_data);
  g_test_add_func ("/sync-centre/fragments", test_fragments);
  g_test_add_func ("/sync-centre/drive", test_drive);
  g_test_add_func ("/sync-centre/both-ways", test_both_ways);
  g_test_add_func ("/sync-centre/hostile-drive", test_hostile_drive);
  g_test_add_func ("/sync-centre/failing-drive", test_failing_drive);
  g_test_add_func ("/matrix/20-token-revoked", test_token_revoked);
  g_test_add_func ("/matrix/37-a-year-offline", test_backlog);
  g_test_add_func ("/matrix/38-disk-replaced", test_disk_replaced);
  return g_test_run ();
}
