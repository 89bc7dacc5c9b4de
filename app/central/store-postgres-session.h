// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>
#include <libpq-fe.h>

/**
 * kapka_store_postgres_connect:
 * @address: `postgresql://…`
 * @error: return location
 *
 * Connects, with the settings of sync.md §5.4; notices are not shown to anybody.
 *
 * Returns: (transfer full): the connection, or %NULL.
 */
PGconn *kapka_store_postgres_connect (const char *address, GError **error);

/** Tells the planner that rows are found by their keys. Returns: whether the server is PostgreSQL
 * enough to understand it. */
gboolean kapka_store_postgres_plan_for_keys (PGconn *connection);

/** Commands that give the planner back all its ways for the rest of a transaction. */
extern const char kapka_store_postgres_free_plans[];

/** Translates what went wrong with @result into @error; @what says in a few words what was tried.
 */
void kapka_store_postgres_set_error (PGconn *connection,
                                     const PGresult *result,
                                     const char *what,
                                     GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PGconn, PQfinish)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PGresult, PQclear)
