// SPDX-License-Identifier: GPL-3.0-or-later
#include <string.h>
#include <sys/stat.h>
#include <sysexits.h>
#include <unistd.h>

#include "desk-command.h"

static void
expect (DeskCommand *command, int exit_code, const char *line, const char *part) {
  g_autofree char *text = desk_command_run (command, exit_code, line);

  if (strstr (text, part) == NULL)
    g_error ("%s: expected \"%s\" in:\n%s", line, part, text);
}

/** Imports @text with @author. */
static void
import (DeskCommand *command, int exit_code, const char *text, const char *part) {
  g_autofree char *path = kapka_test_dir_write (command->dir, "history.csv", text);
  g_autofree char *line = g_strdup_printf ("history import --author=Анна %s", path);

  expect (command, exit_code, line, part);
}

static void
test_history (void) {
  g_autoptr (DeskCommand) command = desk_command_new ();
  g_autofree char *list = NULL;

  expect (command, EX_NOINPUT, "history list", "journal.db");
  expect (command, EX_OK, "history set 2017 users 19426 --source=Отчёт --author=Анна", "");
  import (command, EX_OK,
          "year;key;value;source\r\n2015;users;10748;\xCE\xF2\xF7\xB8\xF2\r\n"
          "2015;rural_users;4486;\xCE\xF2\xF7\xB8\xF2\r\n2016;users;1;\xCE\xF2\xF7\xB8\xF2\r\n",
          "Figures taken: 3");
  expect (command, EX_OK, "history set 2016 users 13868 --source=Отчёт --author=Вера", "");
  expect (command, EX_OK, "history remove 2017 users --author=Вера", "");
  list = desk_command_run (command, EX_OK, "history list");
  g_assert_cmpstr (list, ==,
                   "year  key          value  source  author\n"
                   "────────────────────────────────────────\n"
                   "2015  users        10748  Отчёт   Анна\n"
                   "2015  rural_users  4486   Отчёт   Анна\n"
                   "2016  users        13868  Отчёт   Вера\n");
}

static void
assert_is_of (const DeskCommand *command, const char *name, const struct stat *owner) {
  g_autofree char *path = g_build_filename (command->state_dir, name, NULL);
  struct stat info;

  g_assert_no_errno (stat (path, &info));
  g_assert_cmpint (info.st_uid, ==, owner->st_uid);
  g_assert_cmpint (info.st_gid, ==, owner->st_gid);
  g_assert_cmpint (info.st_mode & 07, ==, 0);
}

/* Whoever writes as root before the kiosk has ever run leaves it a journal that it can write. */
static void
test_root (void) {
  g_autoptr (DeskCommand) command = desk_command_new ();
  g_autofree char *staff = g_build_filename (command->state_dir, "staff", NULL);
  struct stat owner;

  if (geteuid () == 0) {
    g_assert_no_errno (chown (command->state_dir, 65534, 65534));
    g_assert_no_errno (chown (staff, 65534, 65534));
  }
  g_assert_no_errno (stat (command->state_dir, &owner));
  expect (command, EX_OK, "history set 2017 users 1 --source=x --author=Анна", "");
  assert_is_of (command, "journal.db", &owner);
  assert_is_of (command, "desk.db", &owner);
}

/* What is listed as CSV can be taken again. */
static void
test_csv (void) {
  g_autoptr (DeskCommand) command = desk_command_new ();
  g_autofree char *csv = NULL;
  g_autofree char *again = NULL;

  import (command, EX_OK,
          "year,key,value,source\n2015,users,10748,\"Отчёт, том 2\"\n2016,s1,0,Отчёт\n",
          "Figures taken: 2");
  csv = desk_command_run (command, EX_OK, "history list --csv");
  g_assert_cmpstr (csv, ==,
                   "year,key,value,source\r\n2015,users,10748,\"Отчёт, том 2\"\r\n"
                   "2016,s1,0,Отчёт\r\n");
  import (command, EX_OK, csv, "Figures taken: 2");
  again = desk_command_run (command, EX_OK, "history list --csv");
  g_assert_cmpstr (again, ==, csv);
}

static void
check (DeskCommand *command, int exit_code, const char *part) {
  g_autofree char *line = g_strdup_printf ("--data-dir=%s check", g_getenv ("KAPKA_DATA_DIR"));

  expect (command, exit_code, line, part);
}

/* A damaged desk is found by the check and put aside by the next who writes, who is told. */
static void
test_damaged (void) {
  g_autoptr (DeskCommand) command = desk_command_new ();
  g_autofree char *path = g_build_filename (command->state_dir, "desk.db", NULL);

  expect (command, EX_OK, "history set 2017 users 1 --source=x --author=Анна", "");
  check (command, EX_OK, "desk.db is in order");
  g_assert_true (g_file_set_contents (path, "no database", -1, NULL));
  check (command, EX_IOERR, "not a database");
  expect (command, EX_IOERR, "history list", "not a database");
  expect (command, EX_OK, "history set 2017 users 1 --source=x --author=Анна", "");
  expect (command, EX_OK, "history list", "2017");
}

static void
test_refused (void) {
  g_autoptr (DeskCommand) command = desk_command_new ();

  expect (command, EX_USAGE, "history set 2017 users 1 --source=Отчёт", "--author=NAME is missing");
  expect (command, EX_USAGE, "history set 2017 users 1 --author=Анна", "--source=TEXT is missing");
  expect (command, EX_USAGE, "history set 2017 users 1 --source=x --author=Ян", "pin list");
  expect (command, EX_USAGE, "history set 17th users 1 --source=x --author=Анна", "as in 2018");
  expect (command, EX_USAGE, "history set 2017 users 1.5 --source=x --author=Анна", "whole number");
  expect (command, EX_DATAERR, "history set 2999 users 1 --source=x --author=Анна", "2999");
  expect (command, EX_USAGE, "history remove 2017 users --author=Анна", "no figure");
  import (command, EX_DATAERR, "year,key,value,source\n2015,users,-3,x\n",
          "history.csv:2: a whole number of at least 0 is expected");
  import (command, EX_DATAERR, "year,key,value\n2015,users,3\n", "\"source\" is missing");
  expect (command, EX_DATAERR, "history import --author=Анна missing.csv",
          "nothing of it was taken");
  expect (command, EX_OK, "history list", "author\n");
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/kapkactl-history/history", test_history);
  g_test_add_func ("/kapkactl-history/root", test_root);
  g_test_add_func ("/kapkactl-history/csv", test_csv);
  g_test_add_func ("/kapkactl-history/damaged", test_damaged);
  g_test_add_func ("/kapkactl-history/refused", test_refused);
  return g_test_run ();
}
