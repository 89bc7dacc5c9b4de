// SPDX-License-Identifier: GPL-3.0-or-later
// `kapkactl check` meets each fault that it has a name for: finding, exit code, and what is said.

#define _GNU_SOURCE // unshare()
#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sched.h>
#include <string.h>
#include <sys/mount.h>
#include <sysexits.h>
#include <unistd.h>

#include "base/json.h"
#include "certificate.h"
#include "journal/db.h"
#include "journal/upload.h"
#include "portals/results.h"
#include "print-server.h"
#include "program.h"
#include "sync/enrolment.h"
#include "test-journal-place.h"
#include "trusted-root.h"

#define DEADLINE_MS 60000
#define ERROR "error"
#define WARNING "warning"
#define NOTE "note"

typedef struct {
  KapkaTestDir *dir;
  KapkaPlace *place; // Of the journal.
  GStrv environment;
  GString *config; // What kapka.conf says besides.
  char *root;      // (nullable) Of the system whose certificates count.
  char *data_dir;  // (nullable) Another than the installed one.
  int exit_code;   // Of the last run.
  KapkaJson *json; // What it said.
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data) {
  g_autofree char *nobody = NULL;

  fixture->dir = kapka_test_dir_new ();
  fixture->place = kapka_place_new ("Europe/Samara", "2026-11-20T09:00:00+04:00");
  nobody = kapka_test_dir_join (fixture->dir, "no-cups");
  fixture->environment = g_environ_setenv (g_get_environ (), "CUPS_SERVER", nobody, TRUE);
  fixture->environment = g_environ_setenv (fixture->environment, "TEXTDOMAINDIR",
                                           kapka_test_dir_get_path (fixture->dir), TRUE);
  fixture->config = g_string_new (NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data) {
  while (umount2 (fixture->place->state_dir, MNT_DETACH) == 0)
    ;
  g_clear_pointer (&fixture->json, kapka_json_unref);
  g_string_free (fixture->config, TRUE);
  g_strfreev (fixture->environment);
  g_free (fixture->root);
  g_free (fixture->data_dir);
  kapka_place_free (fixture->place);
  kapka_test_dir_free (fixture->dir);
}

static char *
write_config (Fixture *fixture) {
  g_autofree char *text =
      g_strdup_printf ("[terminal]\nlibrary=18-0142\n[storage]\nstate_dir=%s\n%s",
                       fixture->place->state_dir, fixture->config->str);

  return kapka_test_dir_write (fixture->dir, "kapka.conf", text);
}

/* Runs the check; `--json` or %NULL. Returns (transfer full): what it printed. */
static char *
run (Fixture *fixture, const char *option) {
  g_autofree char *config = write_config (fixture);
  g_autofree char *root = g_strdup_printf (
      "--root=%s", fixture->root != NULL ? fixture->root : kapka_test_dir_get_path (fixture->dir));
  const char *const argv[] = { g_getenv ("KAPKACTL"),
                               "--config",
                               config,
                               "--data-dir",
                               fixture->data_dir != NULL ? fixture->data_dir
                                                         : g_getenv ("KAPKA_DATA_DIR"),
                               "check",
                               root,
                               option,
                               NULL };
  g_autoptr (KapkaTestProgram) program =
      kapka_test_program_start (argv, (const char *const *)fixture->environment);

  fixture->exit_code = kapka_test_program_wait (program, DEADLINE_MS);
  return kapka_test_program_get_text (program, KAPKA_TEST_STREAM_OUT);
}

static void
look (Fixture *fixture) {
  g_autofree char *text = run (fixture, "--json");
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&fixture->json, kapka_json_unref);
  fixture->json = kapka_json_parse (text, strlen (text), strlen (text), NULL, &error);
  g_assert_no_error (error);
}

