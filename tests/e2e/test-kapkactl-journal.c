// SPDX-License-Identifier: GPL-3.0-or-later
#include <string.h>
#include <sysexits.h>

#include "desk-command.h"
#include "journal/journal.h"

#define VISIT "a1111111-1111-4111-8111-111111111111"
#define SECOND "a2222222-2222-4222-8222-222222222222"
#define SIGNED "--author=Анна --reason=test"

static void
expect (DeskCommand *command, int exit_code, const char *line, const char *part) {
  g_autofree char *text = desk_command_run (command, exit_code, line);

  if (strstr (text, part) == NULL)
    g_error ("%s: expected \"%s\" in:\n%s", line, part, text);
}

static void
append (KapkaJournal *journal, KapkaEvent *event, const char *visit) {
  g_autoptr (GError) error = NULL;

  event->visit = g_strdup (visit);
  kapka_journal_append (journal, event, &error);
  g_assert_no_error (error);
  kapka_event_free (event);
}

/* Writes a visit of 2 March 2026 with a request for each of @services. */
static void
write_visit (KapkaJournal *journal, KapkaClock *clock, const char *visit, const char *services) {
  g_auto (GStrv) words = g_strsplit (services, " ", -1);
  KapkaEvent *event;

  append (journal, kapka_event_new (KAPKA_EVENT_BEGIN, clock), visit);
  for (guint i = 0; words[i] != NULL; i++) {
    event = kapka_event_new (KAPKA_EVENT_REQUEST, clock);
    event->item = g_strdup ("gosuslugi");
    event->service = g_strdup (words[i]);
    kapka_event_add_count (event, words[i], 1);
    kapka_event_add_count (event, "users", i == 0);
    append (journal, event, visit);
  }
  event = kapka_event_new (KAPKA_EVENT_END, clock);
  event->reason = g_strdup ("finished");
  append (journal, event, visit);
}

static DeskCommand *
make_command (void) {
  DeskCommand *command = desk_command_new ();
  g_autoptr (KapkaClock) clock = kapka_clock_new_manual (
      "Europe/Samara", G_GINT64_CONSTANT (1772430000000), "11111111-1111-4111-8111-111111111111");
  g_autoptr (KapkaJournal) journal =
      kapka_journal_open (command->state_dir, NULL, clock, KAPKA_JOURNAL_EVENTS, NULL, NULL);

  g_assert_nonnull (journal);
  write_visit (journal, clock, VISIT, "s3");
  write_visit (journal, clock, SECOND, "s2 s5");
  return command;
}

/* Returns the ID in the line of what @line prints that has @part. */
static char *
find_id (DeskCommand *command, const char *line, const char *part) {
  g_autofree char *text = desk_command_run (command, EX_OK, line);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    if (strstr (lines[i], part) != NULL && strlen (lines[i]) > 36)
      return g_strndup (lines[i], 36);
  g_error ("%s: expected \"%s\" in:\n%s", line, part, text);
}

static void
expect_sum (DeskCommand *command, const char *figures) {
  g_autofree char *text = desk_command_run (command, EX_OK, "journal days 2026-03");
  g_autoptr (GString) sum = g_string_new (strstr (text, "\n2026-03 ") + 1);

  while (g_string_replace (sum, "  ", " ", 0) > 0)
    continue;
  g_assert_cmpstr (sum->str, ==, figures);
}

static void
test_looking (void) {
  g_autoptr (DeskCommand) command = make_command ();

  expect_sum (command, "2026-03 2 0 1 1 0 1 0 0 0\n");
  expect (command, EX_OK, "journal visits 2026-03-02", VISIT "  09:40  finished");
  expect (command, EX_OK, "journal visits 2026-03-02", "s2:gosuslugi s5:gosuslugi");
  expect (command, EX_OK, "journal visit " VISIT, "request gosuslugi");
  expect (command, EX_USAGE, "journal visit a3333333-3333-4333-8333-333333333333", "no such visit");
  expect (command, EX_USAGE, "journal visits 2026-02-29", "as in 2026-03-02");
  expect (command, EX_USAGE, "journal days 2026", "as in 2026-03");
}

