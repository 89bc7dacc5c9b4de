// SPDX-License-Identifier: GPL-3.0-or-later
// central.conf names the database for the service and for every command alike.
#include <signal.h>
#include <string.h>
#include <sys/stat.h>
#include <sysexits.h>
#include <unistd.h>

#include "outcome.h"
#include "program.h"
#include "test-store-place.h"
#include "text.h"

#define DEADLINE_MS 60000

static GStrv
make_argv (const char *option, const char *const *words) {
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  g_strv_builder_add_many (builder, g_getenv ("KAPKA_CENTRAL"), option, NULL);
  g_strv_builder_addv (builder, (const char **)words);
  return g_strv_builder_end (builder);
}

/* No translations: the messages under test are those of the source. */
static GStrv
make_environment (KapkaStorePlace *place) {
  return g_environ_setenv (g_get_environ (), "TEXTDOMAINDIR", kapka_test_dir_get_path (place->dir),
                           TRUE);
}

/* Runs kapka-central with @name and @value as one option in front of @words. */
static KapkaTestOutcome
run (KapkaStorePlace *place, const char *name, const char *value, const char *const *words) {
  g_autofree char *option = g_strdup_printf ("--%s=%s", name, value);
  g_auto (GStrv) argv = make_argv (option, words);
  g_auto (GStrv) environment = make_environment (place);

  return kapka_test_outcome_run ((const char *const *)argv, (const char *const *)environment,
                                 DEADLINE_MS);
}

static char *
write_config (KapkaStorePlace *place, const char *database) {
  g_autofree char *text = g_strdup_printf ("# Our centre\n[central]\ndatabase=%s\n", database);

  return kapka_test_dir_write (place->dir, "central.conf", text);
}

static void
assert_good (const KapkaTestOutcome *outcome) {
  g_assert_cmpstr (outcome->err, ==, "");
  g_assert_cmpint (outcome->exit_code, ==, EX_OK);
}

static void
add_library (KapkaStorePlace *place, const char *config) {
  const char *const words[] = { "library",      "add",     "18-0142", "--name=Центр",
                                "--district=Р", "--rural", NULL };
  g_auto (KapkaTestOutcome) outcome = run (place, "config", config, words);

  assert_good (&outcome);
}

static void
test_commands (KapkaStorePlace *place, gconstpointer data) {
  static const char *const list[] = { "library", "list", NULL };
  g_autofree char *other = kapka_store_place_add_database (place, "other");
  g_autofree char *config = write_config (place, place->address);
  g_auto (KapkaTestOutcome) told = { 0 };
  g_auto (KapkaTestOutcome) named = { 0 };
  g_auto (KapkaTestOutcome) elsewhere = { 0 };

  add_library (place, config);
  kapka_store_assert_answer (place->store, "SELECT code FROM library", "18-0142");
  told = run (place, "config", config, list);
  kapka_test_assert_has (told.out, "18-0142");
  named = run (place, "database", place->address, list);
  kapka_test_assert_has (named.out, "18-0142");
  elsewhere = run (place, "database", other, list);
  assert_good (&elsewhere);
  g_assert_null (strstr (elsewhere.out, "18-0142"));
}

/* The option wins, and whoever uses it needs no file. */
static void
test_option_wins (KapkaStorePlace *place, gconstpointer data) {
  g_autofree char *config = write_config (place, "nonsense");
  g_autofree char *option = g_strdup_printf ("--config=%s", config);
  const char *const words[] = { option, "library", "list", NULL };
  g_auto (KapkaTestOutcome) outcome = run (place, "database", place->address, words);

  assert_good (&outcome);
}

