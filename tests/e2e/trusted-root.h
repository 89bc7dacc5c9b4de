// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "program.h"
#include "tmpdir.h"

/** KapkaTestTrustedRoot: a system of its own for `kapkactl ca`, and data that know authorities of
 * the test. */
typedef struct {
  KapkaTestDir *dir;
  char *root; // Of the system, for `--root`.
  char *data_dir;
  GStrv environment;
  GString *authorities; // authorities.ini
} KapkaTestTrustedRoot;

/** kapka_test_trusted_root_init: @root trusts what is packaged, one authority; @dir must outlive it */
void kapka_test_trusted_root_init (KapkaTestTrustedRoot *root, KapkaTestDir *dir);
void kapka_test_trusted_root_clear (KapkaTestTrustedRoot *root);

/** kapka_test_trusted_root_know: has `kapkactl` know the authority @id, whose certificate is in
 * @path */
void kapka_test_trusted_root_know (KapkaTestTrustedRoot *root, const char *id, const char *path);

/** kapka_test_trusted_root_get_bundle: Returns: (transfer full): the path of all it trusts */
char *kapka_test_trusted_root_get_bundle (const KapkaTestTrustedRoot *root);

/** kapka_test_trusted_root_run: Returns: (transfer full): `kapkactl ca ACTION --root=… ARGUMENTS…`
 * (nullable ones end the list), after it has ended; its standard input is @answer */
KapkaTestProgram *kapka_test_trusted_root_run (const KapkaTestTrustedRoot *root,
                                               const char *answer,
                                               const char *action,
                                               const char *first,
                                               const char *second);
