// SPDX-License-Identifier: GPL-3.0-or-later
#include <string.h>

#include "journal/journal-private.h"
#include "journal/upload.h"

#define RECEIVER "(SELECT value FROM meta WHERE key = 'receiver_id')"

/* One line for each day and counter: what is here, what of it is acknowledged. Each part begins at
 * the streams, whose days the indexes find; a plus keeps a condition from being taken over to a
 * table where it would lead past its index. */
#define DAYS                                                                                       \
  "SELECT day, key, sum(here), sum(acked) FROM ("                                                  \
  "SELECT day, key, value AS here, 0 AS acked FROM day_count WHERE day BETWEEN ?1 AND ?2"          \
  " UNION ALL SELECT a.day, c.key, 0, c.delta FROM stream s NOT INDEXED"                           \
  "  CROSS JOIN ack a ON a.receiver_id = " RECEIVER " AND a.stream_no = s.stream_no"               \
  "   AND a.day BETWEEN ?1 AND ?2"                                                                 \
  "  CROSS JOIN event e INDEXED BY event_by_day ON e.stream_no = +a.stream_no AND e.day = +a.day"  \
  "  CROSS JOIN event_count c ON c.stream_no = +e.stream_no AND c.seq = +e.seq"                    \
  "  WHERE e.seq <= a.revision AND s.state <> 'damaged'"                                           \
  " UNION ALL SELECT e.day, c.key, 0, c.delta FROM fragment_ack f"                                 \
  "  CROSS JOIN event e ON e.stream_no = f.stream_no AND e.seq = f.seq"                            \
  "  CROSS JOIN event_count c ON c.stream_no = +e.stream_no AND c.seq = +e.seq"                    \
  "  WHERE f.receiver_id = " RECEIVER " AND e.day BETWEEN ?1 AND ?2"                               \
  " UNION ALL SELECT f.day, j.key, 0, j.value FROM stream s NOT INDEXED"                           \
  "  CROSS JOIN day_fold f ON f.stream_no = s.stream_no AND f.day BETWEEN ?1 AND ?2"               \
  "  CROSS JOIN ack a ON a.receiver_id = " RECEIVER " AND a.stream_no = f.stream_no"               \
  "   AND a.day = f.day"                                                                           \
  "  CROSS JOIN json_each(f.counts) j WHERE a.revision >= f.revision"                              \
  ") GROUP BY day, key ORDER BY day DESC"

/* The view `pending` for some days, which it would only look at after all days of all streams. */
#define PENDING                                                                                    \
  "SELECT r.day FROM (SELECT e.stream_no, e.day, max(e.seq) AS revision FROM stream s NOT INDEXED" \
  "  CROSS JOIN event e INDEXED BY event_by_day ON e.stream_no = s.stream_no"                      \
  "   AND e.day BETWEEN ?1 AND ?2 WHERE s.state = 'whole' GROUP BY s.stream_no, e.day"             \
  "  UNION ALL SELECT f.stream_no, f.day, f.revision FROM stream s NOT INDEXED"                    \
  "  CROSS JOIN day_fold f ON f.stream_no = s.stream_no AND f.day BETWEEN ?1 AND ?2) r"            \
  " LEFT JOIN ack a ON a.receiver_id = " RECEIVER " AND a.stream_no = r.stream_no"                 \
  "  AND a.day = r.day WHERE r.revision > coalesce(a.revision, 0)"                                 \
  " UNION SELECT day FROM pending_fragment WHERE day BETWEEN ?1 AND ?2"

static KapkaDayProgress *
find_day (GArray *days, const char *day) {
  for (guint i = 0; i < days->len; i++)
    if (g_str_equal (g_array_index (days, KapkaDayProgress, i).day, day))
      return &g_array_index (days, KapkaDayProgress, i);
  return NULL;
}

/* Rows come by day, so a day that is not the last one is new. */
static KapkaDayProgress *
take_day (GArray *days, const char *day) {
  KapkaDayProgress line = { 0 };

  if (days->len == 0 ||
      !g_str_equal (g_array_index (days, KapkaDayProgress, days->len - 1).day, day)) {
    g_strlcpy (line.day, day, sizeof line.day);
    g_array_append_val (days, line);
  }
  return &g_array_index (days, KapkaDayProgress, days->len - 1);
}

static gboolean
is_service (const char *key) {
  return strlen (key) == 2 && key[0] == 's' && key[1] >= '1' && key[1] <= '6';
}

static KapkaStmt *
prepare (KapkaJournal *journal, const char *sql, const char *first_day, const char *last_day) {
  KapkaStmt *stmt = kapka_db_prepare (journal->db, sql);

  kapka_stmt_add_text (stmt, first_day);
  kapka_stmt_add_text (stmt, last_day);
  return stmt;
}

static gboolean
read_counts (KapkaStmt *stmt, GArray *days, GError **error) {
  KapkaStep step;

  while ((step = kapka_stmt_step (stmt, error)) == KAPKA_STEP_ROW) {
    KapkaDayProgress *line = take_day (days, kapka_stmt_get_text (stmt, 0));
    const char *key = kapka_stmt_get_text (stmt, 1);

    if (g_str_equal (key, "users")) {
      line->users += kapka_stmt_get_int (stmt, 2);
      line->acked_users += kapka_stmt_get_int (stmt, 3);
    } else if (is_service (key)) {
      line->requests += kapka_stmt_get_int (stmt, 2);
      line->acked_requests += kapka_stmt_get_int (stmt, 3);
    }
  }
  return step == KAPKA_STEP_DONE;
}

static gboolean
read_pending (KapkaStmt *stmt, GArray *days, GError **error) {
  KapkaStep step;

  while ((step = kapka_stmt_step (stmt, error)) == KAPKA_STEP_ROW) {
    KapkaDayProgress *line = find_day (days, kapka_stmt_get_text (stmt, 0));

    if (line != NULL)
      line->pending = TRUE;
  }
  return step == KAPKA_STEP_DONE;
}

GArray *
kapka_upload_list_days (KapkaJournal *journal,
                        const char *first_day,
                        const char *last_day,
                        GError **error) {
  g_autoptr (KapkaTransaction) transaction =
      kapka_transaction_begin (journal->db, KAPKA_TRANSACTION_READ, error);
  g_autoptr (GArray) days = g_array_new (FALSE, FALSE, sizeof (KapkaDayProgress));
  g_autoptr (KapkaStmt) counts = NULL;
  g_autoptr (KapkaStmt) pending = NULL;

  if (transaction == NULL)
    return NULL;
  counts = prepare (journal, DAYS, first_day, last_day);
  if (!read_counts (counts, days, error))
    return NULL;
  pending = prepare (journal, PENDING, first_day, last_day);
  return read_pending (pending, days, error) ? g_steal_pointer (&days) : NULL;
}