/* Which database that was is said without the password. */
static void
test_backup (KapkaStorePlace *place, gconstpointer data) {
  g_autofree char *config = write_config (place, place->address);
  g_autofree char *file = kapka_test_dir_join (place->dir, "backup.db");
  g_autofree char *public_part = g_strndup (place->address, strcspn (place->address, "?"));
  const char *const back_up[] = { "backup", file, NULL };
  const char *const restore[] = { "restore", "--replace", file, NULL };
  g_auto (KapkaTestOutcome) backed_up = { 0 };
  g_auto (KapkaTestOutcome) restored = { 0 };

  backed_up = run (place, "config", config, back_up);
  assert_good (&backed_up);
  kapka_test_assert_has (backed_up.out, public_part);
  kapka_test_assert_has (backed_up.out, file);
  restored = run (place, "config", config, restore);
  assert_good (&restored);
  kapka_test_assert_has (restored.out, public_part);
  kapka_test_assert_has (restored.out, file);
}

/* Nothing is ever read or written elsewhere because of a mistake. */
static void
assert_refused (KapkaStorePlace *place, const char *config, const char *told) {
  g_autofree char *file = kapka_test_dir_join (place->dir, "never.db");
  g_autofree char *socket = g_strdup_printf ("--listen=unix:%s.sock", file);
  const char *const commands[][5] = {
    { "library", "list", NULL },
    { "status", NULL },
    { "report", NULL },
    { "backup", file, NULL },
    { "restore", file, NULL },
    { "receive", file, NULL },
    { "catalog", "publish", kapka_test_dir_get_path (place->dir), NULL },
    { "serve", socket, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++) {
    g_auto (KapkaTestOutcome) outcome = run (place, "config", config, commands[i]);

    kapka_test_assert_has (outcome.err, told);
    g_assert_cmpint (outcome.exit_code, ==, EX_CONFIG);
    g_assert_cmpstr (outcome.out, ==, "");
    g_assert_false (g_file_test (file, G_FILE_TEST_EXISTS));
  }
}

static void
test_mistakes (KapkaStorePlace *place, gconstpointer data) {
  static const struct {
    const char *text;
    const char *told; // After the path.
  } cases[] = {
    { "[central]\ndatabse=sqlite:/a.db\n", ":2: unknown key databse" },
    { "[centre]\ndatabase=sqlite:/a.db\n", ":1: unknown group [centre]" },
    { "[central]\n\ndatabase=mysql://host/kapka\n", ":3: \"mysql://host/kapka\" is no address" },
    { "[central]\ndatabase=\n", ":2: \"\" is no address" },
    { "[central]\ndatabase=sqlite:central.db\n",
      ":2: database is \"sqlite:central.db\", expected" },
    { "database=sqlite:/a.db\n", ":1: a line before the first group" },
    { "[central]\ndatabase=sqlite:/a\ndatabase=sqlite:/b\n", ":3: key database is twice" },
  };
  g_autofree char *missing = kapka_test_dir_join (place->dir, "missing.conf");

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *config = kapka_test_dir_write (place->dir, "central.conf", cases[i].text);
    g_autofree char *told = g_strconcat (config, cases[i].told, NULL);

    assert_refused (place, config, told);
  }
  assert_refused (place, missing, missing);
  assert_refused (place, kapka_test_dir_get_path (place->dir), ": not a regular file");
}

/* Help is there however wrong the file is. */
static void
test_help (KapkaStorePlace *place, gconstpointer data) {
  static const char *const words[] = { "library", "add", "--help", NULL };
  g_autofree char *config = write_config (place, "nonsense");
  g_auto (KapkaTestOutcome) outcome = run (place, "config", config, words);

  assert_good (&outcome);
}

static void
test_password (KapkaStorePlace *place, gconstpointer data) {
  static const char *const status[] = { "status", NULL };
  g_autofree char *config =
      write_config (place, "postgresql://kapka:secret@127.0.0.1:1/counts?sslpassword=secret");
  g_auto (KapkaTestOutcome) outcome = run (place, "config", config, status);

  g_assert_cmpint (outcome.exit_code, ==, EX_TEMPFAIL);
  kapka_test_assert_has (outcome.err, "postgresql://127.0.0.1:1/counts: ");
  g_assert_null (strstr (outcome.err, "secret"));
}

