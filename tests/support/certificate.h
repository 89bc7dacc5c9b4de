// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tmpdir.h"

typedef enum {
  KAPKA_TEST_CERTIFICATE_SELF_SIGNED, /* for localhost, 127.0.0.1 and ::1, valid now */
  KAPKA_TEST_CERTIFICATE_WRONG_NAME,  /* the same for another name */
  KAPKA_TEST_CERTIFICATE_EXPIRED,     /* the same, valid in January 2020 alone */
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
