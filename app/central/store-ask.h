// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "central/store.h"

/**
 * kapka_store_ask:
 * @sql: one statement
 * @kinds: one letter for each of its parameters: `t` for a text (also a uuid, a date, or JSON;
 * %NULL is NULL), `i` for a #gint64
 * @...: the parameters
 *
 * kapka_store_query() with the parameters in line.
 *
 * Returns: (transfer full): the rows; %NULL on error.
 */
KapkaSqlRows *
kapka_store_ask (KapkaStore *store, GError **error, const char *sql, const char *kinds, ...);

/** Like kapka_store_ask() for a statement whose rows nobody wants. */
gboolean
kapka_store_tell (KapkaStore *store, GError **error, const char *sql, const char *kinds, ...);
