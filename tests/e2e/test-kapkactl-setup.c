// SPDX-License-Identifier: GPL-3.0-or-later
// `kapkactl setup`: a person who is asked, a file that answers, what is wrong with an answer, and
// that nothing is half written.

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sysexits.h>
#include <unistd.h>

#include "centre.h"
#include "print-server.h"
#include "program.h"
#include "text.h"
#include "tmpdir.h"

#define DEADLINE_MS 60000
#define KEY "ed25519:PUAXw-hDiVqStwqnTRt-vJyYLM8uxJaMwM1V8Sr0Zgw"

typedef struct {
  KapkaTestDir *dir;
  GStrv environment;
  char *config;
  char *before; // What is in it.
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data) {
  const char *top;

  fixture->dir = kapka_test_dir_new ();
  top = kapka_test_dir_get_path (fixture->dir);
  g_free (kapka_test_dir_make (fixture->dir, "state"));
  fixture->before = g_strdup_printf ("# Of the library.\n[terminal]\nname=Центр\n\n"
                                     "[storage]\nstate_dir=%s/state\n",
                                     top);
  fixture->config = kapka_test_dir_write (fixture->dir, "kapka.conf", fixture->before);
  fixture->environment = g_environ_setenv (g_get_environ (), "TEXTDOMAINDIR", top, TRUE);
}

static void
tear_down (Fixture *fixture, gconstpointer data) {
  g_free (fixture->before);
  g_free (fixture->config);
  g_strfreev (fixture->environment);
  kapka_test_dir_free (fixture->dir);
}

/* Types @lines, each ended by \n, and expects each of the words that follow in what is said, up to
 * NULL. */
static void
expect (Fixture *fixture, const char *lines, const char *options, int exit_code, ...) {
  g_autofree char *typed = kapka_test_dir_write (fixture->dir, "typed", lines);
  g_autofree char *line = g_strdup_printf ("\"$0\" --config=\"$1\" setup %s <\"$2\"", options);
  const char *const argv[] = {
    "sh", "-c", line, g_getenv ("KAPKACTL"), fixture->config, typed, NULL
  };
  g_autoptr (KapkaTestProgram) program =
      kapka_test_program_start (argv, (const char *const *)fixture->environment);
  int code = kapka_test_program_wait (program, DEADLINE_MS);
  g_autofree char *description = kapka_test_program_describe (program);
  const char *part;
  va_list parts;

  va_start (parts, exit_code);
  while ((part = va_arg (parts, const char *)) != NULL)
    if (strstr (description, part) == NULL)
      g_error ("expected \"%s\" in:\n%s", part, description);
  va_end (parts);
  if (code != exit_code)
    g_error ("expected exit code %d:\n%s", exit_code, description);
}

static char *
read_file (Fixture *fixture, const char *name) {
  g_autofree char *path = kapka_test_dir_join (fixture->dir, name);
  char *text = NULL;

  return g_file_get_contents (path, &text, NULL, NULL) ? text : g_strdup ("");
}

/* A wrong answer is told and asked for again; what was written by hand stays. */
static void
test_person (Fixture *fixture, gconstpointer data) {
  g_autofree char *config = NULL;
  g_autofree char *staff = NULL;

  expect (fixture, "18-0142\nPC-2\n\nмаленькая\nда\n-\n-\nftp://kapka.example\n-\nАнна\n7391\n",
          "--offline", EX_OK,
          "Name of the centre, as a visitor reads it [Центр]: ", "Please answer yes or no.",
          "The kiosk is set up", NULL);
  config = read_file (fixture, "kapka.conf");
  kapka_test_assert_has (config, "# Of the library.\n");
  kapka_test_assert_has (config, "library=18-0142\n");
  kapka_test_assert_has (config, "code=PC-2\n");
  kapka_test_assert_has (config, "name=Центр\n");
  kapka_test_assert_has (config, "rural=true\n");
  kapka_test_assert_has (config, "url=\n");
  staff = read_file (fixture, "state/staff");
  kapka_test_assert_has (staff, "Анна");
  kapka_test_assert_has (staff, "administrator");
  g_assert_null (strstr (staff, "7391"));
}

static void
test_interrupted (Fixture *fixture, gconstpointer data) {
  g_autofree char *config = NULL;

  expect (fixture, "18-0142\nPC-2\n", "--offline", EX_NOPERM, "Nothing was changed", NULL);
  config = read_file (fixture, "kapka.conf");
  g_assert_cmpstr (config, ==, fixture->before);
}

