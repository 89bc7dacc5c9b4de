// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk-history-judge.h"

#include "base/day.h"
#include "central/months.h"
#include "desk-history-acts.h"
#include "desk-history-reports.h"
#include "desk-history-sums.h"
#include "desk/month.h"
#include "test-store-place.h"

#define SUM_OF_EVENTS                                                                              \
  "SELECT group_concat(day || ' ' || key || ' ' || n, ' ') FROM (SELECT e.day, c.key,"             \
  " sum(c.delta) AS n FROM event e JOIN event_count c USING(stream_no, seq) WHERE "
#define BY_VISITORS "c.key NOT IN ('events', 'participants')"
#define GROUPED " GROUP BY e.day, c.key HAVING n <> 0)"
#define SUM_OF_ROLLUP                                                                              \
  "SELECT group_concat(day || ' ' || key || ' ' || value, ' ') FROM day_count WHERE value <> 0"

/* Whatever is wrong here, no figure may be counted on. */
static const char *const breaches[] = {
  // A visit has one user while it has a service, but for the second half of a merged one.
  "SELECT count(*) FROM visit v WHERE users <> (s1 + s2 + s3 + s4 + s5 + s6 > 0) AND NOT (users = 0"
  " AND (SELECT sum(c.delta) FROM event e JOIN event_count c USING(stream_no, seq) WHERE e.visit ="
  " v.visit_id AND e.reason = 'merged' AND c.key = 'users') < 0)",
  // What says of a visitor that there was help, and which language, says it once, and of somebody.
  "SELECT count(*) FROM visit WHERE assisted > users",
  "SELECT count(*) FROM (SELECT e.visit, sum(c.delta) AS n FROM event e JOIN event_count c"
  " USING(stream_no, seq) WHERE c.key GLOB 'lang_*' AND e.visit IS NOT NULL GROUP BY e.visit, "
  "c.key)"
  " JOIN visit v ON v.visit_id = visit WHERE n > users",
  // Nothing is taken twice from one event.
  "WITH RECURSIVE chain(id, top) AS (SELECT event_id, event_id FROM event WHERE kind <> "
  "'correction'"
  " UNION ALL SELECT e.event_id, chain.top FROM chain JOIN event e ON e.corrects = chain.id)"
  " SELECT count(*) FROM (SELECT sum(c.delta) AS n FROM chain JOIN event e ON e.event_id = chain.id"
  " JOIN event_count c USING(stream_no, seq) GROUP BY chain.top, e.day, c.key HAVING n < 0)",
  // An item counts once under a service.
  "SELECT count(*) FROM (SELECT sum(c.delta) AS n FROM event e JOIN event_count c USING(stream_no,"
  " seq) WHERE e.visit IS NOT NULL AND c.key GLOB 's[1-6]' GROUP BY e.visit, e.item, c.key HAVING"
  " n > 1)",
  // The first half of a merged visit has the user of both. It was marked as such, unmarked, marked…
  "SELECT count(*) FROM visit v WHERE users = 0 AND (SELECT count(*) FROM event e WHERE e.visit ="
  " v.visit_id AND e.reason = 'merged' AND NOT EXISTS(SELECT 1 FROM event_count c WHERE "
  "c.stream_no ="
  " e.stream_no AND c.seq = e.seq)) % 2 = 1",
  "SELECT count(*) FROM day_count WHERE value < 0",
};

/* No month may have changed behind its lock. */
static void
judge_closed_months (DeskHistory *history) {
  g_auto (GStrv) months = desk_history_list_months (history);

  for (guint i = 0; months[i] != NULL; i++) {
    g_autoptr (KapkaMonthState) state =
        kapka_month_get_state (history->place->desk, months[i], NULL);

    g_assert_nonnull (state);
    // 1970 is corrected by the kiosk itself.
    g_assert_false (state->changed && !g_str_has_prefix (months[i], "1970"));
  }
}

static GPtrArray *
ask_centre (DeskHistory *history, const char *sql) {
  g_autofree char *whole = g_strdup_printf ("%s %u", sql, history->centre->number);
  g_autofree char *answer = kapka_store_ask_for_test (history->centre->store, whole);

  return desk_history_parse_sums (answer);
}

static void
judge_centre (DeskHistory *history, GPtrArray *expected) {
  g_autoptr (GPtrArray) days = NULL;
  g_autoptr (GPtrArray) months = NULL;

  history->centre->calm = TRUE;
  desk_history_centre_upload (history->centre);
  history->centre->calm = FALSE;
  days = ask_centre (history, "SELECT CAST(day AS text), key, n FROM day_key WHERE n <> 0 AND"
                              " library_id =");
  desk_history_assert_same (days, expected);
  g_assert_true (kapka_months_recount (history->centre->store, NULL, NULL));
  months = ask_centre (history, "SELECT CAST(month AS text), key, value FROM month_count WHERE key"
                                " <> '_on' AND library_id =");
  for (guint i = 0; i < months->len; i++) {
    const KapkaCount *one = g_ptr_array_index (months, i);
    g_autofree char *month = g_strndup (one->key, 7);
    g_autoptr (GPtrArray) sums = desk_history_gather (expected, month);

    g_assert_cmpint (one->delta, ==, kapka_counts_get (sums, one->key + KAPKA_DAY_LENGTH + 1));
  }
}

static void
judge_rules (DeskHistory *history) {
  for (gsize i = 0; i < G_N_ELEMENTS (breaches); i++) {
    gint64 n = kapka_place_read_int (history->place->place, breaches[i]);

    if (n != 0)
      g_error ("%" G_GINT64_FORMAT " breaches: %s", n, breaches[i]);
  }
}

void
desk_history_judge (DeskHistory *history,
                    const KapkaSettings *settings,
                    const KapkaCatalog *catalog) {
  g_autoptr (GPtrArray) events = desk_history_read_sums (history, SUM_OF_EVENTS "1" GROUPED);
  g_autoptr (GPtrArray) rollup = desk_history_read_sums (history, SUM_OF_ROLLUP);

  judge_rules (history);
  desk_history_assert_same (rollup, events);
  desk_history_judge_reports (history, settings, catalog, events);
  judge_closed_months (history);
  judge_centre (history, events);
}

void
desk_history_judge_untouched (DeskHistory *history) {
  g_autoptr (GPtrArray) now = desk_history_read_sums (history, SUM_OF_EVENTS BY_VISITORS GROUPED);
  g_autoptr (GPtrArray) untouched = desk_history_read_sums (
      history, SUM_OF_EVENTS "e.kind NOT IN ('correction', 'manual') AND " BY_VISITORS GROUPED);

  desk_history_assert_same (now, untouched);
}
