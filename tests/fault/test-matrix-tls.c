// SPDX-License-Identifier: GPL-3.0-or-later
/* A real nginx, as Kapka sets it up, shows the kiosk certificates of a test authority. */
#include <string.h>

#include "certificate.h"
#include "journal/upload.h"
#include "nginx.h"
#include "sync-kiosk.h"

#define WRONG_PIN "pinned_key=sha256//AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n"

/* A kiosk, its centre, and the nginx between them. */
typedef struct {
  KapkaTestDir *dir;
  char *authority;
  KapkaTestService *nginx;
  SyncKiosk *kiosk;
} Fixture;

static void
fixture_start (Fixture *fixture,
               gboolean issued,
               KapkaTestCertificateKind kind,
               const char *protocols) {
  g_autofree char *certificate = NULL;

  fixture->dir = kapka_test_dir_new ();
  fixture->authority = kapka_test_make_authority (fixture->dir);
  fixture->kiosk = sync_kiosk_new ();
  sync_kiosk_work (fixture->kiosk, "2026-03-02", 2);
  certificate = issued ? kapka_test_issue_certificate (fixture->dir, fixture->authority, kind)
                       : kapka_test_make_certificate (fixture->dir, kind);
  fixture->nginx = kapka_test_nginx_new (
      &(KapkaTestNginxSetup){ .certificate = certificate,
                              .upstream = kapka_test_centre_get_upstream (fixture->kiosk->centre),
                              .protocols = protocols });
}

