// SPDX-License-Identifier: GPL-3.0-or-later
#include "trusted-root.h"

#include <gio/gio.h>
#include <string.h>

#include "certificate.h"

#define DEADLINE_MS 60000

/* As on every Debian, somebody is trusted already. */
static void
add_packaged (KapkaTestDir *dir) {
  g_autofree char *pem = kapka_test_make_authority_until (dir, "packaged", "20991231000000Z");
  g_autofree char *path = kapka_test_dir_join (dir, "packaged.crt");
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  g_free (kapka_test_dir_write (dir, "root/usr/share/ca-certificates/packaged.crt", text));
  g_free (kapka_test_dir_write (dir, "root/etc/ca-certificates.conf", "packaged.crt\n"));
}

void
kapka_test_trusted_root_init (KapkaTestTrustedRoot *root, KapkaTestDir *dir) {
  root->dir = dir;
  root->authorities = g_string_new (NULL);
  root->root = kapka_test_dir_make (dir, "root");
  root->data_dir = kapka_test_dir_make (dir, "data");
  // No translations: what is expected is in English.
  root->environment = g_environ_setenv (g_get_environ (), "TEXTDOMAINDIR", root->root, TRUE);
  add_packaged (dir);
  g_free (kapka_test_dir_make (dir, "root/etc/ssl/certs"));
}

void
kapka_test_trusted_root_clear (KapkaTestTrustedRoot *root) {
  g_free (root->root);
  g_free (root->data_dir);
  g_strfreev (root->environment);
  g_string_free (root->authorities, TRUE);
}

/* By openssl, which is not the library that the program asks. */
static char *
read_fingerprint (const char *path) {
  const char *argv[] = {
    "openssl", "x509", "-in", path, "-noout", "-sha256", "-fingerprint", NULL
  };
  g_autofree char *said = kapka_test_program_run (argv, NULL, DEADLINE_MS);
  g_auto (GStrv) sides = g_strsplit (g_strstrip (said), "=", 2);
  g_auto (GStrv) bytes = g_strsplit (sides[1], ":", -1);
  g_autofree char *digits = g_strjoinv ("", bytes);

  return g_ascii_strdown (digits, -1);
}

void
kapka_test_trusted_root_know (KapkaTestTrustedRoot *root, const char *id, const char *path) {
  g_autofree char *sha256 = read_fingerprint (path);

  g_string_append_printf (root->authorities,
                          "[%s]\nCommonName=Kapka test %s\nSha256=%s\nFile=%s.crt\n", id, id,
                          sha256, id);
  g_free (kapka_test_dir_write (root->dir, "data/catalog/authorities.ini", root->authorities->str));
}

char *
kapka_test_trusted_root_get_bundle (const KapkaTestTrustedRoot *root) {
  return g_build_filename (root->root, "etc/ssl/certs/ca-certificates.crt", NULL);
}

KapkaTestProgram *
kapka_test_trusted_root_run (const KapkaTestTrustedRoot *root,
                             const char *answer,
                             const char *action,
                             const char *first,
                             const char *second) {
  const char *argv[] = {
    "sh",
    "-c",
    "printf '%s' \"$0\" | \"$@\"",
    answer,
    g_getenv ("KAPKACTL"),
    "--data-dir",
    root->data_dir,
    "ca",
    action,
    "--root",
    root->root,
    first,
    second,
    NULL,
  };
  KapkaTestProgram *program =
      kapka_test_program_start (argv, (const char *const *)root->environment);

  kapka_test_program_wait (program, DEADLINE_MS);
  return program;
}
