// SPDX-License-Identifier: GPL-3.0-or-later
#include "central/library-register.h"
#include "central/store-ask.h"
#include "central/terminal.h"

/* Installs and codes are counted apart, or they would multiply each other. */
#define LIST                                                                                       \
  "SELECT l.code, t.code, t.retired_on, coalesce(i.n_active, 0), coalesce(i.last_seen_ms, 0), "    \
  "coalesce(e.expires_ms, 0) FROM terminal t JOIN library l ON l.library_id = t.library_id "       \
  "LEFT JOIN (SELECT a.library_id, a.terminal_id, "                                                \
  "sum(CASE WHEN a.status = 'active' THEN 1 ELSE 0 END) AS n_active, "                             \
  "max(s.last_seen_ms) AS last_seen_ms FROM install a LEFT JOIN install_seen s "                   \
  "ON s.library_id = a.library_id AND s.install_id = a.install_id "                                \
  "GROUP BY a.library_id, a.terminal_id) i "                                                       \
  "ON i.library_id = t.library_id AND i.terminal_id = t.terminal_id "                              \
  "LEFT JOIN (SELECT library_id, terminal_id, max(expires_ms) AS expires_ms FROM enroll_code "     \
  "WHERE used_ms IS NULL AND expires_ms > ? GROUP BY library_id, terminal_id) e "                  \
  "ON e.library_id = t.library_id AND e.terminal_id = t.terminal_id "

typedef struct {
  const char *library; // (nullable)
  gint64 now_ms;
  GPtrArray *terminals;
} Listing;

static KapkaTerminal *
read_terminal (const KapkaSqlRows *rows, guint row) {
  KapkaTerminal *terminal = g_new0 (KapkaTerminal, 1);

  terminal->library = g_strdup (kapka_sql_rows_get_text (rows, row, 0));
  terminal->code = g_strdup (kapka_sql_rows_get_text (rows, row, 1));
  terminal->retired_on = g_strdup (kapka_sql_rows_get_text (rows, row, 2));
  terminal->n_active = (guint)kapka_sql_rows_get_int (rows, row, 3);
  terminal->last_seen_ms = kapka_sql_rows_get_int (rows, row, 4);
  terminal->code_expires_ms = kapka_sql_rows_get_int (rows, row, 5);
  return terminal;
}

static KapkaSqlRows *
query (KapkaStore *store, const Listing *listing, GError **error) {
  gint64 library_id;

  if (listing->library == NULL)
    return kapka_store_ask (store, error, LIST "ORDER BY l.code, t.code", "i", listing->now_ms);
  if (!kapka_library_find (store, listing->library, &library_id, error))
    return NULL;
  return kapka_store_ask (store, error, LIST "WHERE t.library_id = ? ORDER BY l.code, t.code", "ii",
                          listing->now_ms, library_id);
}

static gboolean
list_cb (KapkaStore *store, gpointer user_data, GError **error) {
  Listing *listing = user_data;
  g_autoptr (KapkaSqlRows) rows = query (store, listing, error);

  g_ptr_array_set_size (listing->terminals, 0);
  for (guint i = 0; rows != NULL && i < kapka_sql_rows_get_length (rows); i++)
    g_ptr_array_add (listing->terminals, read_terminal (rows, i));
  return rows != NULL;
}

GPtrArray *
kapka_terminal_list (KapkaStore *store, KapkaClock *clock, const char *library, GError **error) {
  g_autoptr (GPtrArray) terminals =
      g_ptr_array_new_with_free_func ((GDestroyNotify)kapka_terminal_free);
  KapkaInstant now;

  kapka_clock_now (clock, &now);
  if (!kapka_store_transact (store, KAPKA_STORE_READ, list_cb,
                             &(Listing){ library, now.utc_ms, terminals }, error))
    return NULL;
  return g_steal_pointer (&terminals);
}
