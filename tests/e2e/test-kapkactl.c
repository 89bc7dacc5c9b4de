// SPDX-License-Identifier: GPL-3.0-or-later
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>
#include <unistd.h>

#include "journal/journal.h"
#include "outcome.h"
#include "tmpdir.h"

#define DEADLINE_MS 60000
#define BOOT "11111111-1111-4111-8111-111111111111"

typedef struct {
  KapkaTestDir *dir;
  GStrv environment;
  char *data_dir; // A small catalogue without mistakes.
  char *config;   // A configuration without mistakes.
  char *state_dir;
} Fixture;

static KapkaTestOutcome run (Fixture *fixture, ...) G_GNUC_NULL_TERMINATED;

/* Runs kapkactl with the arguments, ended by NULL. */
static KapkaTestOutcome
run (Fixture *fixture, ...) {
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  va_list arguments;
  const char *argument;

  g_ptr_array_add (argv, (gpointer)g_getenv ("KAPKACTL"));
  va_start (arguments, fixture);
  while ((argument = va_arg (arguments, const char *)) != NULL)
    g_ptr_array_add (argv, (gpointer)argument);
  va_end (arguments);
  g_ptr_array_add (argv, NULL);
  return kapka_test_outcome_run ((const char *const *)argv->pdata,
                                 (const char *const *)fixture->environment, DEADLINE_MS);
}

static void
assert_has (const char *text, const char *part) {
  if (strstr (text, part) == NULL)
    g_error ("expected \"%s\" in:\n%s", part, text);
}

static char *
read_file (const char *path) {
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  return text;
}

/* The layouts that are installed. */
static void
link_keyboard (Fixture *fixture) {
  g_autofree char *installed = g_build_filename (g_getenv ("KAPKA_DATA_DIR"), "keyboard", NULL);
  g_autofree char *dir = kapka_test_dir_make (fixture->dir, "data");
  g_autofree char *path = g_build_filename (dir, "keyboard", NULL);

  g_assert_no_errno (symlink (installed, path));
}

static void
write_catalog (Fixture *fixture) {
  g_autofree char *services_path =
      g_build_filename (g_getenv ("KAPKA_DATA_DIR"), "catalog", "services.ini", NULL);
  g_autofree char *services = read_file (services_path);
  g_autofree char *services_copy =
      kapka_test_dir_write (fixture->dir, "data/catalog/services.ini", services);
  g_autofree char *portals = kapka_test_dir_write (
      fixture->dir, "data/catalog/portals.ini",
      "[List]\nNumber=7\nDate=2026-02-02\nApprovedBy=Совет библиотеки\n\n"
      "[gosuslugi]\nName=Госуслуги\nUrl=https://www.gosuslugi.ru/\n"
      "Services=s3;s1;s2;s5;s6\n\n"
      "[closed]\nName=Закрыто\nUrl=https://example.ru/\nServices=s1\nEnabled=false\n");
  g_autofree char *events =
      kapka_test_dir_write (fixture->dir, "data/catalog/events.ini", "[birth]\nName=Рождение\n");
  g_autofree char *authorities =
      kapka_test_dir_write (fixture->dir, "data/catalog/authorities.ini", "");
  g_autofree char *forms = kapka_test_dir_write (fixture->dir, "data/catalog/forms.ini",
                                                 "[letter]\nName=Письмо\nFile=letter.pdf\n");
  g_autofree char *pdf = kapka_test_dir_write (fixture->dir, "data/forms/letter.pdf", "%PDF-1.7\n");

  fixture->data_dir = kapka_test_dir_join (fixture->dir, "data");
  link_keyboard (fixture);
}

static void
write_config (Fixture *fixture) {
  g_autofree char *text = NULL;

  fixture->state_dir = kapka_test_dir_join (fixture->dir, "state");
  text = g_strdup_printf ("[terminal]\nlibrary=18-0142\nname=Центр\nrural=true\n\n"
                          "[storage]\nstate_dir=%s\nruntime_dir=%s/run\n",
                          fixture->state_dir, fixture->state_dir);
  fixture->config = kapka_test_dir_write (fixture->dir, "kapka.conf", text);
}

