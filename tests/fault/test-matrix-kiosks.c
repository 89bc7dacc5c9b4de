// SPDX-License-Identifier: GPL-3.0-or-later
/* Disks and receivers that are lost, copied and put back. What each kiosk counted is known to the
 * test alone; the centre has to come to the same sum. */
#include <glib/gstdio.h>
#include <string.h>

#include "sync-kiosk.h"

#define LIBRARY "18-0142"
#define TERMINAL "PC-2"

static void
sync_all (SyncKiosk *kiosk) {
  sync_kiosk_assert_run (kiosk, "--once", 0, "ok");
}

static void
assert_exact (SyncKiosk *kiosk) {
  sync_kiosk_assert_counted (kiosk, kiosk->n_visits, kiosk->n_pages);
}

/* Returns a new code for the terminal that is there. */
static char *
ask_for_code (SyncKiosk *kiosk) {
  const char *command[] = { "terminal", "code", LIBRARY, TERMINAL, NULL };
  g_autofree char *text = kapka_test_centre_run (kiosk->centre, command);

  return kapka_test_centre_find_code (text);
}

static void
enrol_again (SyncKiosk *kiosk) {
  g_autofree char *code = ask_for_code (kiosk);

  sync_kiosk_enrol (kiosk, code);
}

static gboolean
has_clone (KapkaTestCentre *centre) {
  const char *command[] = { "status", "--format=json", NULL };
  g_autofree char *text = kapka_test_centre_run (centre, command);

  g_test_message ("%s", text);
  return strstr (text, "\"clone\"") != NULL;
}

static SyncKiosk *
new_machine (void) {
  SyncKiosk *kiosk = sync_kiosk_new ();

  sync_kiosk_make_machine (kiosk);
  sync_kiosk_work (kiosk, "2026-03-02", 3);
  sync_all (kiosk);
  assert_exact (kiosk);
  return kiosk;
}

/* Nothing is lost by it but the right to upload. */
static void
test_revoked (void) {
  g_autoptr (SyncKiosk) kiosk = new_machine ();
  const char *command[] = { "terminal", "revoke", LIBRARY, TERMINAL, NULL };

  g_free (kapka_test_centre_run (kiosk->centre, command));
  sync_kiosk_work (kiosk, "2026-03-03", 2);
  sync_kiosk_assert_run (kiosk, NULL, 77, "revoked");
  sync_kiosk_assert_recorded (kiosk, 77, "revoked");
  g_assert_cmpint (sync_kiosk_count_pending (kiosk), ==, 1);
  enrol_again (kiosk);
  sync_all (kiosk);
  assert_exact (kiosk);
}

static void
test_new_disk (void) {
  g_autoptr (SyncKiosk) kiosk = sync_kiosk_new ();

  sync_kiosk_make_machine (kiosk);
  sync_kiosk_save_disk (kiosk, "new");
  sync_kiosk_work (kiosk, "2026-03-02", 3);
  sync_all (kiosk);
  sync_kiosk_restore_disk (kiosk, "new");
  g_assert_cmpint (g_unlink (kiosk->enrolment), ==, 0);
  sync_kiosk_reboot (kiosk);
  sync_kiosk_work (kiosk, "2026-03-02", 1);
  sync_kiosk_assert_run (kiosk, "--once", 77, "not_enrolled");
  enrol_again (kiosk);
  sync_kiosk_work (kiosk, "2026-03-03", 2);
  sync_all (kiosk);
  assert_exact (kiosk);
}

/* The copy goes on with an enrolment that is not its own, on a day that both count. */
static void
test_clone (void) {
  g_autoptr (SyncKiosk) first = new_machine ();
  g_autoptr (SyncKiosk) second = NULL;

  sync_kiosk_work (first, "2026-03-03", 1);
  second = sync_kiosk_clone (first);
  sync_kiosk_work (first, "2026-03-03", 2);
  sync_kiosk_work (second, "2026-03-03", 4);
  sync_all (first);
  g_assert_false (has_clone (first->centre));
  for (guint i = 0; i < 2; i++) {
    sync_all (second);
    sync_kiosk_work (first, "2026-03-04", 1);
    sync_all (first);
    sync_kiosk_work (second, "2026-03-04", 1);
  }
  sync_all (second);
  sync_kiosk_assert_counted (first, first->n_visits + second->n_visits,
                             first->n_pages + second->n_pages);
  sync_kiosk_assert_counted (second, first->n_visits + second->n_visits,
                             first->n_pages + second->n_pages);
  g_assert_true (has_clone (first->centre));
}

static void
seal (SyncKiosk *kiosk) {
  g_autofree char *config = g_strconcat ("--config=", kiosk->config, NULL);
  const char *const argv[] = { g_getenv ("KAPKACTL"), config, "seal", "--yes", NULL };

  g_free (kapka_test_program_run (argv, NULL, 60000));
}