/* Returns (transfer none) (nullable): the first finding of that code. */
static const KapkaJson *
find (Fixture *fixture, const char *code) {
  const KapkaJson *findings = kapka_json_get_array (fixture->json, "findings", NULL);

  for (gsize i = 0; i < kapka_json_get_length (findings); i++) {
    const KapkaJson *finding = kapka_json_get_element (findings, i, NULL);

    if (g_str_equal (kapka_json_get_string (finding, "code", NULL), code))
      return finding;
  }
  return NULL;
}

static void
expect_here (Fixture *fixture, const char *code, const char *severity) {
  const KapkaJson *finding = find (fixture, code);
  g_autofree char *all = kapka_json_to_string (fixture->json);

  if (finding == NULL)
    g_error ("expected %s in %s", code, all);
  g_assert_cmpstr (kapka_json_get_string (finding, "severity", NULL), ==, severity);
  g_assert_cmpstr (kapka_json_get_string (finding, "text", NULL), !=, "");
  g_assert_cmpstr (kapka_json_get_string (finding, "advice", NULL), !=, "");
}

/* Looks, and expects a finding; an error gives the program its @exit_code. */
static void
expect (Fixture *fixture, const char *code, const char *severity, int exit_code) {
  gint64 told = -1;

  look (fixture);
  expect_here (fixture, code, severity);
  g_assert_cmpint (fixture->exit_code, ==, exit_code);
  g_assert_true (kapka_json_get_int (fixture->json, "exit_code", 0, 255, &told, NULL));
  g_assert_cmpint (told, ==, exit_code);
}

static void
expect_none (Fixture *fixture, const char *code) {
  look (fixture);
  g_assert_null (find (fixture, code));
}

static void
write_journal (Fixture *fixture) {
  g_autoptr (KapkaJournal) journal = kapka_place_open (fixture->place);

  g_assert_true (kapka_journal_append_on (journal, NULL));
}

/* A kiosk that was just installed has nothing worse than warnings, and says what is next. */
static void
test_fresh (Fixture *fixture, gconstpointer data) {
  const KapkaJson *facts;
  gint64 version = 0;

  expect (fixture, "PIN-MISSING", WARNING, EX_OK);
  expect_here (fixture, "LIST-UNAPPROVED", WARNING);
  expect_here (fixture, "NO-CENTRE", NOTE);
  expect_here (fixture, "PRINTER-NONE", NOTE);
  g_assert_true (kapka_json_get_int (fixture->json, "v", 1, 1, &version, NULL));
  facts = kapka_json_get_object (fixture->json, "facts", NULL);
  g_assert_cmpstr (kapka_json_get_string (facts, "journal", NULL), ==, "missing");
  g_assert_cmpstr (kapka_json_get_string (facts, "library", NULL), ==, "18-0142");
  g_assert_cmpstr (kapka_json_get_string (facts, "printer", NULL), ==, "none");
  write_journal (fixture);
  look (fixture);
  facts = kapka_json_get_object (fixture->json, "facts", NULL);
  g_assert_cmpstr (kapka_json_get_string (facts, "journal", NULL), ==, "in_order");
}

/* A mistake is told, and the rest is looked at as the kiosk has it. */
static void
test_earlier_settings (Fixture *fixture, gconstpointer data) {
  g_autofree char *config = NULL;
  g_autofree char *copy = g_build_filename (fixture->place->state_dir, "last-good.conf", NULL);

  write_journal (fixture);
  g_string_assign (fixture->config, "[sync]\nurl=https://127.0.0.1:9/\n");
  config = write_config (fixture);
  kapka_place_copy (config, copy);
  expect_none (fixture, "CONFIG");
  g_string_append (fixture->config, "stray\n");
  expect (fixture, "CONFIG", ERROR, EX_CONFIG);
  g_assert_null (find (fixture, "NO-CENTRE"));
}

