// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "central/library.h"
#include "central/store.h"

/**
 * kapka_library_add:
 * Adds a library; adding it again with the same facts changes nothing.
 *
 * Errors: USAGE (a library with that code and other facts is there), those of
 * kapka_store_transact().
 */
gboolean kapka_library_add (KapkaStore *store, const KapkaLibrary *library, GError **error);

/** KapkaLibraryChange: what is to be different from a month on. */
typedef struct {
  const char *code;
  const char *name;     // (nullable) As before.
  const char *district; // (nullable) As before.
  const char *tz;       // (nullable) As before; holds for terminals that enrol from now on.
  int rural;            // -1: as before.
  const char *from;     // First day of a month.
} KapkaLibraryChange;

/**
 * kapka_library_change:
 * Begins a new period of a library, or corrects the one that begins on that day. Reports join
 * months with periods when they are made, so nothing has to be counted anew.
 *
 * Errors: NOT_FOUND, DATA, those of kapka_store_transact().
 */
gboolean kapka_library_change (KapkaStore *store, const KapkaLibraryChange *change, GError **error);

/** KapkaLibraryImport: what became of a list. */
typedef struct {
  guint added;
  guint changed; // A new period, a corrected one, or another time zone.
  guint unchanged;
} KapkaLibraryImport;

/**
 * kapka_library_import:
 * @libraries: (element-type KapkaLibrary): checked before
 *
 * Adds the libraries that are not there and gives the others a period where they differ from what
 * holds on that day; all in one transaction.
 */
gboolean kapka_library_import (KapkaStore *store,
                               const GPtrArray *libraries,
                               KapkaLibraryImport *result,
                               GError **error);

/** Returns: (transfer full) (element-type KapkaLibrary): every period of every library, by code and
 * day. */
GPtrArray *kapka_library_list (KapkaStore *store, GError **error);

/** Finds the id of the library @code; inside a transaction. Errors: NOT_FOUND. */
gboolean
kapka_library_find (KapkaStore *store, const char *code, gint64 *out_library_id, GError **error);
