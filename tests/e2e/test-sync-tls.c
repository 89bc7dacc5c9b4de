// SPDX-License-Identifier: GPL-3.0-or-later
#include "certificate.h"
#include "sync-kiosk.h"

typedef struct {
  KapkaTestCertificateKind kind;
  gboolean trusted; // The certificate is named as ca_file.
  int exit_code;
  const char *reason;
} TlsRow;

static const TlsRow rows[] = {
  { KAPKA_TEST_CERTIFICATE_SELF_SIGNED, TRUE, 0, "ok" },
  { KAPKA_TEST_CERTIFICATE_SELF_SIGNED, FALSE, 78, "tls_ca" },
  { KAPKA_TEST_CERTIFICATE_WRONG_NAME, TRUE, 78, "tls_name" },
  { KAPKA_TEST_CERTIFICATE_EXPIRED, TRUE, 75, "tls_clock" },
};

static SyncKiosk *
make_kiosk (const char *certificate, const char *ca_file) {
  SyncKiosk *kiosk = sync_kiosk_new (certificate);
  g_autofree char *lines = g_strdup_printf ("url=%s\nca_file=%s\n",
                                            kapka_test_bad_server_get_url (kiosk->centre), ca_file);

  g_assert_true (g_str_has_prefix (lines, "url=https://127.0.0.1:"));
  sync_kiosk_configure (kiosk, lines);
  sync_kiosk_work (kiosk, "2026-03-02", 2);
  return kiosk;
}

static void
test_certificate (gconstpointer data) {
  const TlsRow *row = data;
  g_autoptr (KapkaTestDir) dir = kapka_test_dir_new ();
  g_autofree char *certificate = kapka_test_make_certificate (dir, row->kind);
  g_autoptr (SyncKiosk) kiosk = make_kiosk (certificate, row->trusted ? certificate : "");

  // A refusal is the same in an hour: it ends the run at once.
  sync_kiosk_assert_run (kiosk, NULL, row->exit_code, row->reason);
  sync_kiosk_assert_recorded (kiosk, row->exit_code, row->reason);
  if (row->exit_code == 0)
    sync_kiosk_assert_agrees (kiosk);
  else
    g_assert_cmpuint (kapka_test_bad_server_count_requests (kiosk->centre), ==, 0);
}

/* A file of certificates takes the place of the system's; one that cannot be read trusts nobody. */
static void
test_unusable_ca_file (void) {
  g_autoptr (KapkaTestDir) dir = kapka_test_dir_new ();
  g_autofree char *certificate =
      kapka_test_make_certificate (dir, KAPKA_TEST_CERTIFICATE_SELF_SIGNED);
  g_autofree char *missing = kapka_test_dir_join (dir, "missing.pem");
  g_autofree char *nonsense = kapka_test_dir_write (dir, "nonsense.pem", "no certificate");
  g_autoptr (SyncKiosk) first = make_kiosk (certificate, missing);
  g_autoptr (SyncKiosk) second = make_kiosk (certificate, nonsense);

  sync_kiosk_assert_run (first, NULL, 78, "config");
  sync_kiosk_assert_run (second, NULL, 78, "config");
}

/* Neither to a host that is as good as this one: the token is for this one alone. */
static void
test_redirect_is_not_followed (void) {
  g_autoptr (KapkaTestDir) dir = kapka_test_dir_new ();
  g_autofree char *certificate =
      kapka_test_make_certificate (dir, KAPKA_TEST_CERTIFICATE_SELF_SIGNED);
  g_autoptr (SyncKiosk) kiosk = make_kiosk (certificate, certificate);
  g_autoptr (SyncKiosk) other = make_kiosk (certificate, certificate);
  g_autofree char *location =
      g_strdup_printf ("Location: %sv1/upload\r\n", kapka_test_bad_server_get_url (other->centre));

  kapka_test_bad_server_set_canned (kiosk->centre, 308, location, "");
  kapka_test_bad_server_set_mood (kiosk->centre, KAPKA_TEST_MOOD_CANNED, 0);
  sync_kiosk_assert_run (kiosk, NULL, 76, "protocol");
  g_assert_cmpuint (kapka_test_bad_server_count_requests (other->centre), ==, 0);
}

/* Where a proxy stands in the way, it is asked for a tunnel and never shown the token. */
static void
test_tunnel_refused (void) {
  static const struct {
    guint status;
    int exit_code;
    const char *reason;
  } answers[] = { { 407, 78, "proxy_auth" }, { 403, 75, "proxy" }, { 502, 75, "proxy" } };
  g_autoptr (KapkaTestDir) dir = kapka_test_dir_new ();
  g_autofree char *certificate =
      kapka_test_make_certificate (dir, KAPKA_TEST_CERTIFICATE_SELF_SIGNED);
  g_autoptr (SyncKiosk) kiosk = make_kiosk (certificate, certificate);
  KapkaTestBadServer *proxy = kapka_test_bad_server_new ("-", "-", "-", NULL);
  g_autofree char *lines = g_strdup_printf ("url=%s\nca_file=%s\nproxy=%s\n",
                                            kapka_test_bad_server_get_url (kiosk->centre),
                                            certificate, kapka_test_bad_server_get_url (proxy));

  sync_kiosk_configure (kiosk, lines);
  for (gsize i = 0; i < G_N_ELEMENTS (answers); i++) {
    kapka_test_bad_server_set_canned (proxy, answers[i].status, "", "");
    kapka_test_bad_server_set_mood (proxy, KAPKA_TEST_MOOD_CANNED, 0);
    sync_kiosk_assert_run (kiosk, "--once", answers[i].exit_code, answers[i].reason);
  }
  g_assert_cmpuint (kapka_test_bad_server_count_requests (proxy), ==, G_N_ELEMENTS (answers));
  g_assert_cmpuint (kapka_test_bad_server_count_requests (kiosk->centre), ==, 0);
  kapka_test_bad_server_free (proxy);
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *path = g_strconcat ("/sync-tls/", rows[i].reason, NULL);

    g_test_add_data_func (path, &rows[i], test_certificate);
  }
  g_test_add_func ("/sync-tls/unusable-ca-file", test_unusable_ca_file);
  g_test_add_func ("/sync-tls/redirect-is-not-followed", test_redirect_is_not_followed);
  g_test_add_func ("/sync-tls/tunnel-refused", test_tunnel_refused);
  return g_test_run ();
}