/* The worst comes first, and each kind with what to do. */
static void
test_page (Fixture *fixture, gconstpointer data) {
  g_autofree char *wreck = kapka_test_dir_write (fixture->dir, "wreck.db", "no journal");
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  g_autofree char *config = kapka_test_dir_join (fixture->dir, "kapka.conf");
  g_autofree char *first = g_strdup_printf ("%s: ", fixture->place->path);
  g_autofree char *second = g_strdup_printf ("%s:5: unknown key colour", config);
  g_autofree char *third = g_strdup_printf ("%s:6: unknown key size", config);

  write_journal (fixture);
  kapka_place_copy (wreck, fixture->place->path);
  g_string_append (fixture->config, "colour=red\nsize=5\n");
  text = run (fixture, NULL);
  lines = g_strsplit (text, "\n", -1);
  g_assert_true (g_str_has_prefix (lines[0], first));
  g_assert_true (g_str_has_prefix (lines[1], "    JOURNAL-DAMAGED: Restart the kiosk"));
  g_assert_true (g_str_has_prefix (lines[2], second));
  g_assert_true (g_str_has_prefix (lines[3], third));
  g_assert_true (g_str_has_prefix (lines[4], "    CONFIG: Correct"));
  g_assert_cmpstr (lines[5], ==, "warning: no administrator has a PIN yet");
  g_assert_nonnull (strstr (text, "\n\nList of portals: number "));
  g_assert_cmpint (fixture->exit_code, ==, EX_IOERR);
}

static void
fill_disk (Fixture *fixture) {
  g_autofree char *path = g_build_filename (fixture->place->state_dir, "full", NULL);
  int fd = open (path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
  char bytes[1024] = { 0 };

  while (write (fd, bytes, sizeof bytes) > 0)
    ;
  g_assert_cmpint (errno, ==, ENOSPC);
  close (fd);
}

static void
mount_disk (Fixture *fixture, const char *size) {
  g_autofree char *option = g_strdup_printf ("size=%s", size);

  g_assert_cmpint (g_mkdir_with_parents (fixture->place->state_dir, 0750), ==, 0);
  g_assert_cmpint (mount ("tmpfs", fixture->place->state_dir, "tmpfs", 0, option), ==, 0);
  write_journal (fixture);
}

/* While it fills: a warning, the reserve, nothing left. */
static void
test_full_disk (Fixture *fixture, gconstpointer data) {
  mount_disk (fixture, "40m");
  expect (fixture, "DISK-LOW", WARNING, EX_OK);
  g_assert_cmpint (umount2 (fixture->place->state_dir, MNT_DETACH), ==, 0);
  mount_disk (fixture, "8m");
  expect (fixture, "BALLAST-MISSING", WARNING, EX_OK);
  fill_disk (fixture);
  expect (fixture, "DISK-FULL", ERROR, EX_CANTCREAT);
}

static void
test_read_only_disk (Fixture *fixture, gconstpointer data) {
  mount_disk (fixture, "40m");
  g_assert_cmpint (
      mount (NULL, fixture->place->state_dir, NULL, MS_REMOUNT | MS_RDONLY, "size=40m"), ==, 0);
  expect (fixture, "DISK-READONLY", ERROR, EX_CANTCREAT);
}

static void
test_wrong_clock (Fixture *fixture, gconstpointer data) {
  write_journal (fixture);
  expect_none (fixture, "CLOCK-WRONG");
  {
    g_autoptr (KapkaJournal) journal = kapka_place_open (fixture->place);

    g_assert_true (kapka_journal_set_meta (journal, "clock_off_s", "86400", NULL));
  }
  expect (fixture, "CLOCK-WRONG", ERROR, EX_CONFIG);
}

static void
test_journal (Fixture *fixture, gconstpointer data) {
  g_autofree char *wreck = kapka_test_dir_write (fixture->dir, "wreck.db", "no journal");

  write_journal (fixture);
  g_assert_true (
      kapka_place_run (fixture->place, "DROP TRIGGER event_ro; UPDATE event SET utc_ms = 1", NULL));
  expect (fixture, "JOURNAL-DAMAGED", ERROR, EX_IOERR);
  g_assert_true (kapka_place_run (fixture->place, "PRAGMA user_version = 99", NULL));
  expect (fixture, "JOURNAL-NEWER", ERROR, EX_CONFIG);
  kapka_place_copy (wreck, fixture->place->path);
  expect (fixture, "JOURNAL-DAMAGED", ERROR, EX_IOERR);
}

static void
write_state (Fixture *fixture, const char *name, const char *text, int mode) {
  g_autofree char *path = g_build_filename (fixture->place->state_dir, name, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (fixture->place->state_dir, 0750), ==, 0);
  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_chmod (path, mode), ==, 0);
}

