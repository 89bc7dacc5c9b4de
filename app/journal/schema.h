// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "journal/db.h"

/**
 * kapka_schema_migrate:
 * Brings @db from its `user_version` (0: an empty file) to the newest, one transaction for each
 * version, with `user_version` inside.
 */
gboolean kapka_schema_migrate (KapkaDb *db, GError **error);

/**
 * kapka_schema_check:
 * @db: a database
 * @out_newer: (out): it was written by a newer Kapka
 * @error: return location
 *
 * Checks that @db is a journal: `application_id`, `user_version`, and, unless it is newer, that
 * each table, index, trigger and view of the schema is there word for word. It writes nothing.
 *
 * Errors: CORRUPT when it is no journal of ours; IO, BUSY.
 */
gboolean kapka_schema_check (KapkaDb *db, gboolean *out_newer, GError **error);
