// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

/** KapkaLibrary: a library as it is from one month on. */
typedef struct {
  char *code; // As in `18-0142`; it never changes.
  char *name;
  char *district;
  gboolean rural;
  char *tz;      // Zone name of the tz database.
  char from[11]; // First day of a month, `YYYY-MM-DD`.
} KapkaLibrary;

KapkaLibrary *kapka_library_new (void);
void kapka_library_free (KapkaLibrary *library);

/** Returns: whether @code may name a library or a terminal: letters, digits, `.`, `_` and `-`, at
 * most 32 characters, a letter or a digit first. */
gboolean kapka_library_is_code (const char *code);

/** Errors: DATA, when @day is no day as in `2026-03-17`. */
gboolean kapka_library_check_day (const char *day, GError **error);

/** Errors: DATA, when @day is not the first day of a month. */
gboolean kapka_library_check_month (const char *day, GError **error);

/** Errors: DATA, with what is wrong and what is expected. */
gboolean kapka_library_check (const KapkaLibrary *library, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KapkaLibrary, kapka_library_free)