/* No translations: the messages under test are those of the source. */
static void
set_up (Fixture *fixture, gconstpointer data) {
  fixture->dir = kapka_test_dir_new ();
  fixture->environment = g_get_environ ();
  fixture->environment = g_environ_setenv (fixture->environment, "TEXTDOMAINDIR",
                                           kapka_test_dir_get_path (fixture->dir), TRUE);
  fixture->environment = g_environ_setenv (fixture->environment, "TMPDIR",
                                           kapka_test_dir_get_path (fixture->dir), TRUE);
  fixture->environment = g_environ_setenv (fixture->environment, "CUPS_SERVER", "/no-cups", TRUE);
  write_catalog (fixture);
  write_config (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data) {
  g_strfreev (fixture->environment);
  g_free (fixture->data_dir);
  g_free (fixture->config);
  g_free (fixture->state_dir);
  kapka_test_dir_free (fixture->dir);
}

static KapkaJournal *
open_journal (const char *state_dir, KapkaClock *clock, KapkaJournalAccess access) {
  g_autoptr (GError) error = NULL;
  KapkaJournal *journal = kapka_journal_open (state_dir, NULL, clock, access, NULL, &error);

  g_assert_no_error (error);
  return journal;
}

static void
append (KapkaJournal *journal, KapkaEvent *event) {
  g_autoptr (GError) error = NULL;

  kapka_journal_append (journal, event, &error);
  g_assert_no_error (error);
  kapka_event_free (event);
}

/* Writes a journal with a visit and a line from a paper diary, at the moment of @clock. */
static void
write_journal (Fixture *fixture, KapkaClock *clock) {
  g_autoptr (KapkaJournal) journal = open_journal (fixture->state_dir, clock, KAPKA_JOURNAL_EVENTS);
  KapkaEvent *begin = kapka_event_new (KAPKA_EVENT_BEGIN, clock);
  KapkaEvent *diary = kapka_event_new (KAPKA_EVENT_MANUAL, clock);

  begin->visit = g_uuid_string_random ();
  append (journal, begin);
  diary->author = g_strdup ("librarian");
  diary->reason = g_strdup ("paper");
  kapka_event_add_count (diary, "users", 2);
  kapka_event_add_count (diary, "s3", 3);
  kapka_event_add_count (diary, "s6", 1);
  append (journal, diary);
}

static void
write_journal_of_2018 (Fixture *fixture) {
  g_autoptr (KapkaClock) clock =
      kapka_clock_new_manual ("Europe/Samara", G_GINT64_CONSTANT (1520236800000), BOOT);

  write_journal (fixture, clock);
}

static void
test_usage (Fixture *fixture, gconstpointer data) {
  static const struct {
    const char *arguments[3];
    int exit_code;
  } cases[] = {
    { { NULL }, EX_USAGE },
    { { "dance" }, EX_USAGE },
    { { "--dance" }, EX_USAGE },
    { { "check", "--dance" }, EX_USAGE },
    { { "check", "more" }, EX_USAGE },
    { { "report", "--year=abc" }, EX_USAGE },
    { { "report", "--year=18" }, EX_USAGE },
    { { "report", "--year=0" }, EX_USAGE },
    { { "report", "--format=pdf" }, EX_USAGE },
    { { "report", "--format=text", "--excel" }, EX_USAGE },
    { { "demo", "--year=9999" }, EX_USAGE },
    { { "demo", "--visits=0" }, EX_USAGE },
    { { "demo", "--seed=-1" }, EX_USAGE },
    { { "--help" }, EX_OK },
    { { "--version" }, EX_OK },
    { { "report", "--help" }, EX_OK },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    const char *const *arguments = cases[i].arguments;
    g_auto (KapkaTestOutcome) outcome =
        run (fixture, arguments[0], arguments[1], arguments[2], NULL);

    g_assert_cmpint (outcome.exit_code, ==, cases[i].exit_code);
    g_assert_cmpint (*outcome.err == '\0', ==, cases[i].exit_code == EX_OK);
    g_assert_cmpint (*outcome.out == '\0', ==, cases[i].exit_code != EX_OK);
  }
}

static void
test_help (Fixture *fixture, gconstpointer data) {
  g_auto (KapkaTestOutcome) help = run (fixture, "--help", NULL);
  g_auto (KapkaTestOutcome) version = run (fixture, "--version", NULL);

  assert_has (help.out, "\n  check ");
  assert_has (help.out, " Check the configuration, the catalogue and the journal\n");
  assert_has (help.out, "\n  report ");
  assert_has (help.out, "\n  status ");
  assert_has (help.out, "\n  demo ");
  assert_has (help.out, "--config");
  g_assert_true (g_str_has_prefix (version.out, "kapkactl "));
}

/* Returns (transfer full): what is said of a kiosk that has no people, printer and centre yet. */
static char *
describe_fresh (void) {
  g_autoptr (KapkaClock) clock = kapka_clock_new_system ("Europe/Samara", NULL);
  KapkaInstant now;

  kapka_clock_now (clock, &now);
  return g_strconcat (
      "warning: no administrator has a PIN yet\n"
      "    PIN-MISSING: Name an administrator and set the PIN: kapkactl pin set "
      "--role=administrator NAME\n"
      "note: no centre is configured; the counts stay here\n"
      "    NO-CENTRE: If there is a centre, set \"url\" in group [sync] of kapka.conf.\n"
      "note: there is no printer; forms can be looked at only\n"
      "    PRINTER-NONE: If there is one, set it up in the print system.\n",
      now.synced ? ""
                 : "note: the clock is not set by the network\n"
                   "    CLOCK-UNSYNCED: Compare it, or have the network set it: timedatectl "
                   "set-ntp true\n",
      "\n", NULL);
}

static void
test_check_good (Fixture *fixture, gconstpointer data) {
  g_auto (KapkaTestOutcome) before = { 0 };
  g_auto (KapkaTestOutcome) after = { 0 };
  g_autofree char *expected_before = NULL;
  g_autofree char *expected_after = NULL;
  g_autofree char *fresh = describe_fresh ();
  const char *facts = "List of portals: number 7 of 2026-02-02, approved by: Совет библиотеки\n"
                      "Catalogue: services 6, portals 1 and 1 switched off, forms 1\n"
                      "On-screen keyboard: russian, udmurt, latin, digits, symbols\n";

  before =
      run (fixture, "--config", fixture->config, "--data-dir", fixture->data_dir, "check", NULL);
  expected_before = g_strdup_printf ("%s%sJournal: %s/journal.db is not there yet\n", fresh, facts,
                                     fixture->state_dir);
  g_assert_cmpstr (before.out, ==, expected_before);
  g_assert_cmpint (before.exit_code, ==, EX_OK);
  write_journal_of_2018 (fixture);
  after =
      run (fixture, "--config", fixture->config, "--data-dir", fixture->data_dir, "check", NULL);
  expected_after = g_strdup_printf ("%s%sJournal: %s/journal.db is in order\n", fresh, facts,
                                    fixture->state_dir);
  g_assert_cmpstr (after.out, ==, expected_after);
  g_assert_cmpint (after.exit_code, ==, EX_OK);
  g_assert_cmpstr (after.err, ==, "");
}

/* Checks that @line is FILE:NUMBER: TEXT with @part in the text. */
static void
assert_finding (const char *line, const char *file, guint number, const char *part) {
  g_autofree char *prefix = g_strdup_printf ("%s:%u: ", file, number);

  if (!g_str_has_prefix (line, prefix))
    g_error ("expected \"%s\", got \"%s\"", prefix, line);
  assert_has (line, part);
}

static void
test_check_bad (Fixture *fixture, gconstpointer data) {
  g_autofree char *text =
      g_strdup_printf ("[terminal]\nlibary=18-0142\nrural=maybe\n\n[stroage]\n"
                       "state_dir=/x\n[storage]\nstate_dir=%s\n"
                       "[catalog]\ndir=%s/own\n[keyboard]\ndir=%s/letters\n",
                       fixture->state_dir, kapka_test_dir_get_path (fixture->dir),
                       kapka_test_dir_get_path (fixture->dir));
  g_autofree char *config = kapka_test_dir_write (fixture->dir, "bad.conf", text);
  g_autofree char *portals = kapka_test_dir_write (
      fixture->dir, "own/portals.ini",
      "[List]\nNumber=8 (проект)\nDate=2026-02-02\nApprovedBy=Ожидает утверждения библиотекой\n"
      "[plain]\nName=Открыто\nUrl=gopher://example.ru/\nServices=s1\n");
  g_autofree char *forms = kapka_test_dir_write (fixture->dir, "own/forms.ini",
                                                 "[letter]\nName=Письмо\nFile=lost.pdf\n");
  g_autofree char *layout = kapka_test_dir_write (fixture->dir, "letters/tatar.keys",
                                                  "[Layout]\nName=Т\nLabel=Т\n[1]\nKeys=ә;ә\n");
  g_auto (KapkaTestOutcome) outcome =
      run (fixture, "--config", config, "--data-dir", fixture->data_dir, "check", NULL);
  g_auto (GStrv) lines = g_strsplit (outcome.out, "\n", -1);
  g_autofree char *warning =
      g_strdup_printf ("%s: warning: the list of portals is not approved yet", portals);

  g_assert_cmpint (outcome.exit_code, ==, EX_CONFIG);
  assert_finding (lines[0], config, 2, "libary");
  assert_finding (lines[1], config, 3, "maybe");
  assert_finding (lines[2], config, 5, "stroage");
  assert_has (lines[3], "    CONFIG: ");
  assert_finding (lines[4], portals, 7, "gopher");
  assert_finding (lines[5], forms, 3, "lost.pdf");
  assert_has (lines[6], "    CATALOG: ");
  g_assert_cmpstr (lines[7], ==,
                   "error: forms whose file is gone or not the one that was checked: letter");
  assert_has (lines[8], "    FORMS-CHANGED: ");
  assert_finding (lines[9], layout, 5, "key ә is there twice");
  assert_has (lines[10], "    KEYBOARD: ");
  g_assert_true (g_strv_contains ((const char *const *)lines, warning));
  assert_has (outcome.out,
              "\n\nList of portals: number 8 (проект) of 2026-02-02, approved by: Ожидает "
              "утверждения библиотекой\n"
              "Catalogue: services 6, portals 0 and 0 switched off, forms 1\n"
              "On-screen keyboard: russian, udmurt, latin, digits, symbols\nJournal: ");
  g_assert_true (g_str_has_suffix (outcome.out, " is not there yet\n"));
}

static void
assert_cyrillic (const char *line) {
  for (const char *letter = line; *letter != '\0'; letter = g_utf8_next_char (letter))
    if (g_unichar_get_script (g_utf8_get_char (letter)) == G_UNICODE_SCRIPT_CYRILLIC)
      return;
  g_error ("not in Russian: %s", line);
}

/* What is wrong is told in the language of all else that kapkactl says, from whatever file. */
static void
test_check_russian (Fixture *fixture, gconstpointer data) {
  g_autofree char *text = g_strdup_printf (
      "early=1\n[visit]\nidle_seconds=-1\n[sync]\nurl=ftp:x\n"
      "[storage]\nstate_dir=%s\n[catalog]\ndir=%s/own\n"
      "[waiting]\nslides_dir=%s/own\n[keyboard]\ndir=%s/own\n",
      fixture->state_dir, kapka_test_dir_get_path (fixture->dir),
      kapka_test_dir_get_path (fixture->dir), kapka_test_dir_get_path (fixture->dir));
  g_autofree char *config = kapka_test_dir_write (fixture->dir, "bad.conf", text);
  g_autofree char *portals =
      kapka_test_dir_write (fixture->dir, "own/portals.ini",
                            "[plain]\nName=N\nUrl=gopher://example.ru/\nServices=s9\nEnabled=no\n");
  g_autofree char *slides = kapka_test_dir_write (fixture->dir, "own/slides.ini", "[gone.png]\n");
  g_autofree char *layout =
      kapka_test_dir_write (fixture->dir, "own/none.keys", "[Layout]\nName=N\nLabel=N\n[1]\n");
  g_auto (KapkaTestOutcome) outcome = { 0 };
  g_auto (GStrv) lines = NULL;

  fixture->environment =
      g_environ_setenv (fixture->environment, "TEXTDOMAINDIR", g_getenv ("TEXTDOMAINDIR"), TRUE);
  outcome = run (fixture, "--config", config, "--data-dir", fixture->data_dir, "check", NULL);
  g_assert_cmpint (outcome.exit_code, ==, EX_CONFIG);
  lines = g_strsplit (outcome.out, "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), >, 8);
  for (guint i = 0; lines[i] != NULL; i++)
    if (*lines[i] != '\0')
      assert_cyrillic (lines[i]);
  assert_finding (lines[0], config, 1, "строка до первой группы");
  assert_finding (lines[1], config, 3, "записано «-1», а нужно: целое число от 1 до 86400");
}

static void
test_check_no_config (Fixture *fixture, gconstpointer data) {
  g_autofree char *config = kapka_test_dir_join (fixture->dir, "none.conf");
  g_autofree char *prefix = g_strdup_printf ("%s: ", config);
  g_auto (KapkaTestOutcome) outcome =
      run (fixture, "--config", config, "--data-dir", fixture->data_dir, "check", NULL);

  g_assert_cmpint (outcome.exit_code, ==, EX_CONFIG);
  g_assert_true (g_str_has_prefix (outcome.out, prefix));
}

/* A wreck is told by check and never taken for an empty year. */
static void
test_wreck (Fixture *fixture, gconstpointer data) {
  g_autofree char *path =
      kapka_test_dir_write (fixture->dir, "state/journal.db", "this is no journal at all");
  g_autofree char *prefix = g_strdup_printf ("%s: ", path);
  g_auto (KapkaTestOutcome) check =
      run (fixture, "--config", fixture->config, "--data-dir", fixture->data_dir, "check", NULL);
  g_auto (KapkaTestOutcome) report =
      run (fixture, "--config", fixture->config, "--data-dir", fixture->data_dir, "report", NULL);
  g_auto (GStrv) lines = g_strsplit (check.out, "\n", -1);

  g_assert_cmpint (check.exit_code, ==, EX_IOERR);
  g_assert_true (g_str_has_prefix (lines[0], prefix));
  assert_has (lines[1], "    JOURNAL-DAMAGED: ");
  g_assert_null (strstr (check.out, "\nJournal: "));
  g_assert_cmpint (report.exit_code, ==, EX_IOERR);
  g_assert_cmpstr (report.out, ==, "");
}

static void
test_report (Fixture *fixture, gconstpointer data) {
  g_auto (KapkaTestOutcome) text = { 0 };
  g_auto (KapkaTestOutcome) csv = { 0 };
  g_auto (KapkaTestOutcome) excel = { 0 };

  write_journal_of_2018 (fixture);
  text = run (fixture, "--config", fixture->config, "--data-dir", fixture->data_dir, "report",
              "--year=2018", NULL);
  g_assert_cmpint (text.exit_code, ==, EX_OK);
  assert_has (text.out, "за 2018 год\nБиблиотека: Центр (18-0142)\n");
  assert_has (text.out,
              "услугой                                             —        —        —        2\n"
              "  в т.ч. в сельских библиотеках                     —        —        —        2\n");
  csv = run (fixture, "--config", fixture->config, "--data-dir", fixture->data_dir, "report",
             "--year=2018", "--format=csv", NULL);
  g_assert_cmpint (csv.exit_code, ==, EX_OK);
  g_assert_true (g_str_has_prefix (
      csv.out, "table,year,key,label,value\r\n"
               "A,2018,users,\"Количество пользователей, обратившихся за услугой\",2\r\n"
               "A,2018,rural_users,в т.ч. в сельских библиотеках,2\r\n"
               "B,2018,s1,"));
  g_assert_true (g_str_has_suffix (csv.out, "B,2018,requests,Всего обращений,4\r\n"));
  excel = run (fixture, "--config", fixture->config, "--data-dir", fixture->data_dir, "report",
               "--year=2018", "--excel", NULL);
  g_assert_true (g_str_has_prefix (excel.out, "\xEF\xBB\xBFtable;year;key;label;value\r\n"));
}

/* The report is a Russian paper, also where the terminal knows only ASCII. */
static void
test_report_c_locale (Fixture *fixture, gconstpointer data) {
  g_auto (KapkaTestOutcome) outcome = { 0 };

  write_journal_of_2018 (fixture);
  fixture->environment = g_environ_setenv (fixture->environment, "LC_ALL", "C", TRUE);
  fixture->environment = g_environ_unsetenv (fixture->environment, "CHARSET");
  outcome = run (fixture, "--config", fixture->config, "--data-dir", fixture->data_dir, "report",
                 "--year=2018", NULL);
  g_assert_true (
      g_str_has_prefix (outcome.out, "Отчёт центра общественного доступа за 2018 год\n"));
}

static void
test_report_refused (Fixture *fixture, gconstpointer data) {
  g_autofree char *bad = kapka_test_dir_write (fixture->dir, "bad.conf", "[terminal]\nrural=yes\n");
  g_autofree char *missing = kapka_test_dir_join (fixture->dir, "none.conf");
  g_autofree char *finding = g_strdup_printf ("%s:2: ", bad);
  g_auto (KapkaTestOutcome) no_journal =
      run (fixture, "--config", fixture->config, "--data-dir", fixture->data_dir, "report", NULL);
  g_auto (KapkaTestOutcome) mistaken =
      run (fixture, "--config", bad, "--data-dir", fixture->data_dir, "report", NULL);
  g_auto (KapkaTestOutcome) no_config =
      run (fixture, "--config", missing, "--data-dir", fixture->data_dir, "report", NULL);

  g_assert_cmpint (no_journal.exit_code, ==, EX_NOINPUT);
  g_assert_cmpint (mistaken.exit_code, ==, EX_CONFIG);
  g_assert_true (g_str_has_prefix (mistaken.err, finding));
  g_assert_cmpint (no_config.exit_code, ==, EX_CONFIG);
}

static void
test_status (Fixture *fixture, gconstpointer data) {
  g_autoptr (GError) error = NULL;
  g_autoptr (KapkaClock) clock = kapka_clock_new_system ("Europe/Samara", &error);
  KapkaInstant now;
  g_auto (KapkaTestOutcome) missing = { 0 };
  g_auto (KapkaTestOutcome) text = { 0 };
  g_auto (KapkaTestOutcome) json = { 0 };
  g_autofree char *expected_text = NULL;
  g_autofree char *expected_json = NULL;

  missing =
      run (fixture, "--config", fixture->config, "--data-dir", fixture->data_dir, "status", NULL);
  g_assert_cmpint (missing.exit_code, ==, EX_NOINPUT);
  write_journal (fixture, clock);
  kapka_clock_now (clock, &now);
  text =
      run (fixture, "--config", fixture->config, "--data-dir", fixture->data_dir, "status", NULL);
  g_assert_cmpint (text.exit_code, ==, EX_OK);
  expected_text = g_strdup_printf ("Upload: never. An administrator is needed: the address.\n"
                                   "Last successful upload: never\n"
                                   "Days to be sent: 1, the oldest %s\n",
                                   now.day);
  g_assert_true (g_str_has_prefix (text.out, "Центр (18-0142, PC-1)\n\n"));
  assert_has (text.out, "Visits                                                    ");
  g_assert_true (g_str_has_suffix (text.out, expected_text));
  json = run (fixture, "--config", fixture->config, "--data-dir", fixture->data_dir, "status",
              "--json", NULL);
  expected_json = g_strdup_printf (
      "{\"disk_low\":false,\"library\":\"18-0142\",\"terminal\":\"PC-1\",\"today\":{\"day\":\"%s\","
      "\"requests\":4,"
      "\"s1\":0,\"s2\":0,\"s3\":3,\"s4\":0,\"s5\":0,\"s6\":1,\"users\":2,\"visits\":1},"
      "\"upload\":{\"damaged_streams\":0,\"last_reason\":null,\"oldest_pending\":\"%s\","
      "\"pending_days\":1,\"pending_fragments\":0,"
      "\"sentence\":\"An administrator is needed: the address.\",\"state\":\"never\","
      "\"warnings\":[]}}\n",
      now.day, now.day);
  g_assert_cmpstr (json.out, ==, expected_json);
}

/* Returns all figures of the roll-up of 2018, a line each. */
static char *
read_day_counts (const char *state_dir) {
  static const char *const keys[] = { "_on", "users", "s1",    "s2",       "s3",       "s4",
                                      "s5",  "s6",    "pages", "assisted", "lang_udm", "lang_en" };
  g_autoptr (KapkaClock) clock =
      kapka_clock_new_manual ("Europe/Samara", G_GINT64_CONSTANT (1546300800000), BOOT);
  g_autoptr (KapkaJournal) journal = open_journal (state_dir, clock, KAPKA_JOURNAL_READ);
  GString *text = g_string_new (NULL);
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, 1, G_DATE_JANUARY, 2018);
  for (; g_date_get_year (&date) == 2018; g_date_add_days (&date, 1))
    for (gsize i = 0; i < G_N_ELEMENTS (keys); i++) {
      char day[11];
      gint64 sum;

      g_date_strftime (day, sizeof day, "%Y-%m-%d", &date);
      g_assert_true (kapka_journal_sum (journal, keys[i], day, day, &sum, NULL, NULL));
      if (sum != 0)
        g_string_append_printf (text, "%s %s %" G_GINT64_FORMAT "\n", day, keys[i], sum);
    }
  return g_string_free (text, FALSE);
}

/* Fills a demo and returns its figures. */
static char *
run_demo (Fixture *fixture, const char *name, const char *seed) {
  g_autofree char *state_dir = kapka_test_dir_join (fixture->dir, name);
  g_auto (KapkaTestOutcome) outcome =
      run (fixture, "--config", fixture->config, "--data-dir", g_getenv ("KAPKA_DATA_DIR"), "demo",
           "--year=2018", "--visits=200", seed, "--state-dir", state_dir, NULL);

  g_assert_cmpint (outcome.exit_code, ==, EX_OK);
  assert_has (outcome.out, state_dir);
  assert_has (outcome.out, "report --year=2018\n");
  return read_day_counts (state_dir);
}

/* The same seed gives the same figures of each day; the library is closed on Sundays and holidays.
 */
static void
test_demo_repeats (Fixture *fixture, gconstpointer data) {
  g_autofree char *first = run_demo (fixture, "first", "--seed=5");
  g_autofree char *again = run_demo (fixture, "again", "--seed=5");
  g_autofree char *other = run_demo (fixture, "other", "--seed=6");

  g_assert_cmpstr (first, ==, again);
  g_assert_cmpstr (first, !=, other);
  assert_has (first, "2018-01-09 _on 1\n");
  g_assert_null (strstr (first, "2018-01-08 "));
  g_assert_null (strstr (first, "2018-11-04 "));
  g_assert_null (strstr (first, "2018-09-02 "));
  for (int i = 1; i <= 6; i++) {
    g_autofree char *service = g_strdup_printf (" s%d ", i);

    assert_has (first, service);
  }
}

/* Sums the column @index of a CSV of plain numbers, whose lines begin with @prefix. */
static int
sum_column (const char *csv, const char *prefix, int index) {
  g_auto (GStrv) lines = g_strsplit (csv, "\r\n", -1);
  int sum = 0;

  for (char **line = lines; *line != NULL; line++) {
    g_auto (GStrv) fields = g_strsplit (*line, ",", -1);

    if (g_str_has_prefix (*line, prefix) && g_strv_length (fields) > (guint)index)
      sum += atoi (fields[index]);
  }
  return sum;
}

/* The same users and requests by day, by visit and in the report. */
static void
assert_exports_agree (Fixture *fixture, const char *config) {
  g_auto (KapkaTestOutcome) report =
      run (fixture, "--config", config, "--data-dir", fixture->data_dir, "report", "--year=2018",
           "--format=csv", NULL);
  g_auto (KapkaTestOutcome) days = run (fixture, "--config", config, "export", "days", NULL);
  g_auto (KapkaTestOutcome) visits = run (fixture, "--config", config, "export", "visits", NULL);
  g_auto (KapkaTestOutcome) day = run (fixture, "--config", config, "export", "days",
                                       "--from=2018-03-05", "--to=2018-03-05", "--excel", NULL);
  g_autofree char *users = g_strdup_printf ("услугой\",%d\r\n", sum_column (days.out, "2018", 1));
  g_autofree char *requests =
      g_strdup_printf ("обращений,%d\r\n", sum_column (days.out, "2018", 8));

  g_assert_true (g_str_has_prefix (days.out,
                                   "day,users,s1,s2,s3,s4,s5,s6,requests,pages,assisted,"
                                   "lang_udm,lang_en,events,participants,on\r\n2018-01-"));
  g_assert_true (g_str_has_prefix (visits.out,
                                   "id,day,begin,end,seconds,end_reason,users,s1,s2,s3,s4,s5,s6,"
                                   "pages,assisted,items,corrections,clock_ok,by_hand\r\n"));
  assert_has (report.out, users);
  assert_has (report.out, requests);
  for (int i = 0; i < 7; i++)
    g_assert_cmpint (sum_column (visits.out, "", 6 + i), ==, sum_column (days.out, "2018", 1 + i));
  g_assert_cmpint (sum_column (visits.out, "", 6), >, 100);
  g_assert_cmpint (visits.exit_code, ==, EX_OK);
  g_assert_true (g_str_has_prefix (day.out, "\xEF\xBB\xBF"
                                            "day;users;"));
  assert_has (day.out, "on\r\n2018-03-05;");
}

/* What was invented is a journal like any other, and nothing is ever invented into one that is
 * there. */
static void
test_demo_journal (Fixture *fixture, gconstpointer data) {
  g_autofree char *figures = run_demo (fixture, "demo", "--seed=1");
  g_autofree char *state_dir = kapka_test_dir_join (fixture->dir, "demo");
  g_autofree char *config = kapka_test_dir_join (fixture->dir, "demo/kapka.conf");
  g_auto (KapkaTestOutcome) check =
      run (fixture, "--config", config, "--data-dir", fixture->data_dir, "check", NULL);
  g_auto (KapkaTestOutcome) twice =
      run (fixture, "--config", fixture->config, "demo", "--state-dir", state_dir, NULL);
  g_autofree char *figures_after = read_day_counts (state_dir);

  assert_has (check.out, "/journal.db is in order\n");
  g_assert_cmpint (check.exit_code, ==, EX_OK);
  g_assert_cmpint (twice.exit_code, ==, EX_CANTCREAT);
  g_assert_cmpstr (figures, ==, figures_after);
  assert_exports_agree (fixture, config);
}

static void
test_export_refused (Fixture *fixture, gconstpointer data) {
  g_auto (KapkaTestOutcome) leap =
      run (fixture, "--config", fixture->config, "export", "days", "--from=2018-02-29", NULL);
  g_auto (KapkaTestOutcome) half =
      run (fixture, "--config", fixture->config, "export", "visits", "--to=2018-02", NULL);
  g_auto (KapkaTestOutcome) nothing = run (fixture, "--config", fixture->config, "export", NULL);

  g_assert_cmpint (leap.exit_code, ==, EX_USAGE);
  assert_has (leap.err, "\"2018-02-29\" is no day of the calendar");
  g_assert_cmpint (half.exit_code, ==, EX_USAGE);
  g_assert_cmpint (nothing.exit_code, ==, EX_USAGE);
}

static void
add (const char *path, void (*test) (Fixture *, gconstpointer)) {
  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  add ("/kapkactl/usage", test_usage);
  add ("/kapkactl/help", test_help);
  add ("/kapkactl/check/good", test_check_good);
  add ("/kapkactl/check/bad", test_check_bad);
  add ("/kapkactl/check/russian", test_check_russian);
  add ("/kapkactl/check/no-config", test_check_no_config);
  add ("/kapkactl/wreck", test_wreck);
  add ("/kapkactl/report", test_report);
  add ("/kapkactl/report/c-locale", test_report_c_locale);
  add ("/kapkactl/report/refused", test_report_refused);
  add ("/kapkactl/export/refused", test_export_refused);
  add ("/kapkactl/status", test_status);
  add ("/kapkactl/demo/repeats", test_demo_repeats);
  add ("/kapkactl/demo/journal", test_demo_journal);
  return g_test_run ();
}