static void
test_files (Fixture *fixture, gconstpointer data) {
  write_state (fixture, "staff", "{\"people\":[],", 0600);
  expect (fixture, "STAFF-DAMAGED", ERROR, EX_CONFIG);
  write_state (fixture, "staff", "{\"people\":[],\"v\":1}", 0644);
  expect (fixture, "STAFF-DAMAGED", ERROR, EX_CONFIG);
  write_state (fixture, "staff", "{\"people\":[],\"v\":1}", 0600);
  expect (fixture, "PIN-MISSING", WARNING, EX_OK);
  write_state (fixture, "desk.db", "no desk", 0640);
  expect (fixture, "DESK-DAMAGED", ERROR, EX_IOERR);
}

static void
test_lists (Fixture *fixture, gconstpointer data) {
  g_autofree char *lists = kapka_test_dir_make (fixture->dir, "lists");
  g_autofree char *list = kapka_test_dir_write (fixture->dir, "lists/white-list.ini",
                                                "[WhiteList]\nHosts=a.ru\nColour=red\n");
  const KapkaJson *finding;
  gint64 line = 0;

  g_string_append_printf (fixture->config, "[catalog]\ndir=%s\n[waiting]\nslides_dir=%s/none\n",
                          lists, lists);
  expect (fixture, "CATALOG", ERROR, EX_CONFIG);
  finding = find (fixture, "CATALOG");
  g_assert_cmpstr (kapka_json_get_string (finding, "file", NULL), ==, list);
  g_assert_true (kapka_json_get_int (finding, "line", 1, 9, &line, NULL));
  g_assert_cmpint (line, ==, 3);
  expect_here (fixture, "SLIDES", ERROR);
}

/* A form is printed only as long as it is the file that was checked. */
static void
test_forms (Fixture *fixture, gconstpointer data) {
  g_autofree char *lists = kapka_test_dir_make (fixture->dir, "lists");
  g_autofree char *form =
      g_strdup_printf ("[changed]\nName=А\nName[en]=A\nFile=a.pdf\nSha256=%064d\n"
                       "[past]\nName=Б\nName[en]=B\nFile=a.pdf\nValidTo=2020-01-01\n",
                       0);
  const char *text;

  g_free (kapka_test_dir_write (fixture->dir, "lists/forms.ini", form));
  g_free (kapka_test_dir_write (fixture->dir, "lists/a.pdf", "%PDF-1.7\n"));
  g_free (kapka_test_dir_write (fixture->dir, "lists/forms/a.pdf", "%PDF-1.7\n"));
  g_string_append_printf (fixture->config, "[catalog]\ndir=%s\n", lists);
  look (fixture);
  expect_here (fixture, "FORMS-CHANGED", ERROR);
  text = kapka_json_get_string (find (fixture, "FORMS-CHANGED"), "text", NULL);
  g_assert_true (g_str_has_suffix (text, ": changed"));
  expect_here (fixture, "FORMS-OUTDATED", WARNING);
  text = kapka_json_get_string (find (fixture, "FORMS-OUTDATED"), "text", NULL);
  g_assert_true (g_str_has_suffix (text, ": past"));
}

/* The kiosk has healed, and the disk may still be failing. */
static void
test_replaced (Fixture *fixture, gconstpointer data) {
  g_autofree char *wreck = kapka_test_dir_write (fixture->dir, "wreck.db", "no journal");
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *time = g_date_time_format (now, "%Y-%m-%dT%H:%M:%SZ");

  write_journal (fixture);
  expect_none (fixture, "JOURNAL-REPLACED");
  kapka_place_copy (wreck, fixture->place->path);
  kapka_place_set_time (fixture->place, time);
  write_journal (fixture);
  expect (fixture, "JOURNAL-REPLACED", WARNING, EX_OK);
  g_assert_null (find (fixture, "JOURNAL-DAMAGED"));
}