/* Another machine made from the sealed disk, which gets a code of its own. */
static SyncKiosk *
unpack (SyncKiosk *sealed, const char *terminal) {
  SyncKiosk *kiosk = sync_kiosk_clone (sealed);
  g_autofree char *code = kapka_test_centre_add_terminal (kiosk->centre, LIBRARY, terminal);

  g_free (kiosk->terminal);
  kiosk->terminal = g_strdup (terminal);
  sync_kiosk_enrol (kiosk, code);
  return kiosk;
}

static void
assert_own (SyncKiosk *kiosk) {
  assert_exact (kiosk);
  g_assert_cmpint (sync_kiosk_read_int (kiosk, "SELECT sum(value) FROM day_count WHERE key = 'users'"),
                   ==, kiosk->n_visits);
}

/* Who seals a disk before copying it gets machines that the centre tells apart, and none of which
 * reports what another has counted; what the first one had sent stays its. */
static void
test_sealed (void) {
  g_autoptr (SyncKiosk) first = new_machine ();
  g_autoptr (SyncKiosk) second = NULL;
  g_autoptr (SyncKiosk) third = NULL;

  seal (first);
  second = unpack (first, "PC-3");
  third = unpack (first, "PC-4");
  for (guint i = 0; i < 2; i++) {
    sync_kiosk_work (second, "2026-03-03", 1);
    sync_kiosk_work (third, "2026-03-03", 4);
    sync_all (second);
    sync_all (third);
  }
  assert_own (second);
  assert_own (third);
  g_assert_cmpint (sync_kiosk_sum_at_centre (first, "users"), ==, first->n_visits);
  g_assert_false (has_clone (first->centre));
}

static void
test_old_image (void) {
  g_autoptr (SyncKiosk) kiosk = new_machine ();

  sync_kiosk_save_disk (kiosk, "image");
  sync_kiosk_work (kiosk, "2026-03-02", 2);
  sync_kiosk_work (kiosk, "2026-03-03", 2);
  sync_all (kiosk);
  sync_kiosk_restore_disk (kiosk, "image");
  sync_kiosk_reboot (kiosk);
  sync_kiosk_work (kiosk, "2026-03-04", 1);
  sync_all (kiosk);
  assert_exact (kiosk);
}

/* The boot goes on, so only the mark outside of the disk knows of what the disk forgot. */
static void
test_rolled_back (void) {
  g_autoptr (SyncKiosk) kiosk = sync_kiosk_new ();

  sync_kiosk_make_machine (kiosk);
  kiosk->runtime_dir = kapka_test_dir_make (kiosk->dir, "runtime");
  sync_kiosk_work (kiosk, "2026-03-02", 3);
  sync_kiosk_save_disk (kiosk, "image");
  sync_kiosk_work (kiosk, "2026-03-02", 2);
  sync_all (kiosk);
  sync_kiosk_restore_disk (kiosk, "image");
  sync_kiosk_work (kiosk, "2026-03-02", 4);
  sync_all (kiosk);
  assert_exact (kiosk);
  g_assert_cmpint (kapka_test_centre_read_int (kiosk->centre,
                                               "SELECT count(DISTINCT stream_id) FROM day_report"),
                   ==, 2);
}

static char *
read_state (SyncKiosk *kiosk) {
  g_autofree char *config = g_strconcat ("--config=", kiosk->config, NULL);
  const char *const argv[] = { g_getenv ("KAPKACTL"), config, "status", "--json", NULL };

  return kapka_test_program_run (argv, NULL, 60000);
}

/* What was uploaded stays, and the kiosk says that its disk forgets. */
static void
test_frozen_disk (void) {
  g_autoptr (SyncKiosk) kiosk = new_machine ();
  g_autofree char *before = read_state (kiosk);
  g_autofree char *after = NULL;

  g_assert_nonnull (strstr (before, "\"state\":\"ok\""));
  sync_kiosk_save_disk (kiosk, "frozen");
  for (guint boot = 0; boot < 3; boot++) {
    sync_kiosk_restore_disk (kiosk, "frozen");
    sync_kiosk_reboot (kiosk);
    for (guint run = 0; run < 3; run++) {
      sync_kiosk_work (kiosk, "2026-03-03", 1);
      sync_all (kiosk);
    }
    assert_exact (kiosk);
  }
  after = read_state (kiosk);
  g_test_message ("%s", after);
  g_assert_nonnull (strstr (after, "\"state\":\"failing\""));
}

/* Fills a centre, makes a backup of it, and restores that a week later. */
static void
restore_backup (SyncKiosk *kiosk, const char *option) {
  g_autofree char *file = kapka_test_dir_join (kiosk->dir, "backup.db");
  const char *backup[] = { "backup", file, NULL };
  const char *restore[] = { "restore", file, "--replace", option, NULL };

  g_free (kapka_test_centre_run (kiosk->centre, backup));
  for (guint day = 3; day < 10; day++) {
    g_autofree char *date = g_strdup_printf ("2026-03-%02u", day);

    sync_kiosk_work (kiosk, date, 1);
    sync_all (kiosk);
  }
  sync_kiosk_work (kiosk, "2026-03-02", 1);
  sync_all (kiosk);
  assert_exact (kiosk);
  kapka_test_centre_stop (kiosk->centre);
  g_free (kapka_test_centre_run (kiosk->centre, restore));
  kapka_test_centre_start (kiosk->centre);
  g_assert_cmpint (sync_kiosk_sum_at_centre (kiosk, "users"), ==, 3);
}