/* Nobody answers at the address: who gives it again means it. */
static void
test_sure (Fixture *fixture, gconstpointer data) {
  g_autofree char *config = NULL;
  g_autofree char *socket = kapka_test_dir_join (fixture->dir, "no-cups");

  fixture->environment = g_environ_setenv (fixture->environment, "CUPS_SERVER", socket, TRUE);
  expect (fixture,
          "18-0142\nPC-2\n\n\nlaser\nlaser\nhttp://127.0.0.1:1\nhttp://127.0.0.1:1\n"
          "http://127.0.0.1:1\nhttp://127.0.0.1:1\n" KEY "\n\n\n",
          "", EX_OK, "The printer was not found", "The proxy does not answer",
          "gives the same answer once more", NULL);
  config = read_file (fixture, "kapka.conf");
  kapka_test_assert_has (config, "printer=laser\n");
  kapka_test_assert_has (config, "proxy=http://127.0.0.1:1\n");
  kapka_test_assert_has (config, "url=http://127.0.0.1:1\n");
  kapka_test_assert_has (config, "key=" KEY "\n");
}

static void
expect_wrong (Fixture *fixture, const char *answers, const char *told) {
  g_autofree char *path = kapka_test_dir_write (fixture->dir, "answers.ini", answers);
  g_autofree char *options = g_strdup_printf ("--offline --answers='%s'", path);
  g_autofree char *config = NULL;

  expect (fixture, "", options, EX_DATAERR, told, NULL);
  config = read_file (fixture, "kapka.conf");
  g_assert_cmpstr (config, ==, fixture->before);
}

static void
test_wrong_answers (Fixture *fixture, gconstpointer data) {
  expect_wrong (fixture, "[terminal]\nlibrary=18-0142\nkode=PC-2\n", "answers.ini:3: ");
  expect_wrong (fixture, "[terminal]\nlibrary=18-0142\n[visit]\nidle_seconds=60\n",
                "answers.ini:3: ");
  expect_wrong (fixture, "[terminal]\nlibrary=18-0142\nrural=perhaps\n", "answers.ini:3: ");
  expect_wrong (fixture, "[terminal]\nlibrary=18-0142\n[sync]\nurl=ftp://kapka.example\n",
                "answers.ini:4: ");
  expect_wrong (fixture, "[sync]\nproxy=proxy:3128\n", "answers.ini:2: ");
  expect_wrong (fixture, "[sync]\nproxy=http://proxy\n", "answers.ini:2: ");
  expect_wrong (fixture, "[sync]\nurl=https://kapka.example\n[catalog]\nkey=ed25519:abc\n",
                "answers.ini:4: ");
}

/* What is not for kapka.conf is looked at before kapka.conf is written, too. */
static void
test_wrong_people (Fixture *fixture, gconstpointer data) {
  expect_wrong (fixture, "[terminal]\nlibrary=18-0142\n[setup]\nadministrator=Анна\npin=12\n",
                "answers.ini:5: a PIN has 4 to 12 digits");
  expect_wrong (fixture, "[setup]\nadministrator=Анна\npin=1234\n", "answers.ini:3: this PIN is");
  expect_wrong (fixture, "[terminal]\nlibrary=18-0142\n[setup]\nadministrator=Анна\n",
                "answers.ini:4: the PIN of the administrator is missing");
  expect_wrong (fixture, "[setup]\npin=7391\n", "answers.ini:2: whose PIN is it?");
  expect_wrong (fixture, "[setup]\nadministrator=\npin=7391\n", "answers.ini:2: a name has");
  expect_wrong (fixture, "[setup]\nenrol_code=K7QF-2M8P-XW3D\n",
                "answers.ini:2: a code needs the address of the centre");
  expect_wrong (fixture, "[setup]\nenrol_code=K7QF\n", "answers.ini:2: A connection code has");
}

static void
test_all_at_once (Fixture *fixture, gconstpointer data) {
  const char *answers = "[terminal]\nlibrary=18-0142\nrural=perhaps\n[sync]\n"
                        "url=ftp://kapka.example\n[setup]\npin=12\n";

  expect_wrong (fixture, answers, "answers.ini:3: ");
  expect_wrong (fixture, answers, "answers.ini:5: ");
  expect_wrong (fixture, answers, "answers.ini:7: ");
}