/* Whom the server does not let in reads why, and as whom to come. */
static void
test_stranger (KapkaStorePlace *place, gconstpointer data) {
  static const char *const status[] = { "status", NULL };
  g_autofree char *address = g_strconcat (
      place->address, strchr (place->address, '?') == NULL ? "?" : "&", "user=stranger", NULL);
  g_autofree char *config = write_config (place, address);
  g_autofree char *public_part = g_strndup (place->address, strcspn (place->address, "?"));
  g_auto (KapkaTestOutcome) outcome = run (place, "config", config, status);

  g_assert_cmpint (outcome.exit_code, ==, EX_NOPERM);
  kapka_test_assert_has (outcome.err, public_part);
  kapka_test_assert_has (outcome.err, "role \"stranger\" does not exist");
  kapka_test_assert_has (outcome.err, "runuser -u kapka-central -- ");
}

/* A file with a password in it is for the user of the centre alone. */
static void
test_private (KapkaStorePlace *place, gconstpointer data) {
  static const char *const status[] = { "status", NULL };
  g_autofree char *config = write_config (place, place->address);
  g_autofree char *option = g_strdup_printf ("--config=%s", config);
  g_auto (GStrv) argv = make_argv (option, status);
  g_auto (GStrv) environment = make_environment (place);
  g_auto (GStrv) whole = NULL;
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (KapkaTestOutcome) outcome = { 0 };

  g_assert_no_errno (chmod (config, 0));
  if (geteuid () == 0)
    g_strv_builder_add_many (builder, "setpriv", "--reuid=nobody", "--regid=nogroup",
                             "--clear-groups", NULL);
  g_strv_builder_addv (builder, (const char **)argv);
  whole = g_strv_builder_end (builder);
  outcome = kapka_test_outcome_run ((const char *const *)whole, (const char *const *)environment,
                                    DEADLINE_MS);
  g_assert_cmpint (outcome.exit_code, ==, EX_NOPERM);
  kapka_test_assert_has (outcome.err, config);
  kapka_test_assert_has (outcome.err, "runuser -u kapka-central -- ");
}

static void
test_serve (KapkaStorePlace *place, gconstpointer data) {
  g_autofree char *path = kapka_test_dir_join (place->dir, "served.db");
  g_autofree char *database = g_strconcat ("sqlite:", path, NULL);
  g_autofree char *config = write_config (place, database);
  g_autofree char *option = g_strdup_printf ("--config=%s", config);
  g_autofree char *listen =
      g_strdup_printf ("--listen=unix:%s/http.sock", kapka_test_dir_get_path (place->dir));
  const char *const words[] = { "serve", listen, NULL };
  g_auto (GStrv) argv = make_argv (option, words);
  g_auto (GStrv) environment = make_environment (place);
  g_autoptr (KapkaTestProgram) program =
      kapka_test_program_start ((const char *const *)argv, (const char *const *)environment);

  g_free (kapka_test_program_wait_line (program, KAPKA_TEST_STREAM_OUT, "listen=", DEADLINE_MS));
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
  kapka_test_program_signal (program, SIGTERM);
  g_assert_cmpint (kapka_test_program_wait (program, DEADLINE_MS), ==, EX_OK);
}

int
main (int argc, char **argv) {
  static const KapkaStorePlaceCase both[] = {
    { "commands", test_commands },
    { "option-wins", test_option_wins },
    { "backup", test_backup },
  };
  KapkaStoreServer server = { 0 };

  g_test_init (&argc, &argv, NULL);
  kapka_store_place_add_both ("central-config", both, G_N_ELEMENTS (both), &server);
  kapka_store_place_add ("central-config", "mistakes", NULL, test_mistakes);
  kapka_store_place_add ("central-config", "help", NULL, test_help);
  kapka_store_place_add ("central-config", "password", NULL, test_password);
  kapka_store_place_add ("central-config", "stranger", &server, test_stranger);
  kapka_store_place_add ("central-config", "private", NULL, test_private);
  kapka_store_place_add ("central-config", "serve", NULL, test_serve);
  return kapka_store_place_run_all (&server);
}