static void
test_restored (gconstpointer option) {
  g_autoptr (SyncKiosk) kiosk = new_machine ();

  restore_backup (kiosk, option);
  sync_kiosk_work (kiosk, "2026-03-10", 1);
  sync_all (kiosk);
  assert_exact (kiosk);
}

/* The receiver goes back between two requests of one run. */
static void
test_restored_mid_run (void) {
  g_autoptr (SyncKiosk) kiosk = new_machine ();
  KapkaTestCutProxy *network = kapka_test_centre_get_network (kiosk->centre);

  restore_backup (kiosk, "--keep-id");
  for (guint day = 10; day < 15; day++) {
    g_autofree char *date = g_strdup_printf ("2026-03-%02u", day);
    g_autoptr (KapkaTestProgram) program = NULL;

    sync_kiosk_work (kiosk, date, 1);
    // The answer to the upload comes through, what follows it does not.
    kapka_test_cut_proxy_cut (network, &(KapkaTestFate){ .way = KAPKA_TEST_WAY_ANSWER,
                                                         .after = day % 2 == 0 ? 0 : 100,
                                                         .cut = KAPKA_TEST_CUT_RESET,
                                                         .skip = 1 });
    program = sync_kiosk_start (kiosk, "--once");
    kapka_test_program_wait (program, 60000);
  }
  kapka_test_cut_proxy_heal (network);
  sync_all (kiosk);
  assert_exact (kiosk);
}

/* A receiver that knows nobody: the administrator adds the terminals anew. */
static void
test_emptied (void) {
  g_autoptr (SyncKiosk) kiosk = new_machine ();
  g_autofree char *code = NULL;

  kapka_test_centre_stop (kiosk->centre);
  kapka_test_centre_empty (kiosk->centre);
  kapka_test_centre_start (kiosk->centre);
  sync_kiosk_work (kiosk, "2026-03-03", 2);
  sync_kiosk_assert_run (kiosk, NULL, 77, "token");
  code = kapka_test_centre_add_terminal (kiosk->centre, LIBRARY, TERMINAL);
  sync_kiosk_enrol (kiosk, code);
  sync_all (kiosk);
  assert_exact (kiosk);
}

static void
test_moved (void) {
  g_autoptr (SyncKiosk) kiosk = new_machine ();
  g_autoptr (KapkaTestCentre) old = kiosk->centre;
  g_autofree char *lines = NULL;
  g_autofree char *code = NULL;

  kiosk->centre = kapka_test_centre_new ();
  lines = g_strdup_printf ("url=%s\n", kapka_test_centre_get_url (kiosk->centre));
  sync_kiosk_configure (kiosk, lines);
  sync_kiosk_work (kiosk, "2026-03-03", 2);
  sync_kiosk_assert_run (kiosk, NULL, 77, "token");
  code = kapka_test_centre_add_terminal (kiosk->centre, LIBRARY, TERMINAL);
  sync_kiosk_enrol (kiosk, code);
  sync_all (kiosk);
  assert_exact (kiosk);
}

/* The days of the old library stay there, also when they are corrected from the new one. */
static void
test_moved_to_another_library (void) {
  g_autoptr (SyncKiosk) kiosk = new_machine ();
  g_autofree char *code = kapka_test_centre_add_terminal (kiosk->centre, "18-0200", "PC-1");

  sync_kiosk_work (kiosk, "2026-03-03", 2);
  sync_kiosk_enrol (kiosk, code);
  sync_kiosk_work (kiosk, "2026-03-03", 4);
  sync_all (kiosk);
  g_assert_cmpint (kapka_test_centre_sum (kiosk->centre, LIBRARY, TERMINAL, "users"), ==, 5);
  g_assert_cmpint (kapka_test_centre_sum (kiosk->centre, "18-0200", "PC-1", "users"), ==, 4);
  g_assert_cmpint (sync_kiosk_count_pending (kiosk), ==, 0);
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/matrix/20-revoked", test_revoked);
  g_test_add_func ("/matrix/38-new-disk", test_new_disk);
  g_test_add_func ("/matrix/38-moved-to-another-library", test_moved_to_another_library);
  g_test_add_func ("/matrix/39-clone", test_clone);
  g_test_add_func ("/matrix/39-sealed", test_sealed);
  g_test_add_func ("/matrix/40-old-image", test_old_image);
  g_test_add_func ("/matrix/41-rolled-back", test_rolled_back);
  g_test_add_func ("/matrix/42-frozen-disk", test_frozen_disk);
  g_test_add_data_func ("/matrix/43-restored", NULL, test_restored);
  g_test_add_data_func ("/matrix/43-restored-with-its-id", "--keep-id", test_restored);
  g_test_add_func ("/matrix/43-restored-mid-run", test_restored_mid_run);
  g_test_add_func ("/matrix/44-emptied", test_emptied);
  g_test_add_func ("/matrix/44-moved", test_moved);
  return g_test_run ();
}