/* Days of the kiosk without a copy count; days on which it was off do not. */
static void
test_backup (Fixture *fixture, gconstpointer data) {
  static const char *const days[] = { "2026-11-21T09:00:00+04:00", "2026-11-22T09:00:00+04:00",
                                      "2026-11-23T09:00:00+04:00" };

  write_journal (fixture);
  expect_none (fixture, "BACKUP-OLD");
  for (guint i = 0; i < G_N_ELEMENTS (days); i++) {
    kapka_place_set_time (fixture->place, days[i]);
    write_journal (fixture);
  }
  expect (fixture, "BACKUP-OLD", WARNING, EX_OK);
  write_state (fixture, "backup", "", 0640);
  expect_here (fixture, "BACKUP-OLD", WARNING);
  g_string_append_printf (fixture->config, "backup_dir=%s/copies\n",
                          kapka_test_dir_get_path (fixture->dir));
  g_free (kapka_test_dir_write (fixture->dir, "copies/journal-2026-11-22.db", ""));
  expect_none (fixture, "BACKUP-OLD");
}

static void
connect_kiosk (Fixture *fixture, const char *terminal) {
  g_autoptr (KapkaEnrolment) enrolment = kapka_enrolment_new ();
  g_autoptr (GError) error = NULL;

  enrolment->install_id = g_strdup ("7f1c0000-0000-4000-8000-000000000001");
  enrolment->receiver_id = g_strdup ("d0d00000-0000-4000-8000-000000000001");
  enrolment->token = g_strnfill (43, 'A');
  enrolment->library = g_strdup ("18-0142");
  enrolment->terminal = g_strdup (terminal);
  enrolment->time_zone = g_strdup ("Europe/Samara");
  kapka_enrolment_save (enrolment, fixture->place->state_dir, &error);
  g_assert_no_error (error);
}

static void
record_run (Fixture *fixture, int exit_code, const char *reason) {
  g_autoptr (KapkaJournal) journal = kapka_place_open (fixture->place);
  KapkaInstant now;

  kapka_clock_now (fixture->place->clock, &now);
  g_assert_true (kapka_upload_record_run (journal,
                                          &(KapkaSyncRun){ .started_ms = now.utc_ms,
                                                           .ended_ms = now.utc_ms,
                                                           .exit_code = exit_code,
                                                           .reason = (char *)reason },
                                          NULL));
}

static void
test_upload (Fixture *fixture, gconstpointer data) {
  static const char *const days[] = { "2026-11-21T09:00:00+04:00", "2026-11-22T09:00:00+04:00",
                                      "2026-11-23T09:00:00+04:00" };

  g_string_append (fixture->config, "[sync]\nurl=https://centre.example.org/\n");
  write_journal (fixture);
  expect (fixture, "NOT-ENROLLED", WARNING, EX_OK);
  g_assert_null (find (fixture, "NO-CENTRE"));
  connect_kiosk (fixture, "PC-1");
  expect (fixture, "SYNC-NEVER", WARNING, EX_OK);
  record_run (fixture, EX_NOPERM, "revoked");
  expect (fixture, "SYNC-FAILING", ERROR, EX_UNAVAILABLE);
  record_run (fixture, EX_OK, "ok");
  look (fixture);
  g_assert_null (find (fixture, "SYNC-FAILING"));
  g_assert_null (find (fixture, "SYNC-NEVER"));
  g_assert_null (find (fixture, "ENROLLED-OTHERWISE"));
  for (guint i = 0; i < G_N_ELEMENTS (days); i++) {
    kapka_place_set_time (fixture->place, days[i]);
    write_journal (fixture);
  }
  record_run (fixture, EX_TEMPFAIL, "network");
  expect (fixture, "SYNC-LATE", WARNING, EX_OK);
  connect_kiosk (fixture, "PC-2");
  expect (fixture, "ENROLLED-OTHERWISE", WARNING, EX_OK);
  write_state (fixture, "enrol.json", "{}", 0600);
  expect (fixture, "ENROLMENT-DAMAGED", ERROR, EX_CONFIG);
}

