// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tmpdir.h"

typedef enum {
  KAPKA_TEST_CERTIFICATE_SELF_SIGNED,   /* for localhost, 127.0.0.1 and ::1, valid now */
  KAPKA_TEST_CERTIFICATE_WRONG_NAME,    /* the same for another name */
  KAPKA_TEST_CERTIFICATE_EXPIRED,       /* the same, valid in January 2020 alone */
  KAPKA_TEST_CERTIFICATE_NOT_YET_VALID, /* the same, valid in 2099 alone */
} KapkaTestCertificateKind;

/**
 * kapka_test_make_certificate:
 * @dir: where the certificate and its key go
 * @kind: what is wrong with it; nobody trusts any of them unless told so
 *
 * Makes a new key and a certificate signed by itself.
 *
 * Returns: (transfer full): the path of a PEM file with both
 */
char *kapka_test_make_certificate (KapkaTestDir *dir, KapkaTestCertificateKind kind);

/**
 * kapka_test_make_authority:
 *
 * Makes a certificate authority in @dir, which signs others.
 *
 * Returns: (transfer full): the path of a PEM file with its certificate and key
 */
char *kapka_test_make_authority (KapkaTestDir *dir);

/**
 * kapka_test_make_authority_until:
 * @name: of its files; its common name is `Kapka test NAME`
 * @until: when its certificate ends, as in `20991231000000Z`
 *
 * Like kapka_test_make_authority() for several in one directory.
 */
char *kapka_test_make_authority_until (KapkaTestDir *dir, const char *name, const char *until);

/**
 * kapka_test_issue_certificate:
 * @authority: what kapka_test_make_authority() returned
 * @kind: what is wrong with the certificate, apart from who signed it
 *
 * Makes a new key and a certificate signed by @authority.
 *
 * Returns: (transfer full): the path of a PEM file with both
 */
char *kapka_test_issue_certificate (KapkaTestDir *dir,
                                    const char *authority,
                                    KapkaTestCertificateKind kind);
