// SPDX-License-Identifier: GPL-3.0-or-later
// The printer of a test prints, stops and is off; the program that prints is the first argument.
#include "print-server.h"
#include "screen.h"
#include "tmpdir.h"
#include "wait.h"

#include <locale.h>

/* Generous: a loaded machine must not fail a test that waits for what does come. */
#define DEADLINE_MS 20000

/* A print server, a desktop for the program that prints, and its document. */
typedef struct {
  KapkaTestPrintServer *server;
  KapkaTestDesktop *desktop;
  KapkaTestDir *dir;
} Office;

static void
office_open (Office *office, gconstpointer data G_GNUC_UNUSED) {
  office->dir = kapka_test_dir_new ();
  office->server = kapka_test_print_server_new ();
  office->desktop = kapka_test_desktop_new (800, 600);
}

static void
office_close (Office *office, gconstpointer data G_GNUC_UNUSED) {
  kapka_test_desktop_free (office->desktop);
  kapka_test_print_server_free (office->server);
  kapka_test_dir_free (office->dir);
}

static void
add_office_test (const char *path, const char *program, void (*test) (Office *, gconstpointer)) {
  g_test_add (path, Office, program, office_open, test, office_close);
}

/* Prints the two-page document with GTK; returns what the program said. CUPS describes its states
 * in the language of the job, here English. */
static char *
print_with_gtk (Office *office, const char *program) {
  g_autofree char *document = kapka_test_dir_join (office->dir, "document.pdf");
  const char *argv[] = { program, kapka_test_print_server_get_queue (office->server), document,
                         NULL };
  const char *const *desktop = kapka_test_desktop_get_environment (office->desktop);
  g_auto (GStrv) environment =
      g_environ_setenv (g_strdupv ((char **)desktop), "LC_ALL", "C.UTF-8", TRUE);

  environment = kapka_test_print_server_add_environment (office->server, environment);
  return kapka_test_program_run (argv, (const char *const *)environment, DEADLINE_MS);
}

static void
test_print (Office *office, gconstpointer data) {
  g_autofree char *said = print_with_gtk (office, data);
  g_autofree char *document =
      kapka_test_print_server_wait_document (office->server, 1, DEADLINE_MS);

  g_assert_nonnull (strstr (said, "queue Kiosk accepting ready\n"));
  g_assert_nonnull (strstr (said, "accepted\n"));
  g_assert_cmpuint (kapka_test_count_pages (document), ==, 2);
  g_assert_cmpuint (kapka_test_print_server_get_copies (office->server, 1), ==, 1);
}

static void
test_print_states (Office *office, gconstpointer data) {
  kapka_test_print_server_set_accepting (office->server, FALSE);
  g_autofree char *rejected = print_with_gtk (office, data);
  g_assert_nonnull (strstr (rejected, "queue Kiosk rejecting ready\n"));
  g_assert_nonnull (strstr (rejected, "refused\n"));

  kapka_test_print_server_set_accepting (office->server, TRUE);
  kapka_test_print_server_set_enabled (office->server, FALSE);
  g_autofree char *held = print_with_gtk (office, data);
  g_assert_nonnull (strstr (held, "queue Kiosk accepting paused\n"));
  g_assert_nonnull (strstr (held, "accepted\n"));
  g_assert_cmpuint (kapka_test_print_server_count_documents (office->server), ==, 0);

  kapka_test_print_server_set_enabled (office->server, TRUE);
  g_free (kapka_test_print_server_wait_document (office->server, 1, DEADLINE_MS));
  kapka_test_print_server_wait_idle (office->server, DEADLINE_MS);
  g_assert_cmpuint (kapka_test_print_server_count_documents (office->server), ==, 1);
}

/* Tells whether CUPS has noticed that the printer does not answer. */
static gboolean
is_missing_printer_cb (gpointer data) {
  Office *office = data;
  const char *argv[] = { "lpstat", "-l", "-p", NULL };
  g_auto (GStrv) environment = g_environ_setenv (g_get_environ (), "LC_ALL", "C", TRUE);

  environment = kapka_test_print_server_add_environment (office->server, environment);
  g_autofree char *state =
      kapka_test_program_run (argv, (const char *const *)environment, DEADLINE_MS);
  return strstr (state, "unavailable") != NULL;
}

static void
test_print_off (Office *office, gconstpointer data) {
  kapka_test_print_server_set_printer_on (office->server, FALSE);
  g_autofree char *said = print_with_gtk (office, data);
  g_assert_nonnull (strstr (said, "accepted\n"));
  g_assert_true (kapka_test_wait_until (is_missing_printer_cb, office, DEADLINE_MS));
  g_assert_cmpuint (kapka_test_print_server_count_documents (office->server), ==, 0);

  kapka_test_print_server_set_printer_on (office->server, TRUE);
  g_free (kapka_test_print_server_wait_document (office->server, 1, 2 * DEADLINE_MS));
}

static void
test_print_two_servers (Office *office, gconstpointer data) {
  Office second = { 0 };

  office_open (&second, data);
  g_free (print_with_gtk (&second, data));
  g_free (kapka_test_print_server_wait_document (second.server, 1, DEADLINE_MS));
  g_assert_cmpuint (kapka_test_print_server_count_documents (office->server), ==, 0);
  office_close (&second, data);
  g_free (print_with_gtk (office, data));
  g_free (kapka_test_print_server_wait_document (office->server, 1, DEADLINE_MS));
}

int
main (int argc, char **argv) {
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  add_office_test ("/print/gtk", argv[1], test_print);
  add_office_test ("/print/states", argv[1], test_print_states);
  add_office_test ("/print/off", argv[1], test_print_off);
  add_office_test ("/print/two-servers", argv[1], test_print_two_servers);
  return g_test_run ();
}