static void
test_printer (Fixture *fixture, gconstpointer data) {
  g_autoptr (KapkaTestPrintServer) server = NULL;

  g_string_append (fixture->config, "[print]\nprinter=Kiosk\n");
  expect (fixture, "PRINTER-GONE", ERROR, EX_UNAVAILABLE);
  write_state (fixture, "printing", "", 0600);
  expect (fixture, "KIOSK-CLOSED", ERROR, EX_UNAVAILABLE);
  server = kapka_test_print_server_new ();
  fixture->environment = kapka_test_print_server_add_environment (server, fixture->environment);
  look (fixture);
  g_assert_cmpint (fixture->exit_code, ==, EX_OK);
  kapka_test_print_server_set_enabled (server, FALSE);
  expect (fixture, "PRINTER-STOPPED", ERROR, EX_UNAVAILABLE);
  g_string_truncate (fixture->config, 0);
  g_string_append (fixture->config, "[print]\nprinter=Other\n");
  expect (fixture, "PRINTER-GONE", ERROR, EX_UNAVAILABLE);
}

static void
test_certificates (Fixture *fixture, gconstpointer data) {
  g_autofree char *over =
      kapka_test_make_certificate (fixture->dir, KAPKA_TEST_CERTIFICATE_EXPIRED);
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GDateTime) then = g_date_time_add_days (now, 30);
  g_autofree char *until = g_date_time_format (then, "%Y%m%d%H%M%SZ");
  g_autofree char *soon = kapka_test_make_authority_until (fixture->dir, "soon", until);
  g_autofree char *installed = NULL;
  g_autofree char *folder = NULL;
  KapkaTestTrustedRoot root;

  kapka_test_trusted_root_init (&root, fixture->dir);
  kapka_test_trusted_root_know (&root, "soon", soon);
  fixture->root = g_strdup (root.root);
  fixture->data_dir = g_strdup (root.data_dir);
  expect_none (fixture, "CA-EXPIRES");
  folder = g_build_filename (root.root, "usr/local/share/ca-certificates/kapka", NULL);
  installed = g_build_filename (folder, "soon.crt", NULL);
  g_assert_cmpint (g_mkdir_with_parents (folder, 0755), ==, 0);
  kapka_place_copy (soon, installed);
  look (fixture);
  expect_here (fixture, "CA-EXPIRES", WARNING);
  g_string_append_printf (fixture->config, "[sync]\nca_file=%s\n", over);
  look (fixture);
  expect_here (fixture, "CA-EXPIRED", ERROR);
  kapka_test_trusted_root_clear (&root);
}

static void
test_portals (Fixture *fixture, gconstpointer data) {
  g_autoptr (GPtrArray) results =
      g_ptr_array_new_with_free_func ((GDestroyNotify)kapka_portal_result_free);
  gint64 now_ms = g_get_real_time () / 1000;
  const char *text;

  write_journal (fixture);
  expect_none (fixture, "PORTALS-DOWN");
  g_ptr_array_add (results,
                   kapka_portal_result_new ("fns",
                                            &(KapkaPortalLook){ .verdict = KAPKA_VERDICT_SILENT,
                                                                .detail = g_strdup ("") },
                                            now_ms));
  g_ptr_array_add (results,
                   kapka_portal_result_new (
                       "sfr",
                       &(KapkaPortalLook){ .verdict = KAPKA_VERDICT_OK, .detail = g_strdup ("") },
                       now_ms));
  g_assert_true (kapka_portal_results_save (results, fixture->place->state_dir, now_ms, NULL));
  expect (fixture, "PORTALS-DOWN", WARNING, EX_OK);
  text = kapka_json_get_string (find (fixture, "PORTALS-DOWN"), "text", NULL);
  g_assert_nonnull (strstr (text, "fns (does not answer)"));
  g_assert_null (strstr (text, "sfr"));
}

