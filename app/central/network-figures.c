// SPDX-License-Identifier: GPL-3.0-or-later
#include "central/network-figures.h"

#include "central/store-ask.h"

#define USERS_KEYS "'_on', 'users'"
#define USERS_SUMS                                                                                 \
  "sum(CASE WHEN m.key = 'users' THEN m.value ELSE 0 END) AS n1, "                                 \
  "sum(CASE WHEN m.key = 'users' AND p.rural = 1 THEN m.value ELSE 0 END) AS n2, "                 \
  "min(m.value) AS lowest"
#define USERS_NAMES "s.n1, s.n2, s.lowest"

#define REQUESTS_KEYS "'s1', 's2', 's3', 's4', 's5', 's6'"
#define REQUESTS_SUM(key, name) "sum(CASE WHEN m.key = '" key "' THEN m.value ELSE 0 END) AS " name
#define REQUESTS_SUMS                                                                              \
  REQUESTS_SUM ("s1", "n1")                                                                        \
  ", " REQUESTS_SUM ("s2", "n2") ", " REQUESTS_SUM ("s3", "n3") ", " REQUESTS_SUM (                \
      "s4", "n4") ", " REQUESTS_SUM ("s5", "n5") ", " REQUESTS_SUM ("s6",                          \
                                                                    "n6") ", min(m.value) AS "     \
                                                                          "lowest"
#define REQUESTS_NAMES "s.n1, s.n2, s.n3, s.n4, s.n5, s.n6, s.lowest"

/* What is summed, by what, and what it is called afterwards. */
typedef struct {
  const char *group; // Columns of the sums; empty: one line for all.
  const char *place; // Columns of the answer.
  const char *names; // Where the names come from.
} Shape;

#define LIBRARY_NAMES                                                                              \
  "JOIN library l ON l.library_id = s.library_id "                                                 \
  "LEFT JOIN library_span q ON q.library_id = s.library_id AND q.first_month <= ? "                \
  "AND q.end_month > ? "

static const Shape shapes[] = {
  [KAPKA_NETWORK_BY_NETWORK] = { "", "", "" },
  [KAPKA_NETWORK_BY_DISTRICT] = { "p.district", "s.district, ", "" },
  [KAPKA_NETWORK_BY_LIBRARY] = { "m.library_id", "l.code, q.name, ", LIBRARY_NAMES },
  [KAPKA_NETWORK_BY_TERMINAL] = { "m.library_id, m.terminal_id", "l.code, q.name, t.code, ",
                                  LIBRARY_NAMES
                                  "LEFT JOIN terminal t ON t.library_id = s.library_id "
                                  "AND t.terminal_id = s.terminal_id " },
};

/* The sum of nothing is a row too, so it is left out by the number of what was summed. */
static char *
make_statement (KapkaNetworkBy by, const char *keys, const char *sums, const char *sum_names) {
  const Shape *shape = &shapes[by];
  gboolean grouped = *shape->group != '\0';

  return g_strdup_printf ("SELECT %s%s FROM (SELECT %s%s%s, count(*) AS n FROM month_count m "
                          "LEFT JOIN library_span p ON p.library_id = m.library_id "
                          "AND m.month >= p.first_month AND m.month < p.end_month "
                          "WHERE m.key IN (%s) AND m.month >= ? AND m.month < ?%s%s) s %s"
                          "WHERE s.n > 0",
                          shape->place, sum_names, shape->group, grouped ? ", " : "", sums, keys,
                          grouped ? " GROUP BY " : "", shape->group, shape->names);
}

static KapkaSqlRows *
ask (KapkaStore *store,
     KapkaNetworkBy by,
     const char *sql,
     int year,
     const char *month,
     GError **error) {
  g_autofree char *first = g_strdup_printf ("%04d-01-01", year);
  g_autofree char *end = g_strdup_printf ("%04d-01-01", year + 1);

  if (*shapes[by].names == '\0')
    return kapka_store_ask (store, error, sql, "tt", first, end);
  return kapka_store_ask (store, error, sql, "tttt", first, end, month, month);
}

KapkaSqlRows *
kapka_network_figures_users (KapkaStore *store,
                             KapkaNetworkBy by,
                             int year,
                             const char *last_month,
                             GError **error) {
  g_autofree char *sql = make_statement (by, USERS_KEYS, USERS_SUMS, USERS_NAMES);

  return ask (store, by, sql, year, last_month, error);
}

KapkaSqlRows *
kapka_network_figures_requests (KapkaStore *store,
                                KapkaNetworkBy by,
                                int year,
                                const char *last_month,
                                GError **error) {
  g_autofree char *sql = make_statement (by, REQUESTS_KEYS, REQUESTS_SUMS, REQUESTS_NAMES);

  return ask (store, by, sql, year, last_month, error);
}

KapkaSqlRows *
kapka_network_figures_past (KapkaStore *store, int first, int last, GError **error) {
  g_autofree char *first_year = g_strdup_printf ("%04d", first);
  g_autofree char *last_year = g_strdup_printf ("%04d", last);

  return kapka_store_ask (store, error,
                          "SELECT year, rural, key, value, source FROM past_total "
                          "WHERE year >= ? AND year <= ? AND key IN ('users', " REQUESTS_KEYS ") "
                          "ORDER BY year, key, rural",
                          "tt", first_year, last_year);
}
