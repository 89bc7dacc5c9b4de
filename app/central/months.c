// SPDX-License-Identifier: GPL-3.0-or-later
#include "central/months.h"

#include <string.h>

#include "central/store-ask.h"

/* Marks are read in pages, so that a whole country does not lie in memory. */
#define PAGE "200"

typedef struct {
  gint64 library_id;
  const char *month;
  char end[11]; // First day of the next month.
  gboolean counted;
} Month;

static void
set_end (Month *month) {
  int year = (int)g_ascii_strtoll (month->month, NULL, 10);
  int number = (int)g_ascii_strtoll (month->month + strlen ("YYYY-"), NULL, 10);

  g_snprintf (month->end, sizeof month->end, "%04d-%02d-01", number == 12 ? year + 1 : year,
              number % 12 + 1);
}

/* An upload that comes after this deletion waits for our COMMIT and sets the mark again; one that
 * came before it is seen by the count. So the mark goes first. */
static gboolean
take_mark (KapkaStore *store, const Month *month, gboolean *out_taken, GError **error) {
  g_autoptr (KapkaSqlRows) rows = kapka_store_ask (
      store, error,
      "DELETE FROM dirty_month WHERE library_id = ? AND month = ? RETURNING library_id", "it",
      month->library_id, month->month);

  *out_taken = rows != NULL && kapka_sql_rows_get_length (rows) > 0;
  return rows != NULL;
}

/* The view day_key, with the month inside: SQLite would first build the view of all days that are
 * stored. Days are summed before they are judged: a day of two boots is one day of presence. */
#define COUNT_DAYS                                                                                 \
  "INSERT INTO month_count(library_id, terminal_id, month, key, value) "                           \
  "SELECT library_id, terminal_id, CAST(? AS date), key, "                                         \
  "CAST(sum(CASE WHEN key <> '_on' THEN n WHEN n > 0 THEN 1 ELSE 0 END) AS bigint) FROM ("         \
  "SELECT d.library_id, d.terminal_id, d.day, c.key, sum(CAST(c.value AS bigint)) AS n FROM ("     \
  "SELECT library_id, terminal_id, day, counts FROM day_report "                                   \
  "WHERE library_id = ? AND day >= ? AND day < ? "                                                 \
  "UNION ALL SELECT f.library_id, f.terminal_id, f.day, f.counts FROM fragment f "                 \
  "LEFT JOIN day_report r ON r.library_id = f.library_id AND r.stream_id = f.stream_id "           \
  "AND r.day = f.day WHERE f.library_id = ? AND f.day >= ? AND f.day < ? "                         \
  "AND f.seq > coalesce(r.revision, 0) "                                                           \
  "UNION ALL SELECT library_id, terminal_id, day, counts FROM adjustment "                         \
  "WHERE library_id = ? AND day >= ? AND day < ? AND revoked_ms IS NULL"                           \
  ") d, jsonb_each_text(d.counts) c GROUP BY d.library_id, d.terminal_id, d.day, c.key) k "        \
  "GROUP BY library_id, terminal_id, key"

static gboolean
count_days (KapkaStore *store, const Month *month, GError **error) {
  const char *first = month->month;

  return kapka_store_tell (store, error, COUNT_DAYS, "tittittitt", first, month->library_id, first,
                           month->end, month->library_id, first, month->end, month->library_id,
                           first, month->end);
}

static gboolean
recount_cb (KapkaStore *store, gpointer user_data, GError **error) {
  Month *month = user_data;

  if (!take_mark (store, month, &month->counted, error))
    return FALSE;
  if (!month->counted) // Somebody else was here.
    return TRUE;
  return kapka_store_tell (store, error,
                           "DELETE FROM month_count WHERE library_id = ? AND month = ?", "it",
                           month->library_id, month->month) &&
         count_days (store, month, error);
}

typedef struct {
  gint64 after_library;
  const char *after_month;
  KapkaSqlRows *rows;
} Page;

static gboolean
read_page_cb (KapkaStore *store, gpointer user_data, GError **error) {
  Page *page = user_data;

  g_clear_pointer (&page->rows, kapka_sql_rows_free);
  page->rows = kapka_store_ask (store, error,
                                "SELECT library_id, month FROM dirty_month "
                                "WHERE (library_id, month) > (?, ?) "
                                "ORDER BY library_id, month LIMIT " PAGE,
                                "it", page->after_library, page->after_month);
  return page->rows != NULL;
}

static gboolean
recount_page (KapkaStore *store, const KapkaSqlRows *rows, guint *n_months, GError **error) {
  for (guint i = 0; i < kapka_sql_rows_get_length (rows); i++) {
    Month month = { .library_id = kapka_sql_rows_get_int (rows, i, 0),
                    .month = kapka_sql_rows_get_text (rows, i, 1) };

    set_end (&month);
    if (!kapka_store_transact (store, KAPKA_STORE_WRITE, recount_cb, &month, error))
      return FALSE;
    *n_months += month.counted ? 1 : 0;
  }
  return TRUE;
}

/* Goes once through the marks in their order, so that a busy library cannot keep it from ending. */
gboolean
kapka_months_recount (KapkaStore *store, guint *out_n_months, GError **error) {
  g_autoptr (KapkaSqlRows) before = NULL;
  Page page = { G_MININT64, "0001-01-01", NULL };
  guint n_months = 0;
  guint length;

  do {
    gboolean good = kapka_store_transact (store, KAPKA_STORE_READ, read_page_cb, &page, error) &&
                    recount_page (store, page.rows, &n_months, error);

    kapka_sql_rows_free (before);
    before = g_steal_pointer (&page.rows);
    if (!good)
      return FALSE;
    length = kapka_sql_rows_get_length (before);
    if (length > 0) {
      page.after_library = kapka_sql_rows_get_int (before, length - 1, 0);
      page.after_month = kapka_sql_rows_get_text (before, length - 1, 1);
    }
  } while (length > 0);
  if (out_n_months != NULL)
    *out_n_months = n_months;
  return TRUE;
}