static void
test_correcting (void) {
  g_autoptr (DeskCommand) command = make_command ();
  g_autofree char *request = find_id (command, "journal visit " VISIT, "request gosuslugi");
  g_autofree char *reclassify = g_strdup_printf ("journal reclassify %s s6 " SIGNED, request);
  g_autofree char *correction = NULL;
  g_autofree char *undo = NULL;

  g_free (desk_command_run (command, EX_OK, reclassify));
  expect_sum (command, "2026-03 2 0 1 0 0 1 1 0 0\n");
  expect (command, EX_USAGE, reclassify, "already");
  expect (command, EX_OK, "journal visit " VISIT, "Анна, test");
  correction = find_id (command, "journal visit " VISIT, "correction gosuslugi");
  undo = g_strdup_printf ("journal undo %s --author=Анна", correction);
  g_free (desk_command_run (command, EX_OK, undo));
  expect (command, EX_OK, "journal visit " VISIT, "(taken back)");
  expect_sum (command, "2026-03 2 0 1 1 0 1 0 0 0\n");
  g_free (desk_command_run (command, EX_OK, "journal assist " VISIT " " SIGNED));
  expect_sum (command, "2026-03 2 0 1 1 0 1 0 0 1\n");
  g_free (desk_command_run (command, EX_OK, "journal assist " VISIT " --away " SIGNED));
  g_free (desk_command_run (command, EX_OK, "journal merge " VISIT " " SECOND " --author=Анна"));
  expect_sum (command, "2026-03 1 0 1 1 0 1 0 0 0\n");
  g_free (desk_command_run (command, EX_OK, "journal void " SECOND " " SIGNED));
  expect_sum (command, "2026-03 1 0 0 1 0 0 0 0 0\n");
}

static void
test_adding (void) {
  g_autoptr (DeskCommand) command = make_command ();
  g_autofree char *batch = desk_command_run (
      command, EX_OK, "journal batch 2026-03-05 --users=2 --s1=3 --pages=4 --author=Анна");
  g_autofree char *tally = desk_command_run (command, EX_OK, "journal tally s1,s3 --author=Анна");
  g_autofree char *undo = g_strdup_printf ("journal undo %.36s --author=Анна", batch);
  g_autofree char *trail = g_strdup_printf ("journal visit %.36s", batch);
  g_autofree char *again = g_strdup_printf ("journal undo %.36s --author=Анна", tally);

  expect_sum (command, "2026-03 4 3 1 1 0 1 0 4 0\n");
  expect (command, EX_OK, "journal visits 2026-03-05", "by hand");
  g_free (desk_command_run (command, EX_OK, undo));
  expect (command, EX_OK, trail, "manual  pages=4 s1=3 users=2  Анна, paper");
  expect (command, EX_OK, trail, "correction  pages=-4 s1=-3 users=-2  Анна, paper");
  expect_sum (command, "2026-03 2 0 1 1 0 1 0 0 0\n");
  g_free (desk_command_run (command, EX_OK, again));
  expect (command, EX_USAGE, again, "nothing to take back");
  expect (command, EX_DATAERR, "journal batch 2026-02-29 --users=1 --s1=1 --author=Анна",
          "no such day");
  expect (command, EX_DATAERR, "journal batch 2026-03-055 --users=1 --s1=1 --author=Анна",
          "no such day");
  expect (command, EX_DATAERR, "journal batch 2026-03-05 --users=2 --s1=1 --author=Анна",
          "more users than requests");
  expect (command, EX_USAGE, "journal tally s7 --author=Анна", "s1 to s6");
}

static void
test_months (void) {
  g_autoptr (DeskCommand) command = make_command ();

  g_free (desk_command_run (command, EX_OK, "journal close 2026-03 --author=Анна"));
  expect (command, EX_NOPERM, "journal void " VISIT " " SIGNED, "03.2026 is closed");
  expect (command, EX_NOPERM, "journal reopen 2026-03 " SIGNED, "administrator");
  expect_sum (command, "2026-03 2 0 1 1 0 1 0 0 0\n");
  g_free (
      desk_command_run (command, EX_OK, "journal reopen 2026-03 --reason=missed --author=Вера"));
  expect (command, EX_OK, "journal months", "missed");
  g_free (desk_command_run (command, EX_OK, "journal void " VISIT " " SIGNED));
  expect_sum (command, "2026-03 1 0 1 0 0 1 0 0 0\n");
}

static void
test_refused (void) {
  g_autoptr (DeskCommand) command = make_command ();

  expect (command, EX_USAGE, "journal void " VISIT " --reason=test", "--author=NAME is missing");
  expect (command, EX_USAGE, "journal void " VISIT " --author=Анна", "--reason=CODE is missing");
  expect (command, EX_USAGE, "journal void " VISIT " --author=Ян --reason=test", "pin list");
  expect (command, EX_USAGE, "journal void " VISIT " --author=Анна --reason=because",
          "of the list");
  expect (command, EX_USAGE, "journal void nothing " SIGNED, "no such visit");
  expect_sum (command, "2026-03 2 0 1 1 0 1 0 0 0\n");
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/kapkactl-journal/looking", test_looking);
  g_test_add_func ("/kapkactl-journal/correcting", test_correcting);
  g_test_add_func ("/kapkactl-journal/adding", test_adding);
  g_test_add_func ("/kapkactl-journal/months", test_months);
  g_test_add_func ("/kapkactl-journal/refused", test_refused);
  return g_test_run ();
}