static void
fixture_clear (Fixture *fixture) {
  g_clear_pointer (&fixture->kiosk, sync_kiosk_free);
  g_clear_pointer (&fixture->nginx, kapka_test_service_free);
  g_clear_pointer (&fixture->authority, g_free);
  g_clear_pointer (&fixture->dir, kapka_test_dir_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Fixture, fixture_clear)

/* Has the kiosk look for its centre behind nginx, and trust @ca_file; @more are further lines. */
static void
configure (Fixture *fixture, const char *ca_file, const char *more) {
  g_autofree char *lines =
      g_strdup_printf ("url=https://127.0.0.1:%u/\nca_file=%s\n%s",
                       kapka_test_service_get_port (fixture->nginx), ca_file, more);

  sync_kiosk_configure (fixture->kiosk, lines);
}

/* The fault is over when the authority's certificate is the one that is shown. */
static void
heal (Fixture *fixture) {
  g_autofree char *certificate = kapka_test_issue_certificate (fixture->dir, fixture->authority,
                                                               KAPKA_TEST_CERTIFICATE_SELF_SIGNED);

  kapka_test_service_free (fixture->nginx);
  fixture->nginx = kapka_test_nginx_new (&(KapkaTestNginxSetup){
      .certificate = certificate,
      .upstream = kapka_test_centre_get_upstream (fixture->kiosk->centre) });
  configure (fixture, fixture->authority, "");
  sync_kiosk_assert_run (fixture->kiosk, NULL, 0, "ok");
  sync_kiosk_assert_agrees (fixture->kiosk);
}

typedef struct {
  const char *path;
  gboolean issued; // By the authority that the kiosk trusts.
  KapkaTestCertificateKind kind;
  const char *protocols; // (nullable)
  const char *more;      // Lines of the configuration.
  const char *option;    // (nullable) Of kapka-sync.
  int exit_code;
  const char *reason;
  const char *detail; // (nullable) Part of it.
} TlsRow;

static const TlsRow rows[] = {
  { "/matrix/17-self-signed", FALSE, KAPKA_TEST_CERTIFICATE_SELF_SIGNED, NULL, "", NULL, 78,
    "tls_ca", "self-signed certificate" },
  { "/matrix/17-wrong-name", TRUE, KAPKA_TEST_CERTIFICATE_WRONG_NAME, NULL, "", NULL, 78,
    "tls_name", "127.0.0.1" },
  { "/matrix/17-expired", TRUE, KAPKA_TEST_CERTIFICATE_EXPIRED, NULL, "", NULL, 75, "tls_clock",
    "certificate has expired" },
  { "/matrix/17-not-yet-valid", TRUE, KAPKA_TEST_CERTIFICATE_NOT_YET_VALID, NULL, "", NULL, 75,
    "tls_clock", "certificate is not yet valid" },
  { "/matrix/17-tls-1.1", TRUE, KAPKA_TEST_CERTIFICATE_SELF_SIGNED, "TLSv1.1", "", "--once", 75,
    "network", "protocol version" },
  { "/matrix/17-wrong-pin", TRUE, KAPKA_TEST_CERTIFICATE_SELF_SIGNED, NULL, WRONG_PIN, NULL, 78,
    "tls_ca", "public key" },
};

static void
assert_detail (SyncKiosk *kiosk, const char *part) {
  g_autoptr (KapkaJournal) journal = sync_kiosk_open (kiosk, KAPKA_JOURNAL_READ);
  g_auto (KapkaSyncRun) run = { 0 };

  g_assert_true (kapka_upload_get_last_run (journal, FALSE, &run, NULL));
  g_assert_nonnull (run.detail);
  g_test_message ("%s", run.detail);
  g_assert_nonnull (strstr (run.detail, part));
}

/* A refusal of a certificate is the same in an hour: it ends the run at once. */
static void
test_refused (gconstpointer data) {
  const TlsRow *row = data;
  g_auto (Fixture) fixture = { 0 };

  fixture_start (&fixture, row->issued, row->kind, row->protocols);
  configure (&fixture, fixture.authority, row->more);
  sync_kiosk_assert_run (fixture.kiosk, row->option, row->exit_code, row->reason);
  sync_kiosk_assert_recorded (fixture.kiosk, row->exit_code, row->reason);
  assert_detail (fixture.kiosk, row->detail);
  sync_kiosk_assert_centre_empty (fixture.kiosk);
  heal (&fixture);
}

/* Returns the hash of the key in the PEM file @certificate, as libcurl wants it. */
static char *
read_pin (const char *certificate) {
  g_autofree char *script =
      g_strdup_printf ("openssl x509 -in '%s' -noout -pubkey | openssl pkey -pubin "
                       "-outform DER | openssl dgst -sha256 -binary | base64",
                       certificate);
  const char *argv[] = { "/bin/sh", "-c", script, NULL };

  return g_strchomp (kapka_test_program_run (argv, NULL, 20000));
}

/* The right key is no key for a certificate that nobody vouches for. */
static void
test_right_pin (void) {
  g_auto (Fixture) fixture = { 0 };
  g_autofree char *certificate = NULL;
  g_autofree char *pin = NULL;
  g_autofree char *line = NULL;

  fixture_start (&fixture, FALSE, KAPKA_TEST_CERTIFICATE_SELF_SIGNED, NULL);
  certificate = kapka_test_dir_join (fixture.dir, "certificate-0.pem");
  pin = read_pin (certificate);
  line = g_strdup_printf ("pinned_key=sha256//%s\n", pin);
  configure (&fixture, fixture.authority, line);
  sync_kiosk_assert_run (fixture.kiosk, NULL, 78, "tls_ca");
  configure (&fixture, certificate, line);
  sync_kiosk_assert_run (fixture.kiosk, NULL, 0, "ok");
  sync_kiosk_assert_agrees (fixture.kiosk);
}

/* A code is shown to the pinned centre alone, too. */
static void
test_enrolment_wrong_pin (void) {
  g_auto (Fixture) fixture = { 0 };
  g_autofree char *code = NULL;
  g_autoptr (KapkaTestProgram) program = NULL;

  fixture_start (&fixture, TRUE, KAPKA_TEST_CERTIFICATE_SELF_SIGNED, NULL);
  configure (&fixture, fixture.authority, WRONG_PIN);
  code = kapka_test_centre_add_terminal (fixture.kiosk->centre, "18-0142", "PC-3");
  program = kapka_test_program_start ((const char *const[]){ g_getenv ("KAPKACTL"), "--config",
                                                             fixture.kiosk->config, "enroll", code,
                                                             NULL },
                                      NULL);
  g_assert_cmpint (kapka_test_program_wait (program, 60000), !=, 0);
  g_assert_cmpint (
      kapka_test_centre_read_int (fixture.kiosk->centre, "SELECT count(*) FROM install"), ==, 1);
  configure (&fixture, fixture.authority, "");
  sync_kiosk_enrol (fixture.kiosk, code);
}

/* A file of certificates takes the place of the system's; one that cannot be read trusts nobody. */
static void
test_unusable_ca_file (void) {
  g_auto (Fixture) fixture = { 0 };
  g_autofree char *missing = NULL;
  g_autofree char *nonsense = NULL;

  fixture_start (&fixture, TRUE, KAPKA_TEST_CERTIFICATE_SELF_SIGNED, NULL);
  missing = kapka_test_dir_join (fixture.dir, "missing.pem");
  nonsense = kapka_test_dir_write (fixture.dir, "nonsense.pem", "no certificate");
  configure (&fixture, missing, "");
  sync_kiosk_assert_run (fixture.kiosk, NULL, 78, "config");
  configure (&fixture, nonsense, "");
  sync_kiosk_assert_run (fixture.kiosk, NULL, 78, "config");
  configure (&fixture, "", "");
  sync_kiosk_assert_run (fixture.kiosk, NULL, 78, "tls_ca");
  configure (&fixture, fixture.authority, "");
  sync_kiosk_assert_run (fixture.kiosk, NULL, 0, "ok");
  sync_kiosk_assert_agrees (fixture.kiosk);
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    g_test_add_data_func (rows[i].path, &rows[i], test_refused);
  g_test_add_func ("/matrix/17-right-pin", test_right_pin);
  g_test_add_func ("/matrix/17-enrolment-wrong-pin", test_enrolment_wrong_pin);
  g_test_add_func ("/matrix/17-unusable-ca-file", test_unusable_ca_file);
  return g_test_run ();
}
