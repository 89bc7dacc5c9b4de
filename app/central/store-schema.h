// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "central/store.h"

/**
 * kapka_store_prepare_schema:
 * Makes the schema where there is none, leads an older one to the newest version, and gives a new
 * store its receiver id. A store that is as it should be is not written.
 *
 * Errors: NEWER; CORRUPT when the version cannot be told; those of kapka_store_transact().
 */
gboolean kapka_store_prepare_schema (KapkaStore *store, GError **error);