/* A kiosk without a network knows the key of its centre as well: for a catalogue on a flash drive.
 */
static void
test_key_without_address (Fixture *fixture, gconstpointer data) {
  g_autofree char *path =
      kapka_test_dir_write (fixture->dir, "answers.ini", "[catalog]\nkey=" KEY "\n");
  g_autofree char *options = g_strdup_printf ("--offline --answers='%s'", path);
  g_autofree char *config = NULL;

  expect (fixture, "", options, EX_OK, "The kiosk is set up", NULL);
  config = read_file (fixture, "kapka.conf");
  kapka_test_assert_has (config, "key=" KEY "\n");
}

/* Nobody answers eight questions in vain. */
static void
test_no_place (Fixture *fixture, gconstpointer data) {
  g_free (fixture->config);
  fixture->config = kapka_test_dir_join (fixture->dir, "missing/kapka.conf");
  expect (fixture, "", "--offline", EX_NOINPUT, "missing: ", NULL);
}

/* A centre that is away costs the administrator nothing, and is named for what it is. */
static void
test_centre_away (Fixture *fixture, gconstpointer data) {
  g_autofree char *path =
      kapka_test_dir_write (fixture->dir, "answers.ini",
                            "[terminal]\nrural=да\n[sync]\nurl=http://127.0.0.1:1\n"
                            "[setup]\nenrol_code=K7QF-2M8P-XW3D\nadministrator=Анна\npin=7391\n");
  g_autofree char *options = g_strdup_printf ("--offline --answers='%s'", path);
  g_autofree char *config = NULL;
  g_autofree char *staff = NULL;

  expect (fixture, "", options, EX_TEMPFAIL, "answers.ini:6: The centre cannot be reached.", NULL);
  config = read_file (fixture, "kapka.conf");
  kapka_test_assert_has (config, "rural=true\n");
  staff = read_file (fixture, "state/staff");
  kapka_test_assert_has (staff, "Анна");
}

static void
set_proxy (Fixture *fixture) {
  g_autofree char *path = kapka_test_dir_write (fixture->dir, "answers.ini",
                                                "[sync]\nproxy=http://kiosk:secret@proxy:3128\n");
  g_autofree char *options = g_strdup_printf ("--offline --answers='%s'", path);

  expect (fixture, "", options, EX_OK, "The kiosk is set up", NULL);
}

/* The password of a proxy is for the user of the kiosk, who has to be able to read it. */
static void
test_password (Fixture *fixture, gconstpointer data) {
  g_autofree char *state_dir = kapka_test_dir_join (fixture->dir, "state");
  struct stat state;
  struct stat config;

  if (geteuid () == 0)
    g_assert_no_errno (chown (state_dir, 0, 65534));
  g_assert_no_errno (stat (state_dir, &state));
  g_assert_no_errno (chmod (fixture->config, 0644));
  set_proxy (fixture);
  g_assert_no_errno (stat (fixture->config, &config));
  g_assert_cmpint (config.st_mode & 0777, ==, 0640);
  g_assert_cmpint (config.st_gid, ==, state.st_gid);
}

/* An image is set up by nobody, at a real centre and a real print system. */
static void
test_unattended (Fixture *fixture, gconstpointer data) {
  g_autoptr (KapkaTestCentre) centre = kapka_test_centre_new ();
  KapkaTestPrintServer *printer = kapka_test_print_server_new ();
  g_autofree char *code = kapka_test_centre_add_terminal (centre, "18-0142", "PC-2");
  g_autofree char *text = g_strdup_printf (
      "[terminal]\nlibrary=18-0142\ncode=PC-2\nrural=true\n[print]\nprinter=%s\n"
      "[sync]\nurl=%s\n[setup]\nenrol_code=%s\nadministrator=Анна\npin=7391\n",
      kapka_test_print_server_get_queue (printer), kapka_test_centre_get_url (centre), code);
  g_autofree char *path = kapka_test_dir_write (fixture->dir, "answers.ini", text);
  g_autofree char *options = g_strdup_printf ("--answers='%s'", path);
  g_autofree char *enrolment = NULL;
  g_autofree char *staff = NULL;

  fixture->environment = kapka_test_print_server_add_environment (printer, fixture->environment);
  expect (fixture, "", options, EX_OK, "others may read this file", "The kiosk is set up", NULL);
  enrolment = read_file (fixture, "state/enrol.json");
  kapka_test_assert_has (enrolment, "18-0142");
  staff = read_file (fixture, "state/staff");
  kapka_test_assert_has (staff, "Анна");
  expect (fixture, "", options, EX_OK, "The kiosk is set up", NULL);
  g_free (path);
  path = kapka_test_dir_write (fixture->dir, "answers.ini", "[print]\nprinter=nowhere\n");
  expect (fixture, "", options, EX_DATAERR, "answers.ini:2: The printer was not found", NULL);
  kapka_test_print_server_free (printer);
}

