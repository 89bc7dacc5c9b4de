// SPDX-License-Identifier: GPL-3.0-or-later
#include "certificate.h"
#include "portal-server.h"
#include "print-server.h"
#include "screen.h"
#include "tmpdir.h"
#include "wait.h"

#include <glib/gstdio.h>
#include <libsoup/soup.h>
#include <locale.h>
#include <signal.h>

/* Generous: a loaded machine must not fail a test that waits for what does come. */
#define DEADLINE_MS 20000

/* For what must not come. */
#define SHORT_MS 300

typedef struct {
  const char *window_program;
  const char *printing_program;
} Programs;

static void
test_dir (void) {
  g_autoptr (KapkaTestDir) dir = kapka_test_dir_new ();
  g_autofree char *root = g_strdup (kapka_test_dir_get_path (dir));
  g_autofree char *file = kapka_test_dir_write (dir, "a/b/c.txt", "текст");
  g_autofree char *link = kapka_test_dir_join (dir, "a/home");
  g_autofree char *text = NULL;
  GStatBuf info;

  g_assert_cmpint (symlink (g_get_home_dir (), link), ==, 0);
  g_assert_true (g_file_get_contents (file, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "текст");
  g_assert_cmpint (g_stat (root, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0700);

  g_clear_pointer (&dir, kapka_test_dir_free);
  g_assert_false (g_file_test (root, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (g_get_home_dir (), G_FILE_TEST_IS_DIR));
}

static void
test_program_output (void) {
  const char *argv[] = { "sh", "-c", "echo one; echo two >&2; echo three; exit 3", NULL };
  g_autoptr (KapkaTestProgram) program = kapka_test_program_start (argv, NULL);
  g_autofree char *line =
      kapka_test_program_wait_line (program, KAPKA_TEST_STREAM_OUT, "thr", DEADLINE_MS);

  g_assert_cmpstr (line, ==, "three");
  g_assert_cmpint (kapka_test_program_wait (program, DEADLINE_MS), ==, 3);
  g_assert_false (kapka_test_program_is_running (program));

  g_autofree char *out = kapka_test_program_get_text (program, KAPKA_TEST_STREAM_OUT);
  g_autofree char *err = kapka_test_program_get_text (program, KAPKA_TEST_STREAM_ERR);
  g_assert_cmpstr (out, ==, "one\nthree\n");
  g_assert_cmpstr (err, ==, "two\n");
}

static gboolean
is_dead_cb (gpointer data) {
  const char *pid = data;
  g_autofree char *path = g_build_filename ("/proc", pid, "stat", NULL);
  g_autofree char *stat = NULL;

  /* A zombie is dead too, whoever has yet to bury it. */
  return !g_file_get_contents (path, &stat, NULL, NULL) || strstr (stat, ") Z ") != NULL;
}

static void
test_program_kill (void) {
  const char *argv[] = { "sh", "-c", "sleep 1000 & echo $!; wait", NULL };
  g_autoptr (KapkaTestProgram) program = kapka_test_program_start (argv, NULL);
  g_autofree char *child =
      kapka_test_program_wait_line (program, KAPKA_TEST_STREAM_OUT, "", DEADLINE_MS);

  g_assert_true (kapka_test_program_is_running (program));
  kapka_test_program_kill (program);
  g_assert_cmpint (kapka_test_program_wait (program, DEADLINE_MS), ==, 128 + SIGKILL);
  g_assert_true (kapka_test_wait_until (is_dead_cb, child, DEADLINE_MS));
}

static void
test_program_signal (void) {
  const char *argv[] = { "sleep", "1000", NULL };
  g_autoptr (KapkaTestProgram) program = kapka_test_program_start (argv, NULL);

  kapka_test_program_signal (program, SIGTERM);
  g_assert_cmpint (kapka_test_program_wait (program, DEADLINE_MS), ==, 128 + SIGTERM);
}

static void
test_program_crash_of_test_subprocess (void) {
  const char *argv[] = { "sleep", "1000", NULL };
  KapkaTestProgram *program = kapka_test_program_start (argv, NULL);

  g_printerr ("child %d\n", kapka_test_program_get_pid (program));
  raise (SIGKILL);
}

static void
test_program_crash_of_test (void) {
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  const char *argv[] = { self, "-p", "/program/crash-of-test/subprocess", "--GTestSubprocess",
                         NULL };
  g_autoptr (KapkaTestProgram) test = kapka_test_program_start (argv, NULL);
  g_autofree char *line =
      kapka_test_program_wait_line (test, KAPKA_TEST_STREAM_ERR, "child ", DEADLINE_MS);
  g_assert_true (kapka_test_wait_until (is_dead_cb, line + strlen ("child "), DEADLINE_MS));
}

/* The desktop, the window program on it, and its screen. */
typedef struct {
  KapkaTestDesktop *desktop;
  KapkaTestProgram *program;
  KapkaTestScreen *screen;
} Window;

static void
window_open (Window *window, gconstpointer data) {
  const Programs *programs = data;
  const char *argv[] = { programs->window_program, NULL };

  window->desktop = kapka_test_desktop_new (1024, 768);
  window->program =
      kapka_test_program_start (argv, kapka_test_desktop_get_environment (window->desktop));
  window->screen = kapka_test_screen_new (window->desktop, window->program, DEADLINE_MS);
  kapka_test_element_free (kapka_test_screen_wait_for (window->screen, ATSPI_ROLE_PUSH_BUTTON,
                                                       "Перевернуть", DEADLINE_MS));
}

static void
window_close (Window *window, gconstpointer data G_GNUC_UNUSED) {
  kapka_test_screen_free (window->screen);
  kapka_test_program_free (window->program);
  kapka_test_desktop_free (window->desktop);
}

static void
assert_label (Window *window, const char *text) {
  kapka_test_element_free (
      kapka_test_screen_wait_for (window->screen, ATSPI_ROLE_LABEL, text, DEADLINE_MS));
}

static void
test_screen_finds (Window *window, gconstpointer data G_GNUC_UNUSED) {
  g_auto (GStrv) names = kapka_test_screen_find_all_names (window->screen, ATSPI_ROLE_PUSH_BUTTON);
  const char *const expected[] = { "Считать", "Нельзя", "Перевернуть", NULL };
  g_autoptr (KapkaTestElement) prefix =
      kapka_test_screen_find (window->screen, ATSPI_ROLE_PUSH_BUTTON, "Переверн*");
  g_autoptr (KapkaTestElement) other_role =
      kapka_test_screen_find (window->screen, ATSPI_ROLE_FRAME, "Считать");
  g_autoptr (KapkaTestElement) hidden =
      kapka_test_screen_find (window->screen, ATSPI_ROLE_INVALID, "Оборот");
  g_autofree char *dump = kapka_test_screen_dump (window->screen);

  g_assert_cmpstrv (names, (char **)expected);
  g_assert_nonnull (prefix);
  g_assert_null (other_role);
  g_assert_null (hidden);
  g_assert_nonnull (strstr (dump, "push button \"Нельзя\" insensitive\n"));
  g_assert_null (strstr (dump, "Оборот"));
}

static void
test_screen_presses (Window *window, gconstpointer data G_GNUC_UNUSED) {
  kapka_test_screen_press (window->screen, ATSPI_ROLE_PUSH_BUTTON, "Считать", DEADLINE_MS);
  assert_label (window, "1");
  kapka_test_screen_press (window->screen, ATSPI_ROLE_PUSH_BUTTON, "Перевернуть", DEADLINE_MS);
  assert_label (window, "Оборот");
  kapka_test_screen_wait_gone (window->screen, ATSPI_ROLE_PUSH_BUTTON, "Считать", DEADLINE_MS);
}

static void
test_screen_edits_text (Window *window, gconstpointer data G_GNUC_UNUSED) {
  g_autoptr (KapkaTestElement) field =
      kapka_test_screen_wait_for (window->screen, ATSPI_ROLE_TEXT, "Поле", DEADLINE_MS);
  g_autoptr (KapkaTestElement) label =
      kapka_test_screen_wait_for (window->screen, ATSPI_ROLE_LABEL, "0", DEADLINE_MS);

  g_assert_true (kapka_test_element_set_text (field, "ӝӵ"));
  g_assert_true (kapka_test_element_insert_text (field, 1, "ӧӟ"));
  g_autofree char *text = kapka_test_element_get_text (field);
  g_assert_cmpstr (text, ==, "ӝӧӟӵ");
  g_assert_false (kapka_test_element_set_text (label, "1"));
}

static void
test_screen_clicks (Window *window, gconstpointer data G_GNUC_UNUSED) {
  g_autoptr (KapkaTestElement) button =
      kapka_test_screen_find (window->screen, ATSPI_ROLE_PUSH_BUTTON, "Считать");
  g_autoptr (KapkaTestElement) insensitive =
      kapka_test_screen_find (window->screen, ATSPI_ROLE_PUSH_BUTTON, "Нельзя");

  kapka_test_screen_click (window->screen, insensitive);
  kapka_test_screen_click (window->screen, button);
  assert_label (window, "1");
  kapka_test_screen_click (window->screen, button);
  assert_label (window, "2");
  g_assert_true (kapka_test_element_has_state (button, ATSPI_STATE_FOCUSED));
}

static void
test_screen_types (Window *window, gconstpointer data G_GNUC_UNUSED) {
  KapkaTestXDisplay *display = kapka_test_desktop_get_display (window->desktop);
  g_autoptr (KapkaTestElement) field =
      kapka_test_screen_find (window->screen, ATSPI_ROLE_TEXT, "Поле");

  kapka_test_screen_click (window->screen, field);
  kapka_test_x_display_type_key (display, "q");
  kapka_test_x_display_type_key (display, "Q");
  kapka_test_x_display_type_key (display, "Alt_L+F4");
  g_free (kapka_test_program_wait_line (window->program, KAPKA_TEST_STREAM_OUT, "key F4 alt",
                                        DEADLINE_MS));
  g_autofree char *text = kapka_test_element_get_text (field);
  g_assert_cmpstr (text, ==, "qQ");
}

static void
test_screen_takes_picture (Window *window, gconstpointer data G_GNUC_UNUSED) {
  g_autoptr (KapkaTestDir) dir = kapka_test_dir_new ();
  g_autofree char *path = kapka_test_dir_join (dir, "screen.png");
  g_autofree char *picture = NULL;
  /* Width and height of a PNG are big-endian words at byte 16. */
  const guint8 size[] = { 0, 0, 1024 / 256, 0, 0, 0, 768 / 256, 0 };
  gsize length = 0;

  kapka_test_x_display_screenshot (kapka_test_desktop_get_display (window->desktop), path);
  g_assert_true (g_file_get_contents (path, &picture, &length, NULL));
  g_assert_cmpuint (length, >, 1000);
  g_assert_cmpmem (picture + 16, sizeof size, size, sizeof size);
}

static void
test_screen_failure_subprocess (Window *window, gconstpointer data G_GNUC_UNUSED) {
  kapka_test_screen_wait_for (window->screen, ATSPI_ROLE_LABEL, "Такого нет", SHORT_MS);
}

/* The failing test leaves its directories behind, for which it gets one that goes. */
static void
test_screen_failure (gconstpointer data) {
  const Programs *programs = data;
  g_autoptr (KapkaTestDir) dir = kapka_test_dir_new ();
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  const char *argv[] = { self, programs->window_program,     programs->printing_program,
                         "-p", "/screen/failure/subprocess", "--GTestSubprocess",
                         NULL };
  g_auto (GStrv) environment =
      g_environ_setenv (g_get_environ (), "TMPDIR", kapka_test_dir_get_path (dir), TRUE);
  g_autoptr (KapkaTestProgram) test =
      kapka_test_program_start (argv, (const char *const *)environment);

  g_assert_cmpint (kapka_test_program_wait (test, DEADLINE_MS), !=, 0);
  g_autofree char *err = kapka_test_program_get_text (test, KAPKA_TEST_STREAM_ERR);
  g_assert_nonnull (strstr (err, "label \"Такого нет\" did not show within 300 ms"));
  g_assert_nonnull (strstr (err, "push button \"Считать\""));
  g_assert_nonnull (strstr (err, "ready\n"));
}

static void
test_screen_two_desktops (Window *window, gconstpointer data) {
  Window second = { 0 };

  window_open (&second, data);
  kapka_test_screen_press (second.screen, ATSPI_ROLE_PUSH_BUTTON, "Считать", DEADLINE_MS);
  assert_label (&second, "1");
  assert_label (window, "0");
  window_close (&second, data);
  assert_label (window, "0");
}

/* Asks for a page and returns the answer; the TLS errors found go to @out_errors. */
static gboolean
on_accept_certificate (SoupMessage *message G_GNUC_UNUSED,
                       GTlsCertificate *certificate G_GNUC_UNUSED,
                       GTlsCertificateFlags errors,
                       gpointer data) {
  *(GTlsCertificateFlags *)data = errors;
  return TRUE;
}

static char *
get_page (KapkaTestPortalServer *server,
          const char *path,
          guint *out_status,
          GTlsCertificateFlags *out_errors,
          GError **error) {
  g_autoptr (SoupSession) session = soup_session_new ();
  g_autofree char *uri = kapka_test_portal_server_get_uri (server, path);
  g_autoptr (SoupMessage) message = soup_message_new ("GET", uri);
  g_autoptr (GBytes) body = NULL;

  soup_session_set_proxy_resolver (session, NULL);
  soup_session_set_timeout (session, 1);
  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT);
  g_signal_connect (message, "accept-certificate", G_CALLBACK (on_accept_certificate), out_errors);
  body = soup_session_send_and_read (session, message, NULL, error);
  if (body == NULL)
    return NULL;
  *out_status = soup_message_get_status (message);
  /* An empty body has no data at all. */
  return g_strdup_printf ("%.*s", (int)g_bytes_get_size (body),
                          (const char *)g_bytes_get_data (body, NULL));
}

static void
assert_answer (KapkaTestPortalServer *server,
               const char *path,
               guint expected_status,
               const char *expected_text) {
  g_autoptr (GError) error = NULL;
  GTlsCertificateFlags errors = 0;
  guint status = 0;
  g_autofree char *text = get_page (server, path, &status, &errors, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (status, ==, expected_status);
  g_assert_nonnull (strstr (text, expected_text));
}

static void
assert_no_answer (KapkaTestPortalServer *server, const char *path) {
  g_autoptr (GError) error = NULL;
  GTlsCertificateFlags errors = 0;
  guint status = 0;

  g_assert_null (get_page (server, path, &status, &errors, &error));
  g_assert_nonnull (error);
}

static void
test_portal_answers (gconstpointer data) {
  g_autoptr (KapkaTestPortalServer) server = kapka_test_portal_server_new (data, NULL);

  kapka_test_portal_server_set_html (server, "/", "<title>Портал</title>");
  assert_answer (server, "/", 200, "<title>Портал</title>");
  assert_answer (server, "/?a=b", 200, "Портал");
  assert_answer (server, "/other", 404, "404");
  assert_answer (server, "/status?code=503", 503, "503");
  assert_answer (server, "/redirect?to=/", 302, "");
  assert_answer (server, "/slow?ms=50", 200, "200");
  assert_no_answer (server, "/hang");
  assert_no_answer (server, "/close");
  assert_answer (server, "/", 200, "Портал");
}

static void
test_portal_records (void) {
  g_autoptr (KapkaTestPortalServer) server = kapka_test_portal_server_new ("127.0.0.1", NULL);

  assert_answer (server, "/a?x=1", 404, "");
  assert_answer (server, "/b", 404, "");
  assert_answer (server, "/a?x=2", 404, "");
  g_assert_cmpuint (kapka_test_portal_server_count_requests (server, "/a"), ==, 2);
  g_assert_cmpuint (kapka_test_portal_server_count_requests (server, NULL), ==, 3);

  g_autoptr (KapkaTestRequest) request =
      kapka_test_portal_server_wait_request (server, "/a", 2, DEADLINE_MS);
  g_autofree char *host =
      g_strdup_printf ("127.0.0.1:%u", kapka_test_portal_server_get_port (server));
  g_assert_cmpstr (request->method, ==, "GET");
  g_assert_cmpstr (request->query, ==, "x=2");
  g_assert_cmpstr (request->host, ==, host);
  g_assert_cmpstr (g_hash_table_lookup (request->headers, "host"), ==, host);
}

static void
test_portal_reports (void) {
  g_autoptr (KapkaTestPortalServer) server = kapka_test_portal_server_new ("127.0.0.1", NULL);

  assert_answer (server, "/report?cookies=%D0%BD%D0%B5%D1%82&other=1", 204, "");
  assert_answer (server, "/report?cookies=2", 204, "");
  g_autofree char *first = kapka_test_portal_server_wait_report (server, "cookies", DEADLINE_MS);
  g_autofree char *second = kapka_test_portal_server_wait_report (server, "cookies", DEADLINE_MS);
  g_assert_cmpstr (first, ==, "нет");
  g_assert_cmpstr (second, ==, "2");
}

static GTlsCertificateFlags
get_tls_errors (KapkaTestCertificateKind kind) {
  g_autoptr (KapkaTestDir) dir = kapka_test_dir_new ();
  g_autofree char *certificate = kapka_test_make_certificate (dir, kind);
  g_autoptr (KapkaTestPortalServer) server =
      kapka_test_portal_server_new ("127.0.0.1", certificate);
  g_autoptr (GError) error = NULL;
  GTlsCertificateFlags errors = 0;
  guint status = 0;
  g_autofree char *text = get_page (server, "/", &status, &errors, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (status, ==, 404);
  return errors;
}

static void
test_portal_tls (void) {
  g_assert_cmpint (get_tls_errors (KAPKA_TEST_CERTIFICATE_SELF_SIGNED), ==,
                   G_TLS_CERTIFICATE_UNKNOWN_CA);
  g_assert_cmpint (get_tls_errors (KAPKA_TEST_CERTIFICATE_WRONG_NAME), ==,
                   G_TLS_CERTIFICATE_UNKNOWN_CA | G_TLS_CERTIFICATE_BAD_IDENTITY);
  g_assert_cmpint (get_tls_errors (KAPKA_TEST_CERTIFICATE_EXPIRED), ==,
                   G_TLS_CERTIFICATE_UNKNOWN_CA | G_TLS_CERTIFICATE_EXPIRED);
}

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

/* Prints the two-page document with GTK; returns what the program said. CUPS describes its states
 * in the language of the job, here English. */
static char *
print_with_gtk (Office *office, const Programs *programs) {
  g_autofree char *document = kapka_test_dir_join (office->dir, "document.pdf");
  const char *argv[] = { programs->printing_program,
                         kapka_test_print_server_get_queue (office->server), document, NULL };
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

static void
add_window_test (const char *path,
                 const Programs *programs,
                 void (*test) (Window *, gconstpointer)) {
  g_test_add (path, Window, programs, window_open, test, window_close);
}

static void
add_office_test (const char *path,
                 const Programs *programs,
                 void (*test) (Office *, gconstpointer)) {
  g_test_add (path, Office, programs, office_open, test, office_close);
}

int
main (int argc, char **argv) {
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  Programs programs = { argv[1], argv[2] };

  g_test_add_func ("/dir/is-removed", test_dir);
  g_test_add_func ("/program/output", test_program_output);
  g_test_add_func ("/program/kill", test_program_kill);
  g_test_add_func ("/program/signal", test_program_signal);
  g_test_add_func ("/program/crash-of-test", test_program_crash_of_test);
  g_test_add_func ("/program/crash-of-test/subprocess", test_program_crash_of_test_subprocess);
  add_window_test ("/screen/finds", &programs, test_screen_finds);
  add_window_test ("/screen/presses", &programs, test_screen_presses);
  add_window_test ("/screen/edits-text", &programs, test_screen_edits_text);
  add_window_test ("/screen/clicks", &programs, test_screen_clicks);
  add_window_test ("/screen/types", &programs, test_screen_types);
  add_window_test ("/screen/takes-picture", &programs, test_screen_takes_picture);
  add_window_test ("/screen/two-desktops", &programs, test_screen_two_desktops);
  g_test_add_data_func ("/screen/failure", &programs, test_screen_failure);
  add_window_test ("/screen/failure/subprocess", &programs, test_screen_failure_subprocess);
  g_test_add_data_func ("/portal/answers/ipv4", "127.0.0.1", test_portal_answers);
  g_test_add_data_func ("/portal/answers/ipv6", "::1", test_portal_answers);
  g_test_add_func ("/portal/records", test_portal_records);
  g_test_add_func ("/portal/reports", test_portal_reports);
  g_test_add_func ("/portal/tls", test_portal_tls);
  add_office_test ("/print/gtk", &programs, test_print);
  add_office_test ("/print/states", &programs, test_print_states);
  add_office_test ("/print/off", &programs, test_print_off);
  add_office_test ("/print/two-servers", &programs, test_print_two_servers);
  return g_test_run ();
}
