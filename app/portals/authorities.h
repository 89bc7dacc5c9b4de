// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/problems.h"

/** KapkaAuthority: who may be made trusted, as authorities.ini of the installed data knows it. */
typedef struct {
  char *id;
  char *name;   // Common name of its certificate.
  char *sha256; // Of the certificate's DER, 64 lower-case hex digits.
  char *file;   // What the official page calls the file.
} KapkaAuthority;

/**
 * kapka_authorities_load:
 * @data_dir: installed data; nothing else may say whom to trust
 * @problems: (nullable): what is wrong, by file and line
 *
 * Returns: (transfer full) (element-type KapkaAuthority): the authorities without a mistake; may be
 * empty.
 */
GPtrArray *kapka_authorities_load (const char *data_dir, KapkaProblems *problems);

/** Returns: (transfer none) (nullable): the one of @authorities whose certificate has @sha256. */
const KapkaAuthority *kapka_authorities_find (const GPtrArray *authorities, const char *sha256);

/**
 * kapka_authorities_name_issuer:
 * @authorities: (element-type KapkaAuthority): known ones
 * @certificates: (nullable) (array zero-terminated=1): a chain in PEM, as hostile as it may be
 *
 * Returns: (transfer none) (nullable): the authority that any certificate of the chain says it was
 * issued by. It is what the chain claims, good for a hint and for nothing else.
 */
const KapkaAuthority *kapka_authorities_name_issuer (const GPtrArray *authorities,
                                                     const char *const *certificates);
