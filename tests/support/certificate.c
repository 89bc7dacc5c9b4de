// SPDX-License-Identifier: GPL-3.0-or-later
#include "certificate.h"

#include "program.h"

#define OPENSSL_MS 20000

/* `openssl req` cannot date back, so all three are made by `openssl ca`, which keeps a register. */
static char *
write_config (KapkaTestDir *dir, const char *stem, const char *names) {
  g_autofree char *name = g_strconcat (stem, ".cnf", NULL);
  g_autofree char *register_name = g_strconcat (stem, ".txt", NULL);
  g_autofree char *register_path = kapka_test_dir_write (dir, register_name, "");
  g_autofree char *text = g_strdup_printf ("[req]\n"
                                           "distinguished_name = subject\n"
                                           "[subject]\n"
                                           "[ca]\n"
                                           "default_ca = authority\n"
                                           "[authority]\n"
                                           "database = %s\n"
                                           "new_certs_dir = %s\n"
                                           "default_md = sha256\n"
                                           "policy = policy\n"
                                           "rand_serial = yes\n"
                                           "x509_extensions = extensions\n"
                                           "[policy]\n"
                                           "commonName = supplied\n"
                                           "[extensions]\n"
                                           "subjectAltName = %s\n"
                                           "basicConstraints = critical,CA:TRUE\n",
                                           register_path, kapka_test_dir_get_path (dir), names);

  return kapka_test_dir_write (dir, name, text);
}

static void
sign (const char *config, const char *stem, KapkaTestCertificateKind kind) {
  gboolean expired = kind == KAPKA_TEST_CERTIFICATE_EXPIRED;
  g_autofree char *key = g_strconcat (stem, ".key", NULL);
  g_autofree char *request = g_strconcat (stem, ".csr", NULL);
  g_autofree char *certificate = g_strconcat (stem, ".crt", NULL);
  const char *make_request[] = { "openssl",
                                 "req",
                                 "-new",
                                 "-config",
                                 config,
                                 "-subj",
                                 "/CN=Kapka test",
                                 "-newkey",
                                 "ec",
                                 "-pkeyopt",
                                 "ec_paramgen_curve:P-256",
                                 "-nodes",
                                 "-keyout",
                                 key,
                                 "-out",
                                 request,
                                 NULL };
  const char *sign_request[] = { "openssl",
                                 "ca",
                                 "-batch",
                                 "-selfsign",
                                 "-notext",
                                 "-config",
                                 config,
                                 "-keyfile",
                                 key,
                                 "-in",
                                 request,
                                 "-out",
                                 certificate,
                                 "-startdate",
                                 "20200101000000Z",
                                 "-enddate",
                                 expired ? "20200131000000Z" : "20991231000000Z",
                                 NULL };

  g_free (kapka_test_program_run (make_request, NULL, OPENSSL_MS));
  g_free (kapka_test_program_run (sign_request, NULL, OPENSSL_MS));
}

static char *
read_part (const char *stem, const char *suffix) {
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_strconcat (stem, suffix, NULL);
  char *text = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  return text;
}

char *
kapka_test_make_certificate (KapkaTestDir *dir, KapkaTestCertificateKind kind) {
  const char *names = kind == KAPKA_TEST_CERTIFICATE_WRONG_NAME
                          ? "DNS:another.example"
                          : "DNS:localhost,IP:127.0.0.1,IP:::1";
  g_autofree char *name = g_strdup_printf ("certificate-%d", kind);
  g_autofree char *stem = kapka_test_dir_join (dir, name);
  g_autofree char *config = write_config (dir, name, names);
  g_autofree char *pem_name = g_strconcat (name, ".pem", NULL);

  sign (config, stem, kind);
  g_autofree char *certificate = read_part (stem, ".crt");
  g_autofree char *key = read_part (stem, ".key");
  g_autofree char *pem = g_strconcat (certificate, key, NULL);
  return kapka_test_dir_write (dir, pem_name, pem);
}
