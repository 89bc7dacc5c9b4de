// SPDX-License-Identifier: GPL-3.0-or-later
#include "certificate.h"

#include "program.h"

#define OPENSSL_MS 20000

/* What a certificate says. */
typedef struct {
  const char *stem;      /* of its files */
  const char *authority; /* (nullable): who signs it; NULL for itself */
  const char *names;
  const char *from;
  const char *until;
  gboolean may_sign;
} Wording;

static const struct {
  const char *name;
  const char *from;
  const char *until;
} kinds[] = {
  [KAPKA_TEST_CERTIFICATE_SELF_SIGNED] = { NULL, "20200101000000Z", "20991231000000Z" },
  [KAPKA_TEST_CERTIFICATE_WRONG_NAME] = { "DNS:another.example", "20200101000000Z",
                                          "20991231000000Z" },
  [KAPKA_TEST_CERTIFICATE_EXPIRED] = { NULL, "20200101000000Z", "20200131000000Z" },
  [KAPKA_TEST_CERTIFICATE_NOT_YET_VALID] = { NULL, "20990101000000Z", "20991231000000Z" },
};

/* `openssl req` cannot date back, so all are made by `openssl ca`, which keeps a register. */
static char *
write_config (KapkaTestDir *dir, const Wording *wording) {
  g_autofree char *name = g_strconcat (wording->stem, ".cnf", NULL);
  g_autofree char *register_name = g_strconcat (wording->stem, ".txt", NULL);
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
                                           "basicConstraints = critical,CA:%s\n",
                                           register_path, kapka_test_dir_get_path (dir),
                                           wording->names, wording->may_sign ? "TRUE" : "FALSE");

  return kapka_test_dir_write (dir, name, text);
}

static void
make_request (const char *config, const char *subject, const char *key, const char *request) {
  const char *argv[] = { "openssl",
                         "req",
                         "-new",
                         "-config",
                         config,
                         "-subj",
                         subject,
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

  g_free (kapka_test_program_run (argv, NULL, OPENSSL_MS));
}

static void
sign (const Wording *wording,
      const char *config,
      const char *key,
      const char *request,
      const char *certificate) {
  gboolean by_itself = wording->authority == NULL;
  const char *argv[] = { "openssl",
                         "ca",
                         "-batch",
                         "-notext",
                         "-config",
                         config,
                         "-in",
                         request,
                         "-out",
                         certificate,
                         "-startdate",
                         wording->from,
                         "-enddate",
                         wording->until,
                         "-keyfile",
                         by_itself ? key : wording->authority,
                         by_itself ? "-selfsign" : "-cert",
                         by_itself ? NULL : wording->authority,
                         NULL };

  g_free (kapka_test_program_run (argv, NULL, OPENSSL_MS));
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

static char *
make (KapkaTestDir *dir, const Wording *wording) {
  g_autofree char *subject = g_strdup_printf ("/CN=Kapka test %s", wording->stem);
  g_autofree char *stem = kapka_test_dir_join (dir, wording->stem);
  g_autofree char *config = write_config (dir, wording);
  g_autofree char *key_path = g_strconcat (stem, ".key", NULL);
  g_autofree char *request_path = g_strconcat (stem, ".csr", NULL);
  g_autofree char *certificate_path = g_strconcat (stem, ".crt", NULL);
  g_autofree char *pem_name = g_strconcat (wording->stem, ".pem", NULL);

  make_request (config, subject, key_path, request_path);
  sign (wording, config, key_path, request_path, certificate_path);
  g_autofree char *certificate = read_part (stem, ".crt");
  g_autofree char *key = read_part (stem, ".key");
  g_autofree char *pem = g_strconcat (certificate, key, NULL);
  return kapka_test_dir_write (dir, pem_name, pem);
}

static char *
make_kind (KapkaTestDir *dir, const char *authority, KapkaTestCertificateKind kind) {
  g_autofree char *stem =
      g_strdup_printf ("%s-%d", authority == NULL ? "certificate" : "issued", kind);
  Wording wording = {
    .stem = stem,
    .authority = authority,
    .names = kinds[kind].name == NULL ? "DNS:localhost,IP:127.0.0.1,IP:::1" : kinds[kind].name,
    .from = kinds[kind].from,
    .until = kinds[kind].until,
    .may_sign = authority == NULL,
  };

  return make (dir, &wording);
}

char *
kapka_test_make_certificate (KapkaTestDir *dir, KapkaTestCertificateKind kind) {
  return make_kind (dir, NULL, kind);
}

char *
kapka_test_make_authority_until (KapkaTestDir *dir, const char *name, const char *until) {
  const Wording wording = {
    .stem = name,
    .names = "DNS:authority.example",
    .from = "20200101000000Z",
    .until = until,
    .may_sign = TRUE,
  };

  return make (dir, &wording);
}

char *
kapka_test_make_authority (KapkaTestDir *dir) {
  return kapka_test_make_authority_until (dir, "authority", "20991231000000Z");
}

char *
kapka_test_issue_certificate (KapkaTestDir *dir,
                              const char *authority,
                              KapkaTestCertificateKind kind) {
  return make_kind (dir, authority, kind);
}
