// SPDX-License-Identifier: GPL-3.0-or-later
#include "central/network-figures.h"

#include <string.h>

#include "central/store-ask.h"

/* With one key SQLite takes the rows for few and walks through all periods for each of them; the
 * second, which nothing has, makes it build an index of the periods. */
#define USERS_KEYS "'users', ''"
#define USERS_SUMS                                                                                 \
  "sum(m.value) AS n1, sum(CASE WHEN p.rural = 1 THEN m.value ELSE 0 END) AS n2, "                 \
  "min(m.value) AS lowest"
#define USERS_NAMES "s.n1, s.n2, s.lowest"

#define REQUESTS_KEYS "'s1', 's2', 's3', 's4', 's5', 's6'"
#define REQUESTS_SUM(key, name)                                                                    \
  "sum(CASE WHEN m.key = '" key "' THEN m.value ELSE 0 END) AS " name ", "
#define REQUESTS_SUMS                                                                              \
  REQUESTS_SUM ("s1", "n1")                                                                        \
  REQUESTS_SUM ("s2", "n2")                                                                        \
  REQUESTS_SUM ("s3", "n3")                                                                        \
  REQUESTS_SUM ("s4", "n4")                                                                        \
  REQUESTS_SUM ("s5", "n5")                                                                        \
  REQUESTS_SUM ("s6", "n6") "min(m.value) AS lowest"
#define REQUESTS_NAMES "s.n1, s.n2, s.n3, s.n4, s.n5, s.n6, s.lowest"

/* What a library was in a month. */
#define SPAN                                                                                       \
  "LEFT JOIN library_span p ON p.library_id = m.library_id AND m.month >= p.first_month "          \
  "AND m.month < p.end_month "

/* The name of a library in the month that is asked for. */
#define LIBRARY(place)                                                                             \
  "JOIN library l ON l.library_id = " place ".library_id "                                         \
  "LEFT JOIN library_span q ON q.library_id = " place ".library_id AND q.first_month <= ? "        \
  "AND q.end_month > ? "

/* What is summed by what, and what that is called. */
typedef struct {
  const char *group;         // Columns of the sums; empty: one line for all.
  const char *span_of_group; // What they need beside the figures.
  const char *place;         // Columns of the answer.
  const char *names;         // Where these come from.
  const char *present;       // Columns of the answer about presence…
  const char *present_names; // …and where those come from.
} Shape;

static const Shape shapes[] = {
  [KAPKA_NETWORK_BY_NETWORK] = { "", "", "", "", "1", "" },
  [KAPKA_NETWORK_BY_DISTRICT] = { "p.district, ", SPAN, "s.district, ", "", "p.district", "" },
  [KAPKA_NETWORK_BY_LIBRARY] = { "m.library_id, ", "", "l.code, q.name, ", LIBRARY ("s"),
                                 "l.code, q.name", LIBRARY ("t") },
  [KAPKA_NETWORK_BY_TERMINAL] = { "m.library_id, m.terminal_id, ", "", "l.code, q.name, t.code, ",
                                  LIBRARY ("s") "LEFT JOIN terminal t "
                                                "ON t.library_id = s.library_id "
                                                "AND t.terminal_id = s.terminal_id ",
                                  "l.code, q.name, t.code", LIBRARY ("t") },
};

/* Returns the list of columns of a GROUP BY. */
static char *
make_group_by (const Shape *shape) {
  gsize length = strlen (shape->group);

  if (length == 0)
    return g_strdup ("");
  return g_strdup_printf ("GROUP BY %.*s", (int)(length - strlen (", ")), shape->group);
}

/* The sum of nothing is a row too, so it is left out by the number of what was summed. */
static char *
make_sums (const Shape *shape,
           const char *keys,
           const char *sums,
           const char *span,
           const char *sum_names) {
  g_autofree char *group_by = make_group_by (shape);

  return g_strdup_printf ("SELECT %s%s FROM (SELECT %s%s, count(*) AS n FROM month_count m %s"
                          "WHERE m.key IN (%s) AND m.month >= ? AND m.month < ? %s) s %s"
                          "WHERE s.n > 0",
                          shape->place, sum_names, shape->group, sums, span, keys, group_by,
                          shape->names);
}

/* A terminal is looked up in its own months, where presence comes first. */
static char *
make_presence (const Shape *shape) {
  return g_strdup_printf (
      "SELECT DISTINCT %s FROM terminal t JOIN library_span p ON p.library_id = t.library_id "
      "AND p.end_month > ? AND p.first_month < ? %s"
      "WHERE EXISTS (SELECT 1 FROM month_count m WHERE m.library_id = t.library_id "
      "AND m.terminal_id = t.terminal_id AND m.key || '' = '_on' AND m.month >= ? AND m.month < ? "
      "AND m.month >= p.first_month AND m.month < p.end_month)",
      shape->present, shape->present_names);
}

static void
set_year (int year, char first[11], char end[11]) {
  g_snprintf (first, 11, "%04d-01-01", year);
  g_snprintf (end, 11, "%04d-01-01", year + 1);
}

static KapkaSqlRows *
ask_sums (KapkaStore *store,
          const Shape *shape,
          const char *sql,
          int year,
          const char *month,
          GError **error) {
  char first[11];
  char end[11];

  set_year (year, first, end);
  if (*shape->names == '\0')
    return kapka_store_ask (store, error, sql, "tt", first, end);
  return kapka_store_ask (store, error, sql, "tttt", first, end, month, month);
}

KapkaSqlRows *
kapka_network_figures_presence (KapkaStore *store,
                                KapkaNetworkBy by,
                                int year,
                                const char *last_month,
                                GError **error) {
  const Shape *shape = &shapes[by];
  g_autofree char *sql = make_presence (shape);
  char first[11];
  char end[11];

  set_year (year, first, end);
  if (*shape->present_names == '\0')
    return kapka_store_ask (store, error, sql, "tttt", first, end, first, end);
  return kapka_store_ask (store, error, sql, "tttttt", first, end, last_month, last_month, first,
                          end);
}

KapkaSqlRows *
kapka_network_figures_users (KapkaStore *store,
                             KapkaNetworkBy by,
                             int year,
                             const char *last_month,
                             GError **error) {
  const Shape *shape = &shapes[by];
  g_autofree char *sql = make_sums (shape, USERS_KEYS, USERS_SUMS, SPAN, USERS_NAMES);

  return ask_sums (store, shape, sql, year, last_month, error);
}

KapkaSqlRows *
kapka_network_figures_requests (KapkaStore *store,
                                KapkaNetworkBy by,
                                int year,
                                const char *last_month,
                                GError **error) {
  const Shape *shape = &shapes[by];
  g_autofree char *sql =
      make_sums (shape, REQUESTS_KEYS, REQUESTS_SUMS, shape->span_of_group, REQUESTS_NAMES);

  return ask_sums (store, shape, sql, year, last_month, error);
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
