// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk-history-judge.h"

#include "base/day.h"
#include "central/months.h"
#include "desk-history-acts.h"
#include "desk/month.h"
#include "desk/outreach.h"
#include "journal/db.h"
#include "journal/figures.h"
#include "report/library-reports.h"
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
  "SELECT count(*) FROM visit WHERE assisted > 1 OR assisted > (s1 + s2 + s3 + s4 + s5 + s6)",
  "SELECT count(*) FROM (SELECT e.visit, sum(c.delta) AS n FROM event e JOIN event_count c"
  " USING(stream_no, seq) WHERE c.key GLOB 'lang_*' AND e.visit IS NOT NULL GROUP BY e.visit, "
  "c.key)"
  " JOIN visit v ON v.visit_id = visit WHERE n > (s1 + s2 + s3 + s4 + s5 + s6 > 0)",
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
  // One person is a user once, in however many halves the visit came: no half leans on nobody.
  "SELECT max(0, (SELECT count(*) FROM visit WHERE s1 + s2 + s3 + s4 + s5 + s6 > 0 AND users = 0) -"
  " (SELECT count(*) FROM event e WHERE e.reason = 'merged' AND NOT EXISTS(SELECT 1 FROM "
  "event_count"
  " c WHERE c.stream_no = e.stream_no AND c.seq = e.seq)))",
  "SELECT count(*) FROM day_count WHERE value < 0",
};

/* Reads `day key n` thrice repeated into counts of `day key`. */
static GPtrArray *
parse_sums (const char *text) {
  g_auto (GStrv) words = g_strsplit (text == NULL ? "" : text, " ", -1);
  GPtrArray *sums = kapka_counts_new ();

  for (guint i = 0; words[i] != NULL && *words[i] != '\0'; i += 3) {
    g_autofree char *name = g_strconcat (words[i], " ", words[i + 1], NULL);

    kapka_counts_add (sums, name, g_ascii_strtoll (words[i + 2], NULL, 10));
  }
  return sums;
}

static GPtrArray *
read_sums (DeskHistory *history, const char *sql) {
  g_autofree char *text = kapka_place_read_text (history->place->place, sql);

  return parse_sums (text);
}

static void
assert_same (GPtrArray *sums, GPtrArray *expected) {
  g_autoptr (GString) found = g_string_new (NULL);
  g_autoptr (GString) wanted = g_string_new (NULL);

  kapka_counts_print (sums, found);
  kapka_counts_print (expected, wanted);
  g_assert_cmpstr (found->str, ==, wanted->str);
}

/* Leaves of @sums those of the days that begin with @period, added up by key. */
static GPtrArray *
gather (GPtrArray *sums, const char *period) {
  GPtrArray *gathered = kapka_counts_new ();

  for (guint i = 0; i < sums->len; i++) {
    const KapkaCount *one = g_ptr_array_index (sums, i);

    if (g_str_has_prefix (one->key, period))
      kapka_counts_add (gathered, one->key + KAPKA_DAY_LENGTH + 1, one->delta);
  }
  return gathered;
}

static void
add_figures (GPtrArray *sums, const char *day, const KapkaFigures *figures) {
  const struct {
    const char *key;
    gint64 value;
  } all[] = {
    { "users", figures->users },
    { "s1", figures->services[0] },
    { "s2", figures->services[1] },
    { "s3", figures->services[2] },
    { "s4", figures->services[3] },
    { "s5", figures->services[4] },
    { "s6", figures->services[5] },
    { "pages", figures->pages },
    { "assisted", figures->assisted },
    { "lang_udm", figures->lang_udm },
    { "lang_en", figures->lang_en },
    { "events", figures->events },
    { "participants", figures->participants },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (all); i++) {
    g_autofree char *name = g_strconcat (day, " ", all[i].key, NULL);

    kapka_counts_add (sums, name, all[i].value);
  }
}

/* What the diary shows of each day. */
static void
judge_diary (DeskHistory *history, GPtrArray *expected) {
  g_autoptr (GPtrArray) days = kapka_figures_list (history->place->journal, "0001-01-01",
                                                   "9999-12-31", KAPKA_PERIOD_DAY, NULL);
  g_autoptr (GPtrArray) sums = kapka_counts_new ();
  g_autoptr (GPtrArray) wanted = kapka_counts_new ();

  g_assert_nonnull (days);
  for (guint i = 0; i < days->len; i++) {
    const KapkaPeriodFigures *day = g_ptr_array_index (days, i);

    add_figures (sums, day->period, &day->figures);
  }
  for (guint i = 0; i < expected->len; i++) {
    const KapkaCount *one = g_ptr_array_index (expected, i);

    if (!g_str_has_suffix (one->key, " _on"))
      kapka_counts_add (wanted, one->key, one->delta);
  }
  assert_same (sums, wanted);
}

/* The number in row @key and column @column of a table; 0 when it is missing. */
static gint64
get_cell (const KapkaReportTable *table, const char *key, const char *column) {
  for (guint i = 0; i < kapka_report_table_get_n_rows (table); i++)
    for (guint j = 0; j < kapka_report_table_get_n_columns (table); j++)
      if (g_str_equal (kapka_report_table_get_row_key (table, i), key) &&
          g_str_equal (kapka_report_table_get_column_key (table, j), column)) {
        const KapkaCell *cell = kapka_report_table_get_cell (table, i, j);

        return cell->kind == KAPKA_CELL_NUMBER ? cell->number : 0;
      }
  return 0;
}

