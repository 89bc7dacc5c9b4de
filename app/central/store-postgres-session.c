// SPDX-License-Identifier: GPL-3.0-or-later
#include "central/store-postgres-session.h"

#include <string.h>

#include "base/error.h"

#define CONNECT_SECONDS 10

// A row names one SQLSTATE by its five characters or a class by two; the first that fits counts.
static const struct {
  const char *state;
  KapkaError code;
} states[] = {
  { "08", KAPKA_ERROR_BUSY },    // The connection was lost.
  { "22", KAPKA_ERROR_DATA },    //
  { "23505", KAPKA_ERROR_BUSY }, // A key is there already: a race, or ON CONFLICT elsewhere.
  { "23", KAPKA_ERROR_DATA },    //
  { "25006", KAPKA_ERROR_READ_ONLY },
  { "28", KAPKA_ERROR_DENIED },
  { "3D000", KAPKA_ERROR_NOT_FOUND },
  { "40001", KAPKA_ERROR_BUSY }, // Serialization.
  { "40003", KAPKA_ERROR_BUSY }, // It is not known whether COMMIT came through.
  { "40P01", KAPKA_ERROR_BUSY }, // Deadlock.
  { "42501", KAPKA_ERROR_DENIED },
  { "42P07", KAPKA_ERROR_BUSY }, // Two make the schema at once.
  { "53100", KAPKA_ERROR_FULL },
  { "53", KAPKA_ERROR_NETWORK }, // No memory, no connection left.
  { "55P03", KAPKA_ERROR_BUSY }, // A lock was not to be had.
  { "57P01", KAPKA_ERROR_BUSY }, // Somebody ended the session.
  { "57P02", KAPKA_ERROR_BUSY }, // Another session crashed.
  { "57P03", KAPKA_ERROR_BUSY }, // It is starting or stopping.
  { "57", KAPKA_ERROR_NETWORK }, // A statement took too long.
  { "58030", KAPKA_ERROR_IO },   //
  { "XX001", KAPKA_ERROR_CORRUPT },
  { "XX002", KAPKA_ERROR_CORRUPT },
};

static const char settings[] = "SET synchronous_commit = on;"
                               "SET default_transaction_isolation = 'read committed';"
                               "SET statement_timeout = '30s';"
                               "SET timezone = 'UTC';"
                               "SET datestyle = 'ISO'";

// Whatever writes finds its rows by their keys. A plan made for a small table would go through all
// of it, and is kept while the table grows. Machine code for a plan that seems dear never pays
// here.
static const char plans_for_keys[] = "SET enable_seqscan = off;"
                                     "SET enable_hashjoin = off;"
                                     "SET enable_mergejoin = off;"
                                     "SET jit = off";

// Nor is a plan kept that was made for any dates: for a report it takes the libraries for few, and
// walks through all of them for each, a hundred times as long.
const char kapka_store_postgres_free_plans[] = "SET LOCAL enable_seqscan = on;"
                                               "SET LOCAL enable_hashjoin = on;"
                                               "SET LOCAL enable_mergejoin = on;"
                                               "SET LOCAL plan_cache_mode = force_custom_plan";

static KapkaError
error_from_state (const char *state) {
  for (gsize i = 0; i < G_N_ELEMENTS (states); i++)
    if (g_str_has_prefix (state, states[i].state))
      return states[i].code;
  return KAPKA_ERROR_INTERNAL;
}

void
kapka_store_postgres_set_error (PGconn *connection,
                                const PGresult *result,
                                const char *what,
                                GError **error) {
  const char *state = PQresultErrorField (result, PG_DIAG_SQLSTATE);
  // What the server has not said comes from libpq, which lost it; its status does not always show
  // that yet.
  KapkaError code = state == NULL ? KAPKA_ERROR_BUSY : error_from_state (state);
  g_autofree char *text = g_strdup (PQerrorMessage (connection));

  g_set_error (error, KAPKA_ERROR, code, "%s: %s (SQLSTATE %s)", what, g_strchomp (text),
               state == NULL ? "unknown" : state);
}

/* libpq gives the SQLSTATE of a refused connection in its verbose text alone, as in
 * "FATAL:  28P01: password …". Nobody answering has none. */
static KapkaError
error_of_connecting (const char *message) {
  g_autoptr (GRegex) regex = g_regex_new (":  ([0-9A-Z]{5}): ", 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *state = NULL;

  if (!g_regex_match (regex, message, 0, &match))
    return KAPKA_ERROR_NETWORK;
  state = g_match_info_fetch (match, 1);
  return error_from_state (state);
}

static void
set_connecting_error (PGconn *connection, GError **error) {
  const char *message = PQerrorMessage (connection);
  // The second line tells a place in the sources of PostgreSQL.
  g_autofree char *text = g_strndup (message, strcspn (message, "\n"));

  g_set_error (error, KAPKA_ERROR, error_of_connecting (message),
               "cannot connect to the database of the centre: %s", text);
}

/* Returns whether the server and libpq have something to say to each other in time. */
static gboolean
wait_for (PGconn *connection, PostgresPollingStatusType wanted, gint64 deadline_usec) {
  gint64 left_ms = (deadline_usec - g_get_monotonic_time ()) / 1000;
  GPollFD fd = { .fd = PQsocket (connection),
                 .events = wanted == PGRES_POLLING_READING ? G_IO_IN : G_IO_OUT };

  return left_ms > 0 && g_poll (&fd, 1, (int)left_ms) > 0;
}

/* Connects by steps, since only a connection that has begun can be told to be verbose. */
static gboolean
finish_connecting (PGconn *connection) {
  gint64 deadline_usec = g_get_monotonic_time () + CONNECT_SECONDS * G_USEC_PER_SEC;
  PostgresPollingStatusType status = PGRES_POLLING_WRITING;

  if (PQstatus (connection) == CONNECTION_BAD)
    return FALSE;
  PQsetErrorVerbosity (connection, PQERRORS_VERBOSE);
  while (status != PGRES_POLLING_OK) {
    if (status == PGRES_POLLING_FAILED || !wait_for (connection, status, deadline_usec))
      return FALSE;
    status = PQconnectPoll (connection);
  }
  PQsetErrorVerbosity (connection, PQERRORS_DEFAULT);
  return TRUE;
}

static void
ignore_notice_cb (void *data, const char *message) {
}

/* What stands before `dbname` can be said otherwise in the address. */
static PGconn *
start_connecting (const char *address) {
  static const char *const keywords[] = { "application_name", "tcp_user_timeout", "keepalives_idle",
                                          "dbname",           "client_encoding",  NULL };
  const char *values[] = { "kapka-central", "40000", "30", address, "UTF8", NULL };

  return PQconnectStartParams (keywords, values, 1);
}

PGconn *
kapka_store_postgres_connect (const char *address, GError **error) {
  g_autoptr (PGconn) connection = start_connecting (address);
  g_autoptr (PGresult) result = NULL;

  PQsetNoticeProcessor (connection, ignore_notice_cb, NULL);
  if (!finish_connecting (connection)) {
    set_connecting_error (connection, error);
    return NULL;
  }
  result = PQexec (connection, settings);
  if (PQresultStatus (result) != PGRES_COMMAND_OK) {
    kapka_store_postgres_set_error (connection, result, "cannot set up the session", error);
    return NULL;
  }
  return g_steal_pointer (&connection);
}

gboolean
kapka_store_postgres_plan_for_keys (PGconn *connection) {
  g_autoptr (PGresult) result = PQexec (connection, plans_for_keys);

  return PQresultStatus (result) == PGRES_COMMAND_OK;
}
