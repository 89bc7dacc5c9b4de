// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "journal/db.h"

/** KapkaSchema: what a database file of ours holds. */
typedef struct {
  gint64 application_id;
  const char *const *migrations; // Zero-terminated resources, one script for each version, in
                                 // order: the one at index n leads from version n to n + 1 and sets
                                 // `user_version` itself; the first sets `application_id` too.
} KapkaSchema;

/** The schema of the journal. */
extern const KapkaSchema kapka_journal_schema;

/**
 * kapka_schema_migrate:
 * Brings @db from its `user_version` (0: an empty file) to the newest, one transaction for each
 * version, with `user_version` inside.
 */
gboolean kapka_schema_migrate (const KapkaSchema *schema, KapkaDb *db, GError **error);

/**
 * kapka_schema_check:
 * @schema: what it should be
 * @db: a database
 * @out_newer: (out): it was written by a newer Kapka
 * @error: return location
 *
 * Checks that @db is of @schema: `application_id`, `user_version`, and, unless it is newer, that
 * each table, index, trigger and view of the schema is there word for word. It writes nothing.
 *
 * Errors: CORRUPT when it is no such database of ours; IO, BUSY.
 */
gboolean
kapka_schema_check (const KapkaSchema *schema, KapkaDb *db, gboolean *out_newer, GError **error);
