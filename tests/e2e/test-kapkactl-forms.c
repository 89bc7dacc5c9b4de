// SPDX-License-Identifier: GPL-3.0-or-later
// Putting a blank on the shelf and looking after it by command line.

#include <string.h>
#include <sysexits.h>

#include "desk-command.h"
#include "text.h"

#define HOSTILE                                                                                    \
  "%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R/OpenAction<</S/Launch/F(cmd.exe)>>>>endobj\n"      \
  "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"                                             \
  "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\n"                               \
  "trailer<</Root 1 0 R/Size 4>>\n%%EOF\n"

static char *
run (DeskCommand *command, int exit_code, const char *line, const char *part) {
  g_autofree char *whole = g_strdup_printf ("--data-dir=%s %s", g_getenv ("KAPKA_DATA_DIR"), line);
  char *text = desk_command_run (command, exit_code, whole);

  if (strstr (text, part) == NULL)
    g_error ("%s: expected \"%s\" in:\n%s", line, part, text);
  return text;
}

static void
expect (DeskCommand *command, int exit_code, const char *line, const char *part) {
  g_free (run (command, exit_code, line, part));
}

/* The centre has a folder of its own. */
static DeskCommand *
set_up (void) {
  DeskCommand *command = desk_command_new ();
  g_autofree char *text = NULL;
  g_autofree char *longer = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (command->config, &text, NULL, &error);
  g_assert_no_error (error);
  longer =
      g_strdup_printf ("%s\n[catalog]\ndir=%s/own\n", text, kapka_test_dir_get_path (command->dir));
  g_file_set_contents (command->config, longer, -1, &error);
  g_assert_no_error (error);
  return command;
}

static char *
read_own (DeskCommand *command, const char *name) {
  g_autofree char *own = g_build_filename ("own", name, NULL);
  g_autofree char *path = kapka_test_dir_join (command->dir, own);
  char *text = NULL;

  g_file_get_contents (path, &text, NULL, NULL);
  return text;
}

static char *
import_line (const char *sample, const char *more) {
  return g_strdup_printf ("forms import %s/forms/%s.pdf %s", g_getenv ("KAPKA_DATA_DIR"), sample,
                          more);
}

static void
import (DeskCommand *command,
        int exit_code,
        const char *sample,
        const char *more,
        const char *part) {
  g_autofree char *line = import_line (sample, more);

  expect (command, exit_code, line, part);
}

/* The entry of the installed list is completed, and everything around it stays. */
static void
test_import (void) {
  g_autoptr (DeskCommand) command = set_up ();
  g_autofree char *list = NULL;

  import (command, EX_OK, "poa", "--id=fns-inn --valid-from=2026-01-01 --checked-on=2026-11-01",
          "fns-inn is on the shelf: pages 1");
  list = read_own (command, "forms.ini");
  kapka_test_assert_has (list, "# Одна группа — одна форма.");
  kapka_test_assert_has (list, "[obraschenie]\n");
  kapka_test_assert_has (list, "FormNumber=2-2-Учет, КНД 1112015\n");
  kapka_test_assert_has (list, "File=fns-inn.pdf\nSha256=");
  kapka_test_assert_has (list, "CheckedOn=2026-11-01\nValidFrom=2026-01-01\nFile=");
  expect (command, EX_OK, "check", "Catalogue:");
}

/* A new entry has to have a name; the next blank of it leaves the one before in its place, and
 * takes none of its days. */
static void
test_again (void) {
  g_autoptr (DeskCommand) command = set_up ();
  g_autofree char *list = NULL;
  g_autofree char *first = NULL;

  import (command, EX_DATAERR, "poa", "--id=own", "[own] has no Name");
  g_assert_null (read_own (command, "forms.ini"));
  import (command, EX_OK, "poa", "--id=own --name=Своя --valid-to=2027-12-31", "own/forms/own.pdf");
  import (command, EX_OK, "poa", "--id=own --name=Наша", "own/forms/own.pdf");
  import (command, EX_OK, "receipt", "--id=own", "own/forms/own (2).pdf");
  list = read_own (command, "forms.ini");
  kapka_test_assert_has (list, "Name=Наша\n");
  kapka_test_assert_has (list, "ValidTo=\n");
  kapka_test_assert_has (list, "File=own (2).pdf\n");
  first = read_own (command, "forms/own.pdf");
  g_assert_nonnull (first);
}

/* What is no good is not taken, and nothing of it is left. */
static void
test_refused (void) {
  g_autoptr (DeskCommand) command = set_up ();
  g_autofree char *hostile = kapka_test_dir_write (command->dir, "hostile.pdf", HOSTILE);
  g_autofree char *text = kapka_test_dir_write (command->dir, "text.pdf", "Заявление");
  g_autofree char *hostile_line = g_strdup_printf ("forms import %s --id=a --name=A", hostile);
  g_autofree char *text_line = g_strdup_printf ("forms import %s --id=a --name=A", text);

  expect (command, EX_DATAERR, hostile_line, "hostile.pdf: it starts other programs\n");
  expect (command, EX_DATAERR, text_line, "text.pdf: ");
  expect (command, EX_NOINPUT, "forms import /nowhere.pdf --id=a --name=A", "/nowhere.pdf: ");
  import (command, EX_USAGE, "poa", "--name=A", "--id=ID is missing");
  import (command, EX_DATAERR, "poa", "--id=../a --name=A", "is no id");
  import (command, EX_DATAERR, "poa", "--id=nalog --name=A", "is the id of a portal already");
  import (command, EX_DATAERR, "poa", "--id=a --name=A --valid-from=soon", "expected a date");
  g_assert_null (read_own (command, "forms.ini"));
  g_assert_null (read_own (command, "forms/a.pdf"));
}

static void
test_no_place (void) {
  g_autoptr (DeskCommand) command = desk_command_new ();

  import (command, EX_CONFIG, "poa", "--id=a --name=A", "[catalog] dir=");
}

/* The worst first; the exit code is that of the worst. */
static void
test_check (void) {
  g_autoptr (DeskCommand) command = set_up ();
  g_autofree char *list = NULL;
  g_autofree char *path = NULL;

  expect (command, EX_OK, "forms check", "fns-inn: it has no blank yet\n");
  import (command, EX_OK, "poa", "--id=old --name=O --valid-to=2020-12-31", "old.pdf");
  import (command, EX_OK, "poa", "--id=lazy --name=L --checked-on=2020-01-01", "lazy.pdf");
  import (command, EX_OK, "poa", "--id=later --name=F --valid-from=2999-01-01", "later.pdf");
  list = run (command, EX_CONFIG, "forms check", "old: it is out of date\nlazy: it has not been");
  kapka_test_assert_has (list, "for a year\nlater: it is not accepted yet\n");
  path = kapka_test_dir_write (command->dir, "own/forms/later.pdf", "%PDF");
  expect (command, EX_DATAERR, "forms check",
          "later: its file has changed since it was checked, it is not printed\nold: ");
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/kapkactl-forms/import", test_import);
  g_test_add_func ("/kapkactl-forms/again", test_again);
  g_test_add_func ("/kapkactl-forms/refused", test_refused);
  g_test_add_func ("/kapkactl-forms/no-place", test_no_place);
  g_test_add_func ("/kapkactl-forms/check", test_check);
  return g_test_run ();
}
