// SPDX-License-Identifier: GPL-3.0-or-later
#include "central/adjustment.h"

#include <string.h>

#include "central/library-register.h"
#include "central/store-ask.h"

#define LIST                                                                                       \
  "SELECT a.adjustment_id, l.code, t.code, a.day, a.counts, a.author, a.reason, a.created_ms, "    \
  "a.revoked_ms FROM adjustment a JOIN library l ON l.library_id = a.library_id "                  \
  "LEFT JOIN terminal t ON t.library_id = a.library_id AND t.terminal_id = a.terminal_id "

typedef struct {
  const char *library; // (nullable)
  GPtrArray *adjustments;
} Listing;

static KapkaAdjustment *
read_adjustment (const KapkaSqlRows *rows, guint row, GError **error) {
  g_autoptr (KapkaAdjustment) adjustment = g_new0 (KapkaAdjustment, 1);
  const char *counts = kapka_sql_rows_get_text (rows, row, 4);

  adjustment->id = g_strdup (kapka_sql_rows_get_text (rows, row, 0));
  adjustment->library = g_strdup (kapka_sql_rows_get_text (rows, row, 1));
  adjustment->terminal = g_strdup (kapka_sql_rows_get_text (rows, row, 2));
  adjustment->day = g_strdup (kapka_sql_rows_get_text (rows, row, 3));
  adjustment->author = g_strdup (kapka_sql_rows_get_text (rows, row, 5));
  adjustment->reason = g_strdup (kapka_sql_rows_get_text (rows, row, 6));
  adjustment->created_ms = kapka_sql_rows_get_int (rows, row, 7);
  adjustment->revoked_ms = kapka_sql_rows_get_int (rows, row, 8);
  adjustment->counts = kapka_json_parse (counts, strlen (counts), strlen (counts), NULL, error);
  return adjustment->counts == NULL ? NULL : g_steal_pointer (&adjustment);
}

static KapkaSqlRows *
query (KapkaStore *store, const char *library, GError **error) {
  gint64 library_id;

  if (library == NULL)
    return kapka_store_ask (store, error, LIST "ORDER BY a.created_ms DESC, a.adjustment_id", "");
  if (!kapka_library_find (store, library, &library_id, error))
    return NULL;
  return kapka_store_ask (store, error,
                          LIST "WHERE a.library_id = ? ORDER BY a.created_ms DESC, "
                               "a.adjustment_id",
                          "i", library_id);
}

static gboolean
list_cb (KapkaStore *store, gpointer user_data, GError **error) {
  Listing *listing = user_data;
  g_autoptr (KapkaSqlRows) rows = query (store, listing->library, error);

  g_ptr_array_set_size (listing->adjustments, 0);
  for (guint i = 0; rows != NULL && i < kapka_sql_rows_get_length (rows); i++) {
    KapkaAdjustment *adjustment = read_adjustment (rows, i, error);

    if (adjustment == NULL)
      return FALSE;
    g_ptr_array_add (listing->adjustments, adjustment);
  }
  return rows != NULL;
}

GPtrArray *
kapka_adjustment_list (KapkaStore *store, const char *library, GError **error) {
  g_autoptr (GPtrArray) adjustments =
      g_ptr_array_new_with_free_func ((GDestroyNotify)kapka_adjustment_free);

  if (!kapka_store_transact (store, KAPKA_STORE_READ, list_cb, &(Listing){ library, adjustments },
                             error))
    return NULL;
  return g_steal_pointer (&adjustments);
}