static void
judge_year (const KapkaReportSource *source, int year, GPtrArray *expected) {
  g_autofree char *period = g_strdup_printf ("%d", year);
  g_autoptr (GPtrArray) sums = gather (expected, period);
  g_autoptr (GError) error = NULL;
  g_autoptr (KapkaReport) report = kapka_report_new_yearly (source, year, &error);

  g_assert_no_error (error);
  g_assert_cmpint (get_cell (kapka_report_get_table (report, 0), "users", period), ==,
                   kapka_counts_get (sums, "users"));
  for (int i = 1; i <= 6; i++) {
    g_autofree char *service = g_strdup_printf ("s%d", i);

    g_assert_cmpint (get_cell (kapka_report_get_table (report, 1), service, period), ==,
                     kapka_counts_get (sums, service));
  }
}

/* Compares a row of the diary with what its day or its month counts. */
static void
judge_row (const KapkaReportTable *table, const char *row, GPtrArray *sums) {
  static const char *const keys[] = { "users", "s1", "s2",    "s3",      "s4",
                                      "s5",    "s6", "pages", "assisted" };
  gint64 requests = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++) {
    g_assert_cmpint (get_cell (table, row, keys[i]), ==, kapka_counts_get (sums, keys[i]));
    requests += keys[i][0] == 's' ? kapka_counts_get (sums, keys[i]) : 0;
  }
  g_assert_cmpint (get_cell (table, row, "requests"), ==, requests);
}

static void
judge_month (const KapkaReportSource *source, const char *month, GPtrArray *expected) {
  g_autoptr (GPtrArray) sums = gather (expected, month);
  g_autoptr (GError) error = NULL;
  g_autoptr (KapkaReport) report = kapka_report_new_month (source, month, &error);

  g_assert_no_error (error);
  judge_row (kapka_report_get_table (report, 0), month, sums);
  for (int i = 1; i <= 31; i++) {
    g_autofree char *day = g_strdup_printf ("%s-%02d", month, i);
    g_autoptr (GPtrArray) sums_of_day = gather (expected, day);

    judge_row (kapka_report_get_table (report, 0), day, sums_of_day);
  }
}

static void
judge_months (DeskHistory *history, const KapkaReportSource *source, GPtrArray *expected) {
  g_auto (GStrv) months = desk_history_list_months (history);

  for (guint i = 0; months[i] != NULL; i++)
    judge_month (source, months[i], expected);
}

/* Seminars are corrected like visits, but for what the desk knows of them. */
static void
judge_outreach (DeskHistory *history, GPtrArray *expected) {
  g_autoptr (GPtrArray) all =
      kapka_outreach_list (history->place->desk, "0001-01-01", "9999-12-31", NULL);
  g_autoptr (GPtrArray) sums = kapka_counts_new ();
  g_autoptr (GPtrArray) wanted = kapka_counts_new ();

  for (guint i = 0; i < all->len; i++) {
    const KapkaOutreach *outreach = g_ptr_array_index (all, i);
    g_autofree char *events = g_strconcat (outreach->day, " events", NULL);
    g_autofree char *participants = g_strconcat (outreach->day, " participants", NULL);

    kapka_counts_add (sums, events, 1);
    kapka_counts_add (sums, participants, outreach->participants);
  }
  for (guint i = 0; i < expected->len; i++) {
    const KapkaCount *one = g_ptr_array_index (expected, i);

    if (g_str_has_suffix (one->key, " events") || g_str_has_suffix (one->key, " participants"))
      kapka_counts_add (wanted, one->key, one->delta);
  }
  assert_same (sums, wanted);
}

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

  return parse_sums (answer);
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
  assert_same (days, expected);
  g_assert_true (kapka_months_recount (history->centre->store, NULL, NULL));
  months = ask_centre (history, "SELECT CAST(month AS text), key, value FROM month_count WHERE key"
                                " <> '_on' AND library_id =");
  for (guint i = 0; i < months->len; i++) {
    const KapkaCount *one = g_ptr_array_index (months, i);
    g_autofree char *month = g_strndup (one->key, 7);
    g_autoptr (GPtrArray) sums = gather (expected, month);

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
  const KapkaReportSource source = { history->place->desk, settings, catalog };
  g_autoptr (GPtrArray) events = read_sums (history, SUM_OF_EVENTS "1" GROUPED);
  g_autoptr (GPtrArray) rollup = read_sums (history, SUM_OF_ROLLUP);

  judge_rules (history);
  assert_same (rollup, events);
  judge_diary (history, events);
  judge_year (&source, 2026, events);
  judge_year (&source, 2027, events);
  judge_months (history, &source, events);
  judge_outreach (history, events);
  judge_closed_months (history);
  judge_centre (history, events);
}

void
desk_history_judge_untouched (DeskHistory *history) {
  g_autoptr (GPtrArray) now = read_sums (history, SUM_OF_EVENTS BY_VISITORS GROUPED);
  g_autoptr (GPtrArray) untouched = read_sums (
      history, SUM_OF_EVENTS "e.kind NOT IN ('correction', 'manual') AND " BY_VISITORS GROUPED);

  assert_same (now, untouched);
}
