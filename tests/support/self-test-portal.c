// SPDX-License-Identifier: GPL-3.0-or-later
// The portal of a test answers, and tells what it was asked.
#include "certificate.h"
#include "portal-server.h"
#include "tmpdir.h"

#include <libsoup/soup.h>
#include <locale.h>

/* Generous: a loaded machine must not fail a test that waits for what does come. */
#define DEADLINE_MS 20000

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

int
main (int argc, char **argv) {
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/portal/answers/ipv4", "127.0.0.1", test_portal_answers);
  g_test_add_data_func ("/portal/answers/ipv6", "::1", test_portal_answers);
  g_test_add_func ("/portal/records", test_portal_records);
  g_test_add_func ("/portal/reports", test_portal_reports);
  g_test_add_func ("/portal/tls", test_portal_tls);
  return g_test_run ();
}