static char *
write_answers (Fixture *fixture,
               KapkaTestCentre *centre,
               const char *machine,
               const char *code,
               const char *person) {
  g_autofree char *text =
      g_strdup_printf ("[terminal]\nlibrary=18-0142\ncode=%s\n[sync]\nurl=%s\n[setup]\n%s%s\n%s",
                       machine, kapka_test_centre_get_url (centre),
                       code == NULL ? "" : "enrol_code=", code == NULL ? "" : code, person);
  g_autofree char *path = kapka_test_dir_write (fixture->dir, "answers.ini", text);

  return g_strdup_printf ("--answers='%s'", path);
}

/* What a file says and is not done is told: the machine was another one, codes were swapped. */
static void
test_another_computer (Fixture *fixture, gconstpointer data) {
  g_autoptr (KapkaTestCentre) centre = kapka_test_centre_new ();
  g_autofree char *second = kapka_test_centre_add_terminal (centre, "18-0142", "PC-2");
  g_autofree char *third = kapka_test_centre_add_terminal (centre, "18-0142", "PC-3");
  g_autofree char *swapped = write_answers (fixture, centre, "PC-3", second, "");
  g_autofree char *enrolment = NULL;
  g_autofree char *left_out = NULL;
  g_autofree char *right = NULL;

  expect (fixture, "", swapped, EX_DATAERR, "answers.ini:7: The centre knows this computer as PC-2",
          NULL);
  left_out = write_answers (fixture, centre, "PC-3", NULL, "");
  expect (fixture, "", left_out, EX_DATAERR, "The centre knows this computer as PC-2",
          "A new code from the centre is needed", NULL);
  right = write_answers (fixture, centre, "PC-3", third, "");
  expect (fixture, "", right, EX_OK, "The kiosk is set up", NULL);
  enrolment = read_file (fixture, "state/enrol.json");
  kapka_test_assert_has (enrolment, "PC-3");
  expect (fixture, "", right, EX_OK, "The kiosk is set up", NULL);
}

static void
test_another_administrator (Fixture *fixture, gconstpointer data) {
  const char *const people[] = { "administrator=Анна\npin=2580\n",
                                 "administrator=Вера\npin=2580\n" };
  g_autofree char *path =
      kapka_test_dir_write (fixture->dir, "answers.ini", "[setup]\nadministrator=Анна\npin=7391\n");
  g_autofree char *options = g_strdup_printf ("--offline --answers='%s'", path);

  expect (fixture, "", options, EX_OK, "The kiosk is set up", NULL);
  expect (fixture, "", options, EX_OK, "The kiosk is set up", NULL);
  for (guint i = 0; i < G_N_ELEMENTS (people); i++) {
    g_autofree char *text = g_strconcat ("[setup]\n", people[i], NULL);

    g_free (kapka_test_dir_write (fixture->dir, "answers.ini", text));
    expect (fixture, "", options, EX_DATAERR, "answers.ini:2: there is an administrator already",
            NULL);
  }
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) g_test_add ("/setup/" path, Fixture, NULL, set_up, function, tear_down)
  ADD ("person", test_person);
  ADD ("interrupted", test_interrupted);
  ADD ("sure", test_sure);
  ADD ("wrong-answers", test_wrong_answers);
  ADD ("wrong-people", test_wrong_people);
  ADD ("all-at-once", test_all_at_once);
  ADD ("key-without-address", test_key_without_address);
  ADD ("no-place", test_no_place);
  ADD ("centre-away", test_centre_away);
  ADD ("password", test_password);
  ADD ("unattended", test_unattended);
  ADD ("another-computer", test_another_computer);
  ADD ("another-administrator", test_another_administrator);
#undef ADD
  return g_test_run ();
}