/* What goes to the centre: codes and figures, no text and no name. */
static void
test_save (Fixture *fixture, gconstpointer data) {
  g_autofree char *path = g_build_filename (fixture->place->state_dir, "status.json", NULL);
  g_autofree char *out = NULL;
  g_autofree char *text = NULL;
  g_autoptr (KapkaJson) json = NULL;
  KapkaJson *findings;
  GStatBuf info;

  g_free (run (fixture, "--save"));
  g_assert_cmpint (fixture->exit_code, ==, EX_NOINPUT);
  write_journal (fixture);
  out = run (fixture, "--save");
  g_assert_cmpstr (out, ==, "");
  g_assert_cmpint (fixture->exit_code, ==, EX_OK);
  g_assert_cmpint (g_stat (path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  json = kapka_json_parse (text, strlen (text), strlen (text), NULL, NULL);
  g_assert_nonnull (json);
  findings = kapka_json_get_object (json, "findings", NULL);
  g_assert_cmpstr (kapka_json_get_string (findings, "PIN-MISSING", NULL), ==, WARNING);
  g_assert_cmpstr (kapka_json_get_string (findings, "NO-CENTRE", NULL), ==, NOTE);
  g_assert_cmpstr (kapka_json_get_string (json, "printer", NULL), ==, "none");
  g_assert_null (strstr (text, fixture->place->state_dir));
}

/* What the guard has written down within a week; the last end is the one that is told. */
static void
test_ends (Fixture *fixture, gconstpointer data) {
  g_autofree char *path = g_build_filename (fixture->place->state_dir, "kiosk-ends", NULL);
  gint64 hour_ms = 60 * 60 * 1000;
  gint64 now_ms = g_get_real_time () / 1000;
  g_autofree char *old =
      g_strdup_printf ("%" G_GINT64_FORMAT " 411\n\nrubbish\n", now_ms - 8 * 24 * hour_ms);
  g_autofree char *fresh =
      g_strdup_printf ("%s%" G_GINT64_FORMAT " 411\n%" G_GINT64_FORMAT " 500\n", old,
                       now_ms - 2 * hour_ms, now_ms - hour_ms);
  g_autofree char *text = NULL;

  write_journal (fixture);
  g_assert_true (g_file_set_contents (path, old, -1, NULL));
  expect_none (fixture, "KIOSK-ENDED");
  g_assert_true (g_file_set_contents (path, fresh, -1, NULL));
  expect (fixture, "KIOSK-ENDED", WARNING, EX_OK);
  text = run (fixture, NULL);
  g_assert_nonnull (strstr (text, "2 times and was started again; the last time with code 500"));
}

/* The mounts of this test are nobody else's and end with it, however it ends. */
static void
take_private_mounts (void) {
  g_assert_cmpint (unshare (CLONE_NEWNS), ==, 0);
  g_assert_cmpint (mount (NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL), ==, 0);
}

int
main (int argc, char **argv) {
  take_private_mounts ();
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function)                                                                        \
  g_test_add ("/kapkactl-check/" path, Fixture, NULL, set_up, function, tear_down)
  ADD ("fresh", test_fresh);
  ADD ("earlier-settings", test_earlier_settings);
  ADD ("page", test_page);
  ADD ("full-disk", test_full_disk);
  ADD ("read-only-disk", test_read_only_disk);
  ADD ("wrong-clock", test_wrong_clock);
  ADD ("journal", test_journal);
  ADD ("files", test_files);
  ADD ("lists", test_lists);
  ADD ("forms", test_forms);
  ADD ("replaced", test_replaced);
  ADD ("backup", test_backup);
  ADD ("upload", test_upload);
  ADD ("printer", test_printer);
  ADD ("certificates", test_certificates);
  ADD ("portals", test_portals);
  ADD ("save", test_save);
  ADD ("ends", test_ends);
#undef ADD
  return g_test_run ();
}
