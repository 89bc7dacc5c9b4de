// SPDX-License-Identifier: GPL-3.0-or-later
// What `kapkactl check` finds in the files that an administrator writes, line by line.
#include "kapkactl-kiosk.h"

#include <sysexits.h>

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
test_check_good (KapkactlKiosk *kiosk, gconstpointer data) {
  g_auto (KapkaTestOutcome) before = { 0 };
  g_auto (KapkaTestOutcome) after = { 0 };
  g_autofree char *expected_before = NULL;
  g_autofree char *expected_after = NULL;
  g_autofree char *fresh = describe_fresh ();
  const char *facts = "List of portals: number 7 of 2026-02-02, approved by: Совет библиотеки\n"
                      "Catalogue: services 6, portals 1 and 1 switched off, forms 1\n"
                      "On-screen keyboard: russian, udmurt, latin, digits, symbols\n";

  before = kapkactl_kiosk_run (kiosk, "--config", kiosk->config, "--data-dir", kiosk->data_dir,
                               "check", NULL);
  expected_before = g_strdup_printf ("%s%sJournal: %s/journal.db is not there yet\n", fresh, facts,
                                     kiosk->state_dir);
  g_assert_cmpstr (before.out, ==, expected_before);
  g_assert_cmpint (before.exit_code, ==, EX_OK);
  kapkactl_kiosk_write_journal_of_2018 (kiosk);
  after = kapkactl_kiosk_run (kiosk, "--config", kiosk->config, "--data-dir", kiosk->data_dir,
                              "check", NULL);
  expected_after =
      g_strdup_printf ("%s%sJournal: %s/journal.db is in order\n", fresh, facts, kiosk->state_dir);
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
  kapka_test_assert_has (line, part);
}

static void
test_check_bad (KapkactlKiosk *kiosk, gconstpointer data) {
  g_autofree char *text = g_strdup_printf ("[terminal]\nlibary=18-0142\nrural=maybe\n\n[stroage]\n"
                                           "state_dir=/x\n[storage]\nstate_dir=%s\n"
                                           "[catalog]\ndir=%s/own\n[keyboard]\ndir=%s/letters\n",
                                           kiosk->state_dir, kapka_test_dir_get_path (kiosk->dir),
                                           kapka_test_dir_get_path (kiosk->dir));
  g_autofree char *config = kapka_test_dir_write (kiosk->dir, "bad.conf", text);
  g_autofree char *portals = kapka_test_dir_write (
      kiosk->dir, "own/portals.ini",
      "[List]\nNumber=8 (проект)\nDate=2026-02-02\nApprovedBy=Ожидает утверждения библиотекой\n"
      "[plain]\nName=Открыто\nUrl=gopher://example.ru/\nServices=s1\n");
  g_autofree char *forms =
      kapka_test_dir_write (kiosk->dir, "own/forms.ini", "[letter]\nName=Письмо\nFile=lost.pdf\n");
  g_autofree char *layout = kapka_test_dir_write (kiosk->dir, "letters/tatar.keys",
                                                  "[Layout]\nName=Т\nLabel=Т\n[1]\nKeys=ә;ә\n");
  g_auto (KapkaTestOutcome) outcome =
      kapkactl_kiosk_run (kiosk, "--config", config, "--data-dir", kiosk->data_dir, "check", NULL);
  g_auto (GStrv) lines = g_strsplit (outcome.out, "\n", -1);
  g_autofree char *warning =
      g_strdup_printf ("%s: warning: the list of portals is not approved yet", portals);

  g_assert_cmpint (outcome.exit_code, ==, EX_CONFIG);
  assert_finding (lines[0], config, 2, "libary");
  assert_finding (lines[1], config, 3, "maybe");
  assert_finding (lines[2], config, 5, "stroage");
  kapka_test_assert_has (lines[3], "    CONFIG: ");
  assert_finding (lines[4], portals, 7, "gopher");
  assert_finding (lines[5], forms, 3, "lost.pdf");
  kapka_test_assert_has (lines[6], "    CATALOG: ");
  g_assert_cmpstr (lines[7], ==,
                   "error: forms whose file is gone or not the one that was checked: letter");
  kapka_test_assert_has (lines[8], "    FORMS-CHANGED: ");
  assert_finding (lines[9], layout, 5, "key ә is there twice");
  kapka_test_assert_has (lines[10], "    KEYBOARD: ");
  g_assert_true (g_strv_contains ((const char *const *)lines, warning));
  kapka_test_assert_has (
      outcome.out, "\n\nList of portals: number 8 (проект) of 2026-02-02, approved by: Ожидает "
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
test_check_russian (KapkactlKiosk *kiosk, gconstpointer data) {
  g_autofree char *text =
      g_strdup_printf ("early=1\n[visit]\nidle_seconds=-1\n[sync]\nurl=ftp:x\n"
                       "[storage]\nstate_dir=%s\n[catalog]\ndir=%s/own\n"
                       "[waiting]\nslides_dir=%s/own\n[keyboard]\ndir=%s/own\n",
                       kiosk->state_dir, kapka_test_dir_get_path (kiosk->dir),
                       kapka_test_dir_get_path (kiosk->dir), kapka_test_dir_get_path (kiosk->dir));
  g_autofree char *config = kapka_test_dir_write (kiosk->dir, "bad.conf", text);
  g_autofree char *portals =
      kapka_test_dir_write (kiosk->dir, "own/portals.ini",
                            "[plain]\nName=N\nUrl=gopher://example.ru/\nServices=s9\nEnabled=no\n");
  g_autofree char *slides = kapka_test_dir_write (kiosk->dir, "own/slides.ini", "[gone.png]\n");
  g_autofree char *layout =
      kapka_test_dir_write (kiosk->dir, "own/none.keys", "[Layout]\nName=N\nLabel=N\n[1]\n");
  g_auto (KapkaTestOutcome) outcome = { 0 };
  g_auto (GStrv) lines = NULL;

  kiosk->environment =
      g_environ_setenv (kiosk->environment, "TEXTDOMAINDIR", g_getenv ("TEXTDOMAINDIR"), TRUE);
  outcome =
      kapkactl_kiosk_run (kiosk, "--config", config, "--data-dir", kiosk->data_dir, "check", NULL);
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
test_check_no_config (KapkactlKiosk *kiosk, gconstpointer data) {
  g_autofree char *config = kapka_test_dir_join (kiosk->dir, "none.conf");
  g_autofree char *prefix = g_strdup_printf ("%s: ", config);
  g_auto (KapkaTestOutcome) outcome =
      kapkactl_kiosk_run (kiosk, "--config", config, "--data-dir", kiosk->data_dir, "check", NULL);

  g_assert_cmpint (outcome.exit_code, ==, EX_CONFIG);
  g_assert_true (g_str_has_prefix (outcome.out, prefix));
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  kapkactl_kiosk_add ("/kapkactl/check/good", test_check_good);
  kapkactl_kiosk_add ("/kapkactl/check/bad", test_check_bad);
  kapkactl_kiosk_add ("/kapkactl/check/russian", test_check_russian);
  kapkactl_kiosk_add ("/kapkactl/check/no-config", test_check_no_config);
  return g_test_run ();
}
