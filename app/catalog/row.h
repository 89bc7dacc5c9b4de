// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ini.h"
#include "catalog/local-text.h"

/** KapkaRow: one group of a file of the catalogue while it is being read; it notes whether anything
 * in it is wrong. */
typedef struct {
  const KapkaIniGroup *group;
  KapkaProblems *problems; // (nullable)
  gboolean bad;            // A value is wrong or missing, and has been reported.
} KapkaRow;

/** Reports a mistake at the line of @key and marks @row as bad. */
void kapka_row_fail (KapkaRow *row, const char *key, const char *format, ...) G_GNUC_PRINTF (3, 4);

/**
 * kapka_row_check_keys:
 * @plain: (array zero-terminated=1): known keys of one value
 * @local: (array zero-terminated=1): known keys that may be translated with [udm] and [en]
 *
 * Reports keys and languages that have no meaning; that does not make @row bad.
 */
void kapka_row_check_keys (KapkaRow *row, const char *const *plain, const char *const *local);

/** Returns: whether the row's name is an id: [a-z0-9][a-z0-9-]{0,63}; reports when it is not. */
gboolean kapka_row_check_id (KapkaRow *row);

/** Returns: (transfer full) (nullable): the value of @key, %NULL when it is missing or empty. */
char *kapka_row_text (KapkaRow *row, const char *key);

/** Reads the texts of @key; a missing Russian one is a mistake. */
void kapka_row_required_local_text (KapkaRow *row, const char *key, KapkaLocalText *text);

/** Returns: the value of @key, @fallback when it is missing; anything but true and false is a
 * mistake. */
gboolean kapka_row_flag (KapkaRow *row, const char *key, gboolean fallback);

/** Returns: (transfer full): the parts of the list `a;b;`, without spaces around; empty when @key
 * is missing. */
GStrv kapka_row_list (KapkaRow *row, const char *key);

/** Returns: (transfer full): the list @key of s1…s6, each at most once; @fallback (nullable) when
 * it is missing, which without one is a mistake. */
GStrv kapka_row_services (KapkaRow *row, const char *key, const char *fallback);

/** Reports the value of @key when it is there and no date YYYY-MM-DD. */
void kapka_row_check_date (KapkaRow *row, const char *key);

/** Returns: (transfer full) (nullable): the date @key, %NULL when it is missing or, which is
 * reported, none. */
char *kapka_row_date (KapkaRow *row, const char *key);
